"""更正姓名、证件号：本人说哪里不对，工会对着证件改；手机号凭验证码自己换，不走这里。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Files, IdNumber, LongText, PersonName
from yugong.kernel.flow import ASKER, CLERK, CLOCK, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise.effects import amending
from yugong.scenes.organise.rules import amending as rules

kind = kinds.add(
    Kind(
        key="organise.amend",
        name="更正姓名、证件号",
        number="更正",
        title="更正登记 · {what}",
        icon="pencil",
        opened_by=(ASKER,),
        fields=(
            Choice("what", "哪里不对", of=("姓名", "证件号码", "姓名和证件号码"), hint="手机号可以自己换，不用申请"),
            PersonName("right_name", "正确的姓名", hint="姓名没错就不填", optional=True, keep="member"),
            IdNumber("right_number", "正确的证件号码", hint="号码没错就不填", document="any", optional=True, keep="member"),
            Files("proof", "身份证或户口本照片", most=3, keep="member"),
        ),
        stages=(
            Stage("check", "核对证件", held_by=CLERK, within=workdays(3), tuned="membership.amend", says="工会对着证件核对。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再核对。"),
        ),
        moves=(
            Move("correct", "check > told", "与证件一致，更正", then=amending.correct, tone="primary"),
            Move(
                "refuse", "check > told", "不予更正", then=amending.refuse, tone="danger",
                asks=(LongText("reason", "理由"), LongText("way_on", "可以怎么办", hint="写给申请人看")),
            ),
            Move("agree", "told > closed", "知道了", by=ASKER, tone="primary"),
            Move("object", "told > check", "还是不对", by=ASKER, asks=(LongText("said", "请说说哪里不对"),)),
            Move("silence", "told > closed", "逾期未表示意见", by=CLOCK),
            Move("withdraw", "check > closed", "撤回申请", by=ASKER, tone="danger"),
        ),
        loop=Loop(handled=("correct", "refuse", "withdraw"), heard=("agree", "silence", "withdraw")),
        eligible=rules.eligible,
    )
)  # fmt: skip
