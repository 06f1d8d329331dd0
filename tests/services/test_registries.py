"""What is read out of registries, out of their mirrors, and out of whatever else answers in their place."""

from typing import Any

import pytest

from upheld.model import Evidence
from upheld.services import ServiceError, Services
from upheld.services.registries import Published, published_versions, released_at

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

PAGE = "/pypi/simple/example/"
PACKUMENT = "/npm/example"


def sdists(*versions: str, yanked: str | bool = False) -> list[dict[str, Any]]:
    return [{"filename": f"example-{version}.tar.gz", "yanked": yanked} for version in versions]


def numbers(published: Published) -> list[str]:
    assert published.problem is None
    return [str(version) for version in published.versions]


# The documented APIs, under the services' own addresses


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
def test_pypi_lists_final_versions(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {
        "meta": {"api-version": "1.1"},
        "name": "example",
        "versions": ["0.9", "1.0", "1.10.0", "1.2.0", "1.2.0.post1", "2.0.0", "2.1.0rc1", "2.1.0.dev3"],
        "files": [
            *sdists("0.9", "1.0", "1.2.0", "1.2.0.post1", "1.10.0", "2.1.0rc1"),
            *sdists("2.0.0", yanked="breaks imports"),
            {"filename": "example-2.0.0-py3-none-any.whl", "yanked": True},
            {"filename": "example-1.0-py3-none-any.whl", "yanked": True},
        ],
    }
    published = published_versions(online, "PyPI", "Example")
    assert numbers(published) == ["0.9", "1.0", "1.2.0", "1.2.0.post1", "1.10.0"]


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
def test_npm_lists_final_versions_of_a_scoped_package(routes: dict[str, Any], online: Services) -> None:
    routes["/npm/@example%2Ftool"] = {
        "name": "@example/tool",
        "dist-tags": {"latest": "3.4.0", "next": "4.0.0-rc.1"},
        "modified": "2025-11-01T00:00:00.000Z",
        "versions": {
            version: {"name": "@example/tool", "version": version}
            for version in ("3.10.0", "3.4.0", "4.0.0-rc.1", "0.0.0-nightly-20250101", "3.9.9+build.5")
        },
    }
    assert numbers(published_versions(online, "npm", "@example/tool")) == ["3.4.0", "3.9.9", "3.10.0"]


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
@pytest.mark.parametrize("registry", ["PyPI", "npm"])
def test_a_package_that_is_not_there_is_a_problem(online: Services, registry: str) -> None:
    published = published_versions(online, registry, "no-such-package")
    assert published.versions == ()
    assert str(published.problem).startswith(registry)
    assert str(published.problem).endswith("lists no package of this name")


# Mirrors and other indexes


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(("registry", "accept"), [("PyPI", "pypi.simple.v1+json"), ("npm", "npm.install-v1+json")])
def test_the_documented_form_is_asked_for(
    asked: list[dict[str, str]], online: Services, registry: str, accept: str
) -> None:
    published_versions(online, registry, "example")
    assert asked[0]["Accept"] == f"application/vnd.{accept}"


@pytest.mark.usefixtures("on_loopback")
def test_the_evidence_names_the_registry_the_count_and_another_index(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {"versions": ["1.0", "1.1"], "files": []}
    published = published_versions(online, "PyPI", "example")
    assert published.evidence == Evidence("PyPI", "2 versions, the highest 1.1 (at 127.0.0.1)")


@pytest.mark.usefixtures("on_loopback")
def test_a_problem_names_another_index_too(online: Services) -> None:
    assert published_versions(online, "PyPI", "example").problem == (
        "PyPI (at 127.0.0.1) lists no package of this name"
    )


@pytest.mark.vcr("test_pypi_lists_final_versions.yaml", record_mode="none")
def test_an_index_that_is_no_address_is_passed_over(monkeypatch: pytest.MonkeyPatch, online: Services) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "/srv/mirror")
    published = published_versions(online, "PyPI", "example")
    assert published.evidence == Evidence("PyPI", "5 versions, the highest 1.10.0")


@pytest.mark.usefixtures("on_loopback")
def test_a_mirror_without_a_list_of_versions_is_read_by_its_files(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {
        "files": [
            *sdists("1.0", "1.1", "2.0b1"),
            *sdists("1.2", yanked=True),
            {"filename": "example-1.3-py2.py3-none-any.whl"},
            {"filename": "example-0.1.win32.exe"},
            {"filename": "../../etc/passwd"},
            {"filename": "x-1.whl"},
        ]
    }
    assert numbers(published_versions(online, "PyPI", "example")) == ["1.0", "1.1", "1.3"]


@pytest.mark.usefixtures("on_loopback")
def test_versions_older_than_pep_440_are_passed_over(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {"versions": ["1.0", "dev-r1", "", "9" * 5000], "files": []}
    assert numbers(published_versions(online, "PyPI", "example")) == ["1.0"]


@pytest.mark.usefixtures("on_loopback")
def test_spellings_of_one_version_count_once(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {"versions": ["1.0", "1.0.0", "v1.0"], "files": []}
    assert len(published_versions(online, "PyPI", "example").versions) == 1


@pytest.mark.usefixtures("on_loopback")
def test_an_epoch_is_a_problem_rather_than_a_wrong_order(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {"versions": ["2024.1", "1!1.0"], "files": []}
    assert "epoch" in str(published_versions(online, "PyPI", "example").problem)


@pytest.mark.usefixtures("on_loopback")
def test_only_pre_releases_are_no_problem_and_no_version(routes: dict[str, Any], online: Services) -> None:
    routes[PACKUMENT] = {"versions": {"1.0.0-beta.1": {}}}
    published = published_versions(online, "npm", "example")
    assert numbers(published) == []
    assert published.evidence == Evidence("npm", "no final version (at 127.0.0.1)")


# Nothing to go by


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
@pytest.mark.parametrize("registry", ["PyPI", "npm"])
def test_a_refusal_is_a_problem(routes: dict[str, Any], online: Services, registry: str, status: int) -> None:
    routes[PAGE] = routes[PACKUMENT] = status
    published = published_versions(online, registry, "example")
    assert (published.versions, published.evidence) == ((), None)
    assert "127.0.0.1" in str(published.problem)


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    "answer",
    [[], {}, {"versions": ["1.0"]}, {"files": {}}, {"files": [1]}, {"files": [{"filename": None}]},
     {"versions": "1.0", "files": []}, {"versions": [1.0], "files": []}, {"versions": None, "files": []}],
    ids=str,
)  # fmt: skip
def test_a_page_of_pypi_that_is_malformed_is_a_problem(routes: dict[str, Any], online: Services, answer: Any) -> None:
    routes[PAGE] = (200, {}, b"") if answer is None else answer
    published = published_versions(online, "PyPI", "example")
    assert published == Published(problem="PyPI answers with something that is no list of versions")


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("answer", [[], {}, {"versions": ["1.0.0"]}, {"versions": None}, {"error": "x"}], ids=str)
def test_a_packument_that_is_malformed_is_a_problem(routes: dict[str, Any], online: Services, answer: Any) -> None:
    routes[PACKUMENT] = answer
    published = published_versions(online, "npm", "example")
    assert published == Published(problem="npm answers with something that is no list of versions")


@pytest.mark.usefixtures("on_loopback")
def test_an_index_that_speaks_html_only_is_a_problem(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = (200, {"Content-Type": "text/html"}, b"<!DOCTYPE html><a href='example-1.0.tar.gz'>")
    assert "not JSON" in str(published_versions(online, "PyPI", "example").problem)


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("registry", ["PyPI", "npm"])
@pytest.mark.parametrize("name", ["", "..", "../admin", "a/b/c", "a?b", "a#b", "a b", "@/x", "a\r\nb", "x" * 300])
def test_a_name_that_no_package_can_have_is_not_asked_for(
    asked: list[dict[str, str]], online: Services, registry: str, name: str
) -> None:
    published = published_versions(online, registry, name)
    assert published == Published(problem=f"not asked: {registry} allows no package of this name")
    assert asked == []


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("registry", ["PyPI", "npm"])
def test_offline_nothing_is_asked(asked: list[dict[str, str]], registry: str) -> None:
    published = published_versions(Services(offline=True), registry, "example")
    assert published == Published(problem="not asked: --offline")
    assert asked == []


def test_a_registry_that_is_not_known_is_a_problem(online: Services) -> None:
    assert published_versions(online, "crates.io", "example").problem == "crates.io is no registry that can be asked"


def test_an_index_whose_address_is_broken_is_a_problem(monkeypatch: pytest.MonkeyPatch, online: Services) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://user:sesame@[")
    problem = published_versions(online, "PyPI", "example").problem
    assert problem
    assert "sesame" not in problem


# When a version was released


@pytest.mark.usefixtures("on_loopback")
def test_pypi_dates_a_version_by_its_first_upload(routes: dict[str, Any], online: Services) -> None:
    routes[PAGE] = {
        "files": [
            {"filename": "example-1.0.tar.gz", "upload-time": "2024-05-02T10:00:00.5Z"},
            {"filename": "example-1.0-py3-none-any.whl", "upload-time": "2024-05-01T23:00:00Z"},
            {"filename": "example-1.1.tar.gz", "upload-time": "2020-01-01T00:00:00Z"},
            {"filename": "example-1.0-py2-none-any.whl"},
        ]
    }
    assert released_at(online, "PyPI", "Example", "1.0.0").isoformat() == "2024-05-01T23:00:00+00:00"


@pytest.mark.usefixtures("on_loopback")
def test_npm_dates_a_version_by_its_publication(routes: dict[str, Any], online: Services) -> None:
    routes[PACKUMENT] = {"time": {"created": "2020-01-01T00:00:00Z", "2.1.0": "2024-05-01T23:00:00.000Z"}}
    assert released_at(online, "npm", "example", "2.1.0").isoformat() == "2024-05-01T23:00:00+00:00"


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    ("ecosystem", "answer"),
    [
        ("PyPI", {"files": []}),
        ("PyPI", {"files": [{"filename": "example-1.0.tar.gz", "upload-time": "soon"}]}),
        ("PyPI", {"files": 3}),
        ("npm", {"time": {}}),
        ("npm", {"time": {"1.0": 3}}),
        ("npm", {}),
        ("crates.io", {}),
    ],
)
def test_a_registry_without_a_date_says_so(
    routes: dict[str, Any], online: Services, ecosystem: str, answer: Any
) -> None:
    routes[PAGE] = routes[PACKUMENT] = answer
    with pytest.raises(ServiceError):
        released_at(online, ecosystem, "example", "1.0")


def test_offline_no_date_is_asked_for(asked: list[dict[str, str]]) -> None:
    with pytest.raises(ServiceError, match="offline"):
        released_at(Services(offline=True), "PyPI", "example", "1.0")
    assert asked == []
