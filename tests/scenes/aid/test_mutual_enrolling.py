"""Insuring a unit from Excel: rows judged one by one, renewal, premiums, excess, refund; the books agree."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from yugong.ground.audit.writing import writing
from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress
from yugong.ground.parameters import actions as parameters
from yugong.ground.people import actions as people
from yugong.ground.people.row_cells import unseal
from yugong.kernel.actor import CLOCK, RULE, SYSTEM
from yugong.kernel.errors import Refused
from yugong.kernel.ident import uuid7
from yugong.scenes.aid.actions import mutual_enrolling as enrolling
from yugong.scenes.aid.actions import mutual_lists as lists_of
from yugong.scenes.aid.actions import mutual_money as money
from yugong.scenes.aid.actions import mutual_refunds as refunds
from yugong.scenes.aid.actions import mutual_taking as taking
from yugong.scenes.aid.models import CoverState, EnrolmentState, MutualCover, MutualReceipt, MutualRefund

from .mutual_town import AT, START, TITLES, excel, lines, members, number, recount

BANK = "SELECT head, sum(balance) FROM ledger_account GROUP BY head"


@pytest.fixture
def town(db):
    """Made for each test: one of them commits."""
    from matters.town import build

    return build()


@pytest.fixture
def city(town):
    from matters.town import officer

    return officer("市互助", 31, town.city, "city_officer")


def checked(town, rows, **given):
    told = {"unit": town.union, "product": "hospital", "starts_on": START, "file": "名单.xlsx"} | given
    return enrolling.check(data=excel(rows), by=town.officers["chair"], at=AT, **told)


def enrolled(town, rows, **given):
    return enrolling.enrol(enrolment=checked(town, rows, **given), by=town.officers["chair"], at=AT)


def paid(town, city, rows, **given):
    found = enrolled(town, rows, **given)
    money.receive(
        office=town.city, reference=f"R{found.number}", amount_fen=found.due_fen, on=AT.date(),
        note=f"互助保费 {found.number}", by=city, at=AT,
    )  # fmt: skip
    found.refresh_from_db()
    return found


def heads() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(BANK)
        return {head: int(total) for head, total in cursor.fetchall()}


def problems(enrolment) -> dict[str, str]:
    return {one["name"]: one["sentence"] for one in unseal(enrolment, "problems_sealed")}


def test_good_rows_pass_and_each_bad_one_says_why(town):
    members(town.union, 6)
    members(town.union, 1, start=7, born="19600101")  # 66 at the start
    members(town.west, 1, start=8)
    rows = [
        *lines(3),
        ["", number(4), "13900000004", 1],
        ["孙伟敏", number(5)[:-1] + "0" if number(5)[-1] != "0" else number(5)[:-1] + "1", "", 1],
        ["别的名", number(6), "13900000006", 1],
        *lines(1, start=7, born="19600101"),
        *lines(1, start=8),
        *lines(1, start=99),
        *lines(1, start=1),
        *lines(1, start=2, shares=3),
    ]
    found = checked(town, rows)
    assert (found.data_rows, found.accepted, found.rejected, found.duplicates) == (11, 3, 6, 2)
    said = Counter(unseal(found, "problems_sealed")[n]["result"] for n in range(8))
    assert said == {"error": 6, "duplicate": 2}
    told = "".join(problems(found).values())
    for words in (
        "没有填写姓名",
        "末位校验不符",
        "姓名与会员登记不一致",
        "满 66 周岁",
        "不是这个工会的会员",
        "还没有登记为会员",
    ):
        assert words in told
    assert MutualCover.objects.count() == 0


def test_shares_over_the_limit_and_odd_ones_go_back(town):
    members(town.union, 5)
    rows = [
        *lines(1, shares=4),
        *lines(1, start=2, shares=5),
        *lines(1, start=3, shares="两"),
        *lines(1, start=4, shares="3 份"),
    ]
    found = checked(town, [*rows, *lines(1, start=5, shares="")], product="illness_a", shares=2)
    assert (found.accepted, found.rejected) == (3, 2)
    assert found.due_fen == (4 + 3 + 2) * 30_00


def test_the_mended_file_holds_the_rejected_rows_alone_with_their_reasons(town):
    members(town.union, 2)
    found = checked(town, [*lines(2), *lines(1, start=50)])
    made = lists_of.mended(found)
    sheet = CalamineWorkbook.from_filelike(BytesIO(made)).get_sheet_by_index(0).to_python()
    assert sheet[0][: len(TITLES)] == list(TITLES)
    assert len(sheet) == 2
    assert sheet[1][1] == number(50)
    assert "还没有登记为会员" in sheet[1][-1]


def test_a_list_becomes_covers_and_a_notice_once(town):
    members(town.union, 4)
    found = enrolled(town, lines(4), union_percent=60)
    assert (found.state, found.heads, found.shares, found.due_fen, found.union_fen) == (
        "due",
        4,
        4,
        320_00,
        192_00,
    )
    assert found.number.startswith("HB251210")
    again = enrolling.enrol(enrolment=found, by=town.officers["chair"], at=AT)
    assert (again.number, MutualCover.objects.count()) == (found.number, 4)
    cover = MutualCover.objects.first()
    assert (cover.state, cover.ends_on, cover.covered_from) == ("held", date(2026, 12, 31), date(2026, 1, 31))
    assert recount(found) == found.due_fen


def test_nobody_is_insured_twice_in_a_family_whoever_sends_the_list(town):
    members(town.union, 3)
    enrolled(town, lines(2))
    with parameters_set("mutual.combined.price", "110.00"):
        other = checked(town, lines(3), product="combined")
    assert (other.accepted, other.rejected) == (1, 2)
    assert "只能参加一种" in problems(other)[next(iter(problems(other)))]
    apart = checked(town, lines(3), product="illness_a")
    assert apart.accepted == 3


def parameters_set(key, value):
    from contextlib import nullcontext

    parameters.set_parameter(
        key=key, value=value, valid_from=date(2025, 1, 1), source="测试", by=SYSTEM, at=AT
    )
    return nullcontext()


def test_the_database_itself_refuses_a_second_cover(town):
    members(town.union, 1)
    enrolled(town, lines(1))
    row = MutualCover.objects.get()
    row.pk, row.product = uuid7(), "combined"
    with pytest.raises(IntegrityError), transaction.atomic(), writing("test"):
        row.save(force_insert=True)


def test_two_lists_checked_side_by_side_insure_a_person_once(town):
    members(town.union, 3)
    one, two = checked(town, lines(3)), checked(town, lines(3))
    first = enrolling.enrol(enrolment=one, by=town.officers["chair"], at=AT)
    second = enrolling.enrol(enrolment=two, by=town.officers["chair"], at=AT)
    assert (first.heads, second.heads, second.state) == (3, 0, EnrolmentState.DROPPED)


def test_a_product_without_its_figures_is_refused_in_words(town):
    members(town.union, 1)
    with pytest.raises(Refused, match=r"mutual\.illness_b\.price"):
        checked(town, lines(1), product="illness_b")


def test_an_officer_of_another_district_cannot_insure(town):
    with pytest.raises(Refused):
        enrolling.check(
            unit=town.union, product="hospital", starts_on=START, data=excel(lines(1)), file="x.xlsx",
            by=town.officers["west"], at=AT,
        )  # fmt: skip


def test_money_matches_by_the_number_in_the_note_and_what_is_too_much_goes_back(town, city):
    members(town.union, 2)
    found = enrolled(town, lines(2))
    row = money.receive(
        office=town.city, reference="B001", amount_fen=200_00, on=AT.date(), note=f"茶厂 {found.number}",
        by=city, at=AT,
    )  # fmt: skip
    found.refresh_from_db()
    assert (found.state, found.received_fen, row.used_fen, row.rest_fen) == ("force", 160_00, 160_00, 40_00)
    assert set(MutualCover.objects.values_list("state", flat=True)) == {"live"}
    assert heads() == {"bank": 200_00, "custody": -40_00, "premium_in": -160_00}
    row = gone_back(row, city)
    assert (row.rest_fen, heads()) == (0, {"bank": 160_00, "custody": 0, "premium_in": -160_00})
    with pytest.raises(Refused, match="没有多余"):
        refunds.ask(receipt=row, by=city, at=AT)
    assert row.pool.line.__class__.objects.get().amount == 160_00


def test_the_same_bank_reference_counts_once_and_parts_add_up(town, city):
    members(town.union, 2)
    found = enrolled(town, lines(2))
    told = {"office": town.city, "on": AT.date(), "by": city, "at": AT}
    one = money.receive(reference="B1", amount_fen=100_00, note=found.number, **told)
    assert money.receive(reference=" B1 ", amount_fen=100_00, note=found.number, **told).pk == one.pk
    with pytest.raises(Refused, match="已经登记过"):
        money.receive(reference="B1", amount_fen=99_00, **told)
    found.refresh_from_db()
    assert (found.state, found.owing_fen) == ("due", 60_00)
    other = money.receive(reference="B2", amount_fen=60_00, **told)
    assert other.enrolment is None
    money.match(receipt=other, enrolment=found, by=city, at=AT)
    found.refresh_from_db()
    assert (found.state, heads()) == ("force", {"bank": 160_00, "custody": 0, "premium_in": -160_00})


def test_who_leaves_before_the_start_has_his_premium_back_and_later_not(town, city):
    members(town.union, 2)
    paid(town, city, lines(2))
    one, two = MutualCover.objects.order_by("id")
    left = enrolling_leave(one, town)
    assert (left.state, left.refunded_fen, heads()["premium_in"]) == (CoverState.ENDED, 80_00, -80_00)
    one_back = MutualRefund.objects.get(cover=left)
    assert (one_back.amount_fen, heads()["custody"], heads()["bank"]) == (80_00, -80_00, 160_00)
    with pytest.raises(Refused, match="不能作罢"):
        refunds.drop(refund=one_back, by=SYSTEM, at=AT)
    refunds.check(refund=one_back, by=SYSTEM, at=AT)
    refunds.pay(refund=one_back, reference="T9", by=RULE, at=AT)
    assert (heads()["custody"], heads()["bank"]) == (0, 80_00)
    with pytest.raises(Refused, match="保障已经开始"):
        money.leave(cover=two, by=town.officers["chair"], at=AT + timedelta(days=40))


def test_the_file_of_a_list_is_forgotten_after_its_week(town, city):
    members(town.union, 2)
    written, waiting = enrolled(town, lines(1)), checked(town, lines(1, start=1))
    assert taking.forget(by=SYSTEM, at=AT + timedelta(days=6)) == 0
    assert taking.forget(by=SYSTEM, at=AT + timedelta(days=8)) == 2
    written.refresh_from_db()
    waiting.refresh_from_db()
    assert (written.file_sealed, written.problems_sealed, written.state) == (None, None, "due")
    assert (waiting.file_sealed, waiting.state) == (None, "dropped")
    with pytest.raises(Refused, match="已按规定删除"):
        lists_of.mended(written)


def gone_back(row, city):
    """The rest of a receipt through three hands; the receipt as it stands then."""
    one = refunds.ask(receipt=row, by=city, at=AT)
    refunds.check(refund=one, by=SYSTEM, at=AT)
    refunds.pay(refund=one, reference=f"T-{row.reference}", by=RULE, at=AT)
    row.refresh_from_db()
    return row


def test_premiums_go_back_through_three_hands_and_only_once(town, city):
    members(town.union, 2)
    found = enrolled(town, lines(2))
    given = {"office": town.city, "on": AT.date(), "by": city, "at": AT}
    row = money.receive(reference="Z1", amount_fen=50_00, **given)
    one = refunds.ask(receipt=row, by=city, at=AT)
    with pytest.raises(Refused, match="正在办退款"):
        refunds.ask(receipt=row, by=city, at=AT)
    with pytest.raises(Refused, match="请先作罢退款"):
        money.match(receipt=row, enrolment=found, by=city, at=AT)
    with pytest.raises(Refused, match="已经不在这一步"):
        refunds.pay(refund=one, reference="T1", by=RULE, at=AT)
    refunds.check(refund=one, by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="复核人不能支付"):
        refunds.pay(refund=one, reference="T1", by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="银行流水号"):
        refunds.pay(refund=one, reference=" ", by=RULE, at=AT)
    assert heads() == {"bank": 50_00, "custody": -50_00}
    refunds.drop(refund=one, by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="已经不在这一步"):
        refunds.pay(refund=one, reference="T1", by=RULE, at=AT)
    row.refresh_from_db()
    assert (gone_back(row, city).rest_fen, heads()) == (0, {"bank": 0, "custody": 0})
    other = money.receive(reference="Z2", amount_fen=10_00, **given)
    two = refunds.ask(receipt=other, by=SYSTEM, at=AT)
    with pytest.raises(Refused, match="制单人不能复核"):
        refunds.check(refund=two, by=SYSTEM, at=AT)
    refunds.check(refund=two, by=RULE, at=AT)
    with pytest.raises(Refused, match="已经用过"):
        refunds.pay(refund=two, reference="T-Z1", by=CLOCK, at=AT)


def enrolling_leave(cover, town):
    return money.leave(cover=cover, by=town.officers["chair"], at=AT)


def test_renewal_takes_last_years_people_without_a_new_waiting(town, city):
    folk = members(town.union, 3)
    before = paid(town, city, lines(3))
    later = AT.replace(year=2026)
    people.transfer(person=folk[2], to=town.west, on=later.date(), by=SYSTEM, at=later)
    found = enrolling.renew(before=before, by=town.officers["chair"], at=later)
    assert (found.starts_on, found.accepted, found.rejected) == (date(2027, 1, 1), 2, 1)
    assert "不是这个工会的在职会员" in "".join(problems(found).values())
    found = enrolling.enrol(enrolment=found, by=town.officers["chair"], at=later)
    cover = MutualCover.objects.filter(enrolment=found).first()
    assert (cover.renewal, cover.covered_from, cover.ends_on) == (True, date(2027, 1, 1), date(2027, 12, 31))
    with pytest.raises(Refused, match="不能这样办"):
        enrolling.renew(before=found, by=town.officers["chair"], at=later)


def test_a_gap_of_one_day_is_no_renewal(town, city):
    members(town.union, 1)
    paid(town, city, lines(1))
    later = AT.replace(year=2026)
    found = enrolling.check(
        unit=town.union, product="hospital", starts_on=date(2027, 1, 2), data=excel(lines(1)), file="x.xlsx",
        by=town.officers["chair"], at=later,
    )  # fmt: skip
    found = enrolling.enrol(enrolment=found, by=town.officers["chair"], at=later)
    cover = MutualCover.objects.get(enrolment=found)
    assert (cover.renewal, cover.covered_from) == (False, date(2027, 2, 1))


def test_a_list_given_up_frees_its_people(town):
    members(town.union, 2)
    found = enrolled(town, lines(2))
    enrolling.drop(enrolment=found, by=town.officers["chair"], at=AT)
    assert checked(town, lines(2)).accepted == 2


@pytest.mark.django_db(transaction=True)
def test_a_long_list_is_a_job_whose_progress_is_seen_and_that_goes_on_where_it_stood(town, monkeypatch):
    members(town.union, 30)
    parameters_set("mutual.job_rows", 10)
    monkeypatch.setattr(enrolling.lists, "CHUNK", 8)
    found = enrolled(town, lines(30))
    assert found.state == EnrolmentState.RUNNING
    first = list(enrolling.lists.lines_of(found))[:8]
    enrolling.admit(enrolment=found, chunk=first, start=0, by=SYSTEM, at=AT)
    run_pending_jobs()
    found.refresh_from_db()
    assert (found.state, found.heads, found.done) == ("due", 30, 30)
    watched = Progress.objects.get(pk=found.progress)
    assert (watched.state, watched.done, watched.total) == ("done", 30, 30)
    assert MutualCover.objects.count() == 30


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(1, 400_00), min_size=1, max_size=5),
    st.integers(1, 4),
    st.integers(0, 100),
)
def test_premiums_and_refunds_always_sum_to_the_ledger(town, city, amounts, count, percent):
    with transaction.atomic():
        start = 100 * count + percent
        members(town.union, count, start=start)
        found = enrolled(town, lines(count, start=start), union_percent=percent)
        for place, amount in enumerate(amounts):
            try:
                row = money.receive(
                    office=town.city, reference=f"P{place}", amount_fen=amount, on=AT.date(),
                    note=found.number, by=city, at=AT,
                )  # fmt: skip
            except Refused:
                continue
            if row.rest_fen and place % 2:
                gone_back(row, city)
        rows = list(MutualReceipt.objects.all())
        used, back = sum(r.used_fen for r in rows), sum(r.refunded_fen for r in rows)
        found.refresh_from_db()
        total = sum(r.amount_fen for r in rows)
        assert found.received_fen == used <= found.due_fen
        assert heads() == {"bank": total - back, "custody": -(total - back - used), "premium_in": -used}
        own = sum(c.premium_fen - c.union_fen for c in found.covers.all())
        assert own + found.union_fen == found.due_fen == count * 80_00
        transaction.set_rollback(True)
