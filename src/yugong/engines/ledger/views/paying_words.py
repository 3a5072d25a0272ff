"""How payments, batches and answers of the bank are called on pages: the word and its look."""

from collections.abc import Mapping

PAYMENT: Mapping[str, tuple[str, str]] = {
    "made": ("待制单", "wait"),
    "batched": ("待复核", "info"),
    "checked": ("待付款", "info"),
    "released": ("待送银行", "info"),
    "sent": ("银行处理中", "info"),
    "paid": ("已付", "ok"),
    "failed": ("银行退回", "bad"),
    "void": ("已作废", "plain"),
}
BATCH: Mapping[str, tuple[str, str]] = {
    "made": ("待复核", "wait"),
    "checked": ("待付款", "wait"),
    "released": ("待送银行", "warn"),
    "sent": ("待银行回单", "info"),
    "done": ("已办完", "ok"),
    "returned": ("已退回", "bad"),
}
LINE: Mapping[str, tuple[str, str]] = {
    "open": ("办理中", "info"),
    "dropped": ("没有列入", "plain"),
    "paid": ("已付", "ok"),
    "failed": ("银行退回", "bad"),
}
OUTCOME: Mapping[str, tuple[str, str]] = {
    "paid": ("已登记为已付", "ok"),
    "failed": ("已登记为退回", "warn"),
    "returned": ("已付后退汇，已冲回", "warn"),
    "again": ("此前已登记", "plain"),
    "clash": ("与此前不一致", "bad"),
    "amount": ("金额不符", "bad"),
    "unknown": ("不在本批", "bad"),
    "unreadable": ("看不懂", "bad"),
}
DEED: Mapping[str, str] = {
    "made": "制单",
    "checked": "复核",
    "countersigned": "会签",
    "released": "付款",
    "sent": "导出银行文件",
    "returned": "退回",
}
MINE: Mapping[str, tuple[str, str]] = {
    **PAYMENT,
    "made": ("待付", "info"),
    "batched": ("待付", "info"),
    "checked": ("待付", "info"),
    "released": ("待付", "info"),
    "failed": ("没有付成", "bad"),
}
