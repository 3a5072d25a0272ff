"""转会：一次入会、动态接转。新工会接收，原工会确认；三个工作日不说话就是同意，会籍一天不断。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Consent, LongText, Text, UnitPick
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, RULE, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import transferring

WHY = ("换了单位", "换了平台", "搬了家", "原来的单位没有了", "其他")
NOT_HERE = ("不在本工会范围", "用工情况核对不上", "其他")
HELD = ("会籍信息有争议", "本人说没有申请转会", "其他")

kind = kinds.add(
    Kind(
        key="organise.transfer",
        name="转会",
        number="转会",
        title="转会 · {why}",
        icon="repeat",
        opened_by=(ASKER,),
        fields=(
            UnitPick("to", "转到哪个工会", hint="新单位还没有工会的，选住地的街道工会或者行业工会", keep="member"),
            Choice("why", "为什么转", of=WHY),
            Text("employer", "新的单位或平台", optional=True, personal=True, keep="member"),
            Consent("agree", "我要转会", text="同意两家工会为办理转会使用我的会籍信息；转会期间会籍和待遇不断"),
        ),
        stages=(
            Stage("take", "新工会接收", held_by=REVIEWER, within=workdays(5), tuned="membership.accept", says="新工会正在办接收，会籍还在原来的工会。"),
            Stage("let", "原工会确认", held_by=REVIEWER, within=workdays(3), tuned="membership.transfer", says="新工会已经接收。原工会到期不说话，就算同意。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="有不同意见可以再审。"),
        ),
        moves=(
            Move("accept", "take > let", "同意接收", then=moving.ask_old, tone="primary"),
            Move("transfer_by_rule", "take > told", "两边都清楚，当场转会", by=RULE, then=moving.move_over),
            Move(
                "refuse", "take > told", "不能接收", then=moving.refuse, tone="danger",
                asks=(Choice("reason", "理由", of=NOT_HERE), hearing.WAY_ON),
            ),
            Move("taken", "take > let", "新工会到期未办，视为接收", by=CLOCK, then=moving.ask_old),
            Move("withdraw", "take > closed", "撤回申请", by=ASKER, tone="danger"),
            Move("release", "let > told", "同意转出", then=moving.move_over, tone="primary"),
            Move("consent", "let > told", "原工会到期未表示意见，视为同意", by=CLOCK, then=moving.move_over),
            Move(
                "hold", "let > told", "不同意转出", then=moving.refuse, tone="danger",
                asks=(Choice("reason", "理由", of=HELD), hearing.WAY_ON),
            ),
            Move("stop", "let > closed", "不转了", by=ASKER, tone="danger"),
            hearing.AGREE,
            Move("object", "told > take", "有不同意见", by=ASKER, then=moving.ask_new, asks=(LongText("said", "请说说理由"),)),
            hearing.SILENCE,
        ),
        loop=Loop(
            handled=("release", "consent", "transfer_by_rule", "refuse", "hold", "withdraw", "stop"),
            heard=("agree", "silence", "withdraw", "stop"),
        ),
        eligible=transferring.eligible, decide=transferring.decide,
    )
)  # fmt: skip
