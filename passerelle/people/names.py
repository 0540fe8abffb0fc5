"""How names are put in order: Éloïse beside Elzéar, whatever the database."""

from __future__ import annotations

import unicodedata


def sort_key(name: str) -> str:
    """Without accents or capitals, as a French reader files names.

    >>> sorted(["Zoé", "Éloïse", "elzéar"], key=sort_key)
    ['Éloïse', 'elzéar', 'Zoé']
    """
    plain = unicodedata.normalize("NFKD", name)
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()[:150]
