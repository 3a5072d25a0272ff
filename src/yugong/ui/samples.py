"""Invented values for the gallery: every part in every state. All names and figures are demo data."""

from datetime import UTC, datetime
from typing import Any

from yugong.kernel.errors import Refused
from yugong.kernel.fields import (
    Choice,
    Consent,
    Day,
    Files,
    IdNumber,
    LongText,
    Money,
    PersonName,
    Phone,
    Text,
)
from yugong.ui import forms, tables
from yugong.ui.shapes import Deed, Link, MemberCard, Node, QueueGroup, QueueRow, Step, Talk
from yugong.ui.words import Reading

JULY = datetime(2026, 7, 15, 8, 40, tzinfo=UTC)

FIELDS = (
    PersonName("name", "姓名", hint="和身份证上一样"),
    IdNumber("id_number", "证件号"),
    Phone("phone", "手机号", hint="工会有事会打这个电话，不会给别人看"),
    Choice(
        "trade",
        "你现在干哪一行",
        of=(
            ("rider", "送外卖、跑腿、送快递"),
            ("driver", "开网约车、货车"),
            ("worker", "在企业、工厂、工地上班"),
        ),
    ),
    Day("since", "从哪天开始", optional=True),
    Money("amount", "申请金额", hint="按住院票据带出，可改"),
    Text("place", "干活的地方", optional=True),
    LongText("story", "说说怎么回事", personal=True),
    Files("proof", "凭证", optional=True),
    Consent("agree", "我自愿加入工会", text="遵守《中国工会章程》，同意为入会审核使用以上信息。"),
)

CLOCKS = {
    "calm": Reading("剩 3 天", "running", 35),
    "soon": Reading("剩 5 时 20 分", "running", 82),
    "over": Reading("超 1 天 2 时", "overdue", 100),
    "paused": Reading("暂停 · 等补正", "paused", 40),
    "done": Reading("按时，12 时 06 分", "done", 50),
    "waiting": Reading("未开始", "waiting", 0),
}

STEPS = (
    Step("done", "已提交", "7 月 13 日 21:06 · 你从手机提交"),
    Step("done", "已受理", "7 月 14 日 09:12 · 用时 12 小时，承诺 24 小时内", "12351 中心转给渝中区总工会。"),
    Step(
        "now",
        "正在办理",
        "7 月 14 日起 · 承诺 5 个工作日",
        "公司答复本周内给方案。",
        Link("看沟通记录（2 条）", "#talk"),
    ),
    Step("todo", "给你答复", "", "最晚 7 月 21 日"),
    Step("todo", "回访，你说了算", "", "不满意就退回重办，不用重新填。"),
)

STAGES = (
    Step("done", "受理", "7-14 09:12 · 12351 中心"),
    Step("done", "派办", "7-14 09:30 · 渝中区总工会"),
    Step("now", "办理", "李敏 · 剩 5 时 20 分"),
    Step("todo", "答复", "最晚 7-21 18:00"),
    Step("todo", "回访", "12351 中心"),
)

QUEUE = (
    QueueGroup(
        "已超时 2",
        (
            QueueRow(
                "a",
                "欠薪 · 3 名配送员 5、6 月工资",
                "#a",
                CLOCKS["over"],
                "12351-260708-0391 · 渝畅达物流",
                "石油路街道",
                True,
            ),
            QueueRow(
                "b",
                "转会确认 · 赵文静 转入",
                "#b",
                Reading("超 4 时", "overdue", 100),
                "会员 · 原江津区总工会",
                "大坪街道",
            ),
        ),
        hot=True,
    ),
    QueueGroup(
        "今天到期 2",
        (
            QueueRow(
                "c",
                "欠薪 · 6 月配送费未结清",
                "#c",
                CLOCKS["soon"],
                "12351-260713-0482 · 嘉陵星配送",
                "12351",
                current=True,
            ),
            QueueRow(
                "d",
                "金秋助学 · 二本录取",
                "#d",
                Reading("剩 6 时", "running", 78),
                "困难帮扶 · 材料齐",
                "上清寺街道",
            ),
        ),
    ),
    QueueGroup(
        "本周 2",
        (
            QueueRow(
                "e",
                "入会申请 · 42 人（化龙桥快递行业）",
                "#e",
                Reading("剩 2 天", "running", 40),
                "会员 · Excel 导入",
                "化龙桥街道",
            ),
            QueueRow(
                "f", "工伤咨询 · 夜班摔伤未报", "#f", CLOCKS["paused"], "12351-260714-0506 · 匿名", "12351"
            ),
        ),
    ),
)

DEEDS = (
    Deed(
        "7-15 16:40", "李敏", "给职工留言", "陈师傅，公司承认有 4,862 元没结，约了明天上午当面定时间。", "me"
    ),
    Deed("7-14 15:20", "系统", "风险提示", "同一单位 7 日内 4 起同类诉求，已推送街道和劳动监察。", "bad"),
    Deed("7-14 09:12", "12351 中心", "受理，用时 12 时 06 分"),
)

TREE = (
    Node(
        "渝中区总工会",
        "#u1",
        "landmark",
        "2,418",
        open=True,
        children=(
            Node(
                "石油路街道总工会",
                "#u2",
                "map-pin",
                "186",
                open=True,
                children=(
                    Node("新就业形态工会联合会", "#u3", "bike", "1,286 人", current=True),
                    Node("渝州百货工会", "#u4", "factory", "612", warn="换届到期"),
                ),
            ),
            Node("大坪街道总工会", "#u5", "map-pin", "243", more="#more"),
        ),
    ),
)

SERVICES = (
    Link("找驿站", "#", icon="map-pin", scene="s1"),
    Link("找工作", "#", icon="briefcase", scene="s1"),
    Link("入会转会", "#", icon="id-card", scene="s5"),
    Link("我要求助", "#", icon="shield-alert", scene="s4"),
    Link("互助理赔", "#", icon="hand-heart", scene="s3"),
    Link("学技能", "#", icon="graduation-cap", scene="s2"),
    Link("劳动竞赛", "#", icon="graduation-cap", scene="s2"),
    Link("全部服务", "#", icon="layout-grid", scene="s1"),
)

SCENES = (
    Link("一站享", "#", icon="cup-soda", scene="s1", note="驿站、找工作、活动、体检、相亲"),
    Link("一链培", "#", icon="graduation-cap", scene="s2", note="学技能、攒学分、比竞赛、评工匠"),
    Link("一件事", "#", icon="hand-heart", scene="s3", note="有难处？助学、医疗、临时救助一次办"),
    Link("一键通", "#", icon="scale", scene="s4", note="欠薪、工伤、合同，12351 管到底"),
    Link("一网管", "#", icon="network", scene="s5", note="入会转会、会费公示、民主议事"),
)

MEMBER = MemberCard(
    "陈大勇",
    "渝工会员",
    ("外卖骑手 · 2024 年 3 月入会", "石油路街道新就业形态工会联合会"),
    (
        Link("我的学分", "#", count="186"),
        Link("办理中", "#", count="1"),
        Link("互助保障额度", "#", count="¥5 万"),
    ),
    Link("会员码", "#", note="出示给合作商家核验"),
)

TALKS = (
    Talk("李敏", "陈师傅，公司承认有 4,862 元没结。我们约了明天上午当面定时间。", JULY, officer=True),
    Talk("陈大勇", "好，谢谢。能这周打到账就行。", JULY, mine=True),
)

PEOPLE = (
    ("1", "陈*勇", "500103********27", "138****5678", "外卖", "2024-03-11", 186, "active", "正常"),
    ("2", "冉*明", "500112********35", "133****2210", "快递", "2025-11-20", 92, "active", "正常"),
    ("3", "谭*", "500231********18", "151****0937", "跑腿", "2025-09-30", 12, "unverified", "缺手机核验"),
    ("4", "杨*", "500382********51", "139****4406", "快递", "2025-09-02", 41, "moving", "转出中"),
)
COLUMNS = (
    tables.Column("1", "姓名", lambda row: tables.Cell(row[1], "#")),
    tables.Column("2", "证件号", lambda row: row[2]),
    tables.Column("3", "手机", lambda row: row[3]),
    tables.Column("4", "行当", lambda row: row[4]),
    tables.Column("5", "入会", lambda row: row[5]),
    tables.Column("6", "学分", lambda row: row[6], "r"),
    tables.Column("7", "状态", lambda row: tables.Cell(row[8], status=row[7])),
)


def people() -> tables.Page:
    """A list page without a database."""
    lines = [tables.Line(row[0], row[1], tuple(one.cell(row) for one in COLUMNS), row) for row in PEOPLE]
    held = (
        tables.Held("q", "姓名、手机、证件号", "text", "", ()),
        tables.Held(
            "state", "状态", "select", "active", forms.options((("active", "正常"), ("moving", "转出中")))
        ),
    )
    return tables.Page("#", COLUMNS, held, lines, 50, "", "?after=x", 1000, True)


def form() -> forms.Form:
    """A form with two errors, something filled in and something kept."""
    errors = {
        "phone": Refused("手机号要 11 位，现在是 10 位", field="phone"),
        "agree": Refused("请先阅读并勾选：我自愿加入工会", field="agree"),
    }
    values = {"name": "陈大勇", "phone": "138 8321 567", "trade": "rider", "amount": "1,860.00"}
    more = {
        "trade": {"options": [(*FIELDS[3].options[0], "新就业形态劳动者", "bike"), *FIELDS[3].options[1:]]}
    }
    return forms.form(FIELDS, values, errors, prefilled={"name": "实名已核"}, more=more)


def gallery() -> dict[str, Any]:
    """What the gallery shows."""
    return {
        "form": form(),
        "clocks": CLOCKS,
        "steps": STEPS,
        "stages": STAGES,
        "queue": QUEUE,
        "deeds": DEEDS,
        "tree": TREE,
        "services": SERVICES,
        "scenes": SCENES,
        "talks": TALKS,
        "people": people(),
        "member": MEMBER,
        "tabs_shown": (Link("待我处理", "#", True, 23), Link("待签收", "#", count=5), Link("已办", "#")),
        "chips_shown": (Link("现在开着", "#", True), Link("24 小时", "#"), Link("有充电", "#")),
        "segs_shown": (Link("松", "#", True), Link("紧", "#")),
        "months": ("1月", "2月", "3月", "4月", "5月"),
        "money_series": (("收入", (98, 102, 231, 160, 188)), ("支出", (60, 84, 90, 120, 166))),
        "rate_series": (("按时", (96.8, 97.4, 98.1, 98.0, 98.6)), ("满意", (98.9, 99.0, 99.1, 99.3, 99.2))),
        "districts": {
            "江北": 91,
            "渝中": 98,
            "南川": 100,
            "彭水": 93,
            "江津": 94,
            "巫溪": 94,
            "万州": 98,
            "两江": 99,
        },
        "now": JULY,
    }
