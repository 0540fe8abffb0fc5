"""The words of the documents beside a diploma. A document keeps its language, whoever opens it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What a supplement and a transcript say around the facts."""

    supplement: str
    supplement_lead: str
    transcript: str
    transcript_lead: str
    s1: str
    s2: str
    s3: str
    s4: str
    s5: str
    s6: str
    s7: str
    s8: str
    holder: str
    name: str
    birth: str
    not_kept: str
    diploma: str
    title: str
    summary: str
    awarded_by: str
    taught_by: str
    the_same: str
    languages: str
    french_and_english: str
    level: str
    level_said: str
    length: str
    load: str
    admission: str
    admission_said: str
    mode: str
    mode_said: str
    hours_proven: str
    total: str
    honours: str
    no_honours: str
    further_study: str
    no_right: str
    profession: str
    no_profession: str
    verify: str
    decided: str
    signed: str
    unsigned: str
    component: str
    mark: str
    weight: str
    module: str
    modules: str
    hours: str
    results: str
    outcome: str
    scale: str
    scale_said: str
    from_: str
    points_of_the_jury: str
    ects: str
    quebec: str
    specimen: str


def words_in(language: str) -> Words:
    return _FRENCH if language == "fr" else _ENGLISH


_FRENCH = Words(
    supplement="Supplément au diplôme",
    supplement_lead="Suivant le modèle de la Commission européenne, du Conseil de l’Europe et de "
    "l’UNESCO. Titulaire\u00a0:",
    transcript="Relevé de notes",
    transcript_lead="Résultats arrêtés par le jury. Titulaire\u00a0:",
    s1="1. Titulaire",
    s2="2. Qualification",
    s3="3. Niveau",
    s4="4. Contenu et résultats",
    s5="5. Fonction",
    s6="6. Renseignements complémentaires",
    s7="7. Certification",
    s8="8. Systèmes d’enseignement supérieur",
    holder="Titulaire",
    name="Nom",
    birth="Date de naissance",
    not_kept="non conservée par le campus",
    diploma="Numéro du diplôme",
    title="Intitulé",
    summary="Domaine",
    awarded_by="Délivré conjointement par",
    taught_by="Enseigné par",
    the_same="les mêmes établissements",
    languages="Langues d’enseignement",
    french_and_english="français et anglais",
    level="Niveau",
    level_said="diplôme d’établissement de formation continue\u202f; aucun niveau du cadre "
    "européen des certifications n’est revendiqué",
    length="Durée et charge",
    load="{hours}\u00a0heures, {ects}\u00a0crédits ECTS, {quebec}\u00a0crédits universitaires "
    "québécois",
    admission="Accès",
    admission_said="sur dossier, aux professionnels du soin, de la recherche et de la technique",
    mode="Organisation",
    mode_said="à distance, à temps partiel, sur une année universitaire",
    hours_proven="Heures attestées",
    total="Note finale",
    honours="Mention",
    no_honours="sans mention",
    further_study="Poursuite d’études",
    no_right="n’ouvre par lui-même aucun droit d’inscription",
    profession="Statut professionnel",
    no_profession="n’ouvre l’accès à aucune profession réglementée",
    verify="Vérifier ce diplôme",
    decided="Décision du jury",
    signed="a signé le diplôme le",
    unsigned="Ce document décrit le diplôme et n’est pas signé\u202f: le diplôme l’est, et "
    "l’adresse ci-dessus dit s’il est toujours valable.",
    component="Épreuve",
    mark="Note",
    weight="Poids",
    module="Module",
    modules="Programme suivi",
    hours="Heures",
    results="Résultats",
    outcome="Bilan",
    scale="Notation",
    scale_said="Notes de 0 à {scale}\u202f; le diplôme s’obtient à partir de {least}.",
    from_="à partir de",
    points_of_the_jury="dont points accordés par le jury (rachat)",
    ects="Crédits ECTS",
    quebec="Crédits universitaires québécois",
    specimen="Spécimen, sans lien avec les établissements nommés",
)
_ENGLISH = Words(
    supplement="Diploma supplement",
    supplement_lead="After the model of the European Commission, the Council of Europe and "
    "UNESCO. Holder:",
    transcript="Transcript of results",
    transcript_lead="Results as the jury decided. Holder:",
    s1="1. Holder",
    s2="2. Qualification",
    s3="3. Level",
    s4="4. Contents and results",
    s5="5. Function",
    s6="6. Additional information",
    s7="7. Certification",
    s8="8. Higher education systems",
    holder="Holder",
    name="Name",
    birth="Date of birth",
    not_kept="not kept by the campus",
    diploma="Number of the diploma",
    title="Title",
    summary="Field",
    awarded_by="Awarded jointly by",
    taught_by="Taught by",
    the_same="the same institutions",
    languages="Languages of instruction",
    french_and_english="French and English",
    level="Level",
    level_said="an institutional diploma of continuing education; no level of the European "
    "Qualifications Framework is claimed",
    length="Length and workload",
    load="{hours} hours, {ects} ECTS credits, {quebec} Québec university credits",
    admission="Access",
    admission_said="by application, for professionals of care, research and technology",
    mode="Mode of study",
    mode_said="online, part time, over one academic year",
    hours_proven="Hours proven",
    total="Final mark",
    honours="Honours",
    no_honours="without honours",
    further_study="Further study",
    no_right="gives by itself no right of enrolment",
    profession="Professional status",
    no_profession="gives access to no regulated profession",
    verify="Verify this diploma",
    decided="Decision of the jury",
    signed="signed the diploma on",
    unsigned="This document describes the diploma and is not signed: the diploma is, and the "
    "address above says whether it still stands.",
    component="Component",
    mark="Mark",
    weight="Weight",
    module="Module",
    modules="Programme followed",
    hours="Hours",
    results="Results",
    outcome="Outcome",
    scale="Marking",
    scale_said="Marks from 0 to {scale}; the diploma is earned from {least}.",
    from_="from",
    points_of_the_jury="of which points granted by the jury (rachat)",
    ects="ECTS credits",
    quebec="Québec university credits",
    specimen="Specimen, unrelated to the institutions named",
)

COUNTRIES = {
    "FR": {
        "fr": "France. L’enseignement supérieur y est organisé en trois grades, licence (180 "
        "ECTS), master (300 ECTS) et doctorat. Les universités délivrent aussi, sous leur "
        "responsabilité, des diplômes d’université et des diplômes interuniversitaires, souvent "
        "de formation continue, qui ne confèrent pas de grade.",
        "en": "France. Higher education leads to three degrees: licence (180 ECTS), master (300 "
        "ECTS) and doctorate. Universities also award, under their own authority, university and "
        "joint university diplomas, often in continuing education, which confer no degree.",
    },
    "CA": {
        "fr": "Québec (Canada). Après le collège, l’université délivre le baccalauréat "
        "(90 crédits), la maîtrise (45 crédits) et le doctorat, ainsi que des certificats et des "
        "programmes courts. Un crédit correspond à 45 heures de travail. L’éducation relève de la "
        "province.",
        "en": "Québec (Canada). After college, universities award the bachelor’s (90 credits), "
        "the master’s (45 credits) and the doctorate, with certificates and short programmes. A "
        "credit stands for 45 hours of work. Education is a matter for the province.",
    },
}
