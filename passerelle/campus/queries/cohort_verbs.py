"""What the journal says was done and to what, for its readers; a test finds verbs left out."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext_lazy

# Verbs that are said of a thing too, elsewhere: here someone did it.
_SAID_HERE: Mapping[str, Promise] = {
    "answered": pgettext_lazy("journal", "answered"),
}
VERBS = frozenset(
    (
        *_SAID_HERE,
        gettext_noop("added a passkey"),
        gettext_noop("added a phrasing"),
        gettext_noop("admitted an appeal"),
        gettext_noop("answered a request"),
        gettext_noop("answered for the panel"),
        gettext_noop("appointed"),
        gettext_noop("asked for estimates"),
        gettext_noop("asked for help"),
        gettext_noop("asked to mark"),
        gettext_noop("asked to score again"),
        gettext_noop("came to the questions of a passage"),
        gettext_noop("cancelled a submission"),
        gettext_noop("carried a motion"),
        gettext_noop("chose a challenge"),
        gettext_noop("closed a panel"),
        gettext_noop("closed a request"),
        gettext_noop("closed an Angoff round"),
        gettext_noop("commented"),
        gettext_noop("convened a panel"),
        gettext_noop("could not evaluate"),
        gettext_noop("decided"),
        gettext_noop("declared a conflict of interest"),
        gettext_noop("declared a signing key lost"),
        gettext_noop("drew up minutes"),
        gettext_noop("ended a passage"),
        gettext_noop("enrolled"),
        gettext_noop("established a certificate"),
        gettext_noop("established a signing key"),
        gettext_noop("filed an appeal"),
        gettext_noop("formed a team"),
        gettext_noop("froze a deliberation"),
        gettext_noop("gave a mandate to sign"),
        gettext_noop("gave a personal link"),
        gettext_noop("gave access back"),
        gettext_noop("gave access to data"),
        gettext_noop("gave estimates"),
        gettext_noop("had the diplomas issued"),
        gettext_noop("handed in"),
        gettext_noop("imported a challenge"),
        gettext_noop("invited an expert"),
        gettext_noop("issued a certificate"),
        gettext_noop("issued a diploma"),
        gettext_noop("laid out the presentation day"),
        gettext_noop("let a motion fall"),
        gettext_noop("lifted a refusal to sign"),
        gettext_noop("lifted a suspension"),
        gettext_noop("loaded the programme"),
        gettext_noop("made a calendar address"),
        gettext_noop("made a paper again"),
        gettext_noop("marked a juror’s presence"),
        gettext_noop("mended the presentation day"),
        gettext_noop("moved a passage"),
        gettext_noop("moved a session"),
        gettext_noop("named a mentor"),
        gettext_noop("opened a deliberation"),
        gettext_noop("opened a personal link"),
        gettext_noop("opened an Angoff round"),
        gettext_noop("planned the presentation day"),
        gettext_noop("played"),
        gettext_noop("prepared a diploma"),
        gettext_noop("published the presentation day"),
        gettext_noop("put a request back"),
        gettext_noop("read"),
        gettext_noop("recognised a training"),
        gettext_noop("recorded a second opinion"),
        gettext_noop("recorded presence"),
        gettext_noop("recused themselves"),
        gettext_noop("refused to sign a diploma"),
        gettext_noop("refused to sign minutes"),
        gettext_noop("registered"),
        gettext_noop("rejected an appeal"),
        gettext_noop("relieved a juror"),
        gettext_noop("removed a passkey"),
        gettext_noop("renewed a calendar address"),
        gettext_noop("replaced a signing key"),
        gettext_noop("reported a remark"),
        gettext_noop("reread an output"),
        gettext_noop("revealed the private board"),
        gettext_noop("revoked a certificate"),
        gettext_noop("revoked a diploma"),
        gettext_noop("said what became of a project"),
        gettext_noop("seated a juror"),
        gettext_noop("set a sheet aside"),
        gettext_noop("set a signature aside"),
        gettext_noop("set the rules of a panel"),
        gettext_noop("shared a link"),
        gettext_noop("shared files"),
        gettext_noop("signed a declaration"),
        gettext_noop("signed a diploma"),
        gettext_noop("signed a sheet"),
        gettext_noop("signed an agreement"),
        gettext_noop("signed minutes"),
        gettext_noop("started a passage"),
        gettext_noop("submitted"),
        gettext_noop("suspended a certificate"),
        gettext_noop("suspended a diploma"),
        gettext_noop("suspended access to data"),
        gettext_noop("thanked"),
        gettext_noop("thanked a mentor"),
        gettext_noop("took a request"),
        gettext_noop("took away a file"),
        gettext_noop("took away a link"),
        gettext_noop("took a sheet up again"),
        gettext_noop("took back a mark of a passage"),
        gettext_noop("took back a result"),
        gettext_noop("took back the order of the day"),
        gettext_noop("withdrew"),
        gettext_noop("withdrew a mandate to sign"),
        gettext_noop("withdrew a personal link"),
        gettext_noop("withdrew a phrasing"),
        gettext_noop("wrote back"),
        gettext_noop("wrote to a team"),
    )
)
THINGS = frozenset(
    (
        gettext_noop("Angoff round"),
        gettext_noop("agreement"),
        gettext_noop("critique"),
        gettext_noop("appeal"),
        gettext_noop("attempt"),
        gettext_noop("case"),
        gettext_noop("certificate"),
        gettext_noop("challenge"),
        gettext_noop("decision"),
        gettext_noop("certificate"),
        gettext_noop("diploma"),
        gettext_noop("edition"),
        gettext_noop("enrolment"),
        gettext_noop("help request"),
        gettext_noop("minutes of a jury"),
        gettext_noop("panel"),
        gettext_noop("passage"),
        gettext_noop("person"),
        gettext_noop("personal link"),
        gettext_noop("presentation day"),
        gettext_noop("session"),
        gettext_noop("sheet"),
        gettext_noop("signing key"),
        gettext_noop("submission"),
        gettext_noop("team"),
    )
)
FACTS = {
    "about": gettext_noop("about: %(value)s"),
    "days": gettext_noop("days: %(value)s"),
    "digest": gettext_noop("digest: %(value)s"),
    "expert": gettext_noop("expert: %(value)s"),
    "field": gettext_noop("field: %(value)s"),
    "files": gettext_noop("files: %(value)s"),
    "from": gettext_noop("from: %(value)s"),
    "given": gettext_noop("given: %(value)s"),
    "institution": gettext_noop("institution: %(value)s"),
    "judges": gettext_noop("judges: %(value)s"),
    "members": gettext_noop("members: %(value)s"),
    "minutes": gettext_noop("minutes: %(value)s"),
    "name": gettext_noop("name: %(value)s"),
    "number": gettext_noop("attempt number: %(value)s"),
    "outcome": gettext_noop("outcome: %(value)s"),
    "rater": gettext_noop("rater: %(value)s"),
    "role": gettext_noop("role: %(value)s"),
    "round": gettext_noop("round: %(value)s"),
    "seed": gettext_noop("seed: %(value)s"),
    "source": gettext_noop("source: %(value)s"),
    "team": gettext_noop("team: %(value)s"),
    "to": gettext_noop("to: %(value)s"),
    "version": gettext_noop("version: %(value)s"),
    "was": gettext_noop("was: %(value)s"),
    "who": gettext_noop("person: %(value)s"),
    "zone": gettext_noop("zone: %(value)s"),
}


def said(verb: str) -> str:
    """The verb in the reader's language; as written where nobody translated it."""
    if verb in _SAID_HERE:
        return str(_SAID_HERE[verb])
    return _(verb) if verb in VERBS else verb


def named(kind: str) -> str:
    return _(kind) if kind in THINGS else kind


def told(detail: dict[str, str | int | None]) -> str:
    """The plain facts beside a line."""
    known = ((FACTS.get(fact), fact, value) for fact, value in detail.items() if value is not None)
    return ", ".join(
        _(text) % {"value": value} if text else f"{fact}: {value}" for text, fact, value in known
    )
