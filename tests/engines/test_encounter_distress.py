"""A learner's own distress pauses the encounter; a clinical question about death does not."""

from passerelle.engines.encounter import HELP_LINES, is_own_distress, pause_words

THEIR_OWN = """
je veux mourir
Je veux juste mourir.
J’en peux plus, je pense à en finir
Je n’en peux plus.
j'en peux plus de vivre
j’ai envie de mourir
J'ai vraiment envie de me tuer ce soir
Je vais me tuer
je vais me suicider
J’ai des idées suicidaires depuis des semaines
J'ai des idées noires, tout le temps
je suis suicidaire
Je me sens suicidaire, moi aussi
Je pense au suicide
je pense souvent à mourir
Je pense à mettre fin à mes jours
Moi aussi, docteur, je pense à la mort tous les jours
je voudrais être mort
je voudrais ne plus me réveiller
J'aimerais mieux être morte
J'aurais préféré ne jamais naître
Je veux disparaître
Je ne veux plus vivre
je veux pu vivre
j’veux mourir
jveux mourir
j'veux mourrir
chu tanné de vivre
Chus plus capable de vivre
chu pu capable
M'as me tuer à soir
Je suis fatiguée de vivre
J'en ai marre de vivre
Ma vie n'a plus de sens
La vie ne vaut plus la peine
À quoi bon vivre ?
Tout le monde serait mieux sans moi
Je suis un fardeau pour ma famille
Je me scarifie
je me coupe les bras pour oublier
Je me fais du mal
J'ai essayé de me suicider hier
J'ai fait une tentative de suicide
j'ai avalé tous mes cachets
J'ai pris toutes mes pilules
J’ai écrit ma lettre d’adieu
Je mérite de mourir
Si je mourais, personne ne le verrait
Je suis au bout du rouleau
Avez-vous mal ? Moi, je veux mourir.
Ça me fait penser à moi : j'ai plus envie de vivre
Bonjour. Excusez-moi, j'arrête, je pense à me tuer.
Je vais passer à l'acte
I want to die
i wanna die
I just want to die.
I want to kill myself
I'm going to kill myself tonight
im gonna kill myself
i want to kms
I am suicidal
I feel suicidal
I've been having suicidal thoughts
I have thoughts of killing myself
I keep thinking about suicide
I think about killing myself every day
I'm thinking of ending it all
I want to end my life
I want to end it all
I wish I was dead
I wish I were dead
I wish I had never been born
I don't want to live anymore
i dont want to be here anymore
I can't go on
I can't take it anymore
I can’t do this any more
I can't keep living like this
I'd be better off dead
Everyone would be better off without me
Nobody would notice if I died
I have nothing to live for
There is no point in living anymore
My life is not worth living
I'm tired of living
I'm so tired of being alive
I tried to kill myself last week
I attempted suicide in March
I've been cutting myself
I cut myself again
I took all my pills
I've taken an overdose
I have written a suicide note
I deserve to die
I want to disappear
I wish I could fall asleep and never wake up
Do you know what, I want to die
Where does it hurt? Sorry, I want to hurt myself.
""".strip().splitlines()

NOT_THEIRS = """
Avez-vous déjà pensé à mourir ?
Vous voulez mourir ?
Voulez-vous mourir ?
Your husband wants to die?
Pensez-vous « je veux mourir » ?
Pensez-vous parfois : je veux mourir ?
Vous arrive-t-il de vous dire que vous voulez mourir ?
Vous arrive-t-il de vous dire : je veux mourir ?
Avez-vous des idées suicidaires ?
Avez-vous des idées noires ?
Avez-vous pensé au suicide ?
Pensez-vous au suicide ?
Avez-vous un scénario ?
Avez-vous déjà fait une tentative de suicide ?
Vous êtes-vous déjà fait du mal ?
Vous vous scarifiez ?
Est-ce que vous pensez à en finir ?
Avez-vous déjà pensé à mettre fin à vos jours ?
Votre mari dit qu’il veut mourir ?
Votre mère a dit « je veux mourir » ?
Votre fille vous a dit qu'elle voulait mourir ?
Le patient dit : je veux mourir. Que répondez-vous ?
Vous m’avez dit « j’ai envie de mourir », pouvez-vous m’en dire plus ?
Vous me dites que vous n'en pouvez plus.
Vous disiez que je veux mourir de vieillesse, c'est cela ?
Quand vous dites je veux mourir, qu’entendez-vous ?
Je meurs de faim
je meurs de soif, on fait une pause ?
Je suis mort de rire
Je suis morte de fatigue
Je vais mourir de honte
Je ne veux pas mourir idiot
Je ne veux pas que vous mouriez
Je veux savoir si vous pensez à mourir
Je voudrais savoir si vous avez envie de mourir
Je veux faire disparaître votre douleur
Je pense à une pneumonie
Je pense à la mort de votre père, cela a dû être dur
Je voudrais en finir avec ce questionnaire
Je vais en finir avec l'examen
J'ai envie de vous aider
Je me tue à vous le dire
Je vais vous examiner
Je vais sauter une étape
J'ai peur que vous vouliez mourir
Je comprends que vous vouliez disparaître
Voulez-vous vivre ?
Votre père est mort de quoi ?
Qui est mort dans la famille ?
Avez-vous eu envie de vous tuer ?
Prenez-vous tous vos cachets ?
Avez-vous avalé tous vos cachets ?
Je n'ai pas d'idées suicidaires, je vous demande pour vous
Have you ever thought about dying?
Do you want to die?
Are you suicidal?
Do you ever think “I want to die”?
Do you ever think I want to die?
Do you feel like you want to die?
Have you been having suicidal thoughts?
Have you ever tried to kill yourself?
Do you think about hurting yourself?
Have you ever said I want to kill myself?
Did your wife say "I want to die"?
Your son said I want to kill myself, is that right?
Your mother keeps saying I want to die?
When you say I want to die, what do you mean?
You told me I want to end it all, tell me more
He told you he wants to die?
I could kill for a coffee
This case is killing me
This headache is killing me
I'm dying of hunger
I'm dying to know
I nearly died laughing
I could have killed myself for forgetting to ask
I don't want to die of boredom
I don't want you to die
I want to know if you want to die
I want to talk about dying with you
I am thinking of pneumonia
I'm going to kill the pain
I want to end this consultation
I can't go on holiday
I can't hear you
I want to help you live
I am tired of waiting
Is there any reason to live for you?
Did anyone in your family die?
Do you have anything to live for?
Do you have a plan to end your life?
Has anyone taken an overdose at home?
Did you cut yourself?
Are you tired of living?
I was worried you might hurt yourself
What would make life worth living?
""".strip().splitlines()


def test_ones_own_distress_pauses():
    assert [each for each in THEIR_OWN if not is_own_distress(each)] == []


def test_a_question_a_report_or_an_idiom_does_not_pause():
    assert [each for each in NOT_THEIRS if is_own_distress(each)] == []


def test_distress_at_the_end_of_a_very_long_message_is_seen():
    assert is_own_distress("Avez-vous mal au ventre ? " * 380 + "Je veux mourir.")


def test_the_pause_names_the_lines_of_both_countries():
    numbers = [line.number for line in HELP_LINES.values()]

    assert numbers == ["3114", "9-8-8"]
    assert all(n in pause_words("fr") and n in pause_words("en") for n in numbers)
