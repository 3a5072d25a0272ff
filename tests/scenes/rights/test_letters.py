"""Supervision letters: two supervisors and a third hand, number, service, answer, silence, what follows."""

from copy import deepcopy
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.access import principal
from yugong.ground.org import actions as org
from yugong.ground.parameters.queries import calendar
from yugong.ground.people.models import Account
from yugong.kernel.actor import CLOCK, SYSTEM, Actor
from yugong.kernel.calendar import due, local_day, workdays
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import letters
from yugong.scenes.rights.models import SupervisionLetter
from yugong.scenes.rights.queries import letters as queries
from yugong.scenes.rights.rules.letters import numeral

pytestmark = pytest.mark.usefixtures("plain_static")
NOW = timezone.now()
GIVEN = {
    "cause": "pay",
    "finding": "6 月配送费没有按约定结清，涉及 4 人，合计 19,430 元。",
    "demands": "一次性结清上述费用\n完善结算办法并告知劳动者",
    "contact": "李敏，63511351",
}


def acting(account: Account) -> Actor:
    """Somebody at his first post."""
    loaded = principal.load(account.pk, today=local_day(NOW))
    assert loaded
    return loaded[0].seated(loaded[0].seats[0])


SEATS = {
    "first": "supervisor",
    "other": "supervisor",
    "head": "district_officer",
    "clerk": "district_officer",
}


class Desk:
    """A district with two supervisors, an officer who signs, and an employer."""

    def __init__(self) -> None:
        self.tree = towns.build()
        self.accounts: dict[str, Account] = {}
        for n, (name, role) in enumerate(SEATS.items()):
            self.accounts[name], _ = towns.officer(name, 300 + n, self.tree.east, role)
        self.employer = org.register_employer(name="嘉陵星即时配送（重庆）有限公司", by=SYSTEM, at=NOW)

    def by(self, name: str) -> Actor:
        return acting(self.accounts[name])

    def client(self, name: str) -> Client:
        return at_desk(self.accounts[name])

    def draft(self, rank: str = "reminder", **more: object) -> SupervisionLetter:
        given = GIVEN | {"employer": str(self.employer.pk)} | more
        return letters.draft(unit=self.tree.east, rank=rank, given=given, by=self.by("first"), at=NOW)

    def move(self, row: SupervisionLetter, name: str, by: str, at: datetime = NOW, **answers: str) -> None:
        matters.move(
            matter=Matter.objects.get(number=row.matter), name=name, answers=answers, by=self.by(by), at=at
        )

    def signed(self, rank: str = "reminder", **more: object) -> SupervisionLetter:
        row = self.draft(rank, **more)
        self.move(row, "confirm", "other")
        self.move(row, "sign", "head")
        return again(row)

    def served(self, rank: str = "reminder") -> SupervisionLetter:
        row = self.signed(rank, **({"addressee": "东区人社局"} if rank == "recommendation" else {}))
        self.move(row, "served", "clerk", way="hand", receiver="王丽，人力资源部经理")
        return again(row)


def again(row: SupervisionLetter) -> SupervisionLetter:
    return SupervisionLetter.objects.get(pk=row.pk)


def stage(row: SupervisionLetter) -> str:
    return Matter.objects.get(number=row.matter).stage


BUILD = Desk


@pytest.fixture
def desk(built, db) -> Desk:
    return deepcopy(built)


def test_two_supervisors_and_a_third_hand(desk: Desk) -> None:
    row = desk.draft()
    for who in ("first", "head"):
        with pytest.raises(Refused):
            desk.move(row, "confirm", who)
    assert stage(row) == "second"
    desk.move(row, "confirm", "other")
    assert stage(row) == "sign"
    desk.move(row, "sign", "head")
    row = again(row)
    assert (row.drafted_by_id, row.seconded_by_id, row.signed_by_id) == tuple(
        desk.accounts[name].person_id for name in ("first", "other", "head")
    )


def test_only_a_supervisor_of_the_union_drafts(desk: Desk) -> None:
    with pytest.raises(Refused, match="劳动法律监督员"):
        letters.draft(unit=desk.tree.east, rank="reminder", given=GIVEN, by=desk.by("head"), at=NOW)
    assert SupervisionLetter.objects.count() == 0


def test_numbers_count_by_union_year_and_rank(desk: Desk) -> None:
    year = local_day(NOW).year
    found = [desk.signed(rank).number for rank in ("reminder", "reminder", "opinion")]
    assert found == [f"东区工监提〔{year}〕1 号", f"东区工监提〔{year}〕2 号", f"东区工监意〔{year}〕1 号"]


def test_the_paper_cites_the_law_and_counts_the_demands(desk: Desk) -> None:
    row = desk.signed("opinion")
    page = desk.client("first").get(f"/desk/letters/{row.matter}/").content.decode()
    for words in (
        f"{desk.employer.name}：", "劳动合同法》第三十条", "一、一次性结清上述费用",
        "二、完善结算办法并告知劳动者", "请在收到后 15 个工作日内书面答复我会", row.number,
    ):  # fmt: skip
        assert words in page, words
    assert desk.client("first").get(f"/desk/letters/{row.matter}/docx/").content[:2] == b"PK"
    assert desk.client("first").get(f"/desk/letters/{row.matter}/pdf/").content[:4] == b"%PDF"


@pytest.mark.parametrize(("rank", "days"), [("reminder", 10), ("opinion", 15), ("recommendation", 5)])
def test_the_answer_is_due_by_the_working_days_of_its_rank(desk: Desk, rank: str, days: int) -> None:
    row = desk.served(rank)
    wanted = local_day(due(local_day(NOW), workdays(days), calendar=calendar()).when)
    assert (row.reply_days, row.reply_by) == (days, wanted)


def test_a_grassroots_union_sends_no_recommendation(desk: Desk) -> None:
    account, _ = towns.officer("厂监督员", 310, desk.tree.union, "supervisor")
    with pytest.raises(Refused, match="区县以上"):
        letters.draft(
            unit=desk.tree.union, rank="recommendation", given=GIVEN | {"addressee": "东区人社局"},
            by=acting(account), at=NOW,
        )  # fmt: skip


def test_a_draft_sent_back_is_mended_by_its_drafter(desk: Desk) -> None:
    row = desk.draft()
    desk.move(row, "back", "other", what="金额写错了")
    assert desk.client("other").get(f"/desk/letters/{row.matter}/text/").status_code == 404
    client = desk.client("first")
    kept = client.get(f"/desk/letters/{row.matter}/text/").content.decode()
    assert "19,430" in kept
    wrong = client.post(
        f"/desk/letters/{row.matter}/text/", {"finding": "", "demands": "付清", "contact": "李敏"}
    )
    assert (wrong.status_code, "付清" in wrong.content.decode()) == (422, True)
    text = {"finding": "涉及 5 人，合计 20,000 元。", "demands": "付清", "contact": "李敏，63511351"}
    client.post(f"/desk/letters/{row.matter}/text/", text)
    row = again(row)
    assert (stage(row), row.version, queries.opened(row, "text_sealed")) == ("second", 2, text)


def test_the_addressee_signs_and_answers_by_its_link_and_by_no_other(desk: Desk) -> None:
    row = desk.signed("opinion")
    secret = letters.link(unit=desk.tree.east, letter=row, by=desk.by("clerk"), at=NOW)
    visitor = Client()
    assert visitor.get(f"/letters/{secret}x/").status_code == 404
    page = visitor.get(f"/letters/{secret}/")
    assert (page.status_code, page["Referrer-Policy"], row.number in page.content.decode()) == (
        200,
        "same-origin",
        True,
    )
    empty = visitor.post(f"/letters/{secret}/", {"receiver": ""})
    assert (empty.status_code, stage(row)) == (422, "serve")
    for _ in range(2):
        visitor.post(f"/letters/{secret}/", {"receiver": "王丽，人事经理"})
    assert (stage(row), again(row).service) == ("reply", "link")
    visitor.post(f"/letters/{secret}/", {"answer": "已于今日结清。"})
    row = again(row)
    assert (stage(row), queries.opened(row, "answer_sealed")) == ("judge", "已于今日结清。")
    visitor.post(f"/letters/{secret}/", {"answer": "改口"})
    assert queries.opened(again(row), "answer_sealed") == "已于今日结清。"
    fresh = letters_link_refused(desk, row)
    assert "签发以后" in fresh


def letters_link_refused(desk: Desk, row: SupervisionLetter) -> str:
    with pytest.raises(Refused) as refused:
        letters.link(unit=desk.tree.east, letter=row, by=desk.by("clerk"), at=NOW)
    return refused.value.reason


def test_a_new_link_ends_the_old_one_and_time_ends_both(desk: Desk) -> None:
    row = desk.signed()
    old = letters.link(unit=desk.tree.east, letter=row, by=desk.by("clerk"), at=NOW)
    new = letters.link(unit=desk.tree.east, letter=again(row), by=desk.by("clerk"), at=NOW)
    assert queries.by_link(old, at=NOW) is None
    assert queries.by_link(new, at=NOW) == row
    assert queries.by_link(new, at=NOW + letters.LINK) is None


def test_silence_raises_it_to_the_next_letter_which_says_what_was_sent(desk: Desk) -> None:
    row = desk.served("reminder")
    matters.sweep(by=CLOCK, at=NOW + timedelta(days=40))
    row = again(row)
    assert (stage(row), row.state) == ("judge", "silent")
    desk.move(row, "raise", "head", why="电话、上门都没有回音")
    page = desk.client("first").get(f"/desk/letters/{row.matter}/").content.decode()
    assert f"?after={quote(row.matter)}" in page
    form = desk.client("first").get(f"/desk/letters/new/?after={row.matter}").content.decode()
    assert "19,430" in form
    answer = desk.client("first").post(
        "/desk/letters/new/",
        GIVEN | {"rank": "opinion", "employer": str(desk.employer.pk), "after": row.matter},
    )
    assert answer.status_code == 302
    then = SupervisionLetter.objects.get(after=row)
    assert then.rank == "opinion"
    assert (
        f"（{row.number}），至今没有收到答复"
        in desk.client("first").get(f"/desk/letters/{then.matter}/").content.decode()
    )


def test_who_served_it_cannot_say_that_it_was_followed(desk: Desk) -> None:
    row = desk.signed()
    desk.move(row, "served", "clerk", way="post", receiver="前台")
    desk.move(row, "record", "clerk", answer="已结清")
    with pytest.raises(Refused, match="办理的人不能"):
        desk.move(row, "settle", "clerk", why="已到账")
    desk.move(row, "settle", "head", why="已到账")
    assert (again(row).state, stage(row)) == ("settled", "closed")


def test_a_reminder_to_everybody_is_published_and_needs_no_answer(desk: Desk) -> None:
    row = desk.signed(employer="", cause="heat")
    assert (row.addressee, row.reply_days) == ("各用人单位", 0)
    with pytest.raises(Refused, match="公开发布"):
        desk.move(row, "served", "clerk", way="hand", receiver="无")
    assert Client().get(f"/reminders/{row.pk}/").status_code == 404
    desk.move(row, "publish", "clerk")
    desk.move(row, "settle", "head", why="已发布")
    assert again(row).state == "published"
    assert "19,430" in Client().get(f"/reminders/{row.pk}/").content.decode()
    assert str(row.pk) in Client().get("/reminders/").content.decode()


def test_a_letter_to_one_employer_is_never_public(desk: Desk) -> None:
    row = desk.signed()
    with pytest.raises(Refused, match="不能公开"):
        desk.move(row, "publish", "clerk")
    assert str(row.pk) not in Client().get("/reminders/").content.decode()


def test_letters_of_another_subtree_do_not_exist(desk: Desk) -> None:
    row = desk.served("opinion")
    account, _ = towns.officer("西区", 320, desk.tree.west, "district_officer")
    west = at_desk(account)
    for path in ("", "text/", "pdf/"):
        assert west.get(f"/desk/letters/{row.matter}/{path}").status_code == 404, path
    assert west.post(f"/desk/letters/{row.matter}/link/").status_code == 404
    assert quote(row.matter) not in west.get("/desk/letters/").content.decode()
    assert quote(row.matter) in desk.client("head").get("/desk/letters/").content.decode()


def test_what_was_typed_is_kept_when_something_is_missing(desk: Desk) -> None:
    client = desk.client("first")
    answer = client.post("/desk/letters/new/", GIVEN | {"rank": "opinion", "addressee": ""})
    page = answer.content.decode()
    assert (answer.status_code, "请写明主送单位" in page, "19,430" in page) == (422, True, True)


def test_the_text_is_sealed(desk: Desk) -> None:
    row = desk.served()
    raw = bytes(again(row).text_sealed) + bytes(again(row).receipt_sealed)
    assert "结清".encode() not in raw
    assert "王丽".encode() not in raw


@pytest.mark.parametrize(
    ("count", "words"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (34, "三十四")]
)
def test_demands_are_numbered_in_chinese(count: int, words: str) -> None:
    assert numeral(count) == words
