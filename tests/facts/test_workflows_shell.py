import pytest

from upheld.facts.workflows.shell import commands


def words(script: str) -> list[str]:
    return [" ".join(command.words) for command in commands(script)]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("npm ci && npm audit", ["npm ci", "npm audit"]),
        ("npm audit | tee out.txt; exit 0", ["npm audit", "tee out.txt", "exit 0"]),
        ("cargo \\\n  audit", ["cargo audit"]),
        ("# npm audit\nmake # npm audit", ["make"]),
        ("echo 'npm audit'", ["echo npm audit"]),
        ('CI=1 DEBUG="" npm audit', ["npm audit"]),
        ("npm audit > out.json 2>&1", ["npm audit 2"]),
        ("cat <<EOF\nnpm audit\nEOF\nmake", ["cat", "make"]),
        ("cat <<-'EOF' > f\n  npm audit\n  EOF\nmake", ["cat", "make"]),
        ("OUT=$(npm audit --json)", ["npm audit --json"]),
        ('OUT="$(npm audit --json)"', ["npm audit --json"]),
        ("`go env X`/bin/govulncheck ./...", ["go env X", "`go env X`/bin/govulncheck ./..."]),
        ("( cd web && npm audit )", ["cd web", "npm audit"]),
        ("if ! npm audit; then\n  make\nfi", ["npm audit", "make"]),
        ("for d in a b; do npm audit; done", ["for d in a b", "npm audit"]),
        ("make ${{ inputs.a && 'b' || 'c' }} x", ["make ${{ inputs.a && 'b' || 'c' }} x"]),
        ("echo it's", ["echo it's"]),
        ('a "b c" d\\ e', ["a b c d e"]),
        ("", []),
    ],
)
def test_a_script_is_split_into_its_simple_commands(script: str, expected: list[str]) -> None:
    assert words(script) == expected


def test_each_command_knows_its_line() -> None:
    script = "make\n\n# a note\nnpm ci \\\n  --quiet\nX='a\nb' npm audit\ncat <<E\n1\nE\nlast"

    assert [(command.line, command.words[0]) for command in commands(script)] == [
        (0, "make"), (3, "npm"), (6, "npm"), (7, "cat"), (10, "last"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("script", "over"),
    [
        ("npm audit", None),
        ("npm audit || true", "`|| true`"),
        ("npm audit || echo found", "`|| echo found`"),
        ("npm audit || exit 0", "`|| exit 0`"),
        ("npm audit || exit 1", None),
        ("npm audit || { echo found; exit 1; }", None),
        ("npm audit && true", None),
        ("set +e\nnpm audit", "`set +e`"),
        ("set +e\nset -e\nnpm audit", None),
        ("if npm audit; then make; fi", "`if`"),
    ],
)
def test_what_passes_over_a_failure_is_told(script: str, over: str | None) -> None:
    (audit,) = (command for command in commands(script) if command.words[0] == "npm")

    assert audit.passed_over == over


@pytest.mark.parametrize(
    "hostile",
    ["'" * 100_000, '"' * 99_999, '"\\' * 50_000, "<<a\n" * 30_000, "$(" * 50_000, "${{" * 50_000, "a||" * 30_000, "`" * 99_999, "\\" * 99_999,
     "x || { a\n" * 10_000],
)  # fmt: skip
def test_hostile_scripts_come_to_an_end(hostile: str) -> None:
    assert all(command.words for command in commands(hostile))
