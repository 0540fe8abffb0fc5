"""Who may, in simulations, as sentences about the viewer."""

from __future__ import annotations

from passerelle.campus.rules import is_expert, is_juror, is_learner, is_staff, takes_part

# One's own encounters; those that are over, for the staff and for whoever was asked to rate them.
can_read_encounters = takes_part
can_meet_patients = is_learner
can_receive_words = is_staff
can_ask_for_ratings = is_staff
can_criticise = is_learner
# What gives a key away (of a case, of an output) is for nobody who is also a learner; the second
# readers of an output are experts too.
can_read_evidence = is_staff & ~is_learner
can_review_cases = is_staff & ~is_learner
can_read_keys = (is_staff | is_expert) & ~is_learner
can_answer_for_panel = (is_staff | is_expert | is_juror) & ~is_learner

__all__ = [
    "can_ask_for_ratings",
    "can_answer_for_panel",
    "can_criticise",
    "can_meet_patients",
    "can_read_encounters",
    "can_read_evidence",
    "can_read_keys",
    "can_receive_words",
    "can_review_cases",
]
