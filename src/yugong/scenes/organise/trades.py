"""What a worker does, in six plain answers, and which home union takes those whose employer has none."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Trade:
    """One answer to 干哪一行: its words, its icon, and the sort of home union that takes it."""

    key: str
    label: str
    hint: str
    icon: str
    home_for: str = ""


TRADES = (
    Trade("rider", "送外卖、跑腿、送快递", "新就业形态劳动者", "bike", "platform"),
    Trade("driver", "开网约车、货车", "新就业形态劳动者", "truck", "platform"),
    Trade("works", "在企业、工厂、工地上班", "有固定用人单位", "hard-hat"),
    Trade("services", "家政、保洁、门店、物业", "有没有固定单位都可以", "store", "platform"),
    Trade("migrant", "在老家办手续，去外地打工", "农民工源头入会", "luggage", "rural"),
    Trade("other", "其他", "先交上来，工会帮您对接", "ellipsis", "platform"),
)
BY_KEY = {trade.key: trade for trade in TRADES}
CHOICES = tuple((trade.key, trade.label) for trade in TRADES)


def label(key: str) -> str:
    """The words of a trade; other text, as rosters carry it, stays as it is."""
    return BY_KEY[key].label if key in BY_KEY else key
