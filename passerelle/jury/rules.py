"""Who may, before the jury."""

from __future__ import annotations

from passerelle.campus.rules import can_mark, is_coordinator, is_juror, takes_part

can_decide = is_juror
can_follow_jury = is_juror | is_coordinator
can_plan_day = is_coordinator
can_read_day = takes_part
can_hear = can_mark
can_convene_jury = is_coordinator
