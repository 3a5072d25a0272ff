"""The parameters the platform ships with, each with its source and how sure we are (domain rules §12)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Default:
    """A shipped value: S sure, L likely, U unsure; the owner may replace it by a dated row."""

    value: Any
    label: str
    source: str
    mark: str


DEFAULTS: dict[str, Default] = {
    "membership.review": Default(3, "入会审核（工作日）", "平台设计值，无法定时限", "L"),
    "membership.transfer": Default(3, "转会静默同意（工作日）", "平台设计值，无法定时限", "L"),
    "membership.confirm": Default(5, "入会结果确认（工作日）", "平台设计值", "L"),
    "membership.mend": Default(15, "入会补正（日）", "平台设计值", "L"),
    "membership.certificate": Default(2, "会员证明核对（工作日）", "平台设计值", "L"),
    "membership.min_age": Default(16, "入会最低年龄（周岁）", "未成年人保护法第六十一条", "S"),
    "membership.found_prompt": Default(25, "同一单位会员聚集提示建会（人）", "工会法第十一条", "S"),
    "unit.term_warning": Default(180, "换届提前提醒（天）", "平台设计值", "L"),
    "unit.complete_share": Default(95, "会员信息完整率（%）", "平台设计值", "L"),
    "card.token_seconds": Default(60, "会员码有效时间（秒）", "平台设计值", "L"),
    "roster.job_rows": Default(2000, "名册转后台办理的行数", "平台设计值", "L"),
    "notice.quiet_from": Default(22, "短信免打扰开始（时）", "平台设计值", "L"),
    "notice.quiet_to": Default(8, "短信免打扰结束（时）", "平台设计值", "L"),
    "log.retention_months": Default(6, "网络日志留存（月）", "网络安全法第二十一条", "S"),
}
