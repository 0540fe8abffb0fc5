"""A learner's own distress pauses the encounter; a clinical question about death does not.

`distress/own.txt` and `not_own.txt` hold one invented sentence a line. The phrases were written
with them: they are a regression, not a measure of what is missed."""

from pathlib import Path

from passerelle.engines.encounter import HELP_LINES, is_own_distress, pause_words

SENTENCES = Path(__file__).parent / "distress"


def sentences(name):
    return (SENTENCES / name).read_text("utf-8").splitlines()


def test_ones_own_distress_pauses():
    own = sentences("own.txt")

    assert len(own) > 400
    assert [each for each in own if not is_own_distress(each)] == []


def test_a_question_a_report_or_an_idiom_does_not_pause():
    not_own = sentences("not_own.txt")

    assert len(not_own) > 300
    assert [each for each in not_own if is_own_distress(each)] == []


def test_distress_at_the_end_of_a_very_long_message_is_seen():
    assert is_own_distress("Avez-vous mal au ventre ? " * 380 + "Je veux mourir.")


def test_what_stands_between_quotation_marks_is_not_said():
    assert not is_own_distress("Que répondre à « je veux mourir » ?")
    assert is_own_distress("Il a dit « bonjour ». Je veux mourir.")


def test_the_pause_names_the_lines_of_both_countries():
    numbers = [line.number for line in HELP_LINES.values()]

    assert numbers == ["3114", "9-8-8"]
    assert all(n in pause_words("fr") and n in pause_words("en") for n in numbers)
