"""What is done with an article at the desk: submit, read, publish, correct, agree, withdraw."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from yugong.ground.access.desks import officer
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission as P
from yugong.scenes.service.actions import news_mending, news_reading, news_writing
from yugong.scenes.service.models import Article
from yugong.scenes.service.queries import news
from yugong.scenes.service.views.news_desk import page_of


def _submit(request: HttpRequest, row: Article, actor: Actor) -> str:
    news_writing.submit(article=row, by=actor, at=timezone.now())
    return "送审了，从一审开始。"


def _read(request: HttpRequest, row: Article, actor: Actor) -> str:
    step, passed = request.POST.get("step", ""), "passed" in request.POST
    seen = int(step) if step.isascii() and step.isdigit() and len(step) == 1 else 0
    remark = request.POST.get("remark", "")
    news_reading.read(article=row, step=seen, passed=passed, remark=remark, by=actor, at=timezone.now())
    return "记下了。" if passed else "退回了，改好后从一审重新开始。"


def _publish(request: HttpRequest, row: Article, actor: Actor) -> str:
    text, when = request.POST.get("when", "").strip().replace("T", " "), None
    if text:
        try:
            when = datetime.strptime(text[:16], "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
        except ValueError:
            raise Refused("时间请写成 2026-12-05 09:00 的样子。", field="when") from None
    made = news_reading.publish(article=row, when=when, by=actor, at=timezone.now())
    return "发布了。" if made.published_at else "定好了，到时候自动发布。"


def _correct(request: HttpRequest, row: Article, actor: Actor) -> str:
    title, body = request.POST.get("title", ""), request.POST.get("body", "").replace("\r\n", "\n")
    note = request.POST.get("note", "")
    news_mending.correct(article=row, title=title, body=body, note=note, by=actor, at=timezone.now())
    return "更正提出了，另一位同志核准后生效。"


def _agree(request: HttpRequest, row: Article, actor: Actor) -> str:
    agreed = "agreed" in request.POST
    news_mending.agree(article=row, agreed=agreed, by=actor, at=timezone.now())
    return "更正生效，说明写在文末。" if agreed else "没有采用。"


def _withdraw(request: HttpRequest, row: Article, actor: Actor) -> str:
    news_mending.withdraw(article=row, why=request.POST.get("why", ""), by=actor, at=timezone.now())
    return "撤下了，打开原来的地址会看到原因。"


DEEDS = {
    "submit": _submit, "read": _read, "publish": _publish, "correct": _correct, "agree": _agree,
    "withdraw": _withdraw,
}  # fmt: skip


@require_POST
def act(request: HttpRequest, article_id: UUID, deed: str) -> HttpResponse:
    """One deed about an article; what is wrong is said on its page."""
    actor, _ = officer(request, P.NEWS_WRITE, P.NEWS_REVIEW)
    row = news.on_desk(actor, article_id)
    if deed not in DEEDS:
        raise Http404
    try:
        messages.success(request, DEEDS[deed](request, row, actor))
    except Refused as refused:
        row.refresh_from_db()
        return page_of(request, actor, row, refused)
    return redirect("desk_article", row.pk)
