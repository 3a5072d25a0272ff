"""When a failed job is tried again: waits that grow, a bounded number of times."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.utils import utcnow

from yugong.kernel.errors import Broken, Refused


@dataclass(frozen=True)
class Retry(BaseRetryStrategy):
    """`times` more tries; the first after `wait` seconds, each wait `growth` times the last, at most `cap`.

    A Refused is an answer and a Broken a bug: neither is tried again.
    """

    times: int = 5
    wait: float = 10
    growth: float = 3
    cap: float = 3600

    def pause(self, attempts: int) -> timedelta:
        """The wait after the try number `attempts` (counted from 0)."""
        return timedelta(seconds=min(self.cap, self.wait * self.growth**attempts))

    def again(self, error: BaseException, attempts: int) -> bool:
        """Whether another try is due after this error."""
        return attempts < self.times and not isinstance(error, Refused | Broken)

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision | None:
        """The same rule in Procrastinate's words."""
        if not self.again(exception, job.attempts):
            return None
        at: datetime = utcnow() + self.pause(job.attempts)
        return RetryDecision(retry_at=at)


NEVER = Retry(times=0)
