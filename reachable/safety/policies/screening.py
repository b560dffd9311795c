"""What a screening owes. The level is a judgement with reasons; nothing here adds anything up."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reachable.common.refusals import Refused
from reachable.playbook.tables import Level

from ..choices import DomainFinding

LONGEST_WORDS = 2_000
LONGEST_UNTIL_REVIEW = 26  # weeks: our default, the guide names none


@dataclass(frozen=True)
class DomainFound:
    """What was found in one domain (`DomainFinding`), and what was seen or heard of it."""

    code: str
    finding: str
    words: str = ""


@dataclass(frozen=True)
class ScreeningText:
    """A version as it is written. `review_on` is None where the level says by itself when it is looked at again."""

    level: str
    because: str
    findings: tuple[DomainFound, ...]
    protective: str = ""
    young_persons_view: str = ""
    carers_view: str = ""
    screened_with: str = ""
    accepted_by: str = ""
    review_on: date | None = None

    @property
    def not_known(self) -> int:
        return sum(one.finding == DomainFinding.NOT_KNOWN for one in self.findings)


def check_screening(new: ScreeningText, *, levels: Sequence[Level], domains: Collection[str], today: date) -> None:
    """STA-2, CTX-14: one of the county's levels, chosen and not computed, with the reasons for it in words."""
    if new.level not in {one.code for one in levels}:
        raise Refused("Choose the level.", clause="STA-2", field="level")
    if not new.because.strip():
        raise Refused("Say why this level. A level without reasons is a label.", clause="STA-2", field="because")
    check_findings(new.findings, domains)
    check_next_review(new.review_on, today)
    for name in ("because", "protective", "young_persons_view", "carers_view"):
        if len(getattr(new, name)) > LONGEST_WORDS:
            raise Refused(f"This must be {LONGEST_WORDS:,} characters or fewer.", field=name)


def check_findings(findings: Sequence[DomainFound], domains: Collection[str]) -> None:
    """CTX-14: every domain is answered, once; "not known" is an answer. What is found is said in words."""
    codes = [one.code for one in findings]
    if set(codes) != set(domains) or len(codes) != len(set(codes)):
        raise Refused("Answer each domain once: yes, no or not known.", clause="CTX-14", field="findings")
    for one in findings:
        if one.finding not in DomainFinding.values:
            raise Refused("Answer yes, no or not known.", clause="CTX-14", field=f"{one.code}-finding")
        if one.finding == DomainFinding.YES and not one.words.strip():
            raise Refused(
                "Say what was seen or heard: a tick says nothing.", clause="CTX-14", field=f"{one.code}-words"
            )


def check_next_review(review_on: date | None, today: date) -> None:
    """STA-2: a level that nobody looks at again becomes a label."""
    if review_on is not None and review_on < today:
        raise Refused("The day of the review has passed already.", clause="STA-2", field="review_on")
    if review_on is not None and review_on > today + timedelta(weeks=LONGEST_UNTIL_REVIEW):
        raise Refused(f"Look at it again within {LONGEST_UNTIL_REVIEW} weeks: that is our default.", field="review_on")


def next_review(level: Level | None, today: date) -> date | None:
    """STA-2: how soon by the level, where nobody said a day; None where the level calls for none."""
    weeks = level.review_weeks if level else None
    return today + timedelta(weeks=weeks) if weeks else None


def is_review_late(review_on: date | None, today: date) -> bool:
    return review_on is not None and review_on < today
