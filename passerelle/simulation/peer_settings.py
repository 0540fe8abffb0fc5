"""Who rates how one speaks in an activity, as the programme writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from passerelle.campus.models import Activity

STAFF, PEERS, BOTH = "staff", "peers", "both"


def peers_asked(activity: Activity) -> int:
    """How many peers rate each talk; none where the staff alone does."""
    asked = _settings(activity)
    return int(asked["peers"]) if asked.get("raters", STAFF) != STAFF else 0


def rubric_of_peers(activity: Activity) -> str:
    """Their own, or the one the staff uses."""
    return str(_settings(activity).get("rubric") or activity.settings.get("rubric") or "")


def _settings(activity: Activity) -> Mapping[str, Any]:  # Any: JSON of `EncounterFile`
    found: Mapping[str, Any] = activity.settings.get("communication") or {}
    return found
