"""What a station may have, in the order in which it is shown (domain rules V2)."""

from collections.abc import Iterable, Mapping

from yugong.kernel.errors import Refused

FACILITIES: Mapping[str, str] = {
    "water": "热水",
    "charging": "充电",
    "swapping": "换电",
    "cold_drinks": "冷饮",
    "microwave": "微波炉",
    "toilet": "厕所",
    "air": "空调",
    "seats": "座椅",
    "recliner": "躺椅",
    "fridge": "冰箱",
    "books": "书屋",
    "wifi": "Wi-Fi",
    "nursing": "母婴室",
    "medicine": "药箱",
    "umbrella": "雨具",
    "pump": "打气筒",
    "aed": "AED",
    "jobs": "求职机",
}
BASIC = ("seats", "water", "microwave", "air", "charging", "medicine", "umbrella", "pump")


def clean(given: Iterable[str]) -> list[str]:
    """The facilities in their order, each once; Refused names what is not known."""
    asked = set(given)
    if unknown := sorted(asked - set(FACILITIES)):
        raise Refused(
            f"没有“{unknown[0]}”这种设施，可以选：{'、'.join(FACILITIES.values())}。", field="facilities"
        )
    return [key for key in FACILITIES if key in asked]


def lacking_kit(has: Iterable[str]) -> list[str]:
    """What of the basic kit a station does not have, in words."""
    held = set(has)
    return [FACILITIES[key] for key in BASIC if key not in held]
