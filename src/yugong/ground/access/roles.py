"""Roles as classes: a name, a paragraph an administrator reads, where it sits, its duties and powers."""

from typing import ClassVar

from yugong.ground.org.sittings import Sitting, sittings
from yugong.kernel.flow import CALLER, CLERK, HANDLER, REVIEWER, SUPERVISOR
from yugong.kernel.permissions import Permission as P
from yugong.kernel.registry import Registry

roles: Registry["type[Role]"] = Registry("role")

GRASSROOTS = frozenset(("enterprise", "joint", "home", "branch"))
COUNTY = frozenset(("district", "zone", "industry"))

READ = frozenset((P.MATTER_VIEW, P.FILE_READ, P.MEASURE_VIEW))
LIST = frozenset((P.MEMBER_LIST, P.PERSON_VIEW))
SERVE = frozenset((P.STATION_MANAGE, P.STATION_REPORT, P.CAMPAIGN_MANAGE, P.CONTEST_MANAGE, P.NEWS_WRITE))
PUBLISH = frozenset((P.CAMPAIGN_REVIEW, P.CONTEST_REVIEW, P.NEWS_REVIEW))
ANSWERS = frozenset((P.EMERGENCY_ANSWER, P.EMERGENCY_END))
DESK = (
    READ
    | LIST
    | {P.MATTER_OPEN, P.MATTER_HANDLE, P.HANDOVER_SEND, P.EMERGENCY_ASK, P.FACTS_RECORD, P.OFFER_VIEW}
)
YEAR = frozenset((P.TARGET_SET, P.TARGET_CONFIRM, P.UPWARD_SEND, P.UPWARD_SECOND))
POLICY = frozenset((P.OFFER_WHY, P.FACTS_IMPORT, P.POLICY_TRY))
ROLL = frozenset(
    (P.ROSTER_IMPORT, P.MEMBERSHIP_CHANGE, P.MEMBERSHIP_CARD, P.PERSON_ENROL, P.PERSON_CHANGE, P.PERSON_MERGE)
)
LEAD = (
    ANSWERS
    | SERVE
    | PUBLISH
    | {P.MATTER_SUPERVISE, P.CASE_EXPORT, P.PERSON_REVEAL, P.POST_APPOINT, P.UNIT_MANAGE, P.AGENCY_MANAGE}
)
NOT_LENT = ANSWERS | {
    P.EMERGENCY_ASK, P.POST_APPOINT, P.UNIT_MANAGE, P.AGENCY_MANAGE, P.PERSON_EXPORT, P.PARAMETER_SET,
    P.HOLIDAY_IMPORT, P.TARGET_SET, P.TARGET_CONFIRM, P.UPWARD_SEND, P.UPWARD_SECOND,
}  # fmt: skip


class Role:
    """What a post is for; subclasses are declarations and register themselves by key."""

    key: ClassVar[str]
    name: ClassVar[str]
    about: ClassVar[str]
    sits_at: ClassVar[frozenset[str]]
    duties: ClassVar[frozenset[str]] = frozenset()
    permissions: ClassVar[frozenset[P]] = frozenset()
    of_agency: ClassVar[bool] = False  # its posts belong to a partner agency

    def __init_subclass__(cls) -> None:
        roles.add(cls)
        sittings.add(Sitting(cls.key, cls.name, cls.sits_at))


class GroupLeader(Role):
    key, name = "group_leader", "工会小组长"
    about = "联系本小组会员，可以查看本小组的会员名册和办件进度，代会员提出申请并签署初步意见；不能审批。"
    sits_at = frozenset(("group", "branch"))
    permissions = READ | LIST | {P.MATTER_OPEN}


class GrassrootsChair(Role):
    key, name = "grassroots_chair", "基层工会主席"
    about = (
        "主持本单位工会工作：受理、办理和审核本单位职工的申请，"
        "维护会员名册，任免本单位工会干部；不能审批本人的事项。"
    )
    sits_at = GRASSROOTS
    duties = frozenset((CLERK, HANDLER, REVIEWER))
    permissions = (
        DESK | ROLL | SERVE | PUBLISH | ANSWERS
        | {P.PERSON_REVEAL, P.POST_APPOINT, P.FUND_VIEW, P.UPWARD_ANSWER}
    )  # fmt: skip


class GrassrootsVice(Role):
    key, name = "grassroots_vice", "基层工会副主席"
    about = "协助主席工作：受理、办理和审核本单位职工的申请，维护会员名册；不能任免干部，不能审批本人的事项。"
    sits_at = GRASSROOTS
    duties = frozenset((CLERK, HANDLER, REVIEWER))
    permissions = DESK | ROLL | SERVE | PUBLISH | {P.PERSON_REVEAL, P.UPWARD_ANSWER}


class CommitteeMember(Role):
    key, name = "committee_member", "基层工会委员"
    about = "参加工会委员会的集体讨论和表决；不因当选就能查看名册或者办理事项，要办事另任岗位。"
    sits_at = GRASSROOTS


class GrassrootsClerk(Role):
    key, name = "grassroots_clerk", "基层工会干事"
    about = "在主席领导下受理和办理本单位职工的申请，导入和更正会员名册；不能审核，也不能任免干部。"
    sits_at = GRASSROOTS
    duties = frozenset((CLERK, HANDLER))
    permissions = DESK | ROLL | SERVE | {P.UPWARD_ANSWER}


class GrassrootsAudit(Role):
    key, name = "grassroots_audit", "基层工会经审委员"
    about = (
        "查阅本单位工会的全部账目并出具审查意见；不能录入、修改或批准账目，也不能兼任主席、干事和财务岗位。"
    )
    sits_at = GRASSROOTS
    permissions = frozenset((P.FUND_VIEW,))


class GrassrootsAuditHead(Role):
    key, name = "grassroots_audit_head", "基层工会经审主任"
    about = "主持经费审查委员会，查阅本单位工会的全部账目并签署审查意见；回避要求与经审委员相同。"
    sits_at = GRASSROOTS
    permissions = frozenset((P.FUND_VIEW,))


class WomensMember(Role):
    key, name = "womens_member", "女职工委员"
    about = "维护女职工的权益，参加女职工委员会的讨论；不因当选就能查看名册或者办理事项。"
    sits_at = GRASSROOTS


class StreetOfficer(Role):
    key, name = "street_officer", "镇街工会干部"
    about = (
        "受理和办理本镇街所属基层工会和职工的事项，核实情况、"
        "督促基层办理；可以维护名册，查看明文须填写理由并留痕。"
    )
    sits_at = frozenset(("street",))
    duties = frozenset((CLERK, HANDLER, REVIEWER, SUPERVISOR, CALLER))
    permissions = (
        DESK | ROLL | SERVE | PUBLISH | ANSWERS
        | {P.MATTER_SUPERVISE, P.PERSON_REVEAL, P.OFFER_WHY, P.UPWARD_SEND, P.UPWARD_SECOND, P.UPWARD_ANSWER}
    )  # fmt: skip


class DistrictOfficer(Role):
    key, name = "district_officer", "区县总工会干部"
    about = (
        "审核材料、办理工单、督办下级，建立和调整所属工会组织并任免其干部，可以导出名册；不能修改全市规则。"
    )
    sits_at = COUNTY
    duties = frozenset((CLERK, HANDLER, REVIEWER, SUPERVISOR, CALLER))
    permissions = (
        DESK | ROLL | LEAD | POLICY | YEAR | {P.PERSON_EXPORT, P.FUND_VIEW, P.FUND_MANAGE, P.UPWARD_ANSWER}
    )


class DistrictDispatcher(Role):
    key, name = "district_dispatcher", "区县派单员"
    about = "受理本区县的诉求并派给承办工会，催办和督办；本人不承办、不审核。"
    sits_at = COUNTY
    duties = frozenset((CLERK, SUPERVISOR, CALLER))
    permissions = DESK | {P.MATTER_SUPERVISE}


class CityOfficer(Role):
    key, name = "city_officer", "市总工会干部"
    about = (
        "办理和审核全市事项，复核、抽查、督办，发布规则和参数，"
        "管理组织体系；查看明文须填写理由并留痕，不能修改已办结的记录。"
    )
    sits_at = frozenset(("city",))
    duties = frozenset((CLERK, HANDLER, REVIEWER, SUPERVISOR, CALLER))
    permissions = (
        DESK
        | ROLL
        | LEAD
        | POLICY
        | YEAR
        | {P.PERSON_EXPORT, P.PARAMETER_SET, P.HOLIDAY_IMPORT, P.FUND_VIEW, P.FUND_MANAGE, P.OFFER_SCAN}
    )


class CityDispatcher(Role):
    key, name = "city_dispatcher", "市级派单员"
    about = "受理全市诉求并派给区县或产业工会，裁定退回，催办和督办；查看明文须填写理由并留痕，本人不承办。"
    sits_at = frozenset(("city",))
    duties = frozenset((CLERK, SUPERVISOR, CALLER))
    permissions = DESK | {P.MATTER_SUPERVISE, P.PERSON_REVEAL}


class CallAgent(Role):
    key, name = "call_agent", "12351 话务员"
    about = "接听来电、登记诉求、办结后回访；看不到完整的证件号码，不能回访自己办理的件。"
    sits_at = frozenset(("city", "district"))
    duties = frozenset((CLERK, CALLER))
    permissions = READ | {P.MATTER_OPEN, P.MATTER_HANDLE}


class Supervisor(Role):
    key, name = "supervisor", "劳动法律监督员"
    about = (
        "对用人单位遵守劳动法律的情况开展监督检查，起草意见书、"
        "建议书；须两人以上共同进行，有利害关系的应当回避。"
    )
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    duties = frozenset((HANDLER,))
    permissions = READ | {P.MATTER_HANDLE, P.HANDOVER_SEND}


class Mediator(Role):
    key, name = "mediator", "劳动争议调解员"
    about = "主持调解、记录过程、拟订调解协议；与当事人有亲属或者利害关系的应当回避，不得代表用人单位。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    duties = frozenset((HANDLER,))
    permissions = READ | {P.MATTER_HANDLE, P.HANDOVER_SEND}


class RelationsInformant(Role):
    key, name = "relations_informant", "劳动关系信息员"
    about = "在镇街、园区和企业核实诉求、上报劳动关系的苗头和隐患；只核实、报告，不能办结。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    permissions = READ


class ProtectionInspector(Role):
    key, name = "protection_inspector", "劳动保护监督检查员"
    about = "检查劳动条件和安全生产，记录隐患、督促整改；检查须两人以上，不代替单位的安全管理人员。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    duties = frozenset((HANDLER,))
    permissions = READ | {P.MATTER_HANDLE}


class FinanceMaker(Role):
    key, name = "finance_maker", "财务制单"
    about = "录入付款申请；不能复核或支付，也不能兼任复核、付款岗位。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    permissions = frozenset((P.FUND_VIEW, P.FUND_MANAGE, P.PAYMENT_MAKE))


class FinanceChecker(Role):
    key, name = "finance_checker", "财务复核"
    about = "复核付款申请的依据和金额；不能制单或支付，也不能兼任制单、付款岗位。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    permissions = frozenset((P.FUND_VIEW, P.PAYMENT_CHECK))


class FinancePayer(Role):
    key, name = "finance_payer", "财务付款"
    about = "支付已经复核的款项；不能制单或复核，批准救助的人不能支付同一笔款项。"
    sits_at = GRASSROOTS | COUNTY | {"city", "street"}
    permissions = frozenset((P.FUND_VIEW, P.PAYMENT_PAY))


class Partner(Role):
    key, name = "partner", "协作单位联络员"
    about = (
        "法院、检察院、司法、人社、民政、医保等协作单位的联络员："
        "只能看到送交本单位的件，有用途、有期限；不能浏览。"
    )
    sits_at = COUNTY | {"city"}
    permissions = frozenset((P.HANDOVER_ANSWER,))
    of_agency = True


class HospitalLiaison(Role):
    key, name = "hospital_liaison", "体检医院联络员"
    about = "看到约在本院的体检名单，登记谁到检；平台不收、不存检查结果，名单到期就看不到。"
    sits_at = COUNTY | {"city"}
    permissions = frozenset((P.HANDOVER_ANSWER, P.SCREENING_ATTEND))
    of_agency = True


class CounselPost(Role):
    key, name = "counsel_post", "心理咨询岗"
    about = "开出自己的咨询时段，与来访者谈话，写只有自己能看的记录；工会干部看不到谁来过、谈了什么。"
    sits_at = COUNTY | {"city", "street"}
    permissions = frozenset((P.COUNSEL_HOLD,))


class SystemAdmin(Role):
    key, name = "system_admin", "系统管理员"
    about = "维护系统运行：后台任务、工作日历。不接触业务数据，不能授权，不能查看审计日志，不兼任其他岗位。"
    sits_at = frozenset(("city",))
    permissions = frozenset((P.SYSTEM_RUN, P.HOLIDAY_IMPORT))


class SecurityAdmin(Role):
    key, name = "security_admin", "安全管理员"
    about = "管理账号、岗位授权和安全策略。不接触业务数据，不能查看审计日志，不兼任其他岗位。"
    sits_at = frozenset(("city",))
    permissions = frozenset((P.POST_APPOINT,))


class AuditAdmin(Role):
    key, name = "audit_admin", "审计管理员"
    about = "查阅和核验审计日志。只读，不接触业务数据，不能授权，不兼任其他岗位。"
    sits_at = frozenset(("city",))
    permissions = frozenset((P.AUDIT_READ,))
