"""How texts are shown: paragraphs, headings and lists from three marks; nothing that a browser runs."""

from dataclasses import dataclass
from datetime import datetime

from yugong.kernel.calendar import ZONE

STATES = {"draft": "wait", "reading": "doing", "ready": "warn", "public": "ok", "withdrawn": "done"}
WORK_STATES = {"offered": "wait", "shown": "ok", "declined": "done"}


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text: sort is p, h or ul; paragraphs and lists have lines."""

    sort: str
    text: str = ""
    lines: tuple[str, ...] = ()


def blocks(body: str) -> list[Block]:
    """An empty line ends a paragraph, "## " begins a heading, "- " a line of a list; all else is text."""
    found = []
    for piece in body.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in piece.split("\n") if line.strip()]
        if lines and lines[0].startswith("## "):
            found.append(Block("h", lines.pop(0)[3:].strip()))
        if lines and all(line.startswith("- ") for line in lines):
            found.append(Block("ul", lines=tuple(line[2:].strip() for line in lines)))
        elif lines:
            found.append(Block("p", lines=tuple(lines)))
    return found


def day(at: datetime) -> str:
    """The day of a moment as people say it, with its year."""
    local = at.astimezone(ZONE)
    return f"{local.year} 年 {local.month} 月 {local.day} 日"


def moment(at: datetime) -> str:
    """The same with the hour."""
    return f"{day(at)} {at.astimezone(ZONE):%H:%M}"
