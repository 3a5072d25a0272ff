"""Law for everybody: the public page of answers and sessions, one answer, and one's own."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from yugong.engines.matters import queries as matters
from yugong.engines.matters.views.worker import self_of
from yugong.ground.people.row_cells import unseal
from yugong.scenes.rights.queries import law as queries
from yugong.scenes.rights.rules.consulting import TOPICS
from yugong.ui.pages import page_or_fragment
from yugong.ui.tables import Column, Table

LIST = Table(columns=(Column("title", "问题"),), sort=("-published_on", "-id"), size=20)
KIND = "rights.consultation"


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What others asked, by keyword; the sessions to come; the ways to a lawyer."""
    word = " ".join(request.GET.get("q", "").split())[:40]
    page = LIST.page(queries.published(word), request.GET, reverse("law"), count=False)
    context = {
        "word": word,
        "rows": [line.row for line in page.rows],
        "page": page,
        "topics": dict(TOPICS),
        "sessions": queries.coming(on=timezone.localdate()),
        "tab": "help",
    }
    return page_or_fragment(request, "rights/law.html", context=context)


@login_not_required
@require_GET
def question(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """One public answer."""
    row = get_object_or_404(queries.published(), pk=answer_id)
    context = {"row": row, "topics": dict(TOPICS), "tab": "help"}
    return page_or_fragment(request, "rights/law_question.html", context=context)


@require_GET
def mine(request: HttpRequest, number: str) -> HttpResponse:
    """The lawyer's answer to one's own question."""
    matter = matters.own(self_of(request), number)
    if matter.kind != KIND:
        raise Http404
    row = queries.answer_of(number)
    context = {
        "m": matter,
        "row": row,
        "question": matters.all_answers(matter).get("question") or "",
        "answer": unseal(row, "answer_sealed") if row else "",
        "tab": "matters",
    }
    response = page_or_fragment(request, "rights/law_mine.html", context=context)
    response["Cache-Control"] = "no-store"
    return response
