"""What the demo's paper prints, what its readers remark, and the works that workers show."""

import tomllib
from functools import cache
from importlib.resources import files

REMARKS = (
    "方向对，事实核过，可以。", "错别字改了两处，标点统一。", "数字和车间台账对过。",
    "人名、单位名核对无误。", "措辞朴实，同意。", "通读无误。",
)  # fmt: skip
WORKS = (  # sort, title, what the author says, the name under it, colours from the sky to the ground
    ("photo", "金佛山日出", "夜班下来开车上去拍的，等了一个小时。", "老马",
     ("#f6c28b", "#d9764a", "#6b4a3a", "#2f2a2a")),
    ("photo", "车间清晨", "第一缕光照在三号机上。", "铸锭班", ("#cfd8dc", "#90a4ae", "#546e7a", "#263238")),
    ("painting", "山城雾起", "退休前最后一幅，送给工友。", "听雨",
     ("#eceff1", "#b0bec5", "#78909c", "#37474f")),
    ("photo", "雨后的站台", "送餐路上停下来拍的。", "", ("#b3c7d6", "#6f8fa6", "#3e5b70", "#1d2c38")),
    ("painting", "梯田", "给女儿画的外婆家。", "春芽", ("#fff3c4", "#c5d86d", "#7a9e3a", "#3d5a24")),
    ("craft", "竹编灯罩", "竹子是自己上山砍的。", "篾匠阿兴", ("#fbe9d0", "#e0b76c", "#a9742f", "#5a3a17")),
    ("photo", "夜里的吊塔", "", "塔吊 7 号", ("#2b3a67", "#1b2a52", "#111b38", "#090f22")),
    ("painting", "嘉陵渡口", "按老照片画的。", "渡口人", ("#fce5cd", "#e8a87c", "#b5654a", "#4b2e2a")),
    ("photo", "茶山", "采茶季，早上五点。", "周姐", ("#e3f2d3", "#a3c585", "#5f8f4e", "#2c4a2b")),
    ("craft", "螺丝拼的公鸡", "用的都是报废件。", "", ("#efebe9", "#bcaaa4", "#8d6e63", "#3e2723")),
)  # fmt: skip


@cache
def texts() -> tuple[tuple[str, str, str], ...]:
    """Column, title and body of each article."""
    source = files("yugong.worlds").joinpath("nanchuan/service/articles.toml").read_text(encoding="utf-8")
    return tuple((one["column"], one["title"], one["body"]) for one in tomllib.loads(source)["article"])
