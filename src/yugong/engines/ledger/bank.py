"""The port to the bank: a file of transfers out, a file of answers in; the CSV adapter any bank reads."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from yugong.kernel import money
from yugong.kernel.errors import Refused
from yugong.kernel.registry import Registry

MB = 2**20
LARGEST, MOST = 5 * MB, 20_000  # of an answer: bytes, rows
RISKY = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line of what the bank is to pay; the same `reference` twice is the same transfer."""

    reference: str
    holder: str
    number: str
    bank: str
    amount_fen: int
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of what the bank answers, by its place in the file; `wrong` says what cannot be read in it."""

    row: int
    reference: str
    amount_fen: int | None
    paid: bool
    reason: str = ""
    wrong: str = ""


class BankFormat(Protocol):
    """How files go to a bank and come back from it."""

    @property
    def key(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def write(self, transfers: Sequence[Transfer]) -> bytes:
        """The file of a batch, the same bytes for the same transfers."""

    def read(self, data: bytes) -> list[Answer]:
        """The rows of an answer. Raises Refused when it is none."""


def guarded(text: str) -> str:
    """A text that no table program takes for a formula; what was guarded by somebody already, once more."""
    return f"'{text}" if text.startswith((*RISKY, "'")) else text


def bare(text: str) -> str:
    """The same text again."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*RISKY, "'")) else text


class Csv:
    """UTF-8 with its mark, a head row, amounts in yuan; answers may also come in GB18030."""

    key, suffix = "csv", "csv"
    OUT = ("业务编号", "收款户名", "收款账号", "开户银行", "金额（元）", "用途")
    IN = ("业务编号", "金额（元）", "处理结果", "失败原因")
    PAID, FAILED = "成功", "失败"

    def write(self, transfers: Sequence[Transfer]) -> bytes:
        return table(self.OUT, (self._line(one) for one in transfers))

    def _line(self, one: Transfer) -> Sequence[str]:
        amount = money.yuan(one.amount_fen).replace(",", "")
        return (one.reference, one.holder, one.number, one.bank, amount, one.note)

    def read(self, data: bytes) -> list[Answer]:
        rows = [[bare(cell.strip()) for cell in row] for row in lines(data)]
        head, *body = rows or [[]]
        missing = [name for name in self.IN[:3] if name not in head]
        if missing:
            raise Refused(
                f"这不是银行回单：第一行缺少“{'”“'.join(missing)}”，请从网银下载批量付款的结果文件。",
                field="file",
            )
        if len(body) > MOST:
            raise Refused(f"回单最多 {MOST:,} 行，请分开上传。", field="file")
        places = {name: head.index(name) for name in self.IN if name in head}
        found = []
        for number, row in enumerate(body, 2):
            if any(row):
                given = {name: row[at] if at < len(row) else "" for name, at in places.items()}
                found.append(self._answer(number, given))
        if not found:
            raise Refused("回单里没有一行结果，请核对是不是下载了空表。", field="file")
        return found

    def _answer(self, row: int, given: dict[str, str]) -> Answer:
        reference, result = given["业务编号"][:60], given["处理结果"]
        amount, wrong = None, ""
        try:
            amount = money.fen(given["金额（元）"])
        except Refused as refused:
            wrong = refused.reason
        if result not in (self.PAID, self.FAILED):
            wrong = f"处理结果要写“{self.PAID}”或者“{self.FAILED}”，这里是“{result[:20]}”。"
        if not reference:
            wrong = "没有业务编号，不知道是哪一笔。"
        reason = "" if result == self.PAID else given.get("失败原因", "")[:80] or "银行没有写明原因"
        return Answer(row, reference, amount, result == self.PAID, reason, wrong)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file that opens in any table program and runs nothing there."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def lines(data: bytes) -> list[list[str]]:
    """The cells of a CSV file; Refused when it is none."""
    if len(data) > LARGEST:
        raise Refused(f"回单不能超过 {LARGEST // MB} MB，请分开上传。", field="file")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        text = "\0"
    try:
        if "\0" in text:
            raise csv.Error
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        raise Refused("这不是 CSV 文件，请从网银下载 CSV 格式的结果文件。", field="file") from None


banks: Registry[BankFormat] = Registry("bank format")
banks.add(Csv())


def bank() -> BankFormat:
    """The format named by settings.YUGONG_BANK, CSV unless told otherwise."""
    return banks[getattr(settings, "YUGONG_BANK", "csv")]
