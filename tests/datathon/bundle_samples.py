"""Bundles of our own, small and whole: one that scores results, one that runs code, one of EvalAI."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.utils.translation import override

from passerelle.sandbox import Ended, Order, Outcome, OutputFile

SCORING = """\
import json, os
ref = open('/app/input/ref/labels.csv').read().split()
res = open('/app/input/res/answers.csv').read().split()
right = sum(a == b for a, b in zip(ref, res)) / len(ref)
with open('/app/output/scores.json', 'w') as out:
    json.dump({'accuracy': right, 'error': 1 - right, 'about': {'n': len(ref)}}, out)
with open('/app/output/detailed_results.html', 'w') as out:
    out.write('<p>' + str(len(ref)) + '</p>')
"""
INGESTION = """\
import sys
sys.path.append('/app/ingested_program')
from model import predict
rows = open('/app/input_data/rows.csv').read().split()
with open('/app/output/answers.csv', 'w') as out:
    out.write('\\n'.join(predict(row) for row in rows))
"""
COMPETITION = """\
version: 2
title: Sepsis watch
image: logo.png
terms: terms.md
pages:
  - {title: Overview, file: overview.md}
tasks:
  - index: 0
    name: Watch
    scoring_program: scoring/
    reference_data: labels/
phases:
  - name: Trial
    start: 4-14-2027
    end: 2027-04-15 12:00:00
    max_submissions_per_day: 5
    max_submissions: 20
    execution_time_limit: 30
    tasks: [0]
leaderboards:
  - title: Results
    key: main
    columns:
      - {title: Accuracy, key: accuracy, index: 0, sorting: desc, precision: 3}
      - {title: Error, key: error, index: 1, sorting: asc, hidden: true}
      - {title: Mean, key: mean, index: 2, sorting: desc, computation: avg, computation_indexes: [0, 1]}
      - {title: Duration, key: duration, index: 3, sorting: asc}
"""
RESULTS_BUNDLE: Mapping[str, str] = {
    "competition.yaml": COMPETITION,
    "logo.png": "not drawn",
    "terms.md": "Be kind.",
    "overview.md": "# Who falls ill?",
    "scoring/metadata.yaml": "command: python $program/score.py $input $output\n",
    "scoring/score.py": SCORING,
    "labels/labels.csv": "0 1 1 0\n",
}
CODE_BUNDLE: Mapping[str, str] = {
    **RESULTS_BUNDLE,
    "competition.yaml": COMPETITION.replace(
        "    reference_data: labels/\n",
        "    reference_data: labels/\n    ingestion_program: ingestion/\n    input_data: rows/\n",
    ),
    "ingestion/metadata": "command: python3 $ingestion_program/ingest.py\n",
    "ingestion/ingest.py": INGESTION,
    "rows/rows.csv": "37.0 39.5 40.1 36.6\n",
}
MODEL = "def predict(row):\n    return '1' if float(row) > 38 else '0'\n"
CHALLENGE = """\
title: Read the wards
short_description: Counting
evaluation_script: evaluation_script
start_date: 2027-04-14 00:00:00
end_date: 2027-04-16 00:00:00
leaderboard:
  - id: 1
    schema: {"labels": ["Share", "Loss"], "default_order_by": "Share"}
challenge_phases:
  - id: 7
    name: Dev
    codename: dev
    start_date: 2027-04-14 00:00:00
    end_date: 2027-04-16 00:00:00
    test_annotation_file: annotations/dev.json
    max_submissions_per_day: 3
    max_submissions: 9
dataset_splits:
  - {id: 1, name: Ward A, codename: ward_a}
  - {id: 2, name: Ward B, codename: ward_b}
challenge_phase_splits:
  - {challenge_phase_id: 7, leaderboard_id: 1, dataset_split_id: 1, visibility: 3, leaderboard_decimal_precision: 4}
  - {challenge_phase_id: 7, leaderboard_id: 1, dataset_split_id: 2, visibility: 1}
"""
EVALUATE = """\
import json
import numpy

def evaluate(test_annotation_file, user_submission_file, phase_codename, **kwargs):
    truth, sent = json.load(open(test_annotation_file)), json.load(open(user_submission_file))
    share = numpy.mean([a == b for a, b in zip(truth, sent)])
    print(phase_codename, sorted(kwargs))
    return {'result': [{'ward_a': {'Share': share, 'Loss': 1 - share}}, {'ward_b': {'Share': share}}]}
"""
EVALAI_BUNDLE: Mapping[str, str] = {
    "challenge_config.yaml": CHALLENGE,
    "annotations/dev.json": "[0, 1, 1, 0]",
    "evaluation_script/__init__.py": "from .main import evaluate\n",
    "evaluation_script/main.py": EVALUATE,
}


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def zipped(target: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def changed(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The same bundle with one piece of its competition.yaml written otherwise."""
    assert old in files["competition.yaml"]
    return {**files, "competition.yaml": files["competition.yaml"].replace(old, new)}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Tests read the sentences as they are written; a catalogue may change its words."""
    with override("en"):
        yield


@dataclass
class FakeSandbox:
    """Stands for the sandbox: plays one answer a run, and remembers the orders."""

    answers: list[Mapping[str, object]]
    orders: list[Order] = field(default_factory=list)

    def __call__(
        self, order: Order, *, keep: Path, on_line: Callable[[str], None] | None = None
    ) -> Outcome:
        answer = self.answers[len(self.orders)]
        self.orders.append(order)
        files = {name: value for name, value in answer.items() if "." in name or "/" in name}
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            written(keep, {name: text})
        said = {name: value for name, value in answer.items() if name not in files}
        outputs = tuple(OutputFile(name, 1) for name in files)
        given = {"ended": Ended.DONE, "exit_code": 0, "limit": None, "seconds": 1.5, "log": ""}
        return Outcome(**{**given, "last_line": "", "outputs": outputs, **said})  # type: ignore[arg-type]

    def places(self, run: int) -> dict[str, str]:
        """Where each mount of a run lies inside, and what is at its root outside."""
        return {mount.at: mount.source.name for mount in self.orders[run].mounts}
