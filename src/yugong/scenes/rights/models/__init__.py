"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.rights.models.letters import LetterState, SupervisionLetter
from yugong.scenes.rights.models.teams import Badge, Schooling, SupervisionBody

__all__ = ["Badge", "LetterState", "Schooling", "SupervisionBody", "SupervisionLetter"]
