"""Who there is: accounts that sign in, agencies, professionals who act, and the roles they hold."""

import uuid
from datetime import datetime
from functools import cached_property
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from reachable.common import clock
from reachable.common.permission_codes import Permission

from ..choices import AgencyKind, RoleCode, SecondFactor
from ..roles import ROLES, Role

# How allauth, whose table holds the second factors, calls their kinds.
FACTOR_KINDS = {
    "totp": SecondFactor.TOTP,
    "webauthn": SecondFactor.PASSKEY,
    "recovery_codes": SecondFactor.RECOVERY_CODES,
}


class AccountManager(models.Manager["Account"]):
    def get_by_natural_key(self, email: str | None) -> "Account":
        return self.get(email=(email or "").lower())


class Account(AbstractBaseUser):
    """What signs in: an address and a password. It carries no permissions: roles do."""

    email = models.EmailField(verbose_name="e-mail address", max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="account_email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return f"account {self.pk}"  # the address would end up in logs


class Agency(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, choices=AgencyKind)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Professional(models.Model):
    """Somebody who works with young people, with or without an account of his own."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    account = models.OneToOneField(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="professional"
    )
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, blank=True, default="")
    job_title = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="professionals")
    telephone = models.CharField(max_length=40, blank=True, default="")
    letters_only = models.BooleanField(default=False)
    shortcuts_off = models.BooleanField(default=False)
    is_demo_persona = models.BooleanField(default=False)

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["email"], condition=~Q(email=""), name="one_professional_per_address"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="professional_email_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def current_holdings(self) -> tuple["RoleHolding", ...]:
        """Read once for each instance, so that a page asks the database once."""
        now = clock.now()
        return tuple(held for held in self.holdings.all() if held.runs_at(now))

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        codes = dict.fromkeys(held.role for held in self.current_holdings)
        return tuple(ROLES[code] for code in codes if code in ROLES)

    @property
    def role_codes(self) -> tuple[str, ...]:
        return tuple(role.code.value for role in self.roles)

    @property
    def role_names(self) -> str:
        return ", ".join(role.name for role in self.roles)

    def holds(self, permission: Permission) -> bool:
        return any(permission in role.permissions for role in self.roles)

    def areas_for(self, permission: Permission) -> tuple[str, ...]:
        """The areas in which it is held; "" is everywhere."""
        held = (h for h in self.current_holdings if h.role in ROLES and permission in ROLES[h.role].permissions)
        return tuple(dict.fromkeys(h.area for h in held))

    def forget_roles(self) -> None:
        """After a role was given or ended on this very instance."""
        for name in ("current_holdings", "roles", "_prefetched_objects_cache"):
            self.__dict__.pop(name, None)


class RoleHolding(models.Model):
    """That a professional holds a role, from when, until when, and where ("" is everywhere)."""

    professional = models.ForeignKey(Professional, on_delete=models.PROTECT, related_name="holdings")
    role = models.CharField(max_length=40, choices=RoleCode)
    area = models.CharField(max_length=60, blank=True, default="")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(Professional, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes: ClassVar = [models.Index(fields=["role", "area"], name="holding_by_role_and_area")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["professional", "role", "area"],
                condition=Q(until_at=None),
                name="one_running_holding_per_role_and_area",
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("since_at")), name="holding_ends_after_it_starts"
            ),
        ]

    def runs_at(self, at: datetime) -> bool:
        return self.since_at <= at and (self.until_at is None or at < self.until_at)
