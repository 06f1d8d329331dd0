import pytest

from upheld.secrets.surroundings import Surroundings


@pytest.mark.parametrize(
    "path", ["package-lock.json", "a/go.sum", "uv.lock", "web/pnpm-lock.yaml", "x.min.js", ".secrets.baseline"]
)
def test_files_of_digests_are_made(path: str) -> None:
    assert Surroundings(path, b"").made


@pytest.mark.parametrize("path", ["", "package.json", "lock.py", "src/sum.go", "notebook.ipynb"])
def test_other_files_are_written(path: str) -> None:
    assert not Surroundings(path, b"").made


@pytest.mark.parametrize(
    "text", [b"$ANSIBLE_VAULT;1.1;AES256\n6162", b"kind: SealedSecret\n", b"key: ENC[AES256_GCM,data:abc]"]
)
def test_encrypted_files_are_made(text: bytes) -> None:
    assert Surroundings("values.yaml", text).made


@pytest.mark.parametrize(
    "path",
    [
        "tests/a.py",
        "src/__tests__/a.ts",
        "pkg/testdata/k.pem",
        "a_test.go",
        "a.spec.ts",
        "docs/a.txt",
        "README.md",
        ".env.example",
        "integration-tests/a.py",
        "spec/fixtures/a.rb",
        "examples/a.yaml",
        "test_a.py",
    ],
)
def test_tests_examples_and_documentation_are_known_by_their_paths(path: str) -> None:
    assert Surroundings(path, b"key").is_test(0)


@pytest.mark.parametrize("path", ["", "src/latest/a.py", "contest.py", "attestation/a.go", "src/main.py", ".env"])
def test_other_paths_are_no_tests(path: str) -> None:
    assert not Surroundings(path, b"key").is_test(0)


@pytest.mark.parametrize(
    "before", ["for a test: ", "const fakeKey = ", "# example\n", "var TestKey = `", "my_test_key="]
)
def test_a_test_is_known_by_what_stands_before(before: str) -> None:
    text = before.encode() + b"value"

    assert Surroundings("", text).is_test(len(before))
    assert not Surroundings("", text + b" " * 200 + b"x").is_test(len(text) + 200)


def test_the_inside_of_base64_is_embedded() -> None:
    text = b"data:image/png;base64," + b"aB0/" * 30

    assert Surroundings("", text).is_embedded(len(text))
    assert not Surroundings("", text + b'"').is_embedded(len(text) + 1)
    assert not Surroundings("", text).is_embedded(30)


def test_a_line_that_no_person_writes_is_packed() -> None:
    text = b"x" * 4_000

    assert Surroundings("", text).is_packed(2_000, 2_010)
    assert not Surroundings("", text).is_packed(100, 110)
    assert not Surroundings("", text[:1_990] + b"\n" + text).is_packed(2_000, 2_010)
