"""Lists of candidates as a report gives them: a line each with name, votes, phone, and what bars him."""

import re
from dataclasses import dataclass

from yugong.kernel.election import BARRED, barred, check_votes
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_name

MARKS = {words: key for key, (words, _) in BARRED.items()}
PHONE = re.compile(r"1\d{10}")
MOST = 200


@dataclass(frozen=True, slots=True)
class Ballot:
    """A candidate, the votes he got, and his phone where the report gives it."""

    name: str
    votes: int
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name, with the phone that tells him from others of that name."""

    name: str
    phone: str = ""


def read(text: str, *, present: int, field: str) -> tuple[Ballot, ...]:
    """The candidates of a list; refuses the line that cannot be read, and whoever may not stand."""
    found: dict[str, Ballot] = {}
    for place, line in enumerate((one for one in text.splitlines() if one.strip()), 1):
        words = line.replace("，", " ").replace(",", " ").replace("：", " ").replace("票", " ").split()
        if not 2 <= len(words) <= 4 or not (words[1].isascii() and words[1].isdigit() and len(words[1]) < 7):
            raise Refused(f"第 {place} 行“{line.strip()[:30]}”请写成 姓名 得票，例如 李敏 180", field=field)
        name, votes, phone = _named(words[0], place, field), int(words[1]), ""
        for word in words[2:]:
            if PHONE.fullmatch(word):
                phone = word
            else:
                _may_stand(name, word, place, field)
        if name in found:
            raise Refused(f"{name}写了两次，请只留一行；同名的在姓名里加以区别", field=field)
        check_votes(votes, present, name, field)
        found[name] = Ballot(name, votes, phone)
    if len(found) > MOST:
        raise Refused(f"候选人最多 {MOST} 名，请核对", field=field)
    return tuple(found.values())


def _named(word: str, place: int, field: str) -> str:
    checked = check_name(word)
    if not checked.valid:
        raise Refused(f"第 {place} 行：{checked.why}", field=field, code=checked.code)
    return checked.normalised


def _may_stand(name: str, mark: str, place: int, field: str) -> None:
    if mark not in MARKS:
        raise Refused(
            f"第 {place} 行“{mark}”看不懂，姓名和得票后面只能写手机号，或者注明：{'、'.join(MARKS)}",
            field=field,
        )
    if why := barred([MARKS[mark]]):
        raise Refused(f"{name}：{why[0]}，请重新推选候选人", field=field, code="barred")


def named(text: str, *, field: str) -> tuple[Named, ...]:
    """Names, one on a line or parted by marks, each perhaps with a phone behind it."""
    for mark in "，、,；;\n\t":
        text = text.replace(mark, " ")
    found: dict[str, Named] = {}
    last = ""
    for place, word in enumerate(text.split(), 1):
        if PHONE.fullmatch(word) and last:
            found[last] = Named(last, word)
        else:
            last = _named(word, place, field)
            found.setdefault(last, Named(last))
    return tuple(found.values())
