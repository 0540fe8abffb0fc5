"""Every reason a table is refused for, with its remedy, in both languages; and every note."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ._cell_sentences import CELL, COLUMN
from ._wording import Wording, said

_Quadruple = tuple[str, str, str, str]

# code: (raison, remède, reason, remedy)
_FILE: Final[Mapping[str, _Quadruple]] = {
    "empty-file": (
        "Le fichier est vide.",
        "Enregistrez le tableau à nouveau, puis redéposez-le.",
        "The file is empty.",
        "Save the table again, then hand it in.",
    ),
    "unreadable-file": (
        "Le fichier ne peut pas être lu ({why}).",
        "Vérifiez son nom et ses droits d'accès.",
        "The file cannot be read ({why}).",
        "Check its name and who may read it.",
    ),
    "too-many-bytes": (
        "Le fichier pèse plus de {limit} Mo, la limite.",
        "Ne gardez que les colonnes demandées, ou moins de décimales.",
        "The file weighs more than {limit} MB, the limit.",
        "Keep only the columns asked for, or fewer decimals.",
    ),
    "json-too-large": (
        "Ce fichier JSON pèse plus de {limit} Mo, la limite de ce format.",
        "Déposez le même tableau en CSV, qui tient moins de place.",
        "This JSON file weighs more than {limit} MB, the limit of this format.",
        "Hand in the same table as CSV, which takes less room.",
    ),
    "too-many-rows": (
        "Le fichier compte plus de {limit} lignes, la limite.",
        "Donnez une ligne par identifiant demandé, pas davantage.",
        "The file has more than {limit} rows, the limit.",
        "Give one row for each id asked for, no more.",
    ),
    "too-many-columns": (
        "Le fichier compte {found} colonnes ; la limite est de {limit}.",
        "Gardez les colonnes demandées : {wanted}.",
        "The file has {found} columns; the limit is {limit}.",
        "Keep the columns asked for: {wanted}.",
    ),
    "not-a-table": (
        "Ce fichier est {kind}, pas un tableau {format}.",
        "{remedy}",
        "This file is {kind}, not a {format} table.",
        "{remedy}",
    ),
    "unknown-encoding": (
        "Le texte n'est écrit dans aucun codage connu (octet {byte}).",
        "Enregistrez le fichier en UTF-8 (« CSV UTF-8 » dans Excel).",
        "The text is written in no known encoding (byte {byte}).",
        "Save the file as UTF-8 (“CSV UTF-8” in Excel).",
    ),
    "broken-encoding": (
        "Le fichier s'annonce en {encoding}, mais un caractère n'y est pas valable.",
        "Il est coupé, ou assemblé de deux sources : enregistrez-le à nouveau en UTF-8.",
        "The file says it is {encoding}, but a character is not valid there.",
        "It is cut short, or joined from two sources: save it again as UTF-8.",
    ),
    "mixed-encoding": (
        "Le fichier mêle deux codages, UTF-8 et Windows-1252.",
        "Il a été assemblé de deux sources : enregistrez-le à nouveau, tout en UTF-8.",
        "The file mixes two encodings, UTF-8 and Windows-1252.",
        "It was joined from two sources: save it again, all in UTF-8.",
    ),
    "nul-byte": (
        "La ligne contient un octet nul, qui n'est pas du texte.",
        "Enregistrez à nouveau le tableau en CSV UTF-8 : ce fichier est abîmé ou binaire.",
        "The row holds a NUL byte, which is not text.",
        "Save the table again as CSV UTF-8: this file is damaged or binary.",
    ),
    "broken-quotes": (
        'Un guillemet " est ouvert et mal fermé.',
        'Entourez la cellule de deux guillemets, et doublez ceux du texte ("").',
        'A quotation mark " is opened and not rightly closed.',
        'Put a mark on each side of the cell, and double those of the text ("").',
    ),
    "cell-too-long": (
        "Une cellule dépasse {limit} caractères.",
        "Un guillemet jamais fermé en est souvent la cause ; sinon, raccourcissez le texte.",
        "A cell is longer than {limit} characters.",
        "A quotation mark never closed is the usual cause; if not, shorten the text.",
    ),
    "no-header": (
        "La première ligne ({found}) ne nomme pas les colonnes.",
        "Ajoutez une première ligne : {wanted}",
        "The first row ({found}) does not name the columns.",
        "Add a first row: {wanted}",
    ),
    "no-rows": (
        "Le tableau n'a pas de lignes : seulement les noms des colonnes.",
        "Ajoutez une ligne par cas.",
        "The table has no rows: only the names of the columns.",
        "Add one row for each case.",
    ),
    "column-missing": (
        "La colonne {column} manque ; le fichier contient : {found}.",
        "Ajoutez-la, avec {expects} par ligne.",
        "The column {column} is missing; the file holds: {found}.",
        "Add it, with {expects} in each row.",
    ),
    "column-misnamed": (
        "La colonne {column} manque ; le fichier contient : {found}.",
        "Est-ce « {near} » ? Renommez-la alors {column}.",
        "The column {column} is missing; the file holds: {found}.",
        "Is it “{near}”? Then rename it {column}.",
    ),
    "column-twice": (
        "Plusieurs colonnes s'appellent {column} : {found}.",
        "Gardez-en une seule.",
        "Several columns are called {column}: {found}.",
        "Keep only one.",
    ),
    "ragged-row": (
        "Cellules de cette ligne : {found} ; il en faut {expected}, comme dans la première.",
        "Complétez-la ou retirez ce qui dépasse ; un texte qui contient le séparateur « {mark} » "
        "s'écrit entre guillemets.",
        "Cells in this row: {found}; it needs {expected}, like the first.",
        "Complete it or take out what is too much; a text that holds the separator “{mark}” "
        "goes between quotation marks.",
    ),
    "ragged-decimals": (
        "Cellules de cette ligne : {found} ; il en faut {expected}, comme dans la première.",
        "Si vos décimales prennent une virgule, séparez les colonnes par un point-virgule, ou "
        "écrivez 0.5.",
        "Cells in this row: {found}; it needs {expected}, like the first.",
        "If your decimals take a comma, separate the columns with semicolons, or write 0.5.",
    ),
}

_JSON: Final[Mapping[str, _Quadruple]] = {
    "broken-json": (
        "Le JSON n'est pas correct (ligne {line}, caractère {character}).",
        "Écrivez-le avec un programme (json.dump en Python), sans virgule finale ni commentaire.",
        "The JSON is not correct (line {line}, character {character}).",
        "Write it with a program (json.dump in Python), without a last comma or a comment.",
    ),
    "deep-json": (
        "Le JSON est imbriqué sur trop de niveaux.",
        "Un tableau n'en demande que deux : une liste d'objets.",
        "The JSON is nested too many levels deep.",
        "A table needs only two: a list of objects.",
    ),
    "json-shape": (
        "Le JSON n'est pas un tableau.",
        'Écrivez une liste d\'objets, [{{"{first}": …}}, …], ou un objet par ligne.',
        "The JSON is not a table.",
        'Write a list of objects, [{{"{first}": …}}, …], or one object a line.',
    ),
    "item-shape": (
        "Cet élément n'est pas un objet.",
        'Écrivez un objet : {{"{first}": …}}.',
        "This item is not an object.",
        'Write an object: {{"{first}": …}}.',
    ),
    "key-twice": (
        "La clé « {key} » est écrite deux fois dans le même objet.",
        "Gardez-en une seule : on ne peut pas savoir laquelle est la bonne.",
        "The key “{key}” is written twice in the same object.",
        "Keep only one: nobody can tell which is right.",
    ),
    "uneven-lists": (
        "Les listes n'ont pas la même longueur : {found}.",
        "Donnez à chaque colonne une valeur par cas.",
        "The lists do not have the same length: {found}.",
        "Give each column one value for each case.",
    ),
    "not-a-list": (
        "La colonne {column} n'est pas une liste.",
        "Donnez une liste de valeurs, une par cas.",
        "The column {column} is not a list.",
        "Give a list of values, one for each case.",
    ),
    "half-character": (
        "Le texte contient un demi-caractère (« surrogate » isolé).",
        "Écrivez le JSON avec un programme, en UTF-8.",
        "The text holds half a character (a lone surrogate).",
        "Write the JSON with a program, as UTF-8.",
    ),
}

SENTENCES: Final[Mapping[str, tuple[Wording, Wording]]] = MappingProxyType(
    {
        code: (said(raison, reason), said(remede, remedy))
        for family in (_FILE, _JSON, CELL, COLUMN)
        for code, (raison, remede, reason, remedy) in family.items()
    }
)
