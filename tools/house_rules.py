"""The rules of STYLE that a program can see: lengths, forbidden names, string foreign keys."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FILE, LONG_FILE = 400, 300
LONGEST_FUNCTION, LONG_FUNCTION = 50, 30
LONGEST_TEMPLATE = 150
FOUNDATION_LINES = 1500
FOUNDATION_MODULES = {
    *("__init__", "apps", "bridge", "clock", "comments", "ids", "jobs", "journal", "mail"),
    *("models", "notices", "storage", "translated"),
}
FORBIDDEN = re.compile(
    r"^(utils?|helpers?|common|misc|process|handle|do_\w+|tmp|new_\w+|\w+_v2|"
    r"process_\w+|handle_\w+|\w*Manager|\w*Helper|\w*Utils?)$"
)
# A type in a name, save where the standards say list: trust list, Bitstring Status List.
TYPE_IN_NAME = re.compile(r"^(?!.*(trust|status)_list$)\w+_(list|dict)$")
LAYERS = [
    *("config", "home", "record", "interop", "diploma", "jury", "admission", "datathon"),
    *("simulation", "lab", "conference", "campus", "gateway", "sandbox", "programme", "people"),
    *("foundation", "engines"),
]


def main() -> int:
    faults, remarks = list(all_faults()), list(all_remarks())
    for line in remarks:
        print(f"note: {line}")
    for line in faults:
        print(line)
    return 1 if faults else 0


def all_faults() -> Iterator[str]:
    for path in python_files():
        name, text = path.relative_to(ROOT), path.read_text()
        nodes, lines = list(ast.walk(ast.parse(text))), len(text.splitlines())
        if lines > LONGEST_FILE:
            yield f"{name}: {lines} lines (the most is {LONGEST_FILE}); what is it really two of?"
        if FORBIDDEN.match(path.stem):
            yield f"{name}: a module called {path.stem} says nothing"
        for function in functions_among(nodes):
            length = length_of(function)
            if length > LONGEST_FUNCTION:
                yield f"{name}:{function.lineno}: {function.name} has {length} lines"
        yield from bad_names(name, nodes)
        yield from upward_keys(path, nodes)
    for path in sorted(ROOT.glob("passerelle/*/templates/**/*.html")):
        lines = len(path.read_text().splitlines())
        if lines > LONGEST_TEMPLATE:
            yield f"{path.relative_to(ROOT)}: {lines} lines (the most is {LONGEST_TEMPLATE})"
    yield from foundation_faults()
    yield from missing_readmes()


def all_remarks() -> Iterator[str]:
    for path in python_files():
        name, text = path.relative_to(ROOT), path.read_text()
        lines = len(text.splitlines())
        if LONG_FILE < lines <= LONGEST_FILE:
            yield f"{name} has {lines} lines"
        for function in functions_among(ast.walk(ast.parse(text))):
            if LONG_FUNCTION < length_of(function) <= LONGEST_FUNCTION:
                yield f"{name}:{function.lineno} {function.name} has {length_of(function)} lines"


def python_files() -> list[Path]:
    found = [*ROOT.glob("passerelle/**/*.py"), *ROOT.glob("tools/*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def functions_among(nodes: Iterable[ast.AST]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, its docstring apart."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    begins = (first.end_lineno or first.lineno) + 1 if documented else first.lineno
    return (function.end_lineno or function.lineno) - begins + 1


def bad_names(name: Path, nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and FORBIDDEN.match(node.name):
            yield f"{name}:{node.lineno}: {node.name} says nothing; name what it does"
        stored = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        if stored and (FORBIDDEN.match(node.id) or TYPE_IN_NAME.match(node.id)):
            yield f"{name}:{node.lineno}: {node.id} is not a name; say what it holds"


def upward_keys(path: Path, nodes: Iterable[ast.AST]) -> Iterator[str]:
    """`ForeignKey("jury.Panel")` written in campus would hide an upward dependency."""
    part = path.relative_to(ROOT / "passerelle").parts[0] if "passerelle" in path.parts else ""
    for node in nodes:
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        target = node.args[0]
        if called in {"ForeignKey", "OneToOneField", "ManyToManyField"} and isinstance(
            target, ast.Constant
        ):
            owner = str(target.value).split(".")[0].lower()
            if (
                "." in str(target.value)
                and owner in LAYERS
                and LAYERS.index(owner) < LAYERS.index(part)
            ):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield f"{place}: a key to {target.value} points upward"


def foundation_faults() -> Iterator[str]:
    folder = ROOT / "passerelle" / "foundation"
    total = 0
    for path in folder.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        total += len(path.read_text().splitlines())
        if path.parent == folder and path.stem not in FOUNDATION_MODULES:
            yield f"{path.relative_to(ROOT)}: foundation is a closed list of modules"
    if total > FOUNDATION_LINES:
        yield f"passerelle/foundation: {total} lines of Python (the most is {FOUNDATION_LINES})"


def missing_readmes() -> Iterator[str]:
    for part in LAYERS:
        if not (ROOT / "passerelle" / part / "README.md").exists():
            yield f"passerelle/{part}: no README.md"


if __name__ == "__main__":
    sys.exit(main())
