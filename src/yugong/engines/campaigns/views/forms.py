"""The form of a campaign: its fields, and reading them into what the actions take."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yugong.engines.campaigns.queries import sittings
from yugong.engines.campaigns.queries.lists import Campaign
from yugong.kernel import hours
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all
from yugong.kernel.fields import Choice, LongText, Number, Text
from yugong.kernel.gather import AUDIENCES, TAKINGS, Gathering
from yugong.kernel.moment import Moment


def fields(gathering: Gathering) -> tuple[Field, ...]:
    """What is asked of whoever announces one."""
    takings = tuple((key, TAKINGS[key]) for key in gathering.takings)
    return (
        Text("title", "名称", longest=60),
        LongText("about", "介绍", "做什么、带什么、有没有费用，写给没来过的人看", longest=1500),
        Text("place", "地点", longest=80),
        Text("contact", "咨询电话", longest=30),
        LongText("times", "场次", f"一行一场：2026-12-05 09:00 到 11:30，最多 {gathering.sittings} 场",
                 longest=60 * gathering.sittings),
        Choice("audience", "对象", of=tuple(AUDIENCES.items())),
        Choice("taking", "名额怎么给", of=takings),
        Number("places", "名额", least=1, most=100_000, unit="个"),
        Number("per_unit", "每个工会最多", "不限就不填", optional=True, least=1, most=100_000, unit="个"),
        Moment("opens_at", "报名开始", "例如 2026-12-01 09:00"),
        Moment("closes_at", "报名截止", "例如 2026-12-03 18:00"),
        Number("accept_hours", "递补的人多久内确认", least=1, most=168, unit="小时"),
        Text(
            "public_source", "抽签用的公开号码", optional=True, longest=80,
            hint="抽签才填：截止以后才开出的号码，例如“福彩双色球 12 月 4 日开奖号码”",
        ),
    )  # fmt: skip


def cleaned(
    gathering: Gathering, raw: Mapping[str, Any], today: Any
) -> tuple[dict[str, Any], list[tuple[datetime, datetime]], dict[str, Refused]]:
    """What the actions take, the sessions, and what is wrong, field by field."""
    given, errors = clean_all(fields(gathering), raw, today=today)
    times: list[tuple[datetime, datetime]] = []
    if "times" not in errors:
        try:
            times = hours.read(str(given.pop("times")), gathering.sittings)
        except Refused as refused:
            errors["times"] = refused
    for word in ("opens_at", "closes_at"):
        if given.get(word):
            given[word] = datetime.fromisoformat(given[word])
    given["public_source"] = given.get("public_source") or ""
    return given, times, errors


def shown(campaign: Campaign) -> dict[str, Any]:
    """The form as it was filled in."""
    times = "\n".join(
        f"{one.starts_at.astimezone(ZONE):%Y-%m-%d %H:%M} 到 {one.ends_at.astimezone(ZONE):%H:%M}"
        for one in sittings.times(campaign)
    )
    stamps = {
        word: getattr(campaign, word).astimezone(ZONE).strftime(hours.STAMP)
        for word in ("opens_at", "closes_at")
    }
    plain = ("title", "about", "place", "contact", "audience", "taking", "places", "per_unit", "accept_hours",
             "public_source")  # fmt: skip
    return {word: getattr(campaign, word) for word in plain} | stamps | {"times": times}
