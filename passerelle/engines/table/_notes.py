"""What is said when a file was understood rather than read as written."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ._wording import Wording, said

NOTES: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        code: said(fr, en)
        for code, (fr, en) in {
            "encoding": (
                "Le fichier n'est pas en UTF-8 : lu en {encoding}. Vérifiez les accents.",
                "The file is not UTF-8: read as {encoding}. Check its accents.",
            ),
            "byte-order-mark": (
                "Le fichier commence par une marque {encoding}, qui a été retirée.",
                "The file begins with a mark of {encoding}, which was taken off.",
            ),
            "separator-line": (
                "La première ligne, sep={mark}, n'a servi qu'à choisir le séparateur.",
                "The first line, sep={mark}, only served to choose the separator.",
            ),
            "decimal-commas": (
                "{column} : les décimales y prennent une virgule ; « {value} » est lu {number}.",
                "{column}: its decimals take a comma; “{value}” is read as {number}.",
            ),
            "header-read": (
                "La colonne « {written} » a été lue comme {column}.",
                "The column “{written}” was read as {column}.",
            ),
            "columns-ignored": (
                "Colonnes que personne n'a demandées, laissées de côté : {names}.",
                "Columns nobody asked for, left aside: {names}.",
            ),
            "blank-rows": (
                "Lignes vides laissées de côté : {count} (la première : {row}).",
                "Blank rows left aside: {count} (the first: {row}).",
            ),
            "whole-decimals": (
                "{column} : nombres entiers écrits avec une décimale, comme {value} : {count}.",
                "{column}: whole numbers written with a decimal, like {value}: {count}.",
            ),
            "true-and-false": (
                "{column} : vrai et faux ont été lus 1 et 0 (cellules : {count}).",
                "{column}: true and false were read as 1 and 0 (cells: {count}).",
            ),
            "read-as": (
                "{column} : « {written} » a été lu comme {value} (cellules : {count}).",
                "{column}: “{written}” was read as {value} (cells: {count}).",
            ),
            "case-differs": (
                "{column} : « {first} » et « {second} » sont comptés comme deux valeurs.",
                "{column}: “{first}” and “{second}” are counted as two values.",
            ),
            "letters": (
                "{column} : chaque lettre est une réponse ; « {value} » est lu {members}.",
                "{column}: each letter is an answer; “{value}” is read as {members}.",
            ),
            "only-0-and-1": (
                "{column} ne contient que 0 et 1 : des décisions, pas des probabilités. Un score "
                "gradué donnerait une mesure plus fine.",
                "{column} holds only 0 and 1: decisions, not probabilities. A graded score would "
                "give a finer measure.",
            ),
            "formulas": (
                "{column} : textes en forme de formule (« {value} »), gardés tels quels : {count}.",
                "{column}: texts that look like a formula (“{value}”), kept as they are: {count}.",
            ),
        }.items()
    }
)
