"""`{% load jury %}`: a motion in full wherever it is told, a title in mid-sentence."""

from __future__ import annotations

from django import template

from passerelle.programme.models import Edition

from ..decision_wording import in_a_sentence
from ..models import Motion
from ..motion_wording import motion_said

register = template.Library()
register.filter(in_a_sentence)


@register.simple_tag
def motion_in_full(motion: Motion, edition: Edition) -> str:
    """Its kind and its terms: which honours, what to sit again and before when, how many points."""
    return motion_said(motion, edition)
