"""Which third-party modules a run imports, asked of a run itself."""

import json
from importlib.metadata import packages_distributions
from pathlib import Path

from commands import Command, python, run

_PRINT_MODULES = "import json, sys; print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
_CHECK_AND_PRINT = """
from upheld.cli import main
try:
    main(["check", "--offline", {path!r}])
except SystemExit as end:
    assert not end.code, end.code
"""


def third_party_modules(repository: Path) -> list[str]:
    """Return the modules of other distributions that a check of the repository imports."""
    before = _modules(python(_PRINT_MODULES))
    after = _modules(python(_CHECK_AND_PRINT.format(path=str(repository)) + _PRINT_MODULES))
    distributions = packages_distributions()
    others = {package for package, names in distributions.items() if "upheld" not in names}
    return sorted(name for name in after - before if name.partition(".")[0] in others)


def _modules(command: Command) -> set[str]:
    return set(json.loads(run(command).splitlines()[-1]))
