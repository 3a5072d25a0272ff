"""A certificate as PDF and Word for its holder, and its check page for whoever holds the paper."""

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from yugong.ground.access.middleware import actor_of
from yugong.ground.people import queries as people
from yugong.kernel import masking
from yugong.kernel.calendar import local_day
from yugong.kernel.decision import may
from yugong.kernel.permissions import Permission
from yugong.scenes.organise.actions import certificates as actions
from yugong.scenes.organise.models import Certificate
from yugong.scenes.organise.queries import certificates
from yugong.ui import papers
from yugong.ui.pages import page_or_fragment


def _paper(request: HttpRequest, row: Certificate) -> papers.Paper:
    name = people.names({row.person_id})[row.person_id]
    joined = row.joined_on
    address = request.build_absolute_uri(reverse("certificate_check", args=[row.code]))
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=0, omitsize=True)
    standing = "" if row.standing == "active" else "，现为保留会籍"
    return papers.Paper(
        office=row.unit_name,
        number=row.number,
        title="工会会员证明",
        to=row.to,
        paragraphs=(
            f"兹证明{name}同志（会员号 {row.member_number}）于 "
            f"{joined.year} 年 {joined.month} 月 {joined.day} 日加入中华全国总工会，现为我会会员{standing}。",
            f"此证明用于{row.purpose}。特此证明。",
        ),
        on=local_day(row.issued_at),
        proof=f"扫码或打开 {address} 核验真伪。证明内容以核验页为准。",
        code=Markup(drawn),  # noqa: S704  drawn by segno from our own address
    )


def download(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """The newest certificate of a matter, for its holder or an officer who serves him."""
    actor = actor_of(request)
    row = certificates.certificate_of(number)
    if row is None or form not in papers.FORMS or not may(actor, Permission.MEMBERSHIP_CARD, row.person):
        raise Http404
    if actor.person_id != row.person_id:
        actions.note_taking(certificate=row, by=actor, at=timezone.now())
    return papers.handed(_paper(request, row), form, f"会员证明-{row.number}")


@login_not_required
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Whether the paper in hand is genuine: what it says, with the name masked."""
    row = certificates.certificate_by_code(code)
    name = masking.name(people.names({row.person_id})[row.person_id]) if row else ""
    context = {"row": row, "name": name, "doubt": certificates.doubt_about(row) if row else ""}
    return page_or_fragment(request, "organise/certificate.html", context=context, status=200 if row else 404)
