import django.db.models.deletion
import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('programme', '0001_initial'),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Activity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.module')),
                        ('slug', models.SlugField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(max_length=30)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('minutes', models.PositiveIntegerField()),
                        ('opens_at', models.DateTimeField()),
                        ('due_at', models.DateTimeField()),
                        ('component', models.CharField(blank=True, max_length=60)),
                        ('by_team', models.BooleanField(default=False)),
                        ('settings', models.JSONField(default=dict)),
                        ('settings_version', models.PositiveSmallIntegerField(default=1)),
                        ('content', models.JSONField(default=dict)),
                        ('retired_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'verbose_name_plural': 'activities',
                        'ordering': ('module__position', 'position'),
                        'constraints': [models.UniqueConstraint(fields=('module', 'slug'), name='one_activity_per_module_slug')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ActivityText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='campus.activity')),
                        ('language', models.CharField(max_length=2)),
                        ('html', models.TextField()),
                        ('words', models.PositiveIntegerField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('activity', 'language'), name='one_text_per_activity_and_language')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='RubricText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('slug', models.SlugField()),
                        ('digest', models.CharField(max_length=64)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('written', models.JSONField()),
                        ('written_version', models.PositiveSmallIntegerField(default=1)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug', 'digest'), name='one_rubric_per_edition_slug_and_digest')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Enrolment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('role', models.CharField(choices=[('learner', 'learner'), ('guest', 'datathon guest'), ('expert', 'expert'), ('module_lead', 'module lead'), ('coordinator', 'coordinator'), ('juror', 'juror'), ('registrar', 'registrar')], max_length=20)),
                        ('institution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('profession', models.CharField(blank=True, max_length=120)),
                        ('enrolled_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('person__sort_name', 'id'),
                        'indexes': [models.Index(fields=['edition', 'role'], name='enrolments_by_role')],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'person', 'role'), name='one_enrolment_per_edition_person_and_role')],
                    },
                ),
                migrations.CreateModel(
                    name='Withdrawal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='campus.enrolment')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reason', models.CharField(max_length=500)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Team',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('name', models.CharField(max_length=100)),
                    ],
                    options={
                        'ordering': ('number',),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='one_team_per_edition_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='TeamMember',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='campus.team')),
                        ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='membership', to='campus.enrolment')),
                        ('since', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Attempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='campus.activity')),
                        ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='campus.enrolment')),
                        ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attempts', to='campus.team')),
                        ('number', models.PositiveSmallIntegerField(default=1)),
                        ('started_at', models.DateTimeField()),
                        ('submitted_at', models.DateTimeField(null=True)),
                        ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('content', models.JSONField(default=dict)),
                        ('text', models.TextField(blank=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('activity_id', 'number', 'id'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('enrolment__isnull', True), ('team__isnull', True), _connector='XOR'), name='an_attempt_is_of_a_person_or_of_a_team'), models.UniqueConstraint(fields=('activity', 'enrolment', 'number'), name='one_attempt_per_activity_person_and_number'), models.UniqueConstraint(fields=('activity', 'team', 'number'), name='one_attempt_per_activity_team_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Answer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='campus.attempt')),
                        ('question', models.CharField(max_length=60)),
                        ('response', models.JSONField()),
                        ('points', models.DecimalField(decimal_places=4, max_digits=6, null=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'question'), name='one_answer_per_attempt_and_question')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PaperFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='campus.attempt')),
                        ('file', models.FileField(upload_to='papers/%Y/%m/')),
                        ('name', models.CharField(max_length=200)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('added_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Result',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='result', to='campus.attempt')),
                        ('points', models.DecimalField(decimal_places=4, max_digits=8)),
                        ('maximum', models.DecimalField(decimal_places=4, max_digits=8)),
                        ('source', models.CharField(choices=[('quiz', 'automatic, from the answers'), ('sheets', 'marked on the rubric'), ('played', 'automatic, from what was done')], max_length=20)),
                        ('recorded_at', models.DateTimeField()),
                        ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('points__gte', 0), ('points__lte', models.F('maximum'))), name='points_lie_between_zero_and_the_maximum')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Mentor',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('field', models.CharField(max_length=120)),
                        ('since', models.DateTimeField()),
                        ('left_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('person__sort_name', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'person'), name='one_mentor_per_edition_and_person')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='HelpRequest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='help_requests', to='campus.team')),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('subject', models.CharField(max_length=120)),
                        ('text', models.TextField()),
                        ('asked_at', models.DateTimeField()),
                        ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('taken_at', models.DateTimeField(null=True)),
                        ('answered_at', models.DateTimeField(null=True)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('asked_at', 'id'),
                        'indexes': [models.Index(fields=['edition', 'closed_at'], name='help_requests_open')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='a_request_is_taken_by_someone_at_some_time')],
                    },
                ),
                migrations.CreateModel(
                    name='Panel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='panels', to='campus.activity')),
                        ('name', models.CharField(max_length=100)),
                        ('jurors_per_work', models.PositiveSmallIntegerField()),
                        ('blind', models.BooleanField(default=True, help_text='Jurors do not read whose work it is.')),
                        ('quorum', models.PositiveSmallIntegerField(default=1, help_text='Jurors who must hear a work, the recused left out.')),
                        ('least_institutions', models.PositiveSmallIntegerField(default=1)),
                        ('least_outside', models.PositiveSmallIntegerField(default=0, help_text="Jurors from outside the institutions of the work's authors.")),
                        ('needs_chair', models.BooleanField(default=False)),
                        ('opened_at', models.DateTimeField()),
                        ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('closed_at', models.DateTimeField(null=True)),
                        ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('opened_at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('activity', 'name'), name='one_panel_per_activity_and_name'), models.CheckConstraint(condition=models.Q(('jurors_per_work__gte', 1)), name='a_work_has_at_least_one_juror')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Juror',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('panel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jurors', to='campus.panel')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
                        ('institution', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('chair', models.BooleanField(default=False)),
                        ('since', models.DateTimeField()),
                        ('declared_at', models.DateTimeField(help_text='When they declared their conflicts.', null=True)),
                        ('left_at', models.DateTimeField(null=True)),
                        ('left_reason', models.CharField(blank=True, max_length=500)),
                    ],
                    options={
                        'ordering': ('-chair', 'person__sort_name', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('panel', 'person'), name='one_seat_per_panel_and_person'), models.UniqueConstraint(condition=models.Q(('chair', True), ('left_at', None)), fields=('panel',), name='one_chair_per_panel')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ConflictOfInterest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('juror', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='campus.juror')),
                        ('team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.team')),
                        ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.enrolment')),
                        ('reason', models.CharField(max_length=500)),
                        ('declared_at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'conflicts of interest',
                        'ordering': ('declared_at', 'id'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('enrolment__isnull', True), ('team__isnull', True), _connector='XOR'), name='a_conflict_is_with_a_team_or_with_a_person'), models.UniqueConstraint(fields=('juror', 'team'), name='one_conflict_per_juror_and_team'), models.UniqueConstraint(fields=('juror', 'enrolment'), name='one_conflict_per_juror_and_enrolment')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Sheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='campus.attempt')),
                        ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.rubrictext')),
                        ('panel', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='campus.panel')),
                        ('levels', models.JSONField(default=dict, help_text='Criterion id → level id.')),
                        ('remark', models.TextField(blank=True)),
                        ('version', models.PositiveIntegerField(default=0, help_text='How many times it was written.')),
                        ('assigned_at', models.DateTimeField()),
                        ('saved_at', models.DateTimeField(null=True)),
                        ('submitted_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('assigned_at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'rater'), name='one_sheet_per_attempt_and_rater')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='SheetWrite',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.UUIDField(help_text='Made by the device, before it knows whether it can send.')),
                        ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='writes', to='campus.sheet')),
                        ('base_version', models.PositiveIntegerField()),
                        ('version', models.PositiveIntegerField()),
                        ('levels', models.JSONField(default=dict, help_text='Criterion id → level id.')),
                        ('remark', models.TextField(blank=True)),
                        ('signs', models.BooleanField(default=False, help_text='Whether it also signed the sheet.')),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('sheet', 'version'),
                        'constraints': [models.UniqueConstraint(fields=('key',), name='one_write_per_key'), models.UniqueConstraint(fields=('sheet', 'version'), name='one_write_per_sheet_and_version'), models.CheckConstraint(condition=models.Q(('version__gt', models.F('base_version'))), name='a_write_moves_its_sheet_on')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='SettingAside',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='setting_aside', to='campus.sheet')),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('reason', models.CharField(max_length=500)),
                    ],
                    options={
                        'verbose_name_plural': 'settings aside',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='SecondOpinion',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='second_opinions', to='campus.attempt')),
                        ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.rubrictext')),
                        ('source', models.CharField(help_text='Which model, asked how.', max_length=120)),
                        ('levels', models.JSONField(default=dict, help_text='Criterion id → level id.')),
                        ('remark', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'rubric', 'source'), name='one_opinion_per_attempt_rubric_and_source')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Session',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.module')),
                        ('slug', models.SlugField()),
                        ('kind', models.CharField(choices=[('lecture', 'Lecture'), ('workshop', 'Workshop'), ('case', 'Case study'), ('conference', 'Conference'), ('datathon', 'Datathon'), ('presentation', 'Presentations')], max_length=20)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('starts_at', models.DateTimeField()),
                        ('ends_at', models.DateTimeField()),
                        ('written_start', models.DateTimeField(help_text='As the programme last said it.', null=True)),
                        ('planned_zone', models.CharField(max_length=40)),
                        ('room_url', models.URLField(blank=True)),
                        ('sequence', models.PositiveIntegerField(default=0, help_text='How often it was moved.')),
                        ('retired_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('starts_at', 'id'),
                        'indexes': [models.Index(fields=['edition', 'starts_at'], name='sessions_by_time')],
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug'), name='one_session_per_edition_slug'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_session_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='SessionExpert',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='experts', to='campus.session')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('session', 'person'), name='one_row_per_session_and_expert')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Attendance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='campus.session')),
                        ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='campus.enrolment')),
                        ('minutes', models.PositiveIntegerField()),
                        ('evidence', models.CharField(max_length=40)),
                        ('recorded_at', models.DateTimeField()),
                        ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('session', 'enrolment'), name='one_attendance_per_session_and_enrolment')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='TeamLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='campus.team')),
                        ('label', models.CharField(max_length=120)),
                        ('url', models.URLField(max_length=500)),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_at', models.DateTimeField()),
                        ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('removed_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='TeamFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='campus.team')),
                        ('file', models.FileField(upload_to='teams/%Y/%m/')),
                        ('name', models.CharField(max_length=200)),
                        ('size_bytes', models.PositiveIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('added_at', models.DateTimeField()),
                        ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('removed_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(db_index=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
            ],
        ),
    ]
