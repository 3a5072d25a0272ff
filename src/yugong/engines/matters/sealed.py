"""The sealed columns of matters, and the fingerprint by which a submission that comes again is known."""

from datetime import datetime, timedelta
from functools import partial

from yugong.engines.matters.models import (
    Draft,
    Handover,
    HandoverLink,
    Happening,
    Matter,
    Message,
    Submission,
    Supervision,
)
from yugong.ground.people.cells import INDEX, Passing, Sealed, Uses, cells, passing, uses_of

ALIVE = """
    revoked_at IS NULL AND handover_id IN (SELECT id FROM matters_handover WHERE open AND expires_at > %s)
"""
AGAIN = timedelta(days=1)  # what is sent a second time comes within a day


def fingerprints(at: datetime) -> Uses:
    """How many submissions may still come again."""
    return uses_of(Submission, "body_hash", INDEX, where="at > %s", values=[at - AGAIN])


def links(column: str, at: datetime) -> Uses:
    """How many links may still be opened."""
    return uses_of(HandoverLink, column, INDEX, where=ALIVE, values=[at])


for model, column, place in (
    (Matter, "answers_sealed", "matter.answers"),
    (Happening, "note_sealed", "happening.note"),
    (Message, "body_sealed", "message.body"),
    (Draft, "body_sealed", "draft.body"),
    (Handover, "note_sealed", "handover.note"),
    (Handover, "answer_sealed", "handover.answer"),
    (Supervision, "demand_sealed", "supervision.demand"),
    (Supervision, "answer_sealed", "supervision.answer"),
):
    cells.add(Sealed(model, column, table="matters", place=place))
for column in ("secret_index", "code_index", "browser_index"):
    passing.add(Passing(f"matters.handoverlink.{column}", INDEX, partial(links, column)))
passing.add(Passing("matters.submission.body_hash", INDEX, fingerprints))
