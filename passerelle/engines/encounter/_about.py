"""Who or what a turn is about: the one who is asked, or the world.

A question on medicine in general names what a fact is about and asks for nobody's: "How is
chlamydia transmitted?"."""

from __future__ import annotations

import re
from functools import cache

from ._heard import any_of, heard
from ._statements import implies_a_question
from ._texts import words

_PERSONS = frozenset(
    "vous tu te toi votre vos ton ta tes il elle ils elles lui son sa ses leur leurs "
    "you your yours he she they him her his their them u ur".split()
)
_ADDRESSED = _PERSONS - frozenset("il elle ils elles lui he she they it him them".split())
_SECOND_PERSON = frozenset("vous tu te toi votre vos ton ta tes you your yours u ur".split())
_IS_IT = re.compile(r"\b(?:c'est|ca se peut|y a|il y a)-t[iu]\b")  # Québec's question mark
_GENERAL = re.compile(
    r"^(?:et |and |mais |but )?(?:comment|pourquoi|quel(?:le)?s? |qu'est|c'est quoi|a quoi|que |"
    r"combien|how|why|what|which|when|where|who|is|are|does|do|can|should|le |la |les |the )"
)
# A text to write, a lesson to give, a word to count: orders, whoever they mention.
_TASKS = re.compile(
    r"\b(?:ecri(?:s|vez)|redige[zr]?|tradui(?:s|sez|re)|compose[zr]?|resume[zr]?|calcule[zr]?|"
    r"invente[zr]?|cours sur|expose sur|poeme|chanson|recommandations?|litterature|statistiques?|"
    r"prevalence|monographie|combien de (?:mots|lettres|gens|patients)|(?:quels|les) patients|"
    r"write|translate|compose|summari[sz]e|calculate|invent|lecture|essay|poem|song|guidelines?|"
    r"literature|statistics|prevalence|how many (?:words|letters|people)|which patients|"
    r"complete[zr]?(?= ?[:«“\"])|(?:complete|finish|fill in) (?:the|this|my) (?:sentence|blank)|"
    r"(?:complete[zr]?|termine[zr]?|fini(?:s|ssez)) (?:la|cette|ma) phrase)\b|"
    r"[«“\"][^»”\"]+(?:[»”\"]|$)"
)
# What the speaker says of their own mind, without asking: "I'm not suggesting you drink."
_SAID_OF_ONESELF = re.compile(
    r"\b(?:i'?m (?:\w+ )?not|i am (?:\w+ )?not|i (?:don'?t|do not|would never|never) "
    r"(?:think|believe|suggest|say|mean|want|ask|suppose|imagine|judge)|"
    r"je n'?e? ?(?:vous |te |t')?\w+(?: \w+)? (?:pas|point|guere|nullement)|loin de moi|far be it|"
    r"(?:i know|je sais)(?: that| que)? ?(?:you|vous|tu) (?:never|n'|ne )|"
    r"^(?:si|if) (?:vous|tu|you)\b)"
)
# Of a thing, even in the third person: "Le cancer est-il rare ?", "Wine is cheap, isn't it?"
_OF_A_THING = re.compile(
    r"^(?:le|la|les|l'|un|une) ?(?!mere|pere|maman|papa|mari|femme|fils|fille|bebe|enfant|"
    r"petite?\b|patiente?|dame|monsieur|conjoint|frere|soeur)\w+(?: \w+){0,5}? "
    r"(?:est|sont|peut|peuvent|fait)[- ](?:il|elle|ils|elles)\b|"
    r"\b(?:isn't it|aren't they|n'est-ce pas)\s*\??$"
)
_FEW_WORDS = 3


_IMPERSONAL = re.compile(r"\b(?:faut|faudrait|est)-il (?=toujours|vrai|encore|vraiment|\w+er\b)")


def is_of_a_person(text: str) -> bool:
    """Whether a plain text may be about the one who is asked, rather than about the world.

    >>> is_of_a_person("comment se transmet la chlamydia ?"), is_of_a_person("how does it work?")
    (False, False)
    >>> is_of_a_person("avez-vous une infection ?"), is_of_a_person("infection sexuelle ?")
    (True, True)
    >>> is_of_a_person("i'm not suggesting you drink."), is_of_a_person("wine is cheap, isn't it?")
    (False, False)
    >>> is_of_a_person("completez : « hier, j'ai"), is_of_a_person("et lui aussi, en prend-il ?")
    (False, False)
    """
    if _TASKS.search(text) or ("?" not in text and _SAID_OF_ONESELF.search(text)):
        return False
    if implies_a_question(text):
        return True
    said = words(text)
    if _OF_A_THING.search(text) and _ADDRESSED.isdisjoint(said):
        return False
    if _others().search(text) and _SECOND_PERSON.isdisjoint(words(_IS_IT.sub(" ", text))):
        return False
    if not _PERSONS.isdisjoint(said) or len(said) <= _FEW_WORDS:
        return True
    return text.endswith("?") and not _GENERAL.match(text)


def is_general_knowledge(text: str) -> bool:
    """Whether a plain text asks how things are in the world, about nobody.

    >>> is_general_knowledge("how common is incontinence in women over 75?")
    True
    >>> is_general_knowledge("how common is it for you?"), is_general_knowledge("what dose?")
    (False, False)
    """
    if implies_a_question(text):
        return False
    said = words(_IMPERSONAL.sub(" ", text))
    of_a_thing = _OF_A_THING.search(text) and _ADDRESSED.isdisjoint(said)
    about_nobody = bool(of_a_thing) or _PERSONS.isdisjoint(said)
    return about_nobody and bool(_knowledge().search(text))


@cache
def _others() -> re.Pattern[str]:
    """Somebody else, who is not the one asked: "Une amie à moi boit, est-ce trop ?"."""
    return any_of(heard("knowledge")["others"])


@cache
def _knowledge() -> re.Pattern[str]:
    return any_of(heard("knowledge")["asks"])
