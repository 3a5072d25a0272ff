"""The demo's year of rights and of aid: in every state at its end, by the hands that may, and its sums.

The tests here run with those of `test_demo.py`, on the same loading.
"""

from collections import Counter
from datetime import UTC, datetime

import pytest

from yugong.engines.ledger import queries as books
from yugong.engines.ledger.models import Batch, BatchState, Entry, Fund
from yugong.engines.ledger.queries.legs import legs_of
from yugong.engines.matters.models import Happening, Hearing, Matter
from yugong.engines.matters.models.handing import Handover
from yugong.engines.matters.queries import rates, tallying
from yugong.ground.access import principal
from yugong.ground.org.models import Unit
from yugong.ground.signin import passwords
from yugong.kernel.calendar import local_day
from yugong.kernel.flow import CLOSED, kinds
from yugong.scenes.aid.models import (
    Chain,
    EnrolmentState,
    Grant,
    Household,
    HouseholdState,
    MutualEnrolment,
    Parcel,
    Programme,
    Share,
)
from yugong.scenes.rights.models import (
    AidState,
    Badge,
    LegalAid,
    LetterState,
    Mediation,
    MediationPayment,
    Schooling,
    SupervisionLetter,
)
from yugong.scenes.rights.queries import teams
from yugong.scenes.service.extents import MARGIN, extent_of
from yugong.scenes.service.models import Inspection, Station, StationImport, StationSort, TableState
from yugong.worlds.nanchuan import logins
from yugong.worlds.nanchuan.plan import DISTRICT_UNION

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # a Friday morning
TODAY = local_day(AT)


@pytest.fixture
def district(loads):
    """The district of the world that stands."""
    return Unit.objects.get(name=DISTRICT_UNION)


def stages(kind: str) -> set[str]:
    return set(Matter.objects.filter(kind=kind).values_list("stage", flat=True))


def test_seventy_seven_bodies_with_187_supervisors(district):
    assert teams.bodies(district.path).count() == 77
    counted = teams.counted(district.path, on=TODAY)
    assert counted["supervisor"] == (187, 3)
    assert set(counted) == {"supervisor", "mediator", "relations_informant", "protection_inspector"}
    looks = Counter(teams.standing(badge, on=TODAY)[1] for badge in Badge.objects.all())
    assert (looks["快到期"], looks["已过期"]) == (4, 3)
    assert Schooling.objects.filter(passed=False).exists()


def test_eight_reminders_are_public(district):
    public = SupervisionLetter.objects.filter(state=LetterState.PUBLISHED)
    assert public.count() == 8
    assert set(public.values_list("addressee", flat=True)) == {"各用人单位"}
    assert Matter.objects.filter(number__in=public.values("matter"), stage=CLOSED).count() == 8


def test_letters_stand_in_every_state(district):
    assert set(SupervisionLetter.objects.values_list("state", flat=True)) == set(LetterState.values)
    assert set(SupervisionLetter.objects.values_list("rank", flat=True)) == {
        "reminder",
        "opinion",
        "recommendation",
    }
    assert stages("rights.reminder") == {*(stage.name for stage in kinds["rights.reminder"].stages), CLOSED}


def test_three_hands_stand_behind_every_signed_letter(district):
    for row in SupervisionLetter.objects.exclude(number=None):
        assert len({row.drafted_by_id, row.seconded_by_id, row.signed_by_id}) == 3


def test_the_districts_own_officer_may_draft_from_his_other_seat(district):
    holder = Badge.objects.filter(team="supervisor", person__account__username="district")
    assert holder.get().unit_id == district.pk


def test_139_appeals_in_every_stage_by_members_strangers_and_nameless(district):
    rows = Matter.objects.filter(kind="rights.hotline_12351")
    assert rows.count() == 139
    assert stages("rights.hotline_12351") == {
        *(stage.name for stage in kinds["rights.hotline_12351"].stages),
        CLOSED,
    }
    assert rows.filter(nameless=True).count() >= 10
    assert len(set(rows.values_list("unit", flat=True))) >= 8
    assert rows.filter(answers__collective=True).count() == 1
    assert rows.filter(lead__isnull=False).count() == 11
    assert rows.filter(paused_at__isnull=False).exists()
    did = set(Happening.objects.filter(matter__in=rows).values_list("did", flat=True))
    assert did >= {
        "reopen", "urge", "supervise", "answered", "transfer", "pause", "resume", "gather", "draw", "opinion",
    }  # fmt: skip


def test_the_rates_of_the_overview_equal_a_recount(district):
    since, until = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
    reach = rates.Reach("rights.hotline_12351", district.pk, district.path, since, until)
    found = tallying.tally(reach, now=until).total
    said = Counter(
        Hearing.objects.filter(kind=reach.kind, matter__counted=True)
        .exclude(answer="aside")
        .values_list("answer", flat=True)
    )
    assert (found["content"], found["unhappy"], found["silent"]) == (said["yes"], said["no"], said["silent"])
    assert found["heard"] == sum(said.values())
    assert 0.7 < found["content"] / found["heard"] < 0.95
    assert found["asked"] == 139
    assert found["open"] == Matter.objects.filter(kind=reach.kind).exclude(stage=CLOSED).count()


def test_twelve_mediations_in_every_stage_and_what_was_paid(district):
    assert Matter.objects.filter(kind="rights.mediation").count() == 12
    assert stages("rights.mediation") == {*(stage.name for stage in kinds["rights.mediation"].stages), CLOSED}
    sealed = Mediation.objects.exclude(number=None)
    assert sealed.count() >= 5
    assert all(row.plan for row in sealed)
    assert MediationPayment.objects.filter(mediation__matter__in=closed("rights.mediation")).exists()
    assert set(Handover.objects.values_list("purpose", flat=True)) == {"confirmation", "payment_order"}


def closed(kind: str) -> list[str]:
    return list(Matter.objects.filter(kind=kind, stage=CLOSED).values_list("number", flat=True))


def test_six_legal_aids_and_more_than_two_million_recovered(district):
    aided = LegalAid.objects.exclude(state=AidState.REFUSED)
    assert aided.count() == 6
    assert sum(aided.values_list("recovered_fen", flat=True)) > 2_000_000_00
    assert stages("rights.legal_aid") == {*(stage.name for stage in kinds["rights.legal_aid"].stages), CLOSED}


def test_who_has_a_part_in_it_signs_in(district):
    for login in (logins.AGENT, logins.COURT, logins.MAKER, logins.CHECKER, logins.PAYER):
        account = passwords.prove(login.key, logins.PASSWORD, "127.0.0.1", at=AT)
        actor, _ = principal.load(account.pk, today=TODAY)
        assert login.role in {seat.role for seat in actor.seats}


def test_964_282_yuan_of_central_and_city_money_and_books_that_agree(district):
    rows = Fund.objects.filter(unit=district).exclude(source="own")
    assert set(rows.values_list("source", flat=True)) == {"central", "city"}
    came = Entry.objects.filter(unit=district, about__endswith="批拨入").values_list("pk", flat=True)
    legs = [leg for found in legs_of(came).values() for leg in found]
    assert sum(leg.amount for leg in legs if leg.head == "bank") == 964_282_00
    assert [*books.verify()] == []


def test_files_of_hardship_stand_at_every_stage(district):
    assert stages("aid.hardship") == {*(stage.name for stage in kinds["aid.hardship"].stages), CLOSED}
    assert set(Household.objects.values_list("state", flat=True)) >= {
        HouseholdState.DRAFT, HouseholdState.APPLIED, HouseholdState.HELPED, HouseholdState.REFUSED,
    }  # fmt: skip
    assert Household.objects.filter(reviews__answered_at__isnull=False).exists()


def test_schooling_comes_to_21_850_and_urgent_help_is_paid(district):
    given = Grant.objects.filter(purpose="autumn")
    assert sum(given.values_list("amount_fen", flat=True)) == 21_850_00
    assert set(given.values_list("state", flat=True)) == {"paid", "approved"}
    assert stages("aid.autumn_study") >= {"review", "paying", CLOSED}
    assert stages("aid.temporary") >= {"decide", "paying", "told", CLOSED}


def test_a_programme_of_each_season_and_goods_by_number_and_by_hand(district):
    assert set(Programme.objects.values_list("season", flat=True)) >= {"spring", "summer", "autumn", "winter"}
    assert set(Parcel.objects.values_list("way", flat=True)) == {"", "scan", "digits", "paper", "self"}
    shares = Share.objects.all()
    assert sum(shares.values_list("persons", flat=True)) == 16_000
    assert shares.filter(received_at=None).count() == 2


def test_batches_wait_for_each_hand_and_were_answered_by_the_bank(district):
    found = set(Batch.objects.values_list("state", flat=True))
    assert found == {BatchState.MADE, BatchState.CHECKED, BatchState.DONE}
    done = Batch.objects.filter(state=BatchState.DONE)
    assert all(len({row.made_by, row.checked_by, row.released_by}) == 3 for row in done)
    assert sum(done.values_list("failed_count", flat=True)) >= 1


def test_one_childs_chain_has_its_grant_and_its_holiday_post(district):
    threads = [set(one.links.values_list("step", "state")) for one in Chain.objects.all()]
    assert {("grant", "done"), ("holiday", "done")} in threads


def test_mutual_aid_stands_at_every_step(district):
    assert set(MutualEnrolment.objects.values_list("state", flat=True)) == {
        EnrolmentState.CHECKED, EnrolmentState.DUE, EnrolmentState.FORCE,
    }  # fmt: skip


def test_240_stations_eight_on_the_ring_two_finest_with_orders_in_every_state(district):
    rows = Station.objects.filter(unit__path__startswith=district.path)
    assert (rows.count(), rows.filter(ring="178环线").count()) == (240, 8)
    assert rows.filter(ring="178环线", grade__startswith="最美渝工港湾").count() == 2
    assert set(rows.values_list("sort", flat=True)) == set(StationSort.values)
    assert (
        rows.filter(always_open=True).exclude(lock_key_sealed=None).count()
        == rows.filter(sort="smart").count()
    )
    assert rows.filter(steward=None).exists()
    box = extent_of(district.division_code)
    assert box
    assert [row.name for row in rows if not box.holds(row.lat, row.lon, MARGIN)] == []
    assert stages("service.station_fault") >= {"mend", "heard", CLOSED}
    visits = Inspection.objects.select_related("station")
    assert {bool(one.lacking) for one in visits} == {True, False}
    assert [one for one in visits if one.person_id == one.station.steward_id] == []
    assert StationImport.objects.filter(state=TableState.CHECKED, wrong=3, fresh=4).exists()
