"""The page of a review: one file that nothing can break out of, and that asks nobody for anything."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from review_records import HARM, record, reread, six
from upheld.report.review.html import render
from upheld.review.record import Notice, State

RECORDS = six()
BYTES_OF_30 = 60_000
BYTES_OF_1000 = 1_500_000
_VOID = {"meta", "br", "link", "img", "input", "hr"}


class Elements(HTMLParser):
    """Every element with its attributes, the text, and whether all of them are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(params=RECORDS, scope="module")
def page(request: pytest.FixtureRequest) -> Elements:
    return Elements(render(RECORDS[request.param]))


def test_every_element_is_closed_where_it_was_opened(page: Elements) -> None:
    assert (page.open, page.wrong) == ([], [])


def test_no_text_of_others_becomes_an_element_or_an_attribute(page: Elements) -> None:
    ours = {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "header",
            "main",
            "footer",
            "h1",
            "h2",
            "h3",
            "p",
            "span",
            "b",
        ),
        *(
            "em",
            "a",
            "br",
            "code",
            "time",
            "ol",
            "ul",
            "li",
            "div",
            "blockquote",
            "details",
            "summary",
            "figure",
            "pre",
        ),
        *("figcaption", "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "defs", "pattern", "path"),
        *("desc", "rect", "line", "text", "circle"),
    }
    assert {tag for tag, _ in page.found} <= ours
    assert not [name for _, attributes in page.found for name in attributes if name.startswith("on")]


def test_nothing_is_asked_for_from_elsewhere(page: Elements) -> None:
    assert not [each for tag in ("script", "link", "img", "iframe", "object") for each in page.all(tag)]
    assert all((each.get("href") or "").startswith("https://") for each in page.all("a"))
    assert not any("url(" in (value or "") for _, attributes in page.found for value in attributes.values())


def test_its_policy_allows_its_own_style_and_nothing_else() -> None:
    html = render(record(3))
    style = html.partition("<style>")[2].partition("</style>")[0]
    (allowed,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert allowed == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "@import" not in style
    assert set(re.findall(r"url\(([^)]*)\)", style)) == {"#slant", "#dots", "#cross"}


def test_texts_that_mean_harm_are_shown_as_they_are_written() -> None:
    text = Elements(render(RECORDS["hostile"])).text

    assert "<script>alert(1)</script><img src=x onerror=alert(2)>" in text
    assert "{{ 7*7 }} {% raw %} &lt;b&gt;" in text
    assert "\\u202egnp.exe\\u2066 \\u001b[31mred\\u0007" in text
    assert not set(text) & {"\u202e", "\u2066", "\x1b", "\x07", "\x00"}


def test_it_has_a_language_one_heading_landmarks_and_named_regions(page: Elements) -> None:
    assert page.all("html") == [{"lang": "en"}]
    assert [len(page.all(tag)) for tag in ("h1", "main", "header", "footer")] == [1, 1, 1, 1]
    regions = [each for each in page.all("div") if each.get("role") == "region"]
    assert all(each["aria-label"] and each["tabindex"] == "0" for each in regions)


def test_every_chart_is_told_in_words(page: Elements) -> None:
    charts = [each for each in page.all("svg") if each.get("role") == "img"]
    ids = {each.get("id") for _, each in page.found}

    assert charts
    assert all(set((each["aria-labelledby"] or "").split()) <= ids for each in charts)


def test_its_parts_come_in_the_order_in_which_they_are_read(page: Elements) -> None:
    ids = [each["id"] for each in page.all("h2")]
    fixed = ["todo", "trend", "promises", "ageing", "keys", "support", "exceptions", "policy", "how", "sign"]

    assert [each for each in ids if each in fixed] == fixed


def test_broken_promises_stand_first_and_upheld_ones_are_folded() -> None:
    page = Elements(render(record(12)))
    cards = [each["class"] for each in page.all("div") if (each.get("class") or "").startswith("card")]
    folded = [("open" in each) for each in page.all("details")]

    assert cards == ["card is-broken"] * 3 + ["card is-unverified"] * 3 + ["card is-upheld"] * 6
    assert folded[1:4] == [True, True, False]


def test_each_promise_stands_there_once_with_its_place_in_the_commit() -> None:
    html = render(record(12))

    for number in range(12):
        assert html.count(f"“Promise {number} is that") == 1
        assert f'href="https://github.com/example/lantern/blob/c0ffee/SECURITY.md#L{number + 5}"' in html


def test_an_address_of_another_kind_is_never_a_link() -> None:
    made = record(3)
    evil = replace(made, repository=replace(made.repository, web="javascript:alert(1)//"))

    assert "javascript" not in render(evil)


@pytest.mark.parametrize(("count", "most"), [(30, BYTES_OF_30), (1_000, BYTES_OF_1000)])
def test_it_is_small(count: int, most: int) -> None:
    assert len(render(record(count)).encode()) <= most


def test_a_ledger_read_back_gives_the_same_page() -> None:
    assert render(reread(RECORDS["hostile"])) == render(RECORDS["hostile"])


def test_an_empty_policy_is_told_and_no_success() -> None:
    html = render(RECORDS["empty"])

    assert "The policy makes no promise that could be read; this is the first review." in html
    assert f'<span class="state {State.UNVERIFIED}"' in html


def test_the_harm_that_is_tried_is_in_the_record() -> None:
    assert all(each in RECORDS["hostile"].promises[0].quote for each in HARM)


def test_a_check_that_crashed_is_told_in_the_first_sentence_and_leaves_no_success() -> None:
    fine = record(3, (State.UPHELD,))
    crash = Notice("crash", "check 'some-rule' of upheld crashed: it fell; the other checks went on")
    html = render(replace(fine, check=replace(fine.check, notifications=(crash,))))

    assert "All 3 promises are upheld, and 1 check crashed; since 2026-Q3" in html
    assert '<p class="headline"><span class="state unverified"' in html
    assert "check &#39;some-rule&#39; of upheld crashed" in html
