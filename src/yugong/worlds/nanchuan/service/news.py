"""The demo's paper: thirty articles on their way, most of them published, and a gallery of workers' works."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from yugong.ground.people.models import Account
from yugong.kernel.actor import Actor, person
from yugong.scenes.service.actions import news_mending, news_reading, news_writing, works
from yugong.scenes.service.models import STEPS, Article
from yugong.worlds.making import Making
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.going import Going
from yugong.worlds.nanchuan.service import news_texts, pictures
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Story, Timeline, workdays_before

BYLINE = "南川区总工会宣教组"
STATES = {  # which of the texts did not simply appear: what became of it
    4: "draft", 9: "returned", 11: "half", 14: "corrected", 17: "withdrawn", 18: "ready", 21: "correcting",
    24: "scheduled", 27: "half", 29: "written",
}  # fmt: skip


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Let the articles and the works wait for their days."""
    Paper(making, tree, crowd).all(timeline)


@dataclass
class Paper:
    """Who writes, who reads, and what there is to print."""

    making: Making
    tree: Tree
    crowd: Crowd
    dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = self.making.dice("news")

    def all(self, timeline: Timeline) -> None:
        """Old ones first; what is still on its way was written these days."""
        for n, text in enumerate(news_texts.texts()):
            fate = STATES.get(n, "public")
            recent = fate in ("draft", "returned", "half", "ready", "scheduled", "written", "correcting")
            ago = self.dice.randint(2, 5) if recent else 8 + 7 * n
            timeline.add(self._article(Going(**self._when(ago)), text, fate))
        timeline.add(self._gallery(Going(**self._when(30))))

    def _when(self, ago: int) -> dict[str, Any]:
        day = workdays_before(self.making.today, ago)
        now: datetime = self.making.moment(day, 9, self.dice.randrange(60))
        return {"making": self.making, "dice": Random(self.dice.random()), "now": now}  # noqa: S311

    def _hands(self) -> list[Actor]:
        """The writer first, then who reads."""
        titles = ("基层工作部干部", "权益保障部部长", "副主席", "基层工作部部长")
        officer = self.crowd.officer
        return [
            officer(self.tree.district, "district_officer", one).actor(self.making.today) for one in titles
        ]

    def _article(self, one: Going, text: tuple[str, str, str], fate: str) -> Story:
        """One article, as far as it goes."""
        yield one.now
        crew = self._hands()
        column, title, body = text
        given = {"column": column, "title": title, "body": body, "byline": BYLINE}
        row = news_writing.write(unit=self.tree.district, given=given, by=crew[0], at=one.now)
        self.making.step("资讯")
        if fate == "written":
            return
        row = news_writing.submit(article=row, by=crew[0], at=one.later(1))
        if fate == "draft":
            row = self._read(row, crew[1], one, passed=False)
            return
        yield from self._read_all(row, crew[1:], one, steps={"half": 3, "returned": 2}.get(fate, len(STEPS)))
        row = Article.objects.defer("grams").get(pk=row.pk)
        if fate == "returned":
            self._read(row, crew[3], one, passed=False)
        if fate in ("half", "returned", "ready"):
            return
        when = self.making.at + timedelta(days=3) if fate == "scheduled" else None
        news_reading.publish(article=row, when=when, by=crew[2], at=one.later(1))
        yield from self._after(row, crew, one, fate)

    def _read(self, row: Article, by: Actor, one: Going, *, passed: bool = True) -> Article:
        remark = one.dice.choice(news_texts.REMARKS) if passed else "第二段的数字没有出处，请补上再来。"
        return news_reading.read(
            article=row, step=row.step + 1, passed=passed, remark=remark, by=by, at=one.later(0.3)
        )

    def _read_all(self, row: Article, readers: list[Actor], one: Going, *, steps: int) -> Iterator[datetime]:
        """Two readings a day, by all readers in turn."""
        for n in range(steps):
            row = self._read(row, readers[n % 3], one)
            if n % 3 == 2:
                yield one.office(0)

    def _after(self, row: Article, crew: list[Actor], one: Going, fate: str) -> Story:
        """What happens to some of those that appeared."""
        if fate in ("corrected", "correcting"):
            yield one.later(20)
            row.refresh_from_db(fields=["title", "body", "standing"])
            body = row.body.rstrip("。") + "（以正式文件为准）。"
            news_mending.correct(
                article=row,
                title=row.title,
                body=body,
                note="原文漏写“以正式文件为准”，现补上。",
                by=crew[0],
                at=one.now,
            )
        if fate == "corrected":
            news_mending.agree(article=row, agreed=True, by=crew[2], at=one.later(1))
        if fate == "withdrawn":
            yield one.later(30)
            news_mending.withdraw(article=row, why="遴选办法有调整，另行公告。", by=crew[2], at=one.now)

    def _gallery(self, one: Going) -> Story:
        """Ten works; one waits, one is not shown, one was taken back; the demo's member shows one of them."""
        yield one.now
        judge = self._hands()[2]
        own = Account.objects.get(username=logins.MEMBER.key).person
        others = [self.crowd.members[unit.pk][-1] for _, unit in self.tree.unions[: len(news_texts.WORKS)]]
        for n, (sort, title, about, byline, colours) in enumerate(news_texts.WORKS):
            who = own if n == 3 and own else others[n]
            given = {"sort": sort, "title": title, "about": about, "byline": byline, "agree": True}
            upload = pictures.hills(colours, one.dice)
            row = works.offer(person=who, given=given, upload=upload, by=person(who.pk), at=one.later(2))
            if n == 9:
                return
            good = n != 6
            why = "" if good else "画面太暗，看不清人和设备，欢迎换一张再投。"
            row = works.judge(work=row, shown=good, why=why, by=judge, at=one.later(1))
            if n == 8:
                works.take_back(person=who, work=row, by=person(who.pk), at=one.later(1))
