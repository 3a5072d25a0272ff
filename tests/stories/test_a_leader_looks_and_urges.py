"""A district leader opens the cockpit, follows the red tile to a matter, urges it, and prints the review."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.stories.conftest import DISTRICT, Crowd, Platform, Somebody

pytestmark = pytest.mark.browser


def test_from_the_red_tile_to_an_urged_matter(people: Crowd, platform: Platform) -> None:
    district = people.officer(DISTRICT)
    page = district.go("/desk/cockpit/")
    expect(page.get_by_role("heading", name="南川区总工会驾驶舱")).to_be_visible()
    district.shot("cockpit-1-district")
    count = int(page.locator(".tile .v.bad").inner_text().split()[0].removesuffix("件"))
    page.get_by_role("link", name="超时未办").click()
    expect(page.get_by_role("heading", name="超时未办")).to_be_visible()
    assert page.locator("tbody tr").count() == count
    district.shot("cockpit-2-late")
    below = page.locator("tbody tr", has_text=re.compile("12351 诉求(?s:.)*(街道|镇)"))
    numbers = [row.locator("a").first.inner_text() for row in below.all()]
    number = next(one for one in numbers if may_urge(district, one))
    urged(district, number)
    waits = platform.worth(
        "SELECT count(*) FROM matters_supervision s JOIN matters_matter m ON m.id = s.matter_id"
        " WHERE m.number = %s AND s.answered_at IS NULL",
        number,
    )
    assert waits == 1
    page = district.go("/desk/cockpit/")
    expect(page.get_by_role("link", name=re.compile("等答复的督办"))).to_be_visible()


def may_urge(district: Somebody, number: str) -> bool:
    """Whether nobody waits for an answer on it yet."""
    return district.go(f"/desk/matters/{number}/").locator("summary", has_text="发督办").count() == 1


def urged(district: Somebody, number: str) -> None:
    """The demand of the level above, on the matter's own page."""
    page = district.go("/desk/cockpit/late/")
    page.get_by_role("link", name=number).click()
    page.wait_for_url(f"**/desk/matters/{number}/")
    page.locator("summary", has_text="发督办").click()
    page.fill("#supervise-reason", "超时三天了，请今天答复职工，并说明原因。")
    page.locator("#supervise button").click()
    expect(page.get_by_text("已发督办，承办工会会按时答复")).to_be_visible()
    district.shot("cockpit-3-urged")


def test_the_review_of_the_year_is_printed(people: Crowd, tmp_path: Path) -> None:
    district = people.officer(DISTRICT)
    page = district.go("/desk/annual/")
    figures = [one.inner_text() for one in page.locator("article .num").all()]
    assert len(figures) > 20
    district.shot("annual-1-page")
    with page.expect_download() as taken:
        page.get_by_role("link", name="PDF").click()
    paper = tmp_path / "review.pdf"
    taken.value.save_as(paper)
    assert taken.value.suggested_filename.endswith(".pdf")
    assert paper.read_bytes().startswith(b"%PDF-")
    if shutil.which("pdftotext") is None:  # of poppler-utils, which not every machine has
        pytest.skip("pdftotext is not installed")
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True)
    said = re.sub(r"\s+", "", text.stdout)
    assert "南川区总工会" in said
    assert [one for one in figures if re.sub(r"\s+", "", one) not in said] == []
    subprocess.run(["pdftoppm", "-r", "60", "-png", paper, tmp_path / "annual"], check=True)
    assert min(one.stat().st_size for one in tmp_path.glob("annual-*.png")) > 2_000


def test_a_tile_leads_down_and_every_number_to_its_records(people: Crowd) -> None:
    district = people.officer(DISTRICT)
    page = district.go("/desk/cockpit/?topic=stations")
    page.locator("svg.tiles a").first.click()
    expect(page.get_by_role("heading", name="东城街道总工会驾驶舱")).to_be_visible()
    found = re.search(r"[\d,]+", page.locator(".mapped .num a").inner_text())
    assert found
    page.locator(".mapped .num a").click()
    expect(page.get_by_text(re.compile(rf"\b{found[0]}\b")).first).to_be_visible()
    assert "/desk/numbers/service.stations/" in page.url


def test_the_same_page_fits_a_wall_and_a_phone(people: Crowd) -> None:
    district = people.officer(DISTRICT)
    page = district.page
    answer = page.goto(f"{district.url}/desk/cockpit/?screen=1")
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert answer
    assert answer.headers["refresh"] == "60"
    district.shot("cockpit-4-screen")
    page.set_viewport_size({"width": 390, "height": 844})
    page = district.go("/desk/cockpit/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    district.shot("cockpit-5-phone")
