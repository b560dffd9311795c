"""The way into a new installation: invites one administrator, who invites everybody else."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from reachable.common import clock
from reachable.common.refusals import Refused
from reachable.directory import operations


class Command(BaseCommand):
    help = "Invite the first administrator by mail. Refused once there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="First administrator")
        parser.add_argument("--agency", default="Children's services", help="name of the agency that runs Reachable")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["email"])
            operations.invite_first_administrator(
                by=None, at=clock.now(), email=options["email"], name=options["name"], agency_name=options["agency"]
            )
        except ValidationError as error:
            raise CommandError("This is not an e-mail address.") from error
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write("The invitation is queued. The worker sends it; it can be used for seven days.")
