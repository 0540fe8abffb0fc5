"""A deliberation: quorum, motions, votes, recusals, rachat, freeze, and its chained proceedings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.utils import translation

from passerelle.foundation.models import Entry
from passerelle.jury.actions import (
    Terms,
    cast_vote,
    close_motion,
    decide,
    freeze_deliberation,
    mark_left,
    move,
    move_together,
    recuse,
    withdraw_motion,
)
from passerelle.jury.enums import Choice, MotionKind, Outcome
from passerelle.jury.errors import (
    CandidatesUndecided,
    DecidedByDeliberation,
    DeliberationFrozen,
    MotionClosed,
    MotionRefused,
    NoQuorum,
    NotAMember,
    NotTheChair,
    Recused,
    SecrecyAtStake,
    VotesStarted,
    WithdrawnByAnother,
)
from passerelle.jury.models import Ballot, Decision, Motion, ProceedingsLine, Voting
from passerelle.jury.proceedings import first_altered, lines_of, verify_chain
from passerelle.jury.queries.deliberation import revealed_tally
from tests.diploma.graduation import Graduation

from .deliberating import Jury, make_jury

FOR, AGAINST, ABSTAIN = Choice.FOR, Choice.AGAINST, Choice.ABSTAIN


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture
def jury(graduation: Graduation) -> Jury:
    return make_jury(graduation)


@pytest.fixture
def secret(graduation: Graduation) -> Jury:
    return make_jury(graduation, ballot="secret")


def test_a_carried_motion_is_the_decision(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come()

    motion = jury.vote(jury.moved(learner), FOR, FOR, AGAINST)

    decision = Decision.objects.get()
    assert (motion.carried, decision.outcome, decision.motion) == (True, "awarded", motion)
    assert decision.deliberation == jury.deliberation


def test_a_vote_waits_for_the_quorum(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come(jury.chair)
    motion = jury.moved(learner)

    with pytest.raises(NoQuorum, match="pouvant voter.: 1"):
        cast_vote(motion, choice=FOR, by=jury.chair)

    assert not Voting.objects.exists()


def test_the_quorum_asks_for_several_institutions(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come(*jury.people[1:])
    motion = move(jury.deliberation, learner, kind=MotionKind.ADOPT, by=jury.people[1])

    with pytest.raises(NoQuorum, match="représentés.: 1"):
        cast_vote(motion, choice=FOR, by=jury.people[1])


def test_only_who_is_present_votes(jury: Jury) -> None:
    jury.come()
    motion = jury.moved(jury.graduation.learner())
    mark_left(jury.member(jury.people[2]), by=jury.chair)

    with pytest.raises(NotAMember):
        cast_vote(motion, choice=FOR, by=jury.people[2])
    with pytest.raises(NotAMember):
        cast_vote(motion, choice=FOR, by=jury.graduation.coordinator)


def test_a_tie_goes_to_the_chair_when_votes_are_named(jury: Jury) -> None:
    jury.come()

    motion = jury.vote(jury.moved(jury.graduation.learner()), FOR, AGAINST, ABSTAIN)

    assert (motion.carried, motion.tie) == (True, True)


def test_a_tie_falls_when_votes_are_secret(secret: Jury) -> None:
    secret.come()

    motion = secret.vote(secret.moved(secret.graduation.learner()), FOR, AGAINST, ABSTAIN)

    assert (motion.carried, motion.tie) == (False, False)
    assert not Decision.objects.exists()


def test_a_vote_counts_once_and_never_after_the_end(jury: Jury) -> None:
    jury.come()
    motion = jury.moved(jury.graduation.learner())
    cast_vote(motion, choice=FOR, by=jury.chair)
    cast_vote(motion, choice=AGAINST, by=jury.chair)

    close_motion(motion, by=jury.chair)

    assert [each.choice for each in Ballot.objects.all()] == ["for"]
    with pytest.raises(MotionClosed):
        cast_vote(motion, choice=FOR, by=jury.people[1])


def test_only_the_chair_ends_a_vote_early(jury: Jury) -> None:
    jury.come()
    motion = jury.moved(jury.graduation.learner())

    with pytest.raises(NotTheChair):
        close_motion(motion, by=jury.people[1])


def test_a_recused_member_neither_moves_nor_votes(jury: Jury) -> None:
    learner, recused = jury.graduation.learner(), jury.people[2]
    jury.come()
    recuse(jury.member(recused), learner, reason="Du même service.")

    with pytest.raises(Recused):
        move(jury.deliberation, learner, kind=MotionKind.ADOPT, by=recused)
    motion = jury.moved(learner)
    with pytest.raises(Recused):
        cast_vote(motion, choice=FOR, by=recused)
    assert jury.vote(motion, FOR, FOR).carried is True


def test_clear_cases_are_carried_together(jury: Jury) -> None:
    learners = [jury.graduation.learner(name) for name in ("Un Inventé", "Deux Inventée")]
    jury.come()

    jury.vote(move_together(jury.deliberation, learners, by=jury.chair), FOR, FOR, FOR)

    assert Decision.objects.filter(outcome=Outcome.AWARDED).count() == 2


def test_a_recusal_keeps_a_case_out_of_a_common_motion(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come()
    recuse(jury.member(jury.chair), learner, reason="Du même service.")

    with pytest.raises(MotionRefused):
        move_together(jury.deliberation, [learner], by=jury.people[1])


def test_a_rachat_is_redone_by_the_rule_itself(jury: Jury) -> None:
    learner = jury.graduation.learner("Didier Presque", points=9)
    jury.come()
    terms = Terms(points=Decimal("0.5"), reason="Assiduité exemplaire.")

    motion = move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)
    jury.vote(motion, FOR, FOR, FOR)

    decision = Decision.objects.get(enrolment=learner)
    assert (decision.total, decision.rachat_points) == (Decimal("9.5"), Decimal("0.5"))
    assert decision.proposal["total"] == "9.00"
    assert decision.proposal["after_rachat"]["total"] == "9.50"


def test_what_a_rachat_comes_to_is_known_before_the_vote(jury: Jury) -> None:
    learner = jury.graduation.learner("Didier Presque", points=9)
    jury.come()
    terms = Terms(points=Decimal("0.5"), reason="Assiduité exemplaire.")

    motion = move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)

    assert (motion.foreseen, motion.carried) == (Decimal("9.5"), None)
    assert motion.outcome == jury_outcome(jury.vote(motion, FOR, FOR, FOR))


def jury_outcome(motion: Motion) -> str:
    return Decision.objects.get(motion=motion).outcome


def test_who_moved_withdraws_before_any_vote_and_no_later(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come()
    motion = jury.moved(learner)
    with pytest.raises(WithdrawnByAnother):
        withdraw_motion(motion, by=jury.people[1])

    once, twice = (withdraw_motion(motion, by=jury.chair) for _ in range(2))

    assert (once.withdrawn, once.carried, once.closed_at) == (True, False, twice.closed_at)
    assert list(ProceedingsLine.objects.filter(verb="withdrawn").values_list("content")) == [
        ({"motion": motion.pk, "by": str(jury.chair)},)
    ]
    again = jury.moved(learner)
    cast_vote(again, choice=FOR, by=jury.people[1])
    with pytest.raises(VotesStarted):
        withdraw_motion(again, by=jury.chair)
    jury.vote(again, FOR, FOR, FOR)
    with pytest.raises(MotionClosed):
        withdraw_motion(again, by=jury.chair)


@pytest.mark.parametrize(
    "terms",
    [
        Terms(points=Decimal("0.5")),
        Terms(points=Decimal("0.6"), reason="Trop."),
        Terms(points=Decimal(-1), reason="Moins."),
        Terms(points=Decimal("0.5"), reason="Où ?", component="nulle-part"),
        Terms(reason="Combien ?"),
    ],
)
def test_a_rachat_stays_within_the_regulations(jury: Jury, terms: Terms) -> None:
    learner = jury.graduation.learner(points=9)
    jury.come()

    with pytest.raises(MotionRefused):
        move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Le règlement limite le rachat à 0,5\u00a0point."),
        ("en", "The regulations allow a rachat of at most 0.5 points."),
    ],
)
def test_the_most_that_a_rachat_gives_is_said_as_one_reads_numbers(
    jury: Jury, language: str, said: str
) -> None:
    learner = jury.graduation.learner(points=9)
    jury.come()
    terms = Terms(points=Decimal(3), reason="Trop.")

    with translation.override(language), pytest.raises(MotionRefused) as refused:
        move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)

    assert str(refused.value).replace("\u202f", "\u00a0") == said


def test_a_rachat_on_a_component_lifts_that_component(jury: Jury) -> None:
    learner = jury.graduation.learner(points=9)
    jury.come()
    terms = Terms(points=Decimal("0.5"), reason="Une question ambiguë.", component="quizzes")

    motion = move(jury.deliberation, learner, kind=MotionKind.RACHAT, terms=terms, by=jury.chair)
    jury.vote(motion, FOR, FOR, FOR)

    assert Decision.objects.get().total == Decimal("9.2")


def test_a_secret_vote_says_nothing_before_its_end(secret: Jury) -> None:
    secret.come()
    motion = secret.moved(secret.graduation.learner())
    cast_vote(motion, choice=FOR, by=secret.chair)

    before = revealed_tally(motion)
    secret.vote(motion, FOR, AGAINST, FOR)

    assert before is None
    assert revealed_tally(motion).favour == 2  # type: ignore[union-attr]


def test_nothing_links_a_member_to_a_secret_choice(secret: Jury) -> None:
    """The chair alone votes against: no row, number, order or line may tell so."""
    secret.come()
    motion = secret.moved(secret.graduation.learner())
    seen = set()
    for person, choice in zip(secret.people, (AGAINST, FOR, FOR), strict=True):
        cast_vote(motion, choice=choice, by=person)
        numbers = frozenset(Ballot.objects.values_list("pk", flat=True))
        seen.add(numbers)

    ballots = list(Ballot.objects.values())
    lines = ProceedingsLine.objects.filter(verb="voted")

    # Every ballot is new after each vote: the number of an earlier one is nowhere any more.
    assert len(frozenset.intersection(*seen)) == 0
    assert {each["member_id"] for each in ballots} == {None}
    assert not {"at", "cast_at", "position"} & set(ballots[0])
    assert [each.content for each in lines] == [{"motion": motion.pk}] * 3
    journal = Entry.objects.exclude(verb__in=["decided"]).values_list("detail", flat=True)
    assert not any("choice" in str(each) for each in journal)


def test_after_the_freeze_everything_refuses(jury: Jury) -> None:
    learner = jury.graduation.learner()
    jury.come()
    with pytest.raises(CandidatesUndecided, match=str(learner)):
        freeze_deliberation(jury.deliberation, by=jury.chair)
    motion = jury.vote(jury.moved(learner), FOR, FOR, FOR)

    freeze_deliberation(jury.deliberation, by=jury.chair)

    with pytest.raises(DeliberationFrozen, match="un vote après la clôture"):
        cast_vote(motion, choice=FOR, by=jury.chair)
    with pytest.raises(DeliberationFrozen):
        jury.moved(learner)
    with pytest.raises(DeliberationFrozen):
        mark_left(jury.member(jury.chair), by=jury.chair)


def test_nobody_decides_alone_where_there_are_regulations(jury: Jury) -> None:
    with pytest.raises(DecidedByDeliberation):
        decide(jury.graduation.learner(), outcome=Outcome.AWARDED, by=jury.chair)


def test_an_altered_line_is_named(jury: Jury) -> None:
    jury.come()
    jury.vote(jury.moved(jury.graduation.learner()), FOR, FOR, FOR)
    whole = verify_chain(jury.deliberation)

    ProceedingsLine.objects.filter(position=3).update(verb="left")

    assert (whole, verify_chain(jury.deliberation)) == (None, 3)
    assert first_altered(lines_of(jury.deliberation)[1:]) == 1


def test_a_resit_says_what_and_before_when(jury: Jury) -> None:
    learner = jury.graduation.learner(points=9)
    jury.come()

    with pytest.raises(MotionRefused, match="quelles épreuves"):
        move(
            jury.deliberation,
            learner,
            kind=MotionKind.RESIT,
            terms=Terms(reason="À refaire."),
            by=jury.chair,
        )


def test_a_secret_vote_is_not_ended_on_a_ballot_that_would_be_read(secret: Jury) -> None:
    """Who voted is on the page: the chair who ended it after each vote would know each choice."""
    secret.come()
    motion = secret.moved(secret.graduation.learner())
    cast_vote(motion, choice=AGAINST, by=secret.people[1])

    with pytest.raises(SecrecyAtStake):
        close_motion(motion, by=secret.chair)

    assert revealed_tally(motion) is None


def test_the_honours_a_motion_asks_for_are_chained_with_it(jury: Jury) -> None:
    learner = jury.graduation.learner(points=13)
    jury.come()

    move(
        jury.deliberation,
        learner,
        kind=MotionKind.HONOURS,
        terms=Terms(honours=0, reason="Un travail remarquable."),
        by=jury.chair,
    )

    moved = ProceedingsLine.objects.get(verb="moved")
    assert (moved.content["kind"], moved.content["honours"]) == ("honours", 0)
    assert verify_chain(jury.deliberation) is None
