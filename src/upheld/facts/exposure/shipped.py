"""Which files of source are part of what is shipped, and why the others are not."""

import re

from upheld.facts.settings.paths import is_of_others, is_of_tests

TRIAL, WORK = "for trying things out", "for working on the project"
_TRIAL = re.compile(
    r"examples?|samples?|demos?|docs?|documentation|website|site|playgrounds?|tutorials?|cookbook|notebooks?|workshops?|"
    r"quickstarts?|stories|storybook|\.storybook|spikes?|prototypes?|archived?|legacy-docs|evals?|evaluations?|benchmarks?|perf",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"scripts?|hack|ci|\.github|\.circleci|\.gitlab|\.ci|\.devcontainer|\.claude|\.cursor|\.vscode|devtools?|dev|tasks|xtask|magefiles|"
    r"\.agents?|\.husky|misc|maintenance|migrations",
    re.IGNORECASE,
)
_SHIPPED = frozenset({"src", "lib", "pkg", "internal", "cmd", "app", "packages", "crates", "server"})
_BUILD = re.compile(
    r"[\w.-]{1,60}\.config\.[cm]?[jt]sx?|gulpfile\.\w+|Gruntfile\.\w+|conftest\.py|noxfile\.py|tasks\.py|fabfile\.py|setup\.py|"
    r"build\.rs|magefile\.go|esbuild\.[cm]?[jt]s|vitest[\w.-]{0,40}|jest[\w.-]{0,40}",
    re.IGNORECASE,
)

_TESTS_BY = {
    "python": re.compile(rb"^(?:from|import)[ \t]+(?:pytest|unittest|hypothesis|playwright)\b", re.MULTILINE),
    "javascript": re.compile(
        rb"(?:\bfrom\s{0,5}|^import\s{0,5}|\brequire\(\s{0,5})['\"]"
        rb"(?:vitest|@jest/globals|node:test|bun:test|@playwright/test|mocha|ava|tap|supertest|@vitest/[\w-]{1,40})['\"]",
        re.MULTILINE,
    ),
}


def runs_tests(text: bytes, family: str) -> bool:
    """Tell whether a file imports what runs tests: their helpers do, wherever they lie."""
    pattern = _TESTS_BY.get(family)
    return pattern is not None and pattern.search(text) is not None


def left_out(path: str) -> str | None:
    """Return why a file of source is not shipped, as a phrase; None where it is.

    Of folders such as `docs` only those count that stand beside the source: below `src` they may be parts of it.
    """
    if is_of_others(path):
        return "a copy of another project's"
    if is_of_tests(path):
        return "for tests"
    *folders, name = path.split("/")
    if _BUILD.fullmatch(name):
        return "build configuration"
    for folder in folders:
        if folder.lower() in _SHIPPED and folder.lower() not in {"packages", "crates"}:
            return None
        if _TRIAL.fullmatch(folder):
            return TRIAL
        if _WORK.fullmatch(folder):
            return WORK
    return None
