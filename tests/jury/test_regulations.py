"""The regulations of a jury: what each field may say, and what they mean where they are silent."""

from __future__ import annotations

import pytest

from passerelle.jury.kinds import REGULATIONS, RegulationsFile, check_folder
from passerelle.programme.source import ProgrammeSource
from passerelle.programme.yaml_lines import read_yaml

WRITTEN = "quorum: 2\nleast_institutions: 2\nballot: named\nappeal_days: 60\n"


@pytest.mark.parametrize(("said", "meant"), [("", True), ("chair_signs_last: false\n", False)])
def test_the_chair_signs_last_unless_the_regulations_say_otherwise(said: str, meant: bool) -> None:
    value = read_yaml(REGULATIONS, (WRITTEN + said).encode()).value

    assert RegulationsFile.model_validate(value).chair_signs_last is meant


def test_a_word_where_yes_or_no_is_asked_is_named_with_its_line() -> None:
    written = WRITTEN + "chair_signs_last: sometimes\n"
    source = ProgrammeSource({REGULATIONS: written.encode()})

    check_folder(source)

    assert [(each.file, each.line, each.field) for each in source.problems] == [
        (REGULATIONS, 5, "chair_signs_last")
    ]
