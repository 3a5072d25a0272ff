"""A dispute on its way through a desk: the worker, the clerk, the mediator, the head, and the money."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from yugong.engines.matters import actions as matters
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.actor import VISITOR, Actor, person
from yugong.scenes.rights.actions import mediation as cases
from yugong.scenes.rights.actions import mediation_room as room
from yugong.scenes.rights.queries import mediation as queries
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.rights.appealing import CLERKS, HEADS
from yugong.worlds.nanchuan.rights.disputes import Dispute


@dataclass(kw_only=True)
class Matter(Going):
    """A matter of one worker that a desk sees through."""

    kind: str
    crowd: Crowd
    asker: Person
    answers: dict[str, Any]
    matter: Any = None

    def open(self) -> None:
        """The worker applies."""
        self.matter = matters.open(
            kind=self.kind, asker=self.asker, answers=self.answers, by=self.me, at=self.now
        )
        self.making.step("调解和法律援助")

    @property
    def me(self) -> Actor:
        return person(self.asker.pk)

    @property
    def unit(self) -> Unit:
        """The desk where it lies."""
        unit: Unit = matters.Matter.objects.select_related("unit").get(pk=self.matter.pk).unit
        return unit

    @property
    def clerk(self) -> Actor:
        unit = self.unit
        return self.crowd.officer(unit, CLERKS[unit.kind]).actor(self.making.today)

    @property
    def head(self) -> Actor:
        unit = self.unit
        return self.crowd.officer(unit, *HEADS[unit.kind]).actor(self.making.today)

    def do(self, name: str, by: Actor, **answers: str) -> None:
        """A move of somebody."""
        self.matter = matters.move(matter=self.matter, name=name, answers=answers, by=by, at=self.now)


@dataclass(kw_only=True)
class Talks(Matter):
    """A mediation."""

    dispute: Dispute

    @property
    def mediator(self) -> Actor:
        return self.crowd.officer(self.unit, "mediator").actor(self.making.today)

    @property
    def case(self) -> Any:
        """The case as it stands."""
        return queries.case_of(self.matter.number)

    def views(self) -> None:
        """The employer opens its link and says what it thinks."""
        cases.link(mediation=self.case, by=self.mediator, at=self.now)
        says = "工资表和考勤我们认，金额要再核一下。"
        room.say_views(mediation=self.case, view="part", says=says, by=VISITOR, at=self.now)

    def meet(self) -> Any:
        """A meeting is set for the next day."""
        day = self.now.date() + timedelta(days=1)
        where = f"{self.unit.short or self.unit.name}劳动争议调解室"
        return cases.schedule(
            mediation=self.case, on=day, clock="14:30", place=where, by=self.mediator, at=self.now
        )

    def met(self, session: Any, result: str) -> None:
        """What was said is written down."""
        said = "双方到场。职工讲了经过和金额；单位认可欠付，提出分期；调解员讲明法律规定，双方愿意接着谈。"
        cases.minute(
            mediation=self.case, session=session, minutes=said, result=result, by=self.mediator, at=self.now
        )

    def offers(self) -> None:
        """The employer proposes, the worker says yes."""
        fen = self.dispute.agreed * 100
        offer = room.employer_offers(
            mediation=self.case, fen=fen, text="两期付清，第一期半个月内。", by=VISITOR, at=self.now
        )
        self.later(2)
        room.worker_accepts(mediation=self.case, offer=str(offer.pk), by=self.me, at=self.now)

    def terms(self) -> None:
        """What was agreed is written down, in two instalments, and laid before both."""
        first = self.dispute.agreed // 2
        days = (self.now.date() + timedelta(days=days) for days in (12, 30))
        sums = (first, self.dispute.agreed - first)
        plan = "\n".join(f"{day:%Y-%m-%d} {yuan}.00" for day, yuan in zip(days, sums, strict=True))
        words = "单位按下面的日期把款打到职工本人账户。\n付清以后，双方就本次争议再无其他纠纷。"
        cases.draft_terms(mediation=self.case, terms=words, plan=plan, by=self.mediator, at=self.now)
        self.do("propose", self.mediator)

    def agreed(self) -> None:
        """The employer confirms by its link."""
        row = self.case
        who = "综合管理部负责人"
        room.employer_agrees(mediation=row, who=who, version=row.version, by=VISITOR, at=self.now)

    def pay(self, number: int) -> None:
        """An instalment has reached the worker."""
        fen = queries.plan_of(self.case)[number][1]
        cases.record_payment(
            mediation=self.case, on=self.now.date(), fen=fen, way="bank", by=self.mediator, at=self.now
        )
