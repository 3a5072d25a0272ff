"""Certificates: by their matter, and by the code on the paper."""

from yugong.ground.people.queries import membership_of
from yugong.scenes.organise.models import Certificate


def certificate_of(matter: str) -> Certificate | None:
    """The newest certificate issued in a matter."""
    return Certificate.objects.filter(matter=matter).order_by("-id").first()


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate whose check page this is."""
    return Certificate.objects.filter(code=code).first()


def doubt_about(row: Certificate) -> str:
    """Why a genuine paper no longer says how things are: replaced, or the membership has changed; else ""."""
    newest = certificate_of(row.matter)
    if newest is not None and newest.pk != row.pk:
        return "这份证明已经更正，请要新的一份。"
    stretch = membership_of(row.person_id)
    if stretch is None or stretch.unit_id != row.unit_id or stretch.standing != row.standing:
        return "开具以后会籍有变化，请向开具工会核实。"
    return ""
