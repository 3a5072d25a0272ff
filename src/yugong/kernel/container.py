"""A ZIP of which every byte follows from its parts: nothing can hide in headers, comments or gaps."""

import struct
import zlib
from collections.abc import Mapping

from yugong.kernel.errors import Refused

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
FACTS = struct.Struct("<HHHHHIIIHH")  # version, flags, method, time, date, crc, size, size, name, extra
VERSION, UTF8, STORED, MIDNIGHT, FIRST_DAY = 20, 0x800, 0, 0, 0x21
UNIX_FILE = 0o100644 << 16
MOST = 0xFFFF_0000  # bytes; larger ones would need another form of ZIP


def _facts(name: bytes, body: bytes) -> bytes:
    crc = zlib.crc32(body)
    return FACTS.pack(
        VERSION, UTF8, STORED, MIDNIGHT, FIRST_DAY, crc, len(body), len(body), len(name), 0
    )  # fmt: skip


def pack(parts: Mapping[str, bytes]) -> bytes:
    """The parts, in their order, as a plain ZIP without compression; the same parts give the same bytes."""
    if sum(map(len, parts.values())) > MOST:
        raise Refused("材料太大，装不进一个案卷包；请先减少附件")
    front, directory, offset = [], [], 0
    for name, body in parts.items():
        word = name.encode()
        facts = _facts(word, body)
        front.append(LOCAL + facts + word + body)
        tail = struct.pack("<HHHII", 0, 0, 0, UNIX_FILE, offset)
        directory.append(CENTRAL + struct.pack("<H", VERSION | 3 << 8) + facts + tail + word)
        offset += len(front[-1])
    listed = b"".join(directory)
    ending = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(listed), offset, 0)
    return b"".join((*front, listed, END, ending))


def unpack(raw: bytes) -> dict[str, bytes]:
    """The parts as far as they can be read; what does not fit shows when they are packed again."""
    parts: dict[str, bytes] = {}
    offset, head = 0, len(LOCAL) + FACTS.size
    while raw[offset : offset + len(LOCAL)] == LOCAL and offset + head <= len(raw):
        *_, size, _, length, extra = FACTS.unpack_from(raw, offset + len(LOCAL))
        start = offset + head
        body = start + length + extra
        name = raw[start : start + length].decode("utf-8", "replace")
        parts[name] = raw[body : body + size]
        offset = body + size
    return parts


def torn(raw: bytes, parts: Mapping[str, bytes]) -> str:
    """Where the bytes are not those that the parts make, in words; "" when every byte is in its place."""
    right = pack(parts)
    if raw == right:
        return ""
    first = next((i for i, (a, b) in enumerate(zip(raw, right, strict=False)) if a != b), None)
    if first is None:
        return "文件末尾（多出或者缺少内容）"
    offset = 0
    for name, body in parts.items():
        offset += len(LOCAL) + FACTS.size + len(name.encode()) + len(body)
        if first < offset:
            return f"“{name}”的文件头"
    return "压缩包的目录或结尾"
