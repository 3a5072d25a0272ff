"""一件事 on the phone: what one can ask for, one's own file, what is posted now, and objecting to it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from yugong.engines.matters.views.worker import self_of
from yugong.ground.parameters.queries import value
from yugong.kernel.errors import Refused
from yugong.scenes.aid.actions import postings as actions
from yugong.scenes.aid.queries import households, posted
from yugong.scenes.aid.views import showing
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Link
from yugong.ui.tables import Column, Table

PLACES = (
    Link(
        "申请困难职工建档", "/aid/hardship/", icon="hand-heart", scene="s3", note="一户填一次，规则当场说理由"
    ),
    Link("我的困难档案", "/aid/file/", icon="file-text", scene="s3", note="结论、走访、公示、年度复核"),
    Link("互助保障", "/aid/mutual/", icon="shield-plus", scene="s3", note="参加了什么，住院、大病怎么领"),
    Link(
        "正在公示的名单", "/aid/posting/", icon="megaphone", scene="s3", note="只有隐去名字的姓名、工会和类别"
    ),
    Link(
        "金秋助学", "/apply/aid.autumn_study/", icon="graduation-cap", scene="s2", note="孩子考上学，填两页"
    ),
    Link("临时救助", "/apply/aid.temporary/", icon="life-buoy", scene="s4", note="突发急事，当天办"),
    Link("我的帮扶", "/aid/mine/", icon="hand-coins", scene="s3", note="钱到没到、物资怎么领、孩子的下一步"),
)


@login_not_required
@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """The scene's first page; whoever has a file sees how it stands."""
    me = self_of(request)
    row = households.live_of(me.person_id) if me.person_id else None
    today = timezone.localdate()
    lines = {key: value(f"hardship.line.{key}", on=today) for key in ("urban", "rural")}
    context = {
        "places": PLACES,
        "row": row,
        "status": showing.look(row) if row else None,
        "lines": lines,
        "multiple": value("hardship.multiple.relative", on=today),
        "notes": messages.get_messages(request),
        "tab": "services",
    }
    return page_or_fragment(request, "aid/front.html", context=context)


LIST = Table(
    columns=(
        Column("name_shown", "姓名"),
        Column("unit", "工会", lambda row: row.unit.name),
        Column("category", "类别", lambda row: row.get_category_display()),
        Column("ends_on", "公示到", lambda row: f"{row.ends_on:%m-%d}"),
    ),
    sort=("-id",),
    size=20,
    empty_title="现在没有公示",
    empty_text="公示期 5 个工作日，过了就撤下。",
)


@login_not_required
@require_GET
def posting(request: HttpRequest) -> HttpResponse:
    """What is posted now: for everybody, and nothing but the masked name, the union and the category."""
    page = LIST.page(posted.standing(timezone.localdate()), request.GET, reverse("aid_posting"))
    return page_or_fragment(
        request,
        "aid/posting.html",
        context={"page": page, "tab": "services", "notes": messages.get_messages(request)},
    )


@login_not_required
@require_http_methods(["GET", "POST"])
def objecting(request: HttpRequest, posting_id: UUID) -> HttpResponse:
    """Say what is not so, with or without a name."""
    row, errors = get_object_or_404(posted.standing(timezone.localdate()), pk=posting_id), {}
    if request.method == "POST":
        said = {name: request.POST.get(name, "") for name in ("text", "contact")}
        try:
            actions.object_(posting=row, **said, by=self_of(request), at=timezone.now())
        except Refused as refused:
            errors = {refused.field: refused.reason}
        else:
            messages.success(request, "收到了。工会核实以后再继续，不会告诉对方是谁说的。")
            return redirect("aid_posting")
    parts = (
        forms.part(
            "text",
            "哪里不属实",
            "longtext",
            value=request.POST.get("text", ""),
            error=errors.get("text", ""),
            longest=1000,
            personal=True,
            hint="写清楚事情就行，不用写你的名字",
        ),
        forms.part(
            "contact",
            "联系方式",
            value=request.POST.get("contact", ""),
            optional=True,
            personal=True,
            hint="愿意留的话，工会会告诉你核实结果",
        ),
    )
    form = forms.Form(parts, tuple(why for name, why in errors.items() if name != "text"))
    context = {"row": row, "form": form, "tab": "services"}
    return page_or_fragment(request, "aid/objecting.html", context=context, status=422 if errors else 200)
