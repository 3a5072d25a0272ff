"""Numbers as a cockpit prints them: ten thousands where they are large, rates to one decimal, never alone."""

from yugong.kernel.measure import Declared

MANY = 100_000  # from here on in ten thousands
WAN = 10_000


def words(value: int, unit: str, word: str) -> tuple[str, str]:
    """A number and what it is counted in: ("61.2", "万人")."""
    if unit == "fen":
        return _yuan(value)
    if abs(value) >= MANY:
        return f"{value / WAN:,.1f}", f"万{word}"
    return f"{value:,}", word


def _yuan(fen: int) -> tuple[str, str]:
    if abs(fen) >= 100 * 100 * WAN:  # a million yuan
        return f"{fen / 100 / WAN:,.0f}", "万元"
    if abs(fen) >= 100 * WAN:
        return f"{fen / 100 / WAN:,.1f}", "万元"
    return f"{fen / 100:,.0f}", "元"


def rate(value: int, of: int | None) -> float | None:
    """x of y in percent, to one decimal, rounded half up; nothing where there is no y."""
    if not of:
        return None
    return ((2000 * value + of) // (2 * of)) / 10


def percent(value: int, of: int | None) -> str:
    """The same in words."""
    found = rate(value, of)
    return "—" if found is None else f"{found:g}"


def change(now: int, before: int, one: Declared) -> str:
    """How much more or less than before, in the measure's own unit; nothing where it is the same."""
    if now == before:
        return "持平"
    number, word = words(abs(now - before), one.unit, one.suffix)
    return f"{'+' if now > before else '−'}{number} {word}"
