"""A vote in the browser: a member votes, keeps his receipt, finds his ballot in the list, counts again."""

import json
from pathlib import Path

import pytest

from tests.stories.conftest import MEMBER, Crowd, Platform

pytestmark = pytest.mark.browser


def test_a_member_votes_checks_his_receipt_and_counts_again(
    people: Crowd, platform: Platform, tmp_path: Path
) -> None:
    poll = platform.planted("voted", "open")["poll"]
    phone = people.worker(MEMBER)
    page = phone.go("/votes/")
    page.get_by_text("故事里的投票").click()
    assert "每个人看到的次序不同" in page.inner_text("main")
    page.get_by_role("link", name="投票", exact=True).click()
    page.get_by_label("江边驿站").check()
    page.fill("input[name=own]", "2468")
    page.locator("#paper button").click()
    receipt = page.locator("#receipt").inner_text().strip()
    assert receipt.endswith("-2468")
    phone.shot("vote-receipt")
    page = phone.go(f"/votes/{poll}/paper/")
    assert "你已投票" in page.inner_text("main")
    assert receipt not in page.content()
    assert phone.context.request.get(f"{phone.url}/votes/{poll}/result/").status == 404
    done = platform.run("tests.stories.voted", "post", poll)
    assert done.returncode == 0, done.stderr
    page = phone.go(f"/votes/{poll}/result/")
    assert "防作弊报告" in page.inner_text("main")
    assert "江边驿站" in page.locator(".cell").first.inner_text()
    phone.shot("vote-result")
    page.get_by_role("link", name="查自己的选票、重新计票").click()
    assert "完全一致" in page.inner_text("main")
    page.fill("input[name=code]", receipt.lower())
    page.locator("#check button").click()
    assert "选的是：江边驿站" in page.inner_text("main")
    phone.shot("vote-own-ballot")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载选票清单").click()
    file = tmp_path / "ballots.json"
    waiting.value.save_as(file)
    told = platform.yugong("ballot", "verify", str(file), "--receipt", receipt, "--json")
    said = json.loads(told.stdout)
    assert (told.returncode, said["ok"], said["own"]) == (0, True, ["江边驿站"])
    wrong = file.with_name("wrong.json")
    wrong.write_text(file.read_text().replace(f'"{receipt}", [', f'"{receipt}", [2, '))
    assert platform.yugong("ballot", "verify", str(wrong)).returncode == 1
