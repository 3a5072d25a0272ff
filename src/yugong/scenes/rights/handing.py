"""For what an appeal goes to partner agencies: labour inspection and legal aid, with their lawful times."""

from yugong.kernel.calendar import days, workdays
from yugong.kernel.fields import Money, Text
from yugong.kernel.handing import PERSONAL, PLAIN, SUMMARY, Purpose

WHOLE = (SUMMARY, PLAIN, PERSONAL)
RECOVERED = Money("recovered", "追回金额", optional=True)

# 劳动保障监察条例 17: whether to file is decided in 5 working days.
INSPECTION = Purpose(
    "inspection", "移送劳动保障监察", to=("labour",), within=workdays(5), parts=WHOLE, waits=False,
    results=(("filed", "已立案查处"), ("paid", "责令改正，已经支付"), ("not_filed", "不予受理")),
    figures=(RECOVERED, Text("case_number", "案号", optional=True, longest=40)),
)  # fmt: skip
# 法律援助法 43: decided in 7 days.
LEGAL_AID = Purpose(
    "legal_aid", "申请法律援助", to=("justice",), within=days(7), parts=WHOLE, waits=False,
    results=(("granted", "给予法律援助"), ("refused", "不予法律援助")),
    figures=(Text("lawyer", "承办机构", optional=True, longest=40),),
)  # fmt: skip

APPEAL = (INSPECTION, LEGAL_AID)
