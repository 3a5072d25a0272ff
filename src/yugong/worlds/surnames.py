"""Surnames as frequent as in south-east Chongqing, and given names of their decade."""

from random import Random

# Rough parts per thousand: the great national names, and those that Chongqing's hills and Nanchuan know well.
SURNAMES: dict[str, int] = {
    **dict.fromkeys(("张", "王", "李", "刘", "陈"), 52),
    **dict.fromkeys(("杨", "周", "罗", "唐", "黄"), 30),
    **dict.fromkeys(("冉", "谭", "向"), 13),
    **dict.fromkeys(("吴", "赵", "何", "郑", "徐", "胡", "彭", "冯", "蒋", "邓"), 17),
    **dict.fromkeys(("梁", "夏", "金", "余", "肖", "袁", "曾", "谢", "程", "潘", "田", "任", "游", "石"), 10),
    **dict.fromkeys(("秦", "汪", "雷", "覃", "简", "娄", "骆", "熊", "龚", "卢", "贺", "代", "殷", "晏"), 6),
    **dict.fromkeys(
        ("韦", "鲜", "文", "江", "蔡", "姚", "严", "廖", "段", "邹", "万", "倪", "鄢", "瞿", "皮", "阳"), 4
    ),
    **dict.fromkeys(("欧阳", "上官", "司徒"), 1),
}

_WORN = {  # given names that fit a birth decade, by sex (1 male, 2 female)
    "1": {
        1960: "国强 国华 建国 明忠 德明 世华 永富 兴国 光荣 昌明 朝贵 祥华 定国 泽云 元福 少云",
        1970: "勇 军 伟 建军 志强 小平 晓东 明强 洪波 川 云贵 华平 小兵 文彬 长江 正洪 天友 德富",
        1980: "磊 鹏 超 涛 波 刚 建川 志远 晓峰 小龙 林 海涛 雪峰 渝川 亮 小军 世杰 俊 仁杰 启明",
        1990: "杰 浩 鑫 凯 俊杰 文涛 宇航 智 鸿 川渝 锐 旭 志豪 林峰 一鸣 家伟 昊 星宇 嘉豪",
        2000: "子豪 浩然 宇轩 俊熙 梓轩 博文 子涵 宇辰 思源 泽宇 天佑 皓轩 奕辰 铭泽 睿",
    },
    "2": {
        1960: "秀英 素芳 桂兰 玉珍 淑华 光碧 德芬 兴碧 明芬 朝会 素琼 昌秀 世芳 永碧 大芬",
        1970: "红 燕 敏 丽 小琴 晓红 梅 春燕 小兰 玉梅 群 利 玉华 洪英 廷芳 茂琼 中琴 小蓉",
        1980: "静 娟 婷婷 丽娜 晓燕 芳 文静 倩 霞 艳 小雨 海燕 雪梅 莉 春梅 晓霞 琴 玲 渝",
        1990: "婷 雪 欣怡 佳 梦婷 雨 颖 思佳 璐 晓彤 诗雨 莹 雅琪 文文 丹 秋月 琳 小雪",
        2000: "雨欣 梓涵 诗涵 欣妍 思琪 佳怡 语桐 子萱 梦瑶 一诺 可馨 静怡 雅婷 若溪",
    },
}
GIVEN = {sex: {decade: tuple(text.split()) for decade, text in worn.items()} for sex, worn in _WORN.items()}

# A second character is often chosen freely; these make names rarer without making them odd.
FREE = {"1": "明德云华平成林江川海山文志正小光长天洪永", "2": "英芳华琴兰蓉梅玲会容碧琼群霞萍秀丽小雪月"}


def surname(dice: Random) -> str:
    """A surname drawn by its local frequency."""
    return dice.choices(tuple(SURNAMES), weights=tuple(SURNAMES.values()))[0]


def given_name(dice: Random, *, sex: str, year: int) -> str:
    """A given name such as parents chose in that birth year."""
    decade = min(max(year // 10 * 10, 1960), 2000)
    worn = dice.choice(GIVEN[sex][decade])
    if len(worn) == 1 and dice.random() < 0.45:
        return dice.choice(FREE[sex]) + worn
    return worn
