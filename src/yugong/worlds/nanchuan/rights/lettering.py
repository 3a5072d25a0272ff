"""A letter on its way between two supervisors, the vice-chair, the office and the addressee."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Employer, Unit
from yugong.kernel.actor import VISITOR, Actor
from yugong.scenes.rights.actions import letters
from yugong.scenes.rights.models import SupervisionLetter
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.rights.letter_texts import Said

CONTACT = "南川区总工会权益保障部，12351"
SETTLED = "现场复核，要求的几项都已落实，有照片和签字材料，可以办结。"


@dataclass(kw_only=True)
class Letter(Going):
    """A letter on its way between two supervisors, the vice-chair, the office and the addressee."""

    crowd: Crowd
    unit: Unit
    said: Said
    employer: Employer | None = None
    rank: str = "reminder"
    addressee: str = ""
    after: SupervisionLetter | None = None
    row: Any = None

    def by(self, role: str, title: str = "", place: int = 0) -> Actor:
        """Whoever holds that post of the union, as it stands today."""
        return self.crowd.those(self.unit, role, title)[place].actor(self.making.today)

    @property
    def head(self) -> Actor:
        """Who signs: the vice-chair, in a town its chair."""
        district = self.unit.kind == "district"
        return self.by("district_officer", "副主席") if district else self.by("street_officer")

    @property
    def office_hand(self) -> Actor:
        """Who seals, serves and takes the answer in."""
        return self.by("district_dispatcher") if self.unit.kind == "district" else self.by("street_officer")

    def draft(self) -> None:
        given: Mapping[str, Any] = {
            "cause": self.said.cause,
            "finding": self.said.finding,
            "demands": self.said.demands,
            "contact": CONTACT,
            "employer": str(self.employer.pk) if self.employer else "",
            "addressee": self.addressee,
        }
        self.row = letters.draft(
            unit=self.unit, rank=self.rank, given=given, after=self.after,
            by=self.by("supervisor"), at=self.now,
        )  # fmt: skip
        self.making.step("一函两书")

    def move(self, name: str, by: Actor, **answers: str) -> None:
        matter = matters.Matter.objects.get(number=self.row.matter)
        matters.move(matter=matter, name=name, answers=answers, by=by, at=self.now)

    def mended(self) -> None:
        """The drafter mends the demands and hands it in again."""
        given = {
            "finding": self.said.finding,
            "demands": f"{self.said.demands}\n落实情况附照片或者凭证",
            "contact": CONTACT,
        }
        letters.amend(
            unit=self.unit, letter=self._fresh(), given=given, by=self.by("supervisor"), at=self.now
        )

    def link(self) -> None:
        """Sent by link, and signed for at the other end."""
        row, by = self._fresh(), self.office_hand
        letters.link(unit=self.unit, letter=row, by=by, at=self.now)
        self.later(3)
        letters.receipt(letter=self._fresh(), receiver="办公室值班人员", by=VISITOR, at=self.now)

    def answer(self) -> None:
        """Answered through the link."""
        letters.answer(letter=self._fresh(), text=self.said.answer, by=VISITOR, at=self.now)

    def next(self, rank: str, addressee: str = "") -> "Letter":
        """The stronger letter that follows."""
        return Letter(
            making=self.making, dice=self.dice, now=self.now, crowd=self.crowd, unit=self.unit,
            said=self.said, employer=self.employer, rank=rank, addressee=addressee, after=self._fresh(),
        )  # fmt: skip

    def _fresh(self) -> SupervisionLetter:
        return SupervisionLetter.objects.get(pk=self.row.pk)
