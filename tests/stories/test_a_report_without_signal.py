"""A report made without signal waits on the phone, locked, and goes out by itself when the signal is back."""

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser
STORY = "配送费三个月没结，平台说系统坏了"
HELD = """async () => {
  const asked = indexedDB.open("yugong", 1);
  const db = await new Promise(ok => { asked.onsuccess = () => ok(asked.result); });
  const rows = db.transaction("outbox").objectStore("outbox").getAll();
  const found = await new Promise(ok => { rows.onsuccess = () => ok(rows.result); });
  const text = found.flatMap(one => one.parts.map(p => new TextDecoder().decode(p.held))).join("");
  return [found.length, text, found.map(one => one.key.extractable)];
}"""


def test_a_report_without_signal(people: Crowd, platform: Platform) -> None:
    rider = people.worker(MEMBER)
    before = platform.worth("SELECT count(*) FROM matters_matter WHERE kind = 'rights.hotline_12351'")
    page = rider.go("/help/")
    page.locator("label", has=page.locator("input[value=wages]")).click()
    page.fill("textarea[name=story]", STORY)
    rider.context.set_offline(True)
    page.get_by_role("button", name="交给工会").click()
    expect(page.locator("#outbox")).to_be_visible()
    count, text, readable = page.evaluate(HELD)
    assert (count, STORY in text, readable) == (1, False, [False])
    rider.shot("report-without-signal")
    rider.context.set_offline(False)
    page.wait_for_url("**/m/*/", timeout=40_000)
    expect(page.get_by_text(STORY).first).to_be_visible()
    assert page.evaluate(HELD)[0] == 0
    after = platform.worth("SELECT count(*) FROM matters_matter WHERE kind = 'rights.hotline_12351'")
    assert after == before + 1


def test_it_works_without_scripts(people: Crowd) -> None:
    visitor = people.phone(script=False)
    page = visitor.go("/help/")
    page.locator("label", has=page.locator("input[value=other]")).click()
    page.fill("textarea[name=story]", "想问问怎么入会")
    page.get_by_role("button", name="不留姓名，交给工会").click()
    expect(page.get_by_text("查询码只显示这一次")).to_be_visible()
