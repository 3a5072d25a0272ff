"""退会：来去自由。本人说一声，工会公布并收回会员证；到期不办也算退了，谁也不能卡。"""

from yugong.kernel.calendar import workdays
from yugong.kernel.fields import Choice, Consent, LongText
from yugong.kernel.flow import ASKER, CLOCK, REVIEWER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.organise import hearing
from yugong.scenes.organise.effects import moving
from yugong.scenes.organise.rules import keeping

kind = kinds.add(
    Kind(
        key="organise.leave",
        name="退会",
        number="退会",
        icon="log-out",
        opened_by=(ASKER,),
        fields=(
            Choice("why", "为什么退会", of=("不想参加了", "做了老板", "离开内地", "其他"), optional=True, hint="可以不填"),
            Consent("agree", "我自愿退会", text="退会后会员卡失效；在办的事照常办完；以后可以再入会，换单位不用退会，办转会就行"),
        ),
        stages=(
            Stage("announce", "工会办理", held_by=REVIEWER, within=workdays(3), tuned="membership.leave", says="工会公布后收回会员证；到期没办，也算退了。"),
            Stage("told", "结果已告知", held_by=ASKER, within=workdays(5), tuned="membership.confirm", says="您已经退会，以后可以再入会。"),
        ),
        moves=(
            Move("let_go", "announce > told", "已公布，办理退会", then=moving.leave, tone="primary"),
            Move("lapse", "announce > told", "工会到期未办，视为已退会", by=CLOCK, then=moving.leave),
            Move("stay", "announce > closed", "不退了", by=ASKER, tone="primary"),
            hearing.AGREE,
            Move("object", "told > announce", "办得不对", by=ASKER, asks=(LongText("said", "请说说"),)),
            hearing.SILENCE,
        ),
        loop=Loop(handled=("let_go", "lapse", "stay"), heard=("agree", "silence", "stay")),
        eligible=keeping.may_leave,
    )
)  # fmt: skip
