"""Ballots that everybody can count again: receipts, the chain of seals while a vote runs, the list."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from yugong.kernel import tally
from yugong.kernel.errors import Refused
from yugong.kernel.letters import ALPHABET

GROUPS, LETTERS = 4, 4
RECEIPT = re.compile(
    rf"(?:[{ALPHABET}]{{{LETTERS}}}-){{{GROUPS - 1}}}[{ALPHABET}]{{{LETTERS}}}(?:-[0-9]{{2,4}})?"
)
FORMAT = "yugong-ballots-1"
START = "0" * 64


def receipt(text: str) -> str:
    """The receipt of sixteen letters, in groups of four."""
    return "-".join(text[n : n + LETTERS] for n in range(0, GROUPS * LETTERS, LETTERS))


def read(text: str) -> str:
    """A receipt as somebody types it; Refused when it cannot be one."""
    plain = "".join(text.upper().split()).replace("－", "-").replace("—", "-")
    if "-" not in plain and len(plain) >= GROUPS * LETTERS:
        tail = plain[GROUPS * LETTERS :]
        plain = receipt(plain) + (f"-{tail}" if tail else "")
    if not RECEIPT.fullmatch(plain):
        raise Refused(
            "回执码是四组、每组四个字母或数字，例如 7KQM-2XHD-P9TA-WCN4，请再看一遍。", field="code"
        )
    return plain


def leaf(about: str, code: str, choices: Sequence[int]) -> str:
    """One ballot as a hash: whoever does not know the receipt cannot tell from it what was chosen."""
    return sha256(f"ballot:{about}:{code}:{','.join(map(str, choices))}".encode()).hexdigest()


def root(leaves: Iterable[str]) -> str:
    """What stands for all ballots of one seal, in whatever order they came."""
    return sha256("\n".join(["seal", *sorted(leaves)]).encode()).hexdigest()


def head(before: str, number: int, count: int, of: str) -> str:
    """The seal that is published: over the one before it, its number, its count and its ballots."""
    return sha256(f"head:{before}:{number}:{count}:{of}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot of the published list: its receipt, its choices, and in which seal it lies."""

    code: str
    choices: tuple[int, ...]
    seal: int


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal of the chain: how many ballots it added, and how many people had voted by then."""

    number: int
    at: str
    count: int
    voters: int
    head: str


@dataclass(frozen=True, slots=True)
class Roll:
    """How many of a union might vote and did."""

    unit: str
    entitled: int
    voted: int


@dataclass(frozen=True)
class Published:
    """A vote as it is published: enough for anybody to count it again."""

    about: str
    title: str
    entries: tuple[str, ...]
    least: int
    most: int
    count: tally.Count
    won: tuple[int, ...]
    papers: tuple[Paper, ...]
    seals: tuple[Seal, ...]
    rolls: tuple[Roll, ...]

    def as_dict(self) -> dict[str, Any]:
        """Values that JSON can hold; entries count from 1, ballots by their receipts."""
        count = self.count
        return {
            "format": FORMAT, "about": self.about, "title": self.title, "entries": list(self.entries),
            "least": self.least, "most": self.most, "public": count.public, "trim": count.trim,
            "winners": count.winners, "ties": list(count.ties), "seed": count.seed,
            "votes": [count.votes[n] for n in self._numbers],
            "scores": [list(count.scores.get(n, ())) for n in self._numbers],
            "won": list(self.won),
            "ballots": [[one.code, list(one.choices), one.seal] for one in self.papers],
            "seals": [asdict(one) for one in self.seals],
            "rolls": [asdict(one) for one in self.rolls],
        }  # fmt: skip

    @property
    def _numbers(self) -> range:
        return range(1, len(self.entries) + 1)

    @classmethod
    def from_dict(cls, given: Any) -> "Published":
        """Read a published list; whatever is missing or wrong is named in a sentence."""
        if not isinstance(given, Mapping) or given.get("format") != FORMAT:
            raise Refused(f"这不是投票清单（format 应当是 {FORMAT}）。")
        try:
            votes = {n: int(one) for n, one in enumerate(given["votes"], start=1)}
            scores = {n: tuple(map(int, one)) for n, one in enumerate(given["scores"], start=1)}
            count = tally.Count(
                votes, scores, int(given["public"]), int(given["trim"]), int(given["winners"]),
                tuple(given["ties"]), str(given["seed"]),
            )  # fmt: skip
            return cls(
                str(given["about"]), str(given["title"]), tuple(map(str, given["entries"])),
                int(given["least"]), int(given["most"]), count, tuple(map(int, given["won"])),
                tuple(Paper(str(code), tuple(map(int, picked)), int(seal))
                      for code, picked, seal in given["ballots"]),
                tuple(Seal(**one) for one in given["seals"]),
                tuple(Roll(**one) for one in given["rolls"]),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError) as trouble:
            raise Refused(f"投票清单缺一块或写得不对：{trouble}。") from None

    def find(self, code: str) -> Paper | None:
        """The ballot under a receipt."""
        return next((one for one in self.papers if one.code == code), None)

    def faults(self, noted: str = "") -> tuple[str, ...]:
        """What does not agree with a count done again; nothing when all does.

        `noted` is a seal that somebody wrote down while the vote ran: it must lie in the chain.
        """
        found = [*self._papers_wrong(), *self._chain_wrong(), *self._rolls_wrong(), *self._result_wrong()]
        if noted and not any(one.head.startswith(noted.lower()) for one in self.seals):
            found.append("你记下的封存值不在公布的封存链里：投票期间的选票被换过。")
        return tuple(found)

    def _papers_wrong(self) -> Iterable[str]:
        twice = [code for code, times in Counter(one.code for one in self.papers).items() if times > 1]
        if twice:
            yield f"回执码 {twice[0]} 出现了两次。"
        for one in self.papers:
            if not RECEIPT.fullmatch(one.code):
                yield f"回执码 {one.code} 写得不对。"
            try:
                tally.marks(one.choices, entries=self._numbers, least=self.least, most=self.most)
            except Refused as refused:
                yield f"回执码 {one.code} 的选票无效：{refused.reason}"

    def _chain_wrong(self) -> Iterable[str]:
        leaves: dict[int, list[str]] = {}
        for one in self.papers:
            leaves.setdefault(one.seal, []).append(leaf(self.about, one.code, one.choices))
        before = START
        for number, seal in enumerate(self.seals, start=1):
            own = leaves.pop(number, [])
            if seal.number != number or seal.count != len(own):
                yield f"第 {number} 次封存写的是 {seal.count} 张，清单里有 {len(own)} 张。"
            elif head(before, number, len(own), root(own)) != seal.head:
                yield f"第 {number} 次封存的选票与当时公布的封存值对不上：有选票被改过。"
            before = seal.head
        if leaves:
            yield f"有 {sum(map(len, leaves.values()))} 张选票不在任何一次封存里。"

    def _rolls_wrong(self) -> Iterable[str]:
        voted = sum(one.voted for one in self.rolls)
        if voted != len(self.papers):
            yield f"选票 {len(self.papers)} 张，投票的会员 {voted} 人：两个数应当相等。"
        wrong = next((one for one in self.rolls if one.voted > one.entitled), None)
        if wrong:
            yield f"{wrong.unit}投票 {wrong.voted} 人，多于有投票权的 {wrong.entitled} 人。"

    def _result_wrong(self) -> Iterable[str]:
        known = [[n for n in one.choices if n in self.count.votes] for one in self.papers]
        votes = tally.counted(known, self._numbers)
        for n in self._numbers:
            if votes[n] != self.count.votes.get(n):
                yield f"{self.entries[n - 1]}公布 {self.count.votes.get(n)} 票，重新数出来 {votes[n]} 票。"
        if self.seals and self.count.seed != self.seals[-1].head:
            yield "决定并列次序的数应当是最后一次的封存值。"
        if self.count.outcome().won != self.won:
            yield "按公布的得票和评委分重新算，入选的名单不同。"
