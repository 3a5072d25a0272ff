"""Goods: into the store, one parcel once by code, digits, paper or oneself; shares by union and number."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from tests.ground.access import town as towns
from tests.scenes.aid.season_town import NOW, Town, acting, me

from yugong.engines.ledger import queries as books
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import goods as actions
from yugong.scenes.aid.actions import programmes, sharing
from yugong.scenes.aid.models import Parcel, Programme, Share, Target
from yugong.scenes.aid.queries import goods as queries
from yugong.scenes.aid.queries.programmes import sums


@pytest.fixture
def town(db: Any) -> Town:
    return Town()


def parcels(town: Town, *, stock: int = 10) -> list[Parcel]:
    """A parcel for each worker, and so many pieces in the store."""
    programme = town.open_goods()
    if stock:
        actions.bring(programme=programme, pieces=stock, text="集中采购", by=town.by, at=NOW)
    town.put(programme, *town.workers)
    ids = list(Target.objects.filter(programme=programme).values_list("pk", flat=True))
    assert programmes.decide(programme=programme, targets=ids, grant=True, by=town.by, at=NOW).granted == 3
    return list(Parcel.objects.filter(programme=programme).select_related("programme").order_by("person_id"))


def test_a_parcel_is_handed_over_once_and_leaves_the_store(town: Town) -> None:
    one, two, three = parcels(town)
    actions.hand(parcel=one, way="scan", by=town.by, at=NOW)
    with pytest.raises(Refused, match="已经领过"):
        actions.hand(parcel=one, way="digits", by=town.by, at=NOW)
    actions.hand(parcel=two, way="digits", by=town.by, at=NOW)
    with pytest.raises(Refused, match="签收单编号"):
        actions.hand(parcel=three, way="paper", by=town.by, at=NOW)
    actions.hand(parcel=three, way="paper", sheet="签 7 号", by=town.by, at=NOW)
    assert queries.in_store(one.programme) == 7
    assert sums(one.programme_id).pieces_out == 3
    assert [*books.verify()] == []


def test_whoever_it_is_for_confirms_at_the_stand_and_nobody_else(town: Town) -> None:
    one = parcels(town)[0]
    other = next(person for person in town.workers if person.pk != one.person_id)
    stand = one.programme.stand
    with pytest.raises(Refused):
        actions.collect(parcel=one, stand=stand, by=me(other), at=NOW)
    with pytest.raises(Refused, match="不是领取点"):
        actions.collect(parcel=one, stand="elsewhere", by=me(one.person), at=NOW)
    assert actions.collect(parcel=one, stand=stand, by=me(one.person), at=NOW).way == "self"


def test_what_is_not_in_the_store_cannot_be_handed_over(town: Town) -> None:
    one = parcels(town, stock=0)[0]
    with pytest.raises(Refused):
        actions.hand(parcel=one, way="scan", by=town.by, at=NOW)
    assert Parcel.objects.get(pk=one.pk).handed_at is None


def test_an_officer_of_another_district_hands_nothing_over(town: Town) -> None:
    one = parcels(town)[0]
    account, _ = towns.officer("西区干部", 402, town.tree.west, "district_officer")
    with pytest.raises(Refused, match="不在您这个岗位"):
        actions.hand(parcel=one, way="scan", by=acting(account), at=NOW)


def test_digits_are_six_and_no_two_alike_in_a_programme(town: Town) -> None:
    found = [one.digits for one in parcels(town)]
    assert len(set(found)) == 3
    assert all(len(one) == 6 and one.isdigit() for one in found)


def workbook(*rows: tuple[Any, ...]) -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


def test_sixteen_thousand_workers_by_union_and_number_need_no_list_of_names(town: Town) -> None:
    """A list of unions with numbers becomes shares; wrong rows come back, good ones stay."""
    programme = town.open_goods()
    actions.bring(programme=programme, pieces=20_000, text="集中采购", by=town.by, at=NOW)
    rows = (
        ("炎夏送清凉分发表",), ("工会名称", "职工人数", "份数"), ("茶厂工会", 9_000, 9_000),
        ("江边街道总工会", 7_000.0, ""), ("纺织厂工会", 5, 5), ("茶厂工会二", "三十", 3),
    )  # fmt: skip
    done = sharing.share_out(programme=programme, given=(workbook(*rows), "a.xlsx"), by=town.by, at=NOW)
    assert (done.planned, done.persons) == (2, 16_000)
    assert [place for place, _ in done.wrong] == ["第 5 行", "第 6 行"]
    assert "纺织厂工会" in done.wrong[0][1]
    again = sharing.share_out(programme=programme, given=(workbook(*rows), "a.xlsx"), by=town.by, at=NOW)
    assert (again.planned, Share.objects.count()) == (2, 2)
    chair, _ = towns.officer("茶厂主席", 403, town.tree.union, "grassroots_chair")
    share = Share.objects.get(unit=town.tree.union)
    assert actions.receive(share=share, received=8_990, by=acting(chair), at=NOW).received == 8_990
    with pytest.raises(Refused, match="已经签收过"):
        actions.receive(share=share, received=1, by=acting(chair), at=NOW)
    with pytest.raises(Refused, match="已经签收"):
        actions.plan(programme=programme, unit=town.tree.union, persons=1, pieces=1, by=town.by, at=NOW)
    assert queries.in_store(programme) == 20_000 - 8_990
    assert [*books.verify()] == []


def test_a_steward_receipts_only_what_is_his(town: Town) -> None:
    programme = town.open_goods()
    share = actions.plan(programme=programme, unit=town.tree.street, persons=5, pieces=5, by=town.by, at=NOW)
    chair, _ = towns.officer("茶厂主席", 404, town.tree.union, "grassroots_chair")
    with pytest.raises(Refused, match="不在您这个岗位"):
        actions.receive(share=share, received=5, by=acting(chair), at=NOW)
    assert Programme.objects.get(pk=programme.pk).goods.startswith("p")
