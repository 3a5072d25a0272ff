"""A certificate comes at once from a clear membership, and its check page says when things have changed."""

from datetime import date

import pytest
from tests.ground.access import town

from yugong.engines.matters import actions as matters
from yugong.ground.people import actions as people
from yugong.kernel.actor import SYSTEM, person
from yugong.kernel.errors import Refused
from yugong.scenes.organise.queries import certificates
from yugong.ui import papers

pytestmark = pytest.mark.django_db
ANSWERS = {"purpose": "落户积分", "to": "南川区公安局", "agree": "on"}


@pytest.fixture
def place():
    return town.build()


@pytest.fixture
def member(place):
    who = town.enrol("李小江", 101)
    town.officer("周主席", 2, place.union, "grassroots_chair")
    people.join(person=who, unit=place.union, on=date(2026, 1, 1), route="phone", by=SYSTEM, at=town.NOW)
    return who


def asked(who):
    return matters.open(
        kind="organise.certificate", asker=who, answers=ANSWERS, key="", by=person(who.pk), at=town.NOW
    )


def test_a_clear_membership_is_certified_at_once(member, place):
    matter = asked(member)
    row = certificates.certificate_of(matter.number)
    assert (matter.stage, row.unit_name, row.joined_on, row.to) == (
        "told", place.union.name, date(2026, 1, 1), "南川区公安局",
    )  # fmt: skip
    assert (certificates.certificate_by_code(row.code), certificates.doubt_about(row)) == (row, "")


def test_only_a_member_has_a_membership_to_certify(place):
    with pytest.raises(Refused, match="先加入工会"):
        asked(town.enrol("王新", 102))


def test_a_kept_membership_is_looked_at_first(member):
    people.retain(person=member, on=date(2026, 5, 1), by=SYSTEM, at=town.NOW)
    matter = asked(member)
    assert (matter.stage, certificates.certificate_of(matter.number)) == ("check", None)


def test_a_paper_says_when_things_have_changed(member):
    row = certificates.certificate_of(asked(member).number)
    people.retain(person=member, on=date(2026, 5, 1), by=SYSTEM, at=town.NOW)
    assert certificates.doubt_about(row) == "开具以后会籍有变化，请向开具工会核实。"


def test_both_papers_are_made_and_fetch_nothing():
    paper = papers.Paper(
        "某某工会", "证明-1", "工会会员证明", "某单位", ("兹证明。",), date(2026, 1, 1), "扫码核验。"
    )
    assert (papers.pdf(paper)[:5], papers.word(paper)[:2]) == (b"%PDF-", b"PK")
    with pytest.raises(ValueError, match="fetch nothing"):
        papers._nothing("file:///etc/passwd")
