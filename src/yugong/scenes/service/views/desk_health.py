"""Health at the desk: screenings in counts, mentors, counselling in counts, places of the hundred best."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.desks import officer
from yugong.kernel.calendar import ZONE
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.models import BestPlace, Mentor, Screening
from yugong.scenes.service.queries import best, counsel, mentors, screening
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Cell, Column, Table

STAGES = {"draft": "wait", "public": "ok", "closed": "done"}
BESTS = {"posted": "doing", "named": "ok", "out": "done"}


def _screening(row: Screening) -> Cell:
    return Cell(row.title, href=reverse("desk_screening", args=(row.pk,)))


def _mentor(row: Mentor) -> Cell:
    return Cell(row.name, href=reverse("desk_mentor", args=(row.pk,)))


def _serving(row: Mentor) -> Cell:
    return Cell("已解聘", status="done") if row.ended_on else Cell("在聘", status="ok")


SCREENINGS = Table(
    columns=(
        Column("title", "体检", _screening),
        Column("sort", "项目", lambda row: row.get_sort_display()),
        Column("unit", "主办", lambda row: row.unit.name),
        Column("last_day", "到", lambda row: f"{row.last_day:%Y-%m-%d}"),
        Column("stage", "状态", lambda row: Cell(row.get_stage_display(), status=STAGES[row.stage])),
    ),
    sort=("-id",),
    empty_title="还没有体检",
    empty_text="从右上角安排：选医院、写时段，另一位同志核对后发布。",
)
MENTORS = Table(
    columns=(
        Column("name", "导师", _mentor),
        Column("field", "擅长", lambda row: Cell(row.field, cls="wrap")),
        Column("unit", "服务", lambda row: row.unit.name),
        Column("came", "来过", lambda row: f"{row.came} 人次", align="r"),
        Column("ended_on", "状态", _serving),
    ),
    sort=("-id",),
    empty_title="还没有健康导师",
    empty_text="从右上角聘一位，开出时段，职工在手机上就能约。",
)


def _matter(row: BestPlace) -> Cell:
    return Cell(row.name, href=reverse("desk_matter", args=(row.matter,)))


BEST = Table(
    columns=(
        Column("name", "名称", _matter),
        Column("sort", "类别", lambda row: row.get_sort_display()),
        Column("unit", "申报", lambda row: row.unit.name),
        Column("score", "得分", lambda row: f"{row.score} 分", align="r"),
        Column("posted_to", "公示到", lambda row: f"{row.posted_to:%Y-%m-%d}"),
        Column("state", "状态", lambda row: Cell(row.get_state_display(), status=BESTS[row.state])),
    ),
    sort=("-id",),
    empty_title="还没有评分通过的申报",
    empty_text="工会在手机上申报，现场评分够了就进入公示。",
)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The screenings and mentors of the officer's subtree; of counselling one number."""
    actor, seat = officer(request, P.CAMPAIGN_MANAGE)
    today, here = timezone.localdate(), reverse("desk_health")
    january = datetime(today.year, 1, 1, tzinfo=ZONE)
    context = {
        "here": "health", "notes": messages.get_messages(request),
        "screenings": SCREENINGS.page(screening.run_by(actor), request.GET, here),
        "mentors": MENTORS.page(mentors.named_by(actor), {}, here),
        "talks": counsel.talks(seat.unit_path, january, today),
        "counsellors": list(counsel.counsellors(actor)[:50]), "year": today.year,
    }  # fmt: skip
    return page_or_fragment(request, "service/desk_health.html", context=context)


@require_GET
def hundred_best(request: HttpRequest) -> HttpResponse:
    """What was scored, posted and named in the subtree."""
    actor, _ = officer(request, P.CAMPAIGN_MANAGE)
    page = BEST.page(best.below(actor), request.GET, reverse("desk_best"))
    return page_or_fragment(request, "service/desk_best.html", context={"here": "health", "page": page})
