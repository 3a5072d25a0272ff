"""An empty roster to fill in: our titles, notes beside them, lists to choose from, ids kept as text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

SHEET, NOTES = "会员名册", "填写说明"
ROWS = 2000  # as many lines carry the lists


@dataclass(frozen=True, slots=True)
class Blank:
    """One column of the empty roster: its title, its note, its width, what may be chosen."""

    title: str
    note: str
    width: int = 12
    needed: bool = False
    choices: Sequence[str] = ()


COLUMNS = (
    Blank("姓名", "与证件上一致，不加空格和称呼。", needed=True),
    Blank("证件号码", "18 位居民身份证或居住证号码；这一列已设为文本格式，请不要改成数值。", 24, needed=True),
    Blank("手机号码", "本人的 11 位手机号，用来登录和接收通知。", 16, needed=True),
    Blank(
        "证件类型",
        "不填就当作居民身份证。",
        20,
        choices=("居民身份证", "港澳台居民居住证", "外国人永久居留身份证"),
    ),
    Blank("部门", "车间、班组、站点，没有可不填。", 16),
    Blank("工种", "做什么工作，例如采茶工、骑手。", 14),
    Blank("用工单位", "与工会所在单位不同时填写，例如劳务派遣。", 26),
    Blank("入会日期", "例如 2024-03-11；不填就从导入当天起算。", 14),
    Blank("性别", "可不填，以证件号码为准。", 8, choices=("男", "女")),
    Blank("民族", "可不填。", 10),
    Blank(
        "学历",
        "可不填。",
        12,
        choices=("小学", "初中", "高中", "中专", "技校", "大专", "本科", "硕士", "博士"),
    ),
    Blank(
        "政治面貌", "可不填。", 14, choices=("群众", "共青团员", "中共党员", "中共预备党员", "民主党派成员")
    ),
    Blank("户口性质", "可不填。", 12, choices=("农业户口", "非农业户口", "居民户口")),
    Blank("是否农民工", "可不填。", 12, choices=("是", "否")),
    Blank("备注", "只供自己看，不会导入。", 20),
)
ADVICE = (
    "一、姓名、证件号码、手机号码三列要填，其余可以空着。",
    "二、每人一行，不要合并单元格，不要写合计行；写了也认得，只是更容易出错。",
    "三、证件号码要完整的 18 位，末位是 X 的照写 X。",
    "四、同一个人只写一行；已是其他工会会员的，请先办会籍接转。",
    "五、填好保存，在工作台的名册页上传。有问题的行会连同原因退给您，改好再传即可。",
    "六、名册里是个人信息，请妥善保管，不要转发到聊天群。",
)


def blank() -> bytes:
    """The empty roster as an .xlsx."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    _roster(book)
    _notes(book)
    book.close()
    return out.getvalue()


def _roster(book: Any) -> None:
    sheet = book.add_worksheet(SHEET)
    plain = book.add_format({"num_format": "@"})
    looks = {"bold": True, "valign": "vcenter", "border": 1, "border_color": "#D8D2C8"}
    needed = book.add_format({**looks, "bg_color": "#14665F", "font_color": "#FFFFFF"})
    further = book.add_format({**looks, "bg_color": "#EAF2F0"})
    for column, one in enumerate(COLUMNS):
        sheet.set_column(column, column, one.width, plain)
        sheet.write_string(0, column, one.title, needed if one.needed else further)
        rule: dict[str, Any] = {"validate": "any", "input_title": one.title, "input_message": one.note}
        if one.choices:
            rule |= {"validate": "list", "source": list(one.choices), "error_title": one.title}
            rule |= {"error_message": "请从列表里选，或者空着。", "error_type": "warning"}
        elif one.title in ("证件号码", "手机号码"):
            digits = 18 if one.title == "证件号码" else 11
            rule |= {"validate": "length", "criteria": "==", "value": digits, "error_type": "warning"}
            rule |= {"error_title": one.title, "error_message": f"应为 {digits} 位，请核对。"}
        sheet.data_validation(1, column, ROWS, column, rule)
    sheet.set_row(0, 26)
    sheet.freeze_panes(1, 1)


def _notes(book: Any) -> None:
    """Two long cells, so that nobody takes the notes for a roster."""
    sheet = book.add_worksheet(NOTES)
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 90)
    told = [f"{one.title}{'（必填）' if one.needed else ''}：{one.note}" for one in COLUMNS]
    for row, lines in enumerate((ADVICE, told)):
        sheet.set_row(row, 18 * len(lines) + 12)
        sheet.write_string(row, 0, "\n".join(lines), wrap)
