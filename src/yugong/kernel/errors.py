"""The two errors of the house: Refused, whose text a user may read, and Broken, a wrong declaration."""


class Refused(Exception):
    """The wish cannot be met; `reason` is a Chinese sentence that says what to do instead."""

    def __init__(self, reason: str, *, field: str = "", code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return self.reason


class Broken(Exception):
    """A declaration or a call that can never work; the text names the key and the wrong word."""
