"""The news of the campus, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from passerelle.foundation.notices import word


def register() -> None:
    word("marked", gettext_noop("Your work is marked: %(label)s"))
    word("commented", gettext_noop("A comment for you: %(label)s"))
    word("moved", gettext_noop("A session has another time: %(label)s"), at_once=True)
    word(
        "seated", gettext_noop("You sit on a panel; declare your conflicts of interest: %(label)s")
    )
    word("to mark", gettext_noop("Works to mark are on your desk: %(label)s"), at_once=True)
    word("mentor", gettext_noop("Teams may ask you as a mentor: %(label)s"))
    word("taken", gettext_noop("A mentor has taken your team’s request: %(label)s"))
    word("helped", gettext_noop("Your team’s request is answered: %(label)s"), at_once=True)
    word("written back", gettext_noop("A team writes back to you: %(label)s"), at_once=True)
    word("team wrote", gettext_noop("A message in your team’s discussion: %(label)s"))
