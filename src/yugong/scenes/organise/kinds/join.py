"""加入工会：两页填完，事实够就当场定，不够就由工会在三个工作日内审；不同意要说明理由和出路。"""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.fields import Choice, Consent, IdNumber, LongText, PersonName, Phone, Text, UnitPick
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import effects, hearing
from yugong.scenes.organise.queries import results
from yugong.scenes.organise.rules import joining
from yugong.scenes.organise.trades import CHOICES

REASONS = ("不在本工会范围", "信息核对不上", "已是其他工会会员", "投资人或经营者本人", "其他")

kind = kinds.add(
    Kind(
        key="organise.join",
        name="加入工会",
        number="入会",
        title="入会申请 · {trade}",
        icon="id-card",
        opened_by=(ASKER,),
        fields=(
            PersonName("name", "姓名", known="name", keep="member"),
            Choice("paper", "证件类型", of=tuple(joining.PAPERS.items()), known="paper", keep="member"),
            IdNumber("number", "证件号码", document="any", known="number", keep="member"),
            Phone("phone", "手机号", known="phone", keep="member"),
            Choice("trade", "你现在干哪一行", of=CHOICES, keep="member"),
            Text("employer", "用工单位或平台", optional=True, personal=True, known="employer", keep="member"),
            UnitPick("unit", "加入哪个工会", keep="member"),
            Choice("blind", "要不要让单位知道", of=(("no", "不用瞒着"), ("yes", "先别告诉单位")), keep="member"),
            Consent("agree", "我自愿加入工会", text="遵守《中国工会章程》，同意工会为入会审核使用以上信息"),
        ),
        stages=(
            Stage("review", "入会审核", held_by=REVIEWER, within=workdays(3), tuned="membership.review", says="工会正在审核。"),
            Stage("fix", "等你补正", held_by=ASKER, within=days(15), tuned="membership.mend", says="请按说明补正后再交。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move(
                "admit", "review > told", "同意入会", then=effects.admit, tone="primary",
                reply="{name}：欢迎加入工会。会员卡已经生效，打开「渝工」首页就能看到。",
            ),
            Move("admit_by_rule", "review > told", "符合条件，当场入会", by=RULE, then=effects.admit),
            Move(
                "refuse", "review > told", "不予入会", then=effects.refuse, tone="danger",
                asks=(Choice("reason", "理由", of=REASONS), hearing.WAY_ON),
            ),
            Move("return", "review > fix", "退回补正", asks=(LongText("what", "要补正什么"),)),
            Move("mended", "fix > review", "改好了，再交", by=ASKER, asks=(LongText("said", "补充说明"),)),
            Move("lapse", "fix > told", "逾期未补正", by=CLOCK, then=effects.lapse),
            hearing.AGREE,
            Move("object", "told > review", "有不同意见", by=ASKER, asks=(LongText("why", "请说说理由"),)),
            hearing.SILENCE,
            Move("withdraw", "review > closed", "撤回申请", by=ASKER, tone="danger"),
        ),
        loop=Loop(
            handled=("admit", "admit_by_rule", "refuse", "lapse", "withdraw"), heard=("agree", "silence", "withdraw")
        ),
        eligible=joining.eligible, decide=joining.decide, may_take=joining.may_take, gives=results.card,
    )
)  # fmt: skip
