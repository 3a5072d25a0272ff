"""互助保障身故给付：区县登记家属的申请，单位只确认在保，死因单位看不到；金额按规则算，钱到家属本人卡上。"""

from dataclasses import replace

from yugong.kernel.flow import HANDLER, kinds
from yugong.scenes.aid.effects import mutual as effects
from yugong.scenes.aid.kinds.mutual_claim import CLAIM
from yugong.scenes.aid.rules import mutual_deaths as deaths

SAYS = {
    "confirm": "单位工会只确认职工在保，看不到去世原因。",
    "paying": "钱付到您本人的银行卡，到账有通知。",
}

kinds.add(
    replace(
        CLAIM,
        key="aid.mutual_death",
        name="互助保障身故给付",
        number="身故",
        opened_by=(HANDLER,),
        fields=deaths.FIELDS,
        stages=tuple(replace(one, says=SAYS.get(one.name, one.says)) for one in CLAIM.stages),
        eligible=deaths.eligible,
        decide=effects.opened_after_death,
        desk=deaths.desk,
    )
)
