"""A repository that is known to be bad, judged by the installed tool as a user would have it judged."""

import json
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from upheld.diagnosis.ability import Proof
from upheld.examples import EXPECTED, Example, build, read_example

_RUN = "from upheld.cli import main; main()"
_SECONDS = 120
_BROKEN = 1


def proof() -> Proof:
    """Build the repository and return what `upheld check` says of it."""
    with as_file(files("upheld.diagnosis") / "testdata" / "known_bad") as folder:
        must_break = tuple((folder / EXPECTED).read_text(encoding="utf-8").split())
        try:
            with TemporaryDirectory(prefix="upheld-doctor-") as scratch:
                target = Path(scratch) / "repository"
                example = read_example(folder)
                build(example, target)
                return _judged(example, target, must_break)
        except subprocess.CalledProcessError as error:
            said = (error.stderr or "").strip().splitlines()
            return Proof(must_break, (), f"it could not be made: git said '{said[-1] if said else error.returncode}'")
        except subprocess.TimeoutExpired:
            return Proof(must_break, (), f"the tool took longer than {_SECONDS} seconds")
        except OSError as error:
            return Proof(must_break, (), f"it could not be made: {error.strerror} ({error.filename})")


def _judged(example: Example, target: Path, must_break: tuple[str, ...]) -> Proof:
    # The folder is ours, so that a stranger's cannot lend it modules.
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "check", *example.given, "--format", "json", "."],
        cwd=target,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
        check=False,
    )
    try:
        ledger = cast("dict[str, Any]", json.loads(done.stdout))
    except ValueError:
        last = done.stderr.strip().splitlines()
        return Proof(must_break, (), f"the tool gave no report: {last[-1] if last else 'it said nothing'}")
    broken = {finding["rule"] for finding in ledger["findings"] if finding["verdict"] == "broken"}
    found = tuple(rule for rule in must_break if rule in broken)
    return Proof(must_break, found, _problem(done.returncode, ledger))


def _problem(code: int, ledger: dict[str, Any]) -> str | None:
    if code != _BROKEN:
        return f"the tool ended with exit code {code}, where a broken promise is {_BROKEN}"
    if not ledger["counts"]["upheld"]:
        return "the tool calls nothing upheld, not even what is"
    crashes = [each["message"] for each in ledger["notifications"] if each["kind"] == "crash"]
    return crashes[0] if crashes else None
