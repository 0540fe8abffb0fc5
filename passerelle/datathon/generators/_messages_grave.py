"""Messages that cannot wait: somebody must answer now, or today."""

from __future__ import annotations

from ._message_words import NEW, SEEN, Phrase

NOW: tuple[Phrase, ...] = (
    (
        SEEN,
        "Ça me serre dans la poitrine depuis une demi-heure, même au repos.",
        "My chest has felt tight for half an hour, even at rest.",
    ),
    (
        SEEN,
        "J'ai un poids sur la poitrine et le bras gauche engourdi, en ce moment.",
        "There is a weight on my chest and my left arm is numb, right now.",
    ),
    (
        SEEN,
        "Je n'arrive plus à finir mes phrases tellement je manque d'air.",
        "I cannot finish a sentence, I am so short of air.",
    ),
    (
        SEEN,
        "Un mal de tête venu d'un seul coup, en une seconde, le pire de ma vie.",
        "A headache that came all at once, in one second, the worst of my life.",
    ),
    (
        SEEN,
        "Ma bouche est de travers depuis dix minutes et je parle mal.",
        "My mouth has been crooked for ten minutes and my speech is slurred.",
    ),
    (
        SEEN,
        "Mon bras droit ne m'obéit plus depuis midi.",
        "My right arm has not obeyed me since noon.",
    ),
    (
        SEEN,
        "Mon sucre est à 0,45, je tremble et je n'arrive pas à avaler.",
        "My sugar is 2.5, I am shaking and I cannot swallow.",
    ),
    (
        SEEN,
        "Je saigne du nez depuis quarante minutes sous anticoagulant, malgré la compression.",
        "My nose has bled for forty minutes on a blood thinner, in spite of pressing.",
    ),
    (
        SEEN,
        "Ma langue gonfle depuis l'antibiotique et j'ai du mal à avaler.",
        "My tongue is swelling since the antibiotic and swallowing is hard.",
    ),
    (
        SEEN,
        "Enceinte de huit mois, je perds beaucoup de sang rouge.",
        "Eight months pregnant, I am losing a lot of red blood.",
    ),
    (
        SEEN,
        "Mon bébé de cinq semaines a 38,9 et ne tète plus.",
        "My five-week-old baby has 38.9 and no longer feeds.",
    ),
    (SEEN, "Je vomis du sang depuis ce matin.", "I have been vomiting blood since this morning."),
    (
        SEEN,
        "Un rideau noir est tombé sur mon œil gauche il y a une heure.",
        "A black curtain fell over my left eye an hour ago.",
    ),
    (
        SEEN,
        "Je ne veux plus vivre et je ne suis pas en sécurité ce soir.",
        "I do not want to live and I am not safe tonight.",
    ),
    (
        NEW,
        "Un étau derrière le sternum, des sueurs froides, et cela ne cède pas.",
        "A vice behind the breastbone, cold sweats, and it does not let go.",
    ),
    (
        NEW,
        "Impossible de m'allonger, j'étouffe, mes lèvres sont bleues.",
        "Lying down is impossible, I am choking, my lips are blue.",
    ),
    (
        NEW,
        "Comme un coup de tonnerre dans le crâne tout à l'heure, et la nuque raide.",
        "Like a thunderclap inside my skull earlier, and a stiff neck.",
    ),
    (
        NEW,
        "Je ne trouve plus mes mots et ma main lâche les objets depuis une heure.",
        "I am losing my words and my hand has been dropping things for an hour.",
    ),
    (
        NEW,
        "Glycémie à 0,40 malgré le jus d'orange, tout devient flou.",
        "Glucose at 2.2 despite the orange juice, everything is going blurry.",
    ),
    (
        NEW,
        "Le visage enfle et la gorge se ferme, dix minutes après une piqûre de guêpe.",
        "My face is puffing up and my throat is closing, ten minutes after a wasp sting.",
    ),
    (
        NEW,
        "Selles noires comme du goudron, et je tombe dès que je me lève.",
        "Stools black as tar, and I fall as soon as I stand.",
    ),
    (
        NEW,
        "Je ne sens plus l'entrejambe et je n'urine plus, avec ce mal de dos.",
        "I have lost feeling in the groin and cannot pass water, with this back pain.",
    ),
    (
        NEW,
        "J'ai écrit mes adieux, je ne tiendrai pas la nuit.",
        "I have written my goodbyes, I will not last the night.",
    ),
    (
        NEW,
        "J'ai avalé par erreur dix comprimés pour le cœur.",
        "I swallowed ten heart tablets by mistake.",
    ),
)

TODAY: tuple[Phrase, ...] = (
    (
        SEEN,
        "Je prends ma bouffée de secours six fois par jour depuis hier et je siffle.",
        "I have used my rescue puffer six times a day since yesterday and I wheeze.",
    ),
    (
        SEEN,
        "Ma cicatrice est rouge, chaude, et il en sort du pus depuis hier.",
        "My scar is red and hot, and pus has come out since yesterday.",
    ),
    (
        SEEN,
        "Mon sucre reste au-dessus de 3 grammes depuis hier, avec une soif terrible.",
        "My sugar has stayed above 17 since yesterday, with a terrible thirst.",
    ),
    (
        SEEN,
        "Le laboratoire trouve un INR à 6, je ne saigne pas.",
        "The laboratory found an INR of 6, I am not bleeding.",
    ),
    (
        SEEN,
        "Des plaques rouges partout depuis le deuxième comprimé, je respire bien.",
        "Red patches everywhere since the second tablet, I breathe well.",
    ),
    (
        SEEN,
        "Enceinte de sept mois, je sens moins bouger le bébé depuis ce matin.",
        "Seven months pregnant, I feel the baby move less since this morning.",
    ),
    (
        SEEN,
        "Un mollet gonflé et douloureux depuis hier, après un long voyage.",
        "A swollen, painful calf since yesterday, after a long trip.",
    ),
    (
        SEEN,
        "Ça brûle en urinant, avec 38,8 et mal dans le dos.",
        "It burns when I pass water, with 38.8 and back pain.",
    ),
    (
        SEEN,
        "Je ne garde aucun liquide depuis hier, dix vomissements.",
        "I have kept no fluid down since yesterday, ten times sick.",
    ),
    (SEEN, "Il ne me reste plus d'insuline pour ce soir.", "I have no insulin left for tonight."),
    (
        SEEN,
        "Mon fils de quatre ans a mal à l'oreille et 39 depuis cette nuit.",
        "My son of four has earache and 39 since last night.",
    ),
    (
        SEEN,
        "J'ai pris deux fois mon traitement pour la tension ce matin, la tête me tourne.",
        "I took my blood pressure treatment twice this morning, my head spins.",
    ),
    (
        SEEN,
        "L'œil est très rouge et douloureux depuis hier, la lumière me gêne.",
        "My eye is very red and painful since yesterday, light bothers me.",
    ),
    (
        SEEN,
        "Je ne dors plus depuis cinq nuits et je pleure toute la journée.",
        "I have not slept for five nights and I cry all day.",
    ),
    (
        NEW,
        "Mon inhalateur bleu ne me soulage plus que deux heures.",
        "My blue inhaler only helps for two hours now.",
    ),
    (
        NEW,
        "Le pansement est trempé d'un liquide jaune qui sent mauvais.",
        "The dressing is soaked with a yellow fluid that smells.",
    ),
    (
        NEW,
        "Le laboratoire vient d'appeler : potassium à 5,9.",
        "The laboratory has just called: potassium at 5.9.",
    ),
    (
        NEW,
        "Ma jambe droite a doublé de volume au retour de l'avion.",
        "My right leg has doubled in size after the flight.",
    ),
    (
        NEW,
        "Frissons, brûlures et douleur au flanc cette nuit.",
        "Shivers, burning and flank pain last night.",
    ),
    (
        NEW,
        "Mon dernier comprimé contre l'épilepsie est pour ce soir.",
        "My last epilepsy tablet is for tonight.",
    ),
    (
        NEW,
        "Le petit refuse le biberon et n'a mouillé qu'une couche.",
        "The little one refuses the bottle and has wet only one nappy.",
    ),
    (
        NEW,
        "Une chute sur la tête hier, sous anticoagulant, sans perte de connaissance.",
        "A knock on the head yesterday, on a blood thinner, without passing out.",
    ),
    (
        NEW,
        "Les lentilles retirées, l'œil pleure et me fait mal.",
        "Lenses out, the eye waters and hurts.",
    ),
    (
        NEW,
        "J'ai des crises d'angoisse toutes les heures, je n'arrive plus à travailler.",
        "I have panic attacks every hour, I can no longer work.",
    ),
)
