"""My record: what the union knows of me, what I agreed to, and who has looked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from yugong.ground.access.middleware import actor_of
from yugong.ground.access.roles import roles
from yugong.ground.audit import queries as audit
from yugong.ground.org.models import Unit
from yugong.ground.people import actions, queries
from yugong.ground.people.actions.persons import SHOWN
from yugong.ground.people.models import Person
from yugong.kernel import masking, tree
from yugong.kernel.identifiers import PAPERS
from yugong.scenes.organise import trades
from yugong.scenes.organise.actions.certificates import TAKEN
from yugong.scenes.organise.views import moving, oneself
from yugong.ui.pages import page_or_fragment
from yugong.ui.shapes import Deed, Link

PLAIN = {
    "people.look": "打开了资料页，号码打星号",
    "files.read": "打开了你交的材料",
    TAKEN: "下载了你的会员证明",
}
EXPORTS = ("organise.export_members", "organise.take_export")
WHOLE = {"casefile": "整份案卷（已导出）", "handover": "送交协作单位的内容"}
PURPOSES = {
    "join": "入会审核",
    "service.childcare.agree": "托管服务协议",
    "works.show": "展出我的作品",
}


def me(request: HttpRequest) -> HttpResponse:
    """My facts, masked as on a screen others may see; each with where it came from."""
    actor = actor_of(request).seated(None)
    person = oneself.person(request)
    facts: list[tuple[str, str]] = []
    membership: list[tuple[str, str]] = []
    if person is not None:
        held = queries.identity_of(person)
        facts = [
            ("姓名", held.name),
            (PAPERS.get(held.paper, "证件"), masking.id_number(held.number) if held.number else "还没有登记"),
            ("性别", person.get_sex_display() or "还没有登记"),
        ]
        membership = _membership(person.pk)
    phone = queries.phone_of_account(oneself.account(request))
    facts.append(("登录手机", masking.phone(phone) if phone else "还没有登记"))
    context = {
        "facts": facts,
        "membership": membership,
        "mend": _mend(person is not None and bool(membership)),
        "ways": moving.ways(queries.membership_of(person.pk) if person else None),
        "label": actor.label,
        "registered": person is not None,
        "seats": actor.seats,
        "posts": bool(person and queries.roles_held(person.pk, on=timezone.localdate())),
        "tab": "me",
    }
    return page_or_fragment(request, "organise/me.html", context=context)


def _mend(member: bool) -> list[Link]:
    """How to put right what is wrong: the phone at once, name and number by the union's officer."""
    ways = [
        Link("换手机号", reverse("me_phone"), icon="smartphone", scene="s2", note="新手机收验证码，马上换好")
    ]
    if member:
        href = reverse("apply", args=("organise.amend",))
        ways.append(
            Link("姓名、证件号写错了", href, icon="pencil", scene="s5", note="拍证件照，工会核对后改")
        )
    return ways


def _membership(person_id: Any) -> list[tuple[str, str]]:
    stretch, work = queries.membership_of(person_id), queries.employment_of(person_id)
    rows = []
    if work:
        rows.append(("用工单位", work.employer.name if work.employer else "没有登记"))
    if stretch:
        joined = stretch.joined_on
        rows += [
            ("所在工会", stretch.unit.name),
            ("会员号", stretch.number),
            ("会籍", stretch.get_standing_display()),
            ("入会日期", f"{joined.year} 年 {joined.month} 月 {joined.day} 日"),
            ("行当", trades.label(stretch.trade) or "没有登记"),
        ]
    return rows


def seen(request: HttpRequest) -> HttpResponse:
    """Every opening of my data by somebody else: when, from which post, which facts and what for."""
    person = oneself.person(request)
    deeds = [] if person is None else _looks(person)
    units = dict(
        Unit.objects.filter(pk__in={_unit(d.seat) for d in deeds if d.seat}).values_list("id", "name")
    )
    rows = [
        Deed(
            at=deed.at,
            who=str(deed.data.get("who") or _who(deed.seat, units)),
            what=_what(deed),
            note=f"用途：{deed.data.get('purpose', '没有写明')}" if deed.did not in PLAIN else "",
        )
        for deed in deeds
    ]
    return page_or_fragment(request, "organise/seen.html", context={"rows": rows})


def _looks(person: Person) -> list[audit.Deed]:
    """Who saw numbers, opened the page or a file, or took out a list of the unions he belonged to then."""
    found = [
        deed
        for row in queries.selves(person.pk)
        for did in ("people.reveal", *PLAIN)
        for deed in audit.story_of(row, did=did, limit=100)
    ]
    if stretch := queries.membership_of(person.pk):
        units = [f"org.unit:{number}" for number in tree.ids(stretch.unit.path)]
        for did in EXPORTS:
            found += audit.stories_of(units, did=did, since=stretch.recorded_at, limit=50)
    return sorted(found, key=lambda deed: deed.id, reverse=True)[:100]


def _what(deed: audit.Deed) -> str:
    """What was seen, in words."""
    if deed.did in PLAIN:
        return PLAIN[deed.did]
    if deed.did == "people.reveal":
        return "看了" + "、".join((SHOWN | WHOLE).get(name, name) for name in deed.data.get("fields", []))
    shown = "含完整号码" if deed.data.get("full") else "号码打星号"
    return f"导出了所在工会的会员名册，{shown}"


def _unit(seat: str) -> int:
    return int(seat.rpartition("@")[2] or 0)


def _who(seat: str, units: dict[int, str]) -> str:
    if not seat:
        return "本人"
    role = seat.partition("@")[0]
    return f"{units.get(_unit(seat), '')} · {roles[role].name if role in roles else role}"


def consents(request: HttpRequest) -> HttpResponse:
    """What I agreed to; taking it back ends the use, what was decided stays."""
    person = oneself.person(request)
    if request.method == "POST" and person is not None:
        actions.withdraw_consent(
            person=person,
            purpose=request.POST.get("purpose", ""),
            by=actor_of(request).seated(None),
            at=timezone.now(),
        )
        return redirect("me_consents")
    rows = [] if person is None else queries.consents_of(person.pk)
    shown = [(PURPOSES.get(row.purpose, row.purpose), row) for row in rows]
    return page_or_fragment(request, "organise/consents.html", context={"rows": shown})
