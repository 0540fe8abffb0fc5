"""Moodle XML read into questions; a type we do not play is kept, named and listed.

The form is that of Moodle's `qformat_xml` (docs.moodle.org, "Moodle XML format").
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from ._gift_text import settled
from ._model import (
    Choice,
    Format,
    Kind,
    Near,
    NumericAnswer,
    Pair,
    Question,
    QuestionFile,
    Sign,
    Text,
)
from ._moodle_values import (
    NOTHING,
    UnreadableQuestion,
    decimal_of,
    fraction_of,
    is_yes,
    said_by,
    text_of,
)
from ._wording import Problem, Wording, excerpt
from ._xml_tree import UnreadableXml, XmlTree, read_tree

_BLANKS = re.compile(r"\s+")


def parse_moodle_xml(data: bytes) -> QuestionFile:
    """Every question of a Moodle XML file, in order; a type that is not played is opaque and noted.

    A DOCTYPE or an entity declaration is refused: neither belongs in a quiz.
    """
    try:
        tree = read_tree(data)
    except UnreadableXml as refused:
        return QuestionFile((), (Problem(refused.line, "", refused.reason, refused.remedy),))
    if tree.root.tag != "quiz":
        return QuestionFile((), (_not_a_quiz(tree.root.tag),))
    questions: list[Question] = []
    problems: list[Problem] = []
    notes: list[Problem] = []
    for element in tree.root:
        source = ET.tostring(element, encoding="unicode").strip()
        if element.tag != "question":
            notes.append(_not_a_question(element.tag, tree.line_of(element), source))
            continue
        try:
            question = _question(element, line=tree.line_of(element), source=source)
        except UnreadableQuestion as broken:
            problems.append(_broken(broken, tree, element))
            continue
        questions.append(question)
        notes += _remarks(element, question)
    return QuestionFile(tuple(questions), tuple(problems), tuple(notes))


def _question(element: ET.Element, *, line: int, source: str) -> Question:
    kind = element.get("type", "").strip().lower()
    if kind == "category":
        path = said_by(element.find("category"))
        return Question(Kind.CATEGORY, NOTHING, title=path or None, line=line, source=source)
    read = _READERS.get(kind, _opaque)
    return replace(
        read(element, text_of(element.find("questiontext")) or NOTHING),
        id=said_by(element.find("idnumber")) or None,
        tags=tuple(said_by(tag) for tag in element.iterfind("tags/tag") if said_by(tag)),
        title=said_by(element.find("name")) or None,
        general_feedback=text_of(element.find("generalfeedback")),
        line=line,
        source=source,
    )


def _opaque(element: ET.Element, stem: Text) -> Question:
    return Question(Kind.OPAQUE, stem, foreign_type=element.get("type", "").strip() or "?")


def _essay(_element: ET.Element, stem: Text) -> Question:
    return Question(Kind.ESSAY, stem)


def _description(_element: ET.Element, stem: Text) -> Question:
    return Question(Kind.DESCRIPTION, stem)


def _true_false(element: ET.Element, stem: Text) -> Question:
    answers = {said_by(answer).lower(): answer for answer in element.iterfind("answer")}
    if not {"true", "false"} <= answers.keys():
        raise UnreadableQuestion(
            Wording(
                "Une question vrai ou faux attend les réponses true et false.",
                "A true/false question needs the answers true and false.",
            )
        )
    is_true = fraction_of(answers["true"]) > fraction_of(answers["false"])
    wrong, right = ("false", "true") if is_true else ("true", "false")
    return Question(
        Kind.TRUE_FALSE,
        stem,
        is_true=is_true,
        wrong_feedback=text_of(answers[wrong].find("feedback")),
        right_feedback=text_of(answers[right].find("feedback")),
    )


def _multiple(element: ET.Element, stem: Text) -> Question:
    answers = element.findall("answer")
    if not is_yes(element.find("single"), otherwise=True):
        return Question(
            Kind.MULTIPLE, stem, choices=tuple(_choice(one, best=None) for one in answers)
        )
    best = max((fraction_of(one) for one in answers), default=Decimal(0))
    return Question(Kind.SINGLE, stem, choices=tuple(_choice(one, best=best) for one in answers))


def _choice(answer: ET.Element, *, best: Decimal | None) -> Choice:
    fraction = fraction_of(answer)
    sign = Sign.EQUALS if best and fraction == best else Sign.TILDE
    implied = Decimal(100 if sign is Sign.EQUALS else 0)
    return Choice(
        text_of(answer) or NOTHING,
        sign,
        None if fraction == implied else fraction,
        text_of(answer.find("feedback")),
    )


def _short(element: ET.Element, stem: Text) -> Question:
    return Question(
        Kind.SHORT,
        stem,
        choices=tuple(
            Choice(
                settled(Text(Format.PLAIN, said_by(answer))),
                Sign.EQUALS,
                None if fraction_of(answer) == 100 else fraction_of(answer),
                text_of(answer.find("feedback")),
            )
            for answer in element.iterfind("answer")
        ),
        case_sensitive=is_yes(element.find("usecase"), otherwise=False),
    )


def _numeric(element: ET.Element, stem: Text) -> Question:
    return Question(
        Kind.NUMERIC,
        stem,
        numbers=tuple(
            NumericAnswer(
                _accepted(answer),
                Sign.EQUALS,
                None if fraction_of(answer) == 100 else fraction_of(answer),
                text_of(answer.find("feedback")),
            )
            for answer in element.iterfind("answer")
        ),
    )


def _accepted(answer: ET.Element) -> Near | None:
    said = said_by(answer)
    if said == "*":
        return None
    tolerance = said_by(answer.find("tolerance"))
    return Near(decimal_of(said), decimal_of(tolerance) if tolerance else None)


def _matching(element: ET.Element, stem: Text) -> Question:
    pairs = []
    for part in element.iterfind("subquestion"):
        left = text_of(part) or Text(stem.format, "")
        right = settled(Text(Format.PLAIN, said_by(part.find("answer")))).text
        pairs.append(Pair(left, right))
    return Question(Kind.MATCHING, stem, pairs=tuple(pairs))


_READERS: dict[str, Callable[[ET.Element, Text], Question]] = {
    "truefalse": _true_false,
    "multichoice": _multiple,
    "shortanswer": _short,
    "numerical": _numeric,
    "matching": _matching,
    "match": _matching,
    "essay": _essay,
    "description": _description,
}


def _remarks(element: ET.Element, question: Question) -> list[Problem]:
    """What was kept but will not be played or shown."""
    remarks = []
    if question.kind is Kind.OPAQUE:
        remarks.append(
            Wording(
                f"Le type «\u00a0{question.foreign_type}\u00a0» n’est pas joué ici\u00a0; "
                "la question est conservée telle quelle.".replace("\u00a0;", "\u202f;"),
                f"The type “{question.foreign_type}” is not played here; it is kept as it is.",
            )
        )
    names = [_BLANKS.sub(" ", file.get("name", "?")) for file in element.iter("file")]
    if names:
        remarks.append(
            Wording(
                f"Fichiers joints non repris\u00a0: {', '.join(names)}.",
                f"Attached files are not taken over: {', '.join(names)}.",
            )
        )
    remedy = Wording(
        "Vérifiez la question dans son système d’origine.", "Look at it where it comes from."
    )
    title = question.title or question.id or question.stem.text
    return [Problem(question.line, excerpt(title), reason, remedy) for reason in remarks]


def _broken(broken: UnreadableQuestion, tree: XmlTree, element: ET.Element) -> Problem:
    remedy = Wording(
        "Corrigez la question dans Moodle et exportez-la de nouveau.",
        "Mend the question in Moodle and export it again.",
    )
    name = said_by(element.find("name")) or said_by(element.find("questiontext"))
    return Problem(tree.line_of(element), excerpt(name), broken.reason, remedy)


def _not_a_quiz(tag: str) -> Problem:
    return Problem(
        1,
        excerpt(tag),
        Wording(
            f"Le fichier commence par <{tag[:60]}> et non par <quiz>.",
            f"The file begins with <{tag[:60]}>, not <quiz>.",
        ),
        Wording(
            "Exportez la banque de questions au format Moodle XML.",
            "Export the question bank in the Moodle XML format.",
        ),
    )


def _not_a_question(tag: str, line: int, source: str) -> Problem:
    return Problem(
        line,
        excerpt(source),
        Wording(f"<{tag[:60]}> n’est pas une question.", f"<{tag[:60]}> is not a question."),
        Wording("Rien à faire si c’est voulu.", "Nothing to do if it is meant."),
    )
