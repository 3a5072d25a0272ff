"""Lists of candidates as an election report gives them: a line each, the name, the votes, what bars him."""

from dataclasses import dataclass

from yugong.kernel.election import BARRED, barred, check_votes
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_name

MARKS = {words: key for key, (words, _) in BARRED.items()}
MOST = 200


@dataclass(frozen=True, slots=True)
class Ballot:
    """A candidate and the votes he got."""

    name: str
    votes: int


def read(text: str, *, present: int, field: str) -> tuple[Ballot, ...]:
    """The candidates of a list; refuses the line that cannot be read, and whoever may not stand."""
    found: dict[str, Ballot] = {}
    for place, line in enumerate((one for one in text.splitlines() if one.strip()), 1):
        words = line.replace("，", " ").replace(",", " ").replace("：", " ").replace("票", " ").split()
        if len(words) not in (2, 3) or not (words[1].isascii() and words[1].isdigit()):
            raise Refused(f"第 {place} 行“{line.strip()}”请写成 姓名 得票，例如 李敏 180", field=field)
        checked = check_name(words[0])
        if not checked.valid:
            raise Refused(f"第 {place} 行：{checked.why}", field=field, code=checked.code)
        name, votes = checked.normalised, int(words[1])
        if len(words) == 3:
            _may_stand(name, words[2], place, field)
        if name in found:
            raise Refused(f"{name}写了两次，请只留一行；同名的在姓名里加以区别", field=field)
        check_votes(votes, present, name, field)
        found[name] = Ballot(name, votes)
    if len(found) > MOST:
        raise Refused(f"候选人最多 {MOST} 名，请核对", field=field)
    return tuple(found.values())


def _may_stand(name: str, mark: str, place: int, field: str) -> None:
    if mark not in MARKS:
        raise Refused(f"第 {place} 行“{mark}”看不懂，姓名和得票后面只能注明：{'、'.join(MARKS)}", field=field)
    if why := barred([MARKS[mark]]):
        raise Refused(f"{name}：{why[0]}，请重新推选候选人", field=field, code="barred")


def names(text: str) -> tuple[str, ...]:
    """Names, one on a line or parted by marks."""
    for mark in "，、,；;\n\t":
        text = text.replace(mark, " ")
    return tuple(dict.fromkeys(text.split()))
