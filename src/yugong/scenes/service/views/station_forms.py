"""The form of a station: typed words into its facts, and its facts into typed words."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from yugong.ground.org.models import Unit
from yugong.ground.people import queries as people
from yugong.kernel import opening_hours
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Choice, Day, LongText, Select, Text, clean_all
from yugong.kernel.identifiers import check_phone
from yugong.scenes.service.actions.stations import StationFacts
from yugong.scenes.service.extents import extent_of
from yugong.scenes.service.models import Station, StationSort
from yugong.scenes.service.rules import coordinates, hours_words
from yugong.scenes.service.rules.facilities import FACILITIES
from yugong.ui import forms

Errors = dict[str, Refused]
FIELDS = (
    Text("name", "名称", hint="门头上的名字，同一个工会里不重名"),
    Select("sort", "类型", hint="职工按类型找", of=tuple(StationSort.choices)),
    Text("address", "地址", hint="写到门牌，职工照着找得到", longest=120),
    Text("lat", "纬度", hint="例如 29.157806 或 29°9′28″", longest=30),
    Text("lon", "经度", hint="例如 107.098611", longest=30),
    Select("system", "坐标取自", hint="从哪个地图上取的", of=coordinates.SYSTEMS),
    LongText(
        "hours", "开放时间", hint="例如 8:00-20:00；周一至周五 8:30-18:00；24小时", longest=200, optional=True
    ),
    Text("ring", "所在环线", hint="例如 178环线", longest=20, optional=True),
    Text("phone", "门口的电话", hint="职工有事打这个", longest=30, optional=True),
    Text("steward", "站长", hint="本会会员或干部的姓名，重名的写手机号", longest=30, optional=True),
    Text("grade", "等级、荣誉", hint="评选结果自动写上；这里补以前的", longest=40, optional=True),
    Day("opened_on", "启用日期", hint="哪天起对职工开放", past=True),
)
HAS = Choice("facilities", "设施", of=tuple(FACILITIES.items()), optional=True)
NOBODY = "{unit}没有叫这个姓名的会员或干部，请核对，或者写他的手机号"
SEVERAL = "不止一个人叫这个姓名，请写他的手机号"


def form(data: Mapping[str, Any], errors: Mapping[str, Refused], chosen: list[str]) -> forms.Form:
    """The form with what was typed."""
    made = forms.form(FIELDS, data, errors)
    options = [forms.Option(key, words) for key, words in FACILITIES.items()]
    has = forms.part("facilities", "设施", "many", optional=True, value=chosen, options=options)
    return forms.Form((*made.parts, has), made.general)


def shown(row: Station) -> dict[str, Any]:
    """A station as its form shows it."""
    said = opening_hours.table(row.hours, row.always_open)
    return {
        **{name: getattr(row, name) for name in ("name", "sort", "address", "ring", "phone", "grade")},
        "lat": f"{row.lat:.6f}", "lon": f"{row.lon:.6f}", "system": "wgs84",
        "opened_on": row.opened_on.isoformat(),
        "hours": "；".join(f"{days} {spans}" for days, spans in said if spans != "不开放"),
        "steward": people.names({row.steward_id})[row.steward_id] if row.steward_id else "",
    }  # fmt: skip


def cleaned(
    unit: Unit, data: Any, *, today: date, before: Station | None = None
) -> tuple[StationFacts | None, Errors]:
    """The facts that were typed, or what is wrong with them, field by field."""
    given, errors = clean_all(FIELDS, data, today=today)
    place, steward = None, None
    hours: tuple[bool, opening_hours.Hours] = (False, {})
    try:
        if "lat" not in errors and "lon" not in errors:
            box = extent_of(unit.division_code)
            place = coordinates.located(
                given["lat"], given["lon"], system=given.get("system", ""), within=box, named="本区县"
            )
    except Refused as refused:
        errors["lat"] = refused
    try:
        hours = hours_words.read(given.get("hours") or "")
    except Refused as refused:
        errors["hours"] = refused
    try:
        steward = steward_of(unit, given.get("steward") or "", before, today=today)
    except Refused as refused:
        errors["steward"] = refused
    if errors or place is None:
        return None, errors
    return StationFacts(
        name=given["name"], address=given["address"], lat=place.point.lat, lon=place.point.lon,
        sort=given["sort"], ring=given["ring"] or "", facilities=data.getlist("facilities"),
        hours=hours[1], always_open=hours[0], steward_id=steward, phone=given["phone"] or "",
        grade=given["grade"] or "", opened_on=date.fromisoformat(given["opened_on"]),
    ), {}  # fmt: skip


def steward_of(unit: Unit, typed: str, before: Station | None, *, today: date) -> UUID | None:
    """The person meant by a name or a phone: a member or officer of the union, or who it was before."""
    if not typed:
        return None
    if before and before.steward_id and people.names({before.steward_id})[before.steward_id] == typed:
        return before.steward_id
    seated = people.holders(unit.pk, on=today)
    phone = check_phone(typed)
    if phone.valid:
        own = {one.person_id for one in seated}
        with_it = (one.pk for one in people.find_by_phone(phone.normalised))
        found = {one for one in with_it if one in own or people.member_below(one, unit.path)}
    else:
        found = {one.pk for one in people.members_named(unit.pk, typed)}
        found |= {one.person_id for one in seated if one.name == typed}
    if len(found) != 1:
        raise Refused(SEVERAL if found else NOBODY.format(unit=unit.name), field="steward")
    return found.pop()


def facts_of(row: Station, **changed: Any) -> StationFacts:
    """A station's facts as they stand, some of them changed."""
    known = {one.name: getattr(row, one.name) for one in fields(StationFacts)}
    return StationFacts(**(known | changed))
