"""A file becomes sheets of cells, numbered as the person sees the rows; unsafe files are refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell
from yugong.kernel.roster.packed import Packed

UPLOAD = 20 * 2**20  # bytes that a page takes; whole cities come in by the console


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: packed and unpacked bytes, cells of a sheet, empty ones included, columns.

    Every column is compared with every meaning: an endless first line would keep a server busy for minutes.
    """

    packed: int = 120 * 2**20
    unpacked: int = 400 * 2**20
    cells: int = 16_000_000
    columns: int = 1_000  # of delimited text; Excel itself ends at 16,384


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged block of cells, counted from 0, both ends inside."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[0]` is row 1 of the file."""

    name: str
    rows: Sequence[list[Cell]]
    merges: tuple[Merge, ...] = ()
    visible: bool = True
    width: int = field(default=0)

    def row(self, number: int) -> list[Cell]:
        """The cells of the row the person calls `number`."""
        return self.rows[number - 1]

    def since(self, number: int) -> Iterator[list[Cell]]:
        """The rows from that one on."""
        rows = self.rows
        return rows.since(number - 1) if isinstance(rows, Packed) else islice(rows, number - 1, None)


TOO_LARGE = "文件太大：请拆成几个不超过 {mb} MB 的文件分别上传。"
EMPTY = "文件是空的：请检查是否选错了文件，或名册是否已保存。"
NOT_A_TABLE = "这个文件不是名册表格：请上传 Excel（.xlsx、.xls）或 CSV 文件。"


def refuse_size(data: bytes, limits: Limits) -> None:
    """Refuse an empty file and one above the limit."""
    if not data.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Refused(EMPTY, field="file", code="file_empty")
    if len(data) > limits.packed:
        raise Refused(TOO_LARGE.format(mb=limits.packed // 2**20), field="file", code="file_too_large")
