"""Screening of a young person for exploitation (STA-2, CTX-14): written as whole versions, never changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common import clock
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Incident, Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..models import Screening, ScreeningDomain
from ..policies.screening import DomainFound, ScreeningText, check_screening, next_review
from ..queries import lists
from ..queries.screening_rows import versions_of


@operation
def screen_young_person(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    seen_number: int,
    level: str,
    because: str,
    findings: Sequence[DomainFound],
    protective: str = "",
    young_persons_view: str = "",
    carers_view: str = "",
    screened_with: str = "",
    accepted_by: str = "",
    review_on: date | None = None,
    key: UUID | None = None,
) -> Screening:
    """Write the next version, whole: the level that somebody chose, why, and what was found in every domain.

    Without `review_on` it is looked at again as soon as the level says. Stale where somebody wrote one since the
    writer saw `seen_number` of them (0: none). `key` is made with the form: sent twice, it is one version.
    """
    incident, young = permissions.check_can_screen(by, reference, involvement_key, at)
    if key and (sent := Screening.objects.filter(key=key).first()):
        return _sent_before(sent, young, by)
    before = versions_of(young)
    if len(before) != seen_number:
        raise Stale("Somebody else screened them meanwhile. Both are shown.", current=before[-1] if before else None)
    said = (protective, young_persons_view, carers_view, screened_with, accepted_by)
    new = _tidy(ScreeningText(level, because, tuple(findings), *said, review_on))
    today = clock.local_date(at)
    check_screening(new, levels=lists.levels_in_force(), domains=[one.code for one in lists.domains()], today=today)
    chosen = next((one for one in lists.levels_in_force() if one.code == level), None)
    new = replace(new, review_on=review_on or next_review(chosen, today))
    row = _saved(new, incident, young, before, key or uuid4(), by=by, at=at)
    _trace(row, new, version=len(before) + 1, by=by, at=at)
    return row


def _sent_before(row: Screening, young: Involvement, by: Professional) -> Screening:
    if (row.involvement_id, row.by_id) != (young.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return row


def _tidy(new: ScreeningText) -> ScreeningText:
    """Without the spaces around what was typed."""
    return replace(
        new,
        because=new.because.strip(),
        findings=tuple(replace(one, words=one.words.strip()) for one in new.findings),
        protective=new.protective.strip(),
        young_persons_view=new.young_persons_view.strip(),
        carers_view=new.carers_view.strip(),
        screened_with=new.screened_with.strip(),
        accepted_by=new.accepted_by.strip(),
    )


def _saved(
    new: ScreeningText,
    incident: Incident,
    young: Involvement,
    before: Sequence[Screening],
    key: UUID,
    *,
    by: Professional,
    at: datetime,
) -> Screening:
    """Its number follows those of this letter and of the letters that turned out to be the same young person."""
    own = [one.number for one in before if one.involvement_id == young.pk]
    told = {name: value for name, value in vars(new).items() if name != "findings"}
    number = max([len(before), *own]) + 1
    row = Screening(key=key, incident=incident, involvement=young, number=number, by=by, at=at, **told)
    found = [
        ScreeningDomain(screening=row, code=one.code, finding=one.finding, words=one.words) for one in new.findings
    ]
    check_fits(row, *found)
    row.save(force_insert=True)
    ScreeningDomain.objects.bulk_create(found)
    return row


def _trace(row: Screening, new: ScreeningText, *, version: int, by: Professional, at: datetime) -> None:
    """On the timeline that it was done: neither the level nor anything that was found."""
    young, incident = row.involvement, row.incident
    words = f"{by.name} screened {young.letter} for exploitation, version {version}."
    timeline.write(incident, "screened", words, by=by, at=at, about=young, source_key=str(row.key))
    typed = {name: value for name, value in vars(new).items() if isinstance(value, str) and name != "level" and value}
    typed["findings"] = "\n".join(f"{one.code}: {one.finding} {one.words}".strip() for one in new.findings)
    codes = {"screening": str(row.key), "number": version, "level": row.level}
    about = people.current_person_keys([young.record_id]).values()
    record("young-person-screened", by=by, at=at, incident=incident.reference, about=about, codes=codes, words=typed)
