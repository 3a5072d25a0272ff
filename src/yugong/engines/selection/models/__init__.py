"""The rows of contests; each file holds the rows of one function."""

from yugong.engines.selection.models.ballot import HOLDS, Ballot, Batch, Box, Turned, Turnout, VoterMark
from yugong.engines.selection.models.jury import Juror, JuryScore
from yugong.engines.selection.models.report import FraudReport
from yugong.engines.selection.models.round import REVIEWS, Entry, PollReview, Round, RoundStage

__all__ = [
    "HOLDS",
    "REVIEWS",
    "Ballot",
    "Batch",
    "Box",
    "Entry",
    "FraudReport",
    "Juror",
    "JuryScore",
    "PollReview",
    "Round",
    "RoundStage",
    "Turned",
    "Turnout",
    "VoterMark",
]
