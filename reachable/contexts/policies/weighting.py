"""What weighs most on a young person's safety, and whether what is planned goes there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reachable.common.refusals import Refused

from ..choices import Aspect, WeighedBy

WHOLE = 100
MOST_OF_IT = 50  # the heaviest aspects that together carry at least half
SHORT_NAMES = {
    Aspect.HOME: "home",
    Aspect.PEERS: "friends",
    Aspect.EDUCATION: "school or work",
    Aspect.NEIGHBOURHOOD: "places and ways",
    Aspect.ONLINE: "life online",
}
_OF = {
    WeighedBy.PROFESSIONAL: "as a professional weighs it",
    WeighedBy.YOUNG_PERSON: "as the young person weighs it",
    WeighedBy.PARENT: "as a parent or carer weighs it",
}


@dataclass(frozen=True)
class Weight:
    """A share of a hundred, and why."""

    aspect: str
    weight: int
    because: str = ""


def check_weights(weights: Sequence[Weight], *, side: str, said_by: str) -> None:
    """STA-7: the five share a hundred, the heaviest says why, and it is said whose view it is."""
    if side not in WeighedBy.values:
        raise Refused("Say whose view it is.", clause="STA-7")
    if sorted(one.aspect for one in weights) != sorted(Aspect.values):
        raise Refused("Weigh each of the five.", clause="STA-7")
    for one in weights:
        if not 0 <= one.weight <= WHOLE:
            raise Refused("A share lies between 0 and 100.", clause="STA-7", field=f"weight_{one.aspect.lower()}")
    total = sum(one.weight for one in weights)
    if total != WHOLE:
        missing = f"{WHOLE - total} more" if total < WHOLE else f"{total - WHOLE} fewer"
        words = f"The five shares must add up to 100. They add up to {total}: {missing} are needed."
        raise Refused(words, clause="STA-7", field=f"weight_{weights[0].aspect.lower()}")
    heaviest = max(weights, key=lambda one: one.weight)
    if not heaviest.because.strip():
        field = f"because_{heaviest.aspect.lower()}"
        raise Refused("Say why this weighs most.", clause="STA-7", field=field)
    if side != WeighedBy.PROFESSIONAL and not said_by.strip():
        raise Refused("Say who said it, and to whom.", clause="STA-7", field="said_by")


@dataclass(frozen=True)
class Planned:
    """How many measures of the safety plan and how many open actions are for an aspect."""

    measures: int = 0
    actions: int = 0

    @property
    def both(self) -> int:
        return self.measures + self.actions


def heaviest(weights: Mapping[str, int]) -> tuple[str, ...]:
    """The fewest aspects that together carry at least half of the weight, the heaviest first; equals go together."""
    found: list[str] = []
    for aspect in sorted(weights, key=lambda one: (-weights[one], Aspect.values.index(one))):
        carried = sum(weights[one] for one in found)
        if carried >= MOST_OF_IT and weights[aspect] < weights[found[-1]]:
            break
        if weights[aspect]:
            found.append(aspect)
    return tuple(found)


def against_plan(side: str, weights: Mapping[str, int], planned: Mapping[str, Planned]) -> tuple[str, ...]:
    """STA-7: a plain warning where what is planned does not go where the weight is.

    Our own measure, the guide names none: of what is planned with an aim, the share that goes to the aspects which
    carry at least half of the weight is smaller than half of that weight. With 62 of 100 on friends and places, fewer
    than 31 in a hundred of the measures and actions are for them. What has no aim is not counted.
    """
    top = heaviest(weights)
    carried = sum(weights[one] for one in top)
    total = sum(one.both for one in planned.values())
    there = sum(planned[one].both for one in top if one in planned)
    if not total or 2 * WHOLE * there >= carried * total:
        return ()
    lies = f"{carried} of 100 lies with {_names(top)}, {_OF[WeighedBy(side)]}"
    most = max(planned, key=lambda one: (planned[one].both, one not in top))
    return (
        f"{lies}; {_of_total(planned[most].both, total)} for {SHORT_NAMES[Aspect(most)]}, {there or 'none'} there.",
    )


def _of_total(count: int, total: int) -> str:
    verb = "is" if count == 1 else "are"
    return f"{count} of {total} measures and actions {verb}"


def _names(aspects: Sequence[str]) -> str:
    names = [SHORT_NAMES[Aspect(one)] for one in aspects]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
