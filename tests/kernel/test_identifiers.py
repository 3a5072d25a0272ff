"""Identity papers, credit codes, phones, names, cards: the worked examples of §10.7 and life's own traps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yugong.kernel.errors import Broken
from yugong.kernel.identifiers import (
    age,
    check_card,
    check_id,
    check_name,
    check_phone,
    check_uscc,
    id_check_digit,
    paper_kind,
    uscc_check_digit,
)
from yugong.kernel.reasons import SENTENCES, sentence

TODAY = date(2026, 11, 21)

GOOD = [
    ("WE-113", "11010519491231002X", "11010519491231002X", "女", "1949-12-31"),
    ("WE-115", "500229198802290002", "500229198802290002", "女", "1988-02-29"),
    ("WE-116", "500103199602289993", "500103199602289993", "男", "1996-02-28"),
    ("WE-118", "50015720260101000X", "50015720260101000X", "女", "2026-01-01"),
    ("WE-124 case", "11010519491231002x", "11010519491231002X", "女", "1949-12-31"),
    ("WE-124 width", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", "女", "1949-12-31"),
    ("WE-124 spaces", " 110105 19491231 002X ", "11010519491231002X", "女", "1949-12-31"),
    ("WE-125", "110105491231002", "11010519491231002X", "女", "1949-12-31"),
    ("tail of a text export", "500103199602289993\t ", "500103199602289993", "男", "1996-02-28"),
    ("leading apostrophe", "'500103199602289993", "500103199602289993", "男", "1996-02-28"),
    ("zero width", "\ufeff500103\u200b199602289993", "500103199602289993", "男", "1996-02-28"),
    ("hyphens", "500103-19960228-9993", "500103199602289993", "男", "1996-02-28"),
    ("15 digits as a number", 110105491231002.0, "11010519491231002X", "女", "1949-12-31"),
    ("Hong Kong resident", "810000199503010000", "810000199503010000", "女", "1995-03-01"),
]

BAD = [
    ("WE-119", "110105194912310021", "id_checksum"),
    ("WE-121", "50010320270201000X", "id_birth_date"),
    ("WE-122", "500103198506150060", "id_checksum"),
    ("30 February", "500103199002300001", "id_birth_date"),
    ("before 1900", "500103189912310007", "id_birth_date"),
    ("empty", "", "id_missing"),
    ("none", None, "id_missing"),
    ("placeholder", " 无 ", "id_missing"),
    ("to be given", "待补", "id_missing"),
    ("slash", "/", "id_missing"),
    ("scientific", "5.13021E+17", "id_precision_lost"),
    ("float", 5.00119197701029e17, "id_precision_lost"),
    ("whole number", 500119197701029000, "id_precision_lost"),
    ("zeros at the end", "500119197701029000", "id_precision_lost"),
    ("passport", "E72952862", "id_type_unsupported"),
    ("home-return permit", "H12345678", "id_type_unsupported"),
    ("soldier", "军字第2001123号", "id_type_unsupported"),
    ("16 digits", "5001031985061500", "id_length"),
    ("19 digits", "5001031985061500011", "id_length"),
    ("letter O", "5OO103198506150006", "id_format"),
    ("masked", "500103********0006", "id_format"),
]


@pytest.mark.parametrize(
    ("raw", "plain", "sex", "birth"), [case[1:] for case in GOOD], ids=[c[0] for c in GOOD]
)
def test_a_good_number_is_made_plain_and_read(raw: object, plain: str, sex: str, birth: str):
    found = check_id(raw, today=TODAY)
    assert (found.valid, found.normalised, found.sex, found.birth) == (
        True,
        plain,
        sex,
        date.fromisoformat(birth),
    )
    assert (found.code, found.why, found.warning) == ("", "", "")


@pytest.mark.parametrize(("raw", "code"), [case[1:] for case in BAD], ids=[c[0] for c in BAD])
def test_a_bad_number_has_its_reason(raw: object, code: str):
    found = check_id(raw, today=TODAY)
    assert (found.valid, found.code, found.why) == (False, code, SENTENCES[code])


@pytest.mark.parametrize(
    ("raw", "kind", "code"),
    [
        ("810000199503010000", "hmt", ""),
        ("500103199602289993", "hmt", "id_kind_mismatch"),
        ("500103199602289993", "foreign", "id_kind_mismatch"),
        ("91101019900101001" + id_check_digit("91101019900101001"), "foreign", ""),
        ("USA110079012345", "foreign", ""),
        ("USA11007901234", "foreign", "id_length"),
        ("E72952862", "passport", ""),
        ("护照", "passport", "id_missing"),
        ("E7", "passport", "id_format"),
        ("500103199602289993", "", "id_type_unsupported"),
        ("", "hmt", "id_missing"),
    ],
)
def test_each_kind_of_paper_has_its_own_check(raw: str, kind: str, code: str):
    assert check_id(raw, kind=kind, today=TODAY).code == code


def test_a_strange_place_only_warns():
    number = "99010319900101001" + id_check_digit("99010319900101001")
    assert check_id(number, today=TODAY).valid
    number = "60010319900101001" + id_check_digit("60010319900101001")
    found = check_id(number, today=TODAY)
    assert (found.valid, found.warning, found.caution) == (
        True,
        "id_place_unknown",
        sentence("id_place_unknown"),
    )


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("居民身份证", "resident"),
        ("身份证", "resident"),
        ("港澳居民居住证", "hmt"),
        ("台湾居民居住证", "hmt"),
        ("外国人永久居留身份证", "foreign"),
        ("护 照", "passport"),
        ("军官证", ""),
    ],
)
def test_the_label_of_a_paper_is_understood(label: str, kind: str):
    assert paper_kind(label) == kind


def test_age_counts_full_years():
    assert age(date(2010, 11, 21), TODAY) == 16
    assert age(date(2010, 11, 22), TODAY) == 15
    assert age(date(2008, 2, 29), date(2024, 2, 28)) == 15


@pytest.mark.parametrize(
    ("raw", "code", "kind"),
    [
        ("81500103MC00000125", "", "基层工会"),
        ("N2500112MF0000013X", "", "农村集体经济组织"),
        ("91350100m000100y43", "", "企业"),
        ("9135010OM000100Y43", "uscc_letters", ""),
        ("91350100M000100Y4I", "uscc_letters", ""),
        ("91350100M000100Y44", "uscc_checksum", "企业"),
        ("500103000012345", "uscc_length", ""),
        ("", "uscc_missing", ""),
    ],
)
def test_credit_codes(raw: str, code: str, kind: str):
    found = check_uscc(raw)
    assert (found.valid, found.code, found.kind) == (not code, code, kind)


@pytest.mark.parametrize(
    ("raw", "plain", "code"),
    [
        ("13800138000", "13800138000", ""),
        ("+86-18800009728", "18800009728", ""),
        ("008613800138000", "13800138000", ""),
        ("139 0000 3536", "13900003536", ""),
        ("13500003811/13800008944", "13500003811", ""),
        ("1350000381、13800008944", "13800008944", ""),
        ("13500003811 13800008944", "13500003811", ""),
        ("１３８００１３８０００", "13800138000", ""),
        (13800138000.0, "13800138000", ""),
        (13800138000, "13800138000", ""),
        ("1870000286", "1870000286", "phone_invalid"),
        ("12345678901", "12345678901", "phone_invalid"),
        ("023-71420000", "02371420000", "phone_invalid"),
        ("500103199602289993", "500103199602289993", "phone_invalid"),
        ("", "", "phone_missing"),
        ("无", "", "phone_missing"),
    ],
)
def test_phones(raw: object, plain: str, code: str):
    found = check_phone(raw)
    assert (found.valid, found.normalised, found.code) == (not code, plain, code)


@pytest.mark.parametrize(
    ("raw", "plain", "code"),
    [
        ("张三", "张三", ""),
        (" 张\u3000三 ", "张三", ""),
        ("阿依古丽•买买提", "阿依古丽·买买提", ""),
        ("阿依古丽‧买买提", "阿依古丽·买买提", ""),
        ("阿依古丽・买买提", "阿依古丽·买买提", ""),
        ("阿依古丽.买买提", "阿依古丽·买买提", ""),
        ("阿依古丽 · 买买提", "阿依古丽·买买提", ""),
        ("𠮷野家", "𠮷野家", ""),
        ("王䶮", "王䶮", ""),
        ("李〇", "李〇", ""),
        ("John  Smith", "John Smith", ""),
        ("Jean-Pierre O'Neil", "Jean-Pierre O'Neil", ""),
        ("欧阳小渝\u200b", "欧阳小渝", ""),
        ("张三1", "张三1", "name_invalid"),
        ("张三（组长）", "张三(组长)", "name_invalid"),
        ("张三/李四", "张三/李四", "name_invalid"),
        ("·张", "·张", "name_invalid"),
        ("张··三", "张··三", "name_invalid"),
        ("😀", "😀", "name_invalid"),
        ("张" * 51, "张" * 51, "name_too_long"),
        ("", "", "name_missing"),
        ("／", "", "name_missing"),
        (None, "", "name_missing"),
    ],
)
def test_names(raw: object, plain: str, code: str):
    found = check_name(raw)
    assert (found.valid, found.normalised, found.code) == (not code, plain, code)


def test_a_card_that_fails_luhn_only_warns():
    good = check_card("4111 1111 1111 1111")
    assert (good.valid, good.normalised, good.warning) == (True, "4111111111111111", "")
    book = check_card("6222021234567890123")
    assert (book.valid, book.warning) == (True, "card_checksum")
    assert (check_card("123").code, check_card("").code) == ("card_length", "card_missing")


def test_a_check_never_prints_what_it_checked():
    assert "500103199602289993" not in repr(check_id("500103199602289993", today=TODAY))
    assert "张三" not in repr(check_name("张三"))


def test_every_reason_is_a_chinese_sentence():
    assert [code for code, text in SENTENCES.items() if not text.endswith("。")] == []
    assert sentence("") == ""
    with pytest.raises(Broken, match="id_odd"):
        sentence("id_odd")


births = st.dates(date(1930, 1, 1), date(2010, 12, 31))
places = st.sampled_from(["500103", "500119", "522121", "513021", "110105"])


@given(places, births, st.integers(0, 999))
def test_every_number_with_its_check_is_good_and_with_any_other_digit_is_not(
    place: str, birth: date, serial: int
):
    first = f"{place}{birth:%Y%m%d}{serial:03d}"
    last = id_check_digit(first)
    found = check_id(first + last, today=TODAY)
    assert (found.valid, found.birth, found.sex) == (True, birth, "男" if serial % 2 else "女")
    assert not any(check_id(first + other, today=TODAY).valid for other in "0123456789X" if other != last)


@given(places, births, st.integers(0, 999), st.integers(0, 16))
def test_two_neighbours_swapped_are_found(place: str, birth: date, serial: int, at: int):
    first = f"{place}{birth:%Y%m%d}{serial:03d}"
    whole = first + id_check_digit(first)
    swapped = whole[:at] + whole[at + 1] + whole[at] + whole[at + 2 :]
    assert check_id(swapped, today=TODAY).valid == (swapped == whole)


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_every_credit_code_has_one_good_check(first: str):
    last = uscc_check_digit(first)
    assert check_uscc(first + last).valid
    assert [c for c in "0123456789ABCDEFGHJKLMNPQRTUWXY" if check_uscc(first + c).valid] == [last]


wild = "0159XxEe+.-/ \t\u200b\u3000'·•１Ａ张無𠮷〇é\u0301😀()，、\ud800\x00²①ⅩĿ"


@given(st.text(wild, max_size=30))
def test_no_text_breaks_a_check(raw: str):
    for found in (
        check_id(raw, today=TODAY),
        check_uscc(raw),
        check_phone(raw),
        check_name(raw),
        check_card(raw),
    ):
        assert found.valid == (found.code == "")
        assert bool(found.why) == (not found.valid)
