"""Tapping twice, sending again and coming back all make one matter."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page

from tests.stories.conftest import Crowd, Platform, Somebody
from tests.stories.walking import Newcomer, arrive, newcomer, number_of, pick_union, send, tell_who

pytestmark = pytest.mark.browser
UNION = "南川区快递行业联合工会"
MINE = """
SELECT count(*) FROM matters_matter m JOIN people_person p ON p.id = m.asker_id
WHERE m.asker_id = (SELECT asker_id FROM matters_matter WHERE number = %s)
"""


def at_the_last_page(people: Crowd, who: Newcomer) -> tuple[Somebody, Page]:
    """Everything filled in, only the sending is left."""
    one = people.phone()
    page = arrive(one, who.phone)
    tell_who(page, who)
    pick_union(page, UNION, asked="快递行业")
    page.locator("input[name=agree]").check()
    return one, page


def test_a_double_tap(people: Crowd, platform: Platform) -> None:
    """Two taps in a row on the sending button."""
    _, page = at_the_last_page(people, newcomer())
    posts = []
    page.on("request", lambda r: posts.append(r.url) if r.method == "POST" else None)
    page.get_by_role("button", name="提交申请").dblclick()
    page.wait_for_url("**/m/*/")
    assert platform.worth(MINE, number_of(page)) == 1
    assert len(posts) == 1


def test_the_same_letter_ten_times_at_once(people: Crowd, platform: Platform) -> None:
    """The same form replayed over HTTP, ten times at once: every answer leads to the one matter."""
    one, page = at_the_last_page(people, newcomer())
    form = page.evaluate("() => Object.fromEntries(new FormData(document.getElementById('f')))")
    cookies = {c["name"]: c["value"] for c in one.context.cookies()}
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: post(page.url, form, cookies), range(10)))
    assert {status for status, _ in answers} == {302}
    assert len({where for _, where in answers}) == 1
    one.go(answers[0][1])
    assert platform.worth(MINE, number_of(page)) == 1


def post(url: str, form: dict[str, str], cookies: dict[str, str]) -> tuple[int, str]:
    """One POST by hand; the status and where it leads."""
    place = urlsplit(url)
    line = http.client.HTTPConnection(place.netloc, timeout=20)
    headers = {
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": url,
        "Origin": f"http://{place.netloc}",
    }
    line.request("POST", place.path, urlencode(form), headers)
    answer = line.getresponse()
    answer.read()
    return answer.status, answer.getheader("Location", "")


def test_back_and_again(people: Crowd, platform: Platform) -> None:
    """Sent, gone back in the browser: the way leads to the matter and not to a second one."""
    one, page = at_the_last_page(people, newcomer())
    first = send(page)
    page.go_back()
    page.wait_for_url("**/m/*/")
    assert number_of(page) == first
    one.go("/join/")
    page.get_by_role("link", name="开始").click()
    page.wait_for_url("**/m/*/")
    assert number_of(page) == first
    assert platform.worth(MINE, first) == 1
