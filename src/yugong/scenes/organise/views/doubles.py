"""Rows that may be one person: the list, both sides of a pair, merging, telling apart, and undoing."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.people import actions, queries
from yugong.ground.people.actions.merging import may_join
from yugong.ground.people.models import Merge, Person
from yugong.ground.people.queries import Double
from yugong.kernel import masking
from yugong.kernel.actor import Actor
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Text
from yugong.kernel.permissions import Permission as P
from yugong.scenes.organise.views import gate
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link

REASON = Text("reason", "怎么核对出是同一个人", hint="例如「本人持身份证到窗口核对」，会记入日志", longest=80)


@require_GET
def doubles(request: HttpRequest) -> HttpResponse:
    """The likely doubles among the next members below the officer's unit."""
    actor, seat = gate.officer(request, P.PERSON_MERGE)
    found, onward = queries.doubles(path=seat.unit_path, after=_uuid(request.GET.get("after")))
    pairs = _within(actor, found)
    context = {
        "here": "duplicates",
        "pairs": _shown(pairs),
        "beyond": len(found) - len(pairs),
        "onward": f"?after={onward}" if onward else "",
        "notes": list(messages.get_messages(request)),
    }
    return page_or_fragment(request, "organise/doubles.html", context=context)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _within(actor: Actor, found: list[Double]) -> list[Double]:
    """The pairs of which this officer may merge both; the others belong to a union above."""
    ids = {one for double in found for one in (double.one, double.other)}
    rows = scope.within(actor, P.PERSON_MERGE, Person.objects.filter(pk__in=ids))
    own = set(rows.values_list("pk", flat=True))
    return [double for double in found if {double.one, double.other} <= own]


def _shown(pairs: list[Double]) -> list[tuple[str, str, str, str]]:
    """(name, other name, why, address) of each pair."""
    named = queries.names({one for double in pairs for one in (double.one, double.other)})
    return [
        (
            masking.name(named[double.one]),
            masking.name(named[double.other]),
            double.why,
            reverse("desk_pair", args=(double.one, double.other)),
        )
        for double in pairs
    ]


@require_http_methods(["GET", "POST"])
def pair(request: HttpRequest, keep_id: UUID, drop_id: UUID) -> HttpResponse:
    """Both rows side by side: what would stay and what would come from where; then the decision."""
    actor, _ = gate.officer(request, P.PERSON_MERGE)
    keep, drop = (gate.person_at(actor, one, P.PERSON_MERGE) for one in (keep_id, drop_id))
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        try:
            return _decided(request, actor, keep, drop)
        except Refused as refused:
            errors = gate.told(refused, {"reason"})
    context = {
        "here": "duplicates",
        "rows": queries.side_by_side(keep, drop),
        "two_accounts": queries.accounts_of(keep, drop) == 2,
        "why": queries.suspected(keep, drop),
        "above": may_join(actor, keep, drop).reason,
        "form": forms.form([REASON], request.POST, errors),
        "swapped": reverse("desk_pair", args=(drop_id, keep_id)),
        "crumbs": (Link("重复登记", reverse("desk_duplicates")), Link("核对两份登记")),
    }
    return page_or_fragment(request, "organise/pair.html", context=context, status=422 if errors else 200)


def _decided(request: HttpRequest, actor: Actor, keep: Person, drop: Person) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("act") == "apart":
        actions.tell_apart(one=keep, other=drop, by=actor, at=now)
        messages.success(request, "已记下不是同一个人，以后不再提示")
        return redirect("desk_duplicates")
    actions.merge(keep=keep, drop=drop, reason=request.POST.get("reason", ""), by=actor, at=now)
    return redirect("desk_person", keep.pk)


@require_POST
def undo(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Take a merge back; both rows stand as they would without it."""
    actor, _ = gate.officer(request, P.PERSON_MERGE)
    row = get_object_or_404(Merge.objects.select_related("kept"), pk=merge_id, undone_at=None)
    gate.person_at(actor, row.kept_id, P.PERSON_MERGE)
    try:
        actions.unmerge(merge=row, by=actor, at=timezone.now())
        messages.success(request, "已撤销合并，两份登记都恢复了")
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_duplicates")
