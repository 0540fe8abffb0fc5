"""`{% load jury %}`: what a motion would decide, wherever it is put to the vote or told."""

from __future__ import annotations

from django import template

from passerelle.programme.models import Edition

from ..models import Motion
from ..motion_wording import motion_said

register = template.Library()


@register.simple_tag
def motion_in_full(motion: Motion, edition: Edition) -> str:
    """Its kind and its terms: which honours, what to sit again and before when, how many points."""
    return motion_said(motion, edition)
