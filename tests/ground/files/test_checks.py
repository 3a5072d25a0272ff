"""Content decides what a file is; what is hostile or useless is refused with a way on."""

import io
import time
import zipfile

import pytest
from PIL import Image

from yugong.ground.files.checks import bare_name, clean, told_name
from yugong.ground.files.formats import EVIDENCE, TABLES, formats
from yugong.ground.files.images import redraw
from yugong.ground.files.ranges import part
from yugong.ground.files.sniff import sniff
from yugong.kernel.errors import Refused

from . import samples

ALL = formats.keys()


class Upload(io.BytesIO):
    """What Django hands over: bytes with a name and a claimed size."""

    def __init__(self, data, name, size=None):
        super().__init__(data)
        self.name, self.size = name, len(data) if size is None else size


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (samples.photo(), "a.jpg", "jpg"),
        (samples.photo(kind="PNG"), "看.png", "png"),
        (samples.photo(kind="WEBP"), "x.bin", "webp"),
        (samples.pdf(), "合同.pdf", "pdf"),
        (samples.workbook(), "名册.xlsx", "xlsx"),
        (samples.letter(), "信.docx", "docx"),
        (samples.XLS, "旧.xls", "xls"),
        (samples.MP3, "录音.mp3", "mp3"),
        (samples.M4A, "录音.m4a", "m4a"),
        (samples.AMR, "语音.amr", "amr"),
        ("姓名,手机\n张三,13900000000\n".encode("gb18030"), "员工.csv", "csv"),
        ("\ufeff姓名,手机\n".encode(), "员工.CSV", "csv"),
        ("姓名\t手机\n".encode("utf-16"), "员工.txt", "csv"),
    ],
)
def test_the_content_says_what_it_is(data, name, kind):
    assert sniff(data, name) == kind


@pytest.mark.parametrize(
    ("data", "name", "code", "way_on"),
    [
        (b"", "a.jpg", "file_empty", "请重新选择"),
        (samples.HEIC, "IMG_1.HEIC", "file_format", "兼容性最佳"),
        (samples.DOC, "旧.doc", "file_format", "另存为 DOCX"),
        (samples.package({"a.txt": "x"}), "a.zip", "file_format", "解压"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "导出.xls", "file_format", "另存为 XLSX"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", "file_format", "请换成"),
        (b"<html><script>1</script></html>", "a.jpg", "file_format", "请换成"),
        (b"MZ" + b"\0" * 200, "a.jpg", "file_format", "请换成"),
        (b"\x7fELF" + b"\0" * 200, "a.pdf", "file_format", "请换成"),
        (b"a,b\n\0\0\0", "a.csv", "file_format", "请换成"),
        (b"PK\x03\x04broken", "a.xlsx", "file_broken", "重新导出"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "a.jpg", "image_broken", "重新拍照"),
        (samples.photo()[:3000], "a.jpg", "image_broken", "重新拍照"),
        (samples.pixel_flood(), "a.png", "image_pixels", "缩小"),
        (samples.bomb(), "a.xlsx", "file_bomb", "空白行"),
        (samples.workbook(**{"xl/vbaProject.bin": b"x"}), "a.xlsx", "file_macro", "不带宏"),
        (samples.workbook(**{"../../etc/passwd": b"x"}), "a.xlsx", "file_unsafe", "重新导出"),
        (samples.workbook(**{"xl/inner.zip": b"x"}), "a.xlsx", "file_unsafe", "不收"),
        (
            samples.pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
            "a.pdf",
            "file_active",
            "打印为",
        ),
        (samples.pdf(b"/AA << /O << /S /J#61vaScript >> >>"), "a.pdf", "file_active", "打印为"),
        (samples.pdf(b"/A << /S /Launch /F (cmd.exe) >>"), "a.pdf", "file_active", "打印为"),
        (samples.pdf(packed=b"5 0 << /S /JavaScript /JS 6 0 R >>"), "a.pdf", "file_active", "打印为"),
        (samples.pdf(b"/Encrypt 9 0 R"), "a.pdf", "file_locked", "去掉密码"),
        (b"a" * 300_000, "a.csv", "file_bomb", "长得不正常"),
    ],
)
def test_what_is_not_taken_is_refused_with_a_way_on(data, name, code, way_on):
    with pytest.raises(Refused) as refused:
        clean(Upload(data, name), ALL)
    assert refused.value.code == code
    assert way_on in refused.value.reason


def test_a_bomb_is_seen_in_the_directory_alone():
    data = samples.bomb()
    start = time.perf_counter()
    with pytest.raises(Refused):
        clean(Upload(data, "a.xlsx"), TABLES)
    assert time.perf_counter() - start < 0.05


def test_a_lying_link_in_a_package_is_refused():
    out = io.BytesIO(samples.workbook())
    with zipfile.ZipFile(out, "a") as archive:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Refused, match="路径不正常"):
        clean(Upload(out.getvalue(), "a.xlsx"), TABLES)


def test_a_size_beyond_the_limit_is_refused_whatever_is_claimed():
    photo = samples.photo((10, 10)) + b"\0" * formats["jpg"].limit
    for claimed in (None, 10):
        with pytest.raises(Refused, match="最多 20 MB"):
            clean(Upload(photo, "a.jpg", claimed), ("jpg",))


def test_a_kind_that_is_not_wanted_here_is_named_with_those_that_are():
    with pytest.raises(Refused) as refused:
        clean(Upload(samples.photo(), "a.jpg"), TABLES)
    assert refused.value.reason == "这里不收照片。可以上传：XLSX、XLS、CSV。"
    assert "csv" not in EVIDENCE


def test_an_image_is_drawn_upright_small_and_without_a_trace():
    clean_one = redraw(samples.located_photo())
    image = Image.open(io.BytesIO(clean_one.data))
    assert (clean_one.kind, image.format, image.size) == ("jpg", "JPEG", (200, 400))
    assert (dict(image.getexif()), "comment" in image.info) == ({}, False)
    assert b"SecretPhone" not in clean_one.data
    assert b"hidden" not in clean_one.data
    large = redraw(samples.photo((2400, 1200)))
    assert (large.width, large.height) == (1600, 800)
    assert redraw(samples.photo((40, 30), "PNG", "RGBA")).kind == "webp"
    assert redraw(samples.photo((40, 30), "PNG") + b"<?php evil ?>").data.find(b"php") == -1


def test_names_lose_paths_and_tricks_and_keep_their_truth():
    assert bare_name("C:\\用户\\合同\u202efdp.exe") == "合同fdp.exe"
    assert bare_name("../../etc/passwd") == "passwd"
    assert bare_name("") == "未命名"
    assert told_name("合同.exe", "pdf") == "合同.pdf"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ("bytes=0-", (0, 100)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        ("bytes=0-1,5-6", None),
        ("bytes=20-10", None),
        ("bytes=-", None),
        ("lines=1-2", None),
    ],
)
def test_the_asked_part_of_a_file(header, found):
    asked = part(header, 100)
    assert (asked and (asked.start, asked.stop)) == found


def test_a_part_beyond_the_file_is_an_error():
    for header in ("bytes=100-", "bytes=200-300", "bytes=-0"):
        with pytest.raises(ValueError, match="bytes"):
            part(header, 100)
