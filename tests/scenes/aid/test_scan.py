"""The nightly search finds exactly those for whom the rule, asked about one person, says yes."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from matters.town import START

from yugong.ground.audit.models import Event
from yugong.ground.audit.writing import writing
from yugong.ground.jobs.models import Progress
from yugong.ground.jobs.queue import jobs
from yugong.ground.notices.models import Notice
from yugong.ground.parameters.models import Parameter
from yugong.kernel.actor import SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.formula_verdict import formula_of
from yugong.kernel.rules import rules
from yugong.scenes.aid.actions import offers, scanning
from yugong.scenes.aid.models import AidOffer, AidScan, HouseholdFacts, OfferState
from yugong.scenes.aid.queries import scan as queries
from yugong.scenes.aid.queries.faces import all_faces, helped
from yugong.scenes.aid.queries.faces import known as facts_known
from yugong.scenes.aid.rules.explaining import explain
from yugong.scenes.aid.rules.weighing import searched

from .households import POOR, RICH, RULE, figures, file_some, known, neighbours, settle

EVERY = ["aid.hardship", "aid.living", "aid.medical", "aid.schooling"]
ON = START.date()
FEW = settings(
    max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,)
)


def by_python(rule, rows):
    """Whom `explain` helps, one by one."""
    formula, found = formula_of(rules[rule].at(ON)), set()
    for row in rows:
        for case in facts_known(row, formula, on=ON):
            with suppress(Refused):
                verdict = explain(rule, case, on=ON, path=row.unit.path)
                found |= {row.pk} if verdict.outcome in helped(formula) else set()
    return found


@pytest.fixture
def people(town):
    return neighbours(town, 40)


@pytest.fixture
def filed(people):
    file_some(people)
    return people


@FEW
@given(st.lists(figures(), min_size=40, max_size=40), st.sampled_from(("", "900.00")))
def test_the_search_finds_exactly_those_for_whom_the_rule_says_yes(town, filed, given, line):
    with writing("test"):
        Parameter.objects.all().delete()
        if line:
            Parameter(
                key="hardship.line.urban", scope=town.west.path, value=line, valid_from=date(2026, 1, 1),
                source="试点", mark="U",
            ).save()  # fmt: skip
    rows = settle(filed, given)
    faces = all_faces(searched(ON), on=ON)
    found = [hit for part in queries.walk(faces, on=ON, size=7) for hit in part]
    assert [one.rule for one in faces] == EVERY
    for rule in EVERY:
        mine = [hit.facts_id for hit in found if hit.rule == rule]
        assert sorted(mine) == sorted(by_python(rule, rows))


def run(**more):
    return scanning.run(by=SYSTEM, at=START, **more)


def test_it_offers_once_and_tells_once(town):
    known(town.worker, POOR)
    known(town.other, RICH)
    scan = run()
    assert (scan.total, scan.seen, scan.found) == (2, 2, 1)
    offer = AidOffer.objects.get()
    assert (offer.person, offer.rule, offer.outcome, offer.state) == (town.worker, RULE, "deep", "open")
    assert run().found == 0
    assert AidOffer.objects.count() == 1
    assert Notice.objects.filter(template="aid.offer", person_id=town.worker.pk).count() == 1


def test_it_goes_on_where_it_stood(town, people):
    settle(people, [POOR] * 40)
    scan = scanning.begin(faces=(faces := all_faces(searched(ON), on=ON)), by=SYSTEM, at=START)
    scan = scanning.step(scan=scan, faces=faces, size=15, by=SYSTEM, at=START)
    assert (scan.seen, scan.found, scan.done_at) == (15, 15, None)
    scan = run(size=15)
    assert (AidScan.objects.count(), scan.seen, scan.found, scan.done_at) == (1, 40, 40, START)
    assert AidOffer.objects.count() == 40
    assert Event.objects.filter(did="aid.step").count() == 3


def test_a_chunk_that_ends_with_the_last_household_ends_the_search(town, people):
    settle(people, [RICH] * 40)
    scan = run(size=20)
    assert (scan.seen, scan.found, scan.done_at) == (40, 0, START)


def test_who_said_no_is_not_asked_for_a_year(town):
    known(town.worker, POOR)
    run()
    offers.decline(offer=AidOffer.objects.get(), by=town.me(), at=START)
    assert run().found == 0
    later = START + timedelta(days=366)
    assert scanning.run(by=SYSTEM, at=later).found == 1
    assert list(AidOffer.objects.order_by("id").values_list("state", flat=True)) == ["declined", "open"]


def test_an_offer_ends_when_the_line_falls_and_follows_the_member(town):
    known(town.worker, POOR)
    run()
    with writing("test"):
        for key in ("hardship.line.urban", "hardship.line.rural"):
            Parameter(key=key, value="100.00", valid_from=ON, source="测试", mark="U").save()
    scan = run()
    assert (scan.ended, AidOffer.objects.get().state) == (1, OfferState.ENDED)


def test_households_go_where_their_members_went(town, people):
    settle(people, [POOR] * 40)
    with writing("test"):
        HouseholdFacts.objects.update(unit=town.street, l4=None)
    run()
    assert set(HouseholdFacts.objects.values_list("unit_id", flat=True)) == {unit.pk for _, unit in people}
    assert AidOffer.objects.filter(l2=town.west.pk).count() == 20


def test_an_officer_of_the_city_orders_it_and_sees_how_far_it_is(town):
    known(town.worker, POOR)
    with pytest.raises(Refused):
        scanning.order(by=town.officers["east"], at=START)
    watched = scanning.order(by=SYSTEM, at=START)
    jobs[scanning.JOB](progress=str(watched.pk))
    row = Progress.objects.get(pk=watched.pk)
    assert (row.state, row.total, row.note) == ("done", 1, "查了 1 户，新发现 1 户，0 户不再符合")
