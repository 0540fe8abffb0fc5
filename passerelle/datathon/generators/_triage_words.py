"""The words of the triage notes, French and English side by side. Telegraphic, as notes are."""

from __future__ import annotations

from dataclasses import dataclass

Pair = tuple[str, str]  # French, English


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign the patient may show. `cutoff`: how ill one must be; `weight`: what it foretells."""

    name: str
    cutoff: float
    weight: float
    seen: tuple[Pair, ...]
    denied: tuple[Pair, ...]
    elsewhere: tuple[Pair, ...]


SIGNS = (
    Sign(
        "mottling",
        1.5,
        0.36,
        (("Marbrures des genoux.", "Mottled knees."), ("Genoux marbrés.", "Knees look blotchy.")),
        (("Pas de marbrures.", "No mottling."), ("Genoux non marbrés.", "Knees not blotchy.")),
        (("Marbrures lors du séjour de 2021.", "Mottling during the 2021 admission."),),
    ),
    Sign(
        "confusion",
        1.2,
        0.27,
        (
            (
                "Confusion depuis ce matin selon la famille.",
                "Confused since this morning, family says.",
            ),
            (
                "Ne sait plus quel jour on est, inhabituel.",
                "Cannot tell the day, which is unusual.",
            ),
            ("Somnolence, répond à côté.", "Drowsy, answers beside the point."),
        ),
        (
            ("Pas de confusion.", "Not confused."),
            ("Propos cohérents, bonne orientation.", "Coherent, well oriented."),
        ),
        (("Conjoint confus, suivi en gériatrie.", "Spouse confused, followed in geriatrics."),),
    ),
    Sign(
        "rigors",
        1.0,
        0.21,
        (
            ("Frissons à claquer des dents.", "Teeth-chattering chills."),
            ("Frissons solennels à l'arrivée.", "Rigors on arrival."),
        ),
        (("Ni frissons ni sueurs.", "No rigors, no sweats."), ("Pas de frissons.", "No chills.")),
        (("A eu des frissons la semaine passée, résolus.", "Had chills last week, resolved."),),
    ),
    Sign(
        "cold-hands",
        1.1,
        0.24,
        (
            ("Mains froides, recoloration lente.", "Cold hands, slow capillary refill."),
            ("Extrémités froides, TRC 4 s.", "Cold extremities, CRT 4 s."),
        ),
        (
            ("Extrémités chaudes, TRC < 3 s.", "Warm extremities, CRT < 3 s."),
            ("Recoloration immédiate.", "Brisk capillary refill."),
        ),
        (("Mains froides l'hiver, Raynaud connu.", "Cold hands in winter, known Raynaud."),),
    ),
    Sign(
        "urine",
        1.1,
        0.24,
        (
            ("N'a pas uriné depuis hier soir.", "Has not passed urine since last night."),
            ("Diurèse effondrée.", "Urine output has collapsed."),
        ),
        (
            ("Diurèse conservée.", "Good urine output."),
            ("Urine normalement.", "Passing urine normally."),
        ),
        (("Épisode de rétention en 2020.", "Urinary retention in 2020."),),
    ),
    Sign(
        "eating",
        0.6,
        0.18,
        (
            ("Ne mange plus depuis deux jours.", "Has not eaten for two days."),
            ("Reste au lit, refuse le plateau.", "Stays in bed, refuses the tray."),
        ),
        (("Mange et boit bien.", "Eating and drinking well."),),
        (
            (
                "Sa mère ne mange plus, vient d'entrer en institution.",
                "Mother not eating, just moved to care.",
            ),
        ),
    ),
    Sign(
        "worry",
        0.9,
        0.21,
        (
            ("Répète : « je vais mourir ».", "Keeps saying: I am going to die."),
            ("L'infirmière d'accueil est inquiète.", "The triage nurse is worried."),
        ),
        (
            ("Impression clinique rassurante.", "Looks well."),
            ("L'infirmière d'accueil n'est pas inquiète.", "The triage nurse is not worried."),
        ),
        (("Père mort d'un choc septique en 2018.", "Father died of septic shock in 2018."),),
    ),
    Sign(
        "speech",
        1.2,
        0.24,
        (
            ("Phrases hachées.", "Speaks in short phrases."),
            ("Tirage sus-claviculaire.", "Using accessory muscles."),
        ),
        (
            ("Parle sans gêne.", "Speaks full sentences."),
            ("Pas de tirage.", "No accessory muscle use."),
        ),
        (("Asthme dans l'enfance.", "Childhood asthma."),),
    ),
)

MOTIVES: tuple[Pair, ...] = (
    ("toux grasse et fièvre depuis trois jours", "productive cough and fever for three days"),
    ("douleur abdominale depuis hier", "abdominal pain since yesterday"),
    ("brûlures mictionnelles, lombalgie droite", "burning on urination, right flank pain"),
    ("chute à domicile, passage au sol ce matin", "fall at home, on the floor this morning"),
    ("jambe rouge et chaude", "red, hot leg"),
    ("essoufflement depuis la nuit", "short of breath overnight"),
    ("diarrhée et vomissements depuis 48 h", "diarrhoea and vomiting for 48 h"),
    ("malaise sans perte de connaissance", "near faint, no loss of consciousness"),
    ("altération de l'état général", "generally unwell, off legs"),
    ("douleur basithoracique à l'inspiration", "lower chest pain on breathing in"),
    ("fièvre au cinquième jour d'une cholécystectomie", "fever, day 5 after cholecystectomy"),
    ("sonde urinaire bouchée", "blocked urinary catheter"),
    ("escarre sacrée qui suinte", "weeping sacral pressure sore"),
    ("céphalées et courbatures", "headache and body aches"),
)

HISTORY: tuple[tuple[str, float, Pair], ...] = (
    ("hypertension", 0.0, ("HTA", "HTN")),
    ("diabetes", 0.20, ("diabète de type 2", "type 2 diabetes")),
    ("copd", 0.20, ("BPCO", "COPD")),
    ("cirrhosis", 0.45, ("cirrhose", "cirrhosis")),
    ("chemotherapy", 0.50, ("chimiothérapie en cours", "on chemotherapy")),
    ("kidney", 0.30, ("insuffisance rénale chronique", "CKD")),
    ("hip", 0.0, ("prothèse de hanche", "hip replacement")),
    ("atrial", 0.10, ("fibrillation atriale", "AF")),
    ("steroids", 0.30, ("corticothérapie au long cours", "long-term steroids")),
    ("none", 0.0, ("allergie à la pénicilline", "penicillin allergy")),
)

BETA_BLOCKER: Pair = ("Sous bêtabloquant.", "On a beta-blocker.")
OPENINGS: tuple[Pair, ...] = (
    ("{who} Vient pour {motive}.", "{who}. Comes with {motive}."),
    ("{who} Motif : {motive}.", "{who}. Reason: {motive}."),
    ("IAO : {motive}. {who}", "Triage: {motive}. {who}."),
)
AGAIN: tuple[Pair, ...] = (
    ("Réévaluation à H{hours}, {motive}.", "Reassessed at {hours} h, {motive}."),
    ("À H{hours}. Motif initial : {motive}.", "At {hours} h. Came with {motive}."),
)
PLANS: tuple[Pair, ...] = (
    ("Bilan prélevé.", "Bloods taken."),
    ("ECG fait.", "ECG done."),
    ("Radio demandée.", "X-ray requested."),
    ("Avis médical demandé.", "Doctor asked to review."),
    ("Installation en box 4.", "Moved to bay 4."),
    ("Perfusion posée.", "IV line placed."),
    ("Antalgique donné.", "Pain relief given."),
    ("Famille prévenue.", "Family informed."),
)
