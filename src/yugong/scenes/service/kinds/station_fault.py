"""驿站报修：路过的人一点，24 小时内管护工会去处理；处理好了，问反映的人开着没有。"""

from yugong.kernel.calendar import days, hours
from yugong.kernel.flow import ASKER, CLOCK, HANDLER, Kind, Loop, Move, Stage, kinds
from yugong.scenes.service.effects import faults as effects
from yugong.scenes.service.rules import faults

kinds.add(
    Kind(
        key=faults.KIND, name="驿站报修", number="报修", title="{place} · {what}", icon="map-pin",
        opened_by=(ASKER,), fields=faults.FIELDS,
        stages=(
            Stage("mend", "管护工会处理", held_by=HANDLER, within=hours(24), tuned="station.mend", says="24 小时内有人去看，处理好了告诉你。"),
            Stage("heard", "等你说", held_by=ASKER, within=days(3), tuned="station.heard", says="说是处理好了。开着没有，你说了算。"),
        ),
        moves=(
            Move("mended", "mend > heard", "处理好了", asks=(faults.DONE,), then=effects.mended, tone="primary"),
            Move("sound", "mend > heard", "到现场看了，没有问题", asks=(faults.DONE,), then=effects.mended),
            Move("works", "heard > closed", "开着，能用", by=ASKER, then=effects.works, tone="primary"),
            Move("still", "heard > mend", "还是不行", by=ASKER, asks=(faults.STILL,), then=effects.still, returns=True),
            Move("silence", "heard > closed", "到期没有回应", by=CLOCK),
            Move("withdraw", "mend > closed", "点错了，撤回", by=ASKER, then=effects.dropped, tone="danger"),
        ),
        loop=Loop(handled=("mended", "sound", "withdraw"), heard=("works", "silence", "withdraw"), unhappy=("still",), aside=("withdraw",)),
        gives=faults.gives,
        also={"start": "stations"},
    )
)  # fmt: skip
