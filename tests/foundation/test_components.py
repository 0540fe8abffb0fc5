"""The pieces that pages are made of: what they say, to whom, and that everyone can read them."""

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import django_htmx
import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation

import passerelle.foundation
from passerelle.foundation.bridge import Span, Year, drawing

HERE = Path(passerelle.foundation.__file__).parent
STATIC = HERE / "static" / "foundation"
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
NOON_IN_MONTREAL = datetime(2027, 2, 18, 17, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def written(source: str, **context: object) -> str:
    template = Template("{% load passerelle %}" + source)
    return template.render(Context(context)).replace("\u00a0", " ").replace("\u202f", " ")


def said(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)).strip()


# Instants


def test_an_instant_is_said_where_the_reader_is_then_in_the_other_reference_zone() -> None:
    viewer = SimpleNamespace(zone="America/Toronto")

    html = written("{% zoned at %}", at=NOON_IN_MONTREAL, viewer=viewer)

    assert html == (
        '<time class="zoned" datetime="2027-02-18T17:00Z">'
        '<span class="day">Thursday 18 February 2027,</span> '
        '<span><span class="here">12:00 pm</span> Montréal ·</span> '
        '<span class="there">6:00 pm Paris</span></time>'
    )


def test_a_visitor_without_a_zone_reads_the_time_of_paris() -> None:
    with translation.override("fr"):
        html = written('{% zoned at day="" %}', at=NOON_IN_MONTREAL)

    assert said(html) == "18 h 00 Paris · 12 h 00 Montréal"


def test_another_date_elsewhere_is_said_in_words() -> None:
    at = datetime(2027, 2, 18, 23, 30, tzinfo=UTC)

    html = written('{% zoned at day="" %}', at=at)

    assert said(html) == "12:30 am Paris · 6:30 pm Montréal (the day before)"


def test_a_span_gives_both_ends_to_the_reader_and_the_start_elsewhere() -> None:
    end = datetime(2027, 2, 18, 18, 30, tzinfo=UTC)

    html = written("{% zoned_span start end %}", start=NOON_IN_MONTREAL, end=end)

    assert said(html) == "6:00 pm – 7:30 pm Paris · 12:00 pm Montréal"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "vendredi 19 février 2027"), ("en", "Friday 19 February 2027")],
)
def test_a_day_is_the_day_where_the_reader_is(language: str, expected: str) -> None:
    at = datetime(2027, 2, 18, 23, 30, tzinfo=UTC)

    with translation.override(language):
        text = written("{% day at %}", at=at)

    assert text == expected


def test_a_date_alone_needs_no_zone() -> None:
    assert written("{% day at %}", at=date(2027, 2, 18)) == "Thursday 18 February 2027"


# Numbers


@pytest.mark.parametrize(
    ("source", "value", "french", "english"),
    [
        ("{{ v|number }}", 15.5, "15,5", "15.5"),
        ("{{ v|number:2 }}", Decimal("11.845"), "11,85", "11.85"),
        ("{{ v|number }}", 2140, "2 140", "2,140"),
        ("{{ v|number }}", None, "–", "–"),
        ("{{ v|hours }}", 1890, "31 h 30", "31 h 30"),
        ("{{ v|hours }}", 65, "1 h 05", "1 h 05"),
        ("{{ v|hours }}", 45, "45 min", "45 min"),
        ("{{ v|hours }}", 0, "0 h", "0 h"),
        ("{{ v|filesize_short }}", 1_234_567, "1,2 Mo", "1.2 MB"),
        ("{{ v|filesize_short }}", 840_000, "840 ko", "840 kB"),
        ("{{ v|filesize_short }}", 999_700, "1,0 Mo", "1.0 MB"),
        ("{{ v|filesize_short }}", 12, "12 octets", "12 bytes"),
        ("{{ v|filesize_short }}", 1, "1 octet", "1 byte"),
    ],
)
def test_quantities_are_written_as_the_reader_writes_them(
    source: str, value: object, french: str, english: str
) -> None:
    with translation.override("fr"):
        in_french = written(source, v=value)
    in_english = written(source, v=value)

    assert (in_french, in_english) == (french, english)


# The bridge


def a_year(*shares: float, current: int | None = None) -> Year:
    spans = tuple(
        Span(f"Module {rank}", f"M{rank}", share, current=rank == current, url=f"/{rank}/")
        for rank, share in enumerate(shares, start=1)
    )
    return Year(spans, note="31 h 30 of 80.", note_url="/proofs/", note_link="See the proofs")


def test_what_is_crossed_of_the_year_is_drawn() -> None:
    svg = drawing(a_year(1, 0.5, 0, 0, current=2))

    assert re.findall(r'class="(\S+)" d="([^"]+)"', svg)[1:] == [
        ("crossed", "M4 100V88A121 54 0 0 1 246 88V100"),
        ("road", "M0 18H250M250 18H375"),
        ("here", "M375 18h.01"),
        ("here-core", "M375 18h.01"),
    ]


@pytest.mark.parametrize(
    ("year", "sentence"),
    [
        (a_year(1, 0.5, 0, current=2), "Span 2 of 3, from Montréal to Dijon: Module 2."),
        (a_year(1, 1, 1), "All 3 spans are crossed, from Montréal to Dijon."),
        (a_year(0, 0, 0), "3 spans to cross, from Montréal to Dijon."),
    ],
)
def test_the_caption_says_where_we_stand(year: Year, sentence: str) -> None:
    assert year.sentence == sentence


def test_the_bridge_can_be_read_aloud() -> None:
    html = written("{% bridge year %}", year=a_year(1, 0.5, 0, current=2))

    assert said(html) == (
        "MontréalDijon M1, crossed M2, you are here M3, ahead "
        "Span 2 of 3, from Montréal to Dijon: Module 2. 31 h 30 of 80. See the proofs"
    )


def test_a_hostile_label_is_escaped_in_the_bridge() -> None:
    html = written("{% bridge year %}", year=Year((Span("<b>", "<i>", current=True),)))

    assert (html.count("<b>"), html.count("<i>"), html.count("&lt;i&gt;")) == (0, 0, 1)


def test_a_year_without_spans_draws_nothing() -> None:
    assert drawing(Year(())) == ""


# Forms


class Handing(forms.Form):
    title = forms.CharField(label="Title", help_text="One sentence.")
    remark = forms.CharField(label="Remark", required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")], widget=forms.RadioSelect)


def test_a_field_ties_its_hint_and_its_error_to_its_control() -> None:
    form = Handing({"kind": "a"})

    html = written("{% field f.title %}", f=form)

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext">One sentence.' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_title">Title</label>' in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert said(written("{% field f.remark %}", f=Handing())) == "Remark (optional)"


def test_a_field_that_is_needed_at_times_is_not_called_optional() -> None:
    html = written("{% field f.remark sometimes_needed=True %}", f=Handing())

    assert said(html) == "Remark"


def test_a_group_of_choices_is_a_fieldset_with_a_legend() -> None:
    html = written("{% field f.kind %}", f=Handing())

    assert (html.count("<fieldset"), html.count("<legend>Kind</legend>")) == (1, 1)


def test_the_error_summary_links_each_error_to_its_control() -> None:
    html = written("{% error_summary f %}", f=Handing({}))

    assert re.findall(r'href="#(\w+)"', html) == ["id_title", "id_kind_0"]
    assert "2 things to correct" in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert written("{% error_summary f %}", f=Handing({"title": "x", "kind": "a"})).strip() == ""


# The page


def test_a_page_names_its_language_its_places_and_the_specimen() -> None:
    places = [SimpleNamespace(label="Today", url="/", current=True)]
    context = {"specimen": True, "navigation": places, "demo_clock": NOON_IN_MONTREAL}

    html = render_to_string("base.html", context)

    assert '<html lang="en">' in html
    assert '<a href="/" aria-current="page">Today</a>' in html
    assert "Specimen, unrelated to the institutions named" in html
    assert "The demo clock says Thursday 18 February 2027." in html


def test_only_someone_signed_in_has_a_menu_of_their_own() -> None:
    nobody = render_to_string("base.html", {"viewer": SimpleNamespace(person=None)})
    someone = render_to_string("base.html", {"viewer": SimpleNamespace(person="Maëlle Kerbrat")})

    assert ("Maëlle Kerbrat" in someone, '<details class="menu">' in nobody) == (True, False)


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500"])
def test_a_refusal_is_a_page_that_needs_no_context(name: str) -> None:
    html = render_to_string(f"{name}.html")

    assert (f"Error {name[:3]}" in html, html.count("<h1>")) == (True, 1)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    inline = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:", re.I)

    assert inline.findall(path.read_text()) == []


# Weight and contrast


def test_the_script_stays_under_eight_kilobytes() -> None:
    assert (STATIC / "passerelle.js").stat().st_size < 8192


def test_all_that_a_first_visit_fetches_stays_under_forty_five_kilobytes() -> None:
    assets = [*STATIC.iterdir(), HTMX]

    compressed = sum(len(gzip.compress(asset.read_bytes())) for asset in assets)

    assert compressed < 45_000


def tokens(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "passerelle.css").read_text(), re.S)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks)
    return light | dark if scheme == "dark" else light


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_the_standard_gives() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


GROUNDS = ("paper", "sheet", "accent-soft", "good-soft", "warn-soft", "bad-soft")
TEXTS = [
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in GROUNDS),
    *((ink, ground) for ink in ("good", "warn", "bad") for ground in ("paper", "sheet")),
    ("good", "good-soft"),
    ("warn", "warn-soft"),
    ("bad", "bad-soft"),
    ("on-accent", "accent"),
]
EDGES = [(edge, ground) for edge in ("edge", "accent", "bad") for ground in ("paper", "sheet")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_text_stands_out_four_and_a_half_times(ink: str, ground: str, scheme: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_the_edge_of_a_control_stands_out_three_times(edge: str, ground: str, scheme: str) -> None:
    colours = tokens(scheme)

    assert contrast(colours[edge], colours[ground]) >= 3
