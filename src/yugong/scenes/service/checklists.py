"""What is looked at when a station is inspected: the six haves, and the yearly check of rooms and libraries.

Six haves: domain rules V1 (two wordings, the longer one here); yearly check: V8, its measure is the city's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checklist:
    """One sheet: its items with what is looked at, for which sorts, and what is counted, if anything."""

    key: str
    name: str
    items: Mapping[str, tuple[str, str]]
    sorts: Sequence[str]
    yearly: bool = False
    counted: str = ""


SIX = Checklist(
    "six",
    "六有检查",
    {
        "sign": ("有统一标识", "门头、名称、开放时间和管护工会的电话看得清"),
        "place": ("有固定场所", "地方固定、好进好找，没有挪作他用"),
        "equipment": ("有完备设施", "基本配置能用：座椅、热水、微波炉、空调、充电、药箱、雨具、打气筒"),
        "service": ("有完善服务", "按公布的时间开着，进门不用登记、不收费"),
        "people": ("有规章、有人管", "制度上墙，站长和电话是对的"),
        "found": ("有地图可查", "平台上的位置、时间、设施和现场一致"),
    },
    ("station", "smart", "kiosk", "fridge"),
)
LIBRARY = Checklist(
    "library",
    "职工书屋年度检查",
    {
        "room": ("有固定的阅读场地", "有桌椅、灯光，平时开着"),
        "books": ("书报能借能看", "有书目，年内添过书"),
        "lending": ("有借阅登记", "借还记录齐全，人数按登记数"),
        "people": ("有人管", "管理员和电话是对的"),
        "reading": ("办过读书活动", "年内有记录"),
        "safe": ("防火安全", "灭火器在有效期内，出口没有堵"),
    },
    ("library",),
    yearly=True,
    counted="这一年的读者人次",
)
NURSING = Checklist(
    "nursing",
    "爱心妈咪小屋年度检查",
    {
        "door": ("独立、能从里面锁门", "外面看不见里面，门锁完好"),
        "seat": ("座椅、插座、置物台", "坐得下、放得下吸奶器"),
        "water": ("洗手和热水", "屋里有，或者几步就到"),
        "cold": ("能存母乳的冰箱", "单独用，温度合适"),
        "clean": ("每天清洁", "有清洁记录"),
        "sign": ("标识和指引", "从大门到小屋找得到"),
    },
    ("nursing",),
    yearly=True,
    counted="这一年的使用人次",
)
CHILDCARE = Checklist(
    "childcare",
    "托管点年度检查",
    {
        "room": ("场地合适", "明亮、通风，桌椅够用"),
        "people": ("老师和志愿者", "人数和名单与申报一致"),
        "fire": ("消防安全", "灭火器有效，出口没有堵"),
        "food": ("食品安全", "供餐有资质、有留样；不供餐的写明"),
        "agreement": ("和家长签了协议", "接送、应急联系写清楚"),
        "no_lessons": ("不上学科课", "课表里没有学科培训"),
    },
    ("childcare",),
    yearly=True,
    counted="这一年的托管人次",
)
CHECKLISTS: Mapping[str, Checklist] = {one.key: one for one in (SIX, LIBRARY, NURSING, CHILDCARE)}


def checklist_of(sort: str) -> Checklist:
    """The sheet for a sort of station."""
    return next((one for one in CHECKLISTS.values() if sort in one.sorts), SIX)
