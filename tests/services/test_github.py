"""The owner's default policy: where GitHub looks for it, and when nobody can tell."""

import base64
from typing import Any

import pytest

from upheld.services import Reason, ServiceError, Services
from upheld.services.github import owner_policy

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])

REPOSITORY = "/github/repos/example/.github"
CONTENTS = f"{REPOSITORY}/contents"
TOKEN = "not-a-real-token"  # noqa: S105


def entry(name: str, kind: str = "file") -> dict[str, str]:
    return {"name": name, "path": name, "type": kind}


def content(path: str, text: bytes = b"# Security policy\n") -> dict[str, Any]:
    return {
        "name": path.rpartition("/")[2],
        "path": path,
        "type": "file",
        "size": len(text),
        "encoding": "base64",
        "content": base64.encodebytes(text).decode(),
        "html_url": f"https://github.com/example/.github/blob/main/{path}",
    }


def owner_with(routes: dict[str, Any], *paths: str) -> None:
    """Answer for a public `.github` repository that holds these files."""
    folders: dict[str, list[dict[str, str]]] = {"": []}
    for path in paths:
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(entry(name))
        routes[f"{CONTENTS}/{path}"] = content(path, path.encode())
    folders[""] += [entry(folder, "dir") for folder in folders if folder]
    routes[REPOSITORY] = {"full_name": "example/.github", "private": False, "visibility": "public"}
    for folder, entries in folders.items():
        routes[f"{CONTENTS}/{folder}".rstrip("/")] = entries


def failure(services: Services, owner: str = "example") -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        owner_policy(services, owner)
    return caught.value


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
def test_the_policy_comes_with_its_address(routes: dict[str, Any], online: Services) -> None:
    owner_with(routes, "README.md", "SECURITY.md", "profile/README.md")
    routes[f"{CONTENTS}/SECURITY.md"] = content("SECURITY.md", "# Security — policy\n".encode())
    assert owner_policy(online, "example") == (
        "https://github.com/example/.github/blob/main/SECURITY.md",
        "# Security — policy\n",
    )


@pytest.mark.vcr
@pytest.mark.usefixtures("recordable")
def test_an_owner_without_the_repository_has_no_policy(online: Services) -> None:
    assert owner_policy(online, "no-defaults") is None


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    ("paths", "shown"),
    [
        (["docs/SECURITY.md", "SECURITY.md", ".github/SECURITY.md"], ".github/SECURITY.md"),
        (["docs/SECURITY.md", "SECURITY.txt"], "SECURITY.txt"),
        (["docs/SECURITY.md", "README.md"], "docs/SECURITY.md"),
        (["SECURITY.txt", "SECURITY.rst"], "SECURITY.rst"),
        (["SECURITY.rst", "security.MD"], "security.MD"),
        (["Docs/Security.md"], "Docs/Security.md"),
    ],
)
def test_github_s_order_decides(routes: dict[str, Any], online: Services, paths: list[str], shown: str) -> None:
    owner_with(routes, *paths)
    assert owner_policy(online, "example") == (f"https://github.com/example/.github/blob/main/{shown}", shown)


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("paths", [[], ["README.md"], ["SECURITY.html"], ["SECURITY.md.bak"], ["src/SECURITY.md"]])
def test_an_owner_may_have_no_policy(routes: dict[str, Any], online: Services, paths: list[str]) -> None:
    owner_with(routes, *paths)
    assert owner_policy(online, "example") is None


@pytest.mark.usefixtures("on_loopback")
def test_a_folder_of_that_name_is_no_policy(routes: dict[str, Any], online: Services) -> None:
    owner_with(routes, "SECURITY.md/README.md")
    assert owner_policy(online, "example") is None


@pytest.mark.usefixtures("on_loopback")
def test_an_empty_repository_has_no_policy(routes: dict[str, Any], online: Services) -> None:
    routes[REPOSITORY] = {"private": False}
    assert owner_policy(online, "example") is None


@pytest.mark.usefixtures("on_loopback")
def test_a_private_repository_does_not_count(
    routes: dict[str, Any], asked: list[dict[str, str]], online: Services
) -> None:
    owner_with(routes, "SECURITY.md")
    routes[REPOSITORY] = {"private": True}
    assert owner_policy(online, "example") is None
    assert len(asked) == 1


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    ("variables", "sent"),
    [
        ({}, None),
        ({"GITHUB_TOKEN": TOKEN}, TOKEN),
        ({"GH_TOKEN": TOKEN, "GITHUB_TOKEN": "other"}, TOKEN),
        ({"GH_TOKEN": "", "GITHUB_TOKEN": TOKEN}, TOKEN),
    ],
)
def test_a_token_is_sent_where_there_is_one(
    asked: list[dict[str, str]],
    online: Services,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    sent: str | None,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    owner_policy(online, "example")
    assert asked[0].get("Authorization") == (f"Bearer {sent}" if sent else None)
    assert asked[0]["Accept"] == "application/vnd.github+json"


# Nobody can tell


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("path", [REPOSITORY, CONTENTS, f"{CONTENTS}/.github", f"{CONTENTS}/.github/SECURITY.md"])
@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.UNAUTHORIZED),
        (403, Reason.FORBIDDEN),
        (429, Reason.RATE_LIMITED),
        (500, Reason.UNEXPECTED),
        (503, Reason.UNREACHABLE),
    ],
)
def test_a_refusal_is_told(routes: dict[str, Any], online: Services, path: str, status: int, reason: Reason) -> None:
    owner_with(routes, ".github/SECURITY.md")
    routes[path] = status
    assert failure(online).reason is reason


@pytest.mark.usefixtures("on_loopback")
def test_who_asks_too_often_without_a_token_is_told_of_it(
    routes: dict[str, Any], online: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    routes[REPOSITORY] = (403, {"X-RateLimit-Remaining": "0"}, b"")
    assert "GH_TOKEN" in str(failure(online))
    monkeypatch.setenv("GH_TOKEN", TOKEN)
    assert "GH_TOKEN" not in str(failure(online))


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize(
    ("path", "answer"),
    [
        (REPOSITORY, []),
        (REPOSITORY, {}),
        (REPOSITORY, {"private": "false"}),
        (CONTENTS, {"type": "file"}),
        (CONTENTS, [1]),
        (CONTENTS, [{"name": "SECURITY.md"}]),
        (CONTENTS, [{"name": None, "type": "file"}]),
        (f"{CONTENTS}/SECURITY.md", []),
        (f"{CONTENTS}/SECURITY.md", 404),
        (f"{CONTENTS}/SECURITY.md", {**content("SECURITY.md"), "content": "%"}),
        (f"{CONTENTS}/SECURITY.md", {**content("SECURITY.md"), "content": "ä"}),
        (f"{CONTENTS}/SECURITY.md", {**content("SECURITY.md"), "encoding": "none", "content": ""}),
        (f"{CONTENTS}/SECURITY.md", {**content("SECURITY.md"), "html_url": "javascript:alert(1)"}),
        (f"{CONTENTS}/SECURITY.md", {**content("SECURITY.md"), "html_url": "https://github.com/\x1b[2J"}),
        (f"{CONTENTS}/SECURITY.md", content("SECURITY.md", b"\x7fELF\0")),
    ],
)
def test_an_answer_that_is_malformed_is_told(routes: dict[str, Any], online: Services, path: str, answer: Any) -> None:
    owner_with(routes, "SECURITY.md")
    routes[path] = answer
    error = failure(online)
    assert error.reason is Reason.UNEXPECTED
    assert str(error).startswith("GitHub answers")


@pytest.mark.usefixtures("on_loopback")
def test_text_that_is_not_utf_8_is_read_as_far_as_it_goes(routes: dict[str, Any], online: Services) -> None:
    owner_with(routes, "SECURITY.md")
    routes[f"{CONTENTS}/SECURITY.md"] = content("SECURITY.md", b"\xef\xbb\xbfm\xe4rz")
    assert (owner_policy(online, "example") or ("", ""))[1] == "m\N{REPLACEMENT CHARACTER}rz"


@pytest.mark.usefixtures("on_loopback")
@pytest.mark.parametrize("owner", ["", ".", "..", "a/b", "a?b", "-a", "a b", "a\r\nb", "x" * 200])
def test_a_name_that_no_owner_can_have_is_not_asked_for(
    asked: list[dict[str, str]], online: Services, owner: str
) -> None:
    assert failure(online, owner).reason is Reason.UNEXPECTED
    assert asked == []


@pytest.mark.usefixtures("on_loopback")
def test_offline_nothing_is_asked(asked: list[dict[str, str]]) -> None:
    assert str(failure(Services(offline=True))) == "not asked: --offline"
    assert asked == []


def test_an_api_that_is_no_address_gets_no_token_and_is_told(online: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "github.example.org/api/v3")
    monkeypatch.setenv("GH_TOKEN", TOKEN)
    assert failure(online).reason is Reason.UNEXPECTED
    assert online.session.requests == 0
