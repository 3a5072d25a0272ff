"""A bank in memory, for tests and the demo: it pays each reference once and answers as banks do."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

NO_ACCOUNT, OTHER_HOLDER, NO_MONEY = "账号不存在", "户名与账号不符", "付款账户余额不足"


@dataclass
class FakeBank:
    """`holders` are its accounts by number, `funds` what the union has there in fen (None: enough).

    It reads files by itself, without our adapter, so that both are held against each other.
    """

    holders: Mapping[str, str]
    funds: int | None = None
    paid: dict[str, int] = field(default_factory=dict)  # fen by reference
    credited: dict[str, int] = field(default_factory=dict)  # fen by account number
    refused: dict[str, str] = field(default_factory=dict)  # reason by reference

    def take(self, data: bytes) -> bytes:
        """Carry out a file of transfers; the same file again pays nobody twice. Returns the answer file."""
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        out = io.StringIO()
        answer = csv.writer(out)
        answer.writerow(("业务编号", "收款账号", "金额（元）", "处理结果", "失败原因"))
        for row in rows:
            reference, amount = row["业务编号"], row["金额（元）"]
            reason = self.carry(row)
            done = "失败" if reason else "成功"
            answer.writerow((reference, row["收款账号"], amount, done, reason))
        return out.getvalue().encode("gb18030")

    def carry(self, row: Mapping[str, str]) -> str:
        """Pay one line unless it was paid or refused before; why not, or nothing."""
        reference, number = row["业务编号"], row["收款账号"]
        if reference in self.paid or reference in self.refused:
            return self.refused.get(reference, "")
        whole, _, part = row["金额（元）"].partition(".")
        fen = int(whole) * 100 + int(part)
        reason = self.against(number, row["收款户名"], fen)
        if reason:
            self.refused[reference] = reason
            return reason
        self.paid[reference] = fen
        self.credited[number] = self.credited.get(number, 0) + fen
        if self.funds is not None:
            self.funds -= fen
        return ""

    def against(self, number: str, holder: str, fen: int) -> str:
        """Why a bank refuses a transfer."""
        if number not in self.holders:
            return NO_ACCOUNT
        if self.holders[number] != holder:
            return OTHER_HOLDER
        return NO_MONEY if self.funds is not None and fen > self.funds else ""
