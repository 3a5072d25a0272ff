"""What a kind may hand to partner agencies: for which purpose, to whom, for how long, with what results."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from yugong.kernel.calendar import Span, days
from yugong.kernel.field import Field

SUMMARY, PLAIN, PERSONAL = "summary", "plain", "personal"
PARTS: Mapping[str, str] = MappingProxyType(
    {SUMMARY: "办件概况和办理经过", PLAIN: "填报内容（不含个人信息）", PERSONAL: "个人信息和事情经过"}
)
AGENCIES: Mapping[str, str] = MappingProxyType(
    {
        "court": "法院",
        "procuratorate": "检察院",
        "justice": "司法行政",
        "labour": "人社",
        "civil": "民政",
        "medical": "医保",
        "police": "公安",
        "mutual": "互助保障",
        "hospital": "体检医院",
    }
)

KEEP = days(90)


@dataclass(frozen=True)
class Purpose:
    """Why parts of a matter go to an agency, and what may come back.

    `within` is the agency's time to answer, `keep` how long it may see what was sent. `waits`: our clocks
    stand still meanwhile. `figures` are asked of the agency with its answer (money recovered, a case number).
    """

    key: str  # stands in rows for ever
    label: str
    to: tuple[str, ...]  # sorts of agencies, words of AGENCIES
    within: Span
    results: tuple[tuple[str, str], ...]
    keep: Span = KEEP
    figures: tuple[Field, ...] = ()
    parts: tuple[str, ...] = (SUMMARY, PLAIN)  # ticked beforehand; whoever sends decides
    waits: bool = True

    def result_words(self, key: str) -> str:
        return dict(self.results).get(key, key)


def faults(purposes: tuple[Purpose, ...]) -> str:
    """The first wrong word of a kind's purposes, with the right ones; "" when all are sound."""
    keys = [purpose.key for purpose in purposes]
    for purpose in purposes:
        if keys.count(purpose.key) > 1:
            return f"purpose {purpose.key!r} is declared twice"
        if not purpose.results:
            return f"purpose {purpose.key!r} has no result an agency could answer with"
        for word, given, known in (("agency", purpose.to, AGENCIES), ("part", purpose.parts, PARTS)):
            if unknown := [one for one in given if one not in known]:
                return f"purpose {purpose.key!r} names no {word} {unknown[0]!r}; known: {', '.join(known)}"
    return ""
