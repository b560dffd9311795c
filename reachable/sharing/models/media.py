"""What is said to the media: who leads, each version of a release, who saw it, what journalists asked (MED-1 to 4)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from reachable.directory.models import Professional
from reachable.incidents.choices import Known
from reachable.incidents.models import Incident

from ..choices import Overseen, Side


class MediaContacts(models.Model):
    """The police lead and the single point of contact (MED-1, MED-3); the highest number stands."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    police_lead = models.CharField(max_length=200)
    contact_point = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60, blank=True)
    health = models.CharField(max_length=200, blank=True, help_text="media colleague of health")
    childrens_services = models.CharField(
        max_length=200, blank=True, help_text="media colleague of children's services"
    )
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "number"], name="media_contacts_number")]


class Release(models.Model):
    """Something to be said. Its words are in versions: they are pasted here, not written here."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Version(models.Model):
    """The exact words, under their SHA-256. What was agreed of one version says nothing of the next (MED-4).

    `names_somebody`: the words name or point to a young person; then the reason, the family told and the reporting
    restriction checked stand beside it.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    names_somebody = models.BooleanField(default=False)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "number"], name="release_version_number")]


class PrincipleAnswer(models.Model):
    """Of one version, one of the three principles (MED-2); the highest number stands."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="principles")
    code = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, choices=Known.choices)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "code", "number"], name="principle_answer_number"),
        ]


class Consulted(models.Model):
    """A media colleague of health or children's services saw this version (MED-3)."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="consulted")
    side = models.CharField(max_length=20, choices=Side.choices)
    whom = models.CharField(max_length=200)
    says = models.CharField(max_length=500, blank=True)
    consulted_at = models.DateTimeField()
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Oversight(models.Model):
    """What the Senior Investigating Officer said of this version; the highest number stands (MED-4).

    `sha256` is of the words that were read. Where somebody is named: why, who told the family, who checked the
    reporting restriction.
    """

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="overseen")
    number = models.PositiveIntegerField()
    says = models.CharField(max_length=10, choices=Overseen.choices)
    because = models.CharField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64)
    name_because = models.CharField(max_length=500, blank=True)
    family_told = models.CharField(max_length=300, blank=True)
    restriction_checked = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "number"], name="oversight_number")]


class Released(models.Model):
    """This version went out, with partners. `early`: found to have gone out before it was agreed, a fact."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="released")
    released_at = models.DateTimeField()
    with_whom = models.CharField(max_length=300)
    early = models.BooleanField(default=False)
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version"], condition=Q(early=False), name="version_released_once"),
        ]


class Enquiry(models.Model):
    """What a journalist asked, and who answered."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    outlet = models.CharField(max_length=200)
    journalist = models.CharField(max_length=200, blank=True)
    asked = models.TextField()
    asked_at = models.DateTimeField()
    answered_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["incident", "-asked_at"], name="enquiry_of_incident")]
