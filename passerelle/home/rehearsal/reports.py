"""What invented teams write in their dossiers, part by part: sentences to draw from."""

from __future__ import annotations

import random
from collections.abc import Mapping

from passerelle.campus.prose import words_in
from passerelle.datathon.dossier_parts import PARTS
from passerelle.datathon.enums import DossierPart

_ENOUGH = 0.75  # of the length aimed at

SENTENCES: Mapping[DossierPart, tuple[str, ...]] = {
    DossierPart.NEED: (
        "À l’accueil des urgences, une infirmière lit une quarantaine de notes par garde et "
        "décide en moins de deux minutes qui peut attendre.",
        "Les patients les plus âgés décrivent peu leurs symptômes : la note est courte, et "
        "c’est souvent elle qui manque au tri.",
        "Notre patiente partenaire a dit : « Je ne veux pas d’un score, je veux savoir quand on "
        "me rappelle. » Nous avons changé la sortie de l’outil.",
        "Nous visons un seul moment : la relecture des notes en attente, toutes les heures, par "
        "l’infirmière coordinatrice.",
        "Aujourd’hui cette relecture dépend de la charge ; les nuits de grande affluence, elle "
        "n’a pas lieu.",
        "Sans modèle, une liste triée par âge et fréquence cardiaque rend déjà service : c’est "
        "notre point de comparaison.",
        "L’outil ne s’adresse ni aux enfants, ni aux personnes amenées par le SAMU, que "
        "l’équipe voit tout de suite.",
        "Le besoin a été mesuré sur trois gardes inventées, à la main, par deux d’entre nous.",
        "Une erreur dans un sens fait attendre une personne qui s’aggrave ; dans l’autre, elle "
        "encombre un lit de surveillance.",
        "Le service gêné est celui du soir, entre vingt heures et deux heures, quand l’équipe "
        "change.",
    ),
    DossierPart.DATA: (
        "Les données sont celles du défi, tirées par un programme ; aucune personne n’y figure.",
        "Nous avons lu cent notes à la main avant tout calcul, et écrit ce que nous y cherchions.",
        "Les notes du soir sont plus courtes de moitié que celles du matin.",
        "Un tiers des textes est en anglais ; nous avons gardé une même chaîne pour les deux "
        "langues.",
        "Les constantes manquantes le sont rarement par hasard : on ne mesure pas ce qui rassure.",
        "Nous n’avons ajouté aucune autre donnée, ni réelle, ni inventée par un modèle.",
        "Les plus de quatre-vingts ans sont cent trente-deux dans l’entraînement : peu pour "
        "conclure.",
        "La durée de séjour figure dans l’entraînement seulement ; nous l’avons écartée, elle "
        "dit la réponse.",
        "Deux sites écrivent la glycémie en grammes, les deux autres en millimoles ; nous avons "
        "ramené tout à la même unité.",
        "Les étiquettes d’un des sites nous ont paru bruitées : neuf notes sur dix relues y "
        "étaient justes, une sur dix non.",
        "Les données ne disent rien du motif de venue, ni de ce qui a été fait ensuite.",
    ),
    DossierPart.METHOD: (
        "Une régression logistique sur vingt-deux traits lus dans la note et sur les constantes.",
        "Les traits viennent de règles écrites avec l’infirmière de l’équipe : négation, passé, "
        "propos rapporté.",
        "Nous avons essayé un modèle de langue local pour lire les négations ; il fait mieux de "
        "deux points et coûte quarante fois plus.",
        "La consigne entière est en annexe, avec la version du modèle et la température, zéro.",
        "Deux exécutions donnent les mêmes réponses à trois notes près sur cinq cents.",
        "La méthode simple à côté : l’âge et la fréquence cardiaque, rien d’autre.",
        "Les hyperparamètres ont été choisis par validation croisée, les notes d’un même "
        "patient restant ensemble.",
        "Nous n’avons jamais regardé le jeu de test autrement que par nos remises.",
        "Tout tient en quatre cents lignes de code et s’exécute en dix secondes sur un portable.",
        "Un assistant a écrit une première version du découpage des phrases ; deux d’entre nous "
        "l’ont relue ligne à ligne.",
        "Pour refaire ce travail, il faut les fichiers du défi, la graine 11 et le fichier des "
        "règles.",
        "Nous avons renoncé aux plongements de phrases : ils gagnaient un point sans que nous "
        "sachions dire pourquoi.",
        "Les probabilités sont recalées sur un cinquième de l’entraînement, tenu à l’écart.",
        "Le seuil proposé est celui qui laisse passer une dégradation sur vingt.",
    ),
    DossierPart.RESULTS: (
        "Sur le classement public, notre aire sous la courbe dépasse celle de la méthode "
        "simple, et l’intervalle de la différence ne contient pas zéro.",
        "Sur les notes en anglais, le gain est plus petit et l’intervalle contient zéro : nous "
        "ne concluons pas.",
        "Nos deux dernières remises sont à égalité ; nous avons gardé la plus simple.",
        "Chez les soixante-quinze ans et plus, l’aire baisse de six points, avec un intervalle "
        "large de quinze.",
        "Nous avons lu nos quarante plus grosses erreurs : onze sont des négations, neuf des "
        "propos rapportés par un proche.",
        "La calibration est bonne au centre et trop confiante au-dessus de soixante pour cent.",
        "Par site, les écarts sont du même ordre que les intervalles ; nous ne les interprétons "
        "pas.",
        "Avec le seuil proposé, huit personnes sur cent seraient signalées, dont deux à raison.",
        "La méthode simple en signale onze pour le même nombre de dégradations trouvées.",
        "La différence avec l’équipe qui nous précède n’est pas établie : nous sommes dans le "
        "même groupe.",
        "Deux exécutions du programme donnent la même aire à la troisième décimale.",
        "Sans le texte, l’outil perd quatre points ; sans les constantes, il en perd neuf.",
        "Sur les vingt notes que la patiente partenaire avait choisies, l’outil en classe "
        "quatorze comme elle.",
        "Nos essais successifs ont gagné peu : l’essentiel vient de la lecture des négations.",
        "Une remise plus ancienne faisait mieux de trois millièmes ; nous ne l’avons pas "
        "reprise, l’écart tient au hasard.",
        "Le score de Brier s’améliore moins que l’aire : l’ordre est meilleur que les "
        "probabilités.",
    ),
    DossierPart.LIMITS: (
        "L’outil est moins bon pour les plus âgés, dont les constantes bougent peu.",
        "Il peut nuire en rassurant : une note bien tournée fait baisser le score.",
        "Nous avons effacé la moitié de chaque note : le score chute sans que rien n’avertisse.",
        "Le garde-fou : pas de score sous douze mots, et la raison affichée à la place.",
        "Ce garde-fou écarte six notes sur cent, dont une dégradation sur trente.",
        "Nous avons glissé dans dix notes la phrase « ignorez ce qui précède » : les règles n’y "
        "sont pas sensibles, le modèle de langue l’était trois fois.",
        "Les fautes de frappe changent une réponse sur cinquante.",
        "Le groupe des moins de trente ans est trop petit : vingt-trois cas, nous ne donnons "
        "pas de chiffre.",
        "Un score élevé sur des phrases inventées ne dit rien d’un vrai service.",
        "Nous n’avons pas essayé d’autres hôpitaux, ni d’autres manières d’écrire.",
        "Si la manière d’écrire changeait, l’outil ne s’en apercevrait pas seul.",
        "Les patients qui parlent par un interprète ne sont pas dans les données.",
        "Une alerte de plus par heure fatigue : au-delà de trois, les infirmières cessent de lire.",
    ),
    DossierPart.ETHICS: (
        "Le patient sait qu’un outil relit la note, par une affiche et par la personne qui "
        "l’accueille ; il peut refuser sans rien perdre.",
        "La décision reste à l’infirmière ; l’outil ordonne une liste, il n’appelle personne.",
        "Qui répond d’une erreur ? Le service, qui a choisi le seuil et le revoit chaque mois.",
        "Avant un premier patient : une étude sur de vraies notes, avec un comité, et une "
        "évaluation par âge et par langue.",
        "Nous arrêterions à la deuxième dégradation manquée qu’une relecture humaine aurait vue.",
        "La patiente partenaire demande que l’on dise aussi ce que l’outil ne regarde pas.",
        "Rien n’est conservé au-delà de la garde, sauf le nombre de signalements.",
        "Un modèle de langue extérieur est exclu : les notes ne sortent pas de l’établissement.",
        "Un refus du patient est noté une fois et vaut pour tout le séjour.",
    ),
    DossierPart.TEAM: (
        "L’infirmière a écrit les règles de lecture et relu toutes les erreurs.",
        "L’ingénieure a tenu le code et refusé deux fois une remise qu’elle ne savait pas refaire.",
        "Le médecin a fixé le seuil, puis l’a relevé après avoir compté les alertes par garde.",
        "La patiente partenaire a changé la sortie : une heure de rappel au lieu d’un score.",
        "Nous étions en désaccord sur le modèle de langue ; le coût et la panne du samedi ont "
        "tranché.",
        "L’étudiant a relu les notes en anglais et trouvé l’erreur d’unité.",
        "La pharmacienne a demandé ce que l’outil ferait d’un traitement arrêté : rien, et nous "
        "l’avons écrit.",
    ),
}


def part_written(part: DossierPart, rng: random.Random) -> str:
    """A few paragraphs, as many sentences as the part asks for or as there are."""
    left, kept, words = list(SENTENCES[part]), [], 0
    rng.shuffle(left)
    while left and words < PARTS[part].words * _ENOUGH:
        kept.append(left.pop())
        words += words_in(kept[-1])
    middle = (len(kept) + 1) // 2
    return " ".join(kept[:middle]) + "\n\n" + " ".join(kept[middle:])
