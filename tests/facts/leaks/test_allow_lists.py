"""Allow-lists of other scanners: which places they name, and what they cannot do."""

import json
from pathlib import Path

from making import repository
from upheld.facts.leaks.allow_lists import AllowLists, Listed, allow_lists, baseline_entries

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def lists(folder: Path, files: dict[str, str]) -> AllowLists:
    return allow_lists(repository(folder / "r", files))


def test_gitleaksignore_names_places_and_places_in_commits(tmp_path: Path) -> None:
    text = f"# ours\napp/a:b.py:generic-api-key:12\n{COMMIT}:app.py:github-pat:3\nnonsense\n"
    found = lists(tmp_path, {".gitleaksignore": text})

    assert found.listed("app/a:b.py", 12, b"v", b"") == Listed(".gitleaksignore", reviewed=False)
    assert found.listed("app/a:b.py", 13, b"v", b"") is None
    assert found.listed("app.py", 3, b"v", b"") is None
    assert found.listed("app.py", 3, b"v", b"", COMMIT) is not None


def test_gitleaks_toml_names_paths_values_lines_words_and_commits(tmp_path: Path) -> None:
    text = f"""
[allowlist]
paths = ['''(^|/)fixtures/''']
regexes = ['''^harmless-''']
stopwords = ["Sandbox"]
commits = ["{COMMIT}"]
[[allowlists]]
regexTarget = "line"
regexes = ["# only a test"]
"""
    found = lists(tmp_path, {".gitleaks.toml": text})

    assert found.listed("a/fixtures/x", 1, b"v", b"")
    assert found.listed("x", 1, b"harmless-1", b"")
    assert found.listed("x", 1, b"of-a-sandbox", b"")
    assert found.listed("x", 1, b"v", b"key = v # only a test")
    assert found.listed("x", 1, b"v", b"", COMMIT)
    assert not found.listed("x", 1, b"v", b"key = v")
    assert not found.remarks


def test_patterns_that_are_slow_or_hold_for_some_rules_are_told_and_not_followed(tmp_path: Path) -> None:
    text = """
[allowlist]
regexes = ['(a+)+$', '']
[[allowlists]]
condition = "AND"
paths = ['x']
"""
    found = lists(tmp_path, {".gitleaks.toml": text})

    assert found.listed("x", 1, b"a" * 40, b"") is None
    assert [message for message, _ in found.remarks] == [
        "3 patterns of .gitleaks.toml is not followed: it could be slow, or holds for some rules only"
    ]


def test_what_cannot_be_read_allows_nothing_and_is_told(tmp_path: Path) -> None:
    found = lists(tmp_path, {".gitleaks.toml": "[[[", ".secrets.baseline": "{", ".gitleaksignore": "a\0b"})

    assert len(found.remarks) == 3
    assert found.listed("a", 1, b"", b"") is None


def test_an_audited_baseline_is_believed(tmp_path: Path) -> None:
    entry = {"type": "Secret Keyword", "hashed_secret": "0" * 40, "line_number": 3}
    results = {"a.py": [entry | {"is_secret": False}], "b.py": [entry | {"is_secret": True}], "c.py": [entry]}
    found = lists(tmp_path, {".secrets.baseline": json.dumps({"plugins_used": [], "results": results})})

    assert found.listed("a.py", 3, b"v", b"") == Listed(".secrets.baseline", reviewed=True)
    assert found.listed("b.py", 3, b"v", b"") is None
    assert found.listed("c.py", 3, b"v", b"") is None
    assert [entry.is_secret for entry in found.baseline.values()] == [False, True, None]


def test_of_a_baseline_with_other_shapes_only_what_is_right_is_read() -> None:
    text = json.dumps({"results": {"a": [1, {"type": 1}, {"type": "x", "line_number": 0}], "b": "text"}})

    assert baseline_entries(text, []) == []
