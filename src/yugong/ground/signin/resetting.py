"""Resetting an officer's lost password and second factor, by a second person who may appoint to his post."""

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.notices.actions import tell
from yugong.ground.people.models import Account, Person, Tenure
from yugong.ground.signin import texts
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission

OUTSIDE = "这个人没有您能任免的岗位，请联系他所在工会的上级。"


def post_of(person: Person, *, by: Actor, on: date) -> Tenure:
    """A post of the person to which the actor may appoint; Refused where there is none."""
    serving = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    for tenure in Tenure.objects.filter(serving, person=person).select_related("post__unit").order_by("id"):
        if may(by, Permission.POST_APPOINT, tenure):
            return tenure
    raise Refused(OUTSIDE, field="who", code="outside")


@action(Permission.POST_APPOINT, on="tenure")
def reset(*, tenure: Tenure, reason: str, by: Actor, at: datetime) -> Account:
    """Forget the password and the second factor of whoever holds the post; all his sessions end.

    He sets a new password from his own phone and binds an authenticator again. Nobody learns a password.
    """
    account = Account.objects.select_for_update().filter(person_id=tenure.person_id).first()
    if account is None:
        raise Refused("这个人还没有开通账号，请他先用手机号登录。", field="who", code="no_account")
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user=account).delete()
    words(reason=reason)
    facts(account=account.pk)
    tell(
        to=tenure.person_id, template=texts.RESET.name, values={"who": by.label or "管理员"},
        about=f"people.tenure:{tenure.pk}", path="/me/desk/", at=at,
    )  # fmt: skip
    return account
