"""The sealed columns of numbers: files of long lists."""

from yugong.engines.indicators.models import ListPart
from yugong.ground.people.cells import Large, cells

cells.add(Large(ListPart, "data_sealed"))
