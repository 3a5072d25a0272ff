"""What the cells of one column look like: the share of ids, phones, names, dates and fixed words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yugong.kernel.roster.cells import EXACT, Cell, text, tight
from yugong.kernel.roster.titles import Role

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣邓郁"
    "单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇"
    "栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦"
    "雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利"
    "蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公付肖闫代丘欧覃涂仝佘晋楚闭岳商但"
    "苟税况敬蹇青冼钱阳秘智"
)
_ID = re.compile(
    r"^[1-9]\d{5}(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]|"
    r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})$"
)
_NEAR_ID = re.compile(
    r"^(?:\d{16,19}[Xx]?|\d(?:\.\d+)?[Ee]\+1[4-8]|[A-Z]{1,3}\d{7,12}|[1-9]\d{5}[\d*]{8,11}[\dXx*])$"
)
_PHONE = re.compile(r"^(?:\+?0{0,2}86)?1[3-9]\d{8,9}(?:[/、,;;]1\d{10})*$")
_LANDLINE = re.compile(r"^0\d{2,3}[-]?\d{7,8}$|^[2-8]\d{6,7}$")
_HAN_NAME = re.compile(
    r"^[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}$|^[\u3400-\u9fff]{2,}[·•・．.][\u3400-\u9fff]{2,}$"
)
_NATION = re.compile(r"^\w{1,4}族$")
_DAY = re.compile(r"^(?:19|20)\d\d(?:[-./年]?\d{1,2}(?:[-./月]?\d{1,2}日?)?月?)$|^[一二][九〇○零]..年")
_KIND = re.compile(r"身份证$|居住证$|护照|通行证|居留|回乡证|台胞证")
_SEXES = frozenset({"男", "女", "男性", "女性", "m", "f", "M", "F", "male", "female", "Male", "Female"})
_FIXED = {
    Role.EDUCATION: frozenset(
        {
            "小学",
            "初中",
            "高中",
            "中专",
            "技校",
            "大专",
            "专科",
            "本科",
            "大学",
            "硕士",
            "博士",
            "研究生",
            "大学本科",
            "职高",
            "中技",
            "大学专科",
        }
    ),
    Role.POLITICAL: frozenset(
        {"群众", "党员", "中共党员", "团员", "共青团员", "预备党员", "中共预备党员", "民盟盟员"}
    ),
    Role.HOUSEHOLD: frozenset(
        {"农业", "非农业", "城镇", "农村", "农业户口", "非农业户口", "居民户口", "非农"}
    ),
}
_WORDS = frozenset().union(*_FIXED.values())


@dataclass(frozen=True, slots=True)
class Profile:
    """How a column looks: filled cells seen, and per role the share of them that would fit it."""

    filled: int
    fits: dict[Role, float]
    whole_ids: float


def is_id(word: str) -> bool:
    """A tight text with the shape of a resident id, 18 or 15 characters."""
    return _ID.match(word) is not None


def is_phone(word: str) -> bool:
    """A tight text that is a mobile number, even one digit short, with or without +86."""
    return _PHONE.match(word) is not None


def is_name(word: str) -> bool:
    """A tight text that reads like a Chinese person's name."""
    return word[:1] in _SURNAMES and _HAN_NAME.match(word) is not None and word not in _WORDS


def profile(cells: Sequence[Cell]) -> Profile:
    """Count what the filled cells look like; the header is not among them."""
    counts: dict[Role, float] = dict.fromkeys(Role, 0.0)
    whole = filled = ascending = 0
    last: float | None = None
    seen: set[str] = set()
    for cell in cells:
        word = tight(cell).replace("-", "").lstrip("'")
        if not word:
            continue
        filled += 1
        seen.add(word)
        role = _look(cell, word)
        if role is not None:
            counts[role] += 1
            whole += role is Role.NUMBER and is_id(word)
        if word.isdigit() and len(word) < 6:
            ascending += last is None or float(word) > last
            last = float(word)
    if not filled:
        return Profile(0, {}, 0.0)
    distinct = len(seen) / filled
    fits = {role: count / filled for role, count in counts.items() if count}
    if Role.NAME in fits:
        fits[Role.NAME] *= 0.3 + 0.7 * distinct
    if ascending > 1:
        fits[Role.SEQUENCE] = ascending / filled
    return Profile(filled, fits, whole / filled)


def _look(cell: Cell, word: str) -> Role | None:
    if _ID.match(word) or _NEAR_ID.match(word) or (isinstance(cell, float) and cell >= EXACT / 100):
        return Role.NUMBER
    if _DAY.match(text(cell).replace(" ", "")):
        return Role.BIRTH
    if _PHONE.match(word) or _LANDLINE.match(word):
        return Role.PHONE
    if word in _SEXES:
        return Role.SEX
    if is_name(word):
        return Role.NAME
    if _NATION.match(word):
        return Role.ETHNICITY
    if _KIND.search(word):
        return Role.KIND
    for role, words in _FIXED.items():
        if word in words:
            return role
    if any(_ID.match(part) or _PHONE.match(part) for part in re.split(r"[^\dXx]+", word) if len(part) >= 11):
        return Role.MIXED
    return None
