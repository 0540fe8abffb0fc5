"""The four challenges of the reference programme: playable, bilingual, measured as they say."""

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from .invented import auroc, column, exactly, f1_macro, made, mean_error, read, rows_of

PROGRAMME = Path(__file__).parents[2] / "programmes" / "ia-generative-sante"
CHALLENGES = PROGRAMME / "challenges"
SLUGS = ("diagnostic", "enseignement", "patients", "traitement")
SCORE = {"diagnostic": auroc, "enseignement": exactly, "patients": f1_macro, "traitement": mean_error}  # fmt: skip
# The baseline on the public board, as fr.md and en.md announce it; a slice where it does worse.
ANNOUNCED = {"diagnostic": 0.72, "enseignement": 0.09, "patients": 0.60, "traitement": 8.6}
WORSE = {
    "diagnostic": ("age_band", "75+", 0.60),
    "enseignement": ("kind", "negation", 0.0),
    "patients": ("register", "colloquial", 0.37),
    "traitement": ("interaction", "amiodarone", 10.0),
}


@cache
def written(slug):
    return yaml.safe_load((CHALLENGES / slug / "challenge.yaml").read_text(encoding="utf-8"))


def generated(slug):
    spec = written(slug)["data"]["generator"]
    return made(spec["name"], seed=spec["seed"], rows=spec["rows"], **spec.get("options", {}))


@pytest.fixture
def data(request, tmp_path):
    """The files a team downloads, and nothing else."""
    for name, content in generated(request.param).files.items():
        if name != "truth.csv":
            (tmp_path / name).write_bytes(content)
    return tmp_path


def ran(program: Path, data: Path, name: str):
    output = data / "output"
    output.mkdir()
    environment = {"PATH": os.environ["PATH"], "INPUT": str(data), "OUTPUT": str(output)}
    subprocess.run([sys.executable, str(program)], env=environment, check=True, cwd=data, capture_output=True)  # fmt: skip
    return read((output / name).read_bytes())


def public(slug, predictions, *, where=("split", "public")):
    """Truth and predictions on the public board, or on one of its slices."""
    scoring = written(slug)["scoring"]
    said = {row["id"]: row[scoring["prediction"]] for row in predictions}
    rows = [
        row
        for row in rows_of(generated(slug), "truth.csv")
        if row["split"] == "public" and row[where[0]] == where[1]
    ]
    return column(rows, scoring["target"]), [said[row["id"]] for row in rows]


@pytest.mark.parametrize(("slug", "data"), [(s, s) for s in SLUGS], indirect=["data"])
def test_the_baseline_is_what_its_script_makes(slug, data):
    again = ran(CHALLENGES / slug / "baseline" / "predict.py", data, "submission.csv")
    kept = read((CHALLENGES / slug / "baseline" / "submission.csv").read_bytes())
    differ = [one["id"] for one, other in zip(kept, again, strict=True) if not same(one, other)]

    assert column(kept, "id") == column(rows_of(generated(slug), "test.csv"), "id")
    assert differ == []


def same(one, other):
    """Figures may differ in their last place from one machine to the next."""
    pairs = zip(one.values(), other.values(), strict=True)
    return all(a == b or abs(float(a) - float(b)) < 0.02 for a, b in pairs)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_prose_announces_the_score_the_baseline_has(slug):
    predictions = read((CHALLENGES / slug / "baseline" / "submission.csv").read_bytes())
    name, value, announced = WORSE[slug]
    worse = SCORE[slug](*public(slug, predictions, where=(name, value)))
    near = 0.06 if slug == "traitement" else 0.006

    assert SCORE[slug](*public(slug, predictions)) == pytest.approx(ANNOUNCED[slug], abs=near)
    assert worse == pytest.approx(announced, abs=near)


@pytest.mark.parametrize(("slug", "data"), [(s, s) for s in SLUGS], indirect=["data"])
def test_the_starter_kit_answers_every_case_and_is_beaten_by_the_baseline(slug, data):
    kit = shutil.copytree(CHALLENGES / slug / "kit", data / "kit")
    baseline = read((CHALLENGES / slug / "baseline" / "submission.csv").read_bytes())
    predictions = ran(kit / "predict.py", data, "predictions.csv")
    sign = -1 if written(slug)["scoring"]["direction"] == "lower" else 1

    assert column(predictions, "id") == column(baseline, "id")
    gained = SCORE[slug](*public(slug, baseline)) - SCORE[slug](*public(slug, predictions))
    assert sign * gained > 0


@pytest.mark.parametrize("slug", SLUGS)
def test_the_kit_speaks_both_languages_and_says_how_to_score(slug):
    kit, scoring = CHALLENGES / slug / "kit", written(slug)["scoring"]
    command = (kit / "score.sh").read_text(encoding="utf-8").replace("\\\n  ", "")

    assert {p.name for p in kit.iterdir()} == {
        "README.fr.md",
        "README.en.md",
        "predict.py",
        "score.sh",
    }
    assert (
        f"--metric {scoring['metric']} --target {scoring['target']} "
        f"--prediction {scoring['prediction']} --cluster {scoring['cluster']} "
        f"--slices {','.join(scoring['slices'])}"
    ) in command


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_prose_is_a_page_or_two_with_the_same_parts(slug, language):
    prose = {
        each: (CHALLENGES / slug / f"{each}.md").read_text(encoding="utf-8")
        for each in ("fr", "en")
    }
    words = re.findall(r"\w[\w’'-]*", prose[language])

    assert 400 <= len(words) <= 700
    assert prose["fr"].count("\n## ") == prose["en"].count("\n## ")
    assert prose["fr"].count("\n| ") == prose["en"].count("\n| ")


FRENCH = sorted([*CHALLENGES.glob("*/fr.md"), *CHALLENGES.glob("*/kit/README.fr.md"), *PROGRAMME.glob("agreements/*/fr.md")])  # fmt: skip


@pytest.mark.parametrize("path", FRENCH, ids=lambda path: f"{path.parts[-3]}/{path.parts[-2]}")
def test_french_is_typeset_as_french(path):
    text = re.sub(r"```.*?```|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)

    assert re.findall(r".{12}(?: [;!?%:»]|'|« )", text) == []


def test_a_domain_has_its_challenge_and_all_ask_for_the_same_agreement():
    files = [written(slug) for slug in SLUGS]
    agreement = PROGRAMME / "agreements" / files[0]["access"]["agreement"]

    assert sorted(file["domain"] for file in files) == [
        "diagnosis",
        "patients",
        "teaching",
        "treatment",
    ]
    assert {json.dumps(file["access"]) for file in files} == {json.dumps(files[0]["access"])}
    assert {path.name for path in agreement.iterdir()} == {"fr.md", "en.md"}
