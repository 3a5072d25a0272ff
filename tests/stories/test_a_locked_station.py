"""A rider finds a station, stands before a locked one, says so by a tap, and is asked once it is open."""

import json
import re
import secrets
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import CHAIR, MEMBER, Crowd, Platform, Somebody
from tests.stories.planting_stations import LON
from yugong.kernel.doorcode import Answer, Lock

pytestmark = pytest.mark.browser
DONE = "管钥匙的人换了班，门开了，钥匙留在旁边的店里"
TOLD = """
    SELECT count(*) FROM notices_notice n JOIN people_account a ON a.person_id = n.person_id
    WHERE a.username = 'chair' AND n.about = %s AND n.template = 'service.station_order'
"""


def test_from_the_locked_door_to_the_open_one(people: Crowd, platform: Platform) -> None:
    word = f"金山{secrets.token_hex(2)}"
    lat = 29 + secrets.randbelow(900) / 10_000
    done = platform.run("tests.stories.planting_stations", word, str(lat))
    assert done.returncode == 0, done.stderr
    planted = json.loads(done.stdout)
    rider, keeper = people.worker(MEMBER), people.officer(CHAIR)
    found(rider, word, lat)
    number = reported(rider, word)
    assert platform.worth(TOLD, number) == 1
    opened(rider, planted)
    answered(keeper, number)
    page = rider.go(f"/m/{number}/")
    expect(page.get_by_text(DONE).first).to_be_visible()
    rider.shot("station-4-asked")
    page.get_by_role("button", name="开着，能用").first.click()
    expect(page.get_by_text("已办结").first).to_be_visible()
    page = rider.go(f"/stations/{planted['kiosk']}/")
    expect(page.get_by_text("刚刚有人说开着").first).to_be_visible()
    assert f"{lat:.3f}" not in platform.log.read_text()


def found(rider: Somebody, word: str, lat: float) -> None:
    """The phone says where it is, rounded, in the body of the request; the nearest comes first."""
    rider.context.grant_permissions(["geolocation"], origin=rider.url)
    rider.context.set_geolocation({"latitude": lat + 0.00012, "longitude": LON + 0.00034})
    page, sent = rider.go("/stations/"), []
    page.on("request", lambda one: sent.append((one.url, one.post_data or "")))
    page.get_by_role("button", name="用我现在的位置").click()
    expect(page.locator(".stn h3").first).to_contain_text(f"1. {word}暖心小站")
    place = next(body for url, body in sent if url.endswith("/stations/"))
    assert re.findall(r"\d\d\.\d+", place)[:1] == [f"{lat + 0.00012:.3f}"]
    assert not [url for url, _ in sent if "29.0" in url or not url.startswith(rider.url)]
    page.get_by_role("button", name="能充电").click()
    expect(page.locator(".stn h3").first).to_contain_text(f"1. {word}智慧驿站")
    page.get_by_role("button", name="能充电").click()
    expect(page.locator(".stn h3").first).to_contain_text("暖心小站")
    rider.shot("station-1-near")


def reported(rider: Somebody, word: str) -> str:
    """One tap; the number of the order."""
    page = rider.page
    page.locator(".stn h3 a", has_text=f"{word}暖心小站").click()
    page.get_by_role("button", name="门锁着", exact=True).click()
    expect(page.get_by_text("24 小时内要去看").first).to_be_visible()
    expect(page.get_by_text("可能锁着（刚刚有人说门锁着）").first).to_be_visible()
    rider.shot("station-2-reported")
    return page.locator("main a[href^='/m/']").first.inner_text()


def opened(rider: Somebody, planted: dict[str, str]) -> None:
    """The next one opens by a code that its lock understands without any net."""
    page = rider.go(f"/stations/{planted['smart']}/")
    page.get_by_role("button", name="取开门码").click()
    code = page.locator(".doorcode").inner_text()
    lock = Lock(bytes.fromhex(planted["key"]), planted["smart"])
    assert [lock.hears(code, datetime.now(UTC)) for _ in range(2)] == [Answer.OPENS, Answer.USED]
    rider.shot("station-3-code")


def answered(keeper: Somebody, number: str) -> None:
    """The union that keeps it has a day; it answers the same hour."""
    page = keeper.go(f"/desk/matters/{number}/")
    expect(page.get_by_text("剩 23 时").or_(page.get_by_text("剩 24 时")).first).to_be_visible()
    keeper.shot("station-order")
    page = keeper.go(f"/desk/matters/{number}/move/mended/")
    page.fill("main [name=done]", DONE)
    page.locator("main form button.primary").last.click()
    expect(page.get_by_text("，已办").first).to_be_visible()
