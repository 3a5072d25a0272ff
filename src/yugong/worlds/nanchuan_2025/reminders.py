"""The year's eight reminders on safety: those of every year, and three of this one."""

from yugong.worlds.nanchuan.rights.letter_texts import PUBLIC, Said

OWN = (
    Said(
        "safety",
        "年关赶工期、赶订单，加班多、人手紧，违章操作和疲劳上岗增多，高处坠落、机械伤害容易发生。",
        "不为赶工减少安全交底，疲劳、酒后一律不上岗\n"
        "停产检修前办好动火、登高、吊装作业票\n放假前断电、断气、清库，值班表贴到门口",
        on=(1, 8),
    ),
    Said(
        "safety",
        "春季施工集中开工，临边洞口、脚手架、起重机械隐患突出，新进场工人安全教育不到位。",
        "新进场工人三级教育考核合格再上岗\n临边洞口防护当班检查，缺一处停一处\n起重机械验收挂牌，司机、指挥持证上岗",
        on=(4, 8),
    ),
    Said(
        "safety",
        "安全生产月以来，群众监督员报告的隐患集中在配电箱、叉车和危化品存放，班组自查还有死角。",
        "班组长每班查一次身边隐患，查到当班改\n叉车限速、人车分流，无证不准驾驶\n危化品分类存放，职工知道怎么处置、往哪撤",
        on=(6, 17),
    ),
)
ALL = tuple(sorted((*OWN, *(said for said in PUBLIC if said.cause == "safety")), key=lambda said: said.on))
