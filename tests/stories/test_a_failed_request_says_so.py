"""A request that fails in the middle of a page says so in a plain sentence, and what was typed stays."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import CHAIR, Crowd, Platform, Somebody

pytestmark = pytest.mark.browser
COURIERS = "南川区快递行业联合工会"
STALE = "页面放得太久，或在别处重新登录过，为了安全没有提交。请返回上一页，刷新后再提交。"
SENTENCES = {
    403: "没有提交：您现在的身份或岗位不能做这件事，或者页面放得太久了。",
    404: "没有找到：内容可能已经办结或者转走，请从列表重新进入。",
    413: "没有提交：文件或内容太大，请换小一点的再试。",
    429: "操作太频繁，请稍等一会儿再试。",
    500: "系统出了问题，不是您的原因。请稍后再试；急事请拨打 12351。",
    502: "系统出了问题，不是您的原因。请稍后再试；急事请拨打 12351。",
    0: "没有连上，请检查网络后再试。",
}


@pytest.fixture
def desk(people: Crowd, platform: Platform) -> Somebody:
    """A chair at the page of a member, about to look at his numbers."""
    query = (
        "SELECT m.person_id FROM people_membership m JOIN org_unit u ON u.id = m.unit_id "
        "WHERE u.name = %s AND m.valid_to IS NULL LIMIT 1"
    )
    one = people.officer(CHAIR)
    one.go(f"/desk/members/{platform.worth(query, COURIERS)}/")
    return one


def asked(page: Page, purpose: str = "核对会籍信息") -> None:
    page.locator("#rv [type=checkbox]").first.check()
    page.fill("#rv [name=purpose]", purpose)
    page.click("#rv button")


@pytest.mark.parametrize("status", SENTENCES)
def test_every_failure_has_its_sentence(desk: Somebody, status: int) -> None:
    """Whoever answered: a proxy with a page of its own, or nobody at all."""
    page = desk.page
    page.route(
        "**/reveal/",
        lambda route: route.fulfill(status=status, body="<html>") if status else route.abort(),
    )
    asked(page)
    expect(page.get_by_role("alert")).to_contain_text(SENTENCES[status])
    assert page.input_value("#rv [name=purpose]") == "核对会籍信息"
    page.get_by_role("alert").get_by_role("button", name="知道了").click()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_servers_own_sentence_goes_before(desk: Somebody) -> None:
    """The page's token is worthless, as after signing in elsewhere; once it is right, the alert goes."""
    page = desk.page
    token = [one for one in desk.context.cookies() if one["name"] == "csrftoken"]
    desk.context.clear_cookies(name="csrftoken")
    asked(page)
    expect(page.get_by_role("alert")).to_contain_text(STALE)
    assert page.input_value("#rv [name=purpose]") == "核对会籍信息"
    desk.context.add_cookies(token)  # type: ignore[arg-type]
    page.click("#rv button")
    expect(page.locator("#reveal")).to_contain_text("只显示这一次")
    expect(page.get_by_role("alert")).to_have_count(0)
