"""What each kind of file gives to the names of secrets."""

from pathlib import Path

import pytest

from making import repository
from upheld.facts.settings import Given, Kind, SettingsFile, settings_files
from upheld.facts.settings.paths import is_for_trial, is_of_others, is_of_tests

DRAWN = "8f3Kc9Qd1xL27bT4w5Zm"
ENCODED = "OGYzS2M5UWQxeEwyN2JUNHc1Wm0="


def read(folder: Path, path: str, text: str) -> SettingsFile:
    (file,) = settings_files(repository(folder, {path: text}))
    return file


def told(file: SettingsFile) -> list[tuple[str, str, int]]:
    return [(each.name, each.given.value, each.location.line) for each in file.settings if each.is_secret]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (".env", Kind.ENV), ("app/.env.production", Kind.ENV), ("prod.env", Kind.ENV), (".envrc", Kind.ENV),
        (".env.example", Kind.TEMPLATE), (".env.sample", Kind.TEMPLATE), (".env.test.example", Kind.TEMPLATE),
        ("Dockerfile", Kind.DOCKERFILE), ("Containerfile.dev", Kind.DOCKERFILE), ("web.Dockerfile", Kind.DOCKERFILE),
    ],
)  # fmt: skip
def test_files_are_known_by_their_names(tmp_path: Path, path: str, kind: Kind) -> None:
    assert read(tmp_path, path, "A=1\n").kind is kind


@pytest.mark.parametrize(
    "path", ["environment.py", "env", ".environment", "docs/env.md", "values.yaml", "vendor/a/.env"]
)
def test_other_files_are_left(tmp_path: Path, path: str) -> None:
    assert settings_files(repository(tmp_path, {path: "API_TOKEN=abc\n"})) == ()


def test_an_environment_file_sets_variables(tmp_path: Path) -> None:
    text = f"""# OLD_TOKEN={DRAWN}
        PORT=80
        export API_TOKEN="{DRAWN}" # ours
        DB_PASSWORD=
        JWT_SECRET=changeme # set it
        DATABASE_URL=postgres://app:{DRAWN}@db/app
        """
    assert told(read(tmp_path, ".env", text)) == [
        ("API_TOKEN", "literal", 3),
        ("DB_PASSWORD", "empty", 4),
        ("JWT_SECRET", "placeholder", 5),
        ("DATABASE_URL", "literal", 6),
    ]


def test_a_compose_file_gives_variables_as_mapping_and_as_list(tmp_path: Path) -> None:
    text = f"""x-all: &all
  API_TOKEN: ${{API_TOKEN}}
services:
  app:
    environment:
      <<: *all
      DB_PASSWORD: {DRAWN}
      JWT_SECRET:
    env_file: .env
    build:
      args:
        NPM_TOKEN: ${{NPM_TOKEN:-}}
  worker:
    environment:
      - API_TOKEN
      - DB_PASSWORD=postgres
    secrets: [db]
"""
    file = read(tmp_path, "docker-compose.prod.yml", text)
    assert file.kind is Kind.COMPOSE
    assert told(file) == [
        ("DB_PASSWORD", "literal", 7),
        ("JWT_SECRET", "reference", 8),
        ("API_TOKEN", "reference", 2),
        ("env_file", "reference", 9),
        ("NPM_TOKEN", "reference", 12),
        ("API_TOKEN", "reference", 15),
        ("DB_PASSWORD", "guessable", 16),
        ("secrets", "reference", 17),
    ]


def test_a_dockerfile_sets_variables_and_asks_for_arguments(tmp_path: Path) -> None:
    text = f"""FROM scratch
ARG NPM_TOKEN
ENV API_TOKEN={DRAWN} \\
    # in between
    OTHER="a b"
ENV DB_PASSWORD admin admin
ENV JWT_SECRET=$JWT_SECRET
RUN echo API_KEY=abc
"""
    assert told(read(tmp_path, "Dockerfile", text)) == [
        ("NPM_TOKEN", "reference", 2),
        ("API_TOKEN", "literal", 3),
        ("DB_PASSWORD", "guessable", 6),
        ("JWT_SECRET", "reference", 7),
    ]


def test_a_workflow_gives_variables_and_inputs_at_every_level(tmp_path: Path) -> None:
    text = f"""on: push
env:
  API_TOKEN: ${{{{ secrets.API_TOKEN }}}}
jobs:
  test:
    services:
      db:
        env: {{POSTGRES_PASSWORD: postgres}}
    steps:
      - uses: example/action@v1
        with:
          api-key: {DRAWN}
          restore-keys: linux-8f3Kc9Qd1xL27bT4w5Zm
"""
    file = read(tmp_path, ".github/workflows/ci.yml", text)
    assert file.kind is Kind.PIPELINE
    assert told(file) == [
        ("API_TOKEN", "reference", 3),
        ("POSTGRES_PASSWORD", "guessable", 8),
        ("api-key", "literal", 12),
    ]


def test_manifests_of_a_cluster_give_variables_and_secrets(tmp_path: Path) -> None:
    text = f"""apiVersion: apps/v1
kind: Deployment
spec:
  containers:
    - env:
        - name: API_TOKEN
          valueFrom:
            secretKeyRef: {{name: app, key: token}}
        - name: DB_PASSWORD
          value: {DRAWN}
---
{{{{ not yaml }}}}: [
---
apiVersion: v1
kind: Secret
data:
  password: {ENCODED}
stringData:
  api-key: <key>
"""
    file = read(tmp_path, "deploy/app.yaml", text)
    assert file.kind is Kind.KUBERNETES
    assert told(file) == [
        ("API_TOKEN", "reference", 6),
        ("DB_PASSWORD", "literal", 10),
        ("password", "literal", 17),
        ("api-key", "placeholder", 19),
    ]
    assert [each.value.text for each in file.settings if each.given is Given.LITERAL] == [DRAWN, DRAWN]


def test_secrets_that_a_tool_has_sealed_are_left(tmp_path: Path) -> None:
    sealed = f"apiVersion: v1\nkind: Secret\ndata:\n  password: {ENCODED}\nsops: {{version: 3}}\n"
    assert read(tmp_path, "secret.yaml", sealed).settings == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("compose.yaml", "a: [" * 5_000),
        ("compose.yaml", "a: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n" + "c: *b\n" * 2_000),
        ("compose.yaml", f"services: {{a: {{environment: {{TOKEN: '{DRAWN}\n"),
    ],
)
def test_a_file_that_cannot_be_read_says_so_without_its_text(tmp_path: Path, path: str, text: str) -> None:
    file = read(tmp_path, path, text)
    assert file.problem == "is not valid YAML, or has more than is read of it"
    assert DRAWN not in repr(file)


def test_large_files_are_not_read(tmp_path: Path) -> None:
    file = read(tmp_path, ".env", "A=1\n" * 300_000)
    assert file.settings == ()
    assert "bytes" in (file.problem or "")


@pytest.mark.parametrize(
    "path", ["tests/a.env", "test/e2e/compose.yml", "pkg/testdata/x.yaml", "docker-compose.test.yml", "a/test_x.py"]
)
def test_files_of_tests_are_known(path: str) -> None:
    assert is_of_tests(path)
    assert not is_of_tests(f"src/{path.replace('test', 'main').replace('e2e', 'app')}")


@pytest.mark.parametrize(
    "path", ["docs/a.json", "examples/x.json", "docker-compose.dev.yml", "README.md", ".env.local"]
)
def test_files_for_trials_are_known(path: str) -> None:
    assert is_for_trial(path)


@pytest.mark.parametrize("path", ["src/app.json", ".mcp.json", "compose.yaml", ".env.production", "device/x.yml"])
def test_files_for_use_are_known(path: str) -> None:
    assert not is_for_trial(path)
    assert not is_of_tests(path)
    assert not is_of_others(path)


def test_more_files_than_are_read_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upheld.facts.settings.finding.MOST_FILES", 2)
    found = settings_files(repository(tmp_path, {f"{name}.env": "A_TOKEN=\n" for name in "abcd"}))
    assert [(each.path, each.problem is None) for each in found] == [("a.env", True), ("b.env", True), ("c.env", False)]


def test_more_text_than_is_read_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("upheld.facts.settings.finding.MOST_CHARACTERS", 5)
    found = settings_files(repository(tmp_path, {f"{name}.env": "A_TOKEN=\n" for name in "abc"}))
    assert [(each.path, each.problem is None) for each in found] == [("a.env", True), ("b.env", False)]
