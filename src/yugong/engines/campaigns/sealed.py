"""The sealed columns of campaigns."""

from yugong.engines.campaigns.models import Campaign, Enrolment, Opinion, Sitting
from yugong.ground.people.cells import Sealed, cells

cells.add(Sealed(Campaign, "seed_sealed"))
cells.add(Sealed(Sitting, "key_sealed"))
cells.add(Sealed(Enrolment, "answers_sealed"))
cells.add(Sealed(Opinion, "words_sealed"))
