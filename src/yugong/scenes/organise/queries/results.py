"""What a finished matter of this scene gives its asker to take away."""

from typing import Any

from django.urls import reverse

from yugong.ground.people.queries import membership_of
from yugong.scenes.organise.queries.certificates import certificate_of

Given = list[tuple[str, str, str, str]]


def card(*, matter: Any) -> Given:
    """The card of somebody who was admitted."""
    if matter.handled_at is None or membership_of(matter.asker_id) is None:
        return []
    return [("会员卡", "已经生效，合作单位扫码就认", reverse("card"), "qr-code")]


def papers(*, matter: Any) -> Given:
    """The certificate in both its forms."""
    row = certificate_of(matter.number)
    if row is None:
        return []
    return [
        (f"{words} {row.number}", note, reverse("certificate", args=[matter.number, form]), "file-badge")
        for words, note, form in (("PDF", "可以打印", "pdf"), ("Word", "可以编辑", "docx"))
    ]
