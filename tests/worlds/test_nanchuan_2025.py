"""The year 2025 of Nanchuan at a tiny scale: one loading, every total exact, every matter heard."""

from datetime import UTC, date, datetime
from random import Random

import pytest
from django.db.models import F, Sum
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from yugong.engines.ledger import queries as books
from yugong.engines.matters.models import Matter
from yugong.ground.audit.queries import verify
from yugong.ground.org.models import Unit
from yugong.ground.people.models import Membership
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.flow import CLOSED
from yugong.scenes.aid.models import Grant, MutualClaim, MutualCover, Share
from yugong.scenes.organise.report.comparing import compared, reference
from yugong.scenes.organise.report.composing import compose
from yugong.scenes.rights.models import Badge, LegalAid, MediationPayment, SupervisionBody, SupervisionLetter
from yugong.worlds.nanchuan_2025 import loading
from yugong.worlds.nanchuan_2025.figures import Figures
from yugong.worlds.nanchuan_2025.scale import Scale, bounded, share

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
FACTOR = 0.01
WITHIN = (date(2025, 1, 1), date(2025, 12, 31))


@given(st.integers(0, 5000), st.integers(1, 60), st.integers())
def test_shares_of_a_total_add_up_to_it(total, parts, seed):
    assert sum(share(total, parts, Random(seed))) == total


@given(st.integers(1, 60), st.integers(0, 100), st.integers())
def test_bounded_shares_keep_their_bounds(parts, percent, seed):
    total = 3 * parts + 57 * parts * percent // 100
    found = bounded(total, parts, Random(seed), least=3, most=60)
    assert sum(found) == total
    assert all(3 <= one <= 60 for one in found)


def test_the_year_comes_to_its_figures_and_loads_once(db):
    with override_settings(YUGONG_DEMO=True):
        loading.load(factor=FACTOR, at=AT, progress=lambda *_: None)
        with pytest.raises(Refused, match="空的数据库"):
            loading.load(factor=FACTOR, at=AT, progress=lambda *_: None)
    figures = Figures(Scale(FACTOR))
    _unions_and_members(figures)
    _rights(figures)
    _aid(figures)
    _told(figures)
    assert [*books.verify()] == []
    assert [*verify()] == []


def _unions_and_members(figures):
    founded = Unit.objects.filter(valid_from__range=WITHIN, kind__in=("enterprise", "home"))
    assert founded.count() == figures.unions
    joined = Membership.objects.filter(valid_from__range=WITHIN)
    by_home = {home: joined.filter(unit__home_for=home).count() for home in ("", "platform", "rural")}
    assert by_home == {"": figures.members, "platform": figures.platform, "rural": figures.rural}


def _rights(figures):
    assert SupervisionBody.objects.filter(formed_on__range=WITHIN).count() == figures.bodies
    assert Badge.objects.filter(team="supervisor", issued_on__range=WITHIN).count() == figures.supervisors
    for kind, number in (
        ("rights.hotline_12351", figures.appeals),
        ("rights.mediation", figures.mediations),
        ("rights.legal_aid", figures.aids),
    ):
        assert Matter.objects.filter(kind=kind, stage=CLOSED, heard_at__year=2025).count() == number
    assert SupervisionLetter.objects.filter(state="published").count() == figures.reminders
    came = sum(
        rows.aggregate(sum=Sum(column))["sum"]
        for rows, column in ((LegalAid.objects, "recovered_fen"), (MediationPayment.objects, "fen"))
    )
    assert came == figures.recovered


def _aid(figures):
    assert MutualCover.objects.filter(state="live").values("person").distinct().count() == figures.insured
    paid = MutualClaim.objects.filter(state="paid")
    assert (paid.count(), paid.values("person").distinct().count()) == (figures.claims, figures.claims)
    assert paid.aggregate(sum=Sum("amount_fen"))["sum"] == figures.paid_out
    grants = {
        purpose: Grant.objects.filter(purpose=purpose, state="paid").aggregate(sum=Sum("amount_fen"))["sum"]
        for purpose in ("autumn", "holiday", "winter")
    }
    assert grants == {"autumn": figures.schooling, "holiday": figures.holiday, "winter": figures.gifts}
    value = Share.objects.aggregate(sum=Sum(F("received") * F("programme__piece_fen")))["sum"]
    assert value == figures.goods
    assert Share.objects.aggregate(sum=Sum("persons"))["sum"] == figures.reached
    assert not Matter.objects.exclude(stage=CLOSED).exists()


def _told(figures):
    """The review recounts what was replayed: the printed numbers at this scale."""
    found = compose(Unit.objects.get(name="南川区总工会"), 2025, today=local_day(AT))
    given = reference(found)
    told = {one.printed.measure: one.number for one in compared(found, given) if one.printed.measure}
    wanted = {
        "rights.bodies": figures.bodies,
        "rights.supervisors": figures.supervisors,
        "rights.appeals": figures.appeals,
        "rights.mediated": figures.mediations,
        "rights.legal_aids": figures.aids,
        "rights.legal_aid_recovered+rights.mediation_paid": figures.recovered,
        "rights.letters_safety": figures.reminders,
        "rights.content_rate": figures.appeals,
        "aid.autumn_paid": figures.schooling,
        "aid.holiday_places": 2,
        "aid.holiday_paid": figures.holiday,
        "aid.funds_received": figures.central + figures.city,
        "aid.insured_new": figures.insured,
        "aid.claims_paid": figures.claims,
        "aid.claims_fen": figures.paid_out,
        "aid.rounds": 4,
        "aid.goods_fen+aid.parcels_fen": figures.goods,
        "aid.winter_paid": figures.gifts,
        "aid.cooled+aid.winter_helped": figures.reached + figures.visited,
        "service.stations_opened": figures.stations,
        "service.stories": figures.stories,
        "service.stories_came": figures.listened,
        "service.talks": figures.talks,
        "service.talks_came": figures.heard,
        "service.camp_came": figures.campers,
        "service.screened": figures.screened,
        "service.best_canteens": figures.canteens,
        "service.best_gyms": figures.gyms,
        "service.finest": 2,
        "organise.founded": figures.unions,
        "organise.joined_own": figures.members,
        "organise.joined_platform": figures.platform,
        "organise.joined_rural": figures.rural,
    }
    assert {key: number.value for key, number in told.items() if key in wanted} == wanted
    assert all(number.records for number in told.values())
