"""How a name, phone, paper number, bank card or address looks to someone without the right (rule P11)."""

import re

COMPOUND_SURNAMES = frozenset(
    re.findall(
        r"\S+",
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
        "太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 "
        "漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 "
        "公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 "
        "褚师 纳兰 归海",
    )
)
_PLACE = re.compile(
    r"(?:[^省区市县]{2,8}(?:省|自治区))?(?:[^省区市县]{2,8}市)?(?:[^区市县]{1,10}(?:区|县|市|旗))?"
    r"(?:[^街镇乡]{1,10}?(?:街道|镇|乡))?"
)


def name(text: str) -> str:
    """The surname, then one star per further character: 张**, 欧阳**, 阿***·***, J*** *****."""
    if " " in text or "·" in text:
        first, *others = re.split(r"([ ·])", text)
        return _first(first) + "".join(p if p in " ·" else "*" * len(p) for p in others)
    if text.isascii():
        return _first(text)
    surname = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
    return text[:surname] + "*" * (len(text) - surname) if len(text) > 1 else "*" * len(text)


def phone(text: str) -> str:
    """138****8000; what is too short to be a mobile number shows its last two digits at most."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) >= 11 else _tail(text, 2)


def id_number(text: str) -> str:
    """The first three and last four of an identity number; other papers show only a short tail."""
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}" if len(text) >= 15 else _tail(text, 3)


def bank(text: str) -> str:
    """The last four digits of a bank card."""
    return f"**** {text[-4:]}" if len(text) >= 12 else "****"


def address(text: str) -> str:
    """As far as the street office or town; the rest is hidden."""
    match = _PLACE.match(text)
    return f"{match[0] if match else ''}***" if text else ""


def _first(word: str) -> str:
    return word[:1] + "*" * (len(word) - 1) if len(word) > 1 else "*" * len(word)


def _tail(text: str, shown: int) -> str:
    shown = min(shown, len(text) // 3)
    return "*" * (len(text) - shown) + text[len(text) - shown :]
