"""Everything a check says of a bundle, the gravest first."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from passerelle.foundation import clock

from ._description import Bundle, Kind
from ._lint_boards import board_remarks
from ._lint_data import data_remarks
from ._lint_phases import phase_remarks
from ._lint_programs import program_remarks
from ._places import Places
from ._remarks import Level, Remark


def lint(bundle: Bundle, *, now: datetime | None = None) -> tuple[Remark, ...]:
    """What reading the bundle brought up, and what looking at its sense adds."""
    found = {
        *bundle.remarks,
        *_written_twice(bundle),
        *_docker_images(bundle),
        *board_remarks(bundle),
        *phase_remarks(bundle, now or clock.now()),
        *program_remarks(bundle),
        *data_remarks(bundle),
    }
    return tuple(sorted(found, key=lambda remark: remark.order))


def _written_twice(bundle: Bundle) -> list[Remark]:
    """YAML forbids it; the readers of both platforms silently keep the last."""
    says = _("“%(field)s” is written twice; the last one counts.")
    return [
        Remark(
            Level.WARNING,
            problem.file,
            problem.line,
            says % {"field": problem.field},
            _("Keep one of them."),
        )
        for problem in bundle.written.problems
    ]


def _docker_images(bundle: Bundle) -> list[Remark]:
    if bundle.kind is not Kind.CODABENCH:
        return []
    places = Places(bundle)
    says = _("Codabench reads no docker_image there: the one of the whole competition counts.")
    remedy = _("Move it to the top of the file.")
    return [
        places.remark(
            Level.WARNING, bundle.written.line_of((key, place, "docker_image")), says, remedy
        )
        for key in ("tasks", "phases")
        for place, one in enumerate(places.listed(key))
        if "docker_image" in one
    ]
