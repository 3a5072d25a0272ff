"""Organisations that exist nowhere: their names, and credit codes with right check characters."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ENTERPRISE, INSTITUTION, UNION = "91", "12", "81"


def _body_check(body: str) -> str:
    """Check character of an eight-character organisation code (GB 11714)."""
    total = sum(int(c, 36) * w for c, w in zip(body, BODY_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def uscc(kind: str, division: str, serial: int) -> str:
    """An eighteen-character code (GB 32100) whose organisation part is plainly a serial: MC000001, …"""
    body = f"MC{serial:06d}"
    head = f"{kind}{division}{body}{_body_check(body)}"
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + ALPHABET[(31 - total % 31) % 31]


def employer_kind(name: str) -> str:
    """The first two characters by what sort of organisation the name tells of."""
    public = name.endswith(("医院", "小学", "中学", "教育中心", "幼儿园"))
    return INSTITUTION if public else ENTERPRISE


# Employers without a union that turn up when workers search: the prompt to found one has something to count.
UNORGANISED = (
    ("重庆嘉陵星即时配送有限公司南川分公司", "外卖配送", True),
    ("重庆山城速递有限公司南川营业部", "快递服务", True),
    ("重庆渝悦出行科技有限公司南川分公司", "网约车", True),
    ("重庆金佛山居民宿管理有限公司", "住宿", False),
    ("重庆隆化火锅餐饮有限公司", "餐饮", False),
    ("重庆凤江鞋业有限公司", "制鞋", False),
    ("重庆龙川汽车零部件有限公司", "汽车零部件", False),
    ("重庆市南川区惠民大药房", "药品零售", False),
)


def union_full_name(short: str, *, kind: str, town: str, employer: str) -> str:
    """The name on the union's seal: 重庆…有限公司工会委员会, or 南川区水江镇劳动社区联合工会."""
    if kind == "enterprise":
        return f"{employer}工会委员会"
    return f"南川区{town}{short}"
