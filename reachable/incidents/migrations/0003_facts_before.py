import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("incidents", "0002_last_look"),
    ]

    operations = [
        migrations.RenameModel(
            old_name="NotTheSame",
            new_name="KeptApart",
        ),
        migrations.AddField(
            model_name="incident",
            name="facts_number",
            field=models.PositiveIntegerField(default=1, help_text="counts corrections; a writer sends the one he saw"),
        ),
        migrations.CreateModel(
            name="FactsBefore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("values", models.JSONField(help_text="the facts that were replaced, by name")),
                ("because", models.TextField(blank=True)),
                ("replaced_at", models.DateTimeField()),
                (
                    "incident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts_before",
                        to="incidents.incident",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.professional"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("incident", "number"), name="facts_before_number")],
            },
        ),
    ]
