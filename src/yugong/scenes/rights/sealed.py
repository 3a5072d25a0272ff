"""The sealed columns of this scene."""

from yugong.ground.people.cells import Sealed, cells
from yugong.scenes.rights.models import SupervisionLetter

for column in ("text_sealed", "receipt_sealed", "answer_sealed"):
    cells.add(Sealed(SupervisionLetter, column))
