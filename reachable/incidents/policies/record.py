"""What cannot be recorded of somebody in an incident, whoever records it."""

from reachable.common.refusals import Refused


def check_are_on_team(all_of_them: bool) -> None:
    if not all_of_them:
        raise Refused("Only somebody on the team of this incident can be named to read it.", field="professional")


def check_is_one_of_two(*, given: bool, chosen: bool) -> None:
    """Somebody who is here already, or somebody new: one of the two."""
    if given == chosen:
        raise Refused("Choose somebody who is here already, or enter somebody new.", field="who")
