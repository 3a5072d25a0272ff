"""The sealed columns of notices and of what the outbox kept."""

from yugong.ground.notices.models import Notice, Sent
from yugong.ground.people.cells import Sealed, cells

cells.add(Sealed(Notice, "values_sealed"))
cells.add(Sealed(Sent, "to_sealed"))
cells.add(Sealed(Sent, "text_sealed"))
