"""What cells may hold: ids, names, phones, dates and papers in every form, and what is said about each."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.identifiers import check_id, id_check_digit
from yugong.kernel.roster.cells import Moment, moment
from yugong.kernel.roster.entries import name_of, number_of, phone_of
from yugong.kernel.roster.resident import Residents

from .roster_files import TITLES, TODAY, excel, number, outcome, people, phone

CARD = number(7)


@pytest.mark.parametrize(
    "cell",
    [
        CARD,
        f" {CARD} ",
        f"'{CARD}",
        f"‘{CARD}",
        f"{CARD[:6]} {CARD[6:14]} {CARD[14:]}",
        f"{CARD[:6]}-{CARD[6:14]}-{CARD[14:]}",
        f"\u200b{CARD}\ufeff",
        f"{CARD}\t",
        f'="{CARD}"',
        "".join(chr(ord(c) + 0xFEE0) for c in CARD),
        f"{CARD}.0",
        f"身份证：{CARD}",
        f"{CARD}\n",
        f"\u202d{CARD}\u202c",
        f"\xa0{CARD}",
    ],
)
def test_an_id_is_found_under_what_spreadsheets_add(cell: str) -> None:
    assert number_of(cell) == CARD


def test_fifteen_digits_as_number_are_exact_and_eighteen_are_lost() -> None:
    assert number_of(500103810831311.0) == "500103810831311"
    assert number_of(5.00119197701029e17) == "5.00119197701029E+17"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "id_missing"),
        ("无", "id_missing"),
        ("/", "id_missing"),
        (5.00119197701029e17, "id_precision_lost"),
        ("5.00119E+17", "id_precision_lost"),
        ("500119198506150000", "id_precision_lost"),
        (CARD[:17], "id_length"),
        (CARD + "1", "id_length"),
        ("E72952862", "id_type_unsupported"),
        ("H12345678", "id_type_unsupported"),
        (CARD[:10] + "13" + CARD[12:], "id_birth_date"),
        (number(3, born="20270101"), "id_birth_date"),
        (number(3, born="20140101"), "under_16"),
        (number(3, born="20101122"), "under_16"),
        ("500119********1234", "id_format"),
        (CARD[:17] + ("1" if CARD[17] != "1" else "2"), "id_checksum"),
    ],
)
def test_a_wrong_id_is_refused_with_its_reason(cell: object, reason: str) -> None:
    assert outcome(excel([TITLES, [1, "赵伟", cell, phone(1)], *people(3, 100)])) == (4, 3, [(2, reason)])


def test_sixteen_today_is_old_enough() -> None:
    rows = [TITLES, [1, "赵伟", number(3, born="20101121"), phone(1)], *people(2, 100)]
    assert outcome(excel(rows)) == (3, 3, [])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "name_missing"),
        ("  ", "name_missing"),
        ("无", "name_missing"),
        ("张三2", "name_invalid"),
        (13900000000, "name_invalid"),
    ],
)
def test_a_wrong_name_is_refused(name: object, reason: str) -> None:
    assert outcome(excel([TITLES, [1, name, number(1), phone(1)], *people(2, 100)])) == (3, 2, [(2, reason)])


def test_names_are_tidied_and_rare_ones_kept() -> None:
    cells = [
        "张 三",
        "张\u3000三",
        " 张三\u200b",
        "买买提•艾力",
        "阿依古丽．买买提",
        "John  Smith",
        "𠮷田",
        "张三（组长）",
    ]
    assert [name_of(cell) for cell in cells] == [
        "张三",
        "张三",
        "张三",
        "买买提·艾力",
        "阿依古丽·买买提",
        "John Smith",
        "𠮷田",
        "张三",
    ]


def test_phones_are_tidied_and_wrong_ones_only_warn() -> None:
    good = [
        "139 0000 3536",
        "+86-13900003536",
        "8613900003536",
        "139-0000-3536",
        "13900003536/13800008944",
        13900003536.0,
        "１３９００００３５３６",
    ]
    assert {phone_of(cell) for cell in good} == {"13900003536"}
    rows = [
        TITLES,
        [1, "赵伟", number(1), "1391626353"],
        [2, "钱伟", number(2), "023-71422222"],
        [3, "孙伟", number(3), ""],
    ]
    assert outcome(excel([*rows, *people(5, 100)])) == (
        8,
        8,
        [(2, "phone_invalid"), (3, "phone_invalid"), (4, "phone_missing")],
    )


def test_the_same_person_twice_and_the_same_id_for_two() -> None:
    a, b = number(1), number(2)
    rows = [
        TITLES,
        [1, "赵伟", a, phone(1)],
        [2, "赵 伟", f"'{a}", phone(2)],
        [3, "钱伟", a, phone(3)],
        [4, "孙伟", b[:17] + "?", phone(4)],
        [5, "孙伟", b, phone(4)],
        [6, "孙伟", b.lower(), phone(4)],
        [7, "钱伟", a, phone(3)],
    ]
    assert outcome(excel(rows)) == (
        7,
        2,
        [
            (3, "duplicate_in_file"),
            (4, "id_conflict_in_file"),
            (5, "id_format"),
            (7, "duplicate_in_file"),
            (8, "id_conflict_in_file"),
        ],
    )


def test_sex_and_birth_are_compared_with_the_id() -> None:
    titles = [*TITLES, "性别", "出生年月"]
    told = [
        ("男", "1985.06"),
        ("1", "1985-06-15"),
        ("M", date(1985, 6, 15)),
        ("男", "一九八五年六月"),
        ("", ""),
        ("男", 19850615),
        ("女", "1985.06"),
        (2, "1985.06"),
        ("男", "1986.06"),
        ("男", "1985-06-16"),
        ("不详", date(1985, 6, 1)),
        ("男", 31213),
    ]
    rows = [[*line, *more] for line, more in zip(people(12), told, strict=True)]
    assert outcome(excel([titles, *rows])) == (
        12,
        12,
        [
            (8, "sex_differs_from_id"),
            (9, "sex_differs_from_id"),
            (10, "birth_differs_from_id"),
            (11, "birth_differs_from_id"),
        ],
    )


def test_other_papers_by_their_type() -> None:
    titles = ["姓名", "证件类型", "证件号码", "手机", "出生日期"]
    rows = [
        ["赵伟", "居民身份证", number(1), phone(1), ""],
        ["陈伟", "港澳居民居住证", number(2, place="810000"), phone(2), ""],
        ["林伟", "台湾居民居住证", number(3, place="830000"), phone(3), ""],
        ["John Smith", "护照", "E72952862", phone(4), "1980-01-01"],
        ["Ann Lee", "外国人永久居留身份证", number(5, place="912345"), phone(5), ""],
        ["黄伟", "港澳居民来往内地通行证", "H12345678", phone(6), ""],
        ["何伟", "居民身份证", "E72952862", phone(7), ""],
        ["高伟", "港澳居民居住证", number(8), phone(8), ""],
        ["Tim Lee", "护照", "E72952863", phone(9), "2015-01-01"],
    ]
    assert outcome(excel([titles, *rows])) == (
        9,
        5,
        [(7, "id_type_unsupported"), (8, "id_type_unsupported"), (9, "id_kind_mismatch"), (10, "under_16")],
    )


def test_id_and_phone_in_one_column_or_in_each_others_place() -> None:
    mixed = [["姓名", "身份证号/电话"], *[[name, f"{card}/{call}"] for _, name, card, call in people(4)]]
    assert outcome(excel(mixed)) == (4, 4, [])
    body = people(6)
    body[2][2], body[2][3] = body[2][3], body[2][2]
    body[3][2], body[3][3] = f"{body[3][2]} {body[3][3]}", ""
    assert outcome(excel([TITLES, *body])) == (6, 6, [(4, "id_and_phone_swapped")])


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2016/09/06", Moment(2016, 9, 6)),
        ("2016.9", Moment(2016, 9)),
        ("20160906", Moment(2016, 9, 6)),
        (20160906, Moment(2016, 9, 6)),
        ("二〇一六年九月", Moment(2016, 9)),
        ("二零一六年十二月三十一日", Moment(2016, 12, 31)),
        ("2016年9月6日", Moment(2016, 9, 6)),
        (42619, Moment(2016, 9, 6)),
        ("42619", Moment(2016, 9, 6)),
        (42619.5, Moment(2016, 9, 6)),
        ("98.5", Moment(1998, 5)),
        (datetime(2016, 9, 6, 8, 30, tzinfo=UTC), Moment(2016, 9, 6)),
        ("2016-09-06 00:00:00", Moment(2016, 9, 6)),
        ("2016年", Moment(2016)),
        (1968.12, Moment(1968, 12)),
        (1968.1, Moment(1968, 10)),
        ("201609", Moment(2016, 9)),
        ("２０１６．９．６", Moment(2016, 9, 6)),
        ("二〇一〇年十月十日", Moment(2010, 10, 10)),
        ("二〇一六年二十月", None),
        ("2016-13-01", None),
        ("2016-02-30", None),
        ("不详", None),
        ("", None),
        (True, None),
        (None, None),
        ("2016/9/6 8:00", Moment(2016, 9, 6)),
        ("2016、9", Moment(2016, 9)),
    ],
)
def test_dates_in_every_form(cell: object, told: Moment | None) -> None:
    assert moment(cell) == told  # type: ignore[arg-type]


def test_an_odd_joining_date_warns() -> None:
    rows = [
        [*line, when]
        for line, when in zip(people(5), ["2020.5", "不详", "2036-01-01", "", date(2026, 12, 1)], strict=True)
    ]
    assert outcome(excel([[*TITLES, "入会时间"], *rows])) == (
        5,
        5,
        [(3, "join_date_invalid"), (4, "join_date_invalid")],
    )


@given(
    place=st.integers(100000, 999999),
    year=st.integers(1850, 2030),
    month=st.integers(0, 13),
    day=st.integers(0, 32),
    tail=st.integers(0, 999),
    check=st.sampled_from("0123456789X"),
    right=st.booleans(),
)
def test_the_fast_check_agrees_with_the_kernel(
    place: int, year: int, month: int, day: int, tail: int, check: str, right: bool
) -> None:
    body = f"{place}{year:04d}{month:02d}{day:02d}{tail:03d}"
    card = body + (id_check_digit(body) if right else check)
    fast = Residents(TODAY).born(card)
    slow = check_id(card, today=TODAY)
    assert (fast.on if fast else None) == (slow.birth if slow.valid and not slow.warning else None)
