"""Whether a union stands as the law wants it: each point with its rule, how it is, and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from yugong.scenes.organise.words import BASIC, HEADS

OK, WARN, BAD, NONE = "ok", "warn", "bad", "hold"
WORDS = {OK: "达标", WARN: "要办", BAD: "超期", NONE: "不适用"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a union, counted from rows."""

    kind: str
    term_to: date | None
    term_years: int | None
    roles: frozenset[str]
    officers: int
    members: int
    incomplete: int
    staff: int | None
    approved: bool
    clusters: tuple[tuple[str, int], ...]
    warning_days: int
    complete_share: int
    found_prompt: int
    chair_left: date | None = None
    vacancy_until: date | None = None
    vacant: tuple[tuple[str, date, date], ...] = ()  # other leading posts: name, since, until
    renewing: bool = False
    extension_until: date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list; `step` is the key of what to do next, `todo` its words."""

    name: str
    rule: str
    state: str
    now: str
    due: date | None = None
    todo: str = ""
    step: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.state]


def points(unit: Standing, *, today: date) -> list[Point]:
    """Every point that concerns this sort of union, in the order of the law."""
    found = (check(unit, today) for check in CHECKS)
    return [point for point in found if point is not None]


def _term(unit: Standing, today: date) -> Point | None:
    rule = f"每届 {unit.term_years} 年" if unit.term_years else "基层每届三年或者五年"
    if unit.kind in ("branch", "group"):
        return None
    if unit.term_to is None:
        return Point("班子换届", rule, WARN, "没有登记届期", None, "补登本届起止日期", "term")
    left = (unit.term_to - today).days
    if unit.renewing:
        return Point(
            "班子换届", rule, WARN if left >= 0 else BAD, "换届正在筹备", unit.term_to, "选举后报结果"
        )
    if left < 0:
        until = unit.extension_until
        more = "，可以报延期" if until and until > today else ""
        return Point("班子换届", rule, BAD, f"已超期 {-left} 天{more}", unit.term_to, "报换届", "renew")
    if left <= unit.warning_days:
        return Point("班子换届", rule, WARN, f"还有 {left} 天届满", unit.term_to, "报换届", "renew")
    remind = unit.term_to - timedelta(days=unit.warning_days)
    return Point("班子换届", rule, OK, f"还有 {left} 天届满", unit.term_to, f"{remind:%Y-%m-%d} 提醒")


def _chair(unit: Standing, today: date) -> Point | None:
    role = HEADS.get(unit.kind, "grassroots_chair")
    if unit.kind in ("branch", "group"):
        role = "group_leader"
    name = "主席到岗" if unit.kind in BASIC else "干部到岗"
    if role in unit.roles:
        return Point(name, "工会主席由选举产生", OK, f"在岗 {unit.officers} 人")
    if unit.chair_left and unit.vacancy_until:
        state = WARN if unit.vacancy_until >= today else BAD
        now = f"{unit.chair_left:%Y-%m-%d} 起空缺"
        return Point(name, "空缺三个月内补选", state, now, unit.vacancy_until, "补选后登记", "appoint")
    return Point(name, "工会主席由选举产生", WARN, "没有人任职", None, "登记任职", "appoint")


def _leading(unit: Standing, today: date) -> Point | None:
    if not unit.vacant:
        return None
    name, since, until = unit.vacant[0]
    state = WARN if until >= today else BAD
    return Point(
        f"{name}到岗", "空缺三个月内补选", state, f"{since:%Y-%m-%d} 起空缺", until, "补选后登记", "appoint"
    )


def _audit(unit: Standing, today: date) -> Point | None:
    if unit.kind not in ("enterprise", "joint", "home"):
        return None
    if unit.roles & {"grassroots_audit", "grassroots_audit_head"}:
        return Point("经费审查", "工会法第四十五条", OK, "经审委员在岗")
    return Point("经费审查", "工会法第四十五条", WARN, "没有经审委员", None, "登记任职", "appoint")


def _members(unit: Standing, today: date) -> Point | None:
    if unit.kind not in BASIC:
        return None
    if unit.members == 0:
        return Point("会员名册", "有会员才算建会", WARN, "名册上没有人", None, "导入名册", "roster")
    if unit.staff:
        share = min(100, round(100 * unit.members / unit.staff))
        todo, step = ("动员未入会职工", "poster") if share < 80 else ("", "")
        return Point("职工入会", "会员占职工总数", OK if share >= 80 else WARN, f"{share}%", None, todo, step)
    return Point("会员名册", "有会员才算建会", OK, f"{unit.members:,} 人")


def _complete(unit: Standing, today: date) -> Point | None:
    if unit.kind not in BASIC or not unit.members:
        return None
    rule = f"{unit.complete_share}% 以上"
    share = 100 * (unit.members - unit.incomplete) / unit.members
    if share >= unit.complete_share:
        return Point("会员信息完整率", rule, OK, f"{share:.1f}%")
    return Point("会员信息完整率", rule, WARN, f"{share:.1f}%", None, f"补 {unit.incomplete} 人", "gaps")


def _committee(unit: Standing, today: date) -> Point | None:
    if unit.kind not in ("home", "joint"):
        return None
    rule = f"同一单位会员满 {unit.found_prompt} 人，工会法第十一条"
    if not unit.clusters:
        return Point("单独建会", rule, OK, "没有达到人数的单位")
    name, count = unit.clusters[0]
    more = f"等 {len(unit.clusters)} 家" if len(unit.clusters) > 1 else ""
    return Point("单独建会", rule, WARN, f"{name} {count} 人{more}", None, "帮助单独建会", "members")


def _fulltime(unit: Standing, today: date) -> Point | None:
    if unit.kind not in BASIC or unit.members < 200:
        return None
    return Point(
        "专职主席", "职工二百人以上可以设，工会法第十四条", OK, f"会员 {unit.members:,} 人", None, "可以申请"
    )


def _approved(unit: Standing, today: date) -> Point | None:
    if unit.kind not in ("enterprise", "joint", "home"):
        return None
    if unit.approved:
        return Point("建会批复", "报上一级工会批准，工会法第十二条", OK, "已登记文号")
    return Point(
        "建会批复", "报上一级工会批准，工会法第十二条", WARN, "没有登记批复文号", None, "补登批复文号"
    )


Check = Callable[[Standing, date], Point | None]
CHECKS: tuple[Check, ...] = (
    _term, _chair, _leading, _audit, _members, _complete, _committee, _approved, _fulltime,
)  # fmt: skip
