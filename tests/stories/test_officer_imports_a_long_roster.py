"""A roster of 20,000 lines goes in as a watched job, every line once, and again without any change."""

import io
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter

from yugong.ground.jobs.drain import run_pending_jobs
from yugong.ground.jobs.models import Progress
from yugong.ground.org import actions as org
from yugong.ground.people.models import Membership
from yugong.kernel.actor import SYSTEM
from yugong.kernel.calendar import ZONE
from yugong.kernel.identifiers import id_check_digit
from yugong.scenes.organise.actions import roster as rosters
from yugong.scenes.organise.actions import roster_running

LINES = 20_000
AT = datetime(2026, 11, 21, 10, tzinfo=ZONE)


def long_roster() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("名册")
    sheet.write_row(0, 0, ["序号", "姓名", "身份证号", "手机号码"])
    for n in range(LINES):
        born = date(1966, 1, 1) + timedelta(days=n % 14_000)
        body = f"500119{born:%Y%m%d}{n // 14_000:03d}"
        name = "赵钱孙李周吴郑王"[n % 8] + "伟芳娜敏静丽强磊"[n // 8 % 8] + "军洋勇艳杰娟涛明"[n // 64 % 8]
        sheet.write_row(n + 1, 0, [n + 1, name, body + id_check_digit(body), f"139{n:08d}"])
    book.close()
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.django_db
def test_twenty_thousand_lines_in_the_background() -> None:
    who = {"by": SYSTEM, "at": AT}
    unit = org.found_unit(name="某某集团工会", kind="enterprise", parent=None, on=date(2020, 1, 1), **who)
    data = long_roster()
    roster = rosters.preview(unit=unit, data=data, file="名册.xlsx", **who).roster
    roster = rosters.commit(roster=roster, **who)
    assert run_pending_jobs(only=[roster_running.JOB]) == 1
    roster.refresh_from_db()
    watched = Progress.objects.get(pk=roster.progress)
    assert (roster.joined, watched.done, watched.total) == (LINES, LINES, LINES)
    again = rosters.preview(unit=unit, data=data, file="名册.xlsx", **who)
    assert (again.roster.standing, again.report["accepted"]) == (LINES, LINES)
    assert Membership.objects.count() == LINES
