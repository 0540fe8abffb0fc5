import django.db.models.deletion
import passerelle.foundation.migrations._whole
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('jury', '0001_initial'),
        ('people', '0001_initial'),
        ('people', '__first__'),
        ('programme', '0001_initial'),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='SigningKey',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('issuer', models.CharField(max_length=200)),
                        ('identifier', models.CharField(max_length=300, unique=True)),
                        ('public_multibase', models.CharField(max_length=100, unique=True)),
                        ('custody', models.CharField(choices=[('software', 'sealed in the database'), ('hsm', 'in a security module (HSM)')], default='software', max_length=10)),
                        ('sealed_seed', models.BinaryField(help_text='Empty where a security module keeps the secret.')),
                        ('held_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('valid_from', models.DateTimeField()),
                        ('valid_until', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('institution_id', 'valid_from', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('valid_until', None)), fields=('institution', 'issuer'), name='one_key_in_use_per_institution_and_programme')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='KeyLoss',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='loss', to='diploma.signingkey')),
                        ('since', models.DateTimeField()),
                        ('earlier', models.CharField(choices=[('stand', 'What it signed before stays valid'), ('fall', 'Nothing it signed is believed any more')], max_length=10)),
                        ('reason', models.TextField()),
                        ('declared_at', models.DateTimeField()),
                        ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'key losses',
                        'constraints': [models.CheckConstraint(condition=models.Q(('since__lte', models.F('declared_at'))), name='no_key_is_declared_lost_in_advance')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Credential',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='jury.decision')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('number', models.CharField(max_length=40, unique=True)),
                        ('address', models.CharField(max_length=300, unique=True)),
                        ('form', models.CharField(max_length=40)),
                        ('document', models.BinaryField()),
                        ('digest', models.CharField(max_length=64)),
                        ('prepared_at', models.DateTimeField()),
                        ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('issued_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('prepared_at', 'id'),
                        'indexes': [models.Index(fields=['edition', 'issued_at'], name='credentials_by_edition')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='diploma.credential')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='diploma.signingkey')),
                        ('signed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('signed_at', models.DateTimeField()),
                    ],
                    options={
                        'ordering': ('signed_at', 'id'),
                        'constraints': [models.UniqueConstraint(fields=('credential', 'institution'), name='one_signature_per_diploma_and_institution')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Certificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('module', 'Module'), ('conferences', 'Conferences'), ('expert', 'Sessions given as an expert')], max_length=20)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('module', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.module')),
                        ('minutes', models.PositiveIntegerField(help_text='Of the sessions an expert gave.', null=True)),
                        ('number', models.CharField(max_length=40, unique=True)),
                        ('address', models.CharField(max_length=300, unique=True)),
                        ('document', models.BinaryField()),
                        ('digest', models.CharField(max_length=64)),
                        ('issued_at', models.DateTimeField()),
                        ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('replaced_at', models.DateTimeField(help_text='When it was revoked for another to take its place.', null=True)),
                    ],
                    options={
                        'ordering': ('issued_at', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('person', 'module'), name='one_certificate_per_person_and_module'), models.UniqueConstraint(condition=models.Q(('module', None), ('replaced_at', None)), fields=('person', 'edition', 'kind'), name='one_certificate_of_a_kind_per_person_and_edition'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'module'), ('module__isnull', False)), models.Q(models.Q(('kind', 'module'), _negated=True), ('module', None)), _connector='OR'), name='only_a_certificate_of_a_module_names_one'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'expert'), ('minutes__gt', 0)), models.Q(models.Q(('kind', 'expert'), _negated=True), ('minutes', None)), _connector='OR'), name='only_an_expert_s_certificate_says_how_long')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Mandate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('given_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                        ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('given_at', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('edition', 'institution'), name='one_standing_mandate_per_institution_and_edition')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Refusal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='diploma.credential')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('reason', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('at', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('credential', 'institution'), name='one_standing_refusal_per_diploma_and_institution')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Batch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programme.edition')),
                        ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('asked_at', models.DateTimeField()),
                        ('total', models.PositiveIntegerField(default=0, help_text='Diplomas it had to see to.')),
                        ('seen', models.PositiveIntegerField(default=0, help_text='Of those, how many it has.')),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('form_key', models.UUIDField(unique=True)),
                    ],
                    options={
                        'verbose_name_plural': 'batches',
                        'ordering': ('-asked_at', '-id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('edition',), name='one_batch_at_a_time_per_edition')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PaperAuthority',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issuer', models.CharField(max_length=200, unique=True)),
                        ('certificate', models.BinaryField(help_text='X.509, DER.')),
                        ('sealed_key', models.BinaryField()),
                        ('established_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name_plural': 'paper authorities',
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='PaperCertificate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='diploma.paperauthority')),
                        ('serial', models.CharField(max_length=40, unique=True)),
                        ('certificate', models.BinaryField(help_text='X.509, DER.')),
                        ('sealed_key', models.BinaryField()),
                        ('valid_from', models.DateTimeField()),
                        ('valid_until', models.DateTimeField()),
                        ('replaced_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'ordering': ('institution_id', 'valid_from', 'id'),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('institution', 'authority'), name='one_paper_certificate_in_use_per_institution_and_programme')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Paper',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.credential')),
                        ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.certificate')),
                        ('size', models.CharField(choices=[('a4', 'A4'), ('letter', 'Letter')], max_length=10)),
                        ('digest', models.CharField(max_length=64)),
                        ('made_at', models.DateTimeField()),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('certificate', None), ('credential__isnull', False)), models.Q(('certificate__isnull', False), ('credential', None)), _connector='OR'), name='a_paper_is_of_one_document'), models.UniqueConstraint(fields=('credential', 'size'), name='one_paper_per_diploma_and_size'), models.UniqueConstraint(fields=('certificate', 'size'), name='one_paper_per_certificate_and_size')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='StatusList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('issuer', models.CharField(max_length=200)),
                        ('number', models.PositiveIntegerField()),
                    ],
                    options={
                        'ordering': ('institution_id', 'number'),
                        'constraints': [models.UniqueConstraint(fields=('institution', 'number'), name='one_status_list_per_institution_and_number')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='StatusEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='diploma.credential')),
                        ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statuses', to='diploma.certificate')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('status_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='diploma.statuslist')),
                        ('index', models.PositiveIntegerField()),
                    ],
                    options={
                        'verbose_name_plural': 'status entries',
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('certificate', None), ('credential__isnull', False)), models.Q(('certificate__isnull', False), ('credential', None)), _connector='OR'), name='a_statusentry_is_of_one_document'), models.UniqueConstraint(fields=('credential', 'institution'), name='one_status_entry_per_diploma_and_institution'), models.UniqueConstraint(fields=('certificate', 'institution'), name='one_status_entry_per_certificate_and_institution'), models.UniqueConstraint(fields=('status_list', 'index'), name='one_diploma_per_rank_of_a_status_list')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Revocation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.credential')),
                        ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.certificate')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('reason', models.CharField(choices=[('error', 'It contained an error'), ('replaced', 'Another one replaces it'), ('withdrawn', 'The jury withdrew its decision'), ('unearned', 'What it certifies did not take place'), ('fraud', 'A fraud was established')], max_length=20)),
                        ('private_note', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ('at', 'id'),
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('certificate', None), ('credential__isnull', False)), models.Q(('certificate__isnull', False), ('credential', None)), _connector='OR'), name='a_revocation_is_of_one_document'), models.UniqueConstraint(fields=('credential', 'institution'), name='one_revocation_per_diploma_and_institution'), models.UniqueConstraint(fields=('certificate', 'institution'), name='one_revocation_per_certificate_and_institution')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Suspension',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('credential', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.credential')),
                        ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='diploma.certificate')),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution')),
                        ('reason', models.CharField(choices=[('review', 'It is being examined again'), ('appeal', 'An appeal is being heard'), ('identity', 'The identity of its holder is being checked')], max_length=20)),
                        ('private_note', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('lifted_because', models.TextField(blank=True)),
                    ],
                    options={
                        'ordering': ('at', 'id'),
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('certificate', None), ('credential__isnull', False)), models.Q(('certificate__isnull', False), ('credential', None)), _connector='OR'), name='a_suspension_is_of_one_document'), models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('credential', 'institution'), name='one_standing_suspension_per_diploma_and_institution'), models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('certificate', 'institution'), name='one_standing_suspension_per_certificate_and_institution')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
