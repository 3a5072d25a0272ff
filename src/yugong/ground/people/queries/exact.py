"""Finding the one registered person whom somebody names by a whole phone or paper number."""

from datetime import date

from yugong.ground.people.models import Person
from yugong.ground.people.queries.persons import find_by_number, find_by_phone
from yugong.kernel.errors import Refused
from yugong.kernel.identifiers import check_id, check_phone


def exactly(text: str, *, today: date) -> Person:
    """The one registered person with exactly this phone or paper number; Refused names the field `who`."""
    plain = "".join(text.split())
    if len(plain) == 11 and plain.startswith("1"):
        checked = check_phone(plain)
        if not checked.valid:
            raise Refused(checked.why, field="who", code=checked.code)
        found = find_by_phone(checked.normalised)
        if len(found) > 1:
            raise Refused("有几个人登记了这个手机号，请改填证件号码。", field="who")
    else:
        checked = check_id(plain, today=today)
        if not checked.valid:
            raise Refused("请填完整的手机号或证件号码。", field="who", code=checked.code)
        one = find_by_number(checked.normalised)
        found = [one] if one else []
    if not found:
        raise Refused("没有找到这个人。请先登记为会员，再登记任职。", field="who", code="unknown")
    return found[0]
