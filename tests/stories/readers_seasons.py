"""Plants the seasons of aid: a posted list, goods waiting and handed over, a child's thread at every step."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from yugong.engines.ledger.actions import budgets, funds
from yugong.ground.audit.writing import writing
from yugong.ground.org import actions as org
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership, Person
from yugong.kernel.actor import SYSTEM
from yugong.kernel.ident import uuid7
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.aid.actions import chains, goods, grants, programmes
from yugong.scenes.aid.models import Chain, ChainLink, Grant, Parcel, Programme, Share, Target

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
WHO: dict[str, Any] = {"by": SYSTEM, "at": NOW}
CHILD = "50011920080312{:03d}"


def opened(unit: Unit, season: str, name: str, *, money: bool = True, **more: Any) -> Programme:
    """An open programme of the union, with a fund behind it where it gives money."""
    line = None
    if money:
        fund = funds.open_fund(
            unit=unit, name=f"{name}{uuid7().hex[-6:]}", source="city", year=TODAY.year, purpose="帮扶", **WHO
        )
        funds.receive(fund=fund, amount_fen=80_000_00, text="市级帮扶资金拨入", on=TODAY, **WHO)
        head = programmes.HEADS[season]  # type: ignore[index]
        line = budgets.plan(fund=fund, head=head, amount_fen=80_000_00, **WHO).pk
    plan = programmes.Plan(
        name=name, season=season, period=f"{TODAY.year}", opens_on=TODAY - timedelta(days=3),
        closes_on=TODAY + timedelta(days=300), budget_fen=60_000_00 if money else 0, **more,
    )  # fmt: skip
    return programmes.open_programme(unit=unit, plan=plan, line=line, **WHO)


def listed(programme: Programme, *people: Person) -> list[Target]:
    """People on its list."""
    found = [programmes.Candidate(one, "因病住院，家里有老人要照顾") for one in people]
    programmes.put(programme=programme, candidates=found, source="hand", **WHO)
    return list(Target.objects.filter(programme=programme).order_by("id"))


def packed(unit: Unit, *people: Person, name: str = "炎夏送清凉") -> tuple[Programme, list[Parcel], Share]:
    """Goods: parcels for some, a share for the whole union."""
    programme = opened(unit, "summer", name, money=False, goods_name="清凉礼包", pieces_each=1)
    goods.bring(programme=programme, pieces=500, text="集中采购，送货单 3 号", **WHO)
    ids = [one.pk for one in listed(programme, *people)]
    programmes.decide(programme=programme, targets=ids, grant=True, **WHO)
    share = goods.plan(programme=programme, unit=unit, persons=120, pieces=120, **WHO)
    return programme, list(Parcel.objects.filter(programme=programme).order_by("id")), share


def thread(unit: Unit, person: Person, n: int) -> Chain:
    """A child's thread with its grant."""
    body = CHILD.format(n)
    child = chains.Schooling(
        "况小川", body + id_check_digit(body), "重庆大学", "bachelor", TODAY.year - 1, TODAY.year + 3
    )
    autumn = opened(unit, "autumn", f"金秋助学{n}")
    with transaction.atomic(), writing("stories.seasons"):
        chain = chains.admitted(person=person, unit=unit, child=child, at=NOW)
        grant = grants.give(
            programme=autumn, person=person, amount_fen=5_000_00, child=str(chain.pk), **WHO,
            period=str(child.entered), report_by=TODAY + timedelta(days=5),
        )  # fmt: skip
        chains.granted(chain=chain, grant=grant, at=NOW)
    return chain


def linked(chain: Chain, unit: Unit, period: str, state: str) -> ChainLink:
    """A holiday link of the thread in a state, with a post where it has one."""
    name = f"远处机床厂{uuid7().hex[-6:]}"
    given = chains.Vacancy(
        "holiday",
        "车间学徒",
        "工业园 3 号",
        TODAY - timedelta(days=2),
        TODAY + timedelta(days=40),
        2_000_00,
        3,
    )
    employer = org.register_employer(name=name, **WHO)
    post = chains.add_post(unit=unit, employer=employer, given=given, **WHO)
    with writing("stories.seasons"):
        row = ChainLink(
            chain=chain, step="holiday", period=period, state=state, why="寒假到了，孩子在校、满 16 周岁",
            offered_on=TODAY, until=TODAY + timedelta(days=20), post=None if state == "offered" else post,
        )  # fmt: skip
        row.save()
    return row


def plant(person: Person) -> dict[str, Any]:
    """The paths that are opened: at the desk of the union and of the city, on the phone, and by anybody."""
    unit = Membership.objects.filter(person=person, valid_to=None)[0].unit
    rows = Membership.objects.filter(unit=unit, valid_to=None).exclude(person=person).order_by("id")[:3]
    others = [row.person for row in rows]
    posted = opened(unit, "winter", "冬送温暖", each_fen=800_00, posting_days=5)
    listed(posted, person, *others)
    programmes.post_list(programme=posted, **WHO)
    plain = opened(unit, "living", "生活救助", each_fen=1_500_00, filed=True)
    listed(plain, person, *others)
    packs, parcels, _ = packed(unit, person, *others)
    chain = thread(unit, person, 7)
    for period, state in (("2026-winter", "placed"), ("2026-summer", "asked"), ("2027-winter", "offered")):
        linked(chain, unit, period, state)
    mine = next(one for one in parcels if one.person_id == person.pk)
    base = "/desk/aid/programmes"
    return {
        "paths": [
            ("city", f"{base}/", 200),
            ("city", f"{base}/new/", 200),
            *(("city", f"{base}/{one.pk}/", 200) for one in (posted, plain, packs)),
            *(("city", f"{base}/{plain.pk}/?state={state}", 200) for state in ("granted", "refused")),
            ("city", f"{base}/{plain.pk}/list/", 200),
            ("city", f"{base}/{packs.pk}/goods/", 200),
            ("chair", "/desk/aid/goods/", 200),
            ("chair", f"/desk/aid/goods/{mine.code}/", 200),
            ("chair", "/desk/aid/goods/nothing/", 404),
            ("chair", "/desk/aid/funds/", 200),
            *(("chair", f"/desk/aid/{page}", 200) for page in ("reports/", "chains/", "chains/?tab=all")),
            ("chair", "/desk/aid/chains/posts/", 200),
            ("chair", f"/desk/aid/chains/{chain.pk}/", 200),
            ("holder", "/aid/mine/", 200),
            ("holder", f"/aid/parcels/{mine.pk}/", 200),
            ("holder", f"/aid/collect/{packs.stand}/", 200),
            ("holder", f"/aid/chain/{chain.pk}/", 200),
            ("", f"/aid/posted/{posted.pk}/", 200),
        ]
    }


def far(unit: Unit, person: Person) -> dict[str, str]:
    """One of each in another union, as rows: for those who try to reach it."""
    programme, parcels, share = packed(unit, person, name="端午慰问")
    chain = thread(unit, person, 9)
    link = linked(chain, unit, "2027-winter", "asked")
    assert Grant.objects.filter(person=person).exists()
    rows = {"programme": programme, "parcel": parcels[0], "share": share, "chain": chain, "link": link}
    return {f"{name}_id": str(row.pk) for name, row in rows.items()} | {"parcel_code": parcels[0].code}
