"""Locks that a stranger wrote to stall, crash or deceive whoever reads them."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bad_input.commands import checked, is_harmless
from making import repository
from upheld.facts.locks import Locks, discovery, locks
from upheld.facts.locks.formats import FORMATS
from upheld.files import UnreadableFileError

GOOD = (
    '[[package]]\nname = "serde"\nversion = "1.0.0"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n'
)
DEEP = 60_000

JSON_LOCKS = (
    "package-lock.json", "npm-shrinkwrap.json", "composer.lock", "packages.lock.json", "Pipfile.lock", "bun.lock",
    "bom.json", "a.cdx.json", "a.spdx.json",
)  # fmt: skip
TOML_LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml", "Cargo.lock")
YAML_LOCKS = ("pnpm-lock.yaml", "yarn.lock")
LINE_LOCKS = ("requirements.txt", "go.mod", "Gemfile.lock", "gradle.lockfile")
ALL = (*JSON_LOCKS, *TOML_LOCKS, *YAML_LOCKS, *LINE_LOCKS)

BERRY = "__metadata:\n  version: 8\n"
JSON_BOMBS = {
    "lists within lists": '{"packages": ' + "[" * DEEP,
    "objects within objects": '{"dependencies":' * DEEP,
    "components within components": '{"bomFormat":"CycloneDX","specVersion":"1.6"'
    + ',"components":[{"name":"a"' * DEEP,
    "a number without end": '{"lockfileVersion": ' + "9" * DEEP + "}",
    "blanks without end": "{" + " " * 1_000_000,
    "quotes without end": '{"' + '\\"' * 500_000,
}
TOML_BOMBS = {
    "lists within lists": "package = " + "[" * DEEP,
    "tables within tables": "a = " + "{a=" * DEEP,
    "a key of many parts": ".".join("a" * DEEP) + " = 1\n",
    "a table of many parts": "[" + ".".join("a" * DEEP) + "]\n",
    "a text without end": 'a = """' + "\\u0000" * DEEP,
}
YAML_BOMBS = {
    "lists within lists": "lockfileVersion: '9.0'\npackages: " + "[" * DEEP,
    "mappings within mappings": "lockfileVersion: '9.0'\npackages: " + "{a: " * DEEP,
    "lists within lists of Yarn": BERRY + "a: " + "[" * DEEP,
    "aliases of aliases": "lockfileVersion: '9.0'\na0: &a0 [x, x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30)),
    "indents without end": "lockfileVersion: '9.0'\n" + "".join(" " * i + "a:\n" for i in range(1_500)),
}
LINE_BOMBS = {
    "a line without end": "a" * 2_000_000,
    "blanks without end": "a" + " " * 500_000 + "b",
    "brackets without end": "require " + "(" * 500_000,
    "backslashes without end": "a==1 \\\n" * 100_000,
    "hashes without end": "a==1 " + "--hash=sha256:0 " * 50_000,
    "markers without end": "a==1 ; " + "(" * DEEP,
    "commas without end": "a:b:1=" + "x," * 300_000,
}


class Files:
    """A tree of files that were never written."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files

    @property
    def paths(self) -> tuple[str, ...]:
        """The files, sorted."""
        return tuple(sorted(self._files))

    def read_text(self, path: str, *, limit: int = 5_000_000) -> str | None:
        """Return a file's text, as a repository does."""
        if ".." in path.split("/") or path.startswith("/"):
            raise UnreadableFileError("leads out of the repository")
        if len(text := self._files.get(path, "")) > limit:
            raise UnreadableFileError("has too many bytes")
        return text if path in self._files else None


def read(files: Mapping[str, str]) -> Locks:
    """Read the locks, of which one is always sound: no other keeps it from being read."""
    told = locks(Files({**files, "sound/Cargo.lock": GOOD}))
    assert [pin.package.name for pin in next(each for each in told.locks if each.path == "sound/Cargo.lock").pins] == [
        "serde"
    ]
    words = [f"{each.form} {each.problem}" for each in told.locks]
    words += [f"{each.name} {each.reason}" for lock in told.locks for each in lock.unaudited]
    words += [f"{pin.package} {pin.note}" for lock in told.locks for pin in lock.pins]
    assert all(map(is_harmless, words))
    assert all(len(word) < 1_500 for word in words)
    return told


def _bombs() -> list[tuple[str, str, str]]:
    kinds = ((JSON_LOCKS, JSON_BOMBS), (TOML_LOCKS, TOML_BOMBS), (YAML_LOCKS, YAML_BOMBS), (LINE_LOCKS, LINE_BOMBS))
    return [(path, name, bomb) for paths, bombs in kinds for path in paths for name, bomb in bombs.items()]


@pytest.mark.parametrize(
    ("path", "bomb"), [pytest.param(path, text, id=f"{path}-{name}") for path, name, text in _bombs()]
)
def test_what_is_written_to_stall_or_crash_is_told_or_read(path: str, bomb: str) -> None:
    told = read({path: bomb})

    assert not [
        pin for lock in told.locks if lock.path == path for pin in lock.pins if pin.package.name not in {"a", "a:b"}
    ]


@pytest.mark.parametrize("path", [path for path in ALL if path != "requirements.txt"])
@pytest.mark.parametrize(
    "text", ["", "\x1b[2J::error::x\n", "\u202e\u2028\x0c", "<<<<<<< ours\n=======\n>>>>>>> theirs\n"]
)
def test_what_is_no_lock_is_told(path: str, text: str) -> None:
    told = read({path: text})

    (lock,) = [each for each in told.locks if each.path == path]
    assert lock.problem
    assert lock.pins == ()


def test_every_format_is_tried() -> None:
    tried = {
        each.module for path in ALL for each in FORMATS if path in each.names or path.endswith(each.endings or "?")
    }

    assert tried == {each.module for each in FORMATS}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("package-lock.json", '{"lockfileVersion": 3, "packages": {}, "packages": {}}'),
        ("composer.lock", '{"packages": [], "packages": []}'),
        ("packages.lock.json", '{"version": 1, "dependencies": {}, "dependencies": {}}'),
        ("Pipfile.lock", '{"_meta": {"pipfile-spec": 6}, "default": {}, "default": {}}'),
        ("bom.json", '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [], "components": []}'),
        ("a.spdx.json", '{"spdxVersion": "SPDX-2.3", "packages": [], "packages": []}'),
        ("Cargo.lock", "version = 3\nversion = 3\n"),
    ],
)
def test_what_is_said_twice_is_told(path: str, text: str) -> None:
    (lock,) = [each for each in read({path: text}).locks if each.path == path]

    assert lock.problem


def test_lists_that_include_each_other_end() -> None:
    files = {
        f"requirements{i}.txt": f"-r requirements{(i + 1) % 50}.txt\n-c requirements{i}.txt\np{i}==1\n"
        for i in range(50)
    }

    told = read({**files, "requirements.txt": "-r requirements.txt\n-r ./requirements0.txt\nself==1\n"})

    assert {"self", "p0", "p49"} <= {package.name for package in told.packages}


def test_lists_in_a_long_row_end() -> None:
    files = {f"requirements{i}.txt": f"-r requirements{i + 1}.txt\np{i}==1\n" for i in range(3_000)}

    assert any(package.name == "p0" for package in read(files).packages)


def test_a_list_that_many_include_is_not_read_without_end() -> None:
    files = {f"requirements{i}.txt": f"-r requirements{i + 1}.txt\n" * 10 + f"p{i}==1\n" for i in range(30)}

    assert any(package.name == "p0" for package in read(files).packages)


def test_what_is_included_counts_as_often_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MOST_CHARACTERS", 20_000)
    large = "".join(f"p{i}==1\n" for i in range(500))

    told = read({f"d{i}/requirements.txt": "-r ../all-of-it.txt\n" for i in range(50)} | {"all-of-it.txt": large})

    lists = [lock for lock in told.locks if lock.path.endswith("requirements.txt")]
    assert len(lists) == 50
    assert 1 <= len([lock for lock in lists if lock.pins]) < 10
    assert all(lock.pins or lock.unaudited or lock.problem for lock in lists)


OUTSIDE = "../" * 12 + "etc/passwd"


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": f"-r {OUTSIDE}\n-r /etc/passwd\n-c {OUTSIDE}\na==1\n"},
        {"requirements.txt": f"-r file:///etc/passwd\n-e {OUTSIDE}\n./{OUTSIDE}\na==1\n"},
        {
            "package.json": json.dumps({"workspaces": [OUTSIDE, "/etc", "../*"]}),
            "package-lock.json": json.dumps(
                {
                    "lockfileVersion": 3,
                    "packages": {
                        "": {"workspaces": [OUTSIDE, "../*"]},
                        OUTSIDE: {"version": "1.0.0"},
                        "node_modules/x": {"resolved": OUTSIDE, "link": True},
                        f"node_modules/{OUTSIDE}": {"version": "1.0.0"},
                    },
                }
            ),
        },
        {
            "pnpm-lock.yaml": f"lockfileVersion: '9.0'\nimporters:\n  {OUTSIDE}:\n    dependencies: {{}}\npackages: {{}}\n"
        },
        {"yarn.lock": f'# yarn lockfile v1\n\n"{OUTSIDE}@^1.0.0":\n  version "1.0.0"\n'},
        {"uv.lock": f'version = 1\n[[package]]\nname = "x"\nversion = "1"\nsource = {{ editable = "{OUTSIDE}" }}\n'},
        {"Cargo.lock": f'version = 3\n[[package]]\nname = "{OUTSIDE}"\nversion = "1.0.0"\n'},
        {"go.mod": f"module x\ngo 1.22\nrequire a.example/b v1.0.0\nreplace a.example/b => {OUTSIDE}\n"},
        {"composer.lock": json.dumps({"packages": [{"name": OUTSIDE, "version": "1.0"}]})},
        {"Gemfile.lock": f"PATH\n  remote: {OUTSIDE}\n  specs:\n    {OUTSIDE} (1.0)\n"},
    ],
    ids=lambda files: next(iter(files)),
)
def test_nothing_outside_the_repository_is_read(files: Mapping[str, str]) -> None:
    told = read(files)

    assert not [package for package in told.packages if ".." in package.name.split("/") or "passwd" in package.name]


CONTROL = "a\x1b[31m\u202eb"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "package-lock.json",
            json.dumps({"lockfileVersion": 3, "packages": {f"node_modules/{CONTROL}": {"version": "1.0.0"}}}),
        ),
        ("composer.lock", json.dumps({"packages": [{"name": CONTROL, "version": "1.0"}]})),
        (
            "packages.lock.json",
            json.dumps({"version": 1, "dependencies": {"n": {CONTROL: {"type": "Direct", "resolved": "1"}}}}),
        ),
        ("Pipfile.lock", json.dumps({"_meta": {"pipfile-spec": 6}, "default": {CONTROL: {"version": "==1.0"}}})),
        ("bom.json", json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": CONTROL}]})),
        ("a.spdx.json", json.dumps({"spdxVersion": "SPDX-2.3", "packages": [{"name": CONTROL}]})),
        (
            "Cargo.lock",
            f"version = 3\n[[package]]\nname = {json.dumps(CONTROL)}\nversion = '1.0.0'\nsource = 'registry+https://x.example'\n",
        ),
        (
            "poetry.lock",
            f"[[package]]\nname = {json.dumps(CONTROL)}\nversion = '1.0'\n[metadata]\nlock-version = '2.1'\n",
        ),
        ("uv.lock", f"version = 1\n[[package]]\nname = {json.dumps(CONTROL)}\nversion = '1.0'\n"),
        ("pnpm-lock.yaml", f"lockfileVersion: '9.0'\npackages:\n  {json.dumps(CONTROL + '@1.0.0')}: {{}}\n"),
        ("yarn.lock", f'# yarn lockfile v1\n\n"{CONTROL}@^1.0.0":\n  version "1.0.0"\n'),
        ("requirements.txt", f"{CONTROL}==1.0\nsound==1.0\n"),
        ("go.mod", f"module x\ngo 1.22\nrequire {CONTROL} v1.0.0\n"),
        ("Gemfile.lock", f"GEM\n  specs:\n    {CONTROL} (1.0)\n"),
        ("gradle.lockfile", f"g:{CONTROL}:1.0=x\n"),
    ],
)
def test_a_name_that_would_be_obeyed_is_told_and_never_shown(path: str, text: str) -> None:
    (lock,) = [each for each in read({path: text}).locks if each.path == path]

    assert lock.problem or lock.unaudited
    assert not [pin for pin in lock.pins if pin.package.name != "sound"]


def test_many_locks_and_large_ones_leave_time_for_the_rest() -> None:
    told = locks(Files({f"d{i}/Cargo.lock": GOOD for i in range(2_500)} | {"bom.json": " " * 50_000_000}))

    problems = [each for each in told.locks if each.problem]
    assert 400 < len(problems) <= 502
    assert any(each.path == "bom.json" for each in problems)


READ_WITHIN_LIMITS = """
import resource, sys
from pathlib import Path
from upheld.facts.locks import locks
from upheld.repository import Repository
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
print(len(locks(Repository(Path(sys.argv[1]))).locks))
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of processes are those of POSIX")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not limit memory")
def test_all_of_it_at_once_is_bounded_in_time_and_memory(tmp_path: Path) -> None:
    files = {f"{number}/{path}": bomb for number, (path, _, bomb) in enumerate(_bombs())}
    files["50/bom.json"] = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[' + "{}," * 9_000_000 + "{}]}"
    files["51/composer.lock"] = '{"packages":[' + '{"name":"a/b"},' * 2_000_000 + "{}]}"
    repository(tmp_path, files)

    done = subprocess.run(
        [sys.executable, "-c", READ_WITHIN_LIMITS, str(tmp_path)], capture_output=True, check=False, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 100


def test_the_command_tells_of_hostile_locks_and_checks_the_rest(tmp_path: Path) -> None:
    policy = (
        "# Security\n\nDependencies are scanned for known vulnerabilities; critical ones are fixed within 7 days.\n"
    )
    bombs = {f"{number}/{path}": bomb for number, (path, name, bomb) in enumerate(_bombs()) if name.startswith("lists")}
    repository(tmp_path, {"SECURITY.md": policy, "package-lock.json": "{" * 500, f"{CONTROL}/bom.json": "{}", **bombs})

    told = checked(tmp_path)

    assert told.verdicts["dependency-audit"] == ["unverified"]
    assert "package-lock.json" in told.said("dependency-audit")
    assert "upheld" in told.verdicts["security-policy"]
