from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="dutyline",
            name="hours",
            field=models.CharField(
                choices=[
                    ("ALWAYS", "At any time"),
                    ("OFFICE_HOURS", "Office hours"),
                    ("OUT_OF_HOURS", "Evenings, nights and weekends"),
                ],
                default="ALWAYS",
                max_length=20,
            ),
        ),
    ]
