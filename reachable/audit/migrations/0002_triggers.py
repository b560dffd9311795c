from django.db import migrations

from reachable.audit import triggers


def install(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    triggers.remove(schema_editor.connection)


def make_head(apps, schema_editor):
    apps.get_model("audit", "Head").objects.using(schema_editor.connection.alias).create(id=1, number=0, mac="0" * 64)


def remove_head(apps, schema_editor):
    apps.get_model("audit", "Head").objects.using(schema_editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]

    operations = [
        migrations.RunPython(make_head, remove_head),
        migrations.RunPython(install, remove),
    ]
