"""What journeys of the weeks after share: easing, screening, a place, a reprisal, and the way back."""

from datetime import timedelta

from playwright.sync_api import expect

from reachable.common import clock
from reachable.contexts.models import Context
from reachable.incidents.choices import LinkKind
from reachable.incidents.models import Incident, IncidentLink
from reachable.safety.models import FitQuestion
from tests.journeys.keyboard import Keyboard
from tests.journeys.responding import pictured

KAI = "Kai Mensah (A)"
WAY_BACK = "The way back to business as usual"
BOWL = "The skate bowl"


def on_the_way_back(who: Keyboard, incident: Incident) -> None:
    who.goto("oversight:way_back", reference=incident.reference)
    who.expects(WAY_BACK)


def eases(hana: Keyboard, incident: Incident, because: str) -> None:
    on_the_way_back(hana, incident)
    hana.press("Say that stabilisation begins")
    hana.expects("Say that stabilisation begins")
    hana.fill("What has eased", because)
    hana.press("Stabilisation begins")
    hana.expects(WAY_BACK)
    hana.sees("Stabilisation has begun")


def screens(priya: Keyboard, incident: Incident) -> None:
    priya.goto("support:levels", reference=incident.reference)
    priya.expects("Levels: who was screened, and when again")
    priya.sees("1 not screened since the incident.")
    priya.follow(f"Screen {KAI}")
    priya.expects(f"Screen {KAI} for exploitation")
    priya.choose("Which level?", "Medium")
    priya.fill("Why this level?", "New older friends, and a debt that he is afraid of")
    priya.press("Save this screening")
    priya.expects(f"Screening of {KAI}")
    priya.goto("support:levels", reference=incident.reference)
    priya.sees("Medium")
    priya.does_not_see("not screened since the incident")


def refers_a_place(priya: Keyboard, incident: Incident) -> None:
    """A name is asked about, and the words are mended; then it is looked at from its three sides."""
    priya.goto("contexts:of_incident", reference=incident.reference)
    priya.expects(f"Places and groups of {incident.reference}")
    priya.press("Refer a place or group")
    priya.expects("Refer a place or group")
    priya.choose("What is it?", "A place or neighbourhood")
    priya.fill("What is it called?", BOWL)
    priya.fill("What happens there?", "Kai Mensah was threatened there after school.")
    priya.fill("Why does it matter in this incident?", "It happened beside it.")
    priya.press("Refer")
    priya.sees("There is a problem")
    priya.axe()
    priya.fill("What happens there?", "Fights after school, said by the park warden.")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.follow("Assess it")
    priya.page.get_by_label("What do young people say of it?").fill("They like the bowl and fear the way home.")
    priya.page.locator("[name=guardianship]").fill("The warden, until five.")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("Assessment saved", "The warden, until five.")


def presses_what_saves(who: Keyboard) -> None:
    who.page.locator("#page-form").get_by_role("button").last.click()


def looks_again(priya: Keyboard) -> None:
    place = Context.objects.get()
    priya.goto("contexts:revisit", context=place.reference)
    priya.fill("What has changed there?", "Nothing has: the lamp is still out.")
    presses_what_saves(priya)
    priya.expects(BOWL)
    priya.sees("Nothing has: the lamp is still out.")


def begins_again(hana: Keyboard, incident: Incident, reprisal: Incident) -> None:
    on_the_way_back(hana, incident)
    hana.follow("Begin again")
    hana.expects("Begin the response again")
    hana.fill("What has happened?", "He was waited for after school")
    hana.fill("Reference of the incident that made it so", reprisal.reference)
    hana.press("Begin again")
    hana.expects(WAY_BACK)
    hana.sees("The response runs again")
    link = IncidentLink.objects.get(later=reprisal)
    assert (link.earlier, link.kind) == (incident, LinkKind.REPRISAL)


def answers_whether_the_plan_fits(priya: Keyboard, incident: Incident) -> None:
    question = FitQuestion.objects.get(involvement__incident=incident, answer="")
    priya.goto("safety:fit", reference=incident.reference, key=question.key)
    priya.expects(f"Safety plan of {KAI}: still fit for purpose?")
    priya.choose("Is the plan still fit for purpose?", "Still fit for purpose")
    priya.fill("Why, or what must change?", "His mother drives him, and the way is another one")
    presses_what_saves(priya)
    priya.page.get_by_role("heading", level=1).wait_for()
    priya.sees("His mother drives him")
    priya.axe()


def is_refused(hana: Keyboard, incident: Incident, *says: str) -> None:
    """The page says what is missing; sent all the same, it is refused with the same words, and these are kept."""
    hana.goto("oversight:stand_down", reference=incident.reference)
    hana.expects("Hand over to business as usual")
    hana.sees("It cannot become business as usual yet", *says)
    hana.fill("How does it stand now", "He is back at school")
    hana.press("Hand over to business as usual")
    hana.sees("There is a problem", "The response cannot become business as usual yet")
    hana.sees_in("How does it stand now", "He is back at school")
    hana.axe()


def hands_over(hana: Keyboard, incident: Incident, to: str) -> None:
    on_the_way_back(hana, incident)
    hana.follow("Hand over…")
    hana.expects("Hand over what is open")
    for line in hana.group("What is handed over?").get_by_role("checkbox").all():
        line.check()
    people = hana.page.get_by_label("To whom?")
    people.select_option(value=people.locator("option").filter(has_text=to).first.get_attribute("value"))
    hana.fill("What do they take on?", "The plan, and what is still to be done")
    hana.fill_date("When is it looked at next?", clock.local_date(clock.now() + timedelta(days=7)))
    hana.press("Hand over")
    hana.expects(WAY_BACK)
    hana.sees("Handed over. It counts once they accept it", "Not answered yet")
    pictured(hana, "way-back", 1100)


def accepts(priya: Keyboard, incident: Incident) -> None:
    """Line by line: each is hers by her own word."""
    on_the_way_back(priya, incident)
    waiting = priya.page.get_by_role("link", name="Answer…")
    while (left := waiting.count()) > 0:
        waiting.first.click()
        priya.page.get_by_role("heading", level=1, name="Take on:").wait_for()
        priya.axe()
        priya.choose("Do you take it on?", "Yes, I take it on")
        priya.press("Save")
        priya.expects(WAY_BACK)
        expect(waiting).to_have_count(left - 1)


def stands_down(hana: Keyboard, incident: Incident) -> None:
    hana.goto("oversight:stand_down", reference=incident.reference)
    hana.expects("Hand over to business as usual")
    hana.does_not_see("It cannot become business as usual yet")
    hana.fill("How does it stand now", "He is back at school, and Priya Nair goes on with him")
    hana.fill("What is left undone", "What was not called for; Hana Malik decided")
    hana.press("Hand over to business as usual")
    hana.expects(WAY_BACK)
    hana.sees("The response is business as usual")
