import pytest
from hypothesis import given
from hypothesis import strategies as st

from upheld.facts.locks.purl import ECOSYSTEMS, PurlError, read_purl


@pytest.mark.parametrize(
    ("text", "ecosystem", "name", "version"),
    [
        ("pkg:pypi/django@3.2", "PyPI", "django", "3.2"),
        ("pkg:npm/%40babel/core@7.0.0", "npm", "@babel/core", "7.0.0"),
        ("pkg:npm/@babel/core@7.0.0", "npm", "@babel/core", "7.0.0"),
        ("pkg:npm/@babel/core", "npm", "@babel/core", None),
        ("pkg:npm/lodash", "npm", "lodash", None),
        ("pkg:golang/github.com/BurntSushi/toml@v1.2.0", "Go", "github.com/BurntSushi/toml", "v1.2.0"),
        ("pkg:golang/google.golang.org/genproto@1#api/v1", "Go", "google.golang.org/genproto", "1"),
        ("pkg:golang/x@v1.0.0%2Bincompatible", "Go", "x", "v1.0.0+incompatible"),
        ("pkg:golang/std@1.22.0", "Go", "stdlib", "1.22.0"),
        ("pkg:cargo/rand@0.8.5", "crates.io", "rand", "0.8.5"),
        ("pkg:composer/laravel/framework@v9.1.0", "Packagist", "laravel/framework", "v9.1.0"),
        ("pkg:gem/nokogiri@1.13.0?platform=java", "RubyGems", "nokogiri", "1.13.0"),
        ("pkg:maven/org.apache/batik@1.9.1?classifier=x&type=zip", "Maven", "org.apache:batik", "1.9.1"),
        ("pkg:nuget/Newtonsoft.Json@12.0.3", "NuGet", "Newtonsoft.Json", "12.0.3"),
        ("pkg:hex/phoenix@1.7.0", "Hex", "phoenix", "1.7.0"),
        ("pkg:pub/http@0.13.0", "Pub", "http", "0.13.0"),
        ("pkg:swift/github.com/apple/swift-nio@2.4", "SwiftURL", "github.com/apple/swift-nio", "2.4"),
        ("pkg:githubactions/actions/checkout@v4", "GitHub Actions", "actions/checkout", "v4"),
        ("pkg:github/madler/zlib@v1.2.11", None, "madler/zlib", "v1.2.11"),
        ("pkg:deb/debian/curl@7.50?arch=i386", None, "debian/curl", "7.50"),
    ],
)
def test_a_purl_names_a_package_of_an_ecosystem(
    text: str, ecosystem: str | None, name: str, version: str | None
) -> None:
    purl = read_purl(text)

    assert (purl.ecosystem, purl.package_name, purl.version) == (ecosystem, name, version)


@pytest.mark.parametrize("text", ["PKG:PyPI/Django@3.2", "pkg://pypi/Django@3.2", " pkg:pypi//Django@3.2 "])
def test_scheme_and_type_have_many_spellings(text: str) -> None:
    assert read_purl(text) == ("pypi", "", "Django", "3.2", {}, "")


def test_every_part_is_decoded() -> None:
    purl = read_purl("pkg:generic/a%2Fb/c%C3%A9@1%400?Repository_URL=https%3A%2F%2Fexample.org&empty=&x#./a/../%20/")

    assert purl == ("generic", "a/b", "cé", "1@0", {"repository_url": "https://example.org"}, "a/ ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has something else in place of a package URL"),
        ("https://example.org/x", "has something else in place of a package URL"),
        ("pkg:pypi", "has a package URL without a type or a name"),
        ("pkg:/django", "has a package URL without a type or a name"),
        ("pkg:py pi/django", "has a package URL without a type or a name"),
        ("pkg:pypi/%ff", "has a package URL that is no UTF-8"),
        ("pkg:pypi/" + "a" * 4000, "has a package URL that is too long"),
        ("pkg:pypi/a/b@1", "has a package URL with a namespace, which pypi has not"),
        ("pkg:maven/b@1", "has a package URL without a namespace, which maven needs"),
        ("pkg:npm/babel/core@1", "has a package URL with a namespace that is no scope of npm"),
    ],
)
def test_what_is_no_purl_is_told(text: str, message: str) -> None:
    with pytest.raises(PurlError) as caught:
        read_purl(text)

    assert str(caught.value) == message


_PART = st.text("abcxyz019.-_", min_size=1).filter(lambda part: part not in {".", ".."})


@given(st.sampled_from(sorted(ECOSYSTEMS.keys() - {"npm"})), _PART, _PART, _PART)
def test_names_and_versions_come_back_as_they_were_written(kind: str, namespace: str, name: str, version: str) -> None:
    text = f"pkg:{kind}/{name}@{version}" if kind in {"cargo", "gem", "nuget", "pub", "pypi"} else None

    purl = read_purl(text or f"pkg:{kind}/{namespace}/{name}@{version}?a=b#c")

    assert (purl.type, purl.name, purl.version) == (kind, name, version)
    assert purl.namespace == ("" if text else namespace)


@given(st.text().map("pkg:".__add__))
def test_any_text_is_a_purl_or_refused(text: str) -> None:
    try:
        told = read_purl(text).name
    except PurlError as error:
        told = str(error) if str(error).isprintable() else ""

    assert told
