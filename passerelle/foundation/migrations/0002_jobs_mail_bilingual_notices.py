from django.db import migrations, models
from django.db.models import Q

from passerelle.foundation.translated import Translated, TranslatedField


def keep_labels(apps, schema_editor):
    """A label of before was in French only."""
    Notice = apps.get_model("foundation", "Notice")
    for notice in Notice.objects.only("pk", "french").iterator():
        label = Translated(fr=notice.french, en=notice.french, standing_en="missing")
        Notice.objects.filter(pk=notice.pk).update(label=label)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("key", models.CharField(blank=True, max_length=120)),
                ("arguments", models.JSONField(default=dict)),
                ("period", models.DateTimeField(help_text="The turn of the timetable it stands for.", null=True)),
                ("run_after", models.DateTimeField()),
                ("called_at", models.DateTimeField(help_text="When the queue was last asked to run it.", null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "losses",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Workers that died doing it."
                    ),
                ),
                ("claimed_by", models.CharField(blank=True, max_length=64)),
                ("heartbeat_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("last_error", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "ordering": ("run_after", "id"),
                "indexes": [
                    models.Index(
                        condition=Q(("done_at", None), ("failed_at", None)),
                        fields=["run_after", "id"],
                        name="jobs_alive",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("done_at", None), ("failed_at", None), Q(("key", ""), _negated=True)),
                        fields=("key",),
                        name="one_living_job_per_key",
                    ),
                    models.UniqueConstraint(fields=("name", "period"), name="one_job_per_turn_of_the_timetable"),
                    models.CheckConstraint(
                        condition=Q(("done_at", None), ("failed_at", None), _connector="OR"),
                        name="a_job_ends_in_one_way",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(db_index=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=300)),
            ],
            options={"ordering": ("-written_at", "-id")},
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True)),
                ("seen_at", models.DateTimeField()),
            ],
            options={"ordering": ("name",)},
        ),
        migrations.RenameField("Notice", "label", "french"),
        migrations.AddField("Notice", "label", TranslatedField(default=Translated()), preserve_default=False),
        migrations.RunPython(keep_labels, migrations.RunPython.noop),
        migrations.RemoveField("Notice", "french"),
        migrations.AddField("Notice", "mailed_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "Notice",
            models.Index(
                condition=Q(("mailed_at", None), ("read_at", None)), fields=["at"], name="notices_to_mail"
            ),
        ),
    ]
