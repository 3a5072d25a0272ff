"""A rider joins without his employer knowing, changes platform, rests between jobs and comes back."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, Crowd, Platform, Somebody
from tests.stories.walking import join, newcomer, number_of, reached

pytestmark = pytest.mark.browser
COURIERS = "南川区快递行业联合工会"


def asks(one: Somebody, way: str, **choices: str) -> str:
    """From the card through the form of a kind to its matter."""
    page = one.go("/card/")
    page.get_by_role("link", name=way).click()
    for name, value in choices.items():
        radio = page.locator(f"input[name={name}][value='{value}']")
        if radio.count():
            radio.check()
        else:
            page.fill(f"[name={name}]", value)
    page.get_by_role("button", name="下一步").click()
    page.wait_for_url("**step=check")
    return sends(page)


def sends(page: Page) -> str:
    agree = page.locator("input[name=agree]")
    if agree.count():
        agree.check()
    page.get_by_role("button", name="提交").click()
    page.wait_for_url("**/m/*/")
    return number_of(page)


def standing(one: Somebody) -> tuple[str, str, str]:
    """What the card says: standing, union, member number."""
    card = one.go("/card/").locator(".mcard")
    union, number = (card.locator("p").nth(n).inner_text() for n in (0, 1))
    return card.locator(".lv").inner_text().strip(), union, number


def waits_out(platform: Platform, number: str) -> str:
    done = platform.run("tests.stories.waiting", number)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_rider_moves_rests_and_returns(people: Crowd, platform: Platform) -> None:
    """Blind joining; a transfer that nobody can hold up; one member number all the way."""
    who, phone, desk = newcomer(), people.phone(), people.officer(CHAIR)
    joining = join(phone, who, COURIERS, asked="快递行业", blind=True)
    page = desk.go(f"/desk/matters/{joining}/move/admit/")
    page.get_by_role("button", name="同意入会").click()
    reached(page, f"/desk/matters/{joining}/")
    level, union, member = standing(phone)
    assert (level, union) == ("渝工会员", COURIERS)

    page = phone.go("/card/")
    phone.shot("rider-1-card")
    page.get_by_role("link", name="转会").click()
    page.wait_for_url("**/transfer/")
    phone.shot("rider-2-where-to")
    offered = page.locator("main form b").first.inner_text()
    assert offered != COURIERS
    page.get_by_role("button", name=f"转到{offered}").click()
    page.wait_for_url("**step=check")
    phone.shot("rider-3-check")
    moving = sends(page)
    expect(page.locator(".hero .tag").first).to_have_text("新工会接收")

    assert waits_out(platform, moving) == "move"
    page.reload()
    expect(page.locator(".hero .tag").first).to_have_text("原工会确认")
    assert moving in desk.go("/desk/?tab=unclaimed").content()
    assert standing(phone)[1] == COURIERS
    assert waits_out(platform, moving) == "move"
    assert standing(phone) == ("渝工会员", offered, member)
    days = platform.rows(
        "SELECT m.valid_from, m.valid_to FROM people_membership m WHERE m.number = %s"
        " AND m.superseded_at IS NULL ORDER BY m.valid_from",
        member.split()[-1],
    )
    assert [end for _, end in days] == [*(start for start, _ in days[1:]), None]

    asks(phone, "保留会籍", why="两份工作之间", since="2026-01-01")
    expect(phone.page.locator(".hero")).to_contain_text("会籍已保留")
    phone.shot("rider-4-retained")
    assert standing(phone) == ("保留会籍", offered, member)
    asks(phone, "恢复会籍", why="接着跑单")
    assert standing(phone) == ("渝工会员", offered, member)
    phone.shot("rider-5-restored")
