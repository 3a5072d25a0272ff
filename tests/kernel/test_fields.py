"""Declared fields: what they accept, what they refuse and in which words, what they show to whom."""

from datetime import date

import pytest

from yugong.kernel.errors import Refused
from yugong.kernel.fields import (
    Choice,
    Consent,
    Day,
    EmployerPick,
    Field,
    Files,
    IdNumber,
    LongText,
    Money,
    Number,
    PersonName,
    Phone,
    Text,
    clean_all,
    pages,
)

ONE = "0190aaaa-1111-7222-8333-444455556666"

TODAY = date(2026, 11, 21)
TOPIC = Choice("topic", "诉求类型", of=(("pay", "欠薪"), ("hurt", "工伤")))

ACCEPTED = [
    (Text("a", "事项"), "  我要\n入会 ", "我要 入会"),
    (LongText("a", "经过"), "一\r\n二 ", "一\n二"),
    (TOPIC, "pay", "pay"),
    (Phone("a", "手机号"), "138 1234 5678", "13812345678"),
    (PersonName("a", "姓名"), " 陈大勇 ", "陈大勇"),
    (Day("a", "日期"), "2026年7月14日", "2026-07-14"),
    (Day("a", "日期"), date(2026, 7, 14), "2026-07-14"),
    (Number("a", "人数"), "１２", 12),
    (Number("a", "人数"), 0, 0),
    (Money("a", "金额"), "4,862.50 元", 486250),
    (EmployerPick("a", "单位"), "17", 17),
    (Files("a", "凭证"), ONE, [ONE]),
    (Files("a", "凭证"), ["", ONE], [ONE]),
    (Files("a", "凭证", optional=True), [""], None),
    (Consent("a", "同意"), "on", True),
    (Text("a", "事项", optional=True), "  ", None),
]
REFUSED = [
    (Text("a", "事项"), "", "请填写事项"),
    (Text("a", "事项", longest=2), "一二三", "事项最多 2 个字，现在是 3 个字"),
    (TOPIC, None, "请选择诉求类型"),
    (TOPIC, "love", "请从诉求类型里选一项：欠薪、工伤"),
    (Day("a", "出生日期", past=True), "2026-11-22", "出生日期不能晚于今天"),
    (Day("a", "开始日期", future=True), "2026-11-20", "开始日期不能早于今天"),
    (Day("a", "日期"), "2026-02-30", "日期请写成 2026-07-14 这样的日期"),
    (Number("a", "人数"), "三", "人数请填整数"),
    (Number("a", "人数", most=9), "10", "人数要在 0 到 9 之间"),
    (Money("a", "金额"), "1.234", "金额最多写到分，即小数点后两位。"),
    (Money("a", "金额"), "NaN", "金额只能写数字，例如 1234.56。"),
    (Money("a", "金额", most=100_00), "100.01", "金额不能超过 100.00 元"),
    (EmployerPick("a", "单位"), "1 or 1=1", "请从列表里选择单位"),
    (Files("a", "凭证", most=1), ["1", "2"], "凭证最多 1 份，现在是 2 份"),
    (Files("a", "凭证"), ["../etc"], "有的附件没有传上来，请重新上传"),
    (Consent("a", "同意入会"), "", "请先阅读并勾选：同意入会"),
    (Consent("a", "同意入会"), False, "请先阅读并勾选：同意入会"),
]


@pytest.mark.parametrize(("field", "raw", "value"), ACCEPTED)
def test_accepts(field: Field, raw: object, value: object) -> None:
    assert field.clean(raw, today=TODAY) == value


@pytest.mark.parametrize(("field", "raw", "reason"), REFUSED)
def test_refuses_in_clear_words(field: Field, raw: object, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        field.clean(raw, today=TODAY)
    assert (refused.value.reason, refused.value.field) == (reason, field.name)


@pytest.mark.parametrize(
    ("field", "raw"),
    [
        (Phone("p", "手机号"), "1381234567"),
        (IdNumber("i", "证件号"), "50010319900101123"),
        (PersonName("n", "姓名"), "123"),
    ],
)
def test_a_bad_identifier_names_its_field_and_reason(field: Field, raw: str) -> None:
    with pytest.raises(Refused) as refused:
        field.clean(raw, today=TODAY)
    assert refused.value.field == field.name
    assert refused.value.code != ""
    assert refused.value.reason != ""


def test_personal_values_are_shown_masked() -> None:
    assert Phone("p", "手机号").show("13812345678") == "138****5678"
    assert Phone("p", "手机号").show("13812345678", full=True) == "13812345678"
    assert LongText("s", "经过", personal=True).show("很长的事") == "••••"
    assert TOPIC.show("pay") == "欠薪"
    assert Money("m", "金额").show(486250) == "4,862.50 元"
    assert Day("d", "日期").show("2026-07-14") == "2026 年 7 月 14 日"
    assert Number("n", "人数", unit="人").show(0) == "0 人"


def test_clean_all_gathers_answers_and_refusals() -> None:
    answers, errors = clean_all(
        (TOPIC, Phone("phone", "手机号")), {"topic": "pay", "phone": "1"}, today=TODAY
    )
    assert answers == {"topic": "pay"}
    assert list(errors) == ["phone"]


def test_pages_keep_the_declared_order() -> None:
    who, where = Text("a", "甲", page="你是谁"), Text("b", "乙", page="在哪干活")
    assert pages((who, where, Text("c", "丙", page="你是谁")))["你是谁"] == (
        who,
        Text("c", "丙", page="你是谁"),
    )
    assert list(pages((who, where))) == ["你是谁", "在哪干活"]
