"""What a file really is, judged by its content; the name only helps where content cannot tell (CSV)."""

import io
import zipfile

import filetype

from yugong.kernel.errors import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
KNOWN = {"jpg", "png", "webp", "pdf", "mp3", "m4a", "wav", "amr"}
HINTS = {
    "heic": "系统打不开苹果手机的 HEIC 照片。请在“设置 → 相机 → 格式”里选“兼容性最佳”重拍，或截屏后上传。",
    "gif": "不收 GIF 动图。请截屏后上传 JPG 或 PNG。",
    "zip": "不收压缩包。请解压后把里面的文件一个一个上传。",
    "rar": "不收压缩包。请解压后把里面的文件一个一个上传。",
    "7z": "不收压缩包。请解压后把里面的文件一个一个上传。",
    "doc": "这是旧版 Word 文件。请用 Word 或 WPS 另存为 DOCX 后上传。",
    "mp4": "暂不收视频。请截取关键画面上传图片，或上传录音。",
    "mov": "暂不收视频。请截取关键画面上传图片，或上传录音。",
    "page": "这个文件其实是网页，不是表格。请用 Excel 或 WPS 打开后另存为 XLSX 再上传。",
}
UNKNOWN = "认不出这个文件的格式。请换成照片、PDF、Word 或 Excel 文件后上传。"


def sniff(data: bytes, name: str) -> str:
    """The format key of the content; raises Refused with a way on for what is not taken."""
    if not data:
        raise Refused("文件是空的，请重新选择。", code="file_empty")
    found = office(data) or ole(data) or signature(data) or text(data, name)
    if found in HINTS:
        raise Refused(HINTS[found], code="file_format")
    if not found:
        raise Refused(UNKNOWN, code="file_format")
    return found


def office(data: bytes) -> str:
    """xlsx or docx by the parts inside the package, "zip" for any other archive."""
    if not data.startswith(b"PK\x03\x04"):
        return ""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("文件已损坏，打不开。请重新导出后上传。", code="file_broken") from None
    return next((key for part, key in OFFICE.items() if part in names), "zip")


def ole(data: bytes) -> str:
    """xls by the name of its workbook stream; every other OLE file counts as an old Word file."""
    if not data.startswith(OLE):
        return ""
    streams = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return "xls" if any(stream in data for stream in streams) else "doc"


def signature(data: bytes) -> str:
    """Formats with a plain signature; "" when there is none."""
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        return "heic"
    guess = filetype.guess(data[:8192])
    found = guess.extension if guess else ""
    if found in KNOWN or found in HINTS:
        return found
    if found:
        raise Refused(UNKNOWN, code="file_format")
    return ""


def text(data: bytes, name: str) -> str:
    """csv when the name says so and the content is clean text; "page" for HTML in disguise."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<"):
        is_page = start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta"))
        return "page" if is_page and name.lower().endswith((".xls", ".xlsx", ".csv")) else ""
    if not name.lower().endswith((".csv", ".txt")) or readable(data) is None:
        return ""
    return "csv"


def readable(data: bytes) -> str | None:
    """The text of a UTF-8, UTF-16 or GB 18030 file, None when it holds anything but text."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(ord(c) < 32 and c not in "\t\r\n" for c in found) else found
    return None
