"""Long lists that somebody asked for: his own only."""

from uuid import UUID

from yugong.engines.indicators.models import ListFile


def asked_by(key: str, list_id: UUID) -> ListFile | None:
    """The list under this id, if it was asked for by whom this key names."""
    return ListFile.objects.select_related("unit").filter(pk=list_id, made_by=key).first()
