"""HTTP byte ranges: which part of a file a player asks for."""

import re
from dataclasses import dataclass

ONE = re.compile(r"bytes=(\d*)-(\d*)$")


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `start` to `stop` (exclusive) of `size`."""

    start: int
    stop: int
    size: int

    @property
    def length(self) -> int:
        return self.stop - self.start

    @property
    def header(self) -> str:
        return f"bytes {self.start}-{self.stop - 1}/{self.size}"


def part(header: str, size: int) -> Part | None:
    """The asked part, None for the whole file (no, several or malformed ranges).

    Raises ValueError where the range lies outside the file (the answer is then 416).
    """
    found = ONE.match(header.replace(" ", ""))
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        start, stop = max(0, size - int(last)), size
    else:
        start, stop = int(first), min(size, int(last) + 1) if last else size
    if last and first and int(last) < int(first):
        return None
    if start >= size or stop <= start:
        raise ValueError(header)
    return Part(start, stop, size)
