"""What the path of a file says of it: that others wrote it, that it is for tests, or for trying things out."""

import re

_OF_OTHERS = re.compile(r"(?:^|/)(?:vendor|third[_-]?party|node_modules|bower_components|external|site-packages)/")
_OF_TESTS = re.compile(
    r"(?:^|/)(?:tests?|[\w-]+[_-]tests?|tests?[_-][\w-]+|testdata|test[_-]?data|fixtures?|__tests__|__fixtures__|__mocks__|mocks?|specs?|e2e|cassettes|testing|bench(?:marks?)?)/"
    r"|(?:^|/)test_[^/]*$|(?:^|[/._-])(?:tests?|spec|e2e|fixture|mock|ci)(?:\.[\w.-]+)?\.\w+$|[._-](?:test|tests|testing|e2e|ci)$|_test\.go$|\.test\.\w+$",
    re.IGNORECASE,
)
_FOR_TRIAL = re.compile(
    r"(?:^|[/._-])(?:dev|devel|development|local|localhost|example|examples|sample|samples|demo|demos|quickstart|tutorials?|getting[_-]?started|playground|sandbox|"
    r"docs?|documentation|archive|archived|debug|templates?|devcontainer|workshop|integration)(?:[/._-]|$)|\.(?:md|mdx|rst|markdown)$",
    re.IGNORECASE,
)


def is_of_others(path: str) -> bool:
    """Tell whether a file is a copy of another project's."""
    return _OF_OTHERS.search(path) is not None


def is_of_tests(path: str) -> bool:
    """Tell whether a file is for tests."""
    return _OF_TESTS.search(path) is not None


def is_for_trial(path: str) -> bool:
    """Tell whether a file is for trying things out, on one machine or in a document."""
    return _FOR_TRIAL.search(path) is not None
