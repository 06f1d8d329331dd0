"""All that a tree says, found once."""

from software import Files
from upheld.exposure import Reach, Started
from upheld.facts.exposure.finding import exposure_of

LISTENS = "import express from 'express';\nconst app = express();\nif (process.env.HTTP) {\n  app.listen(3000, '127.0.0.1');\n}\n"


def test_a_tree_says_what_listens_and_how_it_is_started() -> None:
    exposure = exposure_of(Files({"index.js": LISTENS, "package.json": '{"name": "s", "bin": "index.js"}'}))

    (capability,) = exposure.capabilities
    assert (str(capability.location), capability.started) == ("index.js:4", Started.OPTIONAL)
    assert (capability.bind.reach, capability.text) == (Reach.LOOPBACK, "app.listen(3000, '127.0.0.1')")
    assert exposure.files == 1


def test_a_tree_without_source_says_nothing() -> None:
    exposure = exposure_of(Files({"README.md": "# s"}))

    assert (exposure.capabilities, exposure.files, exposure.unread) == ((), 0, ())


def test_a_tree_is_looked_at_once() -> None:
    files = Files({"index.js": LISTENS})

    assert exposure_of(files) is exposure_of(files)


def test_what_is_not_read_is_told() -> None:
    exposure = exposure_of(Files({"index.js": LISTENS, "gone.js": None}))

    assert exposure.unread == (("gone.js", "cannot be read: Permission denied"),)
    assert len(exposure.capabilities) == 1
