"""Certificates: by their matter, and by the code on the paper."""

from yugong.scenes.organise.models import Certificate


def certificate_of(matter: str) -> Certificate | None:
    """The newest certificate issued in a matter."""
    return Certificate.objects.filter(matter=matter).order_by("-id").first()


def certificate_by_code(code: str) -> Certificate | None:
    """The certificate whose check page this is."""
    return Certificate.objects.filter(code=code).first()
