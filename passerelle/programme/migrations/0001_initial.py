import django.db.models.deletion
import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # Many small steps of libraries come first: each draws every model there is by then.
    dependencies = [
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Programme',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(unique=True)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Blob',
                    fields=[
                        ('digest', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('data', models.BinaryField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='programme.programme')),
                        ('slug', models.SlugField(unique=True)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('summary', passerelle.foundation.translated.TranslatedField()),
                        ('starts_on', models.DateField()),
                        ('ends_on', models.DateField()),
                        ('decisions_on', models.DateField()),
                        ('diplomas_on', models.DateField()),
                        ('hours', models.DecimalField(decimal_places=2, max_digits=6)),
                        ('zones', models.JSONField()),
                        ('issuer', models.CharField(max_length=200)),
                        ('institutions', models.JSONField(help_text='Slugs of the institutions that sign, in order.')),
                        ('award', models.JSONField(help_text='The award rule as written; engines.grading reads it.')),
                        ('is_specimen', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ('-starts_on',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Revision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='programme.edition')),
                        ('number', models.PositiveIntegerField()),
                        ('digest', models.CharField(max_length=64)),
                        ('loaded_at', models.DateTimeField()),
                        ('loaded_by', models.CharField(max_length=200)),
                    ],
                    options={
                        'ordering': ('-number',),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'number'), name='one_revision_per_edition_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='RevisionFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='programme.revision')),
                        ('path', models.CharField(max_length=300)),
                        ('blob', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.blob')),
                    ],
                    options={
                        'ordering': ('path',),
                        'constraints': [models.UniqueConstraint(fields=('revision', 'path'), name='one_file_per_revision_and_path')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Module',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='programme.edition')),
                        ('slug', models.SlugField()),
                        ('position', models.PositiveSmallIntegerField()),
                        ('kind', models.CharField(max_length=20)),
                        ('title', passerelle.foundation.translated.TranslatedField()),
                        ('short', passerelle.foundation.translated.TranslatedField()),
                        ('summary', passerelle.foundation.translated.TranslatedField()),
                        ('outcomes', models.JSONField(default=list)),
                        ('hours', models.DecimalField(decimal_places=2, max_digits=6)),
                        ('opens_at', models.DateTimeField()),
                        ('closes_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('position',),
                        'constraints': [models.UniqueConstraint(fields=('edition', 'slug'), name='one_module_per_edition_slug')],
                        'indexes': [],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name='Edition',
            name='revision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.revision'),
        ),
    ]
