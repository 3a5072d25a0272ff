"""Mutual aid: the five products, who may join, from when cover holds; plain values only (I2, I3, I5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from yugong.kernel.calendar import add_months
from yugong.kernel.errors import Broken, Refused
from yugong.kernel.identifiers import age
from yugong.kernel.money import fen

TERMS_2015 = "重庆市职工互助保障 2015 年首期条款"
PLATFORM = "中国职工保险互助会重庆办事处现行活动"
ACCIDENT = "意外伤害没有等待期"


@dataclass(frozen=True, slots=True)
class Product:
    """One activity: its key, name, the family whose members exclude each other, what is claimed, its icon."""

    key: str
    name: str
    family: str
    events: tuple[str, ...]
    icon: str
    women: bool = False


PRODUCTS: Mapping[str, Product] = {
    one.key: one
    for one in (
        Product("illness_a", "重大疾病 A", "illness", ("illness",), "heart-pulse"),
        Product("illness_b", "重大疾病 B", "illness", ("illness",), "heart-pulse"),
        Product("women", "女职工特殊疾病", "women", ("illness",), "flower-2", women=True),
        Product("hospital", "住院津贴", "hospital", ("hospital",), "bed"),
        Product("combined", "住院医疗和意外综合", "hospital", ("disability", "death"), "shield-plus"),
    )
}
EVENTS = (("hospital", "住院"), ("illness", "确诊"), ("disability", "意外伤残"), ("death", "意外身故"))


def product(key: str) -> Product:
    """The product with this key."""
    if key not in PRODUCTS:
        raise Broken(f"mutual product {key!r} is not known; products: {', '.join(PRODUCTS)}")
    return PRODUCTS[key]


def clash(key: str, other: str) -> str:
    """Why somebody who has `other` may not take `key` for the same days; nothing when he may."""
    if product(key).family != product(other).family:
        return ""
    if key == other:
        return f"“{product(key).name}”同一期只能参加一次"
    return f"“{product(key).name}”和“{product(other).name}”只能参加一种，不能同时参加"


class Terms:
    """The dated figures of one product; an amount that nobody has set refuses with a clear sentence."""

    def __init__(self, key: str, values: Mapping[str, Any]) -> None:
        self.product, self.values = product(key), values

    def _raw(self, name: str) -> Any:
        full = f"mutual.{self.product.key}.{name}"
        found = self.values[full]
        if found == "":
            raise Refused(
                f"“{self.product.name}”的参数“{full}”还没有设置，请先由管理员在参数页按现行条款设置。",
                code="parameter_unset",
            )
        return found

    def fen(self, name: str) -> int:
        """An amount of the product, in fen."""
        return fen(str(self._raw(name)))

    def whole(self, name: str) -> int:
        """A count of the product."""
        return int(self._raw(name))

    @property
    def is_set(self) -> bool:
        """Whether it can be sold: its price is known."""
        return self.told("price")

    def told(self, name: str) -> bool:
        """Whether somebody has set it."""
        return self.values[f"mutual.{self.product.key}.{name}"] != ""

    def general(self, name: str) -> int:
        """A count that all products share."""
        return int(self.values[f"mutual.{name}"])


def names(keys: Iterable[str]) -> tuple[str, ...]:
    """The parameters that decisions on these products read."""
    of = {
        "illness": ("price", "shares", "waiting", "lump", "extra", "extra_over"),
        "women": ("price", "shares", "waiting", "lump"),
        "hospital": ("price", "shares", "waiting", "daily", "cap", "level"),
    }
    combined = ("price", "shares", "waiting", "disability", "death", "death_days")
    general = ("age_min", "age_max", "months", "claim_months")
    found = [f"mutual.{name}" for name in general]
    for key in keys:
        wanted = combined if key == "combined" else of[product(key).family]
        found += [f"mutual.{key}.{name}" for name in wanted]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who is to be insured, as the rule looks at him."""

    born: date | None
    sex: str = ""  # 1 man, 2 woman, "" unknown
    in_service: bool = True
    holds: tuple[str, ...] = ()  # products held on any day of the period


def unfit(who: Applicant, terms: Terms, *, shares: int, start: date) -> str:
    """Why this person cannot be insured from `start`; nothing when he can. Age is that of the start date."""
    one = terms.product
    if not who.in_service:
        return "不是在职会员，不能参加"
    if who.born is None:
        return "没有出生日期，不能核对年龄"
    if why := aged(age(who.born, start), terms):
        return why
    if one.women and who.sex == "1":
        return f"“{one.name}”只有女职工能参加"
    if why := next((found for held in who.holds if (found := clash(one.key, held))), ""):
        return why
    return too_many(shares, terms)


def aged(years: int, terms: Terms) -> str:
    """Why somebody of this age on the start date is not taken; both ends may join."""
    least, most = terms.general("age_min"), terms.general("age_max")
    return "" if least <= years <= most else f"生效日满 {years} 周岁，参加年龄是 {least} 到 {most} 周岁"


def too_many(shares: int, terms: Terms) -> str:
    """Why so many shares are not taken."""
    most = terms.whole("shares")
    return "" if 1 <= shares <= most else f"份数是 {shares}，“{terms.product.name}”每人 1 到 {most} 份"


def ends_on(start: date, terms: Terms) -> date:
    """The last day of cover that begins on `start`: one year, the day before its return."""
    return add_months(start, terms.general("months")) - timedelta(days=1)


def is_renewal(start: date, last_end: date | None) -> bool:
    """Whether cover goes on without a gap: the day after the last one ended, or before."""
    return last_end is not None and start <= last_end + timedelta(days=1)


def covered_from(start: date, waiting: int, *, renewal: bool = False, accident: bool = False) -> date:
    """The first day that counts: the start day is day 1 of the waiting period; none on renewal, accident."""
    return start if renewal or accident else start + timedelta(days=waiting)


def nights(admitted: date, discharged: date) -> int:
    """Nights in hospital: the day of discharge less the day of admission."""
    if discharged < admitted:
        raise Refused("出院的日期不能早于入院的日期。", field="discharged")
    return (discharged - admitted).days


def claim_by(on: date, months: int) -> date:
    """The last day on which a claim may be made."""
    return add_months(on, months)
