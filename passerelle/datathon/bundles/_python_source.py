"""What Python files need, found by reading them: nothing of theirs is run."""

from __future__ import annotations

import ast
import importlib.util
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ._commands import Role

_MOST_FILES, _MOST_BYTES = 200, 300_000
# Modules that a participant brings: an ingestion program imports them from the submission.
_PARTICIPANT = {*("model models submission solution predict predictor classifier agent".split())}
_PARTICIPANT |= {*("policy automl algorithm method main run predictive_model estimator".split())}
_REMOVED = {
    (module, name)
    for module in ("np", "numpy")
    for name in ("float", "int", "bool", "object", "str", "float_", "unicode_", "Inf", "NaN")
}


@dataclass(frozen=True, slots=True)
class SourceFinding:
    kind: Literal["python 2", "syntax", "missing", "removed", "installs"]
    file: str
    line: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Import:
    """`guarded`: inside a `try` or an `if`, so that its failure may be expected."""

    module: str
    file: str
    line: int
    guarded: bool


def findings_in(folder: Path, role: Role) -> Iterator[SourceFinding]:
    """What would stop these files here, each missing module named once."""
    said: set[str] = set()
    for name, tree in _trees(folder):
        if isinstance(tree, SyntaxError):
            text = str(tree.msg)
            is_old = "print" in text or "exec" in text or "except" in text or "octal" in text
            yield SourceFinding("python 2" if is_old else "syntax", name, tree.lineno or 1, text)
            continue
        yield from _removed(name, tree)
        for found in _imports(name, tree):
            module = found.module
            foreign = role is Role.INGESTION and module in _PARTICIPANT
            if found.guarded or foreign or module in said or _is_here(module, folder):
                continue
            said.add(module)
            yield SourceFinding("missing", name, found.line, module)


def participant_imports(folder: Path) -> tuple[Import, ...]:
    """What an ingestion program takes from the submission."""
    return tuple(
        found
        for name, tree in _trees(folder)
        if isinstance(tree, ast.Module)
        for found in _imports(name, tree)
        if found.module in _PARTICIPANT and not _is_local(found.module, folder)
    )


def _trees(folder: Path) -> Iterator[tuple[str, ast.Module | SyntaxError]]:
    files = [one for one in sorted(folder.rglob("*.py")) if one.is_file() and not one.is_symlink()]
    for path in files[:_MOST_FILES]:
        data = path.read_bytes()
        if len(data) > _MOST_BYTES or path.name.startswith("._"):
            continue
        name = path.relative_to(folder).as_posix()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                yield name, ast.parse(data)
        except SyntaxError as broken:
            yield name, broken
        except (ValueError, RecursionError, MemoryError):
            yield name, SyntaxError("it cannot be parsed")


def _imports(name: str, tree: ast.Module) -> Iterator[Import]:
    guarded: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Try | ast.If) and not _is_main(node):
            guarded |= {id(below) for below in ast.walk(node)}
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            modules = [node.module]
        else:
            continue
        for module in modules:
            yield Import(module.split(".")[0], name, node.lineno, id(node) in guarded)


def _is_main(node: ast.Try | ast.If) -> bool:
    """`if __name__ == "__main__":` guards nothing."""
    return isinstance(node, ast.If) and "__name__" in ast.dump(node.test)


def _removed(name: str, tree: ast.Module) -> Iterator[SourceFinding]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in _REMOVED:
                yield SourceFinding("removed", name, node.lineno, f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called == "yaml.load" and len(node.args) == 1 and not node.keywords:
                yield SourceFinding("removed", name, node.lineno, "yaml.load(text)")
            words = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
            if called.startswith(("os.system", "subprocess.")) and _installs(words):
                yield SourceFinding("installs", name, node.lineno)


def _installs(words: Iterable[object]) -> bool:
    text = " ".join(str(word) for word in words)
    return "pip" in text and "install" in text


def _is_here(module: str, folder: Path) -> bool:
    if module in sys.stdlib_module_names or _is_local(module, folder):
        return True
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError, AttributeError):
        return False


def _is_local(module: str, folder: Path) -> bool:
    return any(folder.rglob(f"{module}.py")) or any(one.is_dir() for one in folder.rglob(module))
