"""From the dictionary of a rubric's YAML file to a Rubric."""

from collections import Counter
from decimal import Decimal

from passerelle.engines.rubric._grid import Criterion, Level, Rubric
from passerelle.engines.rubric._reading import Reading, RubricProblems

# A rater chooses levels with the digit keys 1 to 9.
_FEWEST_LEVELS, _MOST_LEVELS = 2, 9


def rubric_from(mapping: object, *, slug: str) -> Rubric:
    """The rubric that a parsed file describes; the slug is the file's name.

    Fields: title {fr, en}; criteria, each with id, title, question, weight above 0 and 2 to 9
    levels from worst to best, each with id, points, title, describes and optionally example.
    Raises RubricProblems holding every problem with its field.
    """
    top = Reading(mapping)
    parts = top.fields(needed=("title", "criteria"))
    title = parts["title"].text()
    entries = parts["criteria"].items()
    criteria = tuple(_criterion(entry) for entry in entries)
    _refuse_twins(entries, [criterion.id for criterion in criteria])
    if top.problems:
        raise RubricProblems(top.problems)
    return Rubric(id=slug, title=title, criteria=criteria)


def _criterion(entry: Reading) -> Criterion:
    parts = entry.fields(needed=("id", "title", "question", "weight", "levels"))
    rows = parts["levels"].items()
    levels = tuple(_level(row) for row in rows)
    if rows and not _FEWEST_LEVELS <= len(rows) <= _MOST_LEVELS:
        parts["levels"].report(
            f"are {len(rows)} in number.",
            f"Write {_FEWEST_LEVELS} to {_MOST_LEVELS}: a digit key chooses each of them.",
        )
    _refuse_twins(rows, [level.id for level in levels])
    _refuse_disorder(rows, levels)
    return Criterion(
        id=parts["id"].slug(),
        title=parts["title"].text(),
        question=parts["question"].text(),
        weight=parts["weight"].number(least=Decimal(0), above=True),
        levels=levels,
    )


def _level(row: Reading) -> Level:
    parts = row.fields(needed=("id", "points", "title", "describes"), optional=("example",))
    return Level(
        id=parts["id"].slug(),
        points=parts["points"].number(least=Decimal(0)),
        title=parts["title"].text(),
        describes=parts["describes"].text(),
        example=parts["example"].text() if parts["example"].given else None,
    )


def _refuse_twins(entries: list[Reading], ids: list[str]) -> None:
    times = Counter(ids)
    seen: set[str] = set()
    for entry, name in zip(entries, ids, strict=True):
        if name and times[name] > 1 and name in seen:
            place = Reading(name, (*entry.path, "id"), entry.problems)
            place.report(f"“{name}” is already taken.", "Give each entry an id of its own.")
        seen.add(name)


def _refuse_disorder(rows: list[Reading], levels: tuple[Level, ...]) -> None:
    pairs = zip(rows[1:], levels, levels[1:], strict=False)
    for row, worse, better in pairs:
        if _points_were_read(row) and better.points <= worse.points:
            place = Reading(better.points, (*row.path, "points"), row.problems)
            place.report(
                f"is {better.points}, after {worse.points}.",
                "Levels go from worst to best: write more points than the level before.",
            )


def _points_were_read(row: Reading) -> bool:
    """Whether this level and the one before gave points without a problem of their own."""
    *start, place = row.path
    before = (*start, int(place) - 1)
    unread = {problem.path for problem in row.problems}
    spots = (row.path, before, (*row.path, "points"), (*before, "points"))
    return unread.isdisjoint(spots)
