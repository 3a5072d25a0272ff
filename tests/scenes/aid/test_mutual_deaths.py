"""A member died: the district files for his family, the rule decides, the kin is paid, the cause hidden."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from yugong.engines.ledger.models import Payment
from yugong.engines.ledger.queries.payees import card_of
from yugong.engines.matters import actions as matters
from yugong.engines.matters.models import Matter
from yugong.ground.access import scope
from yugong.ground.audit.models import Event
from yugong.ground.people import actions as people
from yugong.ground.people.identity import open_person
from yugong.ground.people.models import Person
from yugong.kernel import actor
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.aid.actions import mutual_claims as claims
from yugong.scenes.aid.actions import mutual_deaths as actions
from yugong.scenes.aid.models import MutualClaim, MutualCover
from yugong.scenes.aid.rules.mutual_deaths import cover_of

from .insured import insure
from .mutual_town import members, number
from .test_mutual_claims import NOW, move, row_of
from .test_mutual_pages import body, desk

pytestmark = pytest.mark.usefixtures("plain_static")
CARD, CAUSE = "6222031234567890129", "从脚手架坠落，颅脑损伤"
KIN = {
    "name": "禤守家", "number": number(77, "19880808"), "phone": "16100770077", "bank": "渝州银行",
    "card": CARD,
}  # fmt: skip


@pytest.fixture
def house(town):
    found = insure(town, members(town.union, 3), "combined")
    found.bank.holders = {**found.bank.holders, CARD: KIN["name"]}
    return found


def photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, "PNG")
    return SimpleUploadedFile("死亡证明.png", out.getvalue(), "image/png")


def asked(house, **more):
    held = open_person(house.people[0])
    told = {
        "on": "2026-02-23",
        "until": "2026-03-18",
        "accident": "yes",
        "cause": CAUSE,
        "relation": "spouse",
    }
    return {"died_name": held.name, "died_number": held.number, **told, **more}


def filed(house, by=None, kin=KIN, **more):
    told = asked(house, **more)
    return actions.file(
        cover=cover_of(told), asked=told, kin=kin, papers=[photo()], by=by or house.district, at=NOW
    )


def at_office(house, matter):
    claims.confirm(claim=row_of(matter), by=house.chair, at=NOW)
    return move(matter, "agree", house.district)


def test_from_the_rule_to_the_money_on_the_card_of_the_kin(house):
    people.end(person=house.people[0], how="death", on=NOW.date(), basis="家属告知", by=SYSTEM, at=NOW)
    matter = filed(house)
    row, kin = row_of(matter), Person.objects.get(pk=matter.asker_id)
    assert (matter.unit_id, matter.stage, row.amount_fen) == (house.town.east.pk, "confirm", 20_000_00)
    assert (row.person_id, row.payee_id, row.event) == (house.people[0].pk, kin.pk, "death")
    held = open_person(kin)
    assert (held.name, held.number, card_of(kin.pk).tail) == (KIN["name"], KIN["number"], CARD[-4:])
    matter = move(at_office(house, matter), "grant", house.office)
    paid = Payment.objects.get()
    assert (paid.payee_id, paid.amount_fen) == (kin.pk, 20_000_00)
    house.pay(NOW)
    matter.refresh_from_db()
    assert (matter.stage, row_of(matter).state) == ("told", "paid")
    assert house.balances()["mutual"] == 20_000_00
    with pytest.raises(Refused, match="已经登记过"):
        filed(house)


def test_an_illness_in_the_waiting_period_is_refused_with_its_reason_and_the_kin_appeals_once(house):
    cover = MutualCover.objects.get(person=house.people[0])
    assert cover.covered_from > cover.starts_on
    matter = at_office(house, filed(house, on="2026-01-05", until="2026-01-05", accident="no"))
    told = [one["text"] for one in row_of(matter).verdict["reasons"] if not one["holds"]]
    assert told[0] == f"2026-01-05 是保障第 5 天，还在等待期内（从 {cover.covered_from} 起保障）"
    assert told[1] == "不是意外伤害造成的身故，不在这个险种的给付范围内"
    with pytest.raises(Refused, match="算不出给付金额"):
        move(matter, "grant", house.office)
    matter = move(matter, "refuse", house.office, why="因病身故，不在给付范围")
    assert (matter.outcome, row_of(matter).state) == ("不予给付：因病身故，不在给付范围", "refused")
    matter = move(matter, "appeal", actor.person(matter.asker_id), why="是摔倒引起的")
    assert (matter.stage, row_of(matter).state) == ("review", "review")
    assert not Payment.objects.exists()


def test_the_employers_union_confirms_and_sees_no_cause_and_cannot_file(house):
    with pytest.raises(Refused, match="区县以上的工会登记"):
        filed(house, by=house.chair)
    matter = filed(house)
    chair = desk(house.chair, 1)
    assert chair.get("/desk/aid/mutual/death/").status_code == 404
    page = body(chair.get(f"/desk/aid/mutual/claims/{matter.number}/"))
    shown = page + body(chair.get("/desk/aid/mutual/claims/"))
    assert "在职在保" in page
    for word in ("脚手架", "20,000", KIN["name"], "死亡证明"):
        assert word not in shown
    assert not scope.within(house.chair, Permission.MATTER_VIEW, Matter.objects.all()).exists()
    with pytest.raises(Refused):
        matters.transfer(matter=matter, to=house.town.union, reason="请协助", by=house.district, at=NOW)
    kept = str(list(MutualClaim.objects.values())) + str(list(Event.objects.values("data")))
    for word in ("脚手架", KIN["name"], KIN["number"], CARD):
        assert word not in kept


def test_the_kin_is_somebody_else_and_his_known_card_is_not_changed(house):
    held = open_person(house.people[0])
    himself = {**KIN, "name": held.name, "number": held.number, "card": "6222000000000000000"}
    with pytest.raises(Refused, match="不能是职工本人"):
        filed(house, kin=himself)
    other = open_person(house.people[1])
    with pytest.raises(Refused, match="另一张收款银行卡"):
        filed(house, kin={**KIN, "name": other.name, "number": other.number})


def test_the_district_files_on_its_page_and_reads_the_case(house):
    client, path = desk(house.district, 2), "/desk/aid/mutual/death/"
    assert path in body(client.get("/desk/aid/mutual/claims/"))
    page = body(client.post(path, {**asked(house), **KIN, "card": "123"}))
    assert "请上传死亡证明" in page
    wrong = body(client.post(path, {**asked(house, died_name="别人"), **KIN, "papers": photo()}))
    assert "没有查到这名职工" in wrong
    made = client.post(path, {**asked(house), **KIN, "papers": photo()})
    assert made.status_code == 302
    shown = body(client.get(made.url))
    for word in (CAUSE, KIN["name"], "20,000.00", "家属申请，工会登记"):
        assert word in shown
