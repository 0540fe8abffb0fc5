"""The catalogue of messages, without gettext's own programs: compile · update · check."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FRENCH = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def main(verb: str) -> int:
    return {"compile": compile_all, "update": update, "check": check}[verb]()


def compile_all() -> int:
    """Every .po into its .mo."""
    for path in ROOT.glob("locale/*/LC_MESSAGES/*.po"):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
    return 0


def update() -> int:
    """Bring the French catalogue up to the code; what is new is left to translate."""
    wanted = extracted()
    written = catalogue()
    written.update(wanted, no_fuzzy_matching=True)
    written.obsolete.clear()
    with FRENCH.open("wb") as target:
        write_po(target, written, width=98, omit_header=False, sort_output=True, no_location=True)
    return compile_all()


def check() -> int:
    """Fail on a message without its French, a fuzzy one, one nobody uses, or a blank misnamed."""
    wanted, written = extracted(), catalogue()
    missing = [message for message in wanted if message.id and not _is_translated(message, written)]
    unused = [m for m in written if m.id and wanted.get(_key(m), m.context) is None]
    for message in missing:
        place = message.locations[0] if message.locations else ("?", 0)
        print(f"{place[0]}:{place[1]}: no French for “{_key(message)}”")
    for message in unused:
        print(f"{FRENCH.relative_to(ROOT)}: nobody says “{_key(message)}” any more")
    misnamed = [message for message in written if message.id and not _names_its_blanks(message)]
    for message in misnamed:
        print(f"{FRENCH.relative_to(ROOT)}: other blanks in the French of “{_key(message)}”")
    return 1 if missing or unused or misnamed else 0


def _key(message: object) -> str:
    identity = message.id  # type: ignore[attr-defined]
    return identity[0] if isinstance(identity, tuple) else identity


def _is_translated(message: object, written: Catalog) -> bool:
    found = written.get(_key(message), message.context)  # type: ignore[attr-defined]
    if found is None or found.fuzzy:
        return False
    strings = found.string if isinstance(found.string, tuple) else (found.string,)
    return all(strings)


def _names_its_blanks(message: object) -> bool:
    """A blank the code does not fill would break the page; a plural may leave its number out."""
    known, said = (
        set(re.findall(r"%\((\w+)\)", " ".join(words if isinstance(words, tuple) else (words,))))
        for words in (message.id, message.string)  # type: ignore[attr-defined]
    )
    return said <= known


def catalogue() -> Catalog:
    if not FRENCH.exists():
        FRENCH.parent.mkdir(parents=True, exist_ok=True)
        return Catalog(locale="fr", project="Passerelle", charset="utf-8")
    with FRENCH.open("rb") as source:
        return read_po(source, locale="fr")


def extracted() -> Catalog:
    """Every message of the code and of the templates."""
    found = Catalog(locale="fr", project="Passerelle", charset="utf-8")
    for path, text in _sources():
        name = str(path.relative_to(ROOT))
        options = {"encoding": "utf-8"}
        stream = BytesIO(text.encode())
        for line, message, comments, context in extract(
            "python", stream, keywords=KEYWORDS, options=options
        ):
            found.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[tuple[Path, str]]:
    import django
    from django.conf import settings
    from django.utils.translation import template

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for path in sorted(ROOT.glob("passerelle/**/*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_text()
    for path in sorted([*ROOT.glob("passerelle/**/*.html"), *ROOT.glob("passerelle/**/*.txt")]):
        if "templates" in path.parts:
            yield path, _as_python(template.templatize(path.read_text(), origin=str(path)))


def _as_python(templatized: str) -> str:
    """Django writes calls between blanked text; keep the calls, one per line of the original."""
    lines = []
    for line in templatized.splitlines():
        calls = re.findall(r"\b(?:gettext|ngettext|pgettext|npgettext)\(.*?\)(?=\s|$)", line)
        lines.append("; ".join(calls))
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
