"""The parameters the platform ships with, each with its source and how sure we are (domain rules §12)."""

from datetime import date

from yugong.ground.parameters.default import Default
from yugong.ground.parameters.health import HEALTH
from yugong.ground.parameters.service import SERVICE
from yugong.kernel import committee, election

TARIFF = "重庆市 2018—2019 年帮扶标准的区间，现行分档待设置"
UNPUBLISHED = "现行金额未公布，按办事处现行条款设置"

DEFAULTS: dict[str, Default] = {
    **SERVICE,
    "aid.claim.contact": Default(5, "政策找人：确认后联系本人（工作日）", "平台设计值", "L"),
    "aid.claim.told": Default(15, "政策找人：结果告知（日）", "平台设计值", "L"),
    "membership.review": Default(3, "入会审核（工作日）", "平台设计值，无法定时限", "L"),
    "membership.transfer": Default(3, "转会静默同意（工作日）", "平台设计值，无法定时限", "L"),
    "membership.accept": Default(5, "转会接收（工作日）", "平台设计值，无法定时限", "L"),
    "membership.retain": Default(3, "保留、恢复会籍核对（工作日）", "平台设计值，无法定时限", "L"),
    "membership.leave": Default(3, "退会办理（工作日）", "平台设计值，无法定时限", "L"),
    "membership.decide": Default(5, "退会、开除的讨论和备案（工作日）", "平台设计值，无法定时限", "L"),
    "membership.appeal": Default(15, "结束会籍前本人提意见（日）", "平台设计值，无法定时限", "L"),
    "membership.idle_months": Default(
        6, "视为自动退会的期间（月）", "中国工会章程关于会员自动退会的规定", "L"
    ),
    "membership.amend": Default(3, "更正姓名、证件号核对（工作日）", "平台设计值，无法定时限", "L"),
    "membership.talk_gap": Default(7, "两次教育谈话的间隔（日）", "平台设计值", "L"),
    "membership.confirm": Default(5, "入会结果确认（工作日）", "平台设计值", "L"),
    "membership.mend": Default(15, "入会补正（日）", "平台设计值", "L"),
    "membership.certificate": Default(2, "会员证明核对（工作日）", "平台设计值", "L"),
    "membership.min_age": Default(16, "入会最低年龄（周岁）", "未成年人保护法第六十一条", "S"),
    "membership.found_prompt": Default(25, "同一单位会员聚集提示建会（人）", "工会法第十一条", "S"),
    "unit.term_warning": Default(180, "换届提前提醒（天）", "平台设计值", "L"),
    "unit.complete_share": Default(95, "会员信息完整率（%）", "平台设计值", "L"),
    "founding.review": Default(10, "同意筹备建会（工作日）", "平台设计值，无法定时限", "L"),
    "founding.prepare": Default(3, "筹备和选举（月）", "平台设计值，无法定时限", "L"),
    "founding.duty_months": Default(
        12, "新设单位建会期限（月）", "工会法第十二条；重庆市工会条例第十条", "S"
    ),
    "founding.letter_reply": Default(15, "建立工会意见书答复（工作日）", "平台设计值，重庆未定", "U"),
    "team.card_years": Default(5, "四支队伍工作证有效期（年）", "平台设计值，随本届任期", "L"),
    "consult.answer": Default(3, "律师答复咨询（工作日）", "平台设计值", "L"),
    "consult.heard": Default(7, "职工看咨询答复（日）", "平台设计值", "L"),
    "legal_aid.income_line": Default(
        "2330.00",
        "法律援助经济困难标准（人均月收入，元）",
        "法律援助法第四十一条，由本市确定；这里取最低工资",
        "U",
    ),
    "legal_aid.decide": Default(7, "法律援助决定（日）", "法律援助法第四十三条", "S"),
    "legal_aid.mend": Default(15, "法律援助补材料（日）", "平台设计值", "L"),
    "legal_aid.appoint": Default(3, "法律援助指派律师（日）", "法律援助法第四十三条", "S"),
    "legal_aid.acting": Default(180, "法律援助律师办理（日）", "平台设计值，按一裁一审估计", "L"),
    "legal_aid.confirm": Default(7, "法律援助职工确认（日）", "平台设计值", "L"),
    "legal_aid.told": Default(15, "法律援助结果告知（日）", "平台设计值", "L"),
    "aid.chain.summer": Default("06-15/08-20", "暑假岗位提供（月-日）", "平台设计值，按本市校历", "L"),
    "aid.chain.winter": Default("12-20/02-10", "寒假岗位提供（月-日）", "平台设计值，按本市校历", "L"),
    "aid.chain.first": Default("03-01", "毕业第一岗开始提供（月-日）", "平台设计值", "L"),
    "aid.chain.next": Default("06-10/10-31", "升学助学金提供（月-日）", "平台设计值，按录取时间", "L"),
    "aid.chain.age": Default(16, "假期岗位最低年龄（周岁）", "未成年人保护法第六十一条", "S"),
    "aid.autumn.review": Default(10, "金秋助学审核（工作日）", "平台设计值", "L"),
    "aid.autumn.pay": Default(10, "金秋助学付款（工作日）", "平台设计值", "L"),
    "aid.autumn.told": Default(15, "金秋助学结果告知（日）", "平台设计值", "L"),
    "aid.temporary.decide": Default(1, "临时救助审批（工作日）", "平台设计值，快速办理", "L"),
    "aid.temporary.pay": Default(3, "临时救助付款（工作日）", "平台设计值", "L"),
    "aid.temporary.told": Default(15, "临时救助结果告知（日）", "平台设计值", "L"),
    "aid.temporary.report": Default(10, "临时救助事后报备（工作日）", "平台设计值", "L"),
    "posting.hardship": Default(5, "困难职工公示（工作日）", "中国工会困难职工档案管理办法的通行做法", "L"),
    "posting.hardship.more": Default(
        3, "核实异议后再公示（工作日）", "重庆市最低生活保障条例第十八条，照此设计", "L"
    ),
    "hardship.check": Default(5, "困难建档查看材料（工作日）", "平台设计值，无法定时限", "L"),
    "hardship.mend": Default(15, "困难建档补材料（日）", "平台设计值，无法定时限", "L"),
    "hardship.visit": Default(10, "困难建档入户走访（工作日）", "平台设计值，无法定时限", "L"),
    "hardship.discuss": Default(5, "困难建档核定和评议（工作日）", "平台设计值，无法定时限", "L"),
    "hardship.objection": Default(5, "公示异议核实（工作日）", "平台设计值，无法定时限", "L"),
    "hardship.review": Default(5, "困难建档街道审核（工作日）", "低保三十日决定，照此分段设计", "L"),
    "hardship.approve": Default(5, "困难建档区县审批（工作日）", "低保三十日决定，照此分段设计", "L"),
    "hardship.told": Default(15, "困难建档结果告知（日）", "平台设计值", "L"),
    "hardship.appeal": Default(15, "困难建档上级复核（工作日）", "平台设计值，无法定时限", "L"),
    "hardship.recheck.months": Default(
        12, "困难档案年度复核（月）", "困难职工档案管理：每年至少复核一次", "L"
    ),
    "hardship.block.months": Default(12, "申报不实多久不受理（月）", "平台设计值", "L"),
    "mediation.accept": Default(3, "调解受理（工作日）", "企业劳动争议协商调解规定（2012）", "L"),
    "mediation.take": Default(1, "调解员接手（工作日）", "平台设计值，无法定时限", "L"),
    "mediation.talks": Default(15, "调解期限（日）", "劳动争议调解仲裁法第十四条", "S"),
    "mediation.consent": Default(3, "双方确认协议（日）", "平台设计值，无法定时限", "L"),
    "mediation.seal": Default(2, "协议用印（工作日）", "平台设计值，无法定时限", "L"),
    "mediation.perform": Default(30, "没有付款日期的协议履行（日）", "平台设计值，无法定时限", "L"),
    "mediation.default": Default(10, "督促履行（工作日）", "平台设计值，无法定时限", "L"),
    "mediation.confirm": Default(7, "职工确认到账（日）", "平台设计值，无法定时限", "L"),
    "mediation.told": Default(7, "调解结果告知（日）", "平台设计值，无法定时限", "L"),
    "letter.second": Default(2, "一函两书复核（工作日）", "平台设计值", "L"),
    "letter.mend": Default(5, "一函两书改正文（工作日）", "平台设计值", "L"),
    "letter.sign": Default(2, "一函两书签发（工作日）", "平台设计值", "L"),
    "letter.serve": Default(3, "一函两书送达（工作日）", "平台设计值", "L"),
    "letter.judge": Default(3, "一函两书对照核实（工作日）", "平台设计值", "L"),
    "letter.reminder.reply": Default(10, "提示函反馈（工作日）", "平台设计值，提示函不强制答复", "U"),
    "letter.opinion.reply": Default(15, "意见书答复（工作日）", "外省办法为 15 个工作日，重庆未定", "U"),
    "letter.recommendation.reply": Default(5, "建议书立案或说明（工作日）", "外省办法，重庆未定", "U"),
    "election.answer": Default(15, "上级工会答复选举结果（日）", "工会基层组织选举工作条例（2016）", "L"),
    "election.quorum": Default("2/3", "选举大会有效（占应到）", "工会基层组织选举工作条例（2016）", "L"),
    "election.majority": Default("1/2", "当选须超过（占应到）", "工会基层组织选举工作条例（2016）", "L"),
    "election.surplus": Default(election.SURPLUS, "委员差额（%）", "工会基层组织选举工作条例（2016）", "L"),
    "election.vacancy_months": Default(3, "主席空缺补选（月）", "重庆市工会条例第十条", "S"),
    "election.extension_months": Default(6, "换届最多延期（月）", "工会基层组织选举工作条例（2016）", "L"),
    "committee.own": Default(committee.OWN, "应当单独设委员会（会员人数）", "工会法第十一条", "S"),
    "committee.sizes": Default(committee.SIZES, "委员名额", "工会基层组织选举工作条例（2016）", "L"),
    "committee.audit": Default(committee.AUDIT, "经审委员名额", "工会基层组织选举工作条例（2016）", "L"),
    "committee.women": Default(committee.WOMEN, "设女职工委员会（女会员人数）", "重庆市工会条例第九条", "S"),
    "committee.delegates": Default(
        committee.DELEGATES, "会员代表名额", "基层工会会员代表大会条例（2019）", "L"
    ),
    "wage.min.band1": Default(2330, "最低工资一档（元/月）", "重庆市最低工资标准（2025-01-01 起）", "L"),
    "wage.min.band2": Default(2200, "最低工资二档（元/月）", "重庆市最低工资标准（2025-01-01 起）", "L"),
    "wage.average": Default(0, "上年度职工月平均工资（元，0 为尚未设置）", "重庆市每年公布，待设置", "U"),
    "wage.days": Default("21.75", "月计薪天数", "人社部 2008 年通知", "S"),
    "overtime.weekday": Default(150, "工作日加班（%）", "劳动法第四十四条", "S"),
    "overtime.restday": Default(200, "休息日加班（%）", "劳动法第四十四条", "S"),
    "overtime.holiday": Default(300, "法定节假日加班（%）", "劳动法第四十四条", "S"),
    "severance.cap_times": Default(3, "经济补偿工资封顶（倍）", "劳动合同法第四十七条", "S"),
    "severance.cap_years": Default(12, "经济补偿封顶后最长年限（年）", "劳动合同法第四十七条", "S"),
    "severance.unlawful": Default(2, "违法解除的赔偿金（倍）", "劳动合同法第八十七条", "S"),
    "final_award.months": Default(12, "终局裁决（月最低工资的月数）", "劳动争议调解仲裁法第四十七条", "S"),
    "layoff.heads": Default(20, "裁员程序的人数", "劳动合同法第四十一条", "S"),
    "layoff.share": Default(10, "裁员程序占职工的比例（%）", "劳动合同法第四十一条", "S"),
    "layoff.notice": Default(30, "裁员提前说明（日）", "劳动合同法第四十一条", "S"),
    "collective.heads": Default(10, "推举代表的劳动者人数", "劳动争议调解仲裁法第七条", "S"),
    "collective.red_sum": Default(30000, "多人欠薪红色预警（元）", "平台设计值", "L"),
    "sla.12351.ordinary": Default(5, "12351 一般诉求办理（工作日）", "全总三类时限，天数未公布", "U"),
    "sla.12351.hard": Default(15, "12351 疑难诉求办理（工作日）", "全总三类时限，天数未公布", "U"),
    "sla.12351.complex": Default(30, "12351 特别复杂诉求办理（工作日）", "全总三类时限，天数未公布", "U"),
    "sla.12351.case_ordinary": Default(10, "12351 一般诉求全程（工作日）", "平台设计值", "U"),
    "sla.12351.case_hard": Default(20, "12351 疑难诉求全程（工作日）", "平台设计值", "U"),
    "sla.12351.case_complex": Default(35, "12351 特别复杂诉求全程（工作日）", "平台设计值", "U"),
    "sla.12351.take": Default(1, "12351 受理派单（工作日）", "平台设计值", "L"),
    "sla.12351.note": Default(3, "12351 办理中告知进展的间隔（工作日）", "平台设计值", "L"),
    "sla.12351.confirm": Default(5, "12351 答复后等职工评价（日）", "平台设计值", "L"),
    "sla.12351.call": Default(2, "12351 回访（工作日）", "平台设计值", "L"),
    "sla.12351.silence": Default(10, "12351 联系不上后再等（日）", "平台设计值", "L"),
    "sla.12351.panel": Default(5, "12351 不合理诉求评议（工作日）", "平台设计值", "L"),
    "sla.12351.panel_told": Default(5, "12351 评议结论公示（日）", "平台设计值", "L"),
    "sla.12351.reopen": Default(90, "同一诉求再次反映接着办（日）", "平台设计值", "L"),
    "sla.ticket.sign": Default(1, "承办工会签收（工作日）", "各地热线惯例", "L"),
    "sla.ticket.return": Default(1, "退单裁定（工作日）", "各地热线惯例", "L"),
    "sla.urge_after": Default(1, "逾期后催办（日）", "各地热线惯例", "L"),
    "sla.criticise_after": Default(5, "催办无动静后通报（工作日）", "各地热线惯例", "L"),
    "sla.supervise": Default(3, "督办答复（工作日）", "平台设计值", "L"),
    "card.token_seconds": Default(60, "会员码有效时间（秒）", "平台设计值", "L"),
    "register.recheck_months": Default(12, "会员信息核对一次（月）", "平台设计值，会员实名制每年核对", "L"),
    "export.job_rows": Default(5000, "名册导出转后台办理的人数", "平台设计值", "L"),
    "export.keep_hours": Default(24, "导出文件可以下载的时间（时）", "平台设计值", "L"),
    "roster.job_rows": Default(2000, "名册转后台办理的行数", "平台设计值", "L"),
    "notice.quiet_from": Default(22, "短信免打扰开始（时）", "平台设计值", "L"),
    "notice.quiet_to": Default(8, "短信免打扰结束（时）", "平台设计值", "L"),
    "mutual.age_min": Default(16, "互助保障参加年龄下限（周岁）", "重庆 2015 年首期条款", "S"),
    "mutual.age_max": Default(60, "互助保障参加年龄上限（周岁）", "重庆 2015 年首期条款", "S"),
    "mutual.months": Default(12, "互助保障一期（月）", "重庆 2015 年首期条款", "S"),
    "mutual.claim_months": Default(24, "互助保障申请给付期限（月）", "各地一至两年，重庆未见公布", "U"),
    "mutual.illness_a.price": Default("30.00", "重大疾病 A 每份（元）", "重庆 2015 年首期条款", "U"),
    "mutual.illness_a.shares": Default(4, "重大疾病 A 每人最多份数", "重庆 2015 年首期条款", "U"),
    "mutual.illness_a.waiting": Default(90, "重大疾病 A 等待期（日）", "各地常见 90 或 180 日", "U"),
    "mutual.illness_a.lump": Default("10000.00", "重大疾病 A 每份给付（元）", "重庆 2015 年首期条款", "U"),
    "mutual.illness_a.extra": Default(
        "50000.00", "重大疾病 A 自付过线再给付（元）", "重庆 2015 年首期条款", "U"
    ),
    "mutual.illness_a.extra_over": Default(
        "200000.00", "重大疾病 A 医保后自付超过（元）", "重庆 2015 年首期条款", "U"
    ),
    "mutual.illness_b.price": Default("", "重大疾病 B 每份（元，待设置）", UNPUBLISHED, "U"),
    "mutual.illness_b.shares": Default("", "重大疾病 B 每人最多份数（待设置）", UNPUBLISHED, "U"),
    "mutual.illness_b.waiting": Default(90, "重大疾病 B 等待期（日）", "各地常见 90 或 180 日", "U"),
    "mutual.illness_b.lump": Default("", "重大疾病 B 每份给付（元，待设置）", UNPUBLISHED, "U"),
    "mutual.illness_b.extra": Default("", "重大疾病 B 自付过线再给付（元，待设置）", UNPUBLISHED, "U"),
    "mutual.illness_b.extra_over": Default("", "重大疾病 B 医保后自付超过（元，待设置）", UNPUBLISHED, "U"),
    "mutual.women.price": Default("", "女职工特殊疾病每份（元，待设置）", UNPUBLISHED, "U"),
    "mutual.women.shares": Default("", "女职工特殊疾病每人最多份数（待设置）", UNPUBLISHED, "U"),
    "mutual.women.waiting": Default(90, "女职工特殊疾病等待期（日）", "各地常见 90 或 180 日", "U"),
    "mutual.women.lump": Default("", "女职工特殊疾病每份给付（元，待设置）", UNPUBLISHED, "U"),
    "mutual.hospital.price": Default("80.00", "住院津贴每人（元）", "重庆 2015 年首期条款", "U"),
    "mutual.hospital.shares": Default(1, "住院津贴每人最多份数", "重庆 2015 年首期条款", "U"),
    "mutual.hospital.waiting": Default(30, "住院津贴等待期（日）", "各地常见 30 日", "U"),
    "mutual.hospital.daily": Default("50.00", "住院津贴每天（元）", "重庆 2015 年首期条款", "U"),
    "mutual.hospital.cap": Default("9000.00", "住院津贴每年最多（元）", "重庆 2015 年首期条款", "U"),
    "mutual.hospital.level": Default(2, "住院津贴医院级别不低于", "重庆 2015 年首期条款", "U"),
    "mutual.combined.price": Default("110.00", "医疗和意外综合每人（元）", "重庆 2015 年首期条款", "U"),
    "mutual.combined.shares": Default(1, "医疗和意外综合每人最多份数", "重庆 2015 年首期条款", "U"),
    "mutual.combined.waiting": Default(30, "医疗和意外综合等待期（日）", "各地常见 30 日", "U"),
    "mutual.combined.disability": Default("10000.00", "意外伤残最高给付（元）", "重庆 2015 年首期条款", "U"),
    "mutual.combined.death": Default("20000.00", "意外身故给付（元）", "重庆 2015 年首期条款", "U"),
    "mutual.combined.death_days": Default(180, "事故后多少日内身故（日）", "重庆 2015 年首期条款", "U"),
    "mutual.confirm": Default(3, "互助保障单位确认在保（工作日）", "平台设计值", "L"),
    "mutual.review": Default(5, "互助保障区县核对（工作日）", "平台设计值", "L"),
    "mutual.decide": Default(5, "互助保障办事处决定（工作日）", "平台设计值", "L"),
    "mutual.mend": Default(15, "互助保障补材料（日）", "平台设计值", "L"),
    "mutual.pay": Default(10, "互助保障付款（工作日）", "平台设计值", "L"),
    "mutual.told": Default(15, "互助保障结果告知（日）", "平台设计值", "L"),
    "mutual.office": Default("city", "互助保障资金和决定在哪级", "重庆办事处设在市总；city 或 district", "L"),
    "mutual.job_rows": Default(2000, "参保名单转后台办理的人数", "平台设计值", "L"),
    "payment.countersign_above": Default(
        100_000, "一批付款超过多少要会签（元）", "平台设计值，由本市财务制度确定", "U"
    ),
    "hardship.line.urban": Default(
        "735.00",
        "城镇低保标准（元/月）",
        "重庆市每年公布；这里是 2023 年 9 月起的标准",
        "U",
        date(2023, 9, 1),
    ),
    "hardship.line.rural": Default(
        "600.00",
        "农村低保标准（元/月）",
        "重庆市每年公布；这里是 2023 年 9 月起的标准",
        "U",
        date(2023, 9, 1),
    ),
    "hardship.multiple.relative": Default(
        "1.5", "相对困难为低保标准的倍数", "总工办〔2016〕36 号的外省细则，重庆未定", "U", date(2018, 1, 1)
    ),
    "hardship.accident.ratio": Default(
        "80%", "意外致困：花费超过家庭年收入的比例", "外省困难职工认定办法", "L", date(2018, 1, 1)
    ),
    "hardship.migrant.months": Default(
        12, "进城务工人员劳动关系（月）", "外省困难职工认定办法", "L", date(2018, 1, 1)
    ),
    "hardship.private_pupils.most": Default(
        0, "困难认定：高收费读民办、自费留学的孩子最多（个）", "外省困难职工认定办法", "L", date(2018, 1, 1)
    ),
    "hardship.cars.most": Default(
        0, "困难认定：必需以外的汽车最多（辆）", "各地惯例，重庆未定", "U", date(2018, 1, 1)
    ),
    "hardship.homes.most": Default(
        1, "困难认定：住房最多（套）", "各地惯例，重庆未定", "U", date(2018, 1, 1)
    ),
    "hardship.firms.most": Default(
        0, "困难认定：投资开办的企业最多（个）", "各地惯例，重庆未定", "U", date(2018, 1, 1)
    ),
    "hardship.exit.months": Default(
        6, "困难退出：连续几个月高于标准", "外省困难职工档案管理办法", "L", date(2018, 1, 1)
    ),
    "aid.school.senior.deep": Default(
        "5000.00", "助学：高中阶段，深度困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.school.senior.other": Default(
        "3000.00", "助学：高中阶段，其他困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.school.higher.deep": Default(
        "8000.00", "助学：高等教育，深度困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.school.higher.other": Default(
        "5000.00", "助学：高等教育，其他困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.living.subsistence.deep": Default(
        "6000.00", "生活救助：低保家庭，深度困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.living.subsistence.other": Default(
        "4500.00", "生活救助：低保家庭，其他困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.living.plain.deep": Default(
        "4500.00", "生活救助：其他家庭，深度困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.living.plain.other": Default(
        "1500.00", "生活救助：其他家庭，其他困难（元）", TARIFF, "U", date(2018, 1, 1)
    ),
    "aid.medical.from": Default("10000.00", "医疗救助：自付从多少起（元）", "平台设计值，重庆未定", "U"),
    "aid.medical.share": Default("30%", "医疗救助：按自付的比例", "平台设计值，重庆未定", "U"),
    "aid.medical.least": Default("3000.00", "医疗救助：最少（元）", TARIFF, "U", date(2018, 1, 1)),
    "aid.medical.most": Default("40000.00", "医疗救助：最多（元）", TARIFF, "U", date(2018, 1, 1)),
    "warmth.per_time": Default("3000.00", "送温暖：每人每次最多（元）", "外省送温暖资金办法，重庆未定", "U"),
    "warmth.per_year": Default("6000.00", "送温暖：每人每年最多（元）", "外省送温暖资金办法，重庆未定", "U"),
    "aid.temporary.ceiling": Default("3000.00", "临时救助：每次最多（元）", "平台设计值，重庆未定", "U"),
    "aid.temporary.times": Default(1, "临时救助：每年最多（次）", "基层工会临时救助的惯例", "L"),
    "vote.popular.most": Default(
        30, "有评委的评选，网络投票最多占（%）", "平台设计值，评选惯例 20%—30%", "L"
    ),
    "vote.batch.least": Default(20, "投票封存：票箱里至少留多少张一起封", "平台设计值，为保密", "L"),
    "vote.device.often": Default(5, "投票：同一设备一小时内多少张以后计入异常", "平台设计值", "L"),
    "vote.posting": Default(5, "评选结果公示（工作日）", "评选表彰公示的惯例", "L"),
    "upward.gap_minutes": Default(3, "上级报表：填一个数约要（分钟）", "平台设计值", "L"),
    "upward.month_minutes": Default(60, "上级报表：每家每月最多花（分钟）", "平台设计值，为基层减负", "L"),
    "cockpit.low_rate": Default(95, "驾驶舱：按时率低于多少提醒（%）", "平台设计值", "L"),
    "cockpit.cluster_days": Default(30, "驾驶舱：多少天内的诉求算集中（日）", "平台设计值", "L"),
    "cockpit.cluster_people": Default(5, "驾驶舱：同一单位多少人诉求算集中（人）", "平台设计值", "L"),
    **HEALTH,
    "log.retention_months": Default(6, "网络日志留存（月）", "网络安全法第二十一条", "S"),
}
