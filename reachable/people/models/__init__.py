"""People as they were recorded, what is said of them, and which records are of one person."""

from .assertion import Assertion, Association, Group, GroupLink
from .detail import Account, Address, AddressReader, Detail, DoNotDisclose, MayBeTold, OtherName
from .person import (
    Belonging,
    Doubt,
    Identifier,
    MatchKey,
    Merging,
    Person,
    PersonRecord,
    RecordHistory,
    years_between,
)

__all__ = [
    "Account",
    "Address",
    "AddressReader",
    "Assertion",
    "Association",
    "Belonging",
    "Detail",
    "DoNotDisclose",
    "Doubt",
    "Group",
    "GroupLink",
    "Identifier",
    "MatchKey",
    "MayBeTold",
    "Merging",
    "OtherName",
    "Person",
    "PersonRecord",
    "RecordHistory",
    "years_between",
]
