"""Small files of every kind, good and hostile, made on the spot."""

import io
import struct
import zipfile
import zlib

from PIL import Image


def photo(size=(2400, 1200), kind="JPEG", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, (180, 60, 40) if mode == "RGB" else (180, 60, 40, 90)).save(out, kind, **options)
    return out.getvalue()


def located_photo():
    """A photo taken lying down, with a position and a camera in its EXIF."""
    image = Image.new("RGB", (400, 200), (1, 2, 3))
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (29.0, 9.0, 30.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"hidden words")
    return out.getvalue()


def pixel_flood():
    """A PNG of a few bytes that declares 30,000 × 30,000 pixels."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def workbook(**more):
    return package({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"} | more)


def letter():
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})


def bomb():
    """An xlsx of half a megabyte that unpacks to 420."""
    return workbook(**{"xl/worksheets/sheet1.xml": b"\0" * 420_000_000})


def pdf(inside=b"", packed=b""):
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog " + inside + b" >>\nendobj\n"
    if packed:
        stream = zlib.compress(packed)
        head = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d /Filter /FlateDecode >>\nstream\n"
        body += head % len(stream) + stream + b"\nendstream\nendobj\n"
    return body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50
M4A = b"\x00\x00\x00\x20ftypM4A " + b"\0" * 100
AMR = b"#!AMR\n" + b"\x3c" * 64
XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le")
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le")
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\0" * 64
