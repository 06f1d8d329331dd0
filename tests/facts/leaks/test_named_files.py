"""Files of settings and keys, by their names and by what they hold."""

import pytest

from planting import password
from upheld.facts.leaks.named_files import is_named, named_file

VALUE = password(3)


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        (".env", f"DEBUG=1\nAPI_TOKEN={VALUE}\n", "environment-file"),
        ("deploy/.env.production", f"export DB_PASSWORD='{VALUE}'\n", "environment-file"),
        ("infra/terraform.tfstate", '{"version": 4, "resources": [{"type": "x"}]}', "terraform-state"),
        ("infra/live.tfvars", f'db_password = "{VALUE}"\n', "terraform-variables"),
        ("kubeconfig.yaml", f"users:\n- user:\n    token: {VALUE}\n", "kubeconfig"),
        (".netrc", f"machine x login y password {VALUE}\n", "netrc"),
        (".pypirc", f"[pypi]\nusername = x\npassword = {VALUE}\n", "pypirc"),
        ("wp-config.php", f"define( 'DB_PASSWORD', '{VALUE}' );", "wordpress-config"),
        ("config/secrets.yml", f"production:\n  secret_key_base: {VALUE}\n", "production-settings"),
        ("config/production.json", f'{{\n  "x": 1\n}}\nAPI_KEY={VALUE}\n', "production-settings"),
    ],
)
def test_a_file_with_values_is_found(path: str, text: str, rule: str) -> None:
    assert is_named(path)
    found = named_file(path, text.encode())

    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (".env", "NODE_ENV=production\nPORT=3000\nSTACK_VERSION=8.1.2\n"),
        (".env", "API_TOKEN=\nDB_PASSWORD=changeme\nSECRET_KEY=${SECRET_KEY}\nTOKEN=your-token-here\n"),
        (".env", "DATABASE_URL=postgres://user:secret@localhost:5432/app\n"),
        ("infra/terraform.tfstate", '{"version": 4, "resources": []}'),
        ("wp-config.php", "define( 'DB_PASSWORD', 'password_here' );"),
        (".netrc", "machine x login y password $TOKEN\n"),
        ("store.jks", "text"),
    ],
)
def test_a_file_without_values_is_none(path: str, text: str) -> None:
    assert named_file(path, text.encode()) is None


@pytest.mark.parametrize(
    "path",
    [
        ".env.example",
        "tests/.env",
        "docs/kubeconfig",
        "examples/terraform.tfstate",
        "src/environment.ts",
        "envoy.yaml",
        "a.env.sample",
    ],
)
def test_samples_and_other_files_are_not_meant(path: str) -> None:
    assert not is_named(path)
