"""Plants targets and forms in every state, for whoever reads the cockpit, the deeds and the forms."""

from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from yugong.engines.indicators.actions import filing
from yugong.engines.indicators.models import ListFile
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Account
from yugong.kernel.actor import SYSTEM, Actor
from yugong.kernel.measure import measure
from yugong.scenes.organise.actions import targets, upward
from yugong.scenes.organise.actions.targets import Aim
from yugong.scenes.organise.models import UpwardAnswer, UpwardForm
from yugong.scenes.organise.upward import Cell

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
MEMBERS = Cell("k0", "工会会员", "measure:organise.members", "number", "人")
ROOM = Cell("q1", "远处活动室面积", unit="平方米")
CHECKS = tuple(Cell(f"q{n}", f"远处第 {n} 项") for n in range(1, 24))
Path = tuple[str, str, int]


def form(unit: Unit, title: str, *cells: Cell) -> UpwardForm:
    """A form of a union, not sent yet."""
    return upward.draft(
        unit=unit, title=title, purpose="摸底", cells=cells, since=date(TODAY.year, 1, 1),
        until=TODAY, due_on=TODAY + timedelta(days=9), by=SYSTEM, at=NOW,
    )  # fmt: skip


def sent(unit: Unit) -> UpwardAnswer:
    """A form that a far district sent to the unions below it; the line of the last of them."""
    upper = unit.parent
    assert upper is not None
    done = upward.send(form=form(upper, "远处阵地", MEMBERS, ROOM), by=SYSTEM, at=NOW)
    return UpwardAnswer.objects.get(form=done, unit=unit)


def long_list(unit: Unit, by: Actor = SYSTEM) -> ListFile:
    """A long list behind a number of a union that somebody asked for."""
    return filing.ask_list(
        unit=unit, one=measure("organise.joined"), since=date(TODAY.year, 1, 1), until=TODAY, mark="远处",
        by=by, at=NOW,
    )  # fmt: skip


def plant(unit_id: int) -> list[Path]:
    """The paths that are opened: by the city, and by the chair of the far union."""
    unit, city = Unit.objects.get(pk=unit_id), Unit.objects.get(kind="city")
    draft = form(city, "远处一张", MEMBERS, ROOM)
    held = upward.hold(form=form(city, "远处逐项", *CHECKS), reason="逐项核实", by=SYSTEM, at=NOW)
    closed = upward.send(form=form(city, "远处会员数", MEMBERS), by=SYSTEM, at=NOW)
    aims = [Aim("organise.joined", 30, "远处文件 1 号")]
    targets.propose(unit=city, year=TODAY.year, aims=aims, by=SYSTEM, at=NOW)
    line, below = sent(unit), f"?unit={unit_id}"
    whose = Account.objects.get(username="city").person_id
    asked = long_list(city, replace(SYSTEM, key=f"person:{whose}"))
    lists = ("open", "late", "watched", "topic", "terms")
    return [
        *(("city", f"/desk/cockpit/{page}", 200) for page in ("", "?topic=members", "?screen=1", below)),
        *(("city", f"/desk/cockpit/{which}/", 200) for which in lists),
        *(("city", f"/desk/{page}/", 200) for page in ("deeds", "deeds/targets", "upward", "upward/new")),
        *(("city", f"/desk/upward/{one.pk}/", 200) for one in (draft, held, closed)),
        ("city", f"/desk/lists/{asked.pk}/", 200),
        ("chair", "/desk/cockpit/", 200),
        ("chair", f"/desk/upward/lines/{line.pk}/", 200),
    ]


def far(unit: Unit) -> dict[str, str]:
    """A form and a line of another district: nobody beside it opens them."""
    line = sent(unit)
    return {"form_id": str(line.form_id), "line_id": str(line.pk), "list_id": str(long_list(unit).pk)}
