"""Papers of mutual aid: the payment notice and the certificate of a unit, a member's own certificate."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.ground.access.middleware import actor_of
from yugong.kernel.calendar import local_day
from yugong.kernel.money import yuan
from yugong.scenes.aid.models import CoverState, EnrolmentState, MutualCover, MutualEnrolment
from yugong.scenes.aid.views.mutual import named, person_of
from yugong.scenes.aid.views.mutual_enrolling import one_of
from yugong.ui import papers

PAPERS = {"notice": "缴费通知", "certificate": "参保证明"}


@require_GET
def paper(request: HttpRequest, enrolment_id: UUID, which: str, form: str) -> HttpResponse:
    """The payment notice of a list, or the certificate once it is paid."""
    _, row = one_of(request, enrolment_id)
    if which == "notice" and row.number:
        made = notice(row)
    elif which == "certificate" and row.state == EnrolmentState.FORCE:
        made = certificate(row)
    else:
        raise Http404
    return papers.handed(made, form, f"{PAPERS[which]}-{row.number}")


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def notice(row: MutualEnrolment) -> papers.Paper:
    """What is due, who pays which part, and what to write on the transfer."""
    own = row.due_fen - row.union_fen
    return papers.Paper(
        office=row.office.name,
        number=f"缴费通知 {row.number}",
        title="职工互助保障缴费通知",
        to=row.unit.name,
        paragraphs=(
            f"你会为 {row.heads} 名职工参加“{named(row.product)}”，共 {row.shares} 份，"
            f"每份 {yuan(row.price_fen)} 元，"
            f"保障期 {_day(row.starts_on)}至 {_day(row.ends_on)}。",
            f"应缴 {yuan(row.due_fen)} 元，其中工会承担 {yuan(row.union_fen)} 元，"
            f"职工本人承担 {yuan(own)} 元。",
            f"转账时请在附言里写明通知号 {row.number}，到账后自动对上；多缴的退回。缴清以后保障才生效。",
        ),
        on=local_day(row.made_at),
    )


def certificate(row: MutualEnrolment) -> papers.Paper:
    """That a unit's people are covered, how many, and until when."""
    heads = row.covers.filter(state=CoverState.LIVE).count()
    return papers.Paper(
        office=row.office.name,
        number=f"参保证明 {row.number}",
        title="职工互助保障参保证明",
        to=row.unit.name,
        paragraphs=(
            f"兹证明你会 {heads} 名职工已参加“{named(row.product)}”，"
            f"保障期 {_day(row.starts_on)}至 {_day(row.ends_on)}。首次参保的等待期按条款执行，"
            "不间断续保和意外伤害没有等待期。",
            f"保费 {yuan(row.received_fen)} 元已经缴清。名单以平台登记为准。",
        ),
        on=row.paid_on or local_day(row.made_at),
    )


@require_GET
def own(request: HttpRequest, cover_id: UUID, form: str) -> HttpResponse:
    """A member's own certificate of one cover."""
    who = actor_of(request).person_id
    rows = MutualCover.objects.select_related("person", "unit", "enrolment__office")
    row = get_object_or_404(rows, pk=cover_id, person_id=who, state=CoverState.LIVE)
    made = papers.Paper(
        office=row.enrolment.office.name,
        number=f"参保证明 {row.enrolment.number}",
        title="职工互助保障参保证明",
        to=person_of(row),
        paragraphs=(
            f"兹证明{person_of(row)}同志由{row.unit.name}参加“{named(row.product)}” {row.shares} 份，"
            f"保障期 {_day(row.starts_on)}至 {_day(row.ends_on)}，{_day(row.covered_from)}起保障。",
        ),
        on=timezone.localdate(),
    )
    return papers.handed(made, form, f"参保证明-{named(row.product)}")
