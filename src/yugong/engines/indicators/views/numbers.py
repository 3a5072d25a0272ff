"""The pages of numbers: all measures with their definitions, and one number with the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from yugong.engines.indicators.actions.exporting import INSTANT
from yugong.engines.indicators.queries import definitions, listing, months, places, readings
from yugong.engines.indicators.texts import amount, said, with_unit
from yugong.engines.indicators.views import asking
from yugong.engines.indicators.views.asking import Place
from yugong.kernel.measure import Declared, Measure, Ratio, confirmed, measure, measures
from yugong.ui.menus import SCENES
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Cell, Column, Line, Page, Table

SHOWN_GAPS = 30
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure of the list of all."""

    name: str
    counts: str
    confirmed: str
    value: str
    href: str


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """All measures with what they count, who confirmed it, and the number of one's own union."""
    place = asking.place(request)
    found = readings.values(measures.keys(), place.unit.pk, place.since, place.until)
    groups: dict[str, list[Entry]] = {scene: [] for scene in SCENES.values()}
    for one in measures:
        scene = SCENES[one.key.partition(".")[0]]
        number = with_unit(one, found[one.key])
        entry = Entry(one.name, one.counts, confirmed(one), number, place.to(one.key))
        groups[scene].append(entry)
    context = {
        "here": "numbers", "place": place, "groups": groups, "above": _above(place, ""),
        "first": place.since.isoformat(), "last": place.until.isoformat(),
        "recount": definitions.running(),
    }  # fmt: skip
    return page_or_fragment(request, "indicators/index.html", context=context)


@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    """One number: its definition, its time, its denominator, its gaps, the unions below, its records."""
    place, asked = asking.place(request), asking.declared(key)
    reading = readings.value(key, place.unit.pk, place.since, place.until)
    listed = measure(asked.x) if isinstance(asked, Ratio) else asked
    missing = places.gaps(key, place.unit.path, place.since, place.until, most=SHOWN_GAPS + 1)
    context = {
        "here": "numbers", "place": place, "asked": asked, "listed": listed, "reading": reading,
        "number": said(asked, reading), "confirmed": confirmed(asked), "span": place.span(asked),
        "parts": _parts(asked, place, reading), "above": _above(place, key),
        "expects": bool(places.expecting(key).expects),
        "gaps": missing[:SHOWN_GAPS], "more_gaps": len(missing) > SHOWN_GAPS,
        "trend": _trend(asked, place), "children": _children(asked, place),
        "page": records(listed, place, request.GET),
        "export": asking.address("desk_measure_export", listed.key, place), "long": reading.records > INSTANT,
        "first": place.since.isoformat(), "last": place.until.isoformat(),
        "notes": messages.get_messages(request),
    }  # fmt: skip
    return page_or_fragment(request, "indicators/one.html", "list", context)


def _trend(asked: Declared, place: Place) -> list[float]:
    """The last twelve months as numbers of a small line; nothing where there is nothing to see."""
    points = months.series(asked.key, place.unit.pk, place.until, MONTHS)
    if isinstance(asked, Ratio):
        return [point.value / point.of for point in points if point.of]
    found = [float(point.value) for point in points]
    return found if any(found) else []


def _parts(asked: Declared, place: Place, reading: readings.Reading) -> list[tuple[str, str, str]]:
    """Of a ratio: both its numbers, with the pages that list them."""
    if isinstance(asked, Measure):
        return []
    pairs = ((asked.x, reading.value), (asked.of, reading.of or 0))
    ones = [(measure(key), value) for key, value in pairs]
    return [(one.name, f"{amount(one, value)} {one.suffix}", place.to(one.key)) for one, value in ones]


def _above(place: Place, key: str) -> list[Link]:
    """The unions above, up to the viewer's own, for the same number."""
    to = place.to if key else lambda _, unit: asking.address("desk_numbers", "", place, unit)
    return [
        Link(unit.short or unit.name, to(key, unit.pk))
        for unit in places.chain(place.unit, place.seat.unit_id)
    ]


def _children(asked: Declared, place: Place) -> list[tuple[str, str, str, bool]]:
    """(name, number, page, whether anything is recorded) of each union directly below."""
    found = places.by_child(asked.key, place.unit.pk, place.since, place.until)
    return [
        (
            child.name,
            with_unit(asked, child.reading),
            place.to(asked.key, child.unit_id),
            child.reading.recorded,
        )
        for child in found
    ]


def records(one: Measure, place: Place, given: Mapping[str, str]) -> Page:
    """A page of the records, each with its own page where the viewer may open it."""
    table = Table(
        columns=_columns(one), sort=("-day", "-id"), fixed={k: str(v) for k, v in place.words().items()},
        empty_title="这段时间没有记录", empty_text="没有记录不等于零：也可能是下级还没有登记。",
    )  # fmt: skip
    rows = listing.facts(one, place.unit.path, place.since, place.until)
    page = table.page(rows, given, reverse("desk_measure", args=(one.key,)), count=False)
    names = listing.shown(one, [line.row.record for line in page.rows], place.actor)
    lines = [
        Line(line.key, line.label, (Cell(*_label(names, line.row.record)), *line.cells[1:]), line.row)
        for line in page.rows
    ]
    return replace(page, rows=lines)


def _label(names: Mapping[str, tuple[str, str]], record: str) -> tuple[str, str]:
    return names.get(record, ("（记录已不在）", ""))


def _columns(one: Measure) -> tuple[Column, ...]:
    days = [Column("day", "自" if one.stock else "日期", lambda row: f"{row.day:%Y-%m-%d}")]
    if one.stock:
        days.append(Column("until", "至", lambda row: f"{row.until:%Y-%m-%d}" if row.until else ""))
    return (
        Column("record", one.source.name),
        *days,
        Column("unit", "工会", lambda row: row.unit.short or row.unit.name),
        Column(
            "amount",
            "元" if one.unit == "fen" else one.suffix,
            lambda row: amount(one, row.amount),
            align="r",
        ),
    )
