import django.db.models.deletion
import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campus', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('programme', '0001_initial'),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='PresentationDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.activity')),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('zone', models.CharField(help_text='Whose clock the plan is written on.', max_length=40)),
                        ('presentation_minutes', models.PositiveSmallIntegerField()),
                        ('questions_minutes', models.PositiveSmallIntegerField()),
                        ('changeover_minutes', models.PositiveSmallIntegerField()),
                        ('seed', models.CharField(blank=True, help_text='Empty when order was chosen.', max_length=80)),
                        ('planned_at', models.DateTimeField()),
                        ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('published_at', models.DateTimeField(null=True)),
                        ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('starts_at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('edition',), name='one_presentation_day_per_edition'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_presentation_day_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('presentation_minutes__gte', 1)), name='a_team_has_time_to_present')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Room',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rooms', to='jury.presentationday')),
                        ('panel', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='room', to='campus.panel')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=80)),
                        ('link', models.URLField(blank=True)),
                    ],
                    options={
                        'ordering': ('number',),
                        'constraints': [models.UniqueConstraint(fields=('day', 'number'), name='one_room_per_day_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='DayPause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='jury.presentationday')),
                        ('kind', models.CharField(choices=[('opening', 'Opening'), ('break', 'Break')], max_length=20)),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('starts_at', 'id'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_pause_ends_after_it_starts'), models.UniqueConstraint(fields=('day', 'starts_at'), name='one_pause_per_day_and_start')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Passage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='jury.presentationday')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.team')),
                        ('place', models.PositiveSmallIntegerField(help_text='In the order drawn or chosen.')),
                        ('remote', models.BooleanField(default=False, help_text='Whether some of the team connect.')),
                        ('room', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passages', to='jury.room')),
                        ('starts_at', models.DateTimeField(null=True)),
                        ('obstacle', models.CharField(blank=True, max_length=20)),
                        ('obstacle_zones', models.CharField(blank=True, max_length=200)),
                        ('moved', models.PositiveSmallIntegerField(default=0, help_text='How often it was moved.')),
                        ('started_at', models.DateTimeField(null=True)),
                        ('started_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('questions_at', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('starts_at', 'room', 'place'),
                        'constraints': [models.UniqueConstraint(fields=('day', 'team'), name='one_passage_per_day_and_team'), models.UniqueConstraint(fields=('room', 'starts_at'), name='one_passage_per_room_and_start'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('started_at__isnull', False)), fields=('room',), name='one_team_at_a_time_in_a_room'), models.CheckConstraint(condition=models.Q(models.Q(('room', None), ('starts_at', None)), models.Q(('room__isnull', False), ('starts_at__isnull', False)), _connector='OR'), name='a_passage_has_a_room_and_an_hour_or_neither'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('questions_at', None), ('started_at', None)), models.Q(('room__isnull', False), ('started_at__isnull', False)), _connector='OR'), name='a_passage_ends_once_it_has_started')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Deliberation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(choices=[('ordinary', 'Ordinary session'), ('resits', 'Resit session'), ('appeal', 'After an appeal')], default='ordinary', max_length=20)),
                        ('opened_at', models.DateTimeField()),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('quorum', models.PositiveSmallIntegerField()),
                        ('least_institutions', models.PositiveSmallIntegerField()),
                        ('ballot', models.CharField(choices=[('named', 'named'), ('secret', 'secret')], max_length=10)),
                        ('regulations', models.JSONField(help_text='As the programme had them when it opened.')),
                        ('agenda', models.JSONField(default=list, help_text='Its cases, by need (queries/cases.py).')),
                        ('frozen_at', models.DateTimeField(null=True)),
                        ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('supersedes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.deliberation')),
                    ],
                    options={
                        'ordering': ('edition_id', '-version'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'version'), name='one_deliberation_per_edition_and_version'), models.UniqueConstraint(condition=models.Q(('frozen_at', None)), fields=('edition',), name='one_open_deliberation_per_edition'), models.CheckConstraint(condition=models.Q(('frozen_at', None), ('frozen_by__isnull', False), _connector='OR'), name='a_frozen_deliberation_says_who_froze_it'), models.CheckConstraint(condition=models.Q(('quorum__gte', 1)), name='a_deliberation_has_a_quorum_of_at_least_one')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Member',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='jury.deliberation')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('institution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('chair', models.BooleanField(default=False)),
                        ('present_from', models.DateTimeField(null=True)),
                        ('left_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('-chair', 'person__sort_name', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('deliberation', 'person'), name='one_seat_per_deliberation_and_person'), models.UniqueConstraint(condition=models.Q(('chair', True)), fields=('deliberation',), name='one_chair_per_deliberation'), models.CheckConstraint(condition=models.Q(('left_at', None), ('present_from__isnull', False), _connector='OR'), name='who_leaves_was_present')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Recusal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='jury.member')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.enrolment')),
                        ('reason', models.CharField(max_length=500)),
                        ('declared_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('declared_at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('member', 'enrolment'), name='one_recusal_per_member_and_learner')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Motion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='motions', to='jury.deliberation')),
                        ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.enrolment')),
                        ('kind', models.CharField(choices=[('adopt', 'Adopt what the rule proposes'), ('award', 'Award the diploma'), ('not_award', 'Do not award the diploma'), ('resit', 'Resit, with conditions'), ('adjourn', 'Adjourn'), ('rachat', 'Rachat: give points'), ('compensation', 'Compensate'), ('honours', 'Honours')], max_length=20)),
                        ('outcome', models.CharField(blank=True, choices=[('awarded', 'Diploma awarded'), ('not_awarded', 'Diploma not awarded'), ('resit', 'Resit'), ('adjourned', 'Adjourned')], max_length=20)),
                        ('points', models.DecimalField(decimal_places=3, max_digits=6, null=True)),
                        ('component', models.CharField(blank=True, help_text='Empty: to the total.', max_length=60)),
                        ('reason', models.TextField(blank=True)),
                        ('conditions', models.JSONField(help_text='{components: […], before: date}', null=True)),
                        ('moved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.member')),
                        ('moved_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('carried', models.BooleanField(null=True)),
                        ('tie', models.BooleanField(default=False, help_text="Decided by the chair's casting vote.")),
                        ('withdrawn', models.BooleanField(default=False, help_text='By its mover, before any vote.')),
                        ('foreseen', models.DecimalField(decimal_places=4, help_text='The total with the points it gives.', max_digits=9, null=True)),
                        ('foreseen_honours', passerelle.foundation.translated.TranslatedField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                        ('together', models.ManyToManyField(related_name='+', to='campus.enrolment')),
                    ],
                    options={
                        'ordering': ('moved_at', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('deliberation', 'enrolment'), name='one_open_motion_per_learner'), models.UniqueConstraint(condition=models.Q(('closed_at', None), ('enrolment', None)), fields=('deliberation',), name='one_open_motion_about_several'), models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), ('carried__isnull', False), _connector='XOR'), name='a_closed_motion_was_carried_or_fell'), models.CheckConstraint(condition=models.Q(('withdrawn', False), ('carried', False), _connector='OR'), name='a_withdrawn_motion_is_not_carried'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'rachat'), _negated=True), models.Q(('points__gt', 0), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='a_rachat_has_points_and_a_reason')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Voting',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votings', to='jury.motion')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.member')),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('motion', 'member'), name='one_vote_per_motion_and_member')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Ballot',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                        ('motion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ballots', to='jury.motion')),
                        ('choice', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstain', 'Abstention')], max_length=10)),
                        ('secret', models.BooleanField()),
                        ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.member')),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('secret', True), ('member__isnull', False), _connector='XOR'), name='a_secret_ballot_names_nobody'), models.UniqueConstraint(fields=('motion', 'member'), name='one_named_ballot_per_motion_and_member')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ProceedingsLine',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deliberation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proceedings', to='jury.deliberation')),
                        ('position', models.PositiveIntegerField()),
                        ('at', models.DateTimeField()),
                        ('verb', models.CharField(max_length=40)),
                        ('content', models.JSONField()),
                        ('previous_digest', models.CharField(max_length=64)),
                        ('digest', models.CharField(max_length=64)),
                    ],
                    options={
                        'ordering': ('deliberation_id', 'position'),
                        'constraints': [models.UniqueConstraint(fields=('deliberation', 'position'), name='one_proceedings_line_per_position')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.enrolment')),
                        ('version', models.PositiveSmallIntegerField()),
                        ('outcome', models.CharField(choices=[('awarded', 'Diploma awarded'), ('not_awarded', 'Diploma not awarded'), ('resit', 'Resit'), ('adjourned', 'Adjourned')], max_length=20)),
                        ('total', models.DecimalField(decimal_places=4, max_digits=8, null=True)),
                        ('honours', passerelle.foundation.translated.TranslatedField(null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('proposal', models.JSONField()),
                        ('proposal_version', models.PositiveSmallIntegerField(default=1)),
                        ('decided_at', models.DateTimeField()),
                        ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('form_key', models.UUIDField(unique=True)),
                        ('deliberation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='jury.deliberation')),
                        ('motion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.motion')),
                        ('conditions', models.JSONField(help_text='Of a resit: {components: […], before: …}', null=True)),
                        ('rachat_points', models.DecimalField(decimal_places=3, max_digits=6, null=True)),
                    ],
                    options={
                        'ordering': ('enrolment_id', '-version'),
                        'constraints': [models.UniqueConstraint(fields=('enrolment', 'version'), name='one_decision_per_learner_and_version'), models.CheckConstraint(condition=models.Q(('motion', None), ('deliberation__isnull', False), _connector='OR'), name='a_decision_by_motion_has_its_deliberation')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Minutes',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('deliberation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='jury.deliberation')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('content', models.JSONField()),
                        ('lines', models.JSONField(help_text='The digest of each line, as drawn up.')),
                        ('content_version', models.PositiveSmallIntegerField(default=1)),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('chain_digest', models.CharField(help_text='Of the last line of the journal.', max_length=64)),
                        ('drawn_up_at', models.DateTimeField()),
                        ('drawn_up_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'minutes',
                        'ordering': ('edition_id', '-number'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='one_minutes_per_edition_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='MinutesSignature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='jury.minutes')),
                        ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.member')),
                        ('rank', models.PositiveSmallIntegerField(help_text='Of this answer: each covers the last.')),
                        ('seat', models.PositiveSmallIntegerField(help_text='Their line among the members.')),
                        ('signed_at', models.DateTimeField()),
                        ('method', models.CharField(choices=[('passkey', 'passkey'), ('code', 'code sent by e-mail'), ('played', 'signature of a rehearsal')], max_length=10)),
                        ('evidence', models.JSONField(default=dict, help_text='What a passkey signed; see proofs.py.')),
                        ('refusal', models.TextField(blank=True)),
                        ('digest', models.CharField(max_length=64)),
                    ],
                    options={
                        'ordering': ('minutes_id', 'rank'),
                        'constraints': [models.UniqueConstraint(fields=('minutes', 'member'), name='one_answer_per_member_and_minutes'), models.UniqueConstraint(fields=('minutes', 'rank'), name='one_answer_per_rank_of_minutes'), models.CheckConstraint(condition=models.Q(models.Q(('method', 'passkey'), _negated=True), models.Q(('evidence', {}), _negated=True), _connector='OR'), name='a_signature_by_passkey_keeps_its_evidence')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appeal', to='jury.decision')),
                        ('grounds', models.TextField(max_length=4000)),
                        ('filed_at', models.DateTimeField()),
                        ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('filed_at', 'id'),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='AppealRuling',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('appeal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ruling', to='jury.appeal')),
                        ('admitted', models.BooleanField()),
                        ('reason', models.TextField(max_length=4000)),
                        ('ruled_at', models.DateTimeField()),
                        ('ruled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_ruling_on_an_appeal_has_its_reason')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='jury.presentationday')),
                        ('juror', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.juror')),
                        ('attendance', models.CharField(blank=True, choices=[('on_site', 'On site'), ('remote', 'Remote'), ('absent', 'Absent')], max_length=10)),
                        ('marked_at', models.DateTimeField(null=True)),
                        ('marked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('sheet_opened_at', models.DateTimeField(help_text='The first, while the day ran.', null=True)),
                    ],
                    options={
                        'ordering': ('day_id', 'juror_id'),
                        'constraints': [models.UniqueConstraint(fields=('day', 'juror'), name='one_presence_per_day_and_juror'), models.CheckConstraint(condition=models.Q(models.Q(('attendance', ''), ('marked_at', None), ('marked_by', None)), models.Q(models.Q(('attendance', ''), _negated=True), ('marked_at__isnull', False), ('marked_by__isnull', False)), _connector='OR'), name='a_presence_marked_says_when_and_by_whom')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='AngoffRound',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.activity')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('content', models.JSONField(default=dict, help_text='Digests of the files of the quiz.')),
                        ('opened_at', models.DateTimeField()),
                        ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('activity', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='one_angoff_round_per_activity_and_number'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('activity',), name='one_open_angoff_round_per_activity'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 2)), name='a_quiz_has_two_angoff_rounds_at_most')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='AngoffJudge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judges', to='jury.angoffround')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('invited_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('person__sort_name', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('standard', 'person'), name='one_angoff_judge_per_round_and_person')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='AngoffEstimate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('judge', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='estimates', to='jury.angoffjudge')),
                        ('question', models.CharField(help_text='Its key, as in attempts.', max_length=120)),
                        ('percent', models.PositiveSmallIntegerField()),
                        ('given_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('judge', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('judge', 'question'), name='one_estimate_per_judge_and_question'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='an_estimate_is_a_percentage')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
