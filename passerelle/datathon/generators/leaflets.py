"""Questions with several right answers about drugs that do not exist, and their leaflets."""

from __future__ import annotations

from collections.abc import Sequence

from ._claim import Item
from ._claims import recalled
from ._claims_cases import child, two_leaflets, vignette
from ._draws import Draws
from ._files import PRIVATE, PUBLIC, TRAIN, Columns, Generated, Group, files_of, share_out, table
from ._leaflet_text import leaflet, typeset
from ._makers import Maker, Option, Settings
from ._pharmacopoeia import Drug, names, ring

_NAME = "leaflet_questions"
_KINDS = (
    ("recall", 0.36),
    ("negation", 0.16),
    ("calculation", 0.16),
    ("vignette", 0.16),
    ("two-leaflets", 0.16),
)
_LETTERS = "ABCDE"
_QUESTIONS_EACH = ((5, 0.3), (6, 0.4), (7, 0.3))
_FEATURES = (
    *("drug", "other_drug", "language", "kind", "question"),
    *(f"option_{letter.lower()}" for letter in _LETTERS),
)


def _make(seed: int, rows: int, settings: Settings) -> Generated:
    groups = share_out(
        Draws(_NAME, seed, "groups"),
        rows=rows,
        sizes=_QUESTIONS_EACH,
        test_share=settings["test_share"],
        letter="g",
    )
    called = dict(
        zip(
            (group.id for group in groups),
            names(Draws(_NAME, seed, "names"), len(groups)),
            strict=True,
        )
    )
    drugs = {
        drug.name: drug
        for part in (TRAIN, PUBLIC, PRIVATE)
        if (members := [called[group.id] for group in groups if group.part == part])
        for drug in ring(Draws(_NAME, seed, "facts", part), members)
    }
    ids = iter(Draws(_NAME, seed, "ids").codes("q", rows))
    written = [
        _row(seed, next(ids), group, drugs[called[group.id]], drugs, settings)
        for group in groups
        for _ in range(group.size)
    ]
    columns = Columns(
        features=_FEATURES,
        target="answers",
        truth=("drug", "language", "kind"),
        prediction="answers",
        unsure="A",
        more={"leaflets.csv": _leaflets(seed, list(drugs.values()))},
    )
    return files_of(written, columns, draws=Draws(_NAME, seed, "order"))


def _row(
    seed: int, name: str, group: Group, drug: Drug, drugs: dict[str, Drug], settings: Settings
) -> dict[str, str]:
    draws = Draws(_NAME, seed, "question", name)
    kind = draws.weighted(_KINDS)
    other = _other(draws, drug, drugs) if kind == "two-leaflets" else None
    item = _item(draws, kind, drug, other)
    claims = draws.shuffled(item.claims)
    side = 1 if draws.chance(settings["english"]) else 0
    right = [letter for letter, claim in zip(_LETTERS, claims, strict=True) if claim.true]
    options = {
        f"option_{letter.lower()}": typeset(claim.words)[side]
        for letter, claim in zip(_LETTERS, claims, strict=True)
    }
    return {
        "id": name,
        "part": group.part,
        "drug": drug.name,
        "other_drug": other.name if other else "",
        "language": ("fr", "en")[side],
        "kind": kind,
        "question": typeset(item.stem)[side],
        **options,
        "answers": "|".join(right),
    }


def _other(draws: Draws, drug: Drug, drugs: dict[str, Drug]) -> Drug:
    """Mostly the one its leaflet names, sometimes one that has nothing to do with it."""
    before = next(each for each in drugs.values() if each.partner == drug.name)
    beyond = drugs[drugs[drug.partner].partner]
    chosen = draws.weighted(((drugs[drug.partner], 0.5), (before, 0.3), (beyond, 0.2)))
    return chosen if chosen.name != drug.name else drugs[drug.partner]


def _item(draws: Draws, kind: str, drug: Drug, other: Drug | None) -> Item:
    """Drawn again until one to four propositions are right."""
    while True:
        item = _one_item(draws, kind, drug, other)
        if 1 <= sum(claim.true for claim in item.claims) <= 4:
            return item


def _one_item(draws: Draws, kind: str, drug: Drug, other: Drug | None) -> Item:
    if other is not None:
        return two_leaflets(draws, drug, other)
    if kind == "calculation":
        return child(draws, drug)
    if kind == "vignette":
        return vignette(draws, drug)
    return recalled(draws, drug, false_ones=kind == "negation")


def _leaflets(seed: int, drugs: Sequence[Drug]) -> bytes:
    rows = []
    for drug in sorted(drugs, key=lambda each: each.name):
        french, english = typeset(leaflet(Draws(_NAME, seed, "leaflet", drug.name), drug))
        rows.append({"drug": drug.name, "language": "fr", "leaflet": french})
        rows.append({"drug": drug.name, "language": "en", "leaflet": english})
    return table(rows, ("drug", "language", "leaflet"))


MAKER = Maker(
    name=_NAME,
    summary="Questions A to E, several right answers, on invented drugs with their leaflets.",
    truth=(
        "Each key is computed from the facts the leaflet states: there is no label noise.",
        "One to four propositions are right. Drugs of the test never appear in train.",
        "A `negation` question asks for the wrong propositions: matching words goes backwards.",
        "Wrong figures are taken from elsewhere in the same leaflet when they can be.",
        "In `two-leaflets`, what stands in neither leaflet is held to be false; an interaction is "
        "written in one of the two only.",
        "French and English leaflets of a drug state the same facts in the same order.",
    ),
    options=(
        Option("english", 0.4, 0.0, 1.0, "Share of the questions in English."),
        Option("test_share", 0.34, 0.3, 0.6, "Share of the cases kept for the test."),
    ),
    make=_make,
)
