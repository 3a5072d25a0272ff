"""What the scene keeps of its own: each file holds the rows of one function."""

from yugong.scenes.rights.models.letters import LetterState, SupervisionLetter

__all__ = ["LetterState", "SupervisionLetter"]
