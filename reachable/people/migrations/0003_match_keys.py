"""Keys for records that were written before there were any: by name and date of birth, all that was held then."""

from django.db import migrations

from reachable.people.likeness import Details, keys, prepare

CHUNK = 1000


def write_keys(apps, schema_editor):
    record_of, key_of = (apps.get_model("people", name) for name in ("PersonRecord", "MatchKey"))
    named = ("pk", "given_names", "family_name", "date_of_birth", "dob_accuracy")
    rows = []
    for pk, given, family, born, accuracy in record_of.objects.values_list(*named).iterator(CHUNK):
        details = Details(given_names=given, family_name=family, date_of_birth=born, dob_accuracy=accuracy)
        rows += [key_of(record_id=pk, key=key) for key in keys(prepare(details))]
    key_of.objects.bulk_create(rows, batch_size=CHUNK, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_people_families_network")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
