"""Going through the steps again, years later, with nothing but the steps."""

from collections.abc import Sequence

from passerelle.engines.grading._arithmetic import redone
from passerelle.engines.grading._grade import verdict_of
from passerelle.engines.grading._steps import Decided, Step, Verdict


class ReplayDiffers(ValueError):
    """A step does not follow from those before it; `position` counts from one."""

    def __init__(self, position: int, *, said: Step | None, found: Step | None) -> None:
        self.position, self.said, self.found = position, said, found
        super().__init__(
            f"Step {position} does not follow from the steps before it:"
            f" it says {said}, and the arithmetic finds {found}."
        )


def replay(steps: Sequence[Step]) -> Verdict:
    """The verdict that the steps lead to, each recomputed; ReplayDiffers where one is not so."""
    for place, said in enumerate(steps):
        try:
            found = redone(said, steps[:place])
        except IndexError:
            # The step rests on one that has been taken out.
            found = None
        if found != said:
            raise ReplayDiffers(place + 1, said=said, found=found)
    if not steps or not isinstance(steps[-1], Decided):
        raise ReplayDiffers(len(steps) + 1, said=None, found=None)
    return verdict_of(steps)
