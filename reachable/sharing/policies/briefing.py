"""What must hold before a briefing is signed, issued, answered or withdrawn (BRF-1 to BRF-4). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from reachable.common.gates import GateLine, refuse_unless
from reachable.common.refusals import Refused
from reachable.directory.choices import RoleCode

from ..choices import BriefingState

_CANNOT = "The briefing is not issued yet"
_WRITER = "whoever writes it"
_SECOND = "a second person who may sign briefings"
_HEAD = "the Head of Social Work"


@dataclass(frozen=True)
class BriefingStands:
    """What the gate reads. `signed_by` is empty where nobody signed exactly these words.

    `chair_may`: the chair is the Head of Social Work, or a team manager whom one of them nominated.
    """

    must_go: int
    unanswered: int
    made_out: str = ""
    small_group: str = ""
    signed_by: str = ""
    signed_at: datetime | None = None
    what_to_do: str = ""
    pass_on: str = ""
    chair: str = ""
    chair_may: bool = False
    police: str = ""
    readers: int = 0


def briefing_lines(stands: BriefingStands) -> tuple[GateLine, ...]:
    """BRF-4, BRF-3, BRF-2, BRF-1: everything that issuing asks for, in the order in which it is settled."""
    return (
        names_nobody_line(stands.must_go),
        looked_at_line(stands.unanswered),
        questions_line(stands.made_out, stands.small_group),
        own_place_line(stands.what_to_do),
        pass_on_line(stands.pass_on),
        signed_line(stands.signed_by, stands.signed_at),
        chair_line(stands.chair, chair_may=stands.chair_may),
        police_line(stands.police),
        readers_line(stands.readers),
    )


def names_nobody_line(must_go: int) -> GateLine:
    """BRF-4: no individual young person is discussed; what names somebody must go."""
    words = "no name of anybody in or around this incident was found"
    if must_go:
        words = f"{_places(must_go)} of the text {'name' if must_go > 1 else 'names'} somebody and must go"
    return _line(not must_go, words, _WRITER, "BRF-4")


def looked_at_line(unanswered: int) -> GateLine:
    """BRF-4: somebody looked at every doubtful place and said why it names nobody."""
    words = "every doubtful place was looked at"
    if unanswered:
        verb = "have" if unanswered > 1 else "has"
        words = f"{_places(unanswered)} of the text {verb} to be looked at again"
    return _line(not unanswered, words, _WRITER, "BRF-4")


def questions_line(made_out: str, small_group: str) -> GateLine:
    """BRF-4: whether somebody local could tell who is meant, no machine can answer."""
    met = bool(made_out.strip() and small_group.strip())
    words = "both questions that no machine can answer are answered"
    return _line(met, words if met else "the two questions that no machine can answer are open", _WRITER, "BRF-4")


def own_place_line(what_to_do: str) -> GateLine:
    """BRF-2: it says what partners can do in their own setting."""
    met = bool(what_to_do.strip())
    words = "it says what to do in one's own setting"
    return _line(met, words if met else "“What to do in your setting” is empty", _WRITER, "BRF-2")


def pass_on_line(pass_on: str) -> GateLine:
    """BRF-2: it reminds partners to go on sharing what they learn."""
    met = bool(pass_on.strip())
    words = "it says how to pass information on"
    return _line(met, words if met else "“How to pass information on” is empty", _WRITER, "BRF-2")


def signed_line(signed_by: str, signed_at: datetime | None) -> GateLine:
    """BRF-4: a second person read and signed exactly the text that was checked."""
    if not signed_by:
        return _line(False, "nobody else has signed exactly this text", _SECOND, "BRF-4")
    return GateLine(True, "exactly this text was signed", clause="BRF-4", told_by=signed_by, at=signed_at)


def chair_line(chair: str, *, chair_may: bool) -> GateLine:
    """BRF-3: the Head of Social Work chairs, or a team manager whom they nominated."""
    if not chair:
        return _line(False, "nobody is named to chair it", _HEAD, "BRF-3")
    missing = f"{chair} is neither Head of Social Work nor a team manager whom one of them nominated"
    return _line(chair_may, f"{chair} chairs it" if chair_may else missing, _HEAD, "BRF-3")


def police_line(police: str) -> GateLine:
    """BRF-3: MACE police support the chair."""
    words = f"{police} of MACE police supports the chair" if police else "nobody of MACE police supports the chair"
    return _line(bool(police), words, "whoever names the chair", "BRF-3")


def readers_line(readers: int) -> GateLine:
    """BRF-1: it is for partners in the affected community, so somebody is named."""
    met = readers > 0
    words = f"it is for {readers} reader{'s' if readers != 1 else ''}" if met else "nobody is named to read it"
    return _line(met, words, _WRITER, "BRF-1")


def check_can_be_issued(stands: BriefingStands) -> None:
    """BRF-4: nothing is issued while anything of its gate is missing."""
    refuse_unless(briefing_lines(stands), _CANNOT, clause="BRF-4")


def check_can_go_further(stands: BriefingStands) -> None:
    """BRF-4: what was issued goes to nobody more once it names somebody who has come to be known since."""
    lines = (names_nobody_line(stands.must_go), looked_at_line(stands.unanswered))
    refuse_unless(lines, "This briefing goes to nobody more: withdraw it and write a new one", clause="BRF-4")


def check_can_be_signed(stands: BriefingStands) -> None:
    """BRF-4: what is signed was checked as things are known now, and its writer answered everything."""
    lines = (
        names_nobody_line(stands.must_go),
        looked_at_line(stands.unanswered),
        questions_line(stands.made_out, stands.small_group),
    )
    refuse_unless(lines, "This text is not ready to be signed", clause="BRF-4")


def check_second_person(*, wrote_of_it: bool) -> None:
    """BRF-4: whoever wrote any of it does not sign it."""
    if wrote_of_it:
        raise Refused("You wrote some of this briefing: somebody else has to read and sign it.", clause="BRF-4")


def check_same_words(sent: str, stands: str) -> None:
    """BRF-4: what is signed or issued is the text that was on the page, to the letter."""
    if sent != stands:
        words = "The text was changed since this page was opened. What it says now is shown: read it once more."
        raise Refused(words, clause="BRF-4")


def check_is_draft(state: str) -> None:
    if state == BriefingState.ISSUED:
        raise Refused("This briefing was issued. Withdraw it and write a new one to say something else.")
    if state == BriefingState.WITHDRAWN:
        raise Refused("This briefing was withdrawn.")


def check_is_issued(state: str) -> None:
    if state == BriefingState.DRAFT:
        raise Refused("This briefing was not issued yet.")
    if state == BriefingState.WITHDRAWN:
        raise Refused("This briefing was withdrawn.")


def check_is_not_withdrawn(state: str) -> None:
    if state == BriefingState.WITHDRAWN:
        raise Refused("This briefing was withdrawn.")


def check_not_signed(*, is_signed: bool) -> None:
    """BRF-4: what was signed stands as it was signed, the answers too."""
    if is_signed:
        raise Refused("This text was signed. Save a new version to change anything of it.", clause="BRF-4")


def check_is_writer(*, is_writer: bool) -> None:
    """BRF-4: whoever wrote the words says why they name nobody; anybody else saves a version of their own."""
    if not is_writer:
        words = "Whoever wrote this version answers for it. Save it as your own version to answer."
        raise Refused(words, clause="BRF-4")


def check_answered(words: str, because: str, *, can_be_answered: bool) -> None:
    """BRF-4: a doubtful place is answered with a reason; what names somebody has to go."""
    if not can_be_answered:
        raise Refused(f"“{words}” cannot be answered: take it out of the text.", clause="BRF-4")
    if not because.strip():
        raise Refused(f"Say why “{words}” names nobody.", clause="BRF-4")


def check_answer_names_nobody(certain: Collection[str], doubtful: Collection[str], *, sure: bool) -> None:
    """BRF-4: an answer goes to people outside, as the briefing did."""
    if certain:
        listed = ", ".join(f"“{one}”" for one in certain)
        words = f"Take out {listed}: it names somebody in or around this incident. Ring whoever asked instead."
        raise Refused(words, clause="BRF-4", field="answer")
    if doubtful and not sure:
        listed = ", ".join(f"“{one}”" for one in doubtful)
        words = f"Look again at {listed}. If nobody could tell from it who is meant, say so below."
        raise Refused(words, clause="BRF-4", field="sure")


def check_question_names_nobody(*, said: bool) -> None:
    """BRF-4: asked of every question alike, whatever stands in it: whoever asks learns nothing of who is known here."""
    if not said:
        words = (
            "Say that your question names no young person. If it is about one, ring the children's front door instead."
        )
        raise Refused(words, clause="BRF-4", field="names_nobody")


def may_chair(chair_roles: Collection[str], nominator_roles: Collection[str]) -> bool:
    """The Head of Social Work, or a team manager nominated by one."""
    if RoleCode.HEAD_OF_SOCIAL_WORK in chair_roles:
        return True
    return RoleCode.TEAM_MANAGER in chair_roles and RoleCode.HEAD_OF_SOCIAL_WORK in nominator_roles


def check_chair(chair: str, *, chair_may: bool) -> None:
    """BRF-3: somebody else does not chair it."""
    if not chair_may:
        words = f"{chair} can chair it if they are Head of Social Work, or a team manager whom one of them nominated."
        raise Refused(words, clause="BRF-3", field="chair")


def check_is_mace_police(name: str, roles: Collection[str]) -> None:
    """BRF-3: MACE police support the chair."""
    if RoleCode.MACE_POLICE not in roles:
        raise Refused(f"{name} does not work for MACE police.", clause="BRF-3", field="police")


def check_says_what_it_is_for(place: str, title: str) -> None:
    if not place.strip():
        raise Refused("Say which place or community it is for.", clause="BRF-1", field="place")
    if not title.strip():
        raise Refused("Give it a title.", field="title")


def _places(count: int) -> str:
    return f"{count} places" if count > 1 else "1 place"


def _line(met: bool, words: str, who: str, clause: str) -> GateLine:
    return GateLine(met=met, words=words, who="" if met else who, clause=clause)
