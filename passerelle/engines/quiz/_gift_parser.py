"""GIFT read into questions: a broken one is listed and never stops the others.

The form is that of Moodle (docs.moodle.org, "GIFT format") as the grammar
fuhrmanator/GIFT-grammar-PEG.js states it. What that grammar refuses but real files hold (a colon
or a brace not escaped, answers cut by a blank line) is read when it has one plausible meaning.
"""

import re
from dataclasses import dataclass

from ._gift_answers import Answers, BrokenQuestion, read_answers
from ._gift_blocks import Block, blocks_of
from ._gift_text import Passage, read_text, unescaped
from ._model import Format, Kind, Question, QuestionFile, Text
from ._wording import Problem, Wording, excerpt

MOST_QUESTIONS = 5000
_BRACE = re.compile(r"[{}]")
_ANSWER_START = re.compile(r"\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])")
_EMPTY_ANSWER_AT_END = re.compile(r"\{\s*\}\s*\Z")
_ESCAPE_BRACES = Wording(
    "Écrivez \\{ et \\} pour une accolade du texte.",
    "Write \\{ and \\} for a brace that belongs to the text.",
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """A question cut at its answer: what stands before, inside (None: no answer) and after."""

    before: Passage
    inside: Passage | None
    after: Passage
    has_stray_braces: bool = False


def parse_gift(text: str) -> QuestionFile:
    r"""Every question of a GIFT file, in order, and what could not be read.

    >>> parse_gift("2 + 2 \\= {#4}").questions[0].stem.text
    '2 + 2 ='
    """
    questions: list[Question] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for count, block in enumerate(blocks_of(text)):
        if count == MOST_QUESTIONS:
            problems.append(_too_many(block))
            break
        try:
            question, has_stray_braces = _question(block)
        except BrokenQuestion as broken:
            problem = Problem(block.line, excerpt(block.text), broken.reason, broken.remedy)
            problems.append(problem)
            continue
        questions.append(question)
        if has_stray_braces:
            notes.append(_stray_braces(block))
    return QuestionFile(tuple(questions), tuple(problems), tuple(notes))


def _question(block: Block) -> tuple[Question, bool]:
    if block.is_category:
        return _category(block), False
    title, rest = _title(Passage.of(block.text.strip()))
    cut = _cut_at_answer(rest)
    stem = read_text(cut.before, Format.MOODLE)
    if cut.inside is None:
        answers, after, prompt = Answers(Kind.DESCRIPTION), None, stem
        _refuse_empty(stem)
    else:
        answers = read_answers(cut.inside, stem.format)
        prompt, after = _around_answer(stem, cut.after)
    question = Question(
        answers.kind,
        prompt,
        after=after,
        id=block.remarks.id,
        tags=tuple(block.remarks.tags),
        title=title,
        is_true=answers.is_true,
        wrong_feedback=answers.wrong_feedback,
        right_feedback=answers.right_feedback,
        choices=answers.choices,
        numbers=answers.numbers,
        pairs=answers.pairs,
        general_feedback=answers.general_feedback,
        case_sensitive=block.remarks.case_sensitive,
        line=block.line,
        source=block.text,
    )
    return question, cut.has_stray_braces


def _category(block: Block) -> Question:
    path = block.text.strip().removeprefix("$CATEGORY:").strip()
    if not path:
        raise BrokenQuestion(
            Wording("Cette catégorie n’a pas de nom.", "This category has no name."),
            Wording("Écrivez $CATEGORY: nom/de/catégorie.", "Write $CATEGORY: its/name."),
        )
    return Question(
        Kind.CATEGORY, Text(Format.MOODLE, ""), title=path, line=block.line, source=block.text
    )


def _title(passage: Passage) -> tuple[str | None, Passage]:
    if not passage.bare.startswith("::"):
        return None, passage
    title, rest = passage.cut(2).before("::")
    if rest is None:
        raise BrokenQuestion(
            Wording("Le titre n’est pas fermé.", "The title is not closed."),
            Wording(
                "Écrivez ::titre:: devant la question.", "Write ::title:: before the question."
            ),
        )
    return unescaped(title.written) or None, rest


def _around_answer(stem: Text, rest: Passage) -> tuple[Text, str | None]:
    """The stem, and what follows an answer asked inside a sentence."""
    is_said = rest and not rest.written.lstrip().startswith("//")
    after = read_text(rest, stem.format) if is_said else None
    if after is None or not after.text:  # a format alone is that of nothing
        return (stem if stem.text else Text(Format.MOODLE, "")), None
    return (stem if stem.text else Text(after.format, "")), after.text


def _cut_at_answer(rest: Passage) -> _Cut:
    braces = [found.start() for found in _BRACE.finditer(rest.bare)]
    marks = "".join(rest.bare[at] for at in braces)
    if not marks:
        return _Cut(rest, None, Passage.of(""))
    if marks == "{}":
        return _cut(rest, braces[0], braces[1])
    if "}" not in marks:
        raise BrokenQuestion(
            Wording(
                "La réponse ouverte par { n’est pas fermée.", "The { of the answer never ends."
            ),
            Wording(
                "Ajoutez } après la dernière réponse, ou écrivez \\{ dans le texte.",
                "Add } after the last answer, or write \\{ inside the text.",
            ),
        )
    if "{" not in marks:
        raise BrokenQuestion(
            Wording("Une } ferme une réponse jamais ouverte.", "A } closes an answer never begun."),
            Wording(
                "Ajoutez { devant les réponses, ou écrivez \\} dans le texte.",
                "Add { before the answers, or write \\} inside the text.",
            ),
        )
    return _cut_among_stray_braces(rest, last=braces[-1])


def _cut(rest: Passage, opening: int, closing: int, *, stray: bool = False) -> _Cut:
    if closing < opening:
        raise BrokenQuestion(
            Wording("L’accolade } précède {.", "The } comes before the {."), _ESCAPE_BRACES
        )
    return _Cut(rest.cut(0, opening), rest.cut(opening + 1, closing), rest.cut(closing + 1), stray)


def _cut_among_stray_braces(rest: Passage, *, last: int) -> _Cut:
    """The one place where answers can begin, when the text itself holds braces."""
    starts = [found.start() for found in _ANSWER_START.finditer(rest.bare)]
    if len(starts) == 1 and rest.bare[last] == "}" and last > starts[0]:
        return _cut(rest, starts[0], last, stray=True)
    empty = _EMPTY_ANSWER_AT_END.search(rest.bare, max(0, rest.bare.rfind("{")))
    if not starts and empty:
        return _cut(rest, empty.start(), last, stray=True)
    raise BrokenQuestion(
        Wording(
            "Les accolades de cette question s’emboîtent ou se répètent\u00a0: "
            "on ne sait où sont les réponses.",
            "The braces of this question are nested or repeated: its answers cannot be told.",
        ),
        _ESCAPE_BRACES,
    )


def _refuse_empty(stem: Text) -> None:
    if not stem.text:
        raise BrokenQuestion(
            Wording("Il y a un titre et pas de question.", "There is a title and no question."),
            Wording(
                "Écrivez le texte de la question après ::titre::.",
                "Write the question after ::title::.",
            ),
        )


def _too_many(block: Block) -> Problem:
    return Problem(
        block.line,
        excerpt(block.text),
        Wording(
            f"Le fichier a plus de {MOST_QUESTIONS} questions\u00a0: la suite n’est pas lue.",
            f"The file has more than {MOST_QUESTIONS} questions: the rest is not read.",
        ),
        Wording("Coupez le fichier en plusieurs.", "Cut the file into several."),
    )


def _stray_braces(block: Block) -> Problem:
    reason = Wording(
        "Des accolades du texte ne sont pas protégées\u202f; elles sont lues comme du texte.",
        "Braces of the text are not escaped; they were read as text.",
    )
    return Problem(block.line, excerpt(block.text), reason, _ESCAPE_BRACES)
