"""The thread of a child on the family's phone: what was done, what is offered now, one tap to take it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yugong.engines.matters import actions as matters
from yugong.ground.access.middleware import actor_of
from yugong.kernel.actor import Actor
from yugong.kernel.calendar import local_day
from yugong.kernel.errors import Refused
from yugong.kernel.money import yuan
from yugong.scenes.aid.actions import chains as actions
from yugong.scenes.aid.models import Chain, ChainLink, GrantState, LinkState, Step
from yugong.scenes.aid.models import Step as StepOf
from yugong.scenes.aid.queries import chains as queries
from yugong.scenes.aid.rules import chaining
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.shapes import Step as Drawn

NOW = (LinkState.OFFERED, LinkState.ASKED, LinkState.PLACED)
KIND = "aid.autumn_study"


def own(request: HttpRequest, chain_id: UUID) -> tuple[Actor, Chain]:
    """The reader as himself, and the thread if it is his child's."""
    actor = actor_of(request).seated(None)
    if actor.person_id is None:
        raise Http404
    rows = Chain.objects.filter(pk=chain_id, person_id=actor.person_id)
    if (row := rows.select_related("unit", "person").first()) is None:
        raise Http404
    return actor, row


def drawn(link: ChainLink) -> Drawn:
    """One link as a step of the thread."""
    look = "now" if link.state in NOW else "done" if link.state == LinkState.DONE else "todo"
    said = [LinkState(link.state).label]
    if link.post:
        said.append(f"{link.post.employer.name}，{link.post.title}")
    if link.grant:
        said.append(f"{yuan(link.grant.amount_fen)} 元，{GrantState(link.grant.state).label}")
    if link.note:
        said.append(link.note)
    title = f"{chaining.words(link.period)} · {StepOf(link.step).label}"
    days = (
        f"{link.post.from_on:%Y-%m-%d} 至 {link.post.to_on:%m-%d}"
        if link.post
        else f"{link.offered_on:%Y-%m-%d}"
    )
    return Drawn(look, title, days, "；".join(said))


def ahead(row: Chain, links: list[ChainLink]) -> list[Drawn]:
    """What comes later by itself, in one line each."""
    known = {(one.step, one.state) for one in links}
    coming = []
    if row.ended_on is None and (Step.HOLIDAY, LinkState.OFFERED) not in known:
        coming.append(Drawn("todo", "下一个寒暑假 · 假期实践岗位", "", "到时候自动通知，不用申请"))
    if row.ended_on is None and not any(one.step == Step.FIRST for one in links):
        what = "升学助学金" if row.stage == "senior" else "毕业第一岗"
        coming.append(Drawn("todo", f"{row.graduates} 年毕业 · {what}", "", "到时候自动通知，不用申请"))
    return coming


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest, chain_id: UUID) -> HttpResponse:
    """The thread; a POST takes a link or leaves it."""
    actor, row = own(request, chain_id)
    if request.method == "POST":
        try:
            return _answered(request, actor, row)
        except Refused as refused:
            messages.warning(request, refused.reason)
        return redirect("my_chain", row.pk)
    today = local_day(timezone.now())
    links = queries.thread(row)
    offers = [one for one in links if one.state == LinkState.OFFERED and one.until >= today]
    choices: list[tuple[ChainLink, list[Any]]] = [
        (one, queries.free(row.unit.path, one.step, on=today) if one.step != Step.GRANT else [])
        for one in offers
    ]
    context = {
        "row": row,
        "child": queries.name_of(row, full=True),
        "stage": queries.stage_words(row),
        "steps": [*map(drawn, links), *ahead(row, links)],
        "offers": choices,
        "when": chaining.words,
        "notes": messages.get_messages(request),
        "tab": "services",
    }
    response = page_or_fragment(request, "aid/chain_mine.html", context=context)
    response["Cache-Control"] = "no-store"
    return response


def _answered(request: HttpRequest, actor: Actor, row: Chain) -> HttpResponse:
    """A post was chosen, the next grant is applied for, or not this time."""
    given, now = request.POST, timezone.now()
    try:
        link = UUID(given.get("link", ""))
    except ValueError:
        raise Refused("请刷新后再选") from None
    offered = row.links.filter(pk=link, state=LinkState.OFFERED).first()
    if "no" not in given and offered is not None and offered.step == Step.GRANT:
        child = queries.child_of(row)
        raw = {"child_name": child["name"], "child_number": child["number"], "entered": str(offered.period)}
        matters.save_draft(person=row.person, kind=KIND, raw=raw, by=actor, at=now)
        return redirect(reverse("apply", args=(KIND,)))
    if "no" in given:
        actions.choose(chain=row, link=link, post=None, by=actor, at=now)
        messages.success(request, "记下了，下一次到时间还会通知你")
        return redirect("my_chain", row.pk)
    today = local_day(now)
    free = (
        {str(one.pk): one for one in queries.free(row.unit.path, offered.step, on=today)} if offered else {}
    )
    if not (post := free.get(given.get("post", ""))):
        raise Refused("请先选一个岗位", field="post")
    actions.choose(chain=row, link=link, post=post, by=actor, at=now)
    messages.success(request, "已经选好，等工会和单位确认")
    return redirect("my_chain", row.pk)


def cells(person_id: UUID) -> list[Link]:
    """The children of a worker as links to their threads."""
    return [
        Link(
            queries.name_of(row, full=True),
            reverse("my_chain", args=(row.pk,)),
            note=queries.stage_words(row),
        )
        for row in queries.of_person(person_id)
    ]
