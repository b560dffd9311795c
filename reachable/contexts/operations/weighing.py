"""What weighs most on a young person's safety, as one side sees it: whole versions, never changed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from reachable.audit.log import operation, record
from reachable.common.refusals import Refused, Stale
from reachable.directory.models import Professional
from reachable.incidents import timeline
from reachable.incidents.models import Involvement
from reachable.incidents.policies import check_fits
from reachable.people import queries as people

from .. import permissions
from ..choices import WeighedBy
from ..models import Weighting, WeightLine
from ..policies.weighting import Weight, check_weights
from ..queries.weighting import versions_of_side


@operation
def weigh(
    *,
    by: Professional,
    at: datetime,
    reference: str,
    involvement_key: UUID,
    side: str,
    seen_number: int,
    weights: Sequence[Weight],
    said_by: str = "",
    key: UUID | None = None,
) -> Weighting:
    """The next version of one side (STA-7). Stale where somebody wrote one since the writer saw `seen_number`.

    `key` is made with the form: sent twice, it is one version.
    """
    incident, young = permissions.check_can_weigh(by, reference, involvement_key, at)
    if sent := _sent_before(key, young, by):
        return sent
    told = [Weight(one.aspect, one.weight, one.because.strip()) for one in weights]
    check_weights(told, side=side, said_by=said_by)
    before = versions_of_side(young.pk, side)
    if len(before) != seen_number:
        raise Stale("Somebody else weighed this meanwhile. Theirs is shown.", current=before[-1] if before else None)
    number = max([len(before), *(one.number for one in before if one.involvement_id == young.pk)]) + 1
    whose = {"incident": incident, "involvement": young, "side": side, "said_by": said_by.strip(), "by": by, "at": at}
    row = Weighting(key=key or uuid4(), number=number, **whose)
    lines = [WeightLine(weighting=row, **vars(one)) for one in told]
    check_fits(row, *lines)
    row.save(force_insert=True)
    WeightLine.objects.bulk_create(lines)
    _trace(row, told, by=by, at=at)
    return row


def _sent_before(key: UUID | None, young: Involvement, by: Professional) -> Weighting | None:
    found = Weighting.objects.filter(key=key).first() if key else None
    if found and (found.involvement_id, found.by_id) != (young.pk, by.pk):
        raise Refused("This form was used already. Open the page again and send it from there.")
    return found


def _trace(row: Weighting, told: Sequence[Weight], *, by: Professional, at: datetime) -> None:
    young, incident = row.involvement, row.incident
    label = WeighedBy(row.side).label.lower()
    words = f"{by.name} wrote down what weighs most for {young.letter}, as the {label} sees it."
    timeline.write(incident, "context-weighed", words, by=by, at=at, about=young, source_key=str(row.key))
    shares = {one.aspect: one.weight for one in told}
    codes = {"weighting": str(row.key), "side": row.side, "number": row.number, **shares}
    typed = {one.aspect: one.because for one in told if one.because}
    about = list(people.current_person_keys([young.record_id]).values())
    record("context-weighed", by=by, at=at, incident=incident.reference, about=about, codes=codes, words=typed)
