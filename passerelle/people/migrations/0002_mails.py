from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="mails",
            field=models.CharField(
                choices=[
                    ("at_once", "At once what waits for me, the rest together every morning"),
                    ("daily", "Every morning, all in one mail"),
                    ("never", "Never: I read my news here"),
                ],
                default="at_once",
                max_length=7,
            ),
        ),
    ]
