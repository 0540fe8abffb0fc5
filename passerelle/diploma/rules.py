"""Who may, in the diploma office."""

from __future__ import annotations

from passerelle.campus.rules import anyone, is_coordinator, is_registrar, is_signed_in

can_verify = anyone
can_read_own_diplomas = is_signed_in
can_follow_diplomas = is_registrar | is_coordinator
can_prepare = is_coordinator
can_sign = is_registrar
can_revoke = is_registrar
