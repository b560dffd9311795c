"""From the foot of any page to the guide: what is asked where, and which gates nobody holds yet."""

from tests.factories import Cast
from tests.journeys.conftest import AtKeyboard


def test_somebody_looks_up_how_the_ward_is_covered(at_keyboard: AtKeyboard, cast: Cast) -> None:
    priya = at_keyboard()
    priya.take_over_session_of(cast.priya)
    priya.goto("home:help")
    priya.follow("How this follows the guide")
    priya.expects("How this follows the guide")
    priya.sees("Considering immediate safety", "Gate not yet enforced")
    priya.fill("Find by number, word, strand, who leads or how far", "HOS gate")
    priya.does_not_see("Considering immediate safety")
    priya.picture("guide")
    priya.fill("Find by number, word, strand, who leads or how far", "HOS-6")
    priya.sees("1 of 98 shown")
    priya.does_not_see("HOS-10")
    priya.axe()
    priya.fits()
    priya.prints("HOS-6", "OFFICIAL-SENSITIVE")


def test_without_script_the_whole_list_is_there(at_keyboard: AtKeyboard, cast: Cast) -> None:
    priya = at_keyboard(javascript=False, width=320)
    priya.take_over_session_of(cast.priya)
    priya.goto("/guide/#STA-14")
    priya.expects("How this follows the guide")
    priya.sees("SAF-1", "STA-14")
    priya.fits()
