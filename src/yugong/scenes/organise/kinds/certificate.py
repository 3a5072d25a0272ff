"""会员证明：会籍清楚的当场开出，不清楚的由工会核对后开；PDF 和 Word 两种，扫码能验真。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Consent, LongText, Text
from yugong.kernel.flow import ASKER, CLERK, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import effects, hearing
from yugong.scenes.organise.queries import results
from yugong.scenes.organise.rules import certifying

kind = kinds.add(
    Kind(
        key="organise.certificate",
        name="会员证明",
        number="证明",
        title="会员证明 · {purpose}",
        icon="file-badge",
        opened_by=(ASKER,),
        fields=(
            Choice("purpose", "用来做什么", of=("子女入学", "落户积分", "公租房申请", "求职", "其他")),
            Text("to", "开给哪个单位", hint="例如：南川区第一小学", longest=40),
            Consent(
                "agree",
                "同意把会籍写进证明",
                text="证明上有你的姓名、所在工会、会员号和入会日期，没有证件号和电话",
            ),
        ),
        stages=(
            Stage(
                "check",
                "核对会籍",
                held_by=CLERK,
                within=workdays(2),
                tuned="membership.certificate",
                says="工会正在核对会籍。",
            ),
            Stage(
                "told",
                "结果已告知",
                held_by=ASKER,
                within=workdays(5),
                tuned="membership.confirm",
                says="证明开好了，可以下载；有错请告诉工会。",
            ),
        ),
        moves=(
            Move("issue", "check > told", "开具证明", then=effects.certify, tone="primary"),
            Move("issue_by_rule", "check > told", "会籍清楚，当场开出", by=RULE, then=effects.certify),
            Move(
                "refuse", "check > told", "不能开具", tone="danger", asks=(LongText("reason", "理由和出路"),)
            ),
            hearing.AGREE,
            Move("wrong", "told > check", "写错了，请改", by=ASKER, asks=(LongText("what", "哪里写错了"),)),
            hearing.SILENCE,
        ),
        loop=Loop(handled=("issue", "issue_by_rule", "refuse"), heard=("agree", "silence")),
        eligible=certifying.eligible,
        gives=results.papers,
        decide=certifying.decide,
    )
)
