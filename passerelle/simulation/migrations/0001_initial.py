import django.db.models.deletion
import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campus', '0001_initial'),
        ('people', '__first__'),
        ('programme', '0001_initial'),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Case',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('slug', models.SlugField()),
                        ('digest', models.CharField(max_length=64)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('files', models.JSONField()),
                        ('gate', models.JSONField(null=True)),
                        ('loaded_at', models.DateTimeField()),
                        ('retired_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('slug', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug', 'digest'), name='one_case_per_edition_slug_and_digest'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('edition', 'slug'), name='one_case_in_force_per_edition_and_slug')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='CritiqueItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('slug', models.SlugField()),
                        ('digest', models.CharField(max_length=64)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('written', models.JSONField()),
                        ('written_version', models.PositiveSmallIntegerField(default=1)),
                        ('loaded_at', models.DateTimeField()),
                        ('retired_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('slug', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug', 'digest'), name='one_item_per_edition_slug_and_digest'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('edition', 'slug'), name='one_item_in_force_per_edition_and_slug')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Critique',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.attempt')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='critiques', to='simulation.critiqueitem')),
                        ('place', models.PositiveSmallIntegerField()),
                        ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English')], max_length=2)),
                        ('choice_before', models.CharField(max_length=60)),
                        ('confidence_before', models.PositiveSmallIntegerField()),
                        ('committed_at', models.DateTimeField()),
                        ('marks', models.JSONField(default=list)),
                        ('marks_version', models.PositiveSmallIntegerField(default=1)),
                        ('verdict', models.CharField(blank=True, choices=[('accept', 'accept it as it is'), ('edit', 'correct it, then use it'), ('reject', 'reject it'), ('escalate', 'stop, and call someone')], max_length=20)),
                        ('choice_after', models.CharField(blank=True, max_length=60)),
                        ('confidence_after', models.PositiveSmallIntegerField(null=True)),
                        ('submitted_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('attempt_id', 'place'),
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'place'), name='one_critique_per_attempt_and_place'), models.UniqueConstraint(fields=('attempt', 'item'), name='one_critique_per_attempt_and_item'), models.CheckConstraint(condition=models.Q(('confidence_before__lte', 100), models.Q(('confidence_after', None), ('confidence_after__lte', 100), _connector='OR')), name='a_confidence_is_a_percentage'), models.CheckConstraint(condition=models.Q(('submitted_at', None), models.Q(models.Q(('verdict', ''), _negated=True), models.Q(('choice_after', ''), _negated=True), ('confidence_after__isnull', False)), _connector='OR'), name='a_submitted_critique_decides_with_a_confidence')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ConcordanceItem',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('slug', models.SlugField()),
                        ('digest', models.CharField(max_length=64)),
                        ('written', models.JSONField()),
                        ('written_version', models.PositiveSmallIntegerField(default=1)),
                        ('loaded_at', models.DateTimeField()),
                        ('retired_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('slug', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug', 'digest'), name='one_concordance_item_per_edition_slug_and_digest'), models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('edition', 'slug'), name='one_concordance_item_in_force_per_edition_and_slug')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='TrustShift',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='simulation.concordanceitem')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('attempt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.attempt')),
                        ('shift', models.SmallIntegerField()),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.CheckConstraint(condition=models.Q(('shift__gte', -2), ('shift__lte', 2)), name='trust_shifts_from_minus_two_to_two'), models.UniqueConstraint(fields=('item', 'attempt'), name='one_trust_shift_per_item_and_attempt'), models.UniqueConstraint(condition=models.Q(('attempt', None)), fields=('item', 'person'), name='one_trust_shift_per_item_and_member_of_the_panel')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Encounter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.attempt')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='encounters', to='simulation.case')),
                        ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English')], max_length=2)),
                        ('with_assistant', models.BooleanField()),
                        ('state', models.JSONField(default=dict)),
                        ('state_before', models.JSONField(default=dict)),
                        ('state_version', models.PositiveSmallIntegerField(default=1)),
                        ('turns_taken', models.PositiveSmallIntegerField(default=0)),
                        ('clock_seconds', models.PositiveIntegerField(default=0)),
                        ('cost_cents', models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Turn',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='simulation.encounter')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('text', models.TextField()),
                        ('kind', models.CharField(max_length=20)),
                        ('facts', models.JSONField(default=list)),
                        ('say', models.TextField()),
                        ('clock_seconds', models.PositiveIntegerField()),
                        ('at', models.DateTimeField()),
                        ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('encounter_id', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('encounter', 'number'), name='one_turn_per_encounter_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Pause',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='simulation.encounter')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                        ('resumed_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('encounter', 'person'), name='one_pause_at_a_time_per_encounter_and_person')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Word',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('text', models.TextField(blank=True)),
                        ('sent_at', models.DateTimeField()),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Order',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='simulation.encounter')),
                        ('kind', models.CharField(choices=[('examination', 'Examination'), ('test', 'Test'), ('treatment', 'Treatment')], max_length=20)),
                        ('item', models.CharField(max_length=60)),
                        ('after_turn', models.PositiveSmallIntegerField()),
                        ('clock_seconds', models.PositiveIntegerField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('encounter', 'kind', 'item'), name='one_order_per_encounter_kind_and_item')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Hypothesis',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hypotheses', to='simulation.encounter')),
                        ('text', models.CharField(max_length=200)),
                        ('likelihood', models.CharField(choices=[('main', 'the most likely'), ('plausible', 'plausible'), ('must-exclude', 'to rule out'), ('unlikely', 'unlikely')], max_length=20)),
                        ('reasons', models.JSONField(default=list)),
                        ('after_turn', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('set_aside_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'verbose_name_plural': 'hypotheses',
                        'ordering': ('id',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Handoff',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handoff', to='simulation.encounter')),
                        ('text', models.TextField()),
                        ('written_at', models.DateTimeField()),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='PeerRating',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.attempt')),
                        ('rater', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.enrolment')),
                        ('rubric', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campus.rubrictext')),
                        ('levels', models.JSONField(default=dict, help_text='Criterion id → level id.')),
                        ('remark', models.TextField(blank=True)),
                        ('asked_at', models.DateTimeField()),
                        ('submitted_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('attempt', 'rater'), name='one_peer_rating_per_attempt_and_rater')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='RemarkReported',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rating', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='simulation.peerrating')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Consultation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('encounter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consultations', to='simulation.encounter')),
                        ('item', models.CharField(max_length=60)),
                        ('after_turn', models.PositiveSmallIntegerField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('encounter', 'item'), name='one_consultation_per_encounter_and_item')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='ClaimJudged',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judged', to='simulation.consultation')),
                        ('claim', models.CharField(max_length=60)),
                        ('is_taken', models.BooleanField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'claims judged',
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('consultation', 'claim'), name='one_judgement_per_consultation_and_claim')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='TurnReviewed',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('turn', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='simulation.turn')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='AddedPhrasing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('case_slug', models.SlugField()),
                        ('fact', models.CharField(max_length=60)),
                        ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English')], max_length=2)),
                        ('text', models.CharField(max_length=1000)),
                        ('turn', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='phrasings', to='simulation.turn')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('at', models.DateTimeField()),
                        ('replayed_at', models.DateTimeField(null=True)),
                        ('replayed', models.PositiveIntegerField(default=0)),
                        ('to_replay', models.PositiveIntegerField(default=0)),
                        ('refusal', models.CharField(blank=True, max_length=20)),
                        ('changes', models.JSONField(default=list)),
                        ('changes_version', models.PositiveSmallIntegerField(default=1)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('edition', 'case_slug', 'language', 'text'), name='one_standing_phrasing_per_case_language_and_text')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='SecondReading',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='simulation.critiqueitem')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('remark', models.TextField(blank=True)),
                        ('approves', models.BooleanField()),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('id',),
                        'constraints': [models.UniqueConstraint(fields=('item', 'by'), name='one_second_reading_per_item_and_reader')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
