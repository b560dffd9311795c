"""What the audit remembers.

There are no foreign keys, here or towards other rooms: a row must stay readable and verifiable
whatever becomes of the record that it speaks of.
"""

from django.db import models


class Entry(models.Model):
    """One thing that somebody did or looked at; `mac` chains it to the entry before."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    by_key = models.CharField(max_length=36, blank=True)  # empty for the system itself
    incident = models.CharField(max_length=32, blank=True)
    codes = models.TextField()  # canonical JSON
    words_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, unique=True)
    mac = models.CharField(max_length=64)
    key_id = models.CharField(max_length=32)

    class Meta:
        db_table = "audit_entry"
        indexes = (
            models.Index(fields=("by_key", "-number"), name="audit_entry_by"),
            models.Index(fields=("incident", "-number"), name="audit_entry_incident"),
        )


class EntryAbout(models.Model):
    """An entry concerns this young person: the answer to "who has looked at this child?"."""

    pk = models.CompositePrimaryKey("key", "number")
    number = models.BigIntegerField(db_index=True)
    key = models.CharField(max_length=36)

    class Meta:
        db_table = "audit_entry_about"


class EntryWords(models.Model):
    """Free text of an entry: the only part that lawful erasure may delete."""

    number = models.BigIntegerField(primary_key=True)
    words = models.TextField()  # JSON: one text, or texts by name
    salt = models.CharField(max_length=32)

    class Meta:
        db_table = "audit_entry_words"


class Erased(models.Model):
    """The words of this entry may be deleted; an entry "words-erased" names it and says who and why."""

    number = models.BigIntegerField(primary_key=True)

    class Meta:
        db_table = "audit_erased"


class Head(models.Model):
    """The one row that says where the chain ends; whoever appends holds its lock."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField()
    mac = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_head"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="audit_head_is_one_row"),)
