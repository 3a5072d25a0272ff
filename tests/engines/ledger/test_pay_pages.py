"""The pages of payments: made, checked, paid and recorded at the desk; card and money on the phone."""

import csv
import io
from copy import deepcopy

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from yugong.engines.ledger.actions import batches
from yugong.engines.ledger.bank import Csv
from yugong.engines.ledger.models import BankFile, Batch, PayeeAccount, Payment, PaymentState
from yugong.ground.access import session
from yugong.ground.people import actions as people
from yugong.ground.people.models import Account, Person
from yugong.kernel.actor import SYSTEM

from .paying import START, Office, build, card

DESK = ("maker", "checker", "payer", "officer", "leader", "west_maker", "west_checker", "west_payer")


pytestmark = pytest.mark.usefixtures("plain_static")


BUILD = build


@pytest.fixture
def office(built, db) -> Office:
    return deepcopy(built)


def signed_in(person_id, *, how: str = session.SECOND) -> Client:
    """A browser in which this person has come in."""
    person = Person.objects.get(pk=person_id)
    account = Account.objects.filter(person=person).first() or people.open_account(
        username=f"u-{person.pk}", person=person, by=SYSTEM, at=START
    )
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    store = client.session
    from django.utils import timezone

    session.begin(store, how=how, at=timezone.now())
    store.save()
    return client


@pytest.fixture
def desk(office) -> dict[str, Client]:
    return {name: signed_in(office.officers[name].person_id) for name in DESK}


def text(response, status: int = 200) -> str:
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def press(client: Client, batch: Batch, do: str, **given) -> str:
    return text(client.post(reverse("desk_batch_act", args=(batch.pk, do)), given, follow=True))


def test_a_batch_from_ticks_to_the_receipt(office, desk):
    one, two, bare = office.payee("陈大勇"), office.payee("赵文静"), office.payee("何无卡", carded=False)
    for n, who in enumerate((one, two, bare)):
        office.order(who, 100_00 + n)
    page = text(desk["maker"].get("/desk/payments/"))
    assert "待制单合计" in page and "300.03" in page and "没有银行卡" in page  # noqa: PT018
    assert "请先勾选" in text(desk["maker"].post("/desk/payments/make/", {"pick": "x"}, follow=True))
    page = text(desk["maker"].post("/desk/payments/make/", {"all": "1"}, follow=True))
    batch = Batch.objects.get()
    assert "还没有登记收款银行卡" in page
    assert "复核无误" not in page
    assert batch.number in text(desk["checker"].get("/desk/payments/"))
    assert "等待付款" in press(desk["checker"], batch, "check")
    assert batch.number in text(desk["payer"].get("/desk/payments/"))
    assert "已付款记账" in press(desk["payer"], batch, "release")
    assert "请下载" in press(desk["payer"], batch, "export")
    got = desk["payer"].get(reverse("desk_batch_file", args=(batch.pk,)))
    assert got["Content-Disposition"] == f'attachment; filename="{batch.number}.csv"'
    cells = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
    assert [row[1:3] for row in cells[1:]] == [["陈大勇", card(1)], ["赵文静", card(2)]]
    office.bank.holders = {card(1): "陈大勇"}
    answer = office.bank.take(got.content)
    page = press(desk["payer"], batch, "record", file=SimpleUploadedFile("回单.csv", answer))
    assert "已登记为已付" in page and "账号不存在" in page  # noqa: PT018
    assert "银行退回，付款批次" in text(desk["maker"].get(reverse("desk_batch", args=(batch.pk,))))
    page = press(desk["payer"], batch, "record", file=SimpleUploadedFile("again.csv", answer))
    assert "已登记为已付" in page
    assert BankFile.objects.filter(kind="in").count() == 1
    assert [row.state for row in Payment.objects.order_by("id")] == ["paid", "failed", "made"]
    page = text(desk["maker"].get("/desk/payments/?tab=back"))
    assert "赵文静" in page and "账号不存在" in page  # noqa: PT018


def test_a_refusal_says_what_to_do(office, desk):
    office.order(office.payee())
    batch = office.make()
    assert "请选银行回单文件" in press(desk["payer"], batch, "record")
    odd = SimpleUploadedFile("a.csv", b"nothing,here\n1,2\n")
    assert "银行文件还没有导出" in press(desk["payer"], batch, "record", file=odd)
    assert "没有这项权限" in press(desk["maker"], batch, "check")
    assert "请填写原因" in press(desk["checker"], batch, "back")
    assert "已退回" in press(desk["checker"], batch, "back", why="少了附件")
    assert "少了附件" in text(desk["maker"].get(reverse("desk_batch", args=(batch.pk,))))
    assert "已经不在这一步" in press(desk["checker"], batch, "check")


def test_the_button_of_a_forbidden_hand_is_a_sentence(office, desk):
    payment = office.order(office.payee(), approved_by=office.officers["payer"].key)
    batch = office.checked()
    page = text(desk["payer"].get(reverse("desk_batch", args=(batch.pk,))))
    assert "批准救助的人不能支付这笔款项" in page
    assert reverse("desk_batch_act", args=(batch.pk, "release")) not in page
    assert "批准救助的人不能支付" in press(desk["payer"], batch, "release")
    assert payment.state == PaymentState.MADE


def test_another_unions_officers_find_nothing(office, desk):
    payment = office.order(office.payee())
    batch, data = office.sent()
    file = office.record(batch, office.bank.take(data))
    own, reached = desk["payer"], []
    for path in (
        reverse("desk_batch", args=(batch.pk,)), reverse("desk_batch_file", args=(batch.pk,)),
        reverse("desk_receipt", args=(file.pk,)), reverse("desk_payment", args=(payment.pk,)),
    ):  # fmt: skip
        assert own.get(path).status_code == 200, path
        reached += [desk[name].get(path).status_code for name in DESK if name.startswith("west")]
    for name in ("west_maker", "west_checker", "west_payer"):
        reached += [
            desk[name].post(reverse("desk_batch_act", args=(batch.pk, do))).status_code
            for do in ("check", "release", "export", "record", "back")
        ]
        reached.append(desk[name].post(reverse("desk_payment_act", args=(payment.pk, "void"))).status_code)
        assert batch.number not in text(desk[name].get("/desk/payments/?tab=all"))
    assert set(reached) == {404}
    assert desk["checker"].get(reverse("desk_batch_file", args=(batch.pk,))).status_code == 404


def test_a_payee_gives_his_card_once_and_sees_his_money(office, desk):
    who = office.payee("陈大勇", carded=False)
    phone = signed_in(who.pk, how=session.CODE)
    page = text(phone.get("/me/bank/"))
    assert 'value="陈大勇"' in page
    page = text(phone.post("/me/bank/", {"holder": "别人", "bank": "渝州银行", "number": card(1)}), 422)
    assert "不能付到别人的卡上" in page
    given = {"holder": "陈大勇", "bank": "渝州银行", "number": f"{card(1)[:4]} {card(1)[4:]}"}
    page = text(phone.post("/me/bank/", given, follow=True))
    assert "尾号 0001" in page
    assert card(1) not in text(phone.get("/me/bank/"))
    office.bank.holders = {card(1): "陈大勇"}
    office.order(who, 1_234_56)
    assert "待付" in text(phone.get("/me/payments/"))
    batch, data = office.sent()
    office.record(batch, office.bank.take(data))
    page = text(phone.get("/me/payments/"))
    assert "1,234.56 元" in page and "付到渝州银行（尾号 0001）" in page  # noqa: PT018
    assert "陈大勇" not in text(signed_in(office.payee("别人").pk).get("/me/payments/"))


def test_an_officer_registers_a_card_and_pays_again(office, desk):
    who = office.payee("陈大勇", carded=False)
    office.give_card(who, card(77), "陈大勇", known=False)
    payment = office.order(who)
    batch, data = office.sent()
    office.record(batch, office.bank.take(data))
    path = reverse("desk_payment_card", args=(payment.pk,))
    assert desk["maker"].get(path).status_code == 404
    given = {"holder": "陈大勇", "bank": "渝州银行", "number": card(78)}
    assert "并已告知本人" in text(desk["officer"].post(path, given, follow=True))
    payment.refresh_from_db()
    assert payment.state == PaymentState.MADE
    assert PayeeAccount.objects.get(ended_at=None).tail == "0078"
    act = reverse("desk_payment_act", args=(payment.pk, "void"))
    assert "请写明为什么作废" in text(desk["maker"].post(act, follow=True))
    assert "不会再付" in text(desk["maker"].post(act, {"why": "批错了"}, follow=True))


def test_names_that_are_formulas_stay_text(office, desk):
    assert Csv().write([]).startswith(b"\xef\xbb\xbf")
    who = office.payee("陈大勇")
    office.order(who, purpose="=HYPERLINK(1)")
    _, data = office.sent()
    assert "'=HYPERLINK(1) 2026" in data.decode("utf-8-sig")
    assert batches.hindered(Batch.objects.get(), "paid", office.officers["payer"]) == ""
