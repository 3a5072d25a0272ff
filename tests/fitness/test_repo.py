"""What must never be committed: secrets, real people, addresses of one machine, unhashed locks."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from .tree import ROOT, show

LOCKS = ("requirements.txt", "requirements-dev.txt")
SKIPPED = {".png", ".jpg", ".webp", ".ico", ".xlsx", ".xls", ".woff2", ".gz", ".pdf"}

# Patterns are written so that this file does not match itself.
FORBIDDEN = {
    "a private key": re.compile(r"-{5}BEGIN [A-Z ]*PRIVATE KE[Y]"),
    "an access key": re.compile(r"\b(?:AKI[A]|gh[po][_]|glpa[t]-|xox[bp][-])[A-Za-z0-9_-]{16,}"),
    "a password in an address": re.compile(
        r"\b[a-z+]+://[^\s:/@<>{}$]+:(?!\.\.\.|pass|PASS|secret@)[^\s@<>{}$/]+@[^\s]"
    ),
    "the address of a package registry": re.compile(
        r"py[p]i\.org|pythonhosted\.or[g]|registry\.npm[j]s|npm[m]irror|(?:tuna|aliyun|tencent|huawei)[^\s]*/simpl[e]"
    ),
    "an index option": re.compile(r"--(?:extra-)?index[-]url|--find[-]links|--trusted[-]host"),
    "the address of a built package": re.compile(r"https?://[^ \"']+\.(?:wh[l]|tg[z]|tar\.g[z])"),
    "a path of one machine": re.compile(r"(?<![\w.}/])/(?:wor[k]|hom[e]|roo[t]|User[s])/\w"),
}
RESIDENT = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
PHONE = re.compile(r"(?<![0-9A-Za-z.])1[3-9]\d{9}(?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SAMPLES = {"11010519491231002X"}  # printed in the standard itself
SAMPLE_PHONES = re.compile(
    r"1[3-9]\d00\d{6}|1\d{2}(\d)\1{7}|1[3-9]\d12345678"
)  # 1xx00…, 1xx88888888, 1xx12345678
PINNED = re.compile(r"[\w.\[\],-]+==[^\s;]+.*--hash=sha256:[0-9a-f]{64}")
ROSTERS = "tests/data/"


@cache
def tracked() -> tuple[Path, ...]:
    """Every text file under version control; without git, every file of the source tree."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout
    names = [name for name in listed.decode().split("\0") if name]
    paths = [ROOT / name for name in names] or [p for p in (ROOT / "src").rglob("*") if p.is_file()]
    return tuple(p for p in paths if p.is_file() and p.suffix not in SKIPPED)


@cache
def text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def where(path: Path, at: int) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{text(path).count(chr(10), 0, at) + 1}"


def check_character(number: str) -> str:
    """The last character that the standard demands of a resident number."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(number[:17], WEIGHTS, strict=True)) % 11]


def looks_real(number: str) -> bool:
    """A number somebody could have: right check character, real birthday, serial neither 000 nor 999."""
    try:
        date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError:
        return False
    right = check_character(number) == number[17].upper()
    return right and number[14:17] not in {"000", "999"} and number.upper() not in SAMPLES


def people(found: str) -> Iterator[tuple[int, str]]:
    """(position, what) of every number in a text that could belong to somebody."""
    for match in RESIDENT.finditer(found):
        if looks_real(match.group()):
            yield match.start(), "a resident number outside the synthetic serials"
    for match in PHONE.finditer(found):
        if not SAMPLE_PHONES.fullmatch(match.group()):
            yield match.start(), "a phone number outside the synthetic ranges"


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds(what: str):
    offenders = [where(p, m.start()) for p in tracked() for m in FORBIDDEN[what].finditer(text(p))]
    assert not offenders, show(offenders)


def test_no_tracked_file_holds_somebody():
    offenders = [
        f"{where(path, at)}: {what}"
        for path in tracked()
        if ROSTERS not in path.as_posix() and path.name not in LOCKS
        for at, what in people(text(path))
    ]
    assert not offenders, show(offenders)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_and_hashed(lock: str):
    entries = re.sub(r"\\\n", " ", (ROOT / lock).read_text(encoding="utf-8")).splitlines()
    lines = [line for line in entries if line.strip() and not line.strip().startswith("#")]
    offenders = [
        line[:80]
        for line in lines
        if not re.match(r"[\w.\[\],-]+==[^\s;]+.*--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert len(lines) > 20
    assert not offenders, show(offenders)


def test_the_checks_have_teeth():
    somebody = "500103" + "19900101" + "123"
    assert looks_real(somebody + check_character(somebody))
    assert not looks_real("500103198506150006")
    assert [what for _, what in people("13912" + "665577")] == ["a phone number outside the synthetic ranges"]
    assert list(people("13800138000 与 11010519491231002X")) == []
    assert FORBIDDEN["a path of one machine"].search("see /ho" + "me/somebody/x")
    assert FORBIDDEN["an index option"].search("pip install --index" + "-url x")
    assert FORBIDDEN["a private key"].search("-----BEGIN RSA PRIVATE " + "KEY")
    assert FORBIDDEN["a password in an address"].search("postgresql://u:" + "hunter2@db/x")
