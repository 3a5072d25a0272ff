"""The sealed columns of matters, and the fingerprint by which a submission that comes again is known."""

from datetime import datetime, timedelta

from yugong.engines.matters.models import Draft, Happening, Matter, Message, Submission
from yugong.ground.people.cells import INDEX, Passing, Sealed, Uses, cells, passing, uses_of

AGAIN = timedelta(days=1)  # what is sent a second time comes within a day


def fingerprints(at: datetime) -> Uses:
    """How many submissions may still come again."""
    return uses_of(Submission, "body_hash", INDEX, where="at > %s", values=[at - AGAIN])


for model, column, place in (
    (Matter, "answers_sealed", "matter.answers"),
    (Happening, "note_sealed", "happening.note"),
    (Message, "body_sealed", "message.body"),
    (Draft, "body_sealed", "draft.body"),
):
    cells.add(Sealed(model, column, table="matters", place=place))
passing.add(Passing("matters.submission.body_hash", INDEX, fingerprints))
