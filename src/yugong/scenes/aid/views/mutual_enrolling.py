"""Insuring a unit's people at the desk: the list, the form, one enrolment from check to certificate."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yugong.ground.access import scope
from yugong.ground.access.desks import officer
from yugong.ground.jobs.models import Progress
from yugong.ground.org import queries as org
from yugong.ground.org.models import Unit, UnitKind
from yugong.ground.people.row_cells import unseal
from yugong.kernel.actor import Actor, Seat
from yugong.kernel.errors import Refused
from yugong.kernel.fields import Day, Number, Select, Text, clean_all
from yugong.kernel.permissions import Permission as P
from yugong.kernel.roster.grid import TOO_LARGE, UPLOAD
from yugong.scenes.aid.actions import mutual_enrolling as actions
from yugong.scenes.aid.actions import mutual_taking
from yugong.scenes.aid.models import EnrolmentState, MutualEnrolment
from yugong.scenes.aid.queries import mutual as queries
from yugong.scenes.aid.queries.mutual_terms import Dated
from yugong.scenes.aid.rules.mutual import PRODUCTS, Terms
from yugong.scenes.aid.views.mutual import COVER_LIST, named
from yugong.ui import forms
from yugong.ui.pages import page_or_fragment, wants_fragment
from yugong.ui.tables import Cell, Column, Filter, Table

S = EnrolmentState
LOOKS = {S.CHECKED: "warn", S.RUNNING: "running", S.DUE: "new", S.FORCE: "ok", S.DROPPED: "done"}
FEDERATIONS = (UnitKind.CITY, UnitKind.DISTRICT, UnitKind.ZONE, UnitKind.INDUSTRY, UnitKind.STREET)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ACCEPT = ".xlsx,.xls,.csv,.txt,.et"
UNIT = Text("unit_name", "参保工会", hint="写工会全称，名单里的人要是它的在职会员", longest=120)


def _title(row: MutualEnrolment) -> Cell:
    return Cell(row.number or "还没有通知号", href=reverse("desk_mutual_enrolment", args=(row.pk,)))


LIST = Table(
    columns=(
        Column("number", "缴费通知", _title),
        Column("unit", "参保工会", lambda row: row.unit.name),
        Column("product", "险种", lambda row: named(row.product)),
        Column("starts_on", "保障期", lambda row: f"{row.starts_on:%Y-%m-%d} 至 {row.ends_on:%Y-%m-%d}"),
        Column("heads", "人数", lambda row: f"{row.heads or row.accepted:,}", align="r"),
        Column("due_fen", "应缴（元）", lambda row: f"{row.due_fen / 100:,.2f}", align="r"),
        Column("received_fen", "已缴（元）", lambda row: f"{row.received_fen / 100:,.2f}", align="r"),
        Column("state", "状态", lambda row: Cell(row.get_state_display(), status=LOOKS[S(row.state)])),
    ),
    sort=("-id",),
    filters=(
        Filter("state", "状态", lambda rows, value: rows.filter(state=value), "select", S.choices),
        Filter(
            "product",
            "险种",
            lambda rows, value: rows.filter(product=value),
            "select",
            [(one.key, one.name) for one in PRODUCTS.values()],
        ),
    ),
    empty_title="还没有参保名单",
    empty_text="上传一份名单，系统按险种的规则逐行核对。",
)


@require_GET
def enrolments(request: HttpRequest) -> HttpResponse:
    """The lists of the seat's unit and below."""
    _, seat = officer(request, P.ROSTER_IMPORT)
    page = LIST.page(queries.enrolments_below(seat.unit_path), request.GET, reverse("desk_mutual_enrolments"))
    context = {"here": "mutual", "page": page, "notes": messages.get_messages(request)}
    return page_or_fragment(request, "aid/mutual_enrolments.html", "list", context)


def fields_for(seat: Seat, today: date) -> tuple[Any, ...]:
    """The questions of the form: the unit only where the seat serves several."""
    values = Dated(today, seat.unit_path)
    sold = tuple((one.key, one.name) for one in PRODUCTS.values() if Terms(one.key, values).is_set)
    own = Unit.objects.get(pk=seat.unit_id)
    asked = (UNIT,) if own.kind in FEDERATIONS else ()
    return (
        *asked,
        Select("product", "险种", of=sold),
        Day("starts_on", "从哪天生效", hint="年龄按这天算；首次参保从这天起算等待期"),
        Number("shares", "每人份数", hint="名单里有“份数”一列的，按名单", least=1, most=20, unit="份"),
        Number("union_percent", "工会承担", hint="其余由职工自己缴；全部由工会缴填 100", most=100, unit="%"),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form: which product, from when, who pays, and the list."""
    actor, seat = officer(request, P.ROSTER_IMPORT)
    now = timezone.now()
    today = timezone.localdate(now)
    fields = fields_for(seat, today)
    given: dict[str, Any] = {"shares": "1", "union_percent": "100", "starts_on": f"{today.year + 1}-01-01"}
    errors: dict[str, Refused] = {}
    if request.method == "POST":
        given = request.POST.dict()
        answers, errors = clean_all(fields, request.POST, today=today)
        try:
            data, name = _content(request)
            if not errors:
                return _checked(request, actor, seat, answers, data, name, now)
        except Refused as refused:
            errors[refused.field] = refused
    file = forms.part(
        "file", "参保名单", "files", hint="Excel 或 CSV：姓名、证件号码，可以有份数。不超过 20 MB",
        error=errors["file"].reason if "file" in errors else "", accept=ACCEPT,
    )  # fmt: skip
    context = {"here": "mutual", "form": forms.form(fields, given, errors), "file": file}
    status = 422 if errors else 200
    return page_or_fragment(request, "aid/mutual_new.html", context=context, status=status)


def _content(request: HttpRequest) -> tuple[bytes, str]:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("请选参保名单文件。", field="file")
    if (upload.size or 0) > UPLOAD:
        raise Refused(TOO_LARGE.format(mb=UPLOAD // 2**20), field="file")
    return upload.read(), (upload.name or "名单")[-120:]


def _checked(
    request: HttpRequest, actor: Actor, seat: Seat, answers: Any, data: bytes, name: str, now: datetime
) -> HttpResponse:
    unit = Unit.objects.get(pk=seat.unit_id)
    if "unit_name" in answers:
        rows = org.subtree(seat.unit_path).exclude(kind__in=FEDERATIONS)
        found = rows.filter(name=answers["unit_name"]).first()
        if found is None:
            raise Refused("没有找到这个工会，请写全称；区县、镇街工会不直接参保。", field="unit_name")
        unit = found
    made = actions.check(
        unit=unit, product=answers["product"], starts_on=date.fromisoformat(answers["starts_on"]),
        shares=answers["shares"], union_percent=answers["union_percent"],
        data=data, file=name, by=actor, at=now,
    )  # fmt: skip
    return redirect("desk_mutual_enrolment", made.pk)


def one_of(request: HttpRequest, enrolment_id: UUID) -> tuple[Actor, MutualEnrolment]:
    """The officer and a list below his unit; 404 for everything else."""
    actor, _ = officer(request, P.ROSTER_IMPORT)
    rows = MutualEnrolment.objects.select_related("unit", "office", "after__unit").defer("file_sealed")
    return actor, scope.one(actor, P.ROSTER_IMPORT, rows, pk=enrolment_id)


@require_GET
def enrolment(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """One list: what was found, how far it is, what is due, who is covered."""
    _, row = one_of(request, enrolment_id)
    if "poll" in request.GET and wants_fragment(request) and row.state != S.RUNNING:
        return HttpResponse(headers={"HX-Redirect": reverse("desk_mutual_enrolment", args=(row.pk,))})
    watched = Progress.objects.filter(pk=row.progress).first() if row.progress else None
    covers = row.covers.select_related("person", "unit")
    problems = unseal(row, "problems_sealed") if row.problems_sealed else []
    context = {
        "here": "mutual", "row": row, "product": named(row.product), "problems": problems[:200],
        "status": (LOOKS[S(row.state)], row.get_state_display()),
        "own_fen": row.due_fen - row.union_fen if row.heads else 0, "watched": watched,
        "page": COVER_LIST.page(covers, request.GET, request.path) if row.heads else None,
        "may_renew": row.state == S.FORCE and not row.renewals.exclude(state=S.DROPPED).exists(),
        "receipts": list(row.receipts.order_by("on", "id")) if row.number else [],
        "notes": messages.get_messages(request),
    }  # fmt: skip
    block = "progress" if row.state == S.RUNNING else "list"
    return page_or_fragment(request, "aid/mutual_enrolment.html", block, context)


@require_POST
def act(request: HttpRequest, enrolment_id: UUID, do: str) -> HttpResponse:
    """Confirm, give up or renew."""
    actor, row = one_of(request, enrolment_id)
    now = timezone.now()
    try:
        if do == "enrol":
            actions.enrol(enrolment=row, by=actor, at=now)
        elif do == "drop":
            actions.drop(enrolment=row, by=actor, at=now)
            messages.success(request, "已作废，名单里的人可以另外参保。")
        elif do == "renew":
            row = actions.renew(before=row, by=actor, at=now)
        else:
            raise Http404
    except Refused as refused:
        messages.warning(request, refused.reason)
    return redirect("desk_mutual_enrolment", row.pk)


@require_GET
def rejected(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """The rejected rows as Excel; taking them is written into the log."""
    actor, row = one_of(request, enrolment_id)
    try:
        data = mutual_taking.take_rejected(enrolment=row, by=actor, at=timezone.now())
    except Refused as refused:
        messages.warning(request, refused.reason)
        return redirect("desk_mutual_enrolment", row.pk)
    response = HttpResponse(data, content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="rejected.xlsx"'
    return response
