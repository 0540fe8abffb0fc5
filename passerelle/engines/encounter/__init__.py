"""A virtual patient one questions: what may be said is decided before it is worded.

A case is facts, each with who may hear it; a turn is matched to facts; only matched facts are
told, in the author's words; what matches nothing gets an authored non-answer."""

from ._answer import NOT_A_SUBJECT
from ._calibration import (
    SEED,
    Asked,
    BlindQuestions,
    calibrated,
    questions_on,
    questions_on_nothing,
)
from ._case import (
    LANGUAGES,
    Both,
    Case,
    Choices,
    Claim,
    Consultation,
    Diagnosis,
    Fact,
    Finding,
    HandoffItem,
    Investigation,
    Language,
    Level,
    Manners,
    Persona,
    Place,
    Source,
    Treatment,
    Words,
    Worth,
)
from ._courtesy import Courtesy
from ._debrief import Debrief, debrief
from ._distress import (
    HELP_LINES,
    HelpLine,
    is_own_distress,
    may_be_own_distress,
    pause_words,
)
from ._folding import folded, holds
from ._gate import Confusion, Figures, Leak, Share, measured
from ._gate_hostile import hostile_prompts
from ._library import shared_library
from ._matching import (
    DEFAULT_THRESHOLDS,
    Lexicon,
    Thresholds,
    own_phrasings,
    thresholds_in,
)
from ._matching_index import texts_of
from ._matching_learned import shared_lexicon
from ._matching_turn import Matcher
from ._matching_vectors import (
    Embed,
    KnownVectors,
    Remembered,
    VectorsUnreadable,
    known_vectors,
    no_vectors,
    vectors_in,
)
from ._note_items import HandedOff, diagnosis_named, handed_off
from ._performance import (
    MOST_HYPOTHESES,
    Hypothesis,
    Performance,
    Reliance,
    Verdict,
    reliance,
)
from ._reading import Asking, Exchange, ManyReader, Reader, Reading
from ._scoring import MAXIMA, Component, Part, Score, score
from ._state import Kind, Note, State, Turn
from ._turn import turn
from ._wording import Unfaithful, Wording, WordingRequest, Wordsmith, unfaithful, worded

__all__ = [
    "DEFAULT_THRESHOLDS",
    "HELP_LINES",
    "LANGUAGES",
    "MAXIMA",
    "MOST_HYPOTHESES",
    "NOT_A_SUBJECT",
    "SEED",
    "Asked",
    "Asking",
    "BlindQuestions",
    "Both",
    "Case",
    "Choices",
    "Claim",
    "Component",
    "Confusion",
    "Consultation",
    "Courtesy",
    "Debrief",
    "Diagnosis",
    "Exchange",
    "Fact",
    "Figures",
    "Finding",
    "HandedOff",
    "HandoffItem",
    "HelpLine",
    "Hypothesis",
    "Investigation",
    "Kind",
    "KnownVectors",
    "Language",
    "Leak",
    "Level",
    "Lexicon",
    "Manners",
    "ManyReader",
    "Matcher",
    "Note",
    "Part",
    "Performance",
    "Persona",
    "Place",
    "Reader",
    "Reading",
    "Reliance",
    "Remembered",
    "Embed",
    "Score",
    "Share",
    "Source",
    "State",
    "Thresholds",
    "Treatment",
    "Turn",
    "Unfaithful",
    "VectorsUnreadable",
    "Verdict",
    "Wording",
    "WordingRequest",
    "Words",
    "Wordsmith",
    "Worth",
    "calibrated",
    "debrief",
    "diagnosis_named",
    "folded",
    "handed_off",
    "holds",
    "hostile_prompts",
    "is_own_distress",
    "known_vectors",
    "may_be_own_distress",
    "measured",
    "no_vectors",
    "own_phrasings",
    "pause_words",
    "questions_on",
    "questions_on_nothing",
    "reliance",
    "score",
    "shared_lexicon",
    "shared_library",
    "texts_of",
    "thresholds_in",
    "turn",
    "unfaithful",
    "vectors_in",
    "worded",
]
