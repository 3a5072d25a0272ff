"""Guards against hostile documents: zip bombs, macros, active PDF content."""

import io
import re
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from yugong.kernel.errors import Refused

MEMBERS = 3000
UNPACKED = 400 * 1024 * 1024
FREE = 20 * 1024 * 1024
RATIO = 100
STREAM = 8 * 1024 * 1024
STREAMS = 2000
MACROS = ("vbaproject.bin", "vbadata.xml")
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|XFA)(?![A-Za-z0-9])")
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECTS = re.compile(
    rb"/ObjStm[^>]{0,400}?>>\s*stream\r?\n|<<[^>]{0,400}?/ObjStm[^>]{0,400}?>>\s*stream\r?\n"
)


def refuse_bomb(data: bytes) -> None:
    """Judge an Office package by its directory alone, before anything is unpacked (under a millisecond)."""
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("文件已损坏，打不开。请重新导出后上传。", code="file_broken") from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > MEMBERS or unpacked > UNPACKED:
        raise bomb()
    if unpacked > FREE and unpacked > RATIO * len(data):
        raise bomb()
    if sum(member.compress_size for member in members) > len(data):
        raise bomb()
    for member in members:
        refuse_member(member)


def bomb() -> Refused:
    """The refusal of what would grow beyond all measure."""
    reason = "文件解压后太大，不像正常的表格或文档。请删掉多余的空白行列后另存再上传。"
    return Refused(reason, code="file_bomb")


def refuse_member(member: zipfile.ZipInfo) -> None:
    """One part of a package: no password, no way out of the folder, no link, no macro, no archive inside."""
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if member.flag_bits & 1:
        raise Refused("文件设了密码。请去掉密码后上传。", code="file_locked")
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or is_link:
        raise Refused("文件内部的路径不正常，为安全起见不收。请重新导出后上传。", code="file_unsafe")
    if path.name.lower() in MACROS:
        raise Refused("文件里带有宏。请另存为不带宏的 XLSX 或 DOCX 后上传。", code="file_macro")
    if path.suffix.lower() in (".zip", ".7z", ".rar", ".exe"):
        raise Refused("文件里又套了压缩包或程序，为安全起见不收。", code="file_unsafe")


def refuse_active_pdf(data: bytes) -> None:
    """Refuse a PDF with scripts, program launches or a password, also where they hide in packed objects."""
    plain = ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)
    if b"/Encrypt" in plain:
        raise Refused("PDF 设了密码。请去掉密码后上传，或截屏上传图片。", code="file_locked")
    if ACTIVE.search(plain):
        raise active()
    for number, start in enumerate(OBJECTS.finditer(data)):
        if number >= STREAMS:
            raise active()
        if ACTIVE.search(unpacked_stream(data, start.end())):
            raise active()


def active() -> Refused:
    """The refusal of a PDF that would do something when opened."""
    reason = "PDF 里带有脚本，为安全起见不收。请用“打印为 PDF”重新生成，或截屏上传图片。"
    return Refused(reason, code="file_active")


def unpacked_stream(data: bytes, start: int) -> bytes:
    """A packed object stream in clear, bounded in size; "" where it is not packed."""
    unpack = zlib.decompressobj()
    try:
        clear = unpack.decompress(data[start : start + STREAM], STREAM)
    except zlib.error:
        return b""
    return ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), clear)


def refuse_text_bomb(data: bytes) -> None:
    """A CSV with one endless line is not a table."""
    if max(map(len, data.split(b"\n")), default=0) > 200_000:
        raise Refused("表格里有一行长得不正常。请用 Excel 打开检查后另存再上传。", code="file_bomb")
