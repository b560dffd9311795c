"""Court appearances, support, and what a remand asks (CRT-1 to CRT-5)."""

from types import MappingProxyType

from reachable.common.permission_codes import Permission
from reachable.playbook.establishments import shipped

from ..choices import FactKind
from .kind import Group, KindOfFact, choice, choices, day, professional, text, yes_no

_T = Group.COURT

COURT = (
    KindOfFact(
        FactKind.BAIL_POSITION,
        "bail-position",
        True,
        "When was it agreed?",
        repeats=True,
        group=_T,
        clauses=("CRT-1",),
        fields=(
            choice(
                "position",
                "Position",
                ("support-bail", "Support bail"),
                ("support-bail-elsewhere", "Support bail, at another place"),
                ("not-support", "Do not support bail"),
                ("not-agreed", "Not agreed yet"),
            ),
            text("support", "What support is offered"),
            choice("dissent", "Does anybody disagree?", ("nobody", "Nobody"), ("somebody", "Somebody")),
            text("dissent-words", "Who disagrees, and why"),
            professional("presented-by", "Who tells the court"),
        ),
    ),
    KindOfFact(
        FactKind.HEADS_MET,
        "heads-met",
        False,
        "When did they meet?",
        repeats=True,
        group=_T,
        clauses=("CRT-2",),
        fields=(
            text("social-care", "For Social Care", "Name and role"),
            text("youth-justice", "For youth justice", "Name and role"),
            yes_no("everybody", "Every linked young person with a date covered?"),
        ),
    ),
    KindOfFact(
        FactKind.COURT_SUPPORT,
        "court-support",
        True,
        "When was it agreed?",
        repeats=True,
        group=_T,
        clauses=("CRT-3",),
        fields=(
            text("in-custody", "Who supports the young person in custody"),
            text("at-court", "Who supports the young person at court"),
            text("for-family", "Who supports the family"),
        ),
    ),
    KindOfFact(
        FactKind.OUTSIDE_COURT,
        "outside-court",
        True,
        "When was it considered?",
        repeats=True,
        group=_T,
        clauses=("CRT-4",),
        fields=(
            choice(
                "risk",
                "Risk outside the building",
                ("likely", "Likely"),
                ("possible", "Possible"),
                ("none-known", "None known"),
                ("not-known", "Not known"),
            ),
            choices(
                "measures",
                "Agreed",
                ("police", "Police there"),
                ("entrance", "Another entrance"),
                ("times", "Other times for each side"),
                ("transport", "Safe transport"),
                ("link", "Video link"),
                ("none", "None called for"),
            ),
            text("police-liaison", "Agreed with whom, at the police"),
        ),
    ),
    KindOfFact(
        FactKind.ESTABLISHMENT_CHECKED,
        "establishment-checked",
        True,
        "When was it checked?",
        repeats=True,
        group=_T,
        clauses=("CRT-5",),
        hint="“None known” means: none known to this partnership. It does not mean that there are none.",
        fields=(
            choice("establishment", "Establishment", *((one.code, one.name) for one in shipped())),
            choice(
                "links",
                "Links and opponents there",
                ("found", "Found"),
                ("none-known", "None known to this partnership"),
                ("asked", "Placements team asked"),
            ),
            day("asked-on", "Placements team asked on"),
            text("who", "Who is there, and what they are to the young person"),
        ),
        narrow=MappingProxyType({"who": Permission.SEE_NETWORK}),
        has_words=False,
    ),
)
