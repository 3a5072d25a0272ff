"""What a cockpit shows: six tiles, the topics of its map, the double loop; all by name of measures."""

from dataclasses import dataclass

from yugong.kernel.measure import Declared, Ratio, measures

HOTLINE = "rights.hotline_12351"


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline: the year so far of a measure, or what stands now; `beside` says one thing more."""

    label: str
    measure: str
    beside: str = ""
    word: str = ""  # what `beside` is called


@dataclass(frozen=True, slots=True)
class Topic:
    """One face of the map: a rate by fixed cuts, or a count by fifths; low unions of a rate are marked."""

    key: str
    label: str
    measure: str
    cuts: tuple[int, ...] = ()

    @property
    def one(self) -> Declared:
        return measures[self.measure]

    @property
    def is_rate(self) -> bool:
        return isinstance(self.one, Ratio)


RATE_CUTS = (80, 90, 95, 99)
HEADLINES = 5  # and what is late
TILES = (
    Tile("会员", "organise.members"),
    Tile("新业态入会", "organise.joined_platform", beside="organise.founded_platform", word="新建工会"),
    Tile("驿站", "service.stations"),
    Tile("12351 诉求", "rights.appeals", beside="rights.in_time_rate", word="按时"),
    Tile("帮扶发放", "aid.paid", beside="aid.helped", word="惠及"),
    Tile("互助在保", "aid.insured"),
)
TOPICS = (
    Topic("answered", "12351 按时答复率", "rights.in_time_rate", RATE_CUTS),
    Topic("platform", "新就业形态入会", "organise.joined_platform"),
    Topic("stations", "驿站", "service.stations"),
    Topic("paid", "帮扶发放", "aid.paid"),
    Topic("members", "会员", "organise.members"),
)


@dataclass(frozen=True, slots=True)
class Loop:
    """The double loop of appeals, by names of measures."""

    taken: str = "rights.appeals"
    answered: str = "rights.answered"
    in_time: str = "rights.in_time_rate"
    heard: str = "rights.heard"
    satisfied: str = "rights.content_rate"
    again: str = "rights.reopened"


LOOP = Loop()


def tiles() -> list[Tile]:
    """The tiles whose measures are declared."""
    return [one for one in TILES if one.measure in measures][:HEADLINES]


def topics() -> list[Topic]:
    """The topics whose measures are declared."""
    return [one for one in TOPICS if one.measure in measures]
