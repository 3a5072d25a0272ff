"""The sealed column of attachments."""

from yugong.ground.files.models import Attachment
from yugong.ground.people.cells import Sealed, cells

cells.add(Sealed(Attachment, "name_sealed"))
