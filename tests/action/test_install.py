"""The first step of the Action, for real: the locked set and the tool itself, with uv and with pip."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from action.steps import ROOT, needs_bash, run_steps

pytestmark = [
    needs_bash,
    pytest.mark.slow,
    pytest.mark.skipif(
        "UPHELD_TEST_INSTALL" not in os.environ,
        reason="installs from a package index, so it needs the network: `nox -s action` runs it",
    ),
]


@pytest.mark.parametrize("installer", ["uv", "pip"])
def test_the_action_installs_itself_from_its_checkout_and_judges_the_workspace(
    installer: str, environment: dict[str, str], outputs: Callable[[], dict[str, str]], tmp_path: Path
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "python").symlink_to(getattr(sys, "_base_executable", sys.executable))
    if installer == "uv":
        uv = shutil.which("uv")
        if uv is None:
            pytest.skip("uv is not installed")
        (programs / "uv").symlink_to(uv)
    (tmp_path / "output").touch()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "PYTHON", "VIRTUAL_"))}
    # uv may lie in any folder of PATH, and is told by nothing else.
    path = os.pathsep.join([str(programs), *(each for each in os.get_exec_path() if not (Path(each) / "uv").exists())])
    runner = {**kept, **environment, "PATH": path, "GITHUB_ACTION_PATH": str(ROOT)}

    run = run_steps(runner, {"offline": "true"}, outputs)
    assert (run.code, run.outputs["verdict"]) == (1, "broken"), run.log
    assert shutil.which(run.outputs["program"])
    (venv,) = Path(environment["RUNNER_TEMP"]).glob("upheld-*/pyvenv.cfg")
    assert ("uv = " in venv.read_text(encoding="utf-8")) == (installer == "uv")
