from datetime import timedelta
from django.urls import reverse
from django.test import override_settings
from reachable.common import clock
from reachable.incidents import operations as incidents
from reachable.incidents.choices import Part, Where
from reachable.incidents.facts import ReportedYoungPerson
from reachable.responses import operations, queries
from reachable.directory import operations as directory
from reachable.directory.choices import RoleCode
from tests.factories import report, with_team
OUT = "/tmp/r3/"

def shots(k, name, path, h1=None, title=None):
    for width in (1100, 320):
        k.page.set_viewport_size({"width": width, "height": 900})
        k.goto(path)
        k.page.wait_for_timeout(300)
        k.page.screenshot(path=f"{OUT}{name}-{width}.png", full_page=True)
        w = k.page.evaluate("document.documentElement.scrollWidth")
        print(name, width, "scrollWidth", w)
        if width == 1100:
            try:
                k.axe()
            except Exception as e:
                print("AXE", name, str(e)[:1500])

def test_pictures(at_keyboard, cast):
    now = clock.now()
    people = tuple(ReportedYoungPerson(given_names=n, family_name="Mensah", approximate_age=15, parts=(Part.VICTIM,), where=Where.HOSPITAL) for n in ("Kai","Jay","Ella","Dara","Lio","Mina"))
    many = with_team(cast, incidents.report_incident(by=cast.hana, at=now, report=report(young_people=people, happened_at=now-timedelta(hours=1), description="Two groups met at the bus station. One young person was stabbed and taken to hospital.")), at=now)
    one = with_team(cast, incidents.report_incident(by=cast.hana, at=now, report=report(happened_at=now-timedelta(hours=1))), at=now)
    directory.set_duty_line(by=None, at=now, role=RoleCode.POLICE_DUTY_INSPECTOR, name="Duty inspector", telephone="01632 960777")
    directory.set_duty_line(by=None, at=now, role=RoleCode.EMERGENCY_DUTY_SENIOR, name="Emergency duty team", telephone="01632 960778")
    view = queries.sheet(cast.hana, many.reference, "immediate-safety", now)
    for n, card in enumerate(view.young_person_cards):
        if n % 3 == 0:
            operations.answer_consideration(by=cast.priya, at=now, reference=many.reference, consideration_key=card.key, answer="NOT_YET_KNOWN", seen_number=0)
        elif n % 7 == 1:
            operations.answer_consideration(by=cast.sam, at=now, reference=many.reference, consideration_key=card.key, answer="IN_PLACE", because="With an aunt in Cromer, who was rung by the team", seen_number=0)
        elif n % 7 == 2:
            operations.answer_consideration(by=cast.sam, at=now, reference=many.reference, consideration_key=card.key, answer="ACTION_NEEDED", because="Not agreed", seen_number=0, actions=[operations.NewAction("Write to the housing officer", now+timedelta(hours=3+n%20), owner_key=cast.priya.key), operations.NewAction("Visit the family", now+timedelta(hours=5), owner_key=cast.sam.key, makes_contact=True)])
    k = at_keyboard(cast.priya)
    S = "immediate-safety"
    c = next(c for c in view.young_person_cards if c.code == "safe-to-return" and c.letter == "A")
    shots(k, "mywork", "/")
    shots(k, "sheet6", reverse("responses:sheet", args=[many.reference, S]))
    shots(k, "sheetA", reverse("responses:sheet_about", args=[many.reference, S, "A"]))
    shots(k, "card", reverse("responses:answer", args=[many.reference, c.key]))
    shots(k, "tonight6", reverse("responses:tonight", args=[many.reference]))
    shots(k, "tonight1", reverse("responses:tonight", args=[one.reference]))
    shots(k, "sheet1", reverse("responses:sheet", args=[one.reference, S]))
    shots(k, "actions", reverse("responses:actions", args=[many.reference]))
    a = queries.actions_for(cast.hana, many.reference, now)[0]
    shots(k, "action", reverse("responses:action", args=[a.key]))
    shots(k, "handover", reverse("responses:handover", args=[many.reference]))
    shots(k, "help", "/help/")
    k.goto(reverse("responses:handover", args=[many.reference]))
    k.page.pdf(path=OUT + "handover6.pdf", format="A4")
    k.goto(reverse("responses:handover", args=[one.reference]))
    k.page.pdf(path=OUT + "handover1.pdf", format="A4")
    # script: a card on a sheet
    k.page.set_viewport_size({"width": 1100, "height": 900})
    k.goto(reverse("responses:sheet", args=[many.reference, S]))
    k.page.locator("[data-open-card]").nth(1).click()
    box = k.page.locator("[data-opened]")
    box.get_by_label("Not needed").first.check()
    box.get_by_role("button", name="Save this answer").click()
    k.page.wait_for_timeout(800)
    k.page.screenshot(path=OUT + "opened.png")
    print(box.inner_text()[:600])
    box.get_by_label("Because").fill("Grandmother has checked")
    box.get_by_label("Because").press("Control+Enter")
    k.page.wait_for_timeout(800)
    print("AFTER", k.page.locator("[data-cell-of]").nth(1).inner_text(), box.locator("[data-notice]").inner_text())
    k.goto(reverse("responses:sheet", args=[one.reference, S]))
    first = k.page.locator("[data-card]").first
    first.get_by_label("Not yet known").check()
    first.get_by_label("Not yet known").press("Control+Enter")
    k.page.wait_for_timeout(900)
    print("CTRL", k.page.locator("[data-card]").first.locator("[data-notice]").inner_text(), k.page.evaluate("document.activeElement.id"))
    second = k.page.locator("[data-card]").nth(1)
    second.locator(".app-offer input[type=checkbox]").first.check()
    k.page.wait_for_timeout(200)
    second.screenshot(path=OUT + "offer.png")
    k.axe()
    second.get_by_label("Because").fill("typed draft")
    k.page.wait_for_timeout(2500)
    k.goto(reverse("responses:sheet", args=[one.reference, S]))
    print("DRAFT", k.page.locator("text=We kept what you typed").count(), k.page.locator("[data-card]").nth(1).get_by_label("Because").input_value())
    n = at_keyboard(cast.hana, javascript=False)
    n.goto(reverse("responses:sheet", args=[one.reference, S]))
    n.page.screenshot(path=OUT + "nojs.png", full_page=True)
