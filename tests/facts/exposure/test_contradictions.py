"""Statements of one start that cannot both be true."""

import json
from pathlib import Path
from typing import Any

import pytest

from making import repository
from upheld.exposure import Bind, Capability, Reach, Started, Strength
from upheld.facts.exposure.contradictions import contradictions
from upheld.facts.exposure.manifests import offers
from upheld.model import Location

LABEL = 'LABEL io.modelcontextprotocol.server.name="io.github.example/server"\n'


def entry(registry: str = "oci", transport: str = "stdio", **more: Any) -> str:
    package = {
        "registryType": registry,
        "identifier": "docker.io/example/server:1",
        "transport": {"type": transport},
        **more,
    }
    return json.dumps({"name": "io.github.example/server", "packages": [package]}, indent=1)


def found(folder: Path, files: dict[str, str], *capabilities: Capability) -> list[tuple[str, str]]:
    pairs = contradictions(offers(repository(folder, files))[0], capabilities)
    return [(each.said.text, each.against.text) for each in pairs]


def capability(started: Started, strength: Strength = Strength.LISTENS) -> Capability:
    return Capability("rule", strength, Location("src/server.ts", 9), "app.listen(3000)", Bind(Reach.ALL), (), started)


def test_an_image_that_is_declared_as_stdio_and_starts_a_network_transport_contradicts_itself(tmp_path: Path) -> None:
    docker = f'FROM a\n{LABEL}ENTRYPOINT ["s", "--transport", "sse"]\n'

    assert found(tmp_path, {"server.json": entry(), "Dockerfile": docker}) == [
        ("oci docker.io/example/server:1 is stdio", "ENTRYPOINT --transport sse")
    ]


@pytest.mark.parametrize(
    ("server", "docker"),
    [
        (entry(), 'ENTRYPOINT ["s"]\nCMD ["stdio"]\n'),
        (entry(), 'ENV TRANSPORT=http\nENTRYPOINT ["s", "--stdio"]\n'),
        (entry(transport="sse"), 'ENTRYPOINT ["s", "--sse"]\n'),
        (entry(packageArguments=[{"value": "/data"}]), 'CMD ["s", "--sse"]\n'),
        (entry(packageArguments=[{"value": "--stdio"}]), 'ENTRYPOINT ["s", "--sse"]\n'),
        (entry(environmentVariables=[{"name": "TRANSPORT", "value": "stdio"}]), "ENV TRANSPORT=http\n"),
        (entry(runtimeArguments=[{"name": "-e", "value": "TRANSPORT=stdio"}]), "ENV TRANSPORT=http\n"),
        (entry(), "EXPOSE 80\n"),
    ],
)
def test_what_agrees_or_is_decided_by_the_entry_is_no_contradiction(tmp_path: Path, server: str, docker: str) -> None:
    assert found(tmp_path, {"server.json": server, "Dockerfile": f"FROM a\n{LABEL}{docker}"}) == []


@pytest.mark.parametrize(
    ("path", "label", "counts"),
    [
        ("Dockerfile", "", True),
        ("Dockerfile.alpine", LABEL, True),
        ("docker/Dockerfile", LABEL, True),
        ("Dockerfile.other", "", False),
        ("deploy/aws/Dockerfile", LABEL, False),
        ("Dockerfile", LABEL.replace("example/server", "example/other"), False),
    ],
)
def test_only_the_dockerfile_of_the_image_counts(tmp_path: Path, path: str, label: str, *, counts: bool) -> None:
    files = {"server.json": entry(), path: f'FROM a\n{label}ENTRYPOINT ["s", "--sse"]\n'}

    assert bool(found(tmp_path, files)) is counts


def test_a_package_contradicts_its_own_arguments(tmp_path: Path) -> None:
    server = entry("npm", packageArguments=[{"value": "--http"}])

    assert found(tmp_path, {"server.json": server}) == [
        ("npm docker.io/example/server:1 is stdio", "npm docker.io/example/server:1 --http")
    ]


def test_a_package_that_is_declared_as_stdio_and_listens_by_default_contradicts_the_source(tmp_path: Path) -> None:
    files = {"server.json": entry("npm", packageArguments=[{"value": "--stdio"}])}

    assert found(tmp_path, files, capability(Started.OPTIONAL), capability(Started.DEFAULT)) == [
        ("npm docker.io/example/server:1 is stdio by --stdio", "app.listen(3000)")
    ]


@pytest.mark.parametrize(
    "place", [capability(Started.OPTIONAL), capability(Started.UNKNOWN), capability(Started.DEFAULT, Strength.BINDS), capability(Started.DEFAULT, Strength.CAN), capability(Started.DEFAULT, Strength.TRANSPORT)]
)  # fmt: skip
def test_what_is_not_sure_to_listen_contradicts_nothing(tmp_path: Path, place: Capability) -> None:
    assert found(tmp_path, {"server.json": entry("npm")}, place) == []


def test_a_place_in_the_source_contradicts_once(tmp_path: Path) -> None:
    packages = [
        {"registryType": each, "identifier": "server", "transport": {"type": "stdio"}} for each in ("npm", "pypi")
    ]
    text = json.dumps({"name": "io.github.example/server", "packages": packages})

    assert len(found(tmp_path, {"server.json": text}, capability(Started.DEFAULT))) == 1
