"""What stands on the screen on which somebody is cleared: who, what is proposed, and what is known of the risk."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from reachable.common.refusals import NotFound
from reachable.incidents import queries as incident_queries
from reachable.incidents.choices import FactKind, FactStands
from reachable.incidents.fact_kinds import Group
from reachable.incidents.queries import FactLine, YoungPersonLine
from reachable.responses import queries as response_queries
from reachable.responses.queries import ActionLine
from reachable.safety import queries as safety_queries
from reachable.safety.choices import ContactMode
from reachable.web.shared import dates
from reachable.web.shared.request import PageRequest

from .forms.contact import ClearForm
from .pages import contact as pages

AREA = "area"
OF_THEM = (FactKind.NEW_THREAT, FactKind.WEAPON_KNOWN, FactKind.WHO_IS_THERE, FactKind.ADDRESS_KNOWN)
OF_EVERYBODY = (FactKind.RELEASED,)
FROM_THE_REPORT = ("Threats made", "Weapon", "Anybody still in danger")


class Screen:
    """Whom it is about comes in the address: the key of a young person, `area`, or nothing yet."""

    def __init__(self, request: PageRequest, reference: str) -> None:
        self.request, self.reference = request, reference
        who, at = request.professional, request.at
        self.view = incident_queries.incident(who, reference, at)
        self.board = response_queries.contact_board(who, reference, at)
        self.action = request.GET.get("action", "")
        self.about = request.GET.get("about", "") or self._about_the_action()
        self.mode = next((code for code in ContactMode.values if code == request.GET.get("mode")), "")

    def _about_the_action(self) -> str:
        """Whoever comes from an action has chosen whom already."""
        for line in self._every:
            if str(line.key) == self.action:
                found = (str(one.key) for one in self.view.young_people if one.letter == line.standing_letter)
                return next(found, AREA)
        return ""

    @cached_property
    def whom(self) -> YoungPersonLine | None:
        if self.about == AREA:
            return None
        found = next((one for one in self.view.young_people if str(one.key) == self.about), None)
        if found is None:
            raise NotFound("young person")
        return found

    @property
    def whom_key(self) -> UUID | None:
        return self.whom.key if self.whom else None

    @property
    def _every(self) -> tuple[ActionLine, ...]:
        """Proposed, and directed on what no longer holds."""
        again = (line for line in (*self.board.directed, *self.board.travelling) if line.stop)
        return (*self.board.proposed, *again)

    @cached_property
    def offered(self) -> tuple[ActionLine, ...]:
        letter = self.whom.letter if self.whom else ""
        return tuple(line for line in self._every if line.standing_letter == letter)

    def form(self, data: Any) -> ClearForm:
        at = self.request.at
        going = [(str(line.key), _words(line, at), line.due_at) for line in self.offered if not line.owner_is_agency]
        workers = {str(line.key): f"{line.name}, {line.agency}" for line in self.view.team}
        out = {str(line.key) for line in self.board.travelling}
        ticked = [key for key, _, _ in going if self.action == key or (not self.action and key not in out)]
        return ClearForm(data, at=at, mode=self.mode, going=going, ticked=ticked, workers=list(workers.items()))

    def page(self, form: ClearForm) -> pages.Clear:
        heading = self.view.heading
        letters = {self.whom.letter, *self.whom.known_before} if self.whom else set()
        who, at = self.request.professional, self.request.at
        said = incident_queries.facts_of_group(who, heading, {Group.SAFETY, Group.CUSTODY})
        links = incident_queries.links_of(who, heading, at)
        return pages.Clear(
            heading=heading,
            form=form,
            whom=self.whom,
            mode=self.mode,
            here=self.request.get_full_path(),
            reported=tuple((name, words) for name, words in self.view.facts if name in FROM_THE_REPORT),
            known=tuple(known_of(said, letters)),
            reprisals=tuple(one for one in links if "reprisal" in one.kind),
            without_a_name=tuple(line for line in self.offered if line.owner_is_agency),
            clearances=safety_queries.clearances(who, heading, at, self.whom_key),
            young_people=self.view.young_people,
        )

    def was_sent(self, key: str) -> bool:
        """Pressed twice: the first press did it, and those who were chosen are no longer proposed."""
        return any(str(one.key) == key and one.by_key == self.request.professional.key for one in self.board.clearances)

    def done(self, form: ClearForm) -> str:
        until = dates.moment(form.clearance().until_at, self.request.at).removeprefix("today ")
        return f"{self.whom.letter if self.whom else 'The area'}: cleared until {until}"

    def then(self, form: ClearForm) -> str:
        chosen = set(form.action_keys)
        names = list(dict.fromkeys(line.owner for line in self.offered if line.key in chosen))
        if not names:
            return "Nobody is directed yet: choose who goes in an action."
        return f"{' and '.join(names)}: directed, and told by mail that something waits. Ring them where it is now."

    def choose(self) -> pages.ClearWhom:
        return pages.ClearWhom(self.view.heading, self.view.young_people, self.request.GET.get("mode", ""))


def _words(line: ActionLine, at: datetime) -> str:
    state = "; on the way" if line.is_travelling else "; directed before" if line.instruction else ""
    return f"{line.owner}: {line.what}, due {dates.moment(line.due_at, at)}{state}"


def known_of(said: Iterable[FactLine], letters: Collection[str]) -> Iterable[FactLine]:
    """What the risk is judged on, newest first: of this young person, by whichever letter it was said, and the
    incident; of the area, of everybody.
    """
    for fact in said:
        concerns = not letters or fact.letter in ("", *letters)
        if fact.standing == FactStands.MISTAKE:
            continue
        if fact.kind in OF_EVERYBODY or (fact.kind in OF_THEM and concerns):
            yield fact
