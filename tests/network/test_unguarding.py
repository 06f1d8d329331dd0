"""A place that was asked for and is started by default now is told, though nothing is added."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from software import Files
from upheld.exposure import Bind, Capability, Reach, Started, Strength
from upheld.model import Location
from upheld.network.additions import between
from upheld.network.unguarding import unguarded

GUARDED = "import http from 'node:http';\nif (process.env.HTTP_PORT) {\n  http.createServer(answer).listen(80);\n}\n"
OPEN = "import http from 'node:http';\nhttp.createServer(answer).listen(80);\n"
PACKAGE = {"package.json": '{"name": "a", "bin": "index.js"}'}


def capability(started: Started, strength: Strength = Strength.LISTENS) -> Capability:
    return Capability("js-listen", strength, Location("a.js", 1), "a.listen(1)", Bind(Reach.ALL), (), started)


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return where a change takes a guard away."""
    paths = sorted({*before, *after})
    touched = [path for path in paths if before.get(path) != after.get(path)]
    change = between(Files({**PACKAGE, **before}), Files({**PACKAGE, **after}), touched)
    assert change.places == ()
    return [str(each.now.location) for each in change.unguarded]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Started.OPTIONAL, Started.DEFAULT, True),
        (Started.UNKNOWN, Started.DEFAULT, False),
        (Started.DEFAULT, Started.DEFAULT, False),
        (Started.OPTIONAL, Started.UNKNOWN, False),
        (Started.DEFAULT, Started.OPTIONAL, False),
    ],
)
def test_only_what_was_surely_asked_for_and_is_not_any_more_is_told(
    before: Started,
    after: Started,
    told: bool,  # noqa: FBT001
) -> None:
    was, now = capability(before), capability(after)

    assert len([*unguarded([was], [now], [lambda each: each.rule])]) == told


def test_what_is_added_is_told_as_such_and_a_transport_is_no_listener() -> None:
    was = capability(Started.OPTIONAL)
    transport = replace(capability(Started.DEFAULT), strength=Strength.TRANSPORT)

    assert [*unguarded([], [capability(Started.DEFAULT)], [lambda each: each.rule])] == []
    assert [*unguarded([was], [transport], [lambda each: each.rule])] == []


def test_a_condition_that_goes_is_told_at_the_place_that_it_guarded() -> None:
    assert changed({"index.js": GUARDED}, {"index.js": OPEN}) == ["index.js:2"]


def test_a_guard_in_another_file_and_a_default_are_found_too() -> None:
    listen = "import http from 'node:http';\nexport function web() {\n  http.createServer(answer).listen(80);\n}\n"
    start = "import { web } from './web.js';\n"
    asked, always = f"{start}if (process.argv.includes('--http')) web();\n", f"{start}web();\n"

    assert changed({"index.js": asked, "web.js": listen}, {"index.js": always, "web.js": listen}) == ["web.js:3"]

    choose = f"{start}import {{ kind }} from './kind.js';\nif (kind === 'http') web();\n"
    kinds = [f"export const kind = process.env.TRANSPORT || '{kind}';\n" for kind in ("stdio", "http")]
    rest = {"index.js": choose, "web.js": listen}

    assert changed({**rest, "kind.js": kinds[0]}, {**rest, "kind.js": kinds[1]}) == ["web.js:3"]
    assert changed({**rest, "kind.js": kinds[1]}, {**rest, "kind.js": kinds[0]}) == []


@pytest.mark.parametrize(
    "after",
    [
        GUARDED.replace("80", "8080"),
        GUARDED.replace("process.env.HTTP_PORT", "process.env.WEB_PORT"),
        f"// more\n{GUARDED}",
        GUARDED.replace("if (process.env.HTTP_PORT) {", "if (process.env.HTTP_PORT && ready) {"),
    ],
)
def test_a_guard_that_stays_is_not_told(after: str) -> None:
    assert changed({"index.js": GUARDED}, {"index.js": after}) == []


def test_a_change_that_takes_no_guard_away_looks_at_nothing_else() -> None:
    files = {"index.js": GUARDED, "other.js": "export const one = 1;\n"}
    after = Files({**PACKAGE, **files, "other.js": "export const two = 2;\n"})
    between(Files({**PACKAGE, **files}), after, ["other.js"])

    assert "index.js" not in after.read
