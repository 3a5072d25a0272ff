"""The sealed columns of contests."""

from yugong.engines.selection.models import Batch, Box, FraudReport
from yugong.ground.people.cells import Large, Sealed, cells

cells.add(Sealed(Box, "papers_sealed"))
cells.add(Large(Batch, "papers_sealed"))
cells.add(Sealed(FraudReport, "words_sealed"))
