"""Times as officers type them: one session a line, the day, from when, until when."""

from datetime import datetime

from yugong.kernel.calendar import ZONE
from yugong.kernel.errors import Refused

STAMP = "%Y-%m-%d %H:%M"


def read(text: str, most: int) -> list[tuple[datetime, datetime]]:
    """One session a line: the day, from when, until when."""
    found = []
    for n, line in enumerate((one for one in text.splitlines() if one.strip()), start=1):
        words = line.replace("到", " ").replace("至", " ").split()
        try:
            start = datetime.strptime(" ".join(words[:2]), STAMP).replace(tzinfo=ZONE)
            last = words[2] if len(words) == 3 else " ".join(words[2:])
            day = f"{start:%Y-%m-%d} {last}" if len(words) == 3 else last
            found.append((start, datetime.strptime(day, STAMP).replace(tzinfo=ZONE)))
        except (ValueError, IndexError):
            raise Refused(
                f"第 {n} 行没看懂，请写成 2026-12-05 09:00 到 11:30 的样子。", field="times"
            ) from None
    if len(found) > most:
        raise Refused(f"最多 {most} 场，再多请分成几个活动。", field="times")
    return found
