"""The `agreements/` folder: the data-use agreements that a challenge may ask one to sign."""

from __future__ import annotations

from passerelle.programme.source import ProgrammeSource

FOLDER = "agreements"
_LANGUAGES = (("fr", "French"), ("en", "English"))


def check_folder(source: ProgrammeSource) -> None:
    """Each agreement is a folder with its text in both languages."""
    for name in source.under(FOLDER):
        if name.count("/") == 1:
            source.trouble(name, "An agreement is a folder.", f"Move it into {FOLDER}/a-name/.")
    for slug in source.subfolders(FOLDER):
        for language, said in _LANGUAGES:
            name = f"{FOLDER}/{slug}/{language}.md"
            if not source.files.get(name, b"").strip():
                reason = "This version is missing." if name not in source.files else "It is empty."
                source.trouble(name, reason, f"Write the {said} text: people sign what they read.")
