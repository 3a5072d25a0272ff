"""How numbers are written: persons and things as they are, fen as yuan, ratios as x of y with one decimal."""

from yugong.engines.indicators.queries.readings import Reading
from yugong.kernel.measure import Declared, Measure, Ratio
from yugong.kernel.money import yuan

NOTHING = "—"


def amount(one: Declared, value: int) -> str:
    """An amount of a measure without its unit."""
    return yuan(value) if one.unit == "fen" else f"{value:,}"


def tenths(value: int, of: int, factor: int = 1) -> str:
    """value × factor ÷ of with one decimal, rounded half up."""
    number = (20 * value * factor + of) // (2 * of)
    return f"{number // 10:,}.{number % 10}"


def said(one: Declared, reading: Reading) -> str:
    """A reading without its unit; a share of nothing is a dash, never 0%."""
    if isinstance(one, Ratio):
        factor = 100 if one.unit == "percent" else 1
        return tenths(reading.value, reading.of, factor) if reading.of else NOTHING
    return amount(one, reading.value)


def with_unit(one: Declared, reading: Reading) -> str:
    """The same with its unit, a share with what it is the share of: 1,234 人, 12.30 元, 98.5%（67/68）."""
    text = said(one, reading)
    if text == NOTHING:
        return text
    if one.suffix == "%":
        return f"{text}%（{reading.value:,}/{reading.of:,}）"
    return f"{text} {one.suffix}"


def span(one: Declared, first: str, last: str) -> str:
    """Of which time a number speaks."""
    stands = isinstance(one, Measure) and one.stock
    return f"{last} 当天" if stands else f"{first} 至 {last}"
