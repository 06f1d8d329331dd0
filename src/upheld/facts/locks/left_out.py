"""Which locks are not the project's own: those of fixtures, of examples, and of what others wrote."""

from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase

LeaveOut = Callable[[str], str | None]
"""Takes the path of a lock and returns why it is left out, or None where it is read."""

_FIXTURES = frozenset({
    "fixture", "fixtures", "__fixtures__", "test-fixtures", "test_fixtures", "testfixtures", "testdata", "test-data",
    "test_data", "__snapshots__", "snapshots", "__mocks__",
})  # fmt: skip
_EXAMPLES = frozenset({"example", "examples", "sample", "samples", "demo", "demos"})
_TESTS = frozenset({"test", "tests", "__tests__", "spec", "specs", "benchmark", "benchmarks", "bench"})
_OTHERS = frozenset({
    "vendor", "vendored", "_vendor", "third_party", "third-party", "thirdparty", "node_modules", "bower_components",
    "site-packages",
})  # fmt: skip


def left_out(path: str) -> str | None:
    """Return why a lock is no lock of the project, told by the folders above it; None where it is one.

    What lies in a folder `tests` itself is what the tests are run with; what lies deeper is what they are fed with.
    """
    folders = path.lower().split("/")[:-1]
    for depth, folder in enumerate(folders):
        if folder in _FIXTURES:
            return "fixtures of tests"
        if folder in _EXAMPLES:
            return "an example"
        if folder in _OTHERS:
            return "of a project by others"
        if folder in _TESTS and depth < len(folders) - 1:
            return "in the data of tests"
        if "{{" in folder:
            return "a template"
    return None


def as_configured(include: Iterable[str], exclude: Iterable[str]) -> LeaveOut:
    """Return what leaves out the default and what is excluded, save what is included: paths, folders or patterns."""
    included, excluded = tuple(include), tuple(exclude)

    def leave_out(path: str) -> str | None:
        if _named(path, excluded):
            return "excluded by the configuration"
        return None if _named(path, included) else left_out(path)

    return leave_out


def _named(path: str, patterns: tuple[str, ...]) -> bool:
    return any(
        path == (bare := pattern.removeprefix("./").rstrip("/"))
        or path.startswith(f"{bare}/")
        or fnmatchcase(path, bare)
        for pattern in patterns
        if len(pattern) < 1000  # noqa: PLR2004 - a longer one names no path
    )
