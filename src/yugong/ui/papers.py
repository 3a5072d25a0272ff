"""Official papers: one text, as PDF (WeasyPrint) and as Word, in the layout of GB/T 9704-2012."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, NoReturn
from urllib.parse import quote

from django.http import Http404, HttpResponse
from markupsafe import Markup

from yugong.kernel.errors import Refused
from yugong.ui.pages import house

FANG, SONG, HEI = "仿宋", "宋体", "黑体"


class Heading(str):
    """A paragraph of a paper that is a heading of the first level."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on an official paper; `proof` says how to check it, `code` is its QR code as SVG."""

    office: str
    number: str
    title: str
    to: str
    paragraphs: Sequence[str]
    on: date
    proof: str = ""
    code: Markup | None = None

    def heads(self, paragraph: str) -> bool:
        """Whether a paragraph is a heading."""
        return isinstance(paragraph, Heading)

    @property
    def dated(self) -> str:
        return f"{self.on.year} 年 {self.on.month} 月 {self.on.day} 日"


def _nothing(url: str, *args: Any, **options: Any) -> NoReturn:
    """Papers fetch nothing: no file of the server and no address can slip into one."""
    raise ValueError("papers fetch nothing")


def pdf(paper: Paper) -> bytes:
    """The paper as PDF."""
    return printed("ui/paper.html", paper=paper)


def printed(template: str, **values: Any) -> bytes:
    """A template as PDF. Refused where the server lacks Pango; the Word form needs nothing."""
    try:
        import weasyprint
        from PIL import ImageFile
    except OSError:
        raise Refused("服务器缺少排版组件（libpango），暂时不能出 PDF，请先用 Word") from None
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # weasyprint turns it on for the whole process
    text = house().get_template(template).render(**values)
    return bytes(weasyprint.HTML(string=text, url_fetcher=_nothing).write_pdf())


def word(paper: Paper) -> bytes:
    """The paper as .docx, in the same order and with the same words."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)

    def line(
        text: str, size: float, font: str = FANG, align: str = "", red: bool = False, indent: int = 0
    ) -> None:
        block = document.add_paragraph()
        block.paragraph_format.line_spacing = Pt(28)
        block.paragraph_format.first_line_indent = Pt(size * indent)
        if align:
            block.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        run = block.add_run(text)
        run.font.size, run.font.name = Pt(size), font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if red:
            run.font.color.rgb, run.bold = RGBColor(0xC8, 0x16, 0x1D), True

    line(paper.office, 26, SONG, "CENTER", red=True)
    line(paper.number, 16, align="CENTER")
    line(paper.title, 22, SONG, "CENTER")
    if paper.to:
        line(f"{paper.to}：", 16)
    for paragraph in paper.paragraphs:
        line(paragraph, 16, HEI if isinstance(paragraph, Heading) else FANG, indent=2)
    line(paper.office, 16, align="RIGHT")
    line(paper.dated, 16, align="RIGHT")
    if paper.proof:
        line(paper.proof, 10.5)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


FORMS = {
    "pdf": (pdf, "application/pdf"),
    "docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def handed(paper: Paper, form: str, name: str) -> HttpResponse:
    """The paper as a file to take away; Http404 for a form that is not made."""
    if form not in FORMS:
        raise Http404
    make, kind = FORMS[form]
    answer = HttpResponse(make(paper), content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return answer
