"""Which dated parameter sets a declared time, when the parameter's name depends on the matter's answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from yugong.kernel.calendar import Span
from yugong.kernel.flow import Kind


def tuned(kind: Kind, parameter: str, answers: Mapping[str, Any]) -> str:
    """The parameter's key with the answers it names filled in, as given or as the kind assumes."""
    return parameter.format_map({**kind.assumes, **answers})


def parameters(kind: Kind) -> Iterator[tuple[str, Span]]:
    """Every parameter that tunes a time of the kind, with that time as declared."""
    times = [(stage.tuned, stage.within) for stage in kind.stages]
    times += [(stage.note_tuned, stage.note) for stage in kind.stages if stage.note]
    if kind.case_within:
        times.append((kind.case_tuned, kind.case_within))
    yield from ((tuned(kind, name, {}), span) for name, span in times if name)
