"""A case's files: read into the engine's case, or refused with file, line and remedy."""

from pathlib import Path

import pytest

from passerelle.engines.encounter import Both, Level, Place, Worth
from passerelle.programme.problems import ProgrammeRefused
from passerelle.programme.source import ProgrammeSource
from passerelle.simulation.kinds.cases import case_of, read_case, read_questions
from passerelle.simulation.kinds.checks import check_folder, problems_of

SAMPLE = Path(__file__).parent / "sample"
CASE = (SAMPLE / "case.yaml").read_text("utf-8")
QUESTIONS = (SAMPLE / "questions.yaml").read_text("utf-8")


@pytest.fixture
def spoiled(tmp_path):
    """The problems of the sample once `old` is written `new`."""

    def problems(old, new, name="case.yaml"):
        texts = {"case.yaml": CASE, "questions.yaml": QUESTIONS}
        assert texts[name].count(old) >= 1
        texts[name] = texts[name].replace(old, new, 1)
        for each, text in texts.items():
            (tmp_path / each).write_text(text, "utf-8")
        return [str(problem) for problem in problems_of(tmp_path)]

    return problems


def line_of(text, name="case.yaml"):
    lines = {"case.yaml": CASE, "questions.yaml": QUESTIONS}[name].splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_folder_becomes_a_case():
    case = read_case(SAMPLE)

    alcohol, scan, bleed = case.facts[3], case.tests[0], case.differential[0]
    assert (case.slug, case.country, case.persona.name) == ("sample", "FR", "Odile Brumenuit")
    assert (alcohol.level, alcohol.topics, alcohol.rapport) == (
        Level.SENSITIVE,
        ("alcohol", "alcohol-amount"),
        2,
    )
    assert (scan.worth, scan.synonyms) == (Worth.ESSENTIAL, Both(("TDM cérébrale",), ("CT head",)))
    assert (bleed.place, bleed.supported_by) == (Place.MAIN, ("onset", "neck", "scan"))
    assert [claim.sound for claim in case.consultations[0].claims] == [True, False]
    assert len(read_questions(SAMPLE).hostile.fr) == 15


def test_a_programme_holds_the_same_case():
    files = {"cases/sample/case.yaml": CASE.encode()}

    assert case_of(files, "sample") == read_case(SAMPLE)


def test_the_sample_has_nothing_to_mend():
    assert problems_of(SAMPLE) == ()


def test_a_reserved_word_is_refused_where_the_patient_would_say_it(spoiled):
    found = spoiled(
        "D’une seconde à l’autre, comme", "D’une seconde à l’autre, un ANÉVRISME, comme"
    )

    assert found == [
        f"case.yaml:{line_of('D’une seconde')}: facts.1.lines.fr.1: The patient would say "
        "“anévrisme”, a reserved word. Say it as a patient would, or free the word."
    ]


def test_a_reserved_word_is_refused_in_what_is_read_before(spoiled):
    assert spoiled("consulte pour un mal de tête.", "consulte, une hémorragie.") == [
        "case.yaml:2: summary.fr: “hémorragie”, a reserved word, is read before the first question. "
        "Take it out: it tells the diagnosis."
    ]


@pytest.mark.parametrize(
    "old, new, at",
    [
        (', en: "A headache that lasts"}', "}", "title.en"),
        (', en: "my pills"}', ', en: ""}', "facts.2.mention.en"),
        ('en: ["Hello.", "Hello, thank you for seeing me."]', "en: []", "greetings.en"),
        ("level: open", "level: secret", "facts.0.level"),
        ("weight: 3", "weight: 4", "facts.1.weight"),
        ("role: patient", "role: robot", "persona.role"),
        ("minutes: 20", "minutes: 20\nmood: grave", "mood"),
    ],
)
def test_a_field_missing_empty_or_unknown_is_refused_with_its_line(spoiled, old, new, at):
    (found,) = spoiled(old, new)

    assert f" {at}: " in found
    assert found.startswith("case.yaml:")


def test_a_fact_that_no_question_reveals_is_refused(spoiled):
    found = spoiled("topics: [painkillers]\n", "topics: []\n") + spoiled(
        'fr: ["avez-vous avalé quelque chose pour ça", "vous avez', 'fr: ["vous avez'
    )
    unreachable = spoiled("topics: [alcohol, alcohol-amount]", "topics: [story]")

    assert found == []
    assert unreachable == [
        f"case.yaml:{line_of('[alcohol, alcohol-amount]')}: facts.3.topics.0: This fact is "
        "sensitive, and story would tell it to whoever asks for all. Take the topic away, and "
        "write phrasings that ask for it."
    ]


def test_a_fact_without_topic_and_with_few_phrasings_is_refused(tmp_path):
    text = CASE.replace("topics: [painkillers]", "topics: []")
    text = text.replace('"avez-vous avalé quelque chose pour ça", ', "")
    (tmp_path / "case.yaml").write_text(text, "utf-8")
    (tmp_path / "questions.yaml").write_text(QUESTIONS, "utf-8")

    (found,) = problems_of(tmp_path)

    assert (found.field, found.reason) == (
        "facts.2.phrasings.fr",
        "No question reveals pills: it has no topic of the library, and 3 phrasings in French.",
    )


def test_two_facts_with_the_same_phrasing_are_refused(spoiled):
    found = spoiled('"combien de verres par semaine"', '"Vous avez pris un CACHET ?"')

    assert found == [
        f"case.yaml:{line_of('combien de verres')}: facts.3.phrasings.fr.3: “Vous avez pris un "
        "CACHET ?” already asks for pills. Keep it for one of the two facts."
    ]


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("topics: [headache]", "topics: [headacke]", "The topic headacke is not in the shared library. Choose one of: headache"),
        ("topics: [headache]", "topics: [talk-empathy]", "talk-empathy is a manner of speaking"),
        ("needs: [headache]", "needs: [pain]", "No fact is called pain."),
        ("needs: [headache]", "needs: [onset]", "These facts wait for each other: onset → onset."),
        ("    level: open\n", "    level: open\n    needs: [onset]\n", "These facts wait for each other: headache → onset → headache."),
        ("    level: open\n", "    level: open\n    needs: [alcohol]\n", "headache is told with the story, and needs alcohol, which never is."),
        ("rapport: 2", "rapport: 0", "A sensitive fact takes some rapport"),
        ("supported_by: [onset, neck, scan]", "supported_by: [onset, scanner]", "scanner is no fact, finding or test of this case. Choose one of: scan"),
        ("place: main", "place: plausible", "No diagnosis has the place main"),
        ("id: neck, title", "id: scan, title", "The id scan is already taken."),
        ("A sudden onset calls for a scan. A", "A sudden onset calls for a CT. A", "The English answer of differential does not hold this claim."),
        ("sound: false", "sound: true", "Every claim is sound."),
        ("en: \"my pills\"", "en: \"my pills.\"", "A mention is part of a sentence"),
        ("Do you mean {one}, or {other}?", "Do you mean {one}?", "A clarifying question names two things"),
        ('"I am not sure I follow.", ', "", "There are 4 unknowns in English, and 5 are needed."),
        ("No, nothing there.", "Non, pas que je sache.", "The English line has the French words."),
    ],
)  # fmt: skip
def test_what_would_play_wrongly_is_refused_with_its_reason(spoiled, old, new, said):
    assert any(said in each for each in spoiled(old, new))


@pytest.mark.parametrize(
    "old, new, said",
    [
        ("  pills:\n", "  pill:\n", "No fact of the case is called pill. Choose one of: pills"),
        ("  pills:\n", "  pill:\n", "No question asks for pills."),
        ('["Avez-vous pris un antidouleur ?", ', "[", "There are 2 questions in French, and 3 are needed."),
        ('out_of_case:\n  fr: ["Et la mer ?", ', "out_of_case:\n  fr: [", "There are 14 questions in French"),
        ("facts: [onset]", "facts: [onzet]", "No fact of the case is called onzet."),
    ],
)  # fmt: skip
def test_questions_are_enough_and_about_facts_that_exist(spoiled, old, new, said):
    assert any(said in each for each in spoiled(old, new, "questions.yaml"))


def test_everything_wrong_is_said_in_one_run(tmp_path):
    text = CASE.replace("needs: [headache]", "needs: [pain]").replace("rapport: 2", "rapport: 0")
    (tmp_path / "case.yaml").write_text(text.replace("place: main", "place: plausible"), "utf-8")

    found = [(problem.file, problem.field) for problem in problems_of(tmp_path)]

    assert found == [
        ("case.yaml", "facts.1.needs.0"),
        ("case.yaml", "facts.3.rapport"),
        ("case.yaml", "differential"),
        ("questions.yaml", ""),
    ]


@pytest.mark.parametrize("data", [b"", b"a: *b", b"\xff\xfe", b"[" * 100, b"title: {fr: x"])
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, data):
    (tmp_path / "case.yaml").write_bytes(data)

    with pytest.raises(ProgrammeRefused) as refused:
        read_case(tmp_path)

    assert str(refused.value).startswith("case.yaml:")


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    (found,) = problems_of(tmp_path / "nowhere")

    assert (found.reason, found.remedy) == (
        "This is not a folder.",
        "Give the folder that holds case.yaml.",
    )


def test_the_programme_check_looks_at_every_case():
    source = ProgrammeSource({"cases/stray.yaml": b"", "cases/empty/notes.md": b""})

    check_folder(source)

    assert [problem.file for problem in source.problems] == [
        "cases/stray.yaml",
        "cases/empty/case.yaml",
        "cases/empty/questions.yaml",
    ]
