"""What may be wrong with a cell, or with a whole column of them, in both languages."""

from collections.abc import Mapping
from typing import Final

# code: (raison, remède, reason, remedy)
CELL: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "empty-cell": (
        "La cellule est vide.",
        "Écrivez {expects} : chaque cas doit avoir sa valeur.",
        "The cell is empty.",
        "Write {expects}: each case must have its value.",
    ),
    "not-given": (
        "« {value} » dit que la valeur manque.",
        "Écrivez {expects} : chaque cas doit avoir sa valeur.",
        "“{value}” says that the value is missing.",
        "Write {expects}: each case must have its value.",
    ),
    "not-a-number": (
        "« {value} » n'est pas un nombre.",
        "Écrivez {expects}, en chiffres seuls.",
        "“{value}” is not a number.",
        "Write {expects}, in digits alone.",
    ),
    "infinite": (
        "« {value} » est infini, ou trop grand pour être compté.",
        "Écrivez {expects}.",
        "“{value}” is infinite, or too large to count with.",
        "Write {expects}.",
    ),
    "out-of-range": (
        "{value} est hors des bornes.",
        "Écrivez {expects}.",
        "{value} is out of range.",
        "Write {expects}.",
    ),
    "percentages": (
        "Ce sont sans doute des pourcentages, jusqu'à {most} (cellules : {cells}).",
        "Divisez-les par 100 : il faut {expects}.",
        "These are probably percentages, up to {most} (cells: {cells}).",
        "Divide them by 100: {expects} is needed.",
    ),
    "percent-sign": (
        "« {value} » est écrit en pourcentage.",
        "Écrivez 0.5 pour 50 %.",
        "“{value}” is written as a percentage.",
        "Write 0.5 for 50 %.",
    ),
    "not-whole": (
        "{value} n'est pas un nombre entier.",
        "Écrivez {expects}.",
        "{value} is not a whole number.",
        "Write {expects}.",
    ),
    "grouped-digits": (
        "« {value} » sépare les milliers.",
        "Écrivez le nombre sans séparateur de milliers, avec un point décimal : 1234.5",
        "“{value}” separates its thousands.",
        "Write the number without a thousands separator, with a decimal point: 1234.5",
    ),
    "ambiguous-comma": (
        "« {value} » se lit de deux façons : une décimale ou des milliers.",
        "Écrivez les décimales avec un point (1.234) et les milliers sans séparateur (1234).",
        "“{value}” can be read in two ways: a decimal or thousands.",
        "Write decimals with a point (1.234) and thousands without a separator (1234).",
    ),
    "mixed-marks": (
        "« {value} » prend une virgule et « {other} », ligne {line}, prend un point.",
        "Employez la même marque décimale dans toute la colonne, de préférence le point.",
        "“{value}” takes a comma and “{other}”, row {line}, takes a point.",
        "Use the same decimal mark in the whole column, preferably the point.",
    ),
    "formula": (
        "« {value} » est une formule ou l'erreur d'une formule, pas un nombre.",
        "Dans le tableur, collez les valeurs seules, puis enregistrez à nouveau.",
        "“{value}” is a formula or a formula's error, not a number.",
        "In the spreadsheet, paste the values only, then save again.",
    ),
    "not-a-category": (
        "« {value} » n'est pas une valeur prévue.",
        "Écrivez {expects}.",
        "“{value}” is not one of the values.",
        "Write {expects}.",
    ),
    "not-a-member": (
        "« {member} », dans « {value} », n'est pas une valeur prévue.",
        "Écrivez {expects}, séparées par | : A|C",
        "“{member}”, in “{value}”, is not one of the values.",
        "Write {expects}, separated by |: A|C",
    ),
    "no-members": (
        "La cellule est vide.",
        "Écrivez {expects}, séparées par | ; pour dire « aucune », écrivez [].",
        "The cell is empty.",
        "Write {expects}, separated by |; to say “none”, write [].",
    ),
    "not-a-set": (
        "« {value} » n'est pas une liste de valeurs.",
        'Séparez les valeurs par | (A|C), ou écrivez une liste JSON : ["A", "C"]',
        "“{value}” is not a list of values.",
        'Separate the values with | (A|C), or write a JSON list: ["A", "C"]',
    ),
    "too-long": (
        "« {value} » dépasse {limit} caractères.",
        "Raccourcissez la valeur.",
        "“{value}” is longer than {limit} characters.",
        "Shorten the value.",
    ),
    "id-empty": (
        "L'identifiant manque.",
        "Écrivez l'identifiant du cas, tel qu'il vous a été donné.",
        "The id is missing.",
        "Write the id of the case, as it was given to you.",
    ),
    "id-twice": (
        "L'identifiant « {value} » est déjà à la ligne {line}.",
        "Gardez une seule ligne par cas.",
        "The id “{value}” is already in row {line}.",
        "Keep one row for each case.",
    ),
}

COLUMN: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "ids-unknown": (
        "Identifiants inconnus : {count} ({these}).",
        "Employez les identifiants du jeu de données fourni, sans en ajouter.",
        "Unknown ids: {count} ({these}).",
        "Use the ids of the data you were given, and add none.",
    ),
    "ids-missing": (
        "Identifiants absents : {count} sur {expected} ({these}).",
        "Donnez une ligne pour chaque identifiant du jeu de données fourni.",
        "Ids not answered: {count} of {expected} ({these}).",
        "Give one row for each id of the data you were given.",
    ),
    "ids-without-zeros": (
        "Les identifiants ont perdu leurs zéros de tête : {given} au lieu de {wanted}.",
        "Un tableur les retire : importez la colonne {column} comme du texte.",
        "The ids have lost their leading zeros: {given} in place of {wanted}.",
        "A spreadsheet takes them off: import the column {column} as text.",
    ),
    "ids-as-decimals": (
        "Les identifiants sont écrits comme des décimales : {given} au lieu de {wanted}.",
        "Convertissez la colonne {column} en entiers ou en texte avant d'enregistrer.",
        "The ids are written as decimals: {given} in place of {wanted}.",
        "Turn the column {column} into whole numbers or text before saving.",
    ),
    "ids-in-other-case": (
        "Les identifiants n'ont pas la bonne casse : {given} au lieu de {wanted}.",
        "Recopiez-les tels qu'ils vous ont été donnés.",
        "The ids have the wrong capitals: {given} in place of {wanted}.",
        "Copy them as they were given to you.",
    ),
    "columns-swapped": (
        "Les colonnes {column} et {other} semblent échangées : {column} contient {these}.",
        "Échangez leurs noms dans la première ligne.",
        "The columns {column} and {other} look swapped: {column} holds {these}.",
        "Swap their names in the first row.",
    ),
    "other-column-fits": (
        "La colonne {column} contient {these}, alors que « {other} » contient ce qui est attendu.",
        "Renommez « {other} » en {column}.",
        "The column {column} holds {these}, whereas “{other}” holds what is expected.",
        "Rename “{other}” to {column}.",
    ),
    "holds-ids": (
        "La colonne {column} contient des identifiants ({these}), pas {expects}.",
        "Mettez chaque valeur dans la colonne qui porte son nom.",
        "The column {column} holds ids ({these}), not {expects}.",
        "Put each value in the column that bears its name.",
    ),
    "holds-words": (
        "La colonne {column} contient des noms de classes ({these}), pas {expects} (cellules : "
        "{cells}).",
        "Écrivez-y le score de chaque cas ; le nom de la classe n'y a pas sa place.",
        "The column {column} holds the names of classes ({these}), not {expects} (cells: {cells}).",
        "Write the score of each case there; the name of the class has no place in it.",
    ),
    "holds-numbers": (
        "La colonne {column} contient des nombres ({these}), pas {expects} (cellules : {cells}).",
        "Écrivez-y la classe de chaque cas : un score va dans une autre colonne.",
        "The column {column} holds numbers ({these}), not {expects} (cells: {cells}).",
        "Write the class of each case there: a score goes in another column.",
    ),
}
