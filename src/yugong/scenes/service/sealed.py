"""The sealed columns of this scene."""

from yugong.ground.people.cells import Sealed, cells
from yugong.scenes.service.models import Counsel, Station, StationImport, Wish

cells.add(Sealed(Station, "lock_key_sealed"))
cells.add(Sealed(Wish, "words_sealed"))
cells.add(Sealed(Counsel, "caller_sealed"))
cells.add(Sealed(Counsel, "notes_sealed"))
cells.add(Sealed(StationImport, "name_sealed"))
cells.add(Sealed(StationImport, "file_sealed"))
