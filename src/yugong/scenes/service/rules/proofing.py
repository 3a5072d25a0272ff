"""Who may read an article: never its author, and somebody fresh as long as the union has anybody fresh."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from yugong.ground.access.roles import roles
from yugong.ground.people.models import Tenure
from yugong.kernel.errors import Refused
from yugong.kernel.permissions import Permission
from yugong.scenes.service.models import Article, Reading


def hands(article: Article, on: date) -> set[UUID]:
    """Who holds a post in the article's union that reads articles."""
    reading = [one.key for one in roles if Permission.NEWS_REVIEW in one.permissions]
    seats = Tenure.objects.filter(post__unit=article.unit_id, post__role__in=reading, valid_from__lte=on)
    return set(seats.filter(Q(valid_to=None) | Q(valid_to__gt=on)).values_list("person_id", flat=True))


def done(article: Article) -> list[Reading]:
    """The readings of this round, in their order."""
    return list(Reading.objects.filter(article=article, round=article.round).order_by("step"))


def hindrance(article: Article, person_id: UUID | None, on: date) -> str:
    """Why this person does not do the next step; "" when he may."""
    if person_id is None or person_id == article.written_by_id:
        return "撰稿人不能审校自己写的，请交给其他同志。"
    before = [one.by_id for one in done(article)]
    if person_id not in before:
        return ""
    others = hands(article, on) - {article.written_by_id, person_id}
    if others - set(before):
        return "你已经审校过这一稿，还有没看过的同志，请交给他们。"
    if before[-1] == person_id and others:
        return "上一步是你做的，这一步请换一位同志。"
    return ""


def insist(article: Article, person_id: UUID | None, on: date) -> None:
    """Refused when he does not do the next step."""
    if why := hindrance(article, person_id, on):
        raise Refused(why, code="own_work")
