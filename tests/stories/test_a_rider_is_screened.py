"""A rider is offered a screening, books it, the hospital says that he came; an officer reads numbers only."""

import pytest

from tests.stories.conftest import DISTRICT, MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser
TITLE = "冬季骑手司机免费体检"
TODAY = """
    UPDATE service_screeningslot SET starts_at = now() - interval '1 hour', ends_at = now()
    WHERE id = %s RETURNING id
"""
MINE = """
    SELECT e.code, e.slot_id, e.state FROM service_examinee e
    JOIN service_screening s ON s.id = e.screening_id
    JOIN people_account a ON a.person_id = e.person_id WHERE s.title = %s AND a.username = 'member'
"""


def test_a_rider_is_screened_and_officers_read_only_numbers(people: Crowd, platform: Platform) -> None:
    phone = people.worker(MEMBER)
    page = phone.go("/services/")
    page.click("main a[href='/health/']")
    page.click(f"main a:has-text('{TITLE}')")
    assert "结果" in page.locator("main").inner_text()
    phone.shot("screening-offered")
    page.click("main form[action$='/reserve/'] button")
    code, slot, state = platform.rows(MINE, TITLE)[0]
    assert state == "booked"
    assert code in page.locator("main").inner_text()
    phone.shot("screening-booked")
    assert platform.rows(TODAY, slot)

    nurse = people.officer("hospital")
    desk = nurse.go("/partner/screening/")
    row = desk.locator("tr", has_text=code)
    nurse.shot("screening-hospital")
    row.locator("button").click()
    assert "到了" in desk.locator("tr", has_text=code).inner_text()
    assert platform.rows(MINE, TITLE)[0][2] == "came"

    assert "谢谢你来" in phone.go(phone.page.url.removeprefix(phone.url)).locator("main").inner_text()
    phone.shot("screening-came")
    assert "谢谢你来体检" in phone.go("/messages/").locator("main").inner_text()

    officer = people.officer(DISTRICT)
    office = officer.go("/desk/health/")
    office.click(f"main a:has-text('{TITLE}')")
    said = office.locator("main").inner_text()
    assert "少于 5 人" in said
    assert code not in said
    officer.shot("screening-counts")
    assert nurse.go("/desk/health/").url.endswith("/partner/")
