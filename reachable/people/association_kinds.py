"""How each kind of connection between two people is said, how long it may be relied on, and what the standard calls it.

One table: sentences, forms, review dates and checks follow it; an export reads `standard` from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .choices import AssociationKind

OTHER_DAYS = 183  # six months
FAMILY_DAYS = 731  # two years


@dataclass(frozen=True)
class KindOfAssociation:
    """`says` leads from the one to the other, `says_back` from the other to the one.

    `from_other`: the sentence begins with the other, because it is about what is done to him. `one_is_adult`: it
    cannot be true of a child. `default_days` is when a review is due unless a day is given, `longest_days` the most.
    `standard` is what the one is to the other in the person standard; a peer, a conflict or harm has no code there,
    and is never exported.
    """

    code: AssociationKind
    says: str
    says_back: str
    is_family: bool = False
    one_is_adult: bool = False
    from_other: bool = False
    standard: str = ""
    standard_back: str = ""

    @property
    def is_symmetric(self) -> bool:
        return self.says == self.says_back

    @property
    def longest_days(self) -> int:
        return FAMILY_DAYS if self.is_family else OTHER_DAYS

    @property
    def default_days(self) -> int:
        return self.longest_days

    def sentence(self, one: str, other: str) -> str:
        """Ada (B) is the mother or father of Kai (A)."""
        return f"{other} {self.says_back} {one}" if self.from_other else f"{one} {self.says} {other}"

    def sentence_from(self, who: str, whom: str, *, is_one: bool) -> str:
        """The same, beginning with `who`, whichever of the two he is."""
        return f"{who} {self.says if is_one else self.says_back} {whom}"


_K = AssociationKind


def _same(code: AssociationKind, says: str, *, is_family: bool = False, standard: str = "") -> KindOfAssociation:
    return KindOfAssociation(code, says, says, is_family=is_family, standard=standard, standard_back=standard)


def _relative(
    code: AssociationKind, says: str, says_back: str, standard: str, standard_back: str, *, one_is_adult: bool = False
) -> KindOfAssociation:
    return KindOfAssociation(
        code,
        says,
        says_back,
        is_family=True,
        one_is_adult=one_is_adult,
        standard=standard,
        standard_back=standard_back,
    )


_DECLARED = (
    _relative(_K.PARENT, "is the mother or father of", "is a child of", "PRN", "CHILD"),
    _relative(_K.STEP_PARENT, "is a step-parent, or a parent's partner, of", "is a stepchild of", "STPPRN", "STPCHLD"),
    _relative(_K.CARER, "is a carer of", "is cared for by", "", "", one_is_adult=True),
    _same(_K.SIBLING, "is a brother or sister of", is_family=True, standard="SIB"),
    _same(_K.HALF_SIBLING, "is a half or step brother or sister of", is_family=True, standard="HSIB"),
    _relative(_K.GRANDPARENT, "is a grandparent of", "is a grandchild of", "GRPRN", "GRNDCHILD", one_is_adult=True),
    _relative(_K.AUNT_OR_UNCLE, "is an aunt or uncle of", "is a niece or nephew of", "EXT", "NIENEPH"),
    _same(_K.COUSIN, "is a cousin of", is_family=True, standard="COUSN"),
    _same(_K.OTHER_RELATIVE, "is a relative of", is_family=True, standard="FAMMEMB"),
    _same(_K.HOUSEHOLD, "lives in the same household as", is_family=True),
    _same(_K.FRIEND, "is a friend of", standard="FRND"),
    _same(_K.PARTNER, "is a partner, boyfriend or girlfriend of", standard="SIGOTHR"),
    _same(_K.CO_PRESENT, "was in the same place at an incident as"),
    _same(_K.IN_CONFLICT, "is in conflict with"),
    KindOfAssociation(_K.EXPLOITS, "is exploiting", "is being exploited by", from_other=True),
    KindOfAssociation(_K.SUPPORTIVE_ADULT, "is a supportive adult for", "is supported by", one_is_adult=True),
    _same(_K.SHARES_PLACEMENT, "shares a placement with"),
    _same(_K.SHARES_SCHOOL, "shares a school or provider with"),
    _same(_K.ONLINE, "is in contact online with"),
)

KINDS: Mapping[str, KindOfAssociation] = MappingProxyType({str(kind.code): kind for kind in _DECLARED})
