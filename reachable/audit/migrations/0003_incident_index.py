from django.db import migrations, models

from reachable.audit import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_triggers")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["incident", "-number"], name="audit_entry_incident"),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
