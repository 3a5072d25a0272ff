"""Drawing by lot so that all can check the draw: a seed sealed beforehand, a public number afterwards."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from yugong.kernel.errors import Refused

MOST_TICKETS = 100


def drawn(seed: str, names: Iterable[str]) -> str:
    """The name whose SHA-256 together with the seed is smallest, in whatever order the names come."""
    return min(names, key=lambda name: sha256(f"{seed}:{name}".encode()).digest())


def sealed(seed: str) -> str:
    """What is published before anybody knows the public number: the seed's SHA-256 in hex digits."""
    return sha256(f"seal:{seed}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slip:
    """One who takes part, under the number on his receipt, with one ticket or more."""

    name: str
    tickets: int = 1


def ordered(seed: str, public: str, slips: Iterable[Slip]) -> tuple[str, ...]:
    """All names in the order in which the lot calls them.

    Every ticket is a hash of seed, public number, name and its place; a name stands where its smallest
    ticket does. With n tickets one is n times as likely to be next as with one, at every step
    (the least of n equal chances), and who comes with which other names never changes his own tickets.
    """
    return tuple(sorted((slip.name for slip in slips), key=_ranks(seed, public, slips).__getitem__))


def _ranks(seed: str, public: str, slips: Iterable[Slip]) -> dict[str, bytes]:
    ranks: dict[str, bytes] = {}
    for slip in slips:
        if not 1 <= slip.tickets <= MOST_TICKETS:
            raise Refused(f"每人的签数应当在 1 到 {MOST_TICKETS} 之间，{slip.name} 是 {slip.tickets}。")
        if slip.name in ranks:
            raise Refused(f"报名号 {slip.name} 出现了两次。")
        ranks[slip.name] = min(
            sha256(f"{seed}:{public}:{slip.name}:{ticket}".encode()).digest()
            for ticket in range(slip.tickets)
        )
    return ranks


@dataclass(frozen=True)
class Record:
    """A draw as it is published: enough for anybody to do it again."""

    about: str
    places: int
    commitment: str
    seed: str
    public: str
    slips: tuple[Slip, ...]
    called: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Values that JSON can hold; `entries` in the order of the numbers, `called` as they were called."""
        return {
            "format": "yugong-lot-1",
            "about": self.about,
            "places": self.places,
            "commitment": self.commitment,
            "seed": self.seed,
            "public": self.public,
            "entries": [{"name": slip.name, "tickets": slip.tickets} for slip in self.slips],
            "called": list(self.called),
        }

    @classmethod
    def from_dict(cls, given: Any) -> "Record":
        """Read a published record; whatever is missing or wrong is named in a sentence."""
        if not isinstance(given, Mapping) or given.get("format") != "yugong-lot-1":
            raise Refused("这不是抽签记录（format 应当是 yugong-lot-1）。")
        for word, sort in (("about", str), ("commitment", str), ("seed", str), ("public", str)):
            if not isinstance(given.get(word), sort):
                raise Refused(f"抽签记录缺少 {word}。")
        places = given.get("places")
        if not isinstance(places, int) or isinstance(places, bool) or places < 0:
            raise Refused("抽签记录里的 places 应当是不小于 0 的整数。")
        return cls(
            given["about"], places, given["commitment"], given["seed"], given["public"],
            _slips(given.get("entries")), _names(given.get("called")),
        )  # fmt: skip

    def faults(self) -> tuple[str, ...]:
        """What does not agree with a draw done again; nothing when all does."""
        found = []
        if not compare_digest(sealed(self.seed), self.commitment):
            found.append("公布的种子与事先公布的封存值对不上：种子被换过。")
        if not self.public.strip():
            found.append("没有公开随机数，结果在报名截止前就能算出来。")
        again = ordered(self.seed, self.public, self.slips)
        if again != self.called:
            pairs = zip(again, self.called, strict=False)
            alike = min(len(again), len(self.called))
            place = next((n for n, (one, other) in enumerate(pairs) if one != other), alike)
            found.append(f"重新抽出来的次序从第 {place + 1} 位起与公布的不同。")
        return tuple(found)

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.called[: self.places]


def _slips(given: Any) -> tuple[Slip, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise Refused("抽签记录缺少 entries（报名号和签数）。")
    slips: list[Slip] = []
    for each in given:
        name, tickets = (each.get("name"), each.get("tickets", 1)) if isinstance(each, Mapping) else (None, 0)
        if not isinstance(name, str) or not isinstance(tickets, int) or isinstance(tickets, bool):
            raise Refused(f"entries 第 {len(slips) + 1} 行写得不对，应当有 name 和整数 tickets。")
        slips.append(Slip(name, tickets))
    return tuple(slips)


def _names(given: Any) -> tuple[str, ...]:
    if (
        not isinstance(given, Sequence)
        or isinstance(given, str)
        or not all(isinstance(n, str) for n in given)
    ):
        raise Refused("抽签记录缺少 called（抽出的次序）。")
    return tuple(given)
