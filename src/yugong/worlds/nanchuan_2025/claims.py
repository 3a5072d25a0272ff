"""Which of the insured claim in which month, for how many nights or which illness: the sum is exact."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from PIL import Image

from yugong.ground.files.actions import accept
from yugong.kernel.actor import Actor
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.growing import Insured
from yugong.worlds.nanchuan_2025.scale import bounded

NIGHT, LUMP = 50_00, 10_000_00  # fen, by the terms of 2015
ILLNESSES = 97  # of the year's claims at full size
FEWEST, LONGEST = 3, 60  # nights
MONTHS = range(4, 12)  # the insurer's files come from April to November
ILL_FROM = 7  # ninety days after cover began
HOSPITALS = ("南川区人民医院", "南川区中医医院", "重庆市南川宏仁医院")
DIAGNOSES = ("腰椎间盘突出", "肺部感染", "胆囊结石", "骨折术后", "急性阑尾炎")


@dataclass(frozen=True)
class Case:
    """One claim: who, in which month it is told, which days; an illness has no nights."""

    who: Insured
    month: int
    serial: int
    on: date
    nights: int = 0

    @property
    def illness(self) -> bool:
        return not self.nights

    def answers(self, *, papers: Sequence[str]) -> dict[str, Any]:
        """What a member who tells of an illness himself fills in."""
        return {
            "what": "illness", "on": f"{self.on:%Y-%m-%d}", "until": "", "accident": "no", "level": "3",
            "own_costs": "36000", "percent": "", "invoices": "", "hospital": HOSPITALS[0],
            "diagnosis": "病理诊断见出院小结", "papers": list(papers), "medical": True,
        }  # fmt: skip


def plan(insured: Sequence[Insured], figures: Figures, dice: Random, *, year: int) -> list[Case]:
    """The year's claims; nights and lumps together come to the sum that was paid."""
    ill = min(int(ILLNESSES * figures.scale.factor), figures.claims - 1)
    rest, stays_ = figures.paid_out - ill * LUMP, figures.claims - ill
    nights = bounded(rest // NIGHT, stays_, dice, least=FEWEST, most=LONGEST)
    chosen = {
        product: dice.sample([one for one in insured if one.product == product], k=number)
        for product, number in (("illness_a", ill), ("hospital", stays_))
    }
    cases = [_ill(who, serial, dice, year) for serial, who in enumerate(chosen["illness_a"], 1)]
    pairs = zip(chosen["hospital"], nights, strict=True)
    return cases + [_stay(who, number, n, dice, year) for n, (who, number) in enumerate(pairs, ill + 1)]


def _ill(who: Insured, serial: int, dice: Random, year: int) -> Case:
    month = dice.choice([one for one in MONTHS if one >= ILL_FROM])
    return Case(who, month, serial, date(year, month, 1) - timedelta(days=dice.randint(1, 20)))


def _stay(who: Insured, nights: int, serial: int, dice: Random, year: int) -> Case:
    """In hospital after the thirty days of waiting, and home before the file is made."""
    since = who.starts_on + timedelta(days=30)
    free = [m for m in MONTHS if date(year, m, 1) - timedelta(days=nights + 1) >= since]
    month = dice.choice(free)
    latest = date(year, month, 1) - timedelta(days=nights + 1)
    on = latest - timedelta(days=min(dice.randint(0, 12), (latest - since).days))
    return Case(who, month, serial, on, nights)


def stays(cases: Sequence[Case]) -> list[Case]:
    """Those of which the insurer knows."""
    return [one for one in cases if not one.illness]


def listed(cases: Sequence[Case]) -> bytes:
    """The insurer's file."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("姓名", "身份证号", "入院日期", "出院日期", "发票号码", "医院名称", "医院等级", "诊断"))
    for one in cases:
        until = one.on + timedelta(days=one.nights)
        place = one.serial
        table.writerow((
            one.who.name, one.who.number, f"{one.on:%Y-%m-%d}", f"{until:%Y-%m-%d}",
            f"5000{until:%y%m}{place:08d}", HOSPITALS[place % 3], "三级甲等", DIAGNOSES[place % 5],
        ))  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def picture(me: Actor, at: datetime) -> str:
    """A photograph of the papers: one plain picture serves all, for contents are kept once."""
    data = io.BytesIO()
    Image.new("RGB", (64, 48), (246, 244, 238)).save(data, "JPEG")
    data.seek(0)
    data.name = "出院小结.jpg"
    return str(accept(upload=data, owner=f"people.person:{me.person_id}", by=me, at=at).pk)
