"""Texts that only the tests know, a person who can be reached, and pages with plain names of static files."""

from datetime import UTC, datetime

import pytest

from yugong.ground.notices.templates import Template, templates
from yugong.ground.people import actions as people
from yugong.ground.people.identity import Identity
from yugong.kernel.actor import SYSTEM

from . import pages

DAY = datetime(2026, 9, 1, 2, tzinfo=UTC)  # ten in the morning in Chongqing
NIGHT = datetime(2026, 9, 1, 15, tzinfo=UTC)  # eleven at night

for one in (
    Template(
        "test.moved", 1, "{what}有新进展", "{name}，您的{what}已到“{stage}”。", sms="您的办件有新进展。"
    ),
    Template("test.plain", 1, "系统维护", "{day} 晚间维护。", personal=False),
    Template("test.urgent", 1, "停电", "马上停电。", sms="马上停电。", urgent=True),
):
    if one.key not in templates:
        templates.add(one)

MOVED = {"name": "张建国", "what": "入会申请", "stage": "已受理"}


@pytest.fixture
def worker(db):
    """A person with a phone."""
    given = Identity(name="张建国", phone="13800000001")
    return people.enrol(given=given, source="test", by=SYSTEM, at=DAY)


@pytest.fixture
def plain_pages(settings, plain_static):
    settings.ROOT_URLCONF = pages.__name__
