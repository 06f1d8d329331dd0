"""What compose files, Kubernetes manifests, Procfiles and marketplaces offer."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from making import repository
from upheld.exposure import Offer, Reach, Says, Weight
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.manifests.compose import published_as

PACKAGE = {"package.json": '{"name": "@example/the-server"}'}


def read(folder: Path, files: Mapping[str, str]) -> list[Offer]:
    return list(offers(repository(folder, {**PACKAGE, **files}))[0])


def told(found: list[Offer]) -> list[tuple[str, str, str, int]]:
    return [(each.says.value, each.weight.value, each.text, each.location.line) for each in found]


COMPOSE = """\
services:
  db:
    image: postgres
    ports: ["5432:5432"]
  app:
    build: .
    command: node s.js --transport http
    environment:
      MCP_HTTP_PORT: ${PORT:-3000}
    ports:
      - "127.0.0.1:3000:3000"
      - target: 80
        published: "8080"
"""


def test_a_compose_file_offers_what_the_services_of_the_repository_publish(tmp_path: Path) -> None:
    found = read(tmp_path, {"docker-compose.yml": COMPOSE})

    assert told(found) == [
        ("network", "medium", "app publishes 127.0.0.1:3000", 11),
        ("network", "medium", "app publishes 8080", 12),
        ("network", "medium", "app command --transport http", 7),
        ("network", "medium", "app MCP_HTTP_PORT=3000", 9),
    ]
    assert [each.bind and each.bind.reach for each in found[:2]] == [Reach.LOOPBACK, Reach.ALL]


def test_a_service_is_known_by_its_image_or_where_it_has_none_by_its_name(tmp_path: Path) -> None:
    text = "services:\n  x:\n    image: ghcr.io/example/the-server:1\n    stdin_open: true\n  the-server:\n    ports: ['80']\n"

    assert told(read(tmp_path, {"compose.http.yaml": text})) == [
        ("stdio", "medium", "x stdin_open: true", 4),
        ("network", "medium", "the-server publishes a port", 6),
    ]


def test_a_compose_file_for_trying_out_tells_little_and_one_of_tests_nothing(tmp_path: Path) -> None:
    text = "services:\n  a:\n    build: .\n    ports: ['80:80']\n"
    found = read(tmp_path, {"docker-compose.dev.yml": text, "tests/docker-compose.yml": text})

    assert [(each.location.path, each.weight) for each in found] == [("docker-compose.dev.yml", Weight.WEAK)]


@pytest.mark.parametrize(
    ("text", "reach", "port"),
    [
        ("80", Reach.ALL, None),
        ("8080:80", Reach.ALL, "8080"),
        ("8000-8010:8000-8010/udp", Reach.ALL, "8000-8010"),
        ("[::1]:80:80", Reach.LOOPBACK, "80"),
        ("127.0.0.1::80", Reach.LOOPBACK, None),
        ("192.168.0.1:1:1", Reach.UNKNOWN, "1"),
        ("$ADDRESS:80:80", Reach.UNKNOWN, "80"),
    ],
)
def test_published_ports_are_read_in_every_form(text: str, reach: Reach, port: str | None) -> None:
    bind = published_as(text)

    assert bind is not None
    assert (bind.reach, bind.port) == (reach, port)


SERVICE = """\
# A comment
apiVersion: v1
kind: Service
metadata:
  name: the-server
spec:
  ports:
    - port: 80
---
apiVersion: v1
kind: Service
metadata: {name: database}
spec: {ports: [{port: 5432}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: the-server}
spec:
  template:
    spec:
      containers:
        - image: example/the-server:2
          args: [--transport, http]
          env:
            - {name: HOST, value: 0.0.0.0}
        - image: example/other
          args: [--transport, http]
"""


def test_services_and_containers_of_the_software_are_offers(tmp_path: Path) -> None:
    assert told(read(tmp_path, {"deploy/all.yaml": SERVICE})) == [
        ("network", "medium", "Service the-server port 80", 3),
        ("network", "medium", "args --transport http", 23),
        ("network", "medium", "env HOST=0.0.0.0", 25),
    ]


def test_templates_of_charts_are_read_without_their_actions(tmp_path: Path) -> None:
    text = """\
{{- if .Values.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "name" . }}
  {{- with .Values.labels }}
  labels: {{ toYaml . | nindent 4 }}
  {{- end }}
spec:
  ports:
    - port: {{ .Values.port }}
{{- end }}
"""
    broken = "kind: Service\napiVersion: v1\nmetadata: {{ if }\n  - {{\n"
    found = read(tmp_path, {"chart/templates/service.yaml": text, "chart/templates/other.yaml": broken})

    assert told(found) == [("network", "medium", "Service", 1), ("network", "medium", "Service", 3)]


def test_a_service_that_only_names_another_is_none(tmp_path: Path) -> None:
    text = "apiVersion: v1\nkind: Service\nmetadata: {name: the-server}\nspec: {type: ExternalName}\n"

    assert read(tmp_path, {"service.yaml": text}) == []


def test_the_web_process_of_a_procfile_is_reached_by_the_network(tmp_path: Path) -> None:
    text = "web: node server.js\nworker: node work.js\nadmin: uvicorn a:b --host 0.0.0.0\n"

    assert told(read(tmp_path, {"Procfile": text})) == [
        ("network", "medium", "web", 1),
        ("network", "medium", "admin: uvicorn --host 0.0.0.0", 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("startCommand:\n  type: stdio\n", [("stdio", "startCommand type stdio")]),
        ("startCommand:\n  type: http\n", [("network", "startCommand type http")]),
        ("runtime: typescript\n", [("hosted elsewhere", "runtime typescript")]),
        (
            "startCommand:\n  commandFunction: |\n    (c) => ({command: 'node', args: ['s.js', '--stdio']})\n",
            [("stdio", "commandFunction --stdio")],
        ),
        ("startCommand:\n  commandFunction: |\n    (c) => { if (c.sse) args.push('--sse') }\n", []),
        ("runtime: container\n", []),
        ("", []),
    ],
)
def test_a_marketplace_is_told_how_to_start(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.says.value, each.text) for each in read(tmp_path, {"smithery.yaml": text})] == expected


def test_what_is_no_yaml_is_told_and_loses_nothing_else(tmp_path: Path) -> None:
    files = {
        "smithery.yaml": "a: b: c\n",
        "docker-compose.yml": "a: [\n",
        "Procfile": "web: x\n",
        "Cargo.toml": "[",
        "package.json": "{,",
    }
    found, unread = offers(repository(tmp_path, files))

    assert [each.says for each in found] == [Says.NETWORK]
    assert [path for path, _ in unread] == ["Cargo.toml", "docker-compose.yml", "package.json", "smithery.yaml"]
    assert all(why for _, why in unread)
