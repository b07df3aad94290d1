"""One form of an address for codes, PDF and HTML, and one by which people compare addresses."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogen.diagnostics import Failure, Span
from infogen.scene.addresses import ascii_address, ascii_host, typed_address
from infogen.source.loader import parse
from infogen.source.model import Model, Url
from infogen.source.validate import build_model

HOSTS = st.from_regex(r"[a-zñá][a-zñá0-9]{0,9}(\.[a-zñ0-9]{1,9}){0,2}\.(mx|org)", fullmatch=True)
PATHS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="?#\\"), max_size=20
)


class Place(Model):
    """A model with an address."""

    url: Url


def _read(url):
    return build_model(
        Place, parse(f"url: '{url}'\n".encode(), "a.yaml"), what=lambda: "a place"
    ).url


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://ñandú.mx/año", "https://xn--and-6ma2c.mx/a%C3%B1o"),
        ("HTTPS://PT.org.MX/Ana?B=c", "https://pt.org.mx/Ana?B=c"),
        ("https://x.mx/a%C3%B1o/100%", "https://x.mx/a%C3%B1o/100%25"),
        ("https://straße.de:8080/~ana", "https://xn--strae-oqa.de:8080/~ana"),
        ("https://x.mx/a?", "https://x.mx/a?"),
        ("https://x.mx/¿qué?q=sí#año", "https://x.mx/%C2%BFqu%C3%A9?q=s%C3%AD#a%C3%B1o"),
        ("https://[2001:DB8::1]/", "https://[2001:db8::1]/"),
    ],
)
def test_an_address_in_ascii(address, expected):
    assert ascii_address(address) == expected


@given(HOSTS, PATHS, st.booleans())
def test_the_form_is_ascii_means_the_same_and_is_its_own_form(host, path, loud):
    address = f"{'HTTPS' if loud else 'https'}://{host}/{path}"
    made = ascii_address(address)
    assert made.isascii()
    assert ascii_address(made) == made
    assert typed_address(made) == typed_address(address)
    if "%" not in path:
        assert unquote(urlsplit(made).path) == f"/{path}"


@given(HOSTS, PATHS)
def test_scheme_and_host_compare_without_case_and_paths_with_it(host, path):
    one, other = f"https://{host}/{path}", f"HTTP://WWW.{host.upper()}/{path}"
    assert typed_address(one) == typed_address(other)
    assert ascii_host(one) == ascii_host(other)
    if path.swapcase() != path and "%" not in path:
        assert typed_address(f"https://{host}/{path.swapcase()}/x") != typed_address(f"{one}/x")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.mx",
        "x.mx/a",
        "https://",
        "https://x.mx:puerto/",
        "https://x.mx:99999/",
        f"https://{'ñ' * 70}.mx/",
        "https://..ñ/",
        "https://x.mx/a b",
        "https://[::1",
        "https://x.mx/sub\u00adrayar",
    ],
)
def test_what_is_no_address_is_refused_where_it_is_written(url):
    with pytest.raises(Failure) as failure:
        _read(url)
    (found,) = failure.value.diagnostics
    assert found.span == Span("a.yaml", 1, 6)
    assert found.hint


@pytest.mark.parametrize("url", ["HTTPS://x.mx", "https://ñandú.mx/año?q=1#x", "http://x.mx:80/~a"])
def test_an_address_stays_as_it_was_written(url):
    assert _read(url) == url
