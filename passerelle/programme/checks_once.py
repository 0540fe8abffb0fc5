"""What may be written only once: a second entry of the same name would replace the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from .schemas import EditionFile, GlossaryFile, ProgrammeFile
from .source import ProgrammeSource
from .yaml_lines import Path, YamlFile

_OWN_NAME = "Give each its own name."


def check_programme_lists(
    source: ProgrammeSource, yaml: YamlFile, programme: ProgrammeFile
) -> None:
    signing = list(enumerate(programme.institutions))
    ids: dict[Path, str] = {("institutions", place, "id"): each.id for place, each in signing}
    dids: dict[Path, str] = {("institutions", place, "did"): each.did for place, each in signing}
    check_once(source, yaml, names=ids, reason="Two institutions are called {}.")
    check_once(source, yaml, names=dids, reason="Two institutions have the identifier {}.")
    modules: dict[Path, str] = {("modules", i): each for i, each in enumerate(programme.modules)}
    zones: dict[Path, str] = {("zones", i): each for i, each in enumerate(programme.zones)}
    for names in (modules, zones):
        reason, remedy = "{} is written twice.", "Keep one of them."
        check_once(source, yaml, names=names, reason=reason, remedy=remedy)


def check_glossary(source: ProgrammeSource, yaml: YamlFile, glossary: GlossaryFile) -> None:
    ids: dict[Path, str] = {("terms", i, "id"): term.id for i, term in enumerate(glossary.terms)}
    check_once(source, yaml, names=ids, reason="Two terms are called {}.")


def check_once(
    source: ProgrammeSource,
    yaml: YamlFile,
    *,
    names: Mapping[Path, str],
    reason: str,
    remedy: str = _OWN_NAME,
) -> None:
    """The names of a list by their place, each once; `{}` in the reason is the name."""
    taken: set[str] = set()
    for path, name in names.items():
        if name in taken:
            at = ".".join(str(step) for step in path)
            source.trouble(yaml.name, reason.format(name), remedy, line=yaml.line_of(path), at=at)
        taken.add(name)


def check_edition_name(source: ProgrammeSource, yaml: YamlFile, edition: EditionFile) -> None:
    """Called before the edition is kept."""
    if edition.id in source.editions:
        reason = f"Two editions are called {edition.id}."
        source.trouble(yaml.name, reason, _OWN_NAME, line=yaml.line_of(("id",)), at="id")


def check_session_names(source: ProgrammeSource) -> None:
    """In the whole programme, not in each module."""
    counted = Counter(s.id for module in source.modules for s in module.file.sessions)
    for module in source.modules:
        for place, session in enumerate(module.file.sessions):
            if counted[session.id] > 1:
                source.trouble(
                    module.yaml.name,
                    f"Two sessions are called {session.id}.",
                    _OWN_NAME,
                    line=module.yaml.line_of(("sessions", place, "id")),
                    at=f"sessions.{place}.id",
                )
