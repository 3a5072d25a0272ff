"""The sealed columns of this scene."""

from yugong.ground.people.cells import Sealed, cells
from yugong.scenes.rights.models import (
    LawAnswer,
    Mediation,
    MediationOffer,
    MediationSession,
    SupervisionLetter,
)

for column in ("text_sealed", "receipt_sealed", "answer_sealed"):
    cells.add(Sealed(SupervisionLetter, column))
for column in ("views_sealed", "terms_sealed", "employer_signer_sealed"):
    cells.add(Sealed(Mediation, column))
cells.add(Sealed(MediationSession, "minutes_sealed"))
cells.add(Sealed(MediationOffer, "text_sealed"))
cells.add(Sealed(LawAnswer, "answer_sealed"))
