"""Runs Upheld on the policies that the project was created from, with the tags of their repositories, and holds the verdicts against the labels."""

import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from corpus import verdict

from upheld.correction import correct
from upheld.examples import Example, build
from upheld.run import Options, check

# What the seeds' README tells of each repository.
TAGS = {
    "000": (),
    "003": ("v1.0.0",),
    "004": ("v1.1.1", "v1.2.0", "v1.2.1", "v1.2.2", "v1.2.3", "v1.2.4", "v1.2.5", "v1.2.6"),
}
DAY = datetime(2026, 8, 22, tzinfo=UTC)


def main() -> None:
    """Print a line for each seed, and exit with 1 when a verdict or a correction is not as labelled."""
    wrong = 0
    for labels in sorted(Path(sys.argv[1]).glob("*.expected.json")):
        expected = json.loads(labels.read_text(encoding="utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder) / "source", Path(folder) / "repository"
            source.mkdir()
            policy = labels.with_name(labels.name.replace(".expected.json", ".txt"))
            (source / "SECURITY.md").write_bytes(policy.read_bytes())
            build(Example(source, "", TAGS[labels.name[:3]], ("main",)), target)
            options = Options(path=target, as_of=DAY, offline=True, select=("supported-versions",))
            said = before = verdict(check(options))
            if before == "broken":
                correct(check(options), target, write=True)
                said = f"broken, {verdict(check(options))} after `upheld fix --write`"
        wanted = expected["supported_versions"]["verdict"]
        right = before == wanted and (before != "broken" or "upheld after" in said)
        wrong += not right
        print(f"{expected['system']}: supported versions {said} (labelled {wanted})")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
