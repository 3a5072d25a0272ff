"""What column titles mean, in the many words unions use for them."""

import re
from enum import StrEnum
from functools import lru_cache

from yugong.kernel.roster.cells import folded


class Role(StrEnum):
    """What a column holds. OTHER is known and deliberately not read (a spouse's name, a bank card)."""

    SEQUENCE = "sequence"
    NAME = "name"
    NUMBER = "id_number"
    KIND = "id_kind"
    MIXED = "id_and_phone"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    BIRTH = "birth"
    AGE = "age"
    PHONE = "phone"
    EMPLOYER = "employer"
    DEPARTMENT = "department"
    JOB = "job"
    EDUCATION = "education"
    POLITICAL = "political"
    HOUSEHOLD = "household"
    MIGRANT = "migrant"
    JOINED = "joined_on"
    STARTED = "started_on"
    ADDRESS = "address"
    CARD = "card_number"
    REMARK = "remark"
    OTHER = "other"


LABELS = {
    Role.SEQUENCE: "序号",
    Role.NAME: "姓名",
    Role.NUMBER: "证件号码",
    Role.KIND: "证件类型",
    Role.MIXED: "证件号码和电话",
    Role.SEX: "性别",
    Role.ETHNICITY: "民族",
    Role.BIRTH: "出生日期",
    Role.AGE: "年龄",
    Role.PHONE: "手机号码",
    Role.EMPLOYER: "单位",
    Role.DEPARTMENT: "部门",
    Role.JOB: "工种",
    Role.EDUCATION: "学历",
    Role.POLITICAL: "政治面貌",
    Role.HOUSEHOLD: "户口性质",
    Role.MIGRANT: "是否农民工",
    Role.JOINED: "入会日期",
    Role.STARTED: "入职日期",
    Role.ADDRESS: "地址",
    Role.CARD: "会员证号",
    Role.REMARK: "备注",
    Role.OTHER: "不读取",
}

# A column about somebody or something else, whatever else its title says.
_ELSE = (
    r"配偶|家属|子女|孩子|父亲|母亲|父母|亲属|亲人|紧急|应急|推荐人|介绍人|经办|填表|填报|制表|审核|"
    r"负责人|法人|户主|受益人|"
    r"曾用|别名|拼音|英文|银行|开户|账号|账户|社保号|公积金|工资|座机|办公电话|固定电话|家庭电话|单位电话|短号|传真|"
    r"邮箱|email|微信号|qq|照片|签名|签字|签章|手印|有效期|复印件|签发|发证|驾驶证|从业|健康证|上岗证|资格证|车牌|学校|专业$|"
    r"联系人|班主任|统一社会信用|信用代码|组织机构|spouse|bank|emergency|contactperson|校验|核验|是否有|退会|离职|离会"
)
_CODE = (
    r"类型|类别|种类|名称$|地址|住址|电话|手机|会员证|会员卡|会籍|工会证|工会卡|工号|职工号|"
    r"编号$|后六位|后四位|是否"
)

# role, titles that say exactly this, words that appear in such titles, words that speak against it
_WORDS: tuple[tuple[Role, str, str, str], ...] = (
    (Role.MIXED, r"", r"(身份证|证件).*(电话|手机)|(电话|手机).*(身份证|证件)", r"类型|姓名"),
    (
        Role.KIND,
        r"证类|证件|证照|证件类型|papertype|idtype|idkind|documenttype",
        r"(证件|证照|身份证?|id).{0,2}(类型|类别|种类|名称|type)",
        r"号",
    ),
    (
        Role.NUMBER,
        r"身份证|号码|证号|证件号|身份号|公民身份|id|idno|idcard|idnumber|idcardno|sfzh|sfzhm|sfz|zjhm|zjh",
        r"身份证|身份号|证件号|证件编[号码]|证照号|证照编|公民身份|护照号|通行证号|居留证号|idcard|idn(o|um)|passport",
        _CODE,
    ),
    (
        Role.NAME,
        r"姓名|名字|名称|会员|职工|员工|人员|工人|成员|本人|骑手|司机|快递员|教职工|name|fullname|xm|xingming",
        r"姓名|名字|姓\s*名|会员名|职工名|员工名|membername|fullname",
        r"单位|企业|公司|部门|小组|分会|组织|工会名|号|电话",
    ),
    (Role.SEX, r"男女|男/女|sex|gender|xb", r"性别", r""),
    (Role.ETHNICITY, r"民族|族别|族|mz|ethnicity|nation|nationality", r"民族|族别", r"是否"),
    (Role.AGE, r"age|nl|岁数", r"年龄|周岁", r"工龄|党龄|会龄"),
    (
        Role.BIRTH,
        r"出生|生日|birth|birthday|dob|csrq|csny",
        r"出生(年|日|时|月)|生日|诞辰|dateofbirth|birthda",
        r"地|籍",
    ),
    (
        Role.PHONE,
        r"手机|电话|联系方式|联络方式|联系|手机号|tel|phone|mobile|cell|cellphone|telephone|"
        r"sjh|sjhm|lxdh|lxfs|dh",
        r"手机|电话|联系方式|联络方式|联系号码|移动号码|phone|mobile",
        r"类型|型号|品牌|是否|姓名",
    ),
    (
        Role.CARD,
        r"会员证|会员卡|会员号|工会卡|会籍号|会员编号",
        r"会员证|会员卡|会员编|会员号|会籍号|工会证|工会卡",
        r"",
    ),
    (
        Role.JOINED,
        r"入会|joined|joinedon|rhsj|rhrq",
        r"入会|加入工会|会员日期|joindate|joinedon",
        r"是否|情况|申请|方式|途径|形式|介绍|自愿",
    ),
    (
        Role.STARTED,
        r"入职|hired|startdate|rzsj|rzrq",
        r"入职|参加工作|进厂|进公司|进单位|到岗|到职|参工|上班时间|hiredate",
        r"是否",
    ),
    (Role.MIGRANT, r"农民工|进城务工", r"农民工|进城务工|务工人员", r""),
    (
        Role.HOUSEHOLD,
        r"户口|户别|户籍|hukou",
        r"户口(性质|类型|类别)|户籍(性质|类型|类别)|户别",
        r"地|住|所在|编号",
    ),
    (Role.ADDRESS, r"籍贯|住所|address", r"住址|地址|户籍|户口所|居住|籍贯|通讯|address", r""),
    (Role.EDUCATION, r"xl|education|degree", r"学历|文化程度|教育程度|最高学历", r""),
    (Role.POLITICAL, r"党派|党员|zzmm|political", r"政治面貌|政治面目|是否党员|党团", r""),
    (
        Role.DEPARTMENT,
        r"部|组|队|班|dept|department|team|部门班组|所属|网点|门店|站点|工段|bm",
        r"部门|车间|班组|科室|处室|小组|分会|支会|分工会|项目部|站点|网点|门店|工段|队组|中心|department",
        r"部门?电话|是否|职务",
    ),
    (
        Role.EMPLOYER,
        r"单位|企业|公司|平台|employer|company|dw|dwmc",
        r"单位|企业|公司|平台|用工|employer|company",
        r"电话|地址|性质|职务|类型|日期|时间|意见|盖章|填报",
    ),
    (
        Role.JOB,
        r"岗位|工种|职务|职业|职位|职称|job|post|position|gw|gz|zw",
        r"岗位|工种|职务|职业|职位|从事|工作内容|身份$",
        r"号|是否|时间|日期",
    ),
    (
        Role.SEQUENCE,
        r"序号|序|编号|顺序|顺序号|行号|no|num|index|xh|#|项次|sequence",
        r"^序|^no",
        r"证|电话|会员",
    ),
    (Role.REMARK, r"备注|说明|注|remark|remarks|note|memo|bz", r"备注|说明|其他情况", r""),
)
_COMPILED = tuple(
    (role, re.compile(f"^(?:{exact})$") if exact else None, re.compile(words), re.compile(no) if no else None)
    for role, exact, words, no in _WORDS
)
_ELSEWHERE = re.compile(_ELSE)
_BRACKETS = re.compile(r"[(\[【〔<《{].*?[)\]】〕>》}]")
_MARKS = re.compile(r"[\s*※★☆:：、,，.。_\-—'\"`?!;；|/\\]+")
LONGEST = 24


def bare(cell: object) -> str:
    """A title without brackets, blanks and marks, folded: what titles are compared by."""
    word = folded(cell)  # type: ignore[arg-type]
    return _MARKS.sub("", _BRACKETS.sub("", word)) or _MARKS.sub("", word)


@lru_cache(maxsize=4096)
def meaning(title: str) -> tuple[Role | None, float]:
    """What a bare title says and how surely: 1 the very word, 0.85 the word inside, 0 nothing known."""
    if not title or len(title) > LONGEST:
        return None, 0.0
    if _ELSEWHERE.search(title):
        return Role.OTHER, 0.9
    for role, exact, _, _ in _COMPILED:
        if exact and exact.match(title):
            return role, 1.0
    for role, _, words, no in _COMPILED:
        if words.search(title) and not (no and no.search(title)):
            return role, 0.85
    return None, 0.0


def joined(parent: str, child: str) -> tuple[str, Role | None, float]:
    """The meaning of a title under another title (`证件` over `号码`, `配偶` over `姓名`)."""
    if not parent or parent == child:
        return (child, *meaning(child))
    if not child:
        return (parent, *meaning(parent))
    both = parent + child
    role, sure = meaning(both)
    if role is Role.OTHER:
        return both, role, sure
    alone, alone_sure = meaning(child)
    if role is not None and role is meaning(parent)[0] and alone not in (None, role):
        return both, alone, alone_sure  # the parent only names the group
    return (both, role, sure) if sure >= alone_sure else (both, alone, alone_sure)
