"""Messages that can wait: this week, or later."""

from __future__ import annotations

from ._message_words import NEW, SEEN, Phrase

WEEK: tuple[Phrase, ...] = (
    (
        SEEN,
        "J'ai une pointe sur le côté quand je me penche, depuis le jardinage de dimanche.",
        "I get a twinge in my side when I bend, since gardening on Sunday.",
    ),
    (
        SEEN,
        "Je m'essouffle un peu plus dans les escaliers que cet été.",
        "I am a little more short of breath on the stairs than last summer.",
    ),
    (
        SEEN,
        "Mes maux de tête reviennent deux fois par semaine depuis un mois.",
        "My headaches have come back twice a week for a month.",
    ),
    (
        SEEN,
        "J'ai des fourmis dans la main la nuit, ça passe en la secouant.",
        "I get pins and needles in my hand at night, shaking it helps.",
    ),
    (SEEN, "Ma cicatrice tire un peu quand je marche.", "My scar pulls a little when I walk."),
    (
        SEEN,
        "Mes glycémies du matin montent doucement depuis deux semaines.",
        "My morning sugars have crept up for two weeks.",
    ),
    (
        SEEN,
        "Des petits bleus sur les bras depuis le changement de dose.",
        "Small bruises on my arms since the change of dose.",
    ),
    (
        SEEN,
        "Des boutons sur les mains depuis que j'ai changé de lessive.",
        "Spots on my hands since I changed washing powder.",
    ),
    (
        SEEN,
        "Mes chevilles gonflent le soir depuis les chaleurs.",
        "My ankles swell in the evening since the hot weather.",
    ),
    (
        SEEN,
        "Je me lève trois fois la nuit pour uriner depuis un mois.",
        "I have got up three times a night to pass water for a month.",
    ),
    (
        SEEN,
        "Des brûlures d'estomac après les repas depuis trois semaines.",
        "Heartburn after meals for three weeks.",
    ),
    (
        SEEN,
        "Mon dos se bloque après le ménage, mais je marche.",
        "My back locks after housework, but I can walk.",
    ),
    (
        SEEN,
        "Le moral baisse depuis l'automne, je dors moins bien.",
        "My mood has been low since autumn, I sleep less well.",
    ),
    (SEEN, "Mon ordonnance se termine dans six jours.", "My prescription runs out in six days."),
    (
        NEW,
        "Une côte me fait mal quand on appuie, depuis que j'ai porté des cartons.",
        "One rib hurts when pressed, since I carried boxes.",
    ),
    (
        NEW,
        "La montée du marché me coûte plus qu'il y a deux mois.",
        "The hill to the market costs me more than two months ago.",
    ),
    (
        NEW,
        "La migraine m'a pris trois soirs ce mois-ci.",
        "Migraine had me three evenings this month.",
    ),
    (
        NEW,
        "Trois doigts s'engourdissent quand je tricote.",
        "Three fingers go to sleep when I knit.",
    ),
    (NEW, "Ce nouveau comprimé me donne la bouche sèche.", "This new tablet gives me a dry mouth."),
    (
        NEW,
        "Le genou grince et enfle après la randonnée.",
        "My knee creaks and swells after hiking.",
    ),
    (
        NEW,
        "Ma fille se gratte la tête depuis la rentrée.",
        "My daughter has scratched her head since school began.",
    ),
    (
        NEW,
        "Les yeux piquent devant l'écran en fin de journée.",
        "My eyes sting at the screen late in the day.",
    ),
    (
        NEW,
        "Mon appareil donne 15 de tension un jour sur deux.",
        "My monitor reads 150 every other day.",
    ),
    (
        NEW,
        "Un grain de beauté a un peu changé de bord depuis l'an dernier.",
        "A mole has changed its edge a little since last year.",
    ),
)

LATER: tuple[Phrase, ...] = (
    (
        SEEN,
        "Il me faudrait un certificat pour le judo de ma fille.",
        "I need a certificate for my daughter's judo.",
    ),
    (
        SEEN,
        "Je voudrais déplacer mon rendez-vous du mois prochain.",
        "I would like to move next month's appointment.",
    ),
    (
        SEEN,
        "Où puis-je lire mes résultats de cholestérol ?",
        "Where can I read my cholesterol results?",
    ),
    (
        SEEN,
        "Pouvez-vous changer mon adresse dans le dossier ?",
        "Can you change my address in the record?",
    ),
    (
        SEEN,
        "Quels vaccins pour un voyage à la fin de l'année ?",
        "Which vaccines for a trip at the end of the year?",
    ),
    (
        SEEN,
        "Je cherche le nom de la psychologue dont nous avons parlé.",
        "I am looking for the name of the psychologist we spoke of.",
    ),
    (
        SEEN,
        "Une nouvelle prescription de bandelettes pour le mois prochain, s'il vous plaît.",
        "A new prescription of test strips for next month, please.",
    ),
    (
        SEEN,
        "Pouvez-vous envoyer le compte rendu à mon assurance ?",
        "Can you send the report to my insurance?",
    ),
    (
        SEEN,
        "Le générique est-il le même que mon comprimé habituel ?",
        "Is the generic the same as my usual tablet?",
    ),
    (
        SEEN,
        "La date de ma prochaine prise de sang, s'il vous plaît.",
        "The date of my next blood test, please.",
    ),
    (
        SEEN,
        "Mes bas de contention sont usés, il m'en faut d'autres.",
        "My support stockings are worn out, I need others.",
    ),
    (
        SEEN,
        "Dois-je rapporter mon ancien inhalateur à la pharmacie ?",
        "Should I take my old inhaler back to the pharmacy?",
    ),
    (
        SEEN,
        "Je souhaite une copie de ma radio de l'an dernier.",
        "I would like a copy of last year's X-ray.",
    ),
    (
        SEEN,
        "Tout va bien depuis la consultation, je voulais vous remercier.",
        "All is well since the visit, I wanted to thank you.",
    ),
    (
        NEW,
        "Le formulaire de la mutuelle attend votre tampon.",
        "The insurer's form awaits your stamp.",
    ),
    (
        NEW,
        "Quand pourrai-je remettre ma cicatrice au soleil ?",
        "When may I put my scar in the sun again?",
    ),
    (
        NEW,
        "Le dentiste demande la liste de mes traitements.",
        "The dentist asks for my list of medicines.",
    ),
    (NEW, "Est-ce à jeun, le bilan de la rentrée ?", "Is it fasting, the check-up in the autumn?"),
    (
        NEW,
        "Mon employeur réclame l'arrêt de la semaine de mars.",
        "My employer wants the sick note for that week in March.",
    ),
    (
        NEW,
        "Recevez-vous aussi mon conjoint comme nouveau patient ?",
        "Do you also take my spouse as a new patient?",
    ),
    (
        NEW,
        "Le lien vers la vidéo d'exercices ne s'ouvre pas.",
        "The link to the exercise video does not open.",
    ),
    (NEW, "Faut-il poursuivre la vitamine D cet hiver ?", "Should vitamin D go on this winter?"),
    (
        NEW,
        "Ma carte a changé, la secrétaire doit la numériser.",
        "My card has changed, the desk should scan it.",
    ),
    (
        NEW,
        "L'opticien propose un fond d'œil, est-ce utile dans l'année ?",
        "The optician offers an eye check, is it useful this year?",
    ),
)
