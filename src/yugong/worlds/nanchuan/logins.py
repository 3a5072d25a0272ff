"""The people the demo lets one be, from a worker without a union to a court's liaison."""

from dataclasses import dataclass

PASSWORD = "yugong-demo-pass"  # noqa: S105 — printed at every start of the demo, refused outside it


@dataclass(frozen=True)
class Login:
    """Somebody one can sign in as: what to type, and where; officers by their post, workers by phone."""

    key: str
    label: str
    about: str
    phone: str = ""
    unit: str = ""
    role: str = ""
    title: str = ""

    @property
    def url(self) -> str:
        return "/login/" if self.phone else "/desk/login/"

    @property
    def how(self) -> str:
        if self.phone:
            return f"{self.about}；手机号 {self.phone}，验证码显示在页面上"
        return f"{self.about}；登录名 {self.key}，密码 {PASSWORD}"


RIDERS, COURIERS = "南川区外卖配送行业联合工会", "南川区快递行业联合工会"

WORKER = Login("worker", "未入会职工", "刚到南川送快递，还没有工会", phone="16100000001")
MEMBER = Login("member", "工会会员", f"{RIDERS}会员", phone="16100000002", unit=RIDERS)
CHAIR = Login(
    "chair", "基层工会主席", f"{COURIERS}主席", unit=COURIERS, role="grassroots_chair", title="工会主席"
)
DISTRICT = Login(
    "district", "区总工会干部", "南川区总工会基层工作部部长",
    unit="南川区总工会", role="district_officer", title="基层工作部部长",
)  # fmt: skip
CITY = Login(
    "city", "市总工会干部", "重庆市总工会基层工作部干部",
    unit="重庆市总工会", role="city_officer", title="基层工作部干部",
)  # fmt: skip

AGENT = Login(
    "agent", "12351 话务员", "重庆市总工会 12351 话务员",
    unit="重庆市总工会", role="call_agent", title="12351 话务员",
)  # fmt: skip
COURT = Login(
    "court", "法院联络员", "南川区人民法院联络员，只看到送交法院的件",
    unit="南川区总工会", role="partner", title="南川区人民法院联络员",
)  # fmt: skip

HOSPITAL = Login(
    "hospital", "体检医院联络员", "重庆市南川区人民医院联络员，只看到约在本院的体检名单",
    unit="南川区总工会", role="hospital_liaison", title="体检科联络员",
)  # fmt: skip
HEALER = Login(
    "healer", "心理咨询师", "南川区总工会心理咨询师，只看到自己的咨询预约",
    unit="南川区总工会", role="counsel_post", title="心理咨询师",
)  # fmt: skip

MAKER = Login(
    "maker", "财务制单", "南川区总工会财务制单，把批准的款项做成批次",
    unit="南川区总工会", role="finance_maker", title="财务制单",
)  # fmt: skip
CHECKER = Login(
    "checker", "财务复核", "南川区总工会财务复核，核对事由和金额",
    unit="南川区总工会", role="finance_checker", title="财务复核",
)  # fmt: skip
PAYER = Login(
    "payer", "财务付款", "南川区总工会财务付款，放款、送银行、登记回执",
    unit="南川区总工会", role="finance_payer", title="财务付款",
)  # fmt: skip

WHO = (WORKER, MEMBER, CHAIR, DISTRICT, CITY, AGENT, COURT, HOSPITAL, HEALER, MAKER, CHECKER, PAYER)


def of_post(unit: str, role: str, title: str) -> Login | None:
    """The login that sits in a post, if it is one of these."""
    return next(
        (login for login in WHO if (login.unit, login.role, login.title) == (unit, role, title)), None
    )
