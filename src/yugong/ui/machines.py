"""Answers for programs: JSON in Chinese as it is read, the words of a query, and how a refusal is told."""

from typing import Any

from django.http import HttpRequest, JsonResponse

from yugong.kernel.errors import Refused

LONGEST = 500  # characters of one value
WAIT = 3600  # seconds until who is counted out may come back


def answer(found: dict[str, Any], status: int = 200) -> JsonResponse:
    """JSON with Chinese as it is read; who is counted out is told when to come back."""
    response = JsonResponse(found, status=status, json_dumps_params={"ensure_ascii": False})
    if status == 429:
        response["Retry-After"] = str(WAIT)
    return response


def refusal(refused: Refused, *, unknown: str) -> JsonResponse:
    """A refusal with its field and code: 429 when counted out, 404 for the code `unknown`, else 422."""
    error = {"reason": refused.reason, "field": refused.field, "code": refused.code}
    return answer({"error": error}, {"limited": 429, unknown: 404}.get(refused.code, 422))


def given(request: HttpRequest, code: str) -> dict[str, str]:
    """The words of the query, each once and not too long; refused as `<code>_twice` or `<code>_value`."""
    for key, values in request.GET.lists():
        if len(values) > 1:
            raise Refused(f"参数 {key} 写了两次，请只保留一个。", field=key, code=f"{code}_twice")
        if len(values[0]) > LONGEST:
            raise Refused(f"参数 {key} 太长，最多 {LONGEST} 个字。", field=key, code=f"{code}_value")
    return request.GET.dict()
