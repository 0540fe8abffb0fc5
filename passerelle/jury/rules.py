"""Who may, before the jury."""

from __future__ import annotations

from passerelle.campus.rules import is_coordinator, is_juror

can_decide = is_juror
can_follow_jury = is_juror | is_coordinator
