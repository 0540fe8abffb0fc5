"""All that is said of calibration, gathered."""

from statistics import NormalDist

from passerelle.engines.scoring import _sentences as say
from passerelle.engines.scoring._columns import NoValue, Places
from passerelle.engines.scoring._plan import Plan
from passerelle.engines.scoring._recalibration import Estimate, recalibrate
from passerelle.engines.scoring._reliability import reliability_curve
from passerelle.engines.scoring._results import Calibration, Figure
from passerelle.engines.scoring._scores import ScoreCases


def calibration_of(
    cases: ScoreCases, plan: Plan, *, clusters: Places | None, errors: tuple[Figure, Figure]
) -> Calibration:
    """Slope, intercepts and curves; `errors` are the ECE of equal width and of equal mass."""
    slope, intercept, in_the_large = _coefficients(cases, plan, clusters=clusters)
    return Calibration(
        slope=slope,
        intercept=intercept,
        in_the_large=in_the_large,
        ece_equal_width=errors[0],
        ece_equal_mass=errors[1],
        bins=plan.bins,
        equal_width=reliability_curve(cases, bins=plan.bins, cut="equal_width", level=plan.level),
        equal_mass=reliability_curve(cases, bins=plan.bins, cut="equal_mass", level=plan.level),
    )


def _coefficients(
    cases: ScoreCases, plan: Plan, *, clusters: Places | None
) -> tuple[Figure, Figure, Figure]:
    method = (say.WALD if clusters is None else say.WALD_CLUSTERS).said()
    estimates: tuple[Estimate | None, ...] = (None, None, None)
    try:
        found = recalibrate(cases, clusters=clusters)
        estimates, note = (found.slope, found.intercept, found.in_the_large), found.note
    except NoValue as reason:
        note = str(reason)

    def figure(name: str, estimate: Estimate | None) -> Figure:
        value, error = (estimate.value, estimate.error) if estimate else (None, None)
        low = high = None
        if value is not None and error is not None:
            reach = NormalDist().inv_cdf((1 + plan.level) / 2) * error
            low, high = value - reach, value + reach
        return Figure(
            metric=f"calibration_{name}",
            value=value,
            low=low,
            high=high,
            level=plan.level,
            n=cases.labels.size,
            method=method if low is not None else "",
            note=note or (say.ONE_CLUSTER.said() if value is not None and low is None else ""),
        )

    names = ("slope", "intercept", "in_the_large")
    slope, intercept, in_the_large = map(figure, names, estimates)
    return slope, intercept, in_the_large
