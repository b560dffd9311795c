"""What the name check says of an answer before it goes to readers."""

from reachable.people.naming import Roster, Verdict, check

from ..models import Briefing


def places_in(text: str, briefing: Briefing, roster: Roster) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words that name somebody for certain, and those at which somebody has to look again."""
    known = [briefing.place, *([briefing.context.name] if briefing.context else [])]
    harmless = [one for one in known if check(one, roster).verdict is not Verdict.REFUSE]
    found = check(text, roster, places=harmless)
    certain = [one.text for one in found.hits if one.certain]
    doubtful = [one.text for one in found.hits if not one.certain] + [one.text for one in found.warnings]
    return tuple(dict.fromkeys(certain)), tuple(dict.fromkeys(doubtful))
