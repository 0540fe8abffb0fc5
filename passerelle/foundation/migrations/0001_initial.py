import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Entry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_index=True)),
                        ('edition', models.CharField(blank=True, max_length=60)),
                        ('actor_id', models.BigIntegerField(null=True)),
                        ('actor_label', models.CharField(max_length=200)),
                        ('verb', models.CharField(max_length=60)),
                        ('object_kind', models.CharField(max_length=60)),
                        ('object_id', models.CharField(max_length=80)),
                        ('object_label', models.CharField(max_length=300)),
                        ('detail', models.JSONField(default=dict)),
                    ],
                    options={
                        'verbose_name_plural': 'entries',
                        'ordering': ('-at', '-id'),
                        'indexes': [models.Index(fields=['edition', '-at', '-id'], name='journal_by_edition')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person_id', models.BigIntegerField()),
                        ('at', models.DateTimeField()),
                        ('verb', models.CharField(max_length=60)),
                        ('label', passerelle.foundation.translated.TranslatedField()),
                        ('url', models.CharField(max_length=300)),
                        ('read_at', models.DateTimeField(null=True)),
                        ('mailed_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('-at', '-id'),
                        'indexes': [models.Index(fields=['person_id', '-at'], name='notices_by_person'), models.Index(condition=models.Q(('mailed_at', None), ('read_at', None)), fields=['at'], name='notices_to_mail')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='OutgoingMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to', models.EmailField(max_length=254)),
                        ('language', models.CharField(max_length=2)),
                        ('subject', models.CharField(max_length=300)),
                        ('text', models.TextField(blank=True)),
                        ('written_at', models.DateTimeField(db_index=True)),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('error', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ('-written_at', '-id'),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Comment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject_kind', models.CharField(max_length=60)),
                        ('subject_id', models.BigIntegerField()),
                        ('author_id', models.BigIntegerField()),
                        ('author_label', models.CharField(max_length=200)),
                        ('text', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'ordering': ('at', 'id'),
                        'indexes': [models.Index(fields=['subject_kind', 'subject_id'], name='comments_by_subject')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Job',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=80)),
                        ('key', models.CharField(blank=True, max_length=120)),
                        ('arguments', models.JSONField(default=dict)),
                        ('period', models.DateTimeField(help_text='The turn of the timetable it stands for.', null=True)),
                        ('run_after', models.DateTimeField()),
                        ('called_at', models.DateTimeField(help_text='When the queue was last asked to run it.', null=True)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('losses', models.PositiveSmallIntegerField(default=0, help_text='Workers that died doing it.')),
                        ('claimed_by', models.CharField(blank=True, max_length=64)),
                        ('heartbeat_at', models.DateTimeField(null=True)),
                        ('done_at', models.DateTimeField(null=True)),
                        ('failed_at', models.DateTimeField(null=True)),
                        ('last_error', models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        'ordering': ('run_after', 'id'),
                        'indexes': [models.Index(condition=models.Q(('done_at', None), ('failed_at', None)), fields=['run_after', 'id'], name='jobs_alive')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('done_at', None), ('failed_at', None), models.Q(('key', ''), _negated=True)), fields=('key',), name='one_living_job_per_key'), models.UniqueConstraint(fields=('name', 'period'), name='one_job_per_turn_of_the_timetable'), models.CheckConstraint(condition=models.Q(('done_at', None), ('failed_at', None), _connector='OR'), name='a_job_ends_in_one_way')],
                    },
                ),
                migrations.CreateModel(
                    name='Worker',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120, unique=True)),
                        ('seen_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('name',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
            ],
        ),
    ]
