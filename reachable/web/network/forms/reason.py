"""Why the connections around an incident are mapped, and how far."""

from typing import Any

from reachable.incidents.queries import Reason
from reachable.web.shared.fields import RadiosField, TextareaField
from reachable.web.shared.seen import SeenForm

HOPS = (
    ("1", "One step: those connected with somebody in the incident"),
    ("2", "Two steps: those connected with them too"),
    ("3", "Three steps"),
)


class ReasonForm(SeenForm):
    """`may_widen`: whoever manages the team says how far, and why further than one step."""

    words = TextareaField(
        label="Why is the network around this incident mapped?",
        hint="Whom do you want to keep safe, and from what? For example: brothers and friends of Kai may be sought "
        "out after Saturday; we need to know who is exposed and who can support them.",
        rows=4,
        max_length=1_000,
        missing="Say why the network is mapped",
    )
    hops = RadiosField(
        label="How far?",
        choices=HOPS,
        small=True,
        conditional={"2": ("because_two",), "3": ("because_three",)},
    )
    because_two = TextareaField(label="Why two steps?", rows=2, max_length=1_000, missing="Say why one is not enough")
    because_three = TextareaField(
        label="Why three steps?", rows=2, max_length=1_000, missing="Say why two are not enough"
    )

    def __init__(self, *args: Any, may_widen: bool, reason: Reason | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["hops"] = str(reason.hops if reason else 1)
        if reason:
            because = {2: "because_two", 3: "because_three"}.get(reason.hops, "")
            self.initial.update(
                {"words": reason.words, "seen_number": str(reason.number), because: reason.hops_because}
            )
        self.stands = reason
        if not may_widen:
            del self.fields["hops"], self.fields["because_two"], self.fields["because_three"]

    @property
    def reason(self) -> dict[str, Any]:
        """The arguments of `map_network`. Who may not say how far leaves it as it is."""
        given = self.cleaned_data
        if "hops" not in self.fields:
            hops, because = (self.stands.hops, self.stands.hops_because) if self.stands else (1, "")
        else:
            hops, because = int(given["hops"]), given["because_two"] or given["because_three"]
        return {
            "words": given["words"],
            "hops": hops,
            "hops_because": because,
            "seen_number": given["seen_number"],
        }
