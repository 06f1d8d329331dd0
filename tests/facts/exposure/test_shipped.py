"""Which files of source are shipped."""

import pytest

from upheld.facts.exposure.shipped import left_out, runs_tests


@pytest.mark.parametrize(
    "path",
    [
        "index.js",
        "src/index.ts",
        "src/examples/loader.py",
        "lib/docs/server.ts",
        "pkg/dev/http.go",
        "src/tools/run.ts",
        "tools/server.py",
        "cmd/server/main.go",
        "dist/index.js",
        "extension/server/worker.js",
        "integrations/slack.py",
        "scripts.py",
        "src/config.ts",
        "crates/server/src/main.rs",
        "local/server.py",
    ],
)
def test_these_are(path: str) -> None:
    assert left_out(path) is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("tests/test_server.py", "for tests"),
        ("src/server.test.ts", "for tests"),
        ("src/__tests__/server.ts", "for tests"),
        ("pkg/http/server_test.go", "for tests"),
        ("internal/test/helper.go", "for tests"),
        ("examples/server.py", "for trying things out"),
        ("packages/core/examples/server.ts", "for trying things out"),
        ("docs/snippets/server.js", "for trying things out"),
        ("benchmarks/load.go", "for tests"),
        ("scripts/serve.ts", "for working on the project"),
        ("packages/core/scripts/serve.ts", "for working on the project"),
        ("hack/proxy.go", "for working on the project"),
        (".github/actions/run.js", "for working on the project"),
        ("vite.config.ts", "build configuration"),
        ("packages/app/webpack.config.js", "build configuration"),
        ("setup.py", "build configuration"),
        ("build.rs", "build configuration"),
        ("vendor/golang.org/x/net/http.go", "a copy of another project's"),
        ("node_modules/express/index.js", "a copy of another project's"),
    ],
)
def test_these_are_not_and_it_is_said_why(path: str, why: str) -> None:
    assert left_out(path) == why


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("python", b"import os\nimport pytest\n"),
        ("python", b"from unittest.mock import patch\n"),
        ("javascript", b"import { expect } from 'vitest';"),
        ("javascript", b'import {\n  chromium,\n} from "@playwright/test";'),
        ("javascript", b'const test = require("node:test");'),
    ],
)
def test_what_imports_a_runner_of_tests_is_for_tests(family: str, text: bytes) -> None:
    assert runs_tests(text, family)


@pytest.mark.parametrize(
    ("family", "text"),
    [
        ("python", b"import pytest_plugins\n"),
        ("python", b'HELP = """\nrun pytest\n"""\n'),
        ("javascript", b'import { run } from "./vitest";'),
        ("javascript", b'const name = "vitest";'),
        ("go", b'import "testing"'),
    ],
)
def test_what_only_speaks_of_one_is_not(family: str, text: bytes) -> None:
    assert not runs_tests(text, family)
