"""`passerelle agreement`: how far raters agree, who is severe, a pass mark; no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from passerelle.engines.agreement import (
    FORMS,
    KAPPA_WEIGHTS,
    MEASUREMENTS,
    WEIGHT_NAMES,
    Agreement,
    AgreementRefused,
    fleiss_kappa,
    gwet,
    icc,
    krippendorff,
    light_kappa,
    percent_agreement,
    severity,
    unanimity,
    weighted_kappa,
)
from passerelle.engines.standard_setting import StandardRefused, angoff, borderline

from .rating_tables import Ratings, RatingsRefused, read_ratings

Answer = dict[str, object]
STATISTICS = ("cohen", "fleiss", "krippendorff", "gwet", "icc", "percent", "severity")
# The options that only some statistics know.
_OWN = {
    "weights": ("cohen", "fleiss", "gwet", "percent"),
    "level": ("krippendorff",),
    "form": ("icc",),
    "categories": ("cohen", "fleiss", "krippendorff", "gwet", "percent"),
}


class _Parser(argparse.ArgumentParser):
    """Reads `agreement FILE` and `agreement standard FILE`: argparse alone would read a file's name
    as a wrong verb."""

    def parse_known_args(
        self, args: Any = None, namespace: Any = None
    ) -> Any:  # as argparse has it
        if args and args[0] == "standard":
            return _standard_parser().parse_known_args(args[1:], namespace)
        return super().parse_known_args(args, namespace)


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    commands.add_parser("agreement", help="how far raters agree, who is severe, a pass mark")
    commands.choices["agreement"] = _agreement_parser()


def _agreement_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="passerelle agreement",
        description="Rows are units, columns raters; an unnamed first column names the units.",
        epilog="passerelle agreement standard --method borderline|angoff FILE: a pass mark.",
    )
    parser.add_argument("file", help="a CSV file, or - for standard input")
    parser.add_argument("--statistic", choices=STATISTICS, required=True)
    parser.add_argument("--level", choices=MEASUREMENTS, help="krippendorff (default: nominal)")
    parser.add_argument("--weights", choices=WEIGHT_NAMES, help="default: unweighted")
    parser.add_argument("--form", choices=FORMS, help="icc (default: 2,1)")
    parser.add_argument("--categories", type=_names, default=(), help="in order, with commas")
    parser.add_argument("--raters", type=_names, default=(), help="these columns, with commas")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N", help="resamples of units")
    _add_shared(parser)
    parser.set_defaults(run=run_agreement)
    return parser


def _standard_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="passerelle agreement standard")
    parser.add_argument("file", help="a CSV file, or - for standard input")
    parser.add_argument("--method", choices=("borderline", "angoff"), required=True)
    parser.add_argument("--total", default="total", help="borderline: the column of totals")
    parser.add_argument("--grade", default="grade", help="borderline: the column of global ratings")
    parser.add_argument("--borderline", type=float, help="the global rating just good enough")
    parser.add_argument("--most", type=float, default=1, help="angoff: the points of an item")
    parser.add_argument("--bootstrap", type=int, default=0, metavar="N")
    _add_shared(parser)
    parser.set_defaults(run=run_standard)
    return parser


def _add_shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--confidence", type=float, default=0.95, help="of intervals")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--index", help="the column that names the units")
    parser.add_argument("--json", action="store_true")


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def run_agreement(options: argparse.Namespace) -> int:
    """Exit 0 with an answer, "not enough data" included; 1 where the file cannot be compared."""
    return _run(options, _agreement, _agreement_words)


def run_standard(options: argparse.Namespace) -> int:
    return _run(options, _standard, _standard_words)


def _run(
    options: argparse.Namespace,
    answered: Callable[[argparse.Namespace], Answer],
    words: Callable[[Answer], list[str]],
) -> int:
    try:
        answer = answered(options)
    except (RatingsRefused, AgreementRefused, StandardRefused) as refused:
        name = "standard input" if options.file == "-" else options.file
        print(f"{name}: {refused}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        print("\n".join(words(answer)))
    return 0


def _agreement(options: argparse.Namespace) -> Answer:
    _refuse_strangers(options)
    ratings = _chosen(read_ratings(options.file, index=options.index), options.raters)
    found = {
        "statistic": options.statistic,
        "index": ratings.index,
        **_ASKED[options.statistic](ratings, options),
    }
    return found


def _refuse_strangers(options: argparse.Namespace) -> None:
    for name, known in _OWN.items():
        if getattr(options, name) and options.statistic not in known:
            raise RatingsRefused(f"--{name} goes with {', '.join(known)} only.")


def _chosen(ratings: Ratings, names: Sequence[str]) -> Ratings:
    lost = next((name for name in names if name not in ratings.raters), None)
    if lost is not None:
        raise RatingsRefused(f"no column is called “{lost[:40]}”.")
    if not names:
        return ratings
    places = [ratings.raters.index(name) for name in names]
    cells = tuple(tuple(row[place] for place in places) for row in ratings.cells)
    return Ratings(
        raters=tuple(names),
        units=ratings.units,
        lines=ratings.lines,
        cells=cells,
        index=ratings.index,
        decimal_comma=ratings.decimal_comma,
    )


def _rows(ratings: Ratings, options: argparse.Namespace, *, ordered: bool) -> dict[str, Any]:
    """The engine's arguments: words where they are nominal or have a given order, else numbers."""
    settings = {"level": options.confidence, "resamples": options.bootstrap, "seed": options.seed}
    if options.categories:
        words = ratings.words(options.categories)
        return {**settings, "ratings": words, "categories": options.categories}
    if ordered or ratings.are_numbers():
        return {**settings, "ratings": ratings.numbers()}
    return {**settings, "ratings": ratings.words()}


def _cohen(ratings: Ratings, options: argparse.Namespace) -> Answer:
    weights: Any = options.weights or "unweighted"  # argparse has checked the name
    if weights not in KAPPA_WEIGHTS:
        raise RatingsRefused(f"cohen has weights {', '.join(KAPPA_WEIGHTS)}.")
    settings = _rows(ratings, options, ordered=weights != "unweighted")
    if len(ratings.raters) != 2:
        return {
            "weights": weights,
            "of": "light",
            **_said(light_kappa(weights=weights, **settings)),
        }
    pairs = settings.pop("ratings")
    first, second = ([row[place] for row in pairs] for place in (0, 1))
    return {"weights": weights, **_said(weighted_kappa(first, second, weights=weights, **settings))}


def _fleiss(ratings: Ratings, options: argparse.Namespace) -> Answer:
    return _weighted(fleiss_kappa, ratings, options)


def _gwet(ratings: Ratings, options: argparse.Namespace) -> Answer:
    return _weighted(gwet, ratings, options)


def _percent(ratings: Ratings, options: argparse.Namespace) -> Answer:
    found = _weighted(percent_agreement, ratings, options)
    together = unanimity(_rows(ratings, options, ordered=False)["ratings"], resamples=0)
    return {**found, "unanimous": together.value, "unanimous_of": together.works}


def _weighted(
    asked: Callable[..., Agreement], ratings: Ratings, options: argparse.Namespace
) -> Answer:
    weights: Any = options.weights or "unweighted"  # argparse has checked the name
    settings = _rows(ratings, options, ordered=weights != "unweighted")
    return {"weights": weights, **_said(asked(weights=weights, **settings))}


def _krippendorff(ratings: Ratings, options: argparse.Namespace) -> Answer:
    level: Any = options.level or "nominal"  # argparse has checked the name
    if options.categories and level in ("interval", "ratio"):
        raise RatingsRefused(f"--categories order words; the {level} level needs numbers.")
    settings = _rows(ratings, options, ordered=level != "nominal")
    return {"level": level, **_said(krippendorff(measurement=level, **settings))}


def _icc(ratings: Ratings, options: argparse.Namespace) -> Answer:
    settings = _rows(ratings, options, ordered=True)
    names: Any = FORMS
    forms = {form: _said(icc(form=form, **settings)) for form in names}
    form = options.form or "2,1"
    return {"form": form, **forms[form], "forms": forms}


def _severity(ratings: Ratings, options: argparse.Namespace) -> Answer:
    found = severity(ratings.numbers(), level=options.confidence).as_json()
    raters: Any = found.pop("raters")  # the dictionaries of its raters
    named = [{"rater": ratings.raters[each.pop("rater")], **each} for each in raters]
    return {"confidence": found.pop("level"), **found, "raters": named}


_ASKED: Mapping[str, Callable[[Ratings, argparse.Namespace], Answer]] = {
    "cohen": _cohen,
    "fleiss": _fleiss,
    "krippendorff": _krippendorff,
    "gwet": _gwet,
    "icc": _icc,
    "percent": _percent,
    "severity": _severity,
}


def _said(found: Agreement) -> Answer:
    answer = found.as_json()
    answer.pop("statistic")
    confidence = answer.pop("level")
    return {**answer, "confidence": confidence}


def _standard(options: argparse.Namespace) -> Answer:
    ratings = read_ratings(options.file, index=options.index)
    if options.method == "angoff":
        found = angoff(ratings.numbers(), most=options.most, level=options.confidence).as_json()
        items: Any = found.pop("items")  # the dictionaries of its items
        found["items"] = [{**each, "item": ratings.units[each["item"]]} for each in items]
        sums: Any = found["sums"] or [None] * len(ratings.raters)  # one a judge, none without items
        found["sums"] = dict(zip(ratings.raters, sums, strict=True))
        return {"method": "angoff", **found}
    if options.borderline is None:
        raise RatingsRefused("--borderline says which global rating is just good enough.")
    columns = _chosen(ratings, [options.total, options.grade]).numbers()
    found = borderline(
        [total for total, _ in columns],
        [grade for _, grade in columns],
        grade=options.borderline,
        level=options.confidence,
        resamples=options.bootstrap,
        seed=options.seed,
    ).as_json()
    return {**found, "method": "borderline", "interval_method": found["method"]}


def _agreement_words(answer: Answer) -> list[str]:
    if answer["statistic"] == "severity":
        return _severity_words(answer)
    forms: Any = answer.get("forms")  # one answer a form of the ICC
    if forms:
        return [f"ICC({form}): {_figure(each)}" for form, each in forms.items()] + _counted(answer)
    kind = next((str(answer[key]) for key in ("level", "weights") if key in answer), "")
    return [f"{answer['statistic']}, {kind}: {_figure(answer)}", *_counted(answer)]


def _figure(answer: Mapping[str, Any]) -> str:
    if answer["value"] is None:
        return str(answer["note"])
    if answer["low"] is None:
        return f"{answer['value']:.3f}{' (' + answer['note'] + ')' if answer['note'] else ''}"
    ends = f"{answer['low']:.3f} to {answer['high']:.3f}"
    return f"{answer['value']:.3f}, {ends} at {answer['confidence']:.0%} ({answer['method']})"


def _counted(answer: Mapping[str, Any]) -> list[str]:
    lines = [f"{answer['works']} units compared, {answer['raters']} raters"]
    if answer["left_out"]:
        lines.append(f"{answer['left_out']} units left out: ratings are missing")
    if answer["index"]:
        lines.append(f"the column “{answer['index']}” names the units")
    return lines


def _severity_words(answer: Mapping[str, Any]) -> list[str]:
    lines = [answer["note"]] if answer["note"] else []
    for each in answer["raters"]:
        if each["points"] is None:
            continue
        way = "more severe" if each["points"] >= 0 else "more lenient"
        error = f" ± {each['error']:.2f}" if each["error"] is not None else ""
        flag = "" if each["stands_out"] else ", within chance"
        lines.append(
            f"{each['rater']}: {way} than the others by {abs(each['points']):.2f}{error} points"
            f" on {each['works']} units{flag}"
        )
    return lines


def _standard_words(answer: Mapping[str, Any]) -> list[str]:
    if answer["cut"] is None:
        return [str(answer["note"])]
    lines = [f"cut score {answer['cut']:.2f}"]
    if answer["low"] is not None:
        ends = f"{answer['low']:.2f} to {answer['high']:.2f} at {answer['level']:.0%}"
        lines = [f"{lines[0]}, {ends}"]
    if answer["method"] == "angoff":
        lines.append(f"of {answer['most_points']:g} points, {answer['judges']} judges")
    else:
        share = f", R² {answer['r2']:.2f}" if answer["r2"] is not None else ""
        lines.append(f"{answer['candidates']} candidates, {answer['below_cut']} below{share}")
    return [*lines, *answer.get("warnings", ()), *([answer["note"]] if answer["note"] else [])]
