"""Who stands on a list for mutual aid, judged: insured, or not and why; what he and his union pay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from uuid import UUID

from yugong.kernel.money import portion
from yugong.kernel.roster.check import Finding, Result
from yugong.scenes.aid.rules import mutual
from yugong.scenes.aid.rules.mutual import Applicant, Terms

UNKNOWN = "还没有登记为会员，请先在名册里登记入会，再参加"
ELSEWHERE = "不是这个工会的会员，请由他所在的工会参加"
OTHER_NAME = "姓名与会员登记不一致，请核对"
ODD_SHARES = "份数请写整数"


@dataclass(slots=True)
class Judged(Finding):
    """A line of a list with what the register and the rules say of it; `why` stands in its way."""

    person: UUID | None = None
    shares: int = 1
    renewal: bool = False
    why: str = ""

    @property
    def sentence(self) -> str:
        """Every reason as sentences a person reads."""
        told = Finding.sentence.fget(self)  # type: ignore[attr-defined]
        return f"{told}{self.why}。" if self.why else str(told)

    def object(self, why: str) -> None:
        """Send the line back, with the reason."""
        self.result, self.why = Result.ERROR, why


@dataclass(frozen=True, slots=True)
class Held:
    """A cover that somebody has or had: product, first and last day."""

    product: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of somebody on a list."""

    person: UUID
    same_name: bool
    sex: str
    here: bool  # member of the unit or of one below it
    in_service: bool
    covers: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """What a list is for: the product with its terms, the first and the last day, the price of a share."""

    terms: Terms
    starts_on: date
    ends_on: date

    @property
    def product(self) -> str:
        return self.terms.product.key


def judge(line: Judged, known: Known | None, period: Period) -> Judged:
    """Hold an accepted line against the register and the rules of the product."""
    if not line.is_accepted:
        return line
    if known is None:
        line.object(UNKNOWN)
        return line
    line.person = known.person
    if not known.same_name:
        line.object(OTHER_NAME)
    elif not known.here:
        line.object(ELSEWHERE)
    else:
        covers = known.covers
        now = tuple(
            c.product for c in covers if c.starts_on <= period.ends_on and c.ends_on >= period.starts_on
        )
        who = Applicant(line.birth, known.sex or _sex(line), known.in_service, now)
        if why := mutual.unfit(who, period.terms, shares=line.shares, start=period.starts_on):
            line.object(why)
        last = [c.ends_on for c in covers if c.product == period.product and c.ends_on < period.starts_on]
        line.renewal = mutual.is_renewal(period.starts_on, max(last, default=None))
    return line


def _sex(line: Finding) -> str:
    return {"男": "1", "女": "2"}.get(line.sex, "")


def split(premium: int, union_percent: int) -> tuple[int, int]:
    """What of a premium the union pays, and what the person pays himself; together exactly the premium."""
    union = portion(premium, f"{union_percent}/100")
    return union, premium - union


def slot(person: UUID, family: str) -> int:
    """The place a person holds in a family of products: a whole number the database can keep apart."""
    return int.from_bytes(blake2b(person.bytes + family.encode(), digest_size=8).digest(), signed=True)
