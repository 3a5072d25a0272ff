"""From an upload to a clean content: size, format, guards, re-encoding; nothing is stored here."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, Any

from yugong.ground.files import guards
from yugong.ground.files.formats import MB, formats, spoken
from yugong.ground.files.images import redraw
from yugong.ground.files.sniff import sniff
from yugong.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Clean:
    """A content that may be stored, its format and the name it came with."""

    data: bytes
    kind: str
    name: str
    width: int | None = None
    height: int | None = None


def clean(upload: IO[bytes] | Any, kinds: tuple[str, ...]) -> Clean:
    """Judge an upload; raises Refused with what to do instead.

    Reads one byte more than the largest allowed format, whatever size the sender claims.
    """
    name = bare_name(getattr(upload, "name", "") or "")
    most = max(formats[kind].limit for kind in kinds)
    if (getattr(upload, "size", 0) or 0) > most:
        raise too_big(most)
    data = upload.read(most + 1)
    if len(data) > most:
        raise too_big(most)
    kind = sniff(data, name)
    if kind not in kinds:
        label = formats[kind].label
        raise Refused(f"这里不收{label}。可以上传：{spoken(kinds)}。", code="file_kind")
    if len(data) > formats[kind].limit:
        raise too_big(formats[kind].limit)
    return guarded(data, kind, name)


def guarded(data: bytes, kind: str, name: str) -> Clean:
    """The guards of each format; images come out drawn anew."""
    if formats[kind].family == "image":
        image = redraw(data)
        return Clean(image.data, image.kind, name, image.width, image.height)
    if kind in ("xlsx", "docx"):
        guards.refuse_bomb(data)
    elif kind == "pdf":
        guards.refuse_active_pdf(data)
    elif kind == "csv":
        guards.refuse_text_bomb(data)
    return Clean(data, kind, name)


def too_big(limit: int) -> Refused:
    """The refusal of what exceeds a limit in bytes."""
    return Refused(f"文件太大，最多 {limit // MB} MB。请压缩后再传，或分几次上传。", code="file_size")


def bare_name(name: str) -> str:
    """The last part of a path, without control or direction signs, at most 120 characters."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(c for c in last if c.isprintable() and c not in '"<>|*?:')[-120:].strip() or "未命名"


def told_name(name: str, kind: str) -> str:
    """The name to download under: what it was called, with the ending of what it really is."""
    return f"{PurePath(name).stem or '附件'}.{kind}"
