"""The sealed form of an import: its file and its problem rows, opened only to read the roster again."""

import base64
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import UUID

from yugong.ground.people import vault
from yugong.kernel import masking
from yugong.kernel.roster.check import Finding

TABLE, LINES = "organise_rosterimport", "organise_rosterpart"
MOST = 2000  # problem rows kept for the preview; the downloadable file has them all


@dataclass(frozen=True, slots=True)
class Problem:
    """One row as the preview shows it: the name in full, id and phone masked, the reason in words."""

    sheet: str
    row: int
    result: str
    reason: str
    name: str
    number: str
    phone: str
    department: str
    sentence: str


def seal_file(data: bytes, row: UUID) -> bytes:
    """The file's bytes, packed and sealed for this import's row."""
    return vault.seal(_tight(data), table=TABLE, column="file_sealed", row=row)


def open_file(sealed: bytes | memoryview, row: UUID) -> bytes:
    """The file as it was uploaded."""
    return _wide(vault.unseal(sealed, table=TABLE, column="file_sealed", row=row))


def seal_lines(packed: bytes, row: UUID) -> bytes:
    """Checked lines, packed and sealed for the row that keeps them."""
    return vault.seal(_tight(packed), table=LINES, column="lines_sealed", row=row)


def open_lines(sealed: bytes | memoryview, row: UUID) -> bytes:
    """The same, as they were packed."""
    return _wide(vault.unseal(sealed, table=LINES, column="lines_sealed", row=row))


def _tight(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 1)).decode("ascii")


def _wide(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


def seal_name(name: str, row: UUID) -> bytes:
    """The file's name: people put names of persons into it."""
    return vault.seal(name, table=TABLE, column="name_sealed", row=row)


def open_name(sealed: bytes | memoryview, row: UUID) -> str:
    """The name of the file as it was uploaded."""
    return vault.unseal(sealed, table=TABLE, column="name_sealed", row=row)


def problem_of(finding: Finding) -> Problem:
    """A finding as a row of the preview."""
    line = finding.line
    number, phone = finding.number or line.number, finding.phone or line.phone
    return Problem(
        sheet=line.sheet,
        row=line.row,
        result=finding.result.value,
        reason=finding.reason,
        name=finding.name or line.name,
        number=masking.id_number(number) if number else "",
        phone=masking.phone(phone) if phone else "",
        department=line.department,
        sentence=finding.sentence,
    )


def seal_problems(problems: Iterable[Problem], row: UUID) -> bytes:
    """The problem rows, sealed for this import's row."""
    text = json.dumps([asdict(problem) for problem in problems], ensure_ascii=False)
    return vault.seal(text, table=TABLE, column="problems_sealed", row=row)


def open_problems(sealed: bytes | memoryview | None, row: UUID) -> list[Problem]:
    """The problem rows in the order of the file."""
    text = vault.unseal(sealed, table=TABLE, column="problems_sealed", row=row)
    return [Problem(**one) for one in json.loads(text)] if text else []
