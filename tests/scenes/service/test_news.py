"""News: six readings by other hands than the author's, corrections with a note, works that leave at once."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk, text
from tests.scenes.service.canteen import NOW, Canteen
from tests.scenes.service.test_orders import phone, refused

from yugong.ground.files.models import Attachment, State
from yugong.ground.notices.models import Notice
from yugong.ground.people.actions import withdraw_consent
from yugong.kernel import actor
from yugong.kernel.actor import CLOCK
from yugong.scenes.service.actions import news_mending, news_reading, news_writing
from yugong.scenes.service.actions import works as works_acts
from yugong.scenes.service.models import Article, Work
from yugong.scenes.service.queries import news, works
from yugong.scenes.service.views.news_words import blocks

HANDS = ("second", "chooser")


@pytest.fixture
def paper(canteen: Canteen) -> Canteen:
    return canteen


def write(paper: Canteen, **more: str) -> Article:
    given = {
        "column": "models",
        "title": "焊花里的十五年",
        "body": "他叫石工。\n\n每天焊三百个点。",
        "byline": "",
    } | more
    return news_writing.write(unit=paper.tree.east, given=given, by=paper.by("clerk"), at=NOW)


def read(paper: Canteen, row: Article, name: str, *, passed: bool = True, remark: str = "看过了") -> Article:
    return news_reading.read(
        article=row, step=row.step + 1, passed=passed, remark=remark, by=paper.by(name), at=NOW
    )


def through(paper: Canteen, row: Article) -> Article:
    """All six readings, by two in turn: the union has no third."""
    row = news_writing.submit(article=row, by=paper.by("clerk"), at=NOW)
    for n in range(6):
        row = read(paper, row, HANDS[n % 2])
    return row


def public(paper: Canteen, **more: str) -> Article:
    return news_reading.publish(article=through(paper, write(paper, **more)), by=paper.by("second"), at=NOW)


def test_six_readings_in_order_by_other_hands_than_the_authors(paper: Canteen) -> None:
    row = news_writing.submit(article=write(paper), by=paper.by("clerk"), at=NOW)
    refused("own_work", read, paper, row, "clerk")
    refused("remark", read, paper, row, "second", remark=" ")
    row = read(paper, row, "second")
    refused("own_work", read, paper, row, "second")  # somebody fresh is there
    refused(
        "stale",
        news_reading.read,
        article=row,
        step=1,
        passed=True,
        remark="x",
        by=paper.by("chooser"),
        at=NOW,
    )
    row = read(paper, row, "chooser")
    for n in range(4):
        refused("stale", news_reading.publish, article=row, by=paper.by("second"), at=NOW)
        row = read(paper, row, HANDS[n % 2])
    assert (row.standing, row.step, row.readings.count()) == ("ready", 6, 6)
    refused("own_work", news_reading.publish, article=row, by=paper.by("clerk"), at=NOW)


def test_a_changed_text_and_a_no_begin_anew(paper: Canteen) -> None:
    row = news_writing.submit(article=write(paper), by=paper.by("clerk"), at=NOW)
    row = read(paper, row, "second")
    given = {"column": row.column, "title": row.title, "body": row.body, "byline": ""}
    same = news_writing.mend(article=row, given=given, by=paper.by("clerk"), at=NOW)
    assert (same.standing, same.step) == ("reading", 1)
    row = news_writing.mend(
        article=row, given=given | {"body": "改了一个数字。"}, by=paper.by("clerk"), at=NOW
    )
    assert (row.standing, row.round, row.step) == ("draft", 2, 0)
    row = news_writing.submit(article=row, by=paper.by("clerk"), at=NOW)
    row = read(paper, row, "second", passed=False, remark="数字没有出处")
    assert (row.standing, row.round) == ("draft", 3)
    assert Notice.objects.filter(template="news.back").count() == 1
    row = public(paper)
    refused("stale", news_writing.mend, article=row, given=given, by=paper.by("clerk"), at=NOW)


def test_it_appears_when_it_was_asked_for(paper: Canteen) -> None:
    hour = timedelta(hours=1)
    row = news_reading.publish(
        article=through(paper, write(paper)), when=NOW + hour, by=paper.by("second"), at=NOW
    )
    assert (row.standing, list(news.public())) == ("ready", [])
    assert news_reading.sweep(by=CLOCK, at=NOW) == 0
    assert news_reading.sweep(by=CLOCK, at=NOW + hour) == 1
    assert news.public().get().published_at == NOW + hour


def test_a_correction_takes_two_and_is_told_a_withdrawal_says_why(paper: Canteen) -> None:
    row = public(paper)
    fix = {"title": row.title, "body": "他叫石工。\n\n每天焊五百个点。", "note": "“三百”应为“五百”"}
    refused("note", news_mending.correct, article=row, **fix | {"note": ""}, by=paper.by("clerk"), at=NOW)
    news_mending.correct(article=row, **fix, by=paper.by("second"), at=NOW)
    refused("own_work", news_mending.agree, article=row, agreed=True, by=paper.by("second"), at=NOW)
    row = news_mending.agree(article=row, agreed=True, by=paper.by("chooser"), at=NOW)
    assert (row.body, news.holding(news.public(), "五百个").count()) == (fix["body"], 1)
    assert news.holding(news.public(), "三百个").count() == 0
    refused("why", news_mending.withdraw, article=row, why="", by=paper.by("chooser"), at=NOW)
    row = news_mending.withdraw(article=row, why="当事人不愿再登", by=paper.by("chooser"), at=NOW)
    assert list(news.public()) == []
    assert news.one_public(row.pk).withdrawn_why == "当事人不愿再登"


def test_any_piece_of_a_text_is_found(paper: Canteen) -> None:
    row = public(paper)
    for piece in ("焊花", "十五年", "石", "每天焊三百个点", "石工 焊花"):
        assert [one.pk for one in news.holding(news.public(), piece)] == [row.pk]
    for piece in ("花焊", "五十年", "石匠", "!"):
        assert list(news.holding(news.public(), piece)) == []


def test_texts_are_text() -> None:
    found = blocks("## 小标题\n<script>alert(1)</script>\n\n- 一\n- 二\n\n末段")
    assert [one.sort for one in found] == ["h", "p", "ul", "p"]
    assert found[1].lines == ("<script>alert(1)</script>",)


def image() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "JPEG")
    return SimpleUploadedFile("山.jpg", data.getvalue(), "image/jpeg")


def offer(paper: Canteen, n: int = 0) -> Work:
    who = paper.workers[n]
    given = {"sort": "photo", "title": "金佛山的早晨", "about": "", "byline": "老陈", "agree": True}
    return works_acts.offer(person=who, given=given, upload=image(), by=actor.person(who.pk), at=NOW)


def test_a_work_is_shown_with_consent_and_gone_at_once(paper: Canteen) -> None:
    row, other = offer(paper), offer(paper, 1)
    assert list(works.shown()) == []
    refused("why", works_acts.judge, work=row, shown=False, by=paper.by("second"), at=NOW)
    for one in (row, other):
        works_acts.judge(work=one, shown=True, by=paper.by("second"), at=NOW)
    assert works.shown().count() == 2
    who = paper.workers[1]
    withdraw_consent(person=who, purpose=works.PURPOSE, by=actor.person(who.pk), at=NOW)
    assert [one.pk for one in works.shown()] == [row.pk]
    file, me = row.picture, paper.workers[0]
    works_acts.take_back(person=me, work=row, by=actor.person(me.pk), at=NOW)
    kept = Work.objects.get(pk=row.pk)
    assert (kept.standing, kept.title, kept.picture, kept.byline) == ("taken_back", "", None, "")
    assert Attachment.objects.get(pk=file).state == State.SHREDDED
    assert list(works.shown()) == []


@pytest.mark.usefixtures("plain_static")
def test_pages_from_the_draft_to_the_screen(paper: Canteen) -> None:
    desk, reader, last = (at_desk(paper.accounts[name]) for name in ("clerk", "second", "chooser"))
    typed = {
        "column": "festival",
        "title": "致敬<守夜人>",
        "body": "第一段\n\n第二段",
        "byline": "",
        "shown_until": "",
    }
    path = desk.post("/desk/news/new/", typed).url
    assert desk.post(f"{path}submit/").url == path
    assert "撰稿人不能审校" in text(desk.get(path))
    for n in range(6):
        form = {"step": str(n + 1), "remark": "好", "passed": "1"}
        assert (reader, last)[n % 2].post(f"{path}read/", form).url == path
    assert reader.post(f"{path}publish/", {"when": "明天"}).status_code == 422
    assert reader.post(f"{path}publish/", {"when": ""}).url == path
    row = Article.objects.get()
    visitor = phone(paper.workers[2], 3)
    page = text(visitor.get(f"/news/{row.pk}/"))
    assert "致敬&lt;守夜人&gt;" in page
    assert "由 2 个人分别做完" in page
    assert text(visitor.get("/news/?q=守夜")).count(f"/news/{row.pk}/") == 1
    assert visitor.get("/news/tributes/")["Refresh"] == "300"
    assert re.search(r"阅读|浏览|点赞|次看", page) is None
    assert (
        at_desk(towns.officer("西", 390, paper.tree.west, "district_officer")[0]).get(path).status_code == 404
    )


@pytest.mark.usefixtures("plain_static")
def test_pages_of_works(paper: Canteen) -> None:
    author, other, desk = (
        phone(paper.workers[0], 1),
        phone(paper.workers[1], 2),
        at_desk(paper.accounts["second"]),
    )
    typed = {"sort": "photo", "title": "金佛山的早晨", "about": "", "byline": "老陈"}
    assert author.post("/news/works/new/", typed | {"picture": image()}).status_code == 422
    assert author.post("/news/works/new/", typed | {"agree": "on"}).status_code == 422
    mine = author.post("/news/works/new/", typed | {"agree": "on", "picture": image()}).url
    assert other.get(mine).status_code == 404
    key = Work.objects.get().pk
    assert desk.get(f"/desk/news/works/{key}/picture/").status_code == 200
    assert desk.post(f"/desk/news/works/{key}/judge/", {"shown": "1"}).url == "/desk/news/works/"
    shown = other.get(f"{mine}picture/")
    assert (shown.status_code, shown["Cache-Control"]) == (200, "private, no-store")
    assert other.post(f"{mine}back/").status_code == 404
    assert author.post(f"{mine}back/").url == "/news/works/"
    assert [other.get(one).status_code for one in (mine, f"{mine}picture/")] == [404, 404]
