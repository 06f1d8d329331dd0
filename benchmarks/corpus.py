"""Scores a labelled corpus: each repository is built from its tags and branches, and the real run is held against its labels."""

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from upheld.edits import applied
from upheld.examples import Example, build
from upheld.model import Ledger, Verdict
from upheld.policy.supported_versions import SupportedVersions
from upheld.run import Options, Reading, check, read

RULE = "supported-versions"
ROW_SHARE, REPOSITORY_SHARE = 0.98, 0.95


def verdict(ledger: Ledger) -> str:
    """Return the worst verdict of the rule; what could not be told of one row does not undo what was told of another."""
    said = {entry.finding.verdict for entry in ledger.entries if entry.rule.id == RULE}
    order = (Verdict.BROKEN, Verdict.UPHELD, Verdict.UNVERIFIED)
    return next((each.value for each in order if each in said), Verdict.UNVERIFIED.value)


def labelled(root: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(root.glob("*/expected.json")):
        yield path.parent, json.loads(path.read_text(encoding="utf-8"))


def dates(root: Path) -> dict[str, str]:
    """Return the commit dates that the corpus's README tells, by repository."""
    readme = root / "README.md"
    rows = readme.read_text(encoding="utf-8").splitlines() if readme.exists() else []
    cells = ([cell.strip() for cell in row.strip("| ").split("|")] for row in rows if row.startswith("|"))
    return {row[0]: row[2] for row in cells if len(row) > 2 and "/" in row[0]}  # noqa: PLR2004 - repository, commit, date


def built(folder: Path, labels: dict[str, Any], target: Path) -> None:
    """Build the repository of a corpus folder: all tags and branches at one commit."""
    source = target.parent / "source"
    policy = source / labels["policy_path"]
    policy.parent.mkdir(parents=True)
    policy.write_bytes(next(folder.glob("[Ss][Ee][Cc]*")).read_bytes())
    tags, branches = ((folder / f"{name}.txt").read_text(encoding="utf-8").split() for name in ("tags", "branches"))
    build(Example(source, "", (), (branches[0],)), target)
    head = (target / ".git" / "refs" / "heads" / branches[0]).read_text(encoding="ascii").strip()
    names = [f"refs/tags/{tag}" for tag in tags] + [f"refs/heads/{branch}" for branch in branches]
    packed = "".join(f"{head} {name}\n" for name in sorted(names))
    (target / ".git" / "packed-refs").write_text(
        f"# pack-refs with: peeled fully-peeled sorted\n{packed}", encoding="utf-8"
    )


def rows_read(reading: Reading, day: datetime) -> list[tuple[int, str, bool]]:
    stated = (promise for promise in reading.promises if isinstance(promise, SupportedVersions))
    return [(row.location.line, row.text, row.supported(day.date())) for promise in stated for row in promise.rows]


def corrected(ledger: Ledger, options: Options) -> bool:
    """Apply the proposed correction and tell whether the policy is upheld then."""
    edits = {edit for entry in ledger.entries for edit in entry.finding.fix}
    policy = options.path / (ledger.policy.path or "")
    policy.write_text(applied(policy.read_text(encoding="utf-8"), edits), encoding="utf-8")
    return bool(edits) and verdict(check(options)) == Verdict.UPHELD.value


def main(root: Path) -> int:
    """Print the figures; return 1 when they are below the floors."""
    known = dates(root)
    right = found = total = policies = rows_right = rows_total = broken = mended = 0
    for folder, labels in labelled(root):
        with tempfile.TemporaryDirectory() as temporary:
            target = Path(temporary) / folder.name
            built(folder, labels, target)
            stated = labels.get("date") or known.get(labels["repo"]) or datetime.now(UTC).date().isoformat()
            day = datetime.fromisoformat(stated).replace(tzinfo=UTC)
            options = Options(path=target, as_of=day, offline=True)
            ledger, reading = check(options), read(options)
            wanted = labels["supported_versions"]
            rows = [(row["line"], row["version"], row["supported"]) for row in wanted["rows"]]
            total, policies = total + 1, policies + (ledger.policy.path == labels["policy_path"])
            found = verdict(ledger) == wanted["verdict"]
            right += found
            read_rows = rows_read(reading, day)
            rows_right += sum(row in read_rows for row in rows)
            rows_total += len({*rows, *read_rows})
            if not found:
                print(f"{labels['repo']}: {verdict(ledger)}, labelled {wanted['verdict']}: {wanted['why']}")
            if verdict(ledger) == Verdict.BROKEN.value:
                broken += 1
                mended += corrected(ledger, options)
    print(
        f"corpus: verdicts {right}/{total}, rows {rows_right}/{rows_total}, policies found {policies}/{total}, corrections upheld {mended}/{broken}"
    )
    return 0 if right >= REPOSITORY_SHARE * total and rows_right >= ROW_SHARE * rows_total and policies == total else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
