"""Excel files: guards against bombs, passwords and damage, then calamine reads the cells."""

import io
import re
import struct
import zipfile
import zlib
from typing import cast

import python_calamine as calamine

from yugong.kernel.errors import Refused
from yugong.kernel.roster.cells import Cell
from yugong.kernel.roster.grid import NOT_A_TABLE, Limits, Merge, Sheet

_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
)
DAMAGED = "文件打不开，可能已损坏：请用 Excel 或 WPS 打开后另存为 .xlsx，再上传。"
LOCKED = "文件设了打开密码：请先取消密码并保存，再上传。"
BOMB = "文件展开后过大，不像名册：请把名册复制到新的表格里保存，再上传。"
FAR_CELL = "表格里有远离名册的内容（约 {rows} 行、{columns} 列）：请删除多余的行和列，再上传。"


def is_workbook(data: bytes) -> bool:
    """Whether the content (not the name) is a zip or an OLE file."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes, limits: Limits) -> list[Sheet]:
    """Every worksheet of the file, each from its row 1."""
    if data.startswith(b"\xd0\xcf"):
        if _ENCRYPTED in data:
            raise Refused(LOCKED, field="file", code="file_locked")
    else:
        _guard(data, limits)
    try:
        return _sheets(data, limits)
    except calamine.PasswordError as error:
        raise Refused(LOCKED, field="file", code="file_locked") from error
    except (calamine.CalamineError, OSError, ValueError, ArithmeticError, LookupError) as error:
        raise Refused(DAMAGED, field="file", code="file_damaged") from error
    except BaseException as error:  # a panic of the reader is not an Exception in Python
        if type(error).__name__ != "PanicException":
            raise
        raise Refused(DAMAGED, field="file", code="file_damaged") from None


def _sheets(data: bytes, limits: Limits) -> list[Sheet]:
    sheets = []
    with calamine.load_workbook(io.BytesIO(data)) as book:
        for meta in book.sheets_metadata:
            if meta.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
            if height * width > limits.cells:
                raise _far(height, width)
            merges = tuple(Merge(a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
            sheets.append(
                Sheet(
                    name=meta.name,
                    rows=cast(list[list[Cell]], sheet.to_python(skip_empty_area=False)),
                    merges=merges,
                    visible=meta.visible == calamine.SheetVisibleEnum.Visible,
                    width=width,
                )
            )
    return sheets


def _guard(data: bytes, limits: Limits) -> None:
    """Walk the package once: total size, entity tricks, checksums, the far corner of every sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise Refused(LOCKED, field="file", code="file_locked")
            if not any(name.startswith("xl/") for name in names):
                raise Refused(NOT_A_TABLE, field="file", code="file_not_a_table")
            if sum(part.file_size for part in parts) > limits.unpacked or len(parts) > 10_000:
                raise Refused(BOMB, field="file", code="file_too_large")
            for part in parts:
                if part.filename.endswith((".xml", ".rels", ".bin")):
                    _walk(package, part, limits)
    except _BROKEN as error:
        raise Refused(DAMAGED, field="file", code="file_damaged") from error


def _walk(package: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    rows = columns = 0
    in_sheet = part.filename.startswith("xl/worksheets/")
    rest = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            chunk = rest + chunk
            if b"<!ENTITY" in chunk or b"<!DOCTYPE" in chunk:
                raise Refused(DAMAGED, field="file", code="file_damaged")
            rest = b""
            if in_sheet:
                cut = chunk.rfind(b"<")
                rest, chunk = chunk[cut:][:_CHUNK], chunk[:cut]
                found = _CELL.findall(chunk)
                if found:
                    rows = max(rows, max(int(row) for _, row in found))
                    columns = max(columns, max(_column(letters) for letters in {c for c, _ in found}))
    if rows * columns > limits.cells:
        raise _far(rows, columns)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _far(rows: int, columns: int) -> Refused:
    return Refused(FAR_CELL.format(rows=rows, columns=columns), field="file", code="file_too_large")
