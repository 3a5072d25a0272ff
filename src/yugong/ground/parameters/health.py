"""The shipped parameters of health: childcare, screening, counselling, talks, the hundred best."""

from datetime import date

from yugong.ground.parameters.default import Default

HEALTH: dict[str, Default] = {
    "childcare.children": Default(20, "托管班申报补助：孩子至少（人）", "外省托管班办法，重庆未定", "U"),
    "childcare.days": Default(20, "托管班申报补助：至少开班（天）", "外省托管班办法，重庆未定", "U"),
    "childcare.attendance": Default(70, "托管班申报补助：到课至少（%）", "外省托管班办法，重庆未定", "U"),
    "childcare.subsidy": Default("45000.00", "全国爱心托管班补助（元）", "全国工会爱心托管班通知", "L"),
    "screening.checkup.age": Default(16, "新就业形态体检：最低年龄（周岁）", "与入会最低年龄一致", "L"),
    "screening.cancers.from": Default(35, "两癌筛查：年龄从（周岁）", "妇女两癌筛查工作方案的年龄段", "L"),
    "screening.cancers.to": Default(64, "两癌筛查：年龄到（周岁）", "妇女两癌筛查工作方案的年龄段", "L"),
    "screening.shown_days": Default(14, "体检结束后医院还能看名单（日）", "平台设计值", "L"),
    "health.few": Default(5, "健康类人数少于多少不显示（人）", "平台设计值，防止认出个人", "L"),
    "counsel.hotline": Default(
        "12356", "心理援助热线", "国家卫生健康委，全国统一号码", "L", date(2025, 1, 1)
    ),
    "counsel.emergency": Default("120", "医疗急救电话", "全国统一号码", "S"),
    "talk.arrange": Default(5, "请健康导师：答复（工作日）", "平台设计值", "L"),
    "talk.heard": Default(30, "请健康导师：等工会说讲得怎样（日）", "平台设计值", "L"),
    "best.score": Default(15, "百优百佳现场评分（工作日）", "平台设计值，重庆未定", "U"),
    "best.told": Default(15, "百优百佳结果告知（日）", "平台设计值", "L"),
    "best.posting": Default(5, "百优百佳公示（工作日）", "平台设计值，重庆未定", "U"),
    "best.pass": Default(80, "百优百佳入围分数（分）", "平台设计值，重庆未定", "U"),
}
