"""Whether the ids of a file are those that were asked for, and what became of them if not."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from ._problems import Findings
from ._wording import excerpt, first_few

# What spreadsheets and programs do to ids, each with the sentence that undoes it.
_ACCIDENTS: Final[tuple[tuple[str, Callable[[str], str]], ...]] = (
    ("ids-without-zeros", lambda word: word.lstrip("0") or "0"),
    ("ids-as-decimals", lambda word: word.removesuffix(".0")),
    ("ids-in-other-case", str.casefold),
)


def check_ids(
    given: Iterable[str], expected: Collection[str], *, column: str, findings: Findings
) -> None:
    """Say how many ids are unknown or not answered, and the first few of each."""
    met, wanted = dict.fromkeys(given), dict.fromkeys(map(str, expected))
    unknown = [word for word in met if word and word not in wanted]
    missing = [word for word in wanted if word not in met]
    if unknown and _say_accident(unknown, missing, column=column, findings=findings):
        return
    if unknown:
        these = first_few(unknown)
        findings.add("ids-unknown", column=column, count=len(unknown), these=these)
    if missing:
        findings.add(
            "ids-missing",
            column=column,
            count=len(missing),
            expected=len(wanted),
            these=first_few(missing),
        )


def _say_accident(
    unknown: Sequence[str], missing: Sequence[str], *, column: str, findings: Findings
) -> bool:
    """Whether one accident explains every unknown id."""
    for code, change in _ACCIDENTS:
        changed = {change(word): word for word in missing}
        if all(change(word) in changed for word in unknown):
            given, wanted = excerpt(unknown[0]), excerpt(changed[change(unknown[0])])
            findings.add(code, column=column, given=given, wanted=wanted)
            return True
    return False
