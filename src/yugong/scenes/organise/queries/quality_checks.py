"""What makes a member's record poor: each rule with its weight, its source and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from yugong.kernel.calendar import add_months
from yugong.kernel.registry import Registry
from yugong.kernel.retirement import retirement_age

DESIGN = "平台设计值，会员实名制要求信息真实、完整、更新"
Test = Callable[[date, str, date], bool]  # test(born, sex, today)


@dataclass(frozen=True)
class Check:
    """One rule: `hit` is its condition on a member's rows, or `test` on his sealed birthday.

    In `hit` stand m (membership), p (person), u (unit) and the values cutoff and today.
    """

    key: str
    name: str
    weight: int  # points that a union loses if every member is found
    source: str
    todo: str  # the next step
    step: str  # where it is taken: amend, person, pairs, rosters, recheck
    hit: str = ""
    test: Test | None = None


checks: Registry[Check] = Registry("quality check")

CONFIRMED = (
    "SELECT 1 FROM organise_confirmation c WHERE c.person_id = m.person_id AND c.confirmed_on > %(cutoff)s"
)
STALE = f"m.joined_on <= %(cutoff)s AND NOT EXISTS ({CONFIRMED})"
WORKS = (
    "SELECT 1 FROM people_employment w WHERE w.person_id = p.id AND w.valid_to IS NULL"
    " AND w.employer_id IS NOT NULL"
)
TWIN = (
    "SELECT 1 FROM people_person q WHERE q.phone_index = p.phone_index AND q.name_index = p.name_index"
    " AND q.id <> p.id AND q.merged_into_id IS NULL AND NOT EXISTS (SELECT 1 FROM people_apart a"
    " WHERE (a.one_id, a.other_id) IN ((p.id, q.id), (q.id, p.id)))"
)


def _past_retiring(born: date, sex: str, today: date) -> bool:
    """A woman is asked about at the later of her two ages; who may stay longer by choice says so."""
    track = {"1": "man", "2": "woman55"}.get(sex)
    return track is not None and add_months(born, retirement_age(born, track)) <= today


for one in (
    Check("number", "没有证件号", 25, DESIGN, "补登证件号", "amend", "p.number_index IS NULL"),
    Check("phone", "没有手机", 20, DESIGN, "补登手机", "amend", "p.phone_index IS NULL"),
    Check(
        "twin", "可能重复登记", 15, "一人一份登记，姓名和手机都相同的要核对", "核对两份", "pairs",
        f"EXISTS ({TWIN})",
    ),
    Check(
        "unverified", "证件没有核对原件", 10, DESIGN, "核对后点一下", "recheck",
        "p.number_index IS NOT NULL AND NOT p.verified",
    ),
    Check(
        "employer", "用工单位不明", 10, "会籍随劳动关系；新就业形态、源头工会除外", "用名册补", "rosters",
        f"u.home_for = '' AND NOT EXISTS ({WORKS})",
    ),
    Check("stale", "超过一年没有核对", 10, "每年核对一次，间隔是参数", "去核对", "recheck", STALE),
    Check(
        "retired", "过了退休年龄，还是正常会籍", 10, "国务院关于渐进式延迟法定退休年龄的办法（2025）",
        "问本人，办保留会籍", "recheck",
        "m.standing = 'active' AND p.born_sealed IS NOT NULL", _past_retiring,
    ),
):  # fmt: skip
    checks.add(one)


def score(members: int, hits: dict[str, int]) -> float:
    """Of a hundred points each rule takes its weight in the share of members it finds."""
    if not members:
        return 100.0
    lost = sum(check.weight * hits.get(check.key, 0) / members for check in checks)
    return round(100 - lost, 1)
