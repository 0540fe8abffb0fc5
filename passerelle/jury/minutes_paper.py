"""What the page of the minutes says, section after section, as JSON for its drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.utils.translation import gettext as _

from passerelle.engines.numbers import format_in
from passerelle.engines.timetable import clock_en, clock_fr, day_en, day_fr, zone_named
from passerelle.foundation.translated import Language

from .decision_wording import in_a_sentence
from .minutes_lines import said_in_proceedings
from .queries.minutes import Record, Seat
from .rachat import points_said

Json = dict[str, Any]  # Any: what the page reads as JSON


@dataclass(frozen=True)
class Paper:
    """The words of one language, from what is frozen and nothing else."""

    record: Record
    language: Language

    @property
    def said(self) -> Json:
        return cast(Json, self.record.minutes.content)

    def content(self) -> Json:
        minutes, edition = self.record.minutes, self.said["edition"]
        title = _("Minutes of the jury’s deliberation No. %(n)s") % {"n": minutes.number}
        there = minutes.drawn_up_at.astimezone(zone_named(edition["zones"][0]))
        programme = self._of(self.said["programme"])
        return {
            "language": self.language,
            "region": "fr" if self.language == "fr" else "ca",
            "title": f"{title}, {programme}",
            "description": f"{programme}, {self._of(edition)}",
            "authors": [each.name for each in self.record.seats if each.present],
            "date": [there.year, there.month, there.day],
            "specimen": self._specimen(),
            "digest": minutes.digest,
            "footer": _("%(title)s · the digest below covers every line") % {"title": title},
            "attached": self.record.file.decode(),
            "attachment": _("Structured minutes, with every digest and signature"),
            "eyebrow": self._of(edition),
            "heading": title,
            "subtitle": programme,
            "opening": self._opening(),
            "sections": [
                self._members(),
                self._regulations(),
                self._decisions(),
                self._motions(),
                *self._recusals(),
            ],
            "signing": self._signing(),
            "proceedings": self._proceedings(),
        }

    def _specimen(self) -> str | None:
        if not self.said["edition"]["specimen"]:
            return None
        return _("Specimen, unrelated to the institutions named")

    def _opening(self) -> list[str]:
        sitting, quorum = self.said["deliberation"], self.said["quorum"]
        lines = [
            _("%(kind)s. Opened on %(opened)s; frozen on %(frozen)s by %(name)s.")
            % {
                "kind": self._of(sitting["kind"]),
                "opened": self._at(sitting["opened_at"]),
                "frozen": self._at(sitting["frozen_at"]),
                "name": sitting["frozen_by"],
            },
            _(
                "Members present: %(present)s of at least %(needed)s; institutions present: "
                "%(institutions)s of at least %(wanted)s. Vote: %(ballot)s."
            )
            % {
                "present": quorum["present"],
                "needed": quorum["needed"],
                "institutions": quorum["institutions_present"],
                "wanted": quorum["institutions_needed"],
                "ballot": self._of(sitting["ballot"]),
            },
        ]
        if sitting["supersedes"]:
            lines.append(
                _(
                    "This deliberation comes after No. %(n)s, which stays as it is: what is "
                    "decided here counts for the learners named here, and for no others."
                )
                % {"n": sitting["supersedes"]}
            )
        return lines

    def _members(self) -> Json:
        rows = [
            [
                _two(each.name, _("chair") if each.chair else ""),
                self._of(each.institution),
                _two(self._presence(said), self._at_the_day(said)),
            ]
            for each, said in zip(self.record.seats, self.said["members"], strict=True)
        ]
        header = [_("Member"), _("Institution"), _("Presence")]
        return _section(_("Members of the jury"), header, rows, widths=[3, 4, 4])

    def _presence(self, said: Json) -> str:
        if not said["present_from"]:
            return _("absent")
        if said["left_at"]:
            words = _("from %(start)s to %(end)s")
            return words % {
                "start": self._at(said["present_from"]),
                "end": self._at(said["left_at"]),
            }
        return _("from %(start)s to the end") % {"start": self._at(said["present_from"])}

    def _at_the_day(self, said: Json) -> str:
        """Minutes drawn up where nobody marked it say nothing of it."""
        day = said.get("day")
        if not day:
            return ""
        words = {
            "attendance": in_a_sentence(self._of(day["attendance"])),
            "at": self._at(day["marked_at"]),
        }
        return _("Presentation day: %(attendance)s (marked on %(at)s)") % words

    def _regulations(self) -> Json:
        kept = self.said["regulations"]["in_force"]
        rachat = kept.get("rachat") or {}
        text = [
            _("Regulations in force when the deliberation opened: appeals within %(days)s days.")
            % {"days": kept.get("appeal_days", "–")}
        ]
        if rachat.get("most_points"):
            text.append(
                _("The jury may give one learner at most %(points)s, with a written reason.")
                % {"points": points_said(Decimal(str(rachat["most_points"])))}
            )
        if self.record.chair_signs_last:
            text.append(_("The chair signs these minutes last."))
        else:
            text.append(_("The members present sign these minutes in any order."))
        text.append(_("Digest: %(digest)s") % {"digest": self.said["regulations"]["digest"]})
        return _section(_("Regulations"), [], [], text=text)

    def _decisions(self) -> Json:
        rows = [
            [
                _two(each["learner"], self._of(each["institution"])),
                self._total(each["total"]),
                _two(
                    self._of(each["outcome"]),
                    self._of(each["honours"]),
                    self._rachat(each),
                    self._conditions(each["conditions"]),
                    each["reason"],
                ),
            ]
            for each in self.said["decisions"]
        ]
        header = [_("Learner"), _("Total"), _("Decision and reasons")]
        return _section(_("Decisions"), header, rows, widths=[4, 1, 6])

    def _rachat(self, said: Json) -> str:
        if not said["rachat_points"]:
            return ""
        return _("Rachat: %(points)s") % {"points": points_said(Decimal(said["rachat_points"]))}

    def _conditions(self, said: Json | None) -> str:
        if not said or not (said.get("components") or said.get("before")):
            return ""
        parts = ", ".join(said.get("components") or ())
        if not said.get("before"):
            return _("Resit of: %(parts)s") % {"parts": parts}
        return _("Resit of: %(parts)s; before %(day)s") % {"parts": parts, "day": said["before"]}

    def _motions(self) -> Json:
        rows = [
            [
                _two(self._of(each["kind"]), self._numbered(each.get("number")), each["learner"]),
                _two(
                    _("carried") if each["carried"] else _("fell"),
                    _("by the chair’s casting vote") if each["casting_vote"] else "",
                    each["reason"],
                ),
                _two(self._tally(each["tally"]), self._votes(each.get("votes"))),
            ]
            for each in self.said["motions"]
        ]
        header = [_("Motion"), _("Outcome"), _("Votes")]
        text = [] if rows else [_("No motion was put to the vote.")]
        return _section(_("Motions"), header, rows, widths=[5, 4, 5], text=text)

    def _numbered(self, motion: int | None) -> str:
        """By the number that the journal of the sitting gives it; older minutes kept none."""
        return _("No. %(n)s") % {"n": self._ranks[motion]} if motion in self._ranks else ""

    @cached_property
    def _ranks(self) -> dict[int, int]:
        """A motion’s place among those moved in this sitting: what one reads as its number."""
        moved = [each for each in self.said["proceedings"] if each["verb"] == "moved"]
        return {each["content"]["motion"]: rank for rank, each in enumerate(moved, start=1)}

    def _tally(self, tally: Json) -> str:
        return _("for %(yes)s, against %(no)s, abstentions %(neither)s") % {
            "yes": tally["for"],
            "no": tally["against"],
            "neither": tally["abstain"],
        }

    def _votes(self, votes: list[Json] | None) -> str:
        words = {"for": _("for"), "against": _("against"), "abstain": _("abstention")}
        return ", ".join(f"{each['name']} ({words[each['choice']]})" for each in votes or ())

    def _recusals(self) -> list[Json]:
        rows = [[each["name"], each["learner"], each["reason"]] for each in self.said["recusals"]]
        if not rows:
            return []
        header = [_("Member"), _("Learner"), _("Reason")]
        return [_section(_("Recusals"), header, rows, widths=[3, 3, 5])]

    def _signing(self) -> Json:
        rows = [self._signature(each) for each in self.record.seats if each.present]
        text = [
            _("Each member present signs the digest of these minutes: %(digest)s")
            % {"digest": self.record.minutes.digest},
            _("Each signature also covers the one before; the attached file carries them all."),
        ]
        return {"title": _("Signatures"), "text": text, "rows": rows}

    def _signature(self, seat: Seat) -> Json:
        answer, role = seat.answer, self._of(seat.institution)
        if seat.chair:
            role = _("chair, %(institution)s") % {"institution": role}
        if answer is None:
            state, detail = _("has not signed yet"), ""
        elif answer.refusal:
            state = _("refuses to sign, on %(at)s") % {"at": self._at(answer.signed_at)}
            detail = answer.refusal
        else:
            state = _("signed on %(at)s") % {"at": self._at(answer.signed_at)}
            detail = str(answer.get_method_display())
        digest = answer.digest if answer else ""
        return {"name": seat.name, "role": role, "state": state, "detail": detail, "digest": digest}

    def _proceedings(self) -> Json:
        lines = [
            {
                "rank": str(each["position"]),
                "said": said_in_proceedings(each["verb"], self._ranked(each["content"])),
                "at": self._at(each["at"]),
                "digest": each["digest"],
            }
            for each in self.said["proceedings"]
        ]
        text = [_("Each line’s digest covers the line before: none can change without the rest.")]
        return {"title": _("Journal of the sitting"), "text": text, "lines": lines}

    def _ranked(self, content: Json) -> Json:
        motion = content.get("motion")
        return {**content, "motion": self._ranks[motion]} if motion in self._ranks else content

    def _of(self, words: Json | None) -> str:
        return str(words[self.language]) if words else ""

    def _total(self, value: str | None) -> str:
        return format_in(self.language, Decimal(value), places=2) if value else "–"

    def _at(self, instant: str | datetime) -> str:
        """On the programme's first clock; each zone is named."""
        at = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
        day, clock = (day_fr, clock_fr) if self.language == "fr" else (day_en, clock_en)
        zones = self.said["edition"]["zones"]
        shown = [at.astimezone(zone_named(zone)) for zone in zones]
        hours = " · ".join(
            f"{clock(each)} {zone.rpartition('/')[2].replace('Toronto', 'Montréal')}"
            for each, zone in zip(shown, zones, strict=True)
        )
        return f"{day(shown[0]).partition(' ')[2]}, {hours}"


def _two(first: str, *others: str) -> Json:
    """A cell whose first line stands out."""
    return {"lines": [each for each in (first, *others) if each] or ["–"]}


def _section(
    title: str,
    header: list[str],
    rows: Iterable[list[Any]],
    *,
    widths: list[int] | None = None,
    text: list[str] | None = None,
) -> Json:
    return {
        "title": title,
        "header": header,
        "rows": list(rows),
        "widths": widths or [],
        "text": text or [],
    }
