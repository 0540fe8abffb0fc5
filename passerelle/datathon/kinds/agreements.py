"""The `agreements/` folder: the data-use agreements that a challenge may ask one to sign."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from passerelle.foundation.ids import digest_of
from passerelle.foundation.translated import LANGUAGES, Language
from passerelle.programme.source import ProgrammeSource

FOLDER = "agreements"
_SAID: Mapping[Language, str] = {"fr": "French", "en": "English"}
_TITLE = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)
_VERSION = re.compile(r"^\W*version\s+(\d{1,6})\W", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AgreementSource:
    """An agreement as written, already checked."""

    slug: str
    version: int
    titles: Mapping[Language, str]
    texts: Mapping[Language, str]
    digest: str


def check_folder(source: ProgrammeSource) -> None:
    """Each agreement is a folder with its text in both languages, which say their version."""
    for name in source.under(FOLDER):
        if name.count("/") == 1:
            source.trouble(name, "An agreement is a folder.", f"Move it into {FOLDER}/a-name/.")
    for slug in source.subfolders(FOLDER):
        versions = {_checked(source, slug, language) for language in LANGUAGES} - {None}
        if len(versions) > 1:
            reason = "The two languages do not say the same version."
            source.trouble(f"{FOLDER}/{slug}/en.md", reason, "Give both the number of the latest.")


def agreements_in(source: ProgrammeSource) -> list[AgreementSource]:
    """Every agreement of a folder that was checked."""
    return [_read(source, slug) for slug in source.subfolders(FOLDER)]


def _checked(source: ProgrammeSource, slug: str, language: Language) -> int | None:
    name = f"{FOLDER}/{slug}/{language}.md"
    text = _text(source, slug, language)
    if not text.strip():
        reason = "This version is missing." if name not in source.files else "It is empty."
        source.trouble(
            name, reason, f"Write the {_SAID[language]} text: people sign what they read."
        )
        return None
    found = _VERSION.search(text)
    if found is None:
        remedy = "Begin a line with “Version 1.”; a later number asks for a new signature."
        source.trouble(name, "The text does not say which version it is.", remedy)
        return None
    return int(found[1])


def _read(source: ProgrammeSource, slug: str) -> AgreementSource:
    texts = {language: _text(source, slug, language) for language in LANGUAGES}
    version = _VERSION.search(texts["fr"])
    assert version is not None, "checked before it is applied"
    titles = {language: _TITLE.search(text) for language, text in texts.items()}
    return AgreementSource(
        slug=slug,
        version=int(version[1]),
        titles={language: found[1] if found else slug for language, found in titles.items()},
        texts=texts,
        digest=digest_of("\0".join(texts[language] for language in LANGUAGES)),
    )


def _text(source: ProgrammeSource, slug: str, language: Language) -> str:
    data = source.files.get(f"{FOLDER}/{slug}/{language}.md", b"")
    text = data.decode("utf-8-sig", errors="replace")
    return text.replace("\r\n", "\n")  # a Windows checkout is no new text to sign
