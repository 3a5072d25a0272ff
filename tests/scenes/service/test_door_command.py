"""What a lock runs by itself: no database, no network, each code once."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from yugong.kernel.doorcode import make

KEY, STATION = bytes(range(16)), "0190-one"
AT = datetime(2026, 7, 1, 12, tzinfo=UTC)


def heard(folder: Path, code: str, at: datetime, *, remembers: bool = True) -> int:
    words = ["station", "verify-code", code, "--station", STATION, "--key", str(folder / "key")]
    words += ["--at", at.isoformat(), *(["--used", str(folder / "used")] if remembers else [])]
    closed = {"PATH": "/nowhere", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none", "PYTHONPATH": "src"}
    done = subprocess.run([sys.executable, "-m", "yugong.site.cli", *words], env=closed, check=False)
    return done.returncode


def test_the_command_opens_once_and_says_why_not(tmp_path: Path):
    (tmp_path / "key").write_text(KEY.hex())
    code = make(KEY, STATION, AT, 7)
    assert [heard(tmp_path, code, AT) for _ in range(2)] == [0, 1]
    assert heard(tmp_path, code, AT + timedelta(seconds=61)) == 1
    assert heard(tmp_path, make(KEY, STATION, AT, 8), AT) == 0
    (tmp_path / "key").write_text("not a key")
    assert heard(tmp_path, code, AT, remembers=False) == 2
