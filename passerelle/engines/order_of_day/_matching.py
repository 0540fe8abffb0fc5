"""A maximum matching that stays one while its pairs are fixed, one after the other."""

from collections.abc import Sequence


class Matching:
    """Teams and slots; `fits[team]` are the slots a team may have (Kuhn 1955, augmenting paths)."""

    def __init__(self, fits: Sequence[set[int]], slots: int) -> None:
        self._fits = [set(each) for each in fits]
        self._team_at: list[int | None] = [None] * slots
        self._slot_of: list[int | None] = [None] * len(fits)
        self._fixed_teams: set[int] = set()
        self._fixed_slots: set[int] = set()
        for team in range(len(fits)):
            self._augment(team, set())

    def fix(self, team: int, slot: int) -> bool:
        """Give the slot to the team for good, unless someone who had a place would lose it."""
        if self._slot_of[team] == slot:
            return self._hold(team, slot)
        before = (list(self._team_at), list(self._slot_of))
        left, ousted = self._slot_of[team], self._team_at[slot]
        if left is not None:
            self._team_at[left] = None
        self._pair(team, slot)
        self._fixed_teams.add(team)
        self._fixed_slots.add(slot)
        if ousted is not None:
            self._slot_of[ousted] = None
        # Without a place before, the team takes the ousted one's: who wins and who loses is even.
        loses = ousted is not None and not self._augment(ousted, set())
        if loses and left is not None:
            self._team_at, self._slot_of = before
            self._fixed_teams.discard(team)
            self._fixed_slots.discard(slot)
            return False
        return True

    def _hold(self, team: int, slot: int) -> bool:
        self._fixed_teams.add(team)
        self._fixed_slots.add(slot)
        return True

    def _augment(self, team: int, seen: set[int]) -> bool:
        for slot in sorted(self._fits[team] - self._fixed_slots):
            if slot in seen:
                continue
            seen.add(slot)
            holder = self._team_at[slot]
            if holder is None or self._augment(holder, seen):
                self._pair(team, slot)
                return True
        return False

    def _pair(self, team: int, slot: int) -> None:
        self._team_at[slot] = team
        self._slot_of[team] = slot
