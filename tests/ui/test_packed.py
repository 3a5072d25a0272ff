"""Pages go out compressed, files as they are."""

import gzip

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from yugong.site.middleware import Packed

PAGE = "<p>职工的娘家</p>" * 200


def sent(response: HttpResponseBase, accepts: str = "gzip") -> HttpResponseBase:
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return Packed(lambda _: response)(request)


def test_a_page_is_compressed_for_who_takes_it() -> None:
    packed = sent(HttpResponse(PAGE))
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.content).decode() == PAGE
    assert sent(HttpResponse(PAGE), "identity").content.decode() == PAGE


def test_its_length_says_nothing_exact() -> None:
    assert len({len(sent(HttpResponse(PAGE)).content) for _ in range(40)}) > 1


def test_files_stay_as_they_are() -> None:
    part = StreamingHttpResponse([b"x" * 900], status=206, headers={"Content-Range": "bytes 0-899/1000"})
    for response in (part, HttpResponse(b"x" * 900, content_type="application/pdf")):
        assert "Content-Encoding" not in sent(response).headers
