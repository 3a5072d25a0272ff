"""Who may do what, on one page: a permission is allowed by any of its ways, a way by all its questions."""

from collections.abc import Mapping

from yugong.ground.access.predicates import (
    Predicate,
    anyone,
    fits_post,
    granted,
    is_own,
    not_own,
    not_registered,
    own_account,
    platform,
    separated,
    serves_person,
    serves_unit,
    signed_in,
    unattached,
)
from yugong.ground.access.sending import sent_by_link, sent_to_agency
from yugong.kernel.permissions import Permission as P

Way = tuple[Predicate, ...]
OFFICER: Way = (granted, serves_unit)
DECIDES: Way = (granted, serves_unit, not_own)
OF_PERSON: Way = (granted, serves_person)
TAKES_IN: Way = (granted, unattached, not_own)
OWN: Way = (is_own,)
PLATFORM: Way = (platform,)
AGENCY: Way = (granted, sent_to_agency, not_own)
LINK: Way = (sent_by_link,)

POLICY: Mapping[P, tuple[str, tuple[Way, ...]]] = {
    P.MATTER_OPEN: ("提出事项", (OWN, OFFICER, OF_PERSON, (granted, unattached), PLATFORM)),
    P.MATTER_VIEW: ("查看办件", (OWN, OFFICER, PLATFORM)),
    P.MATTER_ASK: ("对本人的办件催办、补充、评价", (OWN,)),
    P.MATTER_HANDLE: ("受理、办理、审核办件", (DECIDES, PLATFORM)),
    P.MATTER_SUPERVISE: ("督办办件", (DECIDES, PLATFORM)),
    P.MATTER_FOLLOW: ("凭查询码查看匿名反映的事", ((anyone,),)),
    P.MATTER_SWEEP: ("到期自动处理", (PLATFORM,)),
    P.CASE_EXPORT: ("导出案卷", (DECIDES, PLATFORM)),
    P.HANDOVER_SEND: ("送交协作单位、撤回", (DECIDES, PLATFORM)),
    P.HANDOVER_ANSWER: ("协作单位查看、签收和答复", (AGENCY, LINK)),
    P.PERSON_SELF: ("办理本人事项", (OWN,)),
    P.PERSON_ENROL: ("登记职工", ((signed_in, not_registered), (granted,), PLATFORM)),
    P.PERSON_VIEW: ("查看职工资料（脱敏）", (OWN, OFFICER, OF_PERSON, PLATFORM)),
    P.PERSON_CHANGE: ("更正职工资料", (OWN, OFFICER, OF_PERSON, PLATFORM)),
    P.PERSON_REVEAL: ("查看明文资料", (OWN, OFFICER, OF_PERSON)),
    P.PERSON_EXPORT: ("导出名册", (OFFICER,)),
    P.PERSON_MERGE: ("合并重复登记、撤销合并", ((*OF_PERSON, not_own), TAKES_IN, PLATFORM)),
    P.MEMBER_LIST: ("查看会员名册", (OFFICER,)),
    P.MEMBERSHIP_CHANGE: ("变更会籍", (DECIDES, (*OF_PERSON, not_own), TAKES_IN, PLATFORM)),
    P.MEMBERSHIP_CARD: ("出示会员卡、开会员证明", (OWN, OF_PERSON, PLATFORM)),
    P.CARD_VERIFY: ("核验会员卡", ((anyone,),)),
    P.ROSTER_IMPORT: ("导入名册", (OFFICER, PLATFORM)),
    P.UNIT_MANAGE: ("建立和调整工会组织", (OFFICER, PLATFORM)),
    P.UNIT_VIEW: ("查看工会组织", ((anyone,),)),
    P.POST_APPOINT: ("任免工会干部", ((*DECIDES, fits_post, separated), (platform, separated))),
    P.EMERGENCY_ASK: ("申请紧急权限", ((granted,),)),
    P.EMERGENCY_ANSWER: ("批准紧急权限", (DECIDES,)),
    P.EMERGENCY_END: ("提前结束紧急权限", (OWN, OFFICER)),
    P.EMPLOYER_MANAGE: ("维护用人单位", ((granted,), PLATFORM)),
    P.AGENCY_MANAGE: ("维护协作单位", (OFFICER, PLATFORM)),
    P.PARAMETER_SET: ("设定业务参数", ((granted,), PLATFORM)),
    P.HOLIDAY_IMPORT: ("导入节假日安排", ((granted,), PLATFORM)),
    P.MEASURE_VIEW: ("查看指标和数字背后的清单", (OFFICER, PLATFORM)),
    P.FUND_VIEW: ("查看资金和账目", (OFFICER, PLATFORM)),
    P.FUND_MANAGE: ("设立资金、编列预算、登记到账", (OFFICER, PLATFORM)),
    P.PAYMENT_MAKE: ("付款制单", (DECIDES, PLATFORM)),
    P.PAYMENT_CHECK: ("付款复核", (DECIDES, PLATFORM)),
    P.PAYMENT_PAY: ("付款", (DECIDES, PLATFORM)),
    P.FACTS_RECORD: ("登记家庭情况", (OWN, OF_PERSON, PLATFORM)),
    P.FACTS_IMPORT: ("导入协作单位的家庭数据", (OFFICER,)),
    P.OFFER_VIEW: ("查看可能符合政策的职工", (OWN, OFFICER, PLATFORM)),
    P.OFFER_WHY: ("查看符合政策的数字依据", (OFFICER,)),
    P.OFFER_SCAN: ("查找符合政策的职工", ((granted,), PLATFORM)),
    P.POLICY_TRY: ("政策测算", (OFFICER,)),
    P.STATION_MANAGE: ("维护驿站阵地", (OFFICER, PLATFORM)),
    P.STATION_REPORT: ("反映驿站情况", ((signed_in,), PLATFORM)),
    P.CAMPAIGN_MANAGE: ("组织活动和服务", (OFFICER, PLATFORM)),
    P.CAMPAIGN_REVIEW: ("审核活动和服务的发布", (DECIDES, PLATFORM)),
    P.SCREENING_ATTEND: ("医院查看体检名单、登记到检", (AGENCY,)),
    P.COUNSEL_HOLD: ("心理咨询师管理本人的时段和咨询记录", ((granted, is_own),)),
    P.CONTEST_MANAGE: ("组织评选和投票", (OFFICER, PLATFORM)),
    P.CONTEST_REVIEW: ("审核评选和投票的发布", (DECIDES, PLATFORM)),
    P.CONTEST_REPORT: ("反映评选中的问题", ((anyone,),)),
    P.NEWS_WRITE: ("撰写资讯", (OFFICER, PLATFORM)),
    P.NEWS_REVIEW: ("审校和发布资讯", (DECIDES, PLATFORM)),
    P.TARGET_SET: ("拟定十件实事年度目标", (OFFICER, PLATFORM)),
    P.TARGET_CONFIRM: ("复核十件实事年度目标", (DECIDES, PLATFORM)),
    P.UPWARD_SEND: ("向下级要数", (OFFICER, PLATFORM)),
    P.UPWARD_SECOND: ("同意超负担的报表", (DECIDES, PLATFORM)),
    P.UPWARD_ANSWER: ("填报上级要的数", (OFFICER, PLATFORM)),
    P.FILE_READ: ("查看材料", (OWN, OFFICER, PLATFORM)),
    P.FILE_ADD: ("上传材料", ((signed_in,), LINK, PLATFORM)),
    P.NOTICE_SEND: ("发送通知", (OFFICER, PLATFORM)),
    P.NOTICE_READ: ("查看本人的通知", (OWN, PLATFORM)),
    P.AUDIT_READ: ("查阅审计日志", ((granted,), PLATFORM)),
    P.ACCOUNT_MANAGE: ("管理账号", ((granted,), (own_account,), PLATFORM)),
    P.SIGN_IN: ("登录和退出", ((anyone,),)),
    P.JOB_WATCH: ("查看后台任务进度", ((granted,), PLATFORM)),
    P.SYSTEM_RUN: ("维护系统运行", ((granted,), PLATFORM)),
}
