"""The 240 stations of Nanchuan: eight on the ring, most in the three streets, some in every town."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

from yugong.ground.org.models import Unit
from yugong.ground.people.models import Person
from yugong.kernel.opening_hours import Hours, every_day
from yugong.scenes.service import drawn
from yugong.scenes.service.actions.doors import count_entries, fit_lock
from yugong.scenes.service.actions.stations import StationFacts, bring_stations
from yugong.scenes.service.models import Station
from yugong.scenes.service.rules.coordinates import Point
from yugong.worlds import places
from yugong.worlds.making import Making
from yugong.worlds.nanchuan.crowd import Crowd
from yugong.worlds.nanchuan.logins import COURIERS, RIDERS
from yugong.worlds.nanchuan.service import station_plots as plots
from yugong.worlds.nanchuan.tree import Tree
from yugong.worlds.timeline import Timeline

RING = "178环线"
ON_RING = {
    "三泉镇": "三泉窝凼驿站", "金山镇": "金山金佛驿站", "头渡镇": "头渡西坡驿站", "德隆镇": "德隆银杏村驿站",
    "合溪镇": "合溪九溪驿站", "古花镇": "古花花山驿站", "大有镇": "大有石良驿站", "南平镇": "南平云雾驿站",
}  # fmt: skip
STREETS, IN_STREET, IN_TOWN = ("东城街道", "南城街道", "西城街道"), 36, 4
FINEST = "最美渝工港湾（市级）"
WEEK = {str(day): [["08:30", "18:00"]] for day in range(1, 6)}
AFTER_SCHOOL = {str(day): [["16:30", "19:00"]] for day in range(1, 6)}
SORTS: dict[str, tuple[str, Hours, tuple[str, ...]]] = {  # name, hours, what is there
    "station": (
        "户外劳动者驿站",
        every_day(("07:00", "22:00")),
        ("water", "charging", "microwave", "air", "seats"),
    ),
    "smart": (
        "智慧驿站",
        {},
        ("water", "charging", "swapping", "microwave", "air", "seats", "recliner", "wifi", "jobs"),
    ),
    "kiosk": ("暖心小站", every_day(("08:00", "20:00")), ("water", "charging", "seats", "umbrella")),
    "fridge": ("爱心冰柜", every_day(("09:00", "19:00")), ("cold_drinks",)),
    "library": ("职工书屋", WEEK | {"6": [["09:00", "17:00"]]}, ("books", "seats", "water", "air", "wifi")),
    "nursing": ("爱心妈咪小屋", WEEK, ("nursing", "water", "fridge", "seats", "air")),
    "childcare": ("托管点", AFTER_SCHOOL, ("seats", "water", "toilet", "books")),
}
FURTHER = ("toilet", "medicine", "umbrella", "pump", "fridge", "books", "aed", "wifi")
STREET_MIX = (
    *("station", "smart", "station", "kiosk", "station", "fridge", "station", "library", "smart", "nursing"),
    *("station", "smart", "kiosk", "fridge", "childcare", "station", "smart", "station"),
)
TOWN_MIX = (
    ("station", "kiosk", "library", "fridge"), ("station", "station", "fridge", "nursing"),
    ("station", "kiosk", "library", "station"),
)  # fmt: skip
Line = tuple[Unit, StationFacts]


def cast(making: Making, tree: Tree, crowd: Crowd, timeline: Timeline) -> None:
    """Put them on the map, fit the locks, and let what happens there wait for its moment."""
    dice = making.dice("stations")
    lines = [*_ring(dice, making, tree, crowd), *_towns(dice, making, tree, crowd)]
    bring_stations(unit=tree.district, rows=lines, **making.entered)
    making.step("驿站", len(lines))
    rows = list(Station.objects.select_related("unit").order_by("unit__path", "name"))
    for row in rows:
        if row.sort == "smart":
            fit_lock(station=row, **making.entered)
    _doors(dice, making, rows)
    for story in plots.stories(making, dice, tree, crowd, rows):
        timeline.add(story)


def _seats() -> dict[str, Point]:
    return {seat.name: seat.place for seat in drawn.seats()}


def _ring(dice: Random, making: Making, tree: Tree, crowd: Crowd) -> Iterator[Line]:
    """The eight of the round trip, which fetches visitors' drivers and couriers through the mountains."""
    seats = _seats()
    for town, name in ON_RING.items():
        made = _station(dice, making, name, "station", _town(making, town), seats[town], 0.006)
        grade = FINEST if town in ("德隆镇", "三泉镇") else ""
        steward = crowd.officer(tree.towns[town], "street_officer").account.person_id
        yield (
            tree.towns[town],
            replace(made, ring=RING, grade=grade, steward_id=steward, opened_on=date(2025, 4, 28)),
        )


def _towns(dice: Random, making: Making, tree: Tree, crowd: Crowd) -> Iterator[Line]:
    """Some in every town; of the streets' a few are kept by unions, the couriers' and riders' among them."""
    seats, kept = _seats(), iter([COURIERS, RIDERS] * 6)
    for n, town in enumerate(tree.towns):
        street = town in STREETS
        mix = [STREET_MIX[k % len(STREET_MIX)] for k in range(IN_STREET)] if street else TOWN_MIX[n % 3]
        names, unions = _names(town, making), [unit for plan, unit in tree.unions if plan.town == town]
        for k, sort in enumerate(mix):
            unit = tree.towns[town]
            if street and k % 9 == 4:
                unit = tree.named(next(kept))
            elif unions and k % 4 == 3:
                unit = unions[k % len(unions)]
            name = f"{next(names)}{SORTS[sort][0]}"
            facts = _station(
                dice, making, name, sort, _town(making, town), seats[town], 0.008 if street else 0.014
            )
            yield unit, replace(facts, steward_id=_steward(dice, crowd, unit))


def _town(making: Making, name: str) -> places.Place:
    return places.named(name, making.today, parent=places.NANCHUAN)


def _names(town: str, making: Making) -> Iterator[str]:
    """Communities and villages of the town, then its roads, again and again with a number."""
    known = (*places.villages()[_town(making, town).code], *places.ROADS.get(town, ()))
    for turn in range(1, 9):
        for name in known:
            yield name if turn == 1 else f"{name}{'二三四五六七八'[turn - 2]}号"


def _station(
    dice: Random, making: Making, name: str, sort: str, town: places.Place, middle: Point, spread: float
) -> StationFacts:
    """One of a sort, somewhere around the middle of its town."""
    _, hours, has = SORTS[sort]
    further = dice.sample(FURTHER, 3) if sort in ("station", "smart") else ()
    return StationFacts(
        name=name, address=places.address(dice, town), lat=round(dice.gauss(middle.lat, spread), 6),
        lon=round(dice.gauss(middle.lon, spread), 6), sort=sort,
        facilities=tuple(dict.fromkeys((*has, *further))),
        hours=hours, always_open=sort == "smart" or (sort == "fridge" and dice.random() < 0.2),
        phone=f"023-7{dice.randint(1400000, 1499999)}",
        opened_on=date(2021, 3, 1) + timedelta(days=dice.randrange(1600)),
    )  # fmt: skip


def _steward(dice: Random, crowd: Crowd, unit: Unit) -> Any:
    """Who looks after it: the street's officer or a member of the union; for one in twelve nobody yet."""
    if dice.random() < 1 / 12:
        return None
    members: list[Person] = crowd.members.get(unit.pk, [])
    if members:
        return dice.choice(members[:12]).pk
    return crowd.officer(unit, "street_officer").account.person_id


def _doors(dice: Random, making: Making, rows: list[Station]) -> None:
    """What the locks of the smart stations counted in the last two days."""
    entries = [
        (row.pk, making.at - timedelta(minutes=dice.randint(12, 2800)))
        for row in rows
        if row.sort == "smart"
        for _ in range(dice.randint(6, 30))
    ]
    count_entries(entries=entries, by=making.by, at=making.at)
