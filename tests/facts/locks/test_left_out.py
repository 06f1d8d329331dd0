import pytest

from upheld.facts.locks.left_out import as_configured, left_out


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("uv.lock", None),
        ("packages/app/uv.lock", None),
        ("docs/requirements.txt", None),
        ("tests/requirements.txt", None),
        ("benchmarks/package-lock.json", None),
        ("tests/data/app/package-lock.json", "in the data of tests"),
        ("src/test/resources/Gemfile.lock", "in the data of tests"),
        ("tests/fixtures/uv.lock", "in the data of tests"),
        ("fixtures/uv.lock", "fixtures of tests"),
        ("internal/testdata/go.mod", "fixtures of tests"),
        ("lib/__fixtures__/yarn.lock", "fixtures of tests"),
        ("examples/web/package-lock.json", "an example"),
        ("Samples/App/packages.lock.json", "an example"),
        ("vendor/lib/composer.lock", "of a project by others"),
        ("third_party/lib/Cargo.lock", "of a project by others"),
        ("{{cookiecutter.name}}/poetry.lock", "a template"),
        ("contest/uv.lock", None),
        ("examples.d/uv.lock", None),
        ("example", None),
    ],
)
def test_the_folders_above_tell_whose_lock_it_is(path: str, reason: str | None) -> None:
    assert left_out(path) == reason


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("examples/web/uv.lock", None),
        ("examples/cli/uv.lock", "an example"),
        ("demo/a/uv.lock", None),
        ("old/uv.lock", "excluded by the configuration"),
        ("older/uv.lock", None),
        ("packages/a/yarn.lock", "excluded by the configuration"),
        ("packages/a/uv.lock", None),
        ("examples/web/secret/uv.lock", "excluded by the configuration"),
    ],
)
def test_the_configuration_includes_and_excludes_by_paths_folders_and_patterns(path: str, reason: str | None) -> None:
    leave_out = as_configured(
        ["examples/web", "demo/*/uv.lock"], ["./old/", "packages/*/yarn.lock", "examples/web/secret"]
    )

    assert leave_out(path) == reason
