"""A child's chain: begun by a grant, links offered by the clock alone, chosen, confirmed, done."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.ground.access import town as towns
from tests.scenes.aid.season_town import Town, acting, me

from yugong.ground.audit.writing import writing
from yugong.ground.notices.models import Notice
from yugong.ground.org import actions as org
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.aid.actions import chains as actions
from yugong.scenes.aid.actions import grants
from yugong.scenes.aid.models import Chain, ChainLink, Grant, LinkState, WorkPost
from yugong.scenes.aid.queries import chains as queries


def day(year: int, month: int, number: int) -> datetime:
    return datetime(year, month, number, 1, tzinfo=UTC)


START = day(2026, 8, 25)
BODY = "50010320080312001"
NUMBER = BODY + id_check_digit(BODY)
CHILD = actions.Schooling("陈小川", NUMBER, "重庆大学机械工程", "bachelor", 2026, 2029)


@pytest.fixture
def town(db: Any) -> Town:
    return Town()


def begun(town: Town, person: Any = None, child: actions.Schooling = CHILD, at: datetime = START) -> Chain:
    """A thread with its grant, as the effect of the approval makes it."""
    autumn = town.open("autumn", at=at, each_fen=0, name=f"助学{at:%Y%m%d}")
    town.open("holiday", at=at, each_fen=0, name=f"勤工{at:%Y%m%d}")
    person = person or town.workers[0]
    with writing("test"):
        chain = actions.admitted(person=person, unit=town.tree.union, child=child, at=at)
        row = grants.give(
            programme=autumn, person=person, amount_fen=5_000_00, child=str(chain.pk),
            period=str(child.entered), by=town.by, at=at,
        )  # fmt: skip
        actions.granted(chain=chain, grant=row, at=at)
    return chain


def post(town: Town, step: str = "holiday", *, seats: int = 1, start: date = date(2027, 7, 1)) -> WorkPost:
    employer = org.register_employer(name=f"南川机床厂{step}", by=SYSTEM, at=START)
    place, end = "南川区工业园 3 号", start + timedelta(30)
    given = actions.Vacancy(step, "车间学徒", place, start, end, 2_000_00, seats)
    return actions.add_post(unit=town.tree.east, employer=employer, given=given, by=town.by, at=START)


def test_one_thread_from_the_grant_to_the_first_post(town: Town) -> None:
    """Three years: the clock alone offers each link, the family taps, the union confirms."""
    chain = begun(town)
    family = me(town.workers[0])
    assert actions.offer_all(by=SYSTEM, at=day(2026, 10, 1)) == 0
    assert actions.offer_all(by=SYSTEM, at=day(2027, 7, 1)) == 1
    assert actions.offer_all(by=SYSTEM, at=day(2027, 7, 1)) == 0
    summer = chain.links.get(period="2027-summer")
    work = post(town)
    actions.choose(chain=chain, link=summer.pk, post=work, by=family, at=day(2027, 7, 2))
    with pytest.raises(Refused, match="刚有人办过"):
        actions.choose(chain=chain, link=summer.pk, post=work, by=family, at=day(2027, 7, 2))
    actions.place(chain=chain, link=summer.pk, by=town.by, at=day(2027, 7, 3))
    done = actions.finish(chain=chain, link=summer.pk, note="做满 30 天", by=town.by, at=day(2027, 8, 1))
    assert done.grant is not None
    assert (done.grant.amount_fen, done.grant.purpose) == (2_000_00, "holiday")
    assert done.grant.child == str(chain.pk)
    assert actions.offer_all(by=SYSTEM, at=day(2029, 3, 1)) == 1
    first = chain.links.get(step="first")
    job = post(town, "first", start=date(2029, 7, 1))
    actions.choose(chain=chain, link=first.pk, post=job, by=family, at=day(2029, 6, 1))
    actions.place(chain=chain, link=first.pk, by=town.by, at=day(2029, 6, 2))
    actions.finish(chain=chain, link=first.pk, note="签了两年合同", by=town.by, at=day(2029, 7, 10))
    chain.refresh_from_db()
    assert [(one.step, one.state) for one in queries.thread(chain)] == [
        ("grant", "done"), ("holiday", "done"), ("first", "done")
    ]  # fmt: skip
    assert chain.ended_on == date(2029, 7, 10)
    assert actions.offer_all(by=SYSTEM, at=day(2029, 12, 25)) == 0


def test_the_family_is_told_once_and_the_notice_names_no_child(town: Town) -> None:
    begun(town)
    for _ in range(2):
        actions.offer_all(by=SYSTEM, at=day(2026, 12, 20))
    notes = Notice.objects.filter(person_id=town.workers[0].pk, template="aid.link_offered")
    assert notes.count() == 1
    assert notes[0].path == f"/aid/chain/{Chain.objects.get().pk}/"


def test_what_nobody_takes_lapses_and_the_next_holiday_comes_again(town: Town) -> None:
    chain = begun(town)
    actions.offer_all(by=SYSTEM, at=day(2026, 12, 20))
    assert actions.offer_all(by=SYSTEM, at=day(2027, 2, 11)) == 0
    assert chain.links.get(period="2027-winter").state == LinkState.LAPSED
    assert actions.offer_all(by=SYSTEM, at=day(2027, 6, 15)) == 1


def test_a_post_has_its_seats_and_no_more(town: Town) -> None:
    other = actions.Schooling("赵小宇", other_number(), "西南大学", "bachelor", 2026, 2030)
    one, two = begun(town), begun(town, town.workers[1], other, at=START + timedelta(days=1))
    work = post(town)
    actions.offer_all(by=SYSTEM, at=day(2027, 7, 1))
    for chain, who in ((one, town.workers[0]),):
        link = chain.links.get(period="2027-summer")
        actions.choose(chain=chain, link=link.pk, post=work, by=me(who), at=day(2027, 7, 2))
    link = two.links.get(period="2027-summer")
    with pytest.raises(Refused, match="刚刚满了"):
        actions.choose(chain=two, link=link.pk, post=work, by=me(town.workers[1]), at=day(2027, 7, 2))
    back = one.links.get(period="2027-summer")
    actions.turn_down(chain=one, link=back.pk, why="单位改期", by=town.by, at=day(2027, 7, 3))
    actions.choose(chain=two, link=link.pk, post=work, by=me(town.workers[1]), at=day(2027, 7, 4))
    assert ChainLink.objects.filter(post=work).count() == 1


def other_number() -> str:
    body = "50010320080716002"
    return body + id_check_digit(body)


def test_a_child_has_one_thread_which_no_other_family_takes(town: Town) -> None:
    first = begun(town)
    with writing("test"):
        again = actions.admitted(person=town.workers[0], unit=town.tree.union, child=CHILD, at=START)
        with pytest.raises(Refused, match="另一位家长"):
            actions.admitted(person=town.workers[1], unit=town.tree.union, child=CHILD, at=START)
    assert again.pk == first.pk
    assert NUMBER.encode() not in bytes(again.child_sealed)


def test_a_pupil_goes_on_to_the_next_school_in_the_same_thread(town: Town) -> None:
    pupil = actions.Schooling("陈小川", NUMBER, "南川中学", "senior", 2026, 2029)
    chain = begun(town, child=pupil)
    actions.offer_all(by=SYSTEM, at=day(2029, 7, 1))
    assert chain.links.get(step="grant", period="2029").state == LinkState.OFFERED
    student = actions.Schooling("陈小川", NUMBER, "重庆大学", "bachelor", 2029, 2033)
    begun(town, child=student, at=day(2029, 8, 20))
    assert chain.links.get(step="grant", period="2029").state == LinkState.DONE
    assert Grant.objects.filter(child=str(chain.pk)).count() == 2


def test_only_the_family_chooses_and_only_its_union_confirms(town: Town) -> None:
    chain = begun(town)
    actions.offer_all(by=SYSTEM, at=day(2027, 7, 1))
    link, work = chain.links.get(period="2027-summer"), post(town)
    with pytest.raises(Refused, match="不是您本人"):
        actions.choose(chain=chain, link=link.pk, post=work, by=me(town.workers[1]), at=day(2027, 7, 2))
    actions.choose(chain=chain, link=link.pk, post=work, by=me(town.workers[0]), at=day(2027, 7, 2))
    account, _ = towns.officer("西区干部", 402, town.tree.west, "district_officer")
    with pytest.raises(Refused, match="不在您这个岗位"):
        actions.place(chain=chain, link=link.pk, by=acting(account), at=day(2027, 7, 3))
