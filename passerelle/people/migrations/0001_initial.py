import django.db.models.deletion
import passerelle.foundation.migrations._whole
import passerelle.foundation.translated
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        passerelle.foundation.migrations._whole.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('email', models.EmailField(max_length=254, unique=True)),
                        ('name', models.CharField(max_length=150)),
                        ('sort_name', models.CharField(db_index=True, help_text='See names.sort_key.', max_length=150)),
                        ('language', models.CharField(choices=[('fr', 'Français'), ('en', 'English')], default='fr', max_length=2)),
                        ('zone', models.CharField(choices=[('Europe/Paris', 'Paris, Dijon, Caen, Nantes'), ('America/Toronto', 'Montréal, Québec'), ('America/Martinique', 'Fort-de-France'), ('Indian/Reunion', 'Saint-Denis'), ('Africa/Abidjan', 'Abidjan, Dakar'), ('Europe/London', 'Londres'), ('Europe/Brussels', 'Bruxelles, Genève'), ('Asia/Beirut', 'Beyrouth')], default='Europe/Paris', max_length=40)),
                        ('mails', models.CharField(choices=[('at_once', 'At once what waits for me, the rest together every morning'), ('daily', 'Every morning, all in one mail'), ('never', 'Never: I read my news here')], default='at_once', max_length=7)),
                        ('calendar_key', models.CharField(max_length=64, null=True, unique=True)),
                        ('is_active', models.BooleanField(default=True)),
                        ('is_staff', models.BooleanField(default=False)),
                        ('joined_at', models.DateTimeField(auto_now_add=True)),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name_plural': 'people',
                        'ordering': ('sort_name', 'id'),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Institution',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('slug', models.SlugField(unique=True)),
                        ('name', passerelle.foundation.translated.TranslatedField()),
                        ('city', models.CharField(max_length=100)),
                        ('country', models.CharField(max_length=2)),
                        ('did', models.CharField(max_length=200, unique=True)),
                    ],
                    options={
                        'ordering': ('id',),
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Affiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to=settings.AUTH_USER_MODEL)),
                        ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='people.institution')),
                        ('since', models.DateTimeField()),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('person', 'institution'), name='one_affiliation_per_person_and_institution')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='PersonalLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('purpose', models.CharField(max_length=200)),
                        ('destination', models.CharField(default='/', max_length=300)),
                        ('token_digest', models.CharField(max_length=64, unique=True)),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField(null=True)),
                        ('withdrawn_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='a_personal_link_expires_after_its_creation')],
                        'indexes': [],
                    },
                ),
            ],
        ),
    ]
