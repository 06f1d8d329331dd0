"""README.md and CONTRIBUTING.md are true: what they show is what comes, and the walk-through works as it stands."""

import ast
import re
import shutil
import sys
from dataclasses import dataclass, fields
from pathlib import Path
from textwrap import dedent

import pytest

from environments import ROOT, Environment, run
from upheld.examples import Example, build, read_example

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DEMO = "checks/upheld_checks/supported_versions/examples/broken-never-released"
FOLDER = "checks/upheld_checks/threat_model"
NOT_COPIED = (".git", ".hypothesis", ".nox", ".venv", "*_cache", "__pycache__", "build", "dist")
_BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`(?P<told> now holds)?\n\n)?^```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Block:
    """A code block of the walk-through: a file, what a file holds by then, or commands."""

    path: str | None
    is_told: bool
    language: str
    text: str


def section(title: str) -> str:
    """Return what stands under a heading of the page; headings inside code blocks are none."""
    pieces = re.split(r"^(```)", PAGE, flags=re.MULTILINE)
    inside = 0
    marked = ""
    for piece in pieces:
        inside ^= piece == "```"
        marked += piece if inside else piece.replace("\n## ", "\n\0")
    return marked.split(f"\n\0{title}\n")[1].split("\n\0")[0]


def blocks() -> list[Block]:
    found = _BLOCK.finditer(section("Add a check"))
    return [Block(match["path"], bool(match["told"]), match["language"], match["text"]) for match in found]


def follow(project: Path, environment: Environment) -> list[str]:
    """Do what each block says, in order, and return what the commands print."""
    printed: list[str] = []
    for block in blocks():
        if block.is_told:
            assert (project / str(block.path)).read_text(encoding="utf-8") == block.text
        elif block.path:
            file = project / block.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        else:
            assert block.language == "sh"
            done = environment.shell(block.text, project)
            assert done.returncode == 0, done.stdout + done.stderr
            printed.append(done.stdout)
    return printed


def files(project: Path) -> dict[str, bytes]:
    found = (path for path in project.rglob("*") if path.is_file())
    named = {path.relative_to(project).as_posix(): path for path in found}
    return {name: path.read_bytes() for name, path in named.items() if "cache" not in name}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project, as a contributor's clone would be."""
    target = tmp_path / "project"
    shutil.copytree(ROOT, target, symlinks=True, ignore=shutil.ignore_patterns(*NOT_COPIED))
    return target


@pytest.mark.slow
def test_who_follows_the_walk_through_has_a_check_and_edited_no_list(project: Path, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "environment")
    environment.install("--editable", project)
    before = files(project)

    *_, tested_and_explained = follow(project, environment)

    page = (project / FOLDER / "README.md").read_text(encoding="utf-8")
    examples = sorted(path.name for path in (project / FOLDER / "examples").iterdir())
    assert tested_and_explained.endswith(page)
    passed = re.search(r"^(\d+) passed", tested_and_explained, re.MULTILINE)
    assert passed
    assert int(passed[1]) >= len(examples)
    assert [name.partition("-")[0] for name in examples] == ["broken", "unverified", "upheld"]
    after = files(project)
    assert {path for path in after if before.get(path) != after[path] and not path.startswith(FOLDER)} == set()

    broken = tmp_path / "broken"
    environment.python("-m", "upheld.examples", project / FOLDER / "examples" / "broken-missing", broken)
    checked = environment.upheld("check", "--offline", "--format", "concise", broken)
    assert "error: there is no threat model in docs/threats.md [threat-model]" in checked.stdout
    assert checked.returncode == 1


def sessions() -> set[str]:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {f.name for f in functions if any("nox.session" in ast.unparse(each) for each in f.decorator_list)}


def test_the_sessions_are_those_of_the_noxfile() -> None:
    assert set(re.findall(r"^\| `nox -s (\w+)", section("Run"), re.MULTILINE)) == sessions()


def test_the_keys_of_an_example_are_those_that_are_read() -> None:
    keys = {field.name for field in fields(Example)} - {"folder"}

    assert set(re.findall(r"^  \| `(\w+)`", section("Examples"), re.MULTILINE)) == keys


def test_the_readme_shows_the_policy_of_the_demo_and_what_upheld_says_of_it(tmp_path: Path) -> None:
    build(read_example(ROOT / DEMO), tmp_path / "example")
    said = [(ROOT / DEMO / "SECURITY.md").read_text(encoding="utf-8")]
    for command in ("check", "fix"):
        program = [sys.executable, "-c", "from upheld.cli import main; main()", command, "--offline"]
        said.append(run(*program, str(tmp_path / "example")).stdout)

    shown = re.findall(r"(?:^    .*\n|^\n(?=    ))+", README.split("\n## ")[0], re.MULTILINE)
    assert len(shown) == len(said)
    for block, whole in zip(shown, said, strict=True):
        assert dedent(block).strip() in whole


def test_the_readme_runs_sessions_that_there_are_and_ci_runs_the_same() -> None:
    commands = set(re.findall(r"^    (python3 noxfile\.py -s \w+)$", README, re.MULTILINE))

    assert commands == {"python3 noxfile.py -s demo", "python3 noxfile.py -s tests"}
    assert commands <= set((ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines())
    assert {command.split()[-1] for command in commands} <= sessions()
    assert f'EXAMPLE = "{DEMO}"' in (ROOT / "noxfile.py").read_text(encoding="utf-8")


def test_the_readme_tells_every_exit_code_that_the_command_tells() -> None:
    told = re.findall(r"^\| (\d) \|", README, re.MULTILINE)

    helped = run(sys.executable, "-c", "from upheld.cli import main; main()", "check", "--help").stdout
    assert re.findall(r"(?<=[:;])\s+(\d)\s", helped) == told


def test_every_path_that_is_named_exists() -> None:
    beyond_the_walk_through = README + PAGE.replace(section("Add a check"), "")
    named = set(re.findall(r"`((?:src|checks|tests|\.ci|\.github)/[\w./]*)`", beyond_the_walk_through))

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
