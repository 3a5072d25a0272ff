"""Programmes: opened out of a line, listed, posted, decided in batches; caps, twice, and sums."""

from datetime import timedelta
from typing import Any

import pytest
from tests.ground.access import town as towns
from tests.scenes.aid.season_town import NOW, TODAY, Town

from yugong.engines.ledger import queries as books
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.actions import programmes as actions
from yugong.scenes.aid.models import Grant, GrantState, Listed, Programme, Target
from yugong.scenes.aid.queries import programmes as queries


@pytest.fixture
def town(db: Any) -> Town:
    return Town()


def decided(town: Town, programme: Programme, *, grant: bool = True, why: str = "", at: Any = NOW) -> Any:
    ids = list(Target.objects.filter(programme=programme).values_list("pk", flat=True))
    return actions.decide(programme=programme, targets=ids, grant=grant, why=why, by=town.by, at=at)


def test_a_programme_takes_a_line_of_its_union_and_of_its_purpose_only(town: Town) -> None:
    line = town.line("autumn", 100_00)
    plan = actions.Plan(
        name="送温暖", season="winter", period="2026", opens_on=TODAY, closes_on=TODAY, budget_fen=100_00
    )
    for key, words in ((line.pk, "不能混用"), (uuid7(), "选一条本会"), (None, "选一条本会")):
        with pytest.raises(Refused, match=words):
            actions.open_programme(unit=town.tree.east, plan=plan, line=key, by=town.by, at=NOW)
    right = town.line("winter", 99_00, at=NOW - timedelta(days=1))
    with pytest.raises(Refused, match=r"只剩 99\.00 元"):
        actions.open_programme(unit=town.tree.east, plan=plan, line=right.pk, by=town.by, at=NOW)


def test_a_list_takes_members_of_the_union_and_says_why_not_others(town: Town) -> None:
    programme = town.open()
    put = town.put(programme, town.workers[0], town.stranger, town.workers[0])
    assert (put.added, put.known) == (1, 1)
    assert put.refused == ((1, "不是本项目范围内的会员，请先办理入会或者转会"),)
    assert town.put(programme, *town.workers).added == 2


def test_a_batch_gives_to_each_who_can_have_it_and_tells_the_others_why(town: Town) -> None:
    """WE-65: 2,800 and 2,500 this year; 900 more would pass 6,000; at most 700."""
    rich = town.workers[0]
    for n, fen in enumerate((2_800_00, 2_500_00)):
        before = town.open("winter", period=f"早先{n}", name=f"早先{n}", at=NOW - timedelta(days=n + 1))
        grants_in(town, before, rich, fen)
    programme = town.open()
    town.put(programme, *town.workers)
    done = decided(town, programme)
    assert done.granted == 2
    row = Target.objects.get(programme=programme, person=rich)
    assert row.state == Listed.REFUSED
    assert row.reason == "今年合计 6,200.00 元，超过每人每年 6,000.00 元，这次最多 700.00 元。"
    assert row.change == "这次的金额少 200.00 元（降到 700.00 元），结论就会是“可以发”。"
    actions.again(programme=programme, target=row.pk, amount_fen=700_00, by=town.by, at=NOW)
    assert decided(town, programme).granted == 1
    assert sum(one.amount_fen for one in queries.got_in(rich.pk, TODAY.year)) == 6_000_00


def grants_in(town: Town, programme: Programme, person: Any, fen: int) -> Grant:
    """Money given to one person by the action itself, as an effect would."""
    town.put(programme, person, fen=fen)
    assert decided(town, programme).granted == 1
    return Grant.objects.get(programme=programme, person=person)


def test_nobody_gets_the_same_purpose_twice_in_a_round(town: Town) -> None:
    first, second = town.open(name="区里的"), town.open(name="街道的", at=NOW - timedelta(days=1))
    grants_in(town, first, town.workers[0], 500_00)
    town.put(second, town.workers[0])
    done = decided(town, second)
    assert (done.granted, len(done.refused)) == (0, 1)
    assert "已经发过「冬送温暖」500.00 元，同一期不重复发放" in done.refused[0][1]
    assert done.refused[0][2] == "下一期可以再申请"


def test_above_the_cap_of_one_time_and_beyond_the_budget_it_is_refused(town: Town) -> None:
    programme = town.open(fen=4_000_00)
    town.put(programme, town.workers[0], fen=3_000_01)
    town.put(programme, town.workers[1], town.workers[2], fen=2_500_00)
    done = decided(town, programme)
    said = sorted(reason for _, reason, _ in done.refused)
    assert done.granted == 1
    assert "预算只剩 1,500.00 元，不够 2,500.00 元" in said[0]
    assert said[1] == "这次 3,000.01 元，超过每人每次 3,000.00 元，这次最多 3,000.00 元。"


def test_a_posted_list_is_decided_after_its_days(town: Town) -> None:
    programme = town.open(posting_days=5)
    town.put(programme, town.workers[0])
    with pytest.raises(Refused, match="公示期满"):
        decided(town, programme)
    posted = actions.post_list(programme=programme, by=town.by, at=NOW)
    assert posted.posted_to is not None
    assert posted.posted_to > TODAY + timedelta(days=4)
    last = NOW + (posted.posted_to - TODAY)
    with pytest.raises(Refused, match="公示期满"):
        decided(town, programme, at=last)
    assert decided(town, programme, at=last + timedelta(days=1)).granted == 1


def test_refusing_needs_a_reason_that_the_person_reads(town: Town) -> None:
    programme = town.open()
    town.put(programme, town.workers[0])
    with pytest.raises(Refused, match="请写明不批准的理由"):
        decided(town, programme, grant=False)
    assert len(decided(town, programme, grant=False, why="家里已经脱困").refused) == 1
    assert Target.objects.get(programme=programme).reason == "家里已经脱困"


def test_nobody_decides_about_himself(town: Town) -> None:
    programme = town.open()
    officer = type(town.workers[0]).objects.get(pk=town.by.person_id)
    towns.join(officer, town.tree.union)
    town.put(programme, officer)
    assert decided(town, programme).granted == 0
    assert Target.objects.get(programme=programme).state == Listed.WAITING


def test_sums_of_a_programme_are_those_of_the_books(town: Town) -> None:
    programme = town.open()
    town.put(programme, *town.workers)
    assert decided(town, programme).granted == 3
    sums, line = queries.sums(programme.pk), books.line_of(programme.line_id)
    assert line is not None
    assert (sums.committed_fen, sums.granted) == (2_700_00, 3)
    assert line.held == sums.committed_fen
    assert Grant.objects.filter(state=GrantState.APPROVED).count() == 3
    assert [*books.verify()] == []


def test_a_closed_programme_gives_nothing_more(town: Town) -> None:
    programme = town.open()
    town.put(programme, town.workers[0])
    actions.close_programme(programme=programme, by=town.by, at=NOW)
    assert "不在发放期" in decided(town, programme).refused[0][1]
    with pytest.raises(Refused, match="已经结束"):
        town.put(Programme.objects.get(pk=programme.pk), town.workers[1])
