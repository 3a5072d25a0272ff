"""Legal aid: whose means are not looked at, when aid comes first, who is assigned, the worker's last word."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from tests.ground.access import town as towns
from tests.scenes.organise.desk_town import at_desk

from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Happening, Matter
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.scenes.rights.actions import legal_aid as actions
from yugong.scenes.rights.models import Lawyer, LegalAid
from yugong.scenes.rights.queries import legal_aid as queries
from yugong.scenes.rights.rules import aiding

from .mediating import NOW, Desk, today

pytestmark = pytest.mark.usefixtures("plain_static")
KEY = "rights.legal_aid"
GIVEN = {
    "claim": "wage", "employer": "嘉陵星即时配送（重庆）有限公司", "rural": "yes", "welfare": "no",
    "preservation": "no", "facts": "欠薪三个月", "amount": "18000",
}  # fmt: skip


class Aid(Desk):
    """The district with two lawyers."""

    def __init__(self) -> None:
        super().__init__()
        self.busy, self.free = (
            actions.add_lawyer(
                unit=self.tree.east, name=name, office="巴渝律师事务所", field="labour",
                since=date(2024, 1, 1), by=self.by("head"), at=NOW,
            )
            for name in ("李忙", "王闲")
        )  # fmt: skip

    def ask(self, **more: str) -> Matter:
        return matters.open(kind=KEY, asker=self.worker, answers=GIVEN | more, by=self.me, at=NOW)

    def aid(self, matter: Matter) -> LegalAid:
        return LegalAid.objects.get(matter=matter.number)

    def acting(self, lawyer: Lawyer | None = None) -> Matter:
        matter = self.go(self.ask(), "grant", "clerk")
        actions.assign(aid=self.aid(matter), lawyer=lawyer or self.busy, by=self.by("clerk"), at=NOW)
        matter.refresh_from_db()
        return matter


BUILD = Aid


@pytest.fixture
def desk(built, db) -> Aid:
    return deepcopy(built)


def reasons(**more: object) -> tuple[str, list[bool]]:
    facts = {
        "claim": "wage", "rural": "no", "welfare": "no", "income": None, "line": 233_000, "urgent": False,
        "urgent_why": "",
    }  # fmt: skip
    found = aiding.RULE.apply(facts | more, on=date(2026, 11, 21))
    return found.outcome, [reason.holds for reason in found.reasons[1:]]


@pytest.mark.parametrize(
    ("more", "free"),
    [
        ({"rural": "yes", "claim": "wage"}, True),
        ({"rural": "yes", "claim": "injury"}, True),
        ({"rural": "yes", "claim": "leaving"}, False),
        ({"rural": "no", "claim": "wage"}, False),
        ({"welfare": "yes", "claim": "other"}, True),
    ],
)
def test_means_are_not_looked_at_where_the_law_says_so(more: dict[str, str], free: bool) -> None:
    assert aiding.means_free({"claim": "wage", "rural": "no", "welfare": "no"} | more) is free
    assert all(reasons(**more)[1]) is free


@pytest.mark.parametrize(("income", "holds"), [(233_000, True), (233_001, False), (None, False)])
def test_otherwise_the_income_is_held_against_the_line(income: int | None, holds: bool) -> None:
    assert reasons(income=income) == ("review", [holds])


@pytest.mark.parametrize(("ahead", "stage"), [(6, "appoint"), (7, "review"), (0, "appoint")])
def test_aid_comes_first_when_less_than_seven_days_are_left(desk: Aid, ahead: int, stage: str) -> None:
    matter = desk.ask(limit_ends=today(ahead))
    assert matter.stage == stage
    verdict = Happening.objects.filter(matter=matter, data__has_key="verdict").latest("seq").data["verdict"]
    assert verdict["outcome"] == ("urgent" if stage == "appoint" else "review")
    if stage == "appoint":
        assert desk.aid(matter).urgent is True


def test_preservation_is_urgent_too(desk: Aid) -> None:
    assert desk.ask(preservation="yes").stage == "appoint"


def test_the_way_to_the_money_and_the_worker_says_the_last_word(desk: Aid) -> None:
    matter = desk.acting()
    row = desk.aid(matter)
    assert (matter.stage, row.state, row.lawyer, row.means_tested) == ("acting", "assigned", desk.busy, False)
    assert row.appoint_by >= row.decided_on + timedelta(days=3)
    desk.go(matter, "finish", "head", result="settled", recovered="18,000.00", report="调解书已履行")
    assert (matter.stage, desk.aid(matter).recovered_fen) == ("confirm", 1_800_000)
    desk.go(matter, "unhappy", why="还差 2000 元")
    assert (matter.stage, desk.aid(matter).recovered_fen) == ("acting", 0)
    desk.go(matter, "finish", "head", result="won", recovered="20000", report="已执行")
    desk.go(matter, "content")
    assert matter.stage == "closed"
    assert queries.totals(queries.below(desk.tree.east.path)) == {
        "cases": 1,
        "free": 1,
        "recovered": 2_000_000,
    }


def test_means_are_no_ground_to_refuse_or_to_stop_where_they_are_not_looked_at(desk: Aid) -> None:
    matter = desk.ask()
    with pytest.raises(Refused, match="不审查经济困难"):
        desk.go(matter, "refuse", "clerk", ground="means", why="收入高")
    desk.go(matter, "refuse", "clerk", ground="facts", why="没有证据")
    assert (matter.stage, desk.aid(matter).state) == ("told", "refused")
    desk.go(matter, "object", why="补了工资条")
    assert matter.stage == "review"
    other = desk.acting()
    with pytest.raises(Refused, match="不审查经济困难"):
        desk.go(other, "stop", "head", ending="means", why="有钱了")
    desk.go(other, "stop", "head", ending="own", why="自己请了律师")
    assert desk.aid(other).state == "ended"


def test_papers_are_asked_for_once(desk: Aid) -> None:
    matter = desk.go(desk.ask(), "ask", "clerk", missing="工资条")
    desk.go(matter, "supplied")
    with pytest.raises(Refused):
        desk.go(matter, "ask", "clerk", missing="还有合同")


def test_the_least_busy_lawyer_stands_first_and_a_busy_one_stays(desk: Aid) -> None:
    desk.acting(desk.busy)
    found = list(queries.lawyers_for(desk.tree.east.path, on=local_day(NOW)))
    assert [(one.name, one.load) for one in found] == [("王闲", 0), ("李忙", 1)]
    with pytest.raises(Refused, match="没办完"):
        actions.end_lawyer(lawyer=desk.busy, by=desk.by("head"), at=NOW)
    actions.end_lawyer(lawyer=desk.free, by=desk.by("head"), at=NOW)
    matter = desk.go(desk.ask(), "grant", "clerk")
    with pytest.raises(Refused, match="不在名单"):
        actions.assign(aid=desk.aid(matter), lawyer=desk.free, by=desk.by("clerk"), at=NOW)


def test_the_pages_of_the_desk(desk: Aid) -> None:
    client, matter = desk.client("clerk"), desk.go(desk.ask(), "grant", "clerk")
    path = f"/desk/legal-aid/{matter.number}/"
    page = client.get(path).content.decode()
    for words in ("不审查经济困难", "王闲", "法律援助法第四十二条", "算仲裁时效"):
        assert words in page, words
    assert client.post(path, {"lawyer": "x"}).status_code == 404
    assert client.post(path, {"lawyer": str(desk.free.pk)}).status_code == 302
    assert desk.aid(matter).lawyer == desk.free
    assert "王闲" in client.get("/desk/legal-aid/").content.decode()
    form = {"name": "赵新", "office": "江州律师事务所", "field": "injury", "since": "2025-01-01"}
    assert client.post("/desk/legal-aid/lawyers/", form).status_code == 302
    assert client.post("/desk/legal-aid/lawyers/", form).status_code == 422


def test_aid_of_another_subtree_does_not_exist(desk: Aid) -> None:
    matter = desk.acting()
    account, _ = towns.officer("西区", 490, desk.tree.west, "district_officer")
    west = at_desk(account)
    assert west.get(f"/desk/legal-aid/{matter.number}/").status_code == 404
    assert west.post(f"/desk/legal-aid/lawyers/{desk.busy.pk}/end/").status_code == 404
    assert "李忙" not in west.get("/desk/legal-aid/lawyers/").content.decode()
