"""What a review tells, section by section: sentences, headline figures, a chart, what has no records."""

from collections.abc import Sequence
from dataclasses import dataclass

from yugong.kernel.measure import measures
from yugong.scenes.organise.report.wording import Clause

C = Clause  # short to write


@dataclass(frozen=True, slots=True)
class Section:
    """One section: sentences as clauses, headline measures, lines of a chart, topics without records."""

    key: str
    title: str
    headline: str
    sentences: Sequence[Sequence[Clause]]
    stats: Sequence[str] = ()
    chart: Sequence[tuple[str, str]] = ()  # label and measure
    unbuilt: Sequence[str] = ()

    @property
    def told(self) -> list[list[Clause]]:
        """The clauses whose measures the platform declares; the others are not known to it at all."""
        return [[one for one in row if known(one)] for row in self.sentences]

    @property
    def missing(self) -> list[str]:
        """What the platform has no measure for."""
        return [one.name for row in self.sentences for one in row if not known(one)] + list(self.unbuilt)


def known(clause: Clause) -> bool:
    """Whether every measure of a clause is declared."""
    return all(key in measures for key in clause.keys)


SECTIONS = (
    Section(
        "soul", "一 思想引领", "职工身边有声音，活动里头见人气",
        (
            (
                C("开展劳模工匠宣讲 {service.stories} 场", "劳模工匠宣讲"),
                C("现场聆听的职工 {service.stories_came} 人次", "宣讲到场"),
            ),
            (
                C("举办职工活动 {service.held} 场", "职工活动"),
                C("到场职工 {service.came} 人次", "活动到场"),
            ),
            (
                C("开展普法活动 {rights.law_sessions} 场", "普法活动"),
                C("到场职工 {rights.law_attended} 人次", "普法到场"),
            ),
        ),
        stats=("service.held", "service.came", "rights.law_sessions", "rights.law_attended"),
        unbuilt=("专版专栏", "理论研究成果"),
    ),
    Section(
        "merit", "二 建功立业", "岗位上比技能，赛场上出人才", (),
        unbuilt=("学历提升补助", "劳动和技能竞赛", "技能大赛奖项", "劳模和先进集体"),
    ),
    Section(
        "rights", "三 维权服务", "事事有回音，件件有着落",
        (
            (
                C("全年协助办理 12351 诉求 {rights.appeals} 件", "12351 诉求"),
                C("办结并问过本人 {rights.appeals_closed} 件", "12351 办结"),
                C("按时答复率 {rights.in_time_rate}", "按时答复率"),
                C("职工满意率 {rights.content_rate}", "职工满意率"),
            ),
            (
                C("排查化解劳动争议 {rights.mediated} 件", "劳动争议化解"),
                C("提供法律援助 {rights.legal_aids} 次", "法律援助"),
                C(
                    "帮助职工挽回经济损失 {rights.legal_aid_recovered+rights.mediation_paid}",
                    "挽回经济损失",
                ),
            ),
            (
                C("在任劳动法律监督组织 {rights.bodies} 个", "劳动法律监督组织"),
                C("持证劳动法律监督员 {rights.supervisors} 名", "劳动法律监督员"),
                C("发出一函两书 {rights.letters} 份", "一函两书"),
                C("其中劳动安全提示 {rights.letters_safety} 份", "安全生产提示函"),
            ),
        ),
        stats=("rights.appeals", "rights.in_time_rate", "rights.mediated", "rights.bodies"),
        chart=(("受理", "rights.appeals"), ("办结", "rights.appeals_closed")),
        unbuilt=("安全生产专项检查", "议事会和能级工资", "职代会和厂务公开", "集体协商"),
    ),
    Section(
        "warmth", "四 暖心惠民", "急难愁盼有人管，普惠服务到身边",
        (
            (
                C("中央和市级帮扶资金拨入 {aid.funds_received}", "帮扶资金"),
                C("金秋助学发放 {aid.autumn_paid}", "金秋助学"),
                C("提供勤工俭学岗位 {aid.holiday_places} 个", "勤工俭学岗位"),
                C("补助 {aid.holiday_paid}", "勤工俭学补助"),
                C("帮扶款项共惠及 {aid.helped} 人次", "帮扶职工"),
            ),
            (
                C("开展送温暖、送清凉等慰问 {aid.rounds} 场", "慰问活动"),
                C("发放物资 {aid.goods_fen+aid.parcels_fen}", "慰问物资"),
                C("慰问金 {aid.winter_paid}", "慰问金"),
                C("惠及职工 {aid.cooled+aid.winter_helped} 人次", "慰问惠及"),
            ),
            (
                C("新参加互助保障 {aid.insured_new} 人次", "互助保障参保"),
                C("理赔 {aid.claims_paid} 人", "互助保障理赔"),
                C("理赔金额 {aid.claims_fen}", "理赔金额"),
            ),
            (
                C("健康导师进基层 {service.talks} 场", "健康导师进基层"),
                C("到场职工 {service.talks_came} 人次", "健康讲座到场"),
                C("免费体检、“两癌”筛查惠及 {service.screened} 人次", "健康筛查"),
                C("获评百优职工食堂 {service.best_canteens} 个", "百优职工食堂"),
                C("百佳职工健身驿站 {service.best_gyms} 个", "百佳职工健身驿站"),
            ),
            (
                C("职工子女参加夏令营 {service.camp_came} 人", "职工子女夏令营"),
                C("开放工会驿站 {service.stations_opened} 个", "工会驿站"),
                C("获评市级最美渝工港湾 {service.finest} 个", "最美渝工港湾"),
            ),
        ),
        stats=("aid.helped", "aid.cooled", "aid.insured_new", "aid.claims_fen"),
        chart=(("理赔（人次）", "aid.claims_paid"),),
        unbuilt=("就业岗位和培训",),
    ),
    Section(
        "union", "五 组织建设", "哪里有职工，哪里就有工会",
        (
            (
                C("新建基层工会 {organise.founded} 家", "新建基层工会"),
                C("单位工会发展新会员 {organise.joined_own} 人", "发展新会员"),
                C("新就业形态劳动者入会 {organise.joined_platform} 人", "新就业形态劳动者入会"),
                C("农民工入会 {organise.joined_rural} 人", "农民工入会"),
            ),
            (
                C("年末基层工会 {organise.unions} 家", "年末基层工会"),
                C("会员 {organise.members} 人", "年末会员"),
            ),
        ),
        stats=("organise.founded", "organise.joined", "organise.joined_platform", "organise.members"),
        chart=(("入会（人）", "organise.joined"),),
        unbuilt=("经费收缴", "经费审计", "干部培训"),
    ),
)  # fmt: skip


def keys() -> list[str]:
    """Every measure that some section needs and the platform declares."""
    wanted = [key for one in SECTIONS for row in one.told for clause in row for key in clause.keys]
    wanted += [key for one in SECTIONS for key in (*one.stats, *(measure for _, measure in one.chart))]
    return [key for key in dict.fromkeys(wanted) if key in measures]
