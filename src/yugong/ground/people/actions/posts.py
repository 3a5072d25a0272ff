"""Who sits in which post: appointing and relieving; rights begin and end with it."""

from datetime import date, datetime

from yugong.ground.audit.action import action
from yugong.ground.audit.writing import facts, words
from yugong.ground.org.models import Post
from yugong.ground.people.models import Person, Tenure
from yugong.kernel.actor import Actor
from yugong.kernel.decision import may
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission


@action(Permission.POST_APPOINT, on="post")
def appoint(*, post: Post, person: Person, on: date, basis: str = "", by: Actor, at: datetime) -> Tenure:
    """Put a person into a post from a day on; the same open tenure is given back."""
    if post.closed_on is not None:
        raise Refused(f"{post.title}这个岗位已经撤销", field="post")
    open_one = Tenure.objects.filter(post=post, person=person, valid_to=None).first()
    if open_one:
        return open_one
    row = Tenure(post=post, person=person, valid_from=on, basis=basis)
    may(by, Permission.POST_APPOINT, row).insist()
    row.save()
    facts(person=person.pk, role=post.role, unit=post.unit_id)
    return row


@action(Permission.POST_APPOINT, on="tenure")
def relieve(*, tenure: Tenure, on: date, reason: str = "", by: Actor, at: datetime) -> Tenure:
    """End a tenure on a day; the rights of the post are gone with the next request."""
    if tenure.valid_to is not None:
        raise Refused("这段任职已经结束")
    tenure.valid_to = on
    tenure.save(update_fields=["valid_to"])
    words(reason=reason)
    return tenure
