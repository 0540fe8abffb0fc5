"""What `passerelle programme check` looks at in `challenges/`: everything wrong, in one run."""

from __future__ import annotations

from dataclasses import dataclass

from passerelle.engines.scoring import Metric, ScoringRefused, metric, metrics
from passerelle.programme.source import ModuleSource, ProgrammeSource
from passerelle.programme.yaml_lines import YamlFile

from ..enums import FileRole
from ..errors import SubmissionRefused
from ..judging import wrong_anchors
from ..labels import Labels, LabelsRefused, read_labels
from ..predictions import read_predictions
from . import FOLDER, agreements
from .data import DataRefused, made_files
from .phases import check_phases
from .schemas import ChallengeFile

_SUITS = {
    "score": {"number", "integer"},
    "value": {"number", "integer"},
    "survival": {"number", "integer"},
    "class": {"category", "integer", "text"},
    "set": {"set"},
    "mask": {"set", "text"},
    "ranking": {"set", "text", "number"},
}


@dataclass(frozen=True, slots=True)
class ChallengeSource:
    """A challenge's folder as written, still to be judged; `path` ends without a slash."""

    slug: str
    path: str
    yaml: YamlFile
    file: ChallengeFile


def challenges_in(source: ProgrammeSource) -> list[ChallengeSource]:
    """Every readable challenge, in the order of their folders."""
    found = []
    for slug in source.subfolders(FOLDER):
        path = f"{FOLDER}/{slug}"
        yaml, file = source.typed(f"{path}/challenge.yaml", ChallengeFile)
        if yaml is not None and file is not None:
            found.append(ChallengeSource(slug, path, yaml, file))
    return found


def check_folder(source: ProgrammeSource) -> None:
    """Called by the programme's check once its modules are read."""
    for name in source.under(FOLDER):
        if name.count("/") == 1:
            source.trouble(name, "A challenge is a folder.", f"Move it into {FOLDER}/a-name/.")
    for challenge in challenges_in(source):
        _Check(source, challenge).everything()


@dataclass(frozen=True, slots=True)
class _Check:
    """One challenge under examination."""

    source: ProgrammeSource
    challenge: ChallengeSource

    def everything(self) -> None:
        self.prose()
        self.references()
        metric_known = self.metric()
        self.columns()
        if metric_known:
            self.data()

    def trouble(self, at: tuple[str | int, ...], reason: str, remedy: str) -> None:
        yaml = self.challenge.yaml
        place = ".".join(str(step) for step in at)
        self.source.trouble(yaml.name, reason, remedy, line=yaml.line_of(at), at=place)

    def prose(self) -> None:
        for language, said in (("fr", "French"), ("en", "English")):
            name = f"{self.challenge.path}/{language}.md"
            if not self.source.files.get(name, b"").strip():
                missing = name not in self.source.files
                reason = "This version is missing." if missing else "This file is empty."
                self.source.trouble(name, reason, f"Write the {said} text beside the other.")
        rules = self.challenge.file.rules
        if len(rules.fr) != len(rules.en):
            reason = f"There are {len(rules.fr)} rules in French, {len(rules.en)} in English."
            self.trouble(("rules",), reason, "Write each rule in both languages.")

    def references(self) -> None:
        file, files = self.challenge.file, self.source.files
        module = self.module()
        unread = file.module in self.source.subfolders("modules")  # it has its own problem
        if module is None and not unread:
            known = ", ".join(each.slug for each in self.source.modules)
            self.trouble(("module",), f"{file.module} is not a module.", f"Choose one of {known}.")
        elif module is not None:
            check_phases(self.source, self.challenge.yaml, file.phases, module)
        rubric = file.judged.rubric if file.judged else None
        if rubric and f"rubrics/{rubric}.yaml" not in files:
            remedy = f"Write rubrics/{rubric}.yaml, or choose another."
            self.trouble(("judged", "rubric"), f"The rubric {rubric} is unknown.", remedy)
        agreement = file.access.agreement
        if agreement and f"{agreements.FOLDER}/{agreement}/fr.md" not in files:
            remedy = f"Write {agreements.FOLDER}/{agreement}/fr.md and en.md."
            self.trouble(("access", "agreement"), f"The agreement {agreement} is unknown.", remedy)
        training = file.access.training
        if training and f"modules/{training}/activity.yaml" not in files:
            remedy = "Give the path of an activity below modules/, such as 01-fondements/02-quiz."
            self.trouble(("access", "training"), f"No activity is at {training}.", remedy)

    def module(self) -> ModuleSource | None:
        wanted = self.challenge.file.module
        return next((each for each in self.source.modules if each.slug == wanted), None)

    def metric(self) -> bool:
        scoring = self.challenge.file.scoring
        named = [(("metric",), scoring.metric)]
        named += [(("also", place), name) for place, name in enumerate(scoring.also)]  # type: ignore[misc]  # a longer path
        known = {each.name: each for each in metrics()}
        for at, name in named:
            if name not in known:
                remedy = f"Choose one of {', '.join(sorted(known))}."
                self.trouble(("scoring", *at), f"The metric {name} is unknown.", remedy)
        if scoring.metric not in known:
            return False
        judged_by = metric(scoring.metric)
        self.direction(judged_by)
        self.judged(judged_by)
        return True

    def judged(self, judged_by: Metric) -> None:
        spec = self.challenge.file.judged
        wrong = wrong_anchors(spec, judged_by) if spec else None
        if wrong is not None:
            self.trouble(("judged", "full"), *wrong)

    def direction(self, judged_by: Metric) -> None:
        if self.challenge.file.scoring.direction == judged_by.direction:
            return
        reason = (
            f"{judged_by.name} is better when {judged_by.direction}: written so, "
            "the worst submission would come first."
        )
        self.trouble(("scoring", "direction"), reason, f"Write {judged_by.direction}.")

    def columns(self) -> None:
        file = self.challenge.file
        columns = {column.name: column for column in file.submission.columns}
        if len(columns) < len(file.submission.columns):
            self.trouble(("submission", "columns"), "A column is written twice.", "Keep one.")
        if [column.type for column in columns.values()].count("id") != 1:
            reason, remedy = "A submission needs one column of ids.", "Write {name: id, type: id}."
            self.trouble(("submission", "columns"), reason, remedy)
        if file.scoring.target in columns and file.scoring.target not in file.scoring.predictions:
            reason = f"A submission would hold the labels ({file.scoring.target})."
            self.trouble(("submission", "columns"), reason, "Ask for predictions only.")
        for name in file.scoring.predictions:
            if name not in columns:
                remedy = f"Choose one of {', '.join(columns)}."
                reason = f"A submission has no column {name}."
                self.trouble(("scoring", "prediction"), reason, remedy)
                continue
            self.suits(name, columns[name].type)

    def suits(self, name: str, kind: str) -> None:
        known = {each.name: each for each in metrics()}
        judged_by = known.get(self.challenge.file.scoring.metric)
        suitable = _SUITS.get(judged_by.takes, {kind}) if judged_by else {kind}
        if judged_by and kind not in suitable:
            reason = f"{judged_by.name} reads a {judged_by.takes}, and {name} is of type {kind}."
            remedy = f"Make the column one of: {', '.join(sorted(suitable))}."
            self.trouble(("scoring", "prediction"), reason, remedy)

    def data(self) -> None:
        """The data is made once, then its labels and the baseline are read as they will be."""
        challenge = self.challenge
        try:
            made = made_files(challenge.file, self.source.files, challenge.path)
        except DataRefused as refused:
            remedy = "Correct it (see docs/datathon.md)."
            self.trouble(refused.field, str(refused), remedy)
            return
        truth = next(each for each in made if each.role == FileRole.TRUTH)
        try:
            labels = read_labels(truth.data, challenge.file.scoring, challenge.file.boards)
        except LabelsRefused as refused:
            self.trouble(_field_of(refused.column, challenge.file), str(refused), _MEND_LABELS)
            return
        self.baseline(labels)

    def baseline(self, labels: Labels) -> None:
        found = baseline_of(self.source, self.challenge)
        if found is None:
            name = f"{self.challenge.path}/baseline/submission.csv"
            reason = "There is no baseline: nobody could say what a score is worth."
            self.source.trouble(name, reason, "Write the predictions of a simple method.")
            return
        name, data = found
        asked = self.challenge.file.submission
        try:
            read_predictions(data, name=name, asked=asked, ids=labels.ids)
        except SubmissionRefused as refused:
            for problem in refused.problems[:5]:
                reason, remedy = problem.reason.en, problem.remedy.en
                at = problem.column or ""
                self.source.trouble(name, reason, remedy, line=problem.row or 0, at=at)
        except ScoringRefused as refused:
            self.trouble(("scoring",), str(refused), "Correct it.")


_MEND_LABELS = "Name a column of the labels, or correct what makes them."


def _field_of(column: str, file: ChallengeFile) -> tuple[str | int, ...]:
    """Where challenge.yaml names a column of the labels."""
    scoring = file.scoring
    if column in scoring.slices:
        return ("scoring", "slices", scoring.slices.index(column))
    for name in ("target", "cluster"):
        if getattr(scoring, name) == column:
            return ("scoring", name)
    return ("boards",) if column == "split" else ("data",)


def baseline_of(source: ProgrammeSource, challenge: ChallengeSource) -> tuple[str, bytes] | None:
    """The baseline's predictions: baseline/submission.csv, .json or .parquet."""
    for form in challenge.file.submission.format:
        name = f"{challenge.path}/baseline/submission.{form}"
        if name in source.files:
            return name, source.files[name]
    return None
