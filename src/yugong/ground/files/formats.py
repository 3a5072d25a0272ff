"""The formats that may be uploaded: their size limits, media types and Chinese names."""

from dataclasses import dataclass

from yugong.kernel.registry import Registry

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One allowed format; `limit` is in bytes and counts the upload, before any re-encoding."""

    key: str
    label: str
    family: str
    mime: str
    limit: int


formats: Registry[Format] = Registry("file format")

for one in (
    Format("jpg", "照片", "image", "image/jpeg", 20 * MB),
    Format("png", "图片", "image", "image/png", 20 * MB),
    Format("webp", "图片", "image", "image/webp", 20 * MB),
    Format("pdf", "PDF 文件", "document", "application/pdf", 20 * MB),
    Format(
        "docx",
        "Word 文件",
        "document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        10 * MB,
    ),
    Format(
        "xlsx",
        "Excel 表格",
        "table",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        30 * MB,
    ),
    Format("xls", "Excel 表格", "table", "application/vnd.ms-excel", 30 * MB),
    Format("csv", "CSV 表格", "table", "text/csv", 30 * MB),
    Format("mp3", "录音", "audio", "audio/mpeg", 30 * MB),
    Format("m4a", "录音", "audio", "audio/mp4", 30 * MB),
    Format("wav", "录音", "audio", "audio/x-wav", 30 * MB),
    Format("amr", "录音", "audio", "audio/amr", 30 * MB),
):
    formats.add(one)

PHOTOS = ("jpg", "png", "webp")
PAPERS = ("pdf", "docx")
RECORDINGS = ("mp3", "m4a", "wav", "amr")
TABLES = ("xlsx", "xls", "csv")
EVIDENCE = PHOTOS + PAPERS + ("xlsx",) + RECORDINGS


def spoken(kinds: tuple[str, ...]) -> str:
    """The kinds as a worker reads them: "JPG、PNG、PDF"."""
    return "、".join(kind.upper() for kind in kinds)
