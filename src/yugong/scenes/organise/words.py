"""The words of codes that this scene's pages show: ways of joining, sorts of units, what began and ended."""

from yugong.ui.shapes import Link

ROUTES = {
    "roster": "名册导入",
    "phone": "手机申请",
    "workplace": "职场入会",
    "source": "源头入会",
    "desk": "窗口登记",
}
CHANGES = {
    "join": "入会",
    "transfer": "转会",
    "merge": "工会合并",
    "split": "工会分立",
    "dissolve": "工会撤销",
    "retain": "保留会籍",
    "restore": "恢复会籍",
    "leave": "退会",
    "withdraw": "视为自动退会",
    "expel": "开除会籍",
    "death": "去世",
}
SOURCES = {"roster": "名册", "join": "本人申请", "desk": "窗口登记", "demo": "演示数据"}
PURPOSES = {"join": "入会审核", "works.show": "展出我的作品"}
KINDS = {
    "city": Link("市总工会", icon="landmark"),
    "district": Link("区县总工会", icon="landmark"),
    "zone": Link("功能区总工会", icon="landmark"),
    "industry": Link("产业（行业）工会", icon="network"),
    "street": Link("镇街工会", icon="map-pin"),
    "enterprise": Link("企事业基层工会", icon="factory"),
    "joint": Link("联合工会", icon="building-2"),
    "home": Link("新就业形态（源头）工会", icon="bike"),
    "branch": Link("分会", icon="network"),
    "group": Link("小组", icon="users"),
}
SUCCEEDED = {
    "merge": ("{}并入", "并入{}"),
    "split": ("由{}分立而来", "分立到{}"),
    "dissolve": ("承接撤销的{}", "撤销，会员转到{}"),
}
BASIC = ("enterprise", "joint", "home", "branch", "group")
HEADS = {
    "street": "street_officer",
    "district": "district_officer",
    "zone": "district_officer",
    "industry": "district_officer",
    "city": "city_officer",
}
AGENCIES = {
    "court": "法院",
    "procuratorate": "检察院",
    "justice": "司法行政",
    "labour": "人社",
    "civil": "民政",
    "medical": "医保",
}
