"""Which programs and libraries are here, and what cannot be seen without them."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from upheld.diagnosis.ability import Ability, State
from upheld.folders import OUR_DISTRIBUTION
from upheld.git import GitMissingError, GitTimeoutError, git
from upheld.run import Reading

_LANGUAGES = ("python", "javascript", "typescript", "go", "rust")


def abilities(reading: Reading) -> Iterator[Ability]:
    """Yield what is installed."""
    yield _git()
    yield _checks(reading)
    yield _parsers()
    yield from _probing()
    yield _pip_audit()


def _git() -> Ability:
    try:
        said = git(Path(sys.prefix), "version").stdout.decode(errors="replace").strip()
    except (GitMissingError, GitTimeoutError) as error:
        return Ability("git", State.NO, f"{error}: no history, no tags, no base", "install git")
    return Ability("git", State.YES, said)


def _checks(reading: Reading) -> Ability:
    brought: dict[str, int] = {}
    for each in reading.checks:
        brought[each.rule.distribution] = brought.get(each.rule.distribution, 0) + 1
    said = ", ".join(f"{count} of {name}" for name, count in brought.items()) or "none"
    if OUR_DISTRIBUTION not in brought:
        return Ability("checks", State.NO, f"rules: {said}; our own are missing", "install Upheld anew")
    return Ability("checks", State.YES, f"rules: {said}")


def _parsers() -> Ability:
    missing = [name for name in ("tree_sitter", *(f"tree_sitter_{each}" for each in _LANGUAGES)) if not _imports(name)]
    if not missing:
        return Ability("source", State.YES, f"parsed are {', '.join(_LANGUAGES)}")
    names = ", ".join(each.replace("_", "-") for each in missing)
    why = f"{names} cannot be imported: whether the source listens on the network cannot be told"
    return Ability("source", State.NO, why, "install Upheld with its dependencies")


def _imports(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def _probing() -> Iterator[Ability]:
    if not Path("/proc/self/net/tcp").exists() and not _imports("psutil"):
        why = "there is no /proc, and psutil is not installed: a started server cannot be watched"
        yield Ability("probing", State.NO, why, "pip install psutil")
        return
    try:
        from upheld.probing.tracing import tracer  # noqa: PLC0415 - not for every system

        yield _watched()
    except ImportError as error:
        yield Ability("probing", State.NO, f"servers cannot be started on this system: {error}")
        return
    if tracer():
        yield Ability("tracing", State.YES, "strace is here (--trace)")
    else:
        yield Ability(
            "tracing", State.NO, "connections that do not last are not seen", "install strace, and use --trace"
        )


def _watched() -> Ability:
    """Start this Python as if it were a server, and see what would have kept it from the network."""
    from upheld.exposure import Start  # noqa: PLC0415
    from upheld.probing.observation import Containment  # noqa: PLC0415
    from upheld.probing.probe import probe  # noqa: PLC0415

    with TemporaryDirectory(prefix="upheld-doctor-") as scratch:
        start = Start(command=(os.path.abspath(sys.executable), "-I", "-c", ""))  # noqa: PTH100 - links stay
        seen = probe(start, Path(scratch), settle=0, deadline=5)
    if seen.exit_code is None:
        return Ability("probing", State.NO, f"a program cannot be started and watched: {'; '.join(seen.problems)}")
    if seen.containment is Containment.NONE:
        why = f"a started server is watched, but nothing keeps it from the network: {seen.uncontained}"
        return Ability("probing", State.PARTLY, why, "allow user namespaces, or run it where nothing can be lost")
    return Ability("probing", State.YES, f"a started server is watched, in {seen.containment}")


def _pip_audit() -> Ability:
    path = os.pathsep.join((str(Path(sys.executable).parent), *filter(os.path.isabs, os.get_exec_path())))
    if shutil.which("pip-audit", path=path):
        return Ability("pip-audit", State.YES, "it resolves Python projects without a lock (--resolve)")
    why = "it is not installed: Python projects without a lock, and environments, cannot be looked into"
    return Ability("pip-audit", State.NO, why, "pip install 'upheld[pip-audit]'")
