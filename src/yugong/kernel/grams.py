"""Chinese text without a dictionary: every character and every two neighbours are words of the index."""

import re
import unicodedata
from collections.abc import Iterator

RUN = re.compile(r"[一-鿿㐀-䶿]+|[a-z0-9]+")
LONGEST = 40  # letters of a Latin word or digits that are kept


def plain(text: str) -> str:
    """The text as it is looked up: compatible forms as one, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def _of(run: str) -> Iterator[str]:
    if run[0] < "㐀":
        yield run[:LONGEST]
        return
    yield from run
    yield from (run[n : n + 2] for n in range(len(run) - 1))


def grams(text: str) -> list[str]:
    """The words of a text for the index, each once, in order of their code."""
    return sorted({gram for run in RUN.findall(plain(text)) for gram in _of(run)})


def sought(text: str) -> list[str]:
    """The words a text must have: pairs where there are pairs, else the single character."""
    found: set[str] = set()
    for run in RUN.findall(plain(text)):
        pairs = [gram for gram in _of(run) if len(gram) > 1 or len(run) == 1 or run[0] < "㐀"]
        found |= set(pairs)
    return sorted(found)


def query(text: str) -> str:
    """The same as a tsquery: all of them; "" when nothing is sought."""
    return " & ".join(f"'{gram}'" for gram in sought(text))
