"""A signed bundle: whoever changes, adds, renames, moves or removes anything is found out."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yugong.kernel import bundle, container
from yugong.kernel.errors import Refused

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PARTS = {
    "case.json": '{"标题":"欠薪"}'.encode(),
    "case.pdf": b"%PDF-1.7 ...",
    "files/01.jpg": b"\xff\xd8" * 9,
}
ABOUT = {"number": "诉求-261121-0001"}
RAW = bundle.sign(PARTS, about=ABOUT, key=KEY)
HELD = {"manifest.json", "manifest.sig", *PARTS}


def test_a_whole_bundle_opens_and_any_zip_program_reads_it():
    found = bundle.verify(RAW)
    assert (found.about, found.parts) == (ABOUT, PARTS)
    assert found.fingerprint == bundle.fingerprint(bundle.public(KEY))
    with zipfile.ZipFile(io.BytesIO(RAW)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in PARTS} == PARTS


def passes(raw: bytes) -> bool:
    try:
        return bool(bundle.verify(raw))
    except Refused:
        return False


def test_every_single_bit_counts():
    missed = []
    for place in range(len(RAW)):
        for bit in range(8):
            changed = bytearray(RAW)
            changed[place] ^= 1 << bit
            missed += [(place, bit)] if passes(bytes(changed)) else []
    assert missed == []


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_bytes_changed_added_or_removed_anywhere_are_found(data):
    start = data.draw(st.integers(0, len(RAW)))
    end = data.draw(st.integers(start, min(len(RAW), start + 40)))
    put = data.draw(st.binary(max_size=40))
    changed = RAW[:start] + put + RAW[end:]
    if changed != RAW:
        with pytest.raises(Refused, match="案卷包被改动过"):
            bundle.verify(changed)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.text(min_size=1, max_size=12), st.binary(max_size=60), max_size=5), st.randoms())
def test_any_parts_come_back_and_a_random_byte_is_found(parts, chance: random.Random):
    parts = {name: body for name, body in parts.items() if name not in HELD}
    raw = bundle.sign(parts, about={}, key=KEY)
    assert bundle.verify(raw).parts == parts
    place, other = chance.randrange(len(raw)), chance.randrange(1, 256)
    with pytest.raises(Refused):
        bundle.verify(raw[:place] + bytes((raw[place] ^ other,)) + raw[place + 1 :])


def remade(**changes: bytes | None) -> bytes:
    """The same bundle packed anew with other members, as a forger without the key would."""
    members = container.unpack(RAW)
    for name, body in changes.items():
        if body is None:
            del members[name]
        else:
            members[name] = body
    return container.pack(members)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (remade(**{"case.json": b"{}"}), "“case.json”的内容"),
        (remade(**{"case.pdf": None}), "缺少“case.pdf”"),
        (remade(**{"secret.txt": b"x"}), "“secret.txt”不在签名清单里"),
        (remade(**{"manifest.sig": b"x" * 64}), "“manifest.sig”"),
        (remade(**{"manifest.json": b"{}"}), "“manifest.json”"),
        (remade(**{"manifest.json": None}), "找不到“manifest.json”"),
        (container.pack(dict(reversed(container.unpack(RAW).items()))), "“manifest.json”的文件头"),
        (RAW + b"\0", "文件末尾"),
        (RAW[:-1], "文件末尾"),
        (RAW[:-2] + b"\x01\x00", "压缩包的目录或结尾"),
        (b"", "不是案卷包"),
    ],
)
def test_the_part_that_was_changed_is_named(raw, words):
    with pytest.raises(Refused) as refused:
        bundle.verify(raw)
    assert words in refused.value.reason


def test_a_bundle_repacked_by_another_program_is_found():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in container.unpack(RAW).items():
            archive.writestr(name, body)
    with pytest.raises(Refused):
        bundle.verify(out.getvalue())


def test_another_key_is_found_when_the_right_one_is_known():
    forged = bundle.sign(PARTS, about=ABOUT, key=OTHER)
    assert bundle.verify(forged).fingerprint != bundle.verify(RAW).fingerprint
    for trusted in (bundle.public(KEY).hex(), bundle.fingerprint(bundle.public(KEY)).upper()):
        assert bundle.verify(RAW, trusted=trusted).parts == PARTS
        with pytest.raises(Refused, match="不是用您指定的密钥签名"):
            bundle.verify(forged, trusted=trusted)


def test_a_chain_is_broken_by_any_change():
    entries = bundle.chained([{"a": 1}, {"b": "二"}, {"c": None}])
    assert bundle.unbroken(entries)
    assert not bundle.unbroken(entries[1:])
    assert not bundle.unbroken([entries[0], {**entries[1], "b": "三"}, entries[2]])
    assert not bundle.unbroken([entries[1], entries[0], entries[2]])
