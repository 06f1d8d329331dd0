import json
from pathlib import Path

import pytest

from metadata_read import utc
from upheld.facts.keys import inventory as module
from upheld.facts.keys.inventory import UNKNOWN, inventory, read_evidence
from upheld.facts.keys.key import Inventory
from upheld.facts.keys.readers import readers
from upheld.repository import Repository

KEYS = "keys:\n- name: A\n  created: 2026-01-01\n"


def of(root: Path, *evidence: Path) -> Inventory:
    return inventory(Repository(root), evidence)


def put(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def told(found: Inventory) -> list[tuple[str, int, str | None]]:
    return [(each.path, len(each.keys), each.problem) for each in found.evidence]


def test_files_of_the_repository_are_found_by_their_places(tmp_path: Path) -> None:
    put(tmp_path, "keys.yml", KEYS)
    put(tmp_path, ".upheld/keys/aws.json", '{"AccessKeyMetadata": []}')
    put(tmp_path, ".upheld/keys/more.csv", "name,created\nB,2026-01-01\n")
    put(tmp_path, ".upheld/keys/README.md", "# Keys\n")
    put(tmp_path, "elsewhere/keys.yml", KEYS)

    assert told(of(tmp_path)) == [
        ("keys.yml", 1, None),
        (".upheld/keys/aws.json", 0, None),
        (".upheld/keys/more.csv", 1, None),
    ]


def test_a_given_file_comes_first_and_is_not_read_twice(tmp_path: Path) -> None:
    put(tmp_path / "repository", "keys.yml", KEYS)
    outside = put(tmp_path, "export.yml", KEYS)
    found = of(tmp_path / "repository", outside, tmp_path / "repository" / "keys.yml")

    assert told(found) == [(outside.as_posix(), 1, None), ("keys.yml", 1, None)]
    assert [key.location.path for key in found.keys] == [outside.as_posix(), "keys.yml"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is empty: whatever should have written it failed"),
        ("Just words.\n", UNKNOWN),
        ("[]", UNKNOWN),
        ('{"packages": []}', UNKNOWN),
        ("a: [1\n", "is not valid YAML, or has more than is read of it"),
        ("{", "is not valid JSON: expected a key in double quotes"),
    ],
)
def test_a_given_file_that_is_not_read_is_a_problem(tmp_path: Path, text: str, problem: str) -> None:
    put(tmp_path, "given", text)

    assert told(of(tmp_path, tmp_path / "given")) == [("given", 0, problem)]


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert told(of(tmp_path, tmp_path / "missing.json")) == [("missing.json", 0, "is not there")]


@pytest.mark.parametrize("text", ["users:\n- name: somebody\n  token: other\n", "a: [1\n", "", "Just words.\n"])
def test_a_keys_yml_of_another_program_is_left_alone(tmp_path: Path, text: str) -> None:
    put(tmp_path, "keys.yml", text)

    assert told(of(tmp_path)) == []


def test_a_keys_yml_that_lists_keys_and_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    put(tmp_path, "keys.yml", "keys:\n- name: A\n  created: [1\n")

    assert [problem for _, _, problem in told(of(tmp_path))] == ["is not valid YAML, or has more than is read of it"]


def test_a_value_in_a_keys_yml_that_is_written_as_json_is_told(tmp_path: Path) -> None:
    put(tmp_path, "keys.yml", '{"keys": [{"name": "A", "note": "-----BEGIN PRIVATE KEY-----"}]}')

    assert [str(problem)[:40] for _, _, problem in told(of(tmp_path))] == ["is refused: it holds a private key; an i"]


def test_what_lies_in_the_folder_is_meant(tmp_path: Path) -> None:
    put(tmp_path, ".upheld/keys/unknown.json", '{"packages": []}')
    put(tmp_path, ".upheld/keys/notes.txt", "Just words.\n")

    assert told(of(tmp_path)) == [(".upheld/keys/unknown.json", 0, UNKNOWN)]


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path, "outside.yml", KEYS)
    root = tmp_path / "repository"
    root.mkdir()
    (root / "keys.yml").symlink_to(outside)

    assert told(of(root)) == [("keys.yml", 0, "is a link that leads out of the repository")]


def test_a_creation_after_the_evidence_is_a_problem_and_no_age(tmp_path: Path) -> None:
    put(
        tmp_path,
        "keys.yml",
        "generated_at: 2026-01-31T06:00:00Z\n" + KEYS + "- name: B\n  created: 2026-01-31T06:06:00Z\n",
    )
    (found,) = of(tmp_path).evidence

    assert found.problem == "says that a key was created after the file itself was made"
    assert found.line == 5
    assert found.made == utc(2026, 1, 31, 6)


def test_clocks_may_differ_by_minutes(tmp_path: Path) -> None:
    put(tmp_path, "keys.yml", "generated_at: 2026-01-31T06:00:00Z\nkeys:\n- name: B\n  created: 2026-01-31T06:04:00Z\n")

    assert of(tmp_path).evidence[0].problem is None


def test_each_answer_of_an_export_is_read_by_its_own_reader() -> None:
    export = {
        "generated_at": "2026-01-31T06:00:00Z",
        "answers": [
            {"scope": "111122223333", "data": {"AccessKeyMetadata": []}},
            {"scope": "shop", "data": {"SecretList": [{"ARN": "a", "Name": "b", "SecretString": "hunter2"}]}},
        ],
    }
    found = read_evidence("export.json", json.dumps(export, indent=1).encode())

    assert [(each.source, each.made) for each in found] == [("AWS IAM access keys", utc(2026, 1, 31, 6)), ("", None)]
    assert found[1].problem is not None
    assert "hunter2" not in repr(found)


def test_what_a_reader_cannot_take_is_told_with_the_keys_before_it() -> None:
    text = '[{"keyId": "a", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": null},\n{"keyId": "b", "startDateTime": "soon", "endDateTime": null}]'
    (found,) = read_evidence("a.json", text.encode())

    assert (len(found.keys), found.problem, found.line) == (1, "has a field `startDateTime` that is no time", 2)


def test_an_inventory_is_read_once_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "keys.yml", KEYS)
    repository = Repository(tmp_path)
    first = inventory(repository)
    monkeypatch.setattr(module, "read_evidence", None)

    assert inventory(repository) is first


def test_every_reader_has_a_name_and_a_page_that_says_how_to_get_the_file() -> None:
    folder = Path(module.__file__).parent / "readers"
    for reader in readers():
        name = getattr(reader, "__name__", "").rpartition(".")[2]
        page = (folder / f"{name}.md").read_text(encoding="utf-8")

        assert reader.SOURCE
        assert page.startswith("# ")
        assert {"## How to get it", "## What is read", "## What is refused", "## Limits"} <= set(page.splitlines())
