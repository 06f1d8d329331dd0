from pathlib import Path

import pytest

from making import repository
from upheld.facts.settings.reads import is_comment, secret_reads


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.py", 'x = os.environ["API_TOKEN"]'), ("a.py", 'x = os.environ.get("API_TOKEN", "")'), ("a.py", "x = os.getenv('API_TOKEN')"),
        ("a.ts", "const x = process.env.API_TOKEN;"), ("a.mjs", 'const x = process.env["API_TOKEN"];'),
        ("a.ts", 'Deno.env.get("API_TOKEN")'), ("a.go", 'x := os.Getenv("API_TOKEN")'), ("a.go", 'os.LookupEnv("API_TOKEN")'),
        ("a.rs", 'std::env::var("API_TOKEN")?'), ("a.rb", 'ENV.fetch("API_TOKEN")'), ("a.rb", "ENV['API_TOKEN']"),
        ("a.java", 'System.getenv("API_TOKEN")'), ("a.cs", 'Environment.GetEnvironmentVariable("API_TOKEN")'),
        ("a.php", "env('API_TOKEN')"), ("a.php", "$_ENV['API_TOKEN']"), ("a.ex", 'System.fetch_env!("API_TOKEN")'),
    ],
)  # fmt: skip
def test_sources_read_variables_in_many_languages(tmp_path: Path, path: str, line: str) -> None:
    (read,) = secret_reads(repository(tmp_path, {f"src/{path}": f"\n{line}\n"}))
    assert (read.name, str(read.location)) == ("API_TOKEN", f"src/{path}:2")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("src/a.py", '# os.environ["API_TOKEN"]'), ("src/a.py", 'os.environ["HOME"]'), ("src/a.py", 'x = "API_TOKEN"'),
        ("tests/a.py", 'os.environ["API_TOKEN"]'), ("vendor/a.go", 'os.Getenv("API_TOKEN")'), ("a.md", "process.env.API_TOKEN"),
    ],
)  # fmt: skip
def test_what_is_no_read_of_the_program_is_left(tmp_path: Path, path: str, line: str) -> None:
    assert secret_reads(repository(tmp_path, {path: f"{line}\n"})) == ()


def test_what_is_shipped_comes_before_scripts(tmp_path: Path) -> None:
    files = {"scripts/a.py": 'os.getenv("ONE_TOKEN")', "src/b.py": 'os.getenv("TWO_TOKEN")'}
    assert [read.name for read in secret_reads(repository(tmp_path, files))] == ["TWO_TOKEN", "ONE_TOKEN"]


def test_a_line_is_a_comment_from_its_beginning_only() -> None:
    text = "x = 1 # y\n  // y\n"
    assert not is_comment(text, 1)
    assert is_comment(text, 2)
    assert not is_comment(text, 99)
