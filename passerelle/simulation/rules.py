"""Who may, in simulations, as sentences about the viewer."""

from __future__ import annotations

from passerelle.campus.rules import is_learner, is_staff, takes_part

# One's own encounters; those that are over, for the staff and for whoever was asked to rate them.
can_read_encounters = takes_part
can_meet_patients = is_learner
can_receive_words = is_staff
can_criticise = is_learner
can_read_evidence = is_staff

__all__ = [
    "can_criticise",
    "can_meet_patients",
    "can_read_encounters",
    "can_read_evidence",
    "can_receive_words",
]
