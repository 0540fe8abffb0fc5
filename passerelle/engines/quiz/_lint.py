"""What is wrong with a question that can be read, and whether two versions of it agree."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from ._model import Between, Choice, Kind, Near, NumericAnswer, Question
from ._wording import Problem, Wording, excerpt

_HUNDRED_WITHIN = Fraction(1, 1000)
Finding = tuple[Wording, Wording]

_NO_RIGHT_ANSWER = (
    Wording("Aucune réponse n’est juste.", "No answer is right."),
    Wording(
        "Marquez la bonne réponse d’un = (ou d’un poids positif, ~%50%).",
        "Mark the right answer with = (or with a positive weight, ~%50%).",
    ),
)
_NEVER_FULL = (
    Wording("Aucune réponse ne rapporte tous les points.", "No answer earns full points."),
    Wording("Donnez 100 % à la meilleure réponse, avec =.", "Give the best answer 100 %, with =."),
)


def lint(question: Question) -> list[Problem]:
    """What would make the question unplayable or unfair, each with its remedy."""
    found = [*_about_text(question), *_RULES.get(question.kind, _nothing)(question)]
    return [_problem(question, finding) for finding in found]


def lint_all(questions: Iterable[Question]) -> list[Problem]:
    """The problems of each question of a file, then those between them (an id given twice)."""
    listed = list(questions)
    problems = [problem for question in listed for problem in lint(question)]
    first: dict[str, Question] = {}
    for question in listed:
        if question.id is None:
            continue
        if question.id in first:
            problems.append(_problem(question, _twice(question.id, first[question.id].line)))
        first.setdefault(question.id, question)
    return problems


def same_shape(first: Question, second: Question) -> list[Wording]:
    """Why two versions of a question, French and English, are not the same question."""
    reasons = []
    if first.id != second.id:
        reasons.append(_differ("identifiant", "id", first.id, second.id))
    if first.kind is not second.kind:
        return [*reasons, _differ("type", "kind", first.kind, second.kind)]
    if first.is_true is not second.is_true:
        reasons.append(_differ("réponse", "answer", first.is_true, second.is_true))
    return [
        *reasons,
        *_same_credits(first.choices, second.choices, typed=first.kind is Kind.SHORT),
        *_same_numbers(first.numbers, second.numbers),
        *_same_pairs(first, second),
    ]


def _about_text(question: Question) -> Iterator[Finding]:
    if question.kind is not Kind.CATEGORY and not question.prompt.text:
        yield (
            Wording("La question n’a pas de texte.", "The question has no text."),
            Wording("Écrivez-le avant les réponses.", "Write it before the answers."),
        )


def _nothing(_question: Question) -> Iterator[Finding]:
    yield from ()


def _opaque(question: Question) -> Iterator[Finding]:
    yield (
        Wording(
            f"Le type «\u00a0{question.foreign_type}\u00a0» n’est pas joué ici.",
            f"The type “{question.foreign_type}” is not played here.",
        ),
        Wording("Retirez la question ou récrivez-la.", "Remove the question or write it anew."),
    )


def _single(question: Question) -> Iterator[Finding]:
    yield from _offered(question)
    yield from _earning(question.choices)


def _multiple(question: Question) -> Iterator[Finding]:
    yield from _offered(question)
    total = sum((one.credit for one in question.choices if one.credit > 0), Fraction(0))
    if not total:
        yield _NO_RIGHT_ANSWER
    elif abs(total - 1) > _HUNDRED_WITHIN:
        said = f"{float(total * 100):g}"
        yield (
            Wording(
                f"Les poids positifs font {said.replace('.', ',')}\u202f% et non 100\u202f%.",
                f"The positive weights add up to {said}%, not 100%.",
            ),
            Wording("Corrigez les poids ~%…%.", "Mend the weights ~%…%."),
        )


def _short(question: Question) -> Iterator[Finding]:
    yield from _blank(question.choices)
    yield from _earning(question.choices)


def _numeric(question: Question) -> Iterator[Finding]:
    yield from _earning(question.numbers)
    for answer in question.numbers:
        accepts = answer.accepts
        if isinstance(accepts, Between) and accepts.low > accepts.high:
            yield _empty_range(f"{accepts.low}..{accepts.high}")
        if isinstance(accepts, Near) and (accepts.tolerance or 0) < 0:
            yield _empty_range(f"{accepts.number}:{accepts.tolerance}")


def _matching(question: Question) -> Iterator[Finding]:
    asked = [pair for pair in question.pairs if pair.left.text]
    if len(asked) < 2 or len({pair.right for pair in question.pairs}) < 2:
        yield (
            Wording("Il faut au moins deux paires différentes.", "Two different pairs are needed."),
            Wording("Ajoutez une paire =gauche -> droite.", "Add a pair =left -> right."),
        )
    if any(not pair.right for pair in question.pairs):
        yield (
            Wording("Une paire n’a pas de côté droit.", "A pair has no right side."),
            Wording("Complétez =gauche -> droite.", "Complete =left -> right."),
        )
    yield from _repeated(pair.left.text for pair in asked)


def _offered(question: Question) -> Iterator[Finding]:
    if len(question.choices) < 2:
        yield (
            Wording("Il n’y a pas deux choix.", "There are not two choices."),
            Wording("Ajoutez un choix avec ~.", "Add a choice with ~."),
        )
    yield from _blank(question.choices)
    yield from _repeated(choice.text.text for choice in question.choices)


def _blank(choices: tuple[Choice, ...]) -> Iterator[Finding]:
    if any(not choice.text.text for choice in choices):
        yield (
            Wording("Une réponse n’a pas de texte.", "An answer has no text."),
            Wording("Écrivez-le après = ou ~.", "Write it after = or ~."),
        )


def _repeated(texts: Iterable[str]) -> Iterator[Finding]:
    for text, count in Counter(" ".join(text.split()) for text in texts if text).items():
        if count > 1:
            yield (
                Wording(
                    f"«\u00a0{text[:60]}\u00a0» est proposé {count} fois.",
                    f"“{text[:60]}” is offered {count} times.",
                ),
                Wording("Retirez les répétitions.", "Remove the repetitions."),
            )


def _earning(answers: tuple[Choice, ...] | tuple[NumericAnswer, ...]) -> Iterator[Finding]:
    best = max((answer.credit for answer in answers), default=Fraction(0))
    if best <= 0:
        yield _NO_RIGHT_ANSWER
    elif best < 1:
        yield _NEVER_FULL


def _empty_range(said: str) -> Finding:
    return (
        Wording(f"Aucun nombre n’est dans {said}.", f"No number is within {said}."),
        Wording("Écrivez le plus petit en premier.", "Write the lower bound first."),
    )


_RULES: dict[Kind, Callable[[Question], Iterator[Finding]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
    Kind.MATCHING: _matching,
    Kind.OPAQUE: _opaque,
}


def _twice(identifier: str, line: int) -> Finding:
    return (
        Wording(
            f"L’identifiant {identifier} est déjà pris, ligne {line}.",
            f"The id {identifier} is already taken, line {line}.",
        ),
        Wording("Donnez-en un autre dans [id:…].", "Give another one in [id:…]."),
    )


def _problem(question: Question, finding: Finding) -> Problem:
    reason, remedy = finding
    text = question.source or question.prompt.text or question.title or ""
    return Problem(question.line, excerpt(text), reason, remedy)


def _same_credits(
    first: tuple[Choice, ...], second: tuple[Choice, ...], *, typed: bool
) -> Iterator[Wording]:
    """Choices must match one to one; of typed answers, each language has as many as it needs."""
    if typed:
        return
    if len(first) != len(second):
        yield _differ("nombre de choix", "number of choices", len(first), len(second))
        return
    for position, (one, other) in enumerate(zip(first, second, strict=True), start=1):
        if one.credit != other.credit:
            yield _differ(
                f"poids du choix {position}, en pourcentage",
                f"weight of choice {position}, in percent",
                _percent(one.credit),
                _percent(other.credit),
            )


def _same_numbers(
    first: tuple[NumericAnswer, ...], second: tuple[NumericAnswer, ...]
) -> Iterator[Wording]:
    accepted = [[(answer.accepts, answer.credit) for answer in side] for side in (first, second)]
    if accepted[0] != accepted[1]:
        yield Wording(
            "Les nombres acceptés ne sont pas les mêmes.", "The accepted numbers are not the same."
        )


def _same_pairs(first: Question, second: Question) -> Iterator[Wording]:
    """As many pairs, and the same ones sharing a right side."""
    if len(first.pairs) != len(second.pairs):
        yield _differ("nombre de paires", "number of pairs", len(first.pairs), len(second.pairs))
    elif _sharing(first) != _sharing(second):
        yield Wording(
            "Les paires ne partagent pas les mêmes côtés droits.",
            "The pairs do not share the same right sides.",
        )


def _sharing(question: Question) -> list[int]:
    rights = [pair.right for pair in question.pairs]
    return [rights.index(right) for right in rights]


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}"


def _differ(fr: str, en: str, first: object, second: object) -> Wording:
    return Wording(
        f"Différence ({fr})\u00a0: {first} d’un côté, {second} de l’autre.",
        f"The two versions differ ({en}): {first} in one, {second} in the other.",
    )
