"""One act of a page: what was typed is cleaned and done, or every fault comes back with it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from yugong.kernel.errors import Refused
from yugong.kernel.field import Field, clean_all


def acted(
    request: HttpRequest, fields: Sequence[Field], act: Callable[[Mapping[str, Any]], str], *, at: datetime
) -> Mapping[str, Refused]:
    """What hindered the act, by field; nothing when it was done, and its words stand on the next page."""
    given, errors = clean_all(fields, request.POST, today=timezone.localdate(at))
    if not errors:
        try:
            messages.success(request, act(given))
        except Refused as refused:
            return {refused.field: refused}
    return errors
