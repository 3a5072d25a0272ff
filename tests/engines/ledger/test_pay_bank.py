"""The bank files: what goes out comes back, nothing runs in a table program, the fake bank is a bank."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yugong.engines.ledger.bank import Csv, Transfer, bare, guarded
from yugong.engines.ledger.bank_fake import NO_ACCOUNT, NO_MONEY, OTHER_HOLDER, FakeBank
from yugong.kernel.errors import Refused

CARD, OTHER = "6222000000000000001", "6222000000000000002"
TEXTS = st.text(st.characters(codec="gb18030", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12).map(
    str.strip
)
NASTY = st.sampled_from(["=1+1", "+cmd", "-2", "@SUM(A1)", "＝1", "'=1", '陈,大"勇', "'陈"])


def transfer(n=1, holder="陈大勇", number=CARD, amount=100_00, note="金秋助学"):
    return Transfer(f"FK20261121-1-1-{n:05d}", holder, number, "渝州银行", amount, note)


@given(st.lists(st.tuples(TEXTS | NASTY, st.integers(1, 10**12), TEXTS | NASTY), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_transfer_is_carried_out_and_answered(rows):
    """The contract: a bank that reads the file by itself pays each line in full, and its answer names it."""
    transfers = [
        transfer(n, holder, f"6222{n:015d}", fen, note) for n, (holder, fen, note) in enumerate(rows)
    ]
    bank = FakeBank({one.number: guarded(one.holder) for one in transfers})
    answers = Csv().read(bank.take(Csv().write(transfers)))
    assert [(one.reference, one.amount_fen, one.paid, one.wrong) for one in answers] == [
        (one.reference, one.amount_fen, True, "") for one in transfers
    ]
    assert bank.credited == {one.number: one.amount_fen for one in transfers}


@given(TEXTS | NASTY)
def test_no_cell_is_a_formula_and_none_is_changed(text):
    assert not guarded(text).startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert bare(guarded(text)) == text


def test_the_file_is_the_same_for_the_same_transfers():
    written = Csv().write([transfer(), transfer(2, holder="=HYPERLINK(1)")])
    assert written == Csv().write([transfer(), transfer(2, holder="=HYPERLINK(1)")])
    cells = list(csv.reader(io.StringIO(written.decode("utf-8-sig"))))
    assert cells[2][1] == "'=HYPERLINK(1)"
    assert cells[1] == ["FK20261121-1-1-00001", "陈大勇", CARD, "渝州银行", "100.00", "金秋助学"]


def test_the_bank_pays_a_reference_once_and_says_why_not():
    bank = FakeBank({CARD: "陈大勇"}, funds=150_00)
    out = Csv().write(
        [transfer(1), transfer(2, number=OTHER), transfer(3, holder="赵文静"), transfer(4, amount=60_00)]
    )
    first = Csv().read(bank.take(out))
    assert [(one.paid, one.reason) for one in first] == [
        (True, ""), (False, NO_ACCOUNT), (False, OTHER_HOLDER), (False, NO_MONEY),
    ]  # fmt: skip
    assert Csv().read(bank.take(out)) == first
    assert bank.credited == {CARD: 100_00}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "第一行缺少"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是 CSV"),
        ("姓名,金额\n陈大勇,1\n".encode(), "业务编号"),
        ("业务编号,金额（元）,处理结果\n".encode(), "没有一行结果"),
        (b"x" * (5 * 2**20 + 1), "不能超过 5 MB"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_to_do(data, said):
    with pytest.raises(Refused, match=said):
        Csv().read(data)


def test_a_row_that_cannot_be_read_is_said_beside_its_place():
    rows = "处理结果,业务编号,金额（元）\n成功,A-1,12.345\n未知,A-2,1\n\n成功,,1\n失败,A-3,1.00\n"
    found = {one.row: (one.wrong, one.reason) for one in Csv().read(rows.encode("gb18030"))}
    assert found == {
        2: ("金额最多写到分，即小数点后两位。", ""),
        3: ("处理结果要写“成功”或者“失败”，这里是“未知”。", "银行没有写明原因"),
        5: ("没有业务编号，不知道是哪一笔。", ""),
        6: ("", "银行没有写明原因"),
    }
