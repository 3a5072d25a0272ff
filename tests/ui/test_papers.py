"""Papers leave the process as they found it."""

from datetime import date

from PIL import ImageFile

from yugong.ui import papers


def test_a_pdf_does_not_teach_the_process_to_take_broken_images():
    papers.pdf(papers.Paper("某工会", "1", "证明", "某单位", ("兹证明。",), date(2026, 1, 1)))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
