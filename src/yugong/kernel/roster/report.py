"""The counts and the rows of a checked roster, in the one form that the command and the pages print."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from yugong.kernel.roster.check import Finding, Result


@dataclass(slots=True)
class Report:
    """Counts findings as they pass; keeps only the rows that are not plainly accepted."""

    file: str
    several_sheets: bool = False
    counts: Counter[Result] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Count one finding."""
        self.counts[finding.result] += 1
        if finding.result is Result.ACCEPTED:
            return
        self.reasons[finding.reason] += 1
        row: dict[str, Any] = {
            "row": finding.line.row,
            "result": finding.result.value,
            "reason": finding.reason,
        }
        self.rows.append({"sheet": finding.line.sheet, **row} if self.several_sheets else row)

    def plain(self) -> dict[str, Any]:
        """The report as it is printed: `accepted` includes the rows with a warning."""
        counts = self.counts
        return {
            "file": self.file,
            "data_rows": sum(counts.values()),
            "accepted": counts[Result.ACCEPTED] + counts[Result.WARNING],
            "rejected": counts[Result.ERROR],
            "duplicates": counts[Result.DUPLICATE],
            "warnings": counts[Result.WARNING],
            "rows": self.rows,
        }


def report(file: str, findings: Iterable[Finding], *, several_sheets: bool = False) -> dict[str, Any]:
    """Count all findings of a file."""
    counted = Report(file, several_sheets)
    for finding in findings:
        counted.add(finding)
    return counted.plain()
