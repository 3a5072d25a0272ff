"""The text by which notices name a round."""

from yugong.engines.selection.models import Round


def about(poll: Round) -> str:
    """The text by which notices name it."""
    return f"selection.round:{poll.pk}"
