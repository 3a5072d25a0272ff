"""The certificate of attendance for whoever came, and its check page for whoever holds the paper."""

from uuid import UUID

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from markupsafe import Markup

from yugong.engines.campaigns.queries import lists
from yugong.engines.campaigns.queries.proofs import proof_of
from yugong.ground.access.middleware import actor_of
from yugong.ground.people.queries import names
from yugong.kernel.gather import gatherings
from yugong.ui import papers
from yugong.ui.pages import page_or_fragment


@require_GET
def certificate(request: HttpRequest, campaign_id: UUID, form: str) -> HttpResponse:
    """My certificate, as PDF or Word."""
    row, me = lists.one_public(campaign_id), actor_of(request).seated(None)
    proof = proof_of(row, timezone.now(), person_id=me.person_id) if me.person_id else None
    if proof is None or me.person_id is None or form not in papers.FORMS:
        raise Http404
    code = proof.enrolment.code
    address = request.build_absolute_uri(reverse("activity_proof", args=(row.pk, code)))
    drawn = segno.make(address, error="m").svg_inline(scale=4, border=0, omitsize=True)
    sort = gatherings[row.gathering].name
    paper = papers.Paper(
        office=row.unit.name,
        number=f"报名号 {code}",
        title="活动参加证明",
        to=names({me.person_id})[me.person_id],
        paragraphs=(
            f"兹证明你报名参加了我会组织的{sort}“{row.title}”（{proof.days}，{row.place}），"
            f"共 {proof.sessions} 场，签到 {proof.came} 场。",
            "特此证明。",
        ),
        on=proof.last,
        proof=f"扫码或打开 {address} 核验：核验页只有场次，没有姓名。",
        code=Markup(drawn),  # noqa: S704  drawn by segno from our own address
    )
    return papers.handed(paper, form, f"参加证明-{code}")


@login_not_required
@require_GET
def check(request: HttpRequest, campaign_id: UUID, code: str) -> HttpResponse:
    """Whether the paper in hand is genuine: how many sessions, without a name."""
    row = lists.one_public(campaign_id)
    proof = proof_of(row, timezone.now(), code=code)
    context = {"row": row, "proof": proof, "tab": "services"}
    return page_or_fragment(request, "campaigns/proof.html", context=context, status=200 if proof else 404)
