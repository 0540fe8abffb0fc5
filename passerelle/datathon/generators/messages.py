"""Messages that patients send to their clinic: how soon must somebody answer?"""

from __future__ import annotations

from dataclasses import dataclass

from ._draws import Draws
from ._files import TRAIN, Columns, Generated, Group, files_of, share_out
from ._makers import Maker, Option, Settings
from ._message_manner import (
    ASIDES,
    CLOSINGS,
    DENIALS,
    MINIMISERS,
    OPENINGS,
    PRESSING,
    hurried,
)
from ._message_words import NEW, SEEN, Phrase
from ._messages_grave import NOW, TODAY
from ._messages_slow import LATER, WEEK

_NAME = "portal_messages"
CLASSES = ("now", "today", "week", "later")
_PHRASES = {"now": NOW, "today": TODAY, "week": WEEK, "later": LATER}
_YOUNG = ("nceinte", "bébé", "Le petit", "Mon fils", "a fille")  # not written at 65
_SHARES = (("now", 0.12), ("today", 0.24), ("week", 0.32), ("later", 0.32))
_MESSAGES_EACH = ((1, 0.4), (2, 0.3), (3, 0.2), (4, 0.1))
_FEATURES = ("patient", "language", "register", "age_band", "hour", "message")


@dataclass(frozen=True, slots=True)
class _Writer:
    id: str
    side: int
    register: str
    age_band: str


def _make(seed: int, rows: int, settings: Settings) -> Generated:
    groups = share_out(
        Draws(_NAME, seed, "groups"),
        rows=rows,
        sizes=_MESSAGES_EACH,
        test_share=settings["test_share"],
        letter="p",
    )
    ids = iter(Draws(_NAME, seed, "ids").codes("m", rows))
    written = []
    for group in groups:
        writer = _writer(Draws(_NAME, seed, "writer", group.id), group, settings)
        written += [_row(seed, next(ids), group, writer, settings) for _ in range(group.size)]
    columns = Columns(
        features=_FEATURES,
        target="urgency",
        truth=("patient", "language", "register", "age_band"),
        prediction="urgency",
        unsure="week",
    )
    return files_of(written, columns, draws=Draws(_NAME, seed, "order"))


def _writer(draws: Draws, group: Group, settings: Settings) -> _Writer:
    """The young write in haste; the train year had few of them."""
    part = "colloquial_train" if group.part == TRAIN else "colloquial_test"
    side = 1 if draws.chance(0.4) else 0
    if draws.chance(settings[part]):
        ages = (("18-39", 0.65), ("40-64", 0.28), ("65+", 0.07))
        return _Writer(group.id, side, "colloquial", draws.weighted(ages))
    register = draws.weighted((("formal", 0.35), ("plain", 0.65)))
    ages = (("18-39", 0.22), ("40-64", 0.40), ("65+", 0.38))
    return _Writer(group.id, side, register, draws.weighted(ages))


def _row(seed: int, name: str, group: Group, writer: _Writer, settings: Settings) -> dict[str, str]:
    draws = Draws(_NAME, seed, "message", name)
    urgency = draws.weighted(_SHARES)
    unseen = "unseen_colloquial" if writer.register == "colloquial" else "unseen"
    fresh = group.part != TRAIN and draws.chance(settings[unseen])
    phrase = draws.one(_ways(urgency, NEW if fresh else SEEN, writer))
    label = urgency
    noise = Draws(_NAME, seed, "noise", name)
    if group.part == TRAIN and noise.chance(settings["label_noise"]):
        label = _beside(noise, urgency)
    return {
        "id": name,
        "part": group.part,
        "patient": writer.id,
        "language": ("fr", "en")[writer.side],
        "register": writer.register,
        "age_band": writer.age_band,
        "hour": f"{draws.below(24):02d}:{draws.below(60):02d}",
        "message": _message(draws, writer, urgency, phrase),
        "urgency": label,
    }


def _ways(urgency: str, fresh: bool, writer: _Writer) -> list[Phrase]:
    """The ways of putting it that suit this writer's age."""
    old = writer.age_band == "65+"
    return [
        phrase
        for phrase in _PHRASES[urgency]
        if phrase[0] is fresh and not (old and any(word in phrase[1] for word in _YOUNG))
    ]


def _words(phrase: Phrase, side: int) -> str:
    return phrase[2] if side else phrase[1]


def _beside(draws: Draws, urgency: str) -> str:
    """One step too high or too low, as a tired reader errs."""
    place = CLASSES.index(urgency)
    neighbours = [each for each in (place - 1, place + 1) if 0 <= each < len(CLASSES)]
    return CLASSES[draws.one(neighbours)]


def _message(draws: Draws, writer: _Writer, urgency: str, phrase: Phrase) -> str:
    """The urgency of a message is that of the gravest thing it says."""
    side = writer.side
    middle = [_words(phrase, side)]
    if urgency != "later" and draws.chance(0.25):
        middle.append(_words(draws.one(_ways("later", SEEN, writer)), side))
    if urgency not in {"now", "later"} and draws.chance(0.35):
        middle.append(draws.one(DENIALS)[side])
    middle += [aside[side] for aside in draws.several(ASIDES, draws.below(3))]
    if draws.chance(0.4 if urgency in {"now", "today"} and writer.age_band == "65+" else 0.12):
        middle.append(draws.one(MINIMISERS)[side])
    if draws.chance(0.3 if urgency == "later" else 0.1):
        middle.append(draws.one(PRESSING)[side])
    opening = draws.one(OPENINGS[writer.register])[side]
    closing = draws.one(CLOSINGS[writer.register])[side]
    text = " ".join([opening, *draws.shuffled(middle), closing])
    return hurried(draws, text, side=side) if writer.register == "colloquial" else text


MAKER = Maker(
    name=_NAME,
    summary="Messages to a clinic's portal (French, English) to sort by urgency in four classes.",
    truth=(
        "The urgency is that of the gravest thing said, whatever else the message asks.",
        "`unseen` of the test messages (of the hasty ones, `unseen_colloquial`) put it in words "
        "that train never used.",
        "Hasty spelling is `colloquial_train` of train and `colloquial_test` of the test: a model "
        "of words does worse there.",
        "The word urgent is more frequent in what can wait; the old excuse themselves when it "
        "cannot; grave signs are often named only to be denied.",
        "In train only, `label_noise` of the labels are one step off.",
    ),
    options=(
        Option("unseen", 0.35, 0.0, 1.0, "Share of test messages in words train never used."),
        Option("unseen_colloquial", 0.85, 0.0, 1.0, "The same share, among hasty writers."),
        Option("colloquial_train", 0.08, 0.0, 1.0, "Share of hasty writers in train."),
        Option("colloquial_test", 0.30, 0.0, 1.0, "Share of hasty writers in the test."),
        Option("label_noise", 0.06, 0.0, 0.4, "Share of training labels one step off."),
        Option("test_share", 0.34, 0.3, 0.6, "Share of the cases kept for the test."),
    ),
    make=_make,
)
