"""What officers are told by this scene."""

from yugong.ground.notices.templates import Template, templates

ROSTER_DONE = templates.add(
    Template(
        "organise.roster_done",
        1,
        "名册导入完成",
        "新入会 {joined} 人，补全资料 {filled} 人，无变化 {unchanged} 人，未导入 {left} 行。",
        personal=False,
    )
)
EXPORT_DONE = templates.add(
    Template(
        "organise.export_done",
        1,
        "名册导出好了",
        "{count} 人的会员名册已经生成，{until} 前可以下载，过时自动删除。",
        personal=False,
    )
)
RECHECK_UNION = templates.add(
    Template(
        "organise.recheck_union",
        1,
        "会员信息该核对了",
        "{union}有 {count} 名会员满 {months} 个月没有核对。没变的一键确认，变了的点开更正。",
        personal=False,
    )
)
RECHECK_SELF = templates.add(
    Template(
        "organise.recheck_self",
        1,
        "您的信息还对吗？",
        "手机、单位没变的，点一下就好；变了的，只改那一项。",
        personal=False,
    )
)

FORMING = templates.add(
    Template(
        "organise.forming",
        1,
        "你上班的单位要建工会了",
        "{union}正在筹备。你愿意把会籍转过去，请点开确认；不点就不变，待遇不断。",
        personal=False,
    )
)
ELECTED = templates.add(
    Template(
        "organise.elected",
        1,
        "你已任工会主席",
        "{union}已成立。请先设好工作台的登录密码，用手机号和密码登录工作台。",
        personal=False,
    )
)
TERM_NEAR = templates.add(
    Template(
        "organise.term_near",
        1,
        "换届提醒",
        "{union}本届 {ends} 届满，{left}。请按时报换届；确有困难可以报延期，最多半年。",
        personal=False,
    )
)
TERM_OVER = templates.add(
    Template(
        "organise.term_over",
        1,
        "本届已届满",
        "{union}本届 {ends} 已届满。请尽快换届，或者报上级工会批准延期，最晚到 {last}。",
        personal=False,
    )
)
VACANT_CHAIR = templates.add(
    Template(
        "organise.vacant",
        1,
        "主席空缺要补选",
        "{union}主席从 {since} 起空缺，要在 {until} 前补选。",
        personal=False,
    )
)
VACANT = templates.add(
    Template(
        "organise.vacant",
        2,
        "{post}空缺要补选",
        "{union}{post}从 {since} 起空缺，要在 {until} 前补选。",
        personal=False,
    )
)
VACANT_LATE = templates.add(
    Template(
        "organise.vacant_late",
        1,
        "{post}空缺已超三个月",
        "{union}{post}从 {since} 起空缺，应在 {until} 前补选，现在已经超期。请尽快补选并登记任职。",
        personal=False,
    )
)
SEATED = templates.add(
    Template(
        "organise.seated",
        1,
        "你已当选任职",
        "你在{union}任{title}，从今天起。任期到 {ends}。",
        personal=False,
    )
)
HANDED_OVER = templates.add(
    Template(
        "organise.handed_over",
        1,
        "你的任期已满",
        "{union}已经换届，你的{title}任期到今天为止，手上的事已经交给新一届。谢谢你。",
        personal=False,
    )
)
UPWARD = templates.add(
    Template(
        "organise.upward",
        1,
        "上级要 {count} 个数",
        "{office}《{title}》：平台已有的都填好了，只差 {count} 个，约 {minutes} 分钟，{due} 前交。",
        personal=False,
    )
)
