"""What is recorded of the young people of the main incident beside name and age, and of what is kept from whom."""

from datetime import datetime, timedelta
from typing import Any

from reachable.incidents import operations as incidents
from reachable.incidents import queries as seen
from reachable.incidents.choices import HoldKind
from reachable.people.choices import AddressUse, NameUse, Tri
from reachable.people.choices import DetailKind as Kind
from reachable.people.facts import NewAccount, NewAddress, NewDetail
from reachable.people.facts import Telling as WhoIsTold

from ..telling import Telling
from ..times import Since, some_of

# By whom, of whom, and what; nobody is asked twice for what stands here.
DETAILS = (
    ("wendy", "A", NewDetail(Kind.GP, where="Magdalen practice (invented)", told_by="his mother")),
    ("shona", "A", NewDetail(Kind.SCHOOL, code="SCHOOL", where="Northgate Academy (invented), Year 10")),
    ("priya", "A", NewDetail(Kind.ETHNICITY, code="BLACK_AFRICAN", words="British Ghanaian", told_by="Kai")),
    ("priya", "A", NewDetail(Kind.LANGUAGE, code="en", words="English; Twi with his grandmother", told_by="Kai")),
    ("priya", "A", NewDetail(Kind.INTERPRETER, code="NOT_NEEDED", told_by="Kai")),
    ("priya", "A", NewDetail(Kind.LEGAL_STATUS, code="CHILD_IN_NEED", where="Norfolk")),
    ("priya", "A", NewDetail(Kind.SERVICE, code="CHILDRENS_SOCIAL_CARE", where="Norwich, team 2")),
    ("shona", "A", NewDetail(Kind.SEND, code="SEMH", words="A quiet place to go to, and time", told_by="the school")),
    ("dele", "D", NewDetail(Kind.LANGUAGE, code="lt", words="Lithuanian at home", told_by="his mother")),
    ("dele", "D", NewDetail(Kind.INTERPRETER, code="NEEDED", words="For his mother: Lithuanian", told_by="his mother")),
    ("yusuf", "D", NewDetail(Kind.SERVICE, code="YJS", where="Norfolk, since March")),
    ("shona", "D", NewDetail(Kind.SCHOOL, code="COLLEGE", where="City college (invented), first year")),
    ("grace", "E", NewDetail(Kind.LEGAL_STATUS, code="LOOKED_AFTER", where="Suffolk", words="Section 20")),
    ("grace", "E", NewDetail(Kind.HOME_AUTHORITY, where="Suffolk")),
    ("grace", "E", NewDetail(Kind.LANGUAGE, code="pt", words="Portuguese with his mother")),
    ("shona", "C", NewDetail(Kind.SCHOOL, code="SCHOOL", where="Northgate Academy (invented), Year 7")),
)  # fmt: skip


def tell(told: Telling, since: Since) -> None:
    when = some_of(since.day, 0.2, 0.5)
    keys = {letter: line.key for letter, line in told.lines("hana", when(0)).items()}
    for number, (who, letter, new) in enumerate(DETAILS):
        incidents.add_detail(**_common(told, who, when(number / len(DETAILS))), key=keys[letter], new=new)
    worker = NewDetail(Kind.WORKER, code="SOCIAL_WORKER", professional_key=told.cast["priya"].key)
    for letter in "AC":
        incidents.add_detail(**_common(told, "hana", when(1)), key=keys[letter], new=worker)
    called: dict[str, Any] = {"use": NameUse.NICKNAME, "name": "Kay", "told_by": "Ella"}
    incidents.add_other_name(**_common(told, "priya", when(1)), key=keys["A"], **called)
    _addresses(told, keys, when(1))
    _family(told, keys, when(1))
    _account(told, keys, when(0.8))
    held: dict[str, Any] = {"kind": HoldKind.CRIMINAL, "because": "A court may ask for what is held"}
    incidents.place_hold(**_common(told, "hana", when(1)), **held)


def _common(told: Telling, who: str, at: datetime) -> dict[str, Any]:
    return {"by": told.cast[who], "at": at, "reference": told.reference}


def _addresses(told: Telling, keys: dict[str, Any], at: datetime) -> None:
    home = NewAddress(
        AddressUse.HOME, line1="14 Larkfield Row", town="Norwich", postcode="NR1 9ZZ", told_by="his mother"
    )
    incidents.add_address(**_common(told, "priya", at), key=keys["A"], new=home)
    safe = NewAddress(
        AddressUse.RELATIVE,
        line1="2 Staithe Cottages",
        town="Holt",
        postcode="NR25 9ZZ",
        is_safe=True,
        told_by="his aunt",
        readers=(told.cast["priya"].key, told.cast["hana"].key),
    )
    incidents.add_address(**_common(told, "priya", at), key=keys["B"], new=safe)
    warning: dict[str, Any] = {"to_whom": "His father", "because": "He passed on where Jay was once before."}
    incidents.do_not_disclose(**_common(told, "priya", at), key=keys["B"], **warning, told_by="his aunt")


def _family(told: Telling, keys: dict[str, Any], at: datetime) -> None:
    """Abena may be told everything; whether Rasa may be told where Dovydas is, nobody has said yet."""
    members = {node.name: node.key for node in seen.network(told.cast["hana"], told.reference, at).nodes}
    said = WhoIsTold(
        lives_with=Tri.YES,
        responsibility=Tri.YES,
        told=Tri.YES,
        because="She was there on the night and asked to be rung first.",
        telephone="07700 900431",
        safe_to_ring=Tri.YES,
    )
    common = _common(told, "priya", at)
    incidents.say_who_may_be_told(**common, key=keys["A"], relative_key=members["Abena Mensah"], telling=said)


def _account(told: Telling, keys: dict[str, Any], at: datetime) -> None:
    new = NewAccount(
        question="What happened before you got to the bus station?",
        words="We were only getting chips. They knew our names. I did not see who did it, I was looking at Jay.",
        said_at=at - timedelta(hours=1),
        present="Kai, Priya Shah; his mother waited outside, as he asked",
    )
    incidents.record_account(**_common(told, "priya", at), key=keys["A"], new=new)
