"""Which checks are installed, ours and third parties' alike: every package that an entry point of the group names."""

import importlib
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any, NamedTuple, cast

from upheld.check import Check, Context
from upheld.entry_points import NamedPackage, named_packages
from upheld.folders import Folder, PluginError, folders_in
from upheld.model import Finding, Level, Promise, Rule
from upheld.policy.security_policy import SecurityPolicy


class InstalledCheck(NamedTuple):
    """A rule and the code that verifies it."""

    rule: Rule
    check: Check[Any]


def folders() -> dict[str, Folder]:
    """Return the folder of every installed check by rule id, in alphabetical order; nothing of a check is imported.

    Raises:
        PluginError: two distributions bring a rule of the same id, or a package cannot be imported.
    """
    found: dict[str, Folder] = {}
    for named in named_packages():
        for folder in _folders_of(named):
            other = found.get(folder.rule_id)
            if other and other.path != folder.path:
                brought = f"{other.distribution} and {folder.distribution}"
                raise PluginError(f"{brought} both bring a check '{folder.rule_id}'; uninstall one of them")
            found[folder.rule_id] = folder
    return dict(sorted(found.items()))


def installed_checks(chosen: Iterable[Folder] | None = None) -> Iterator[InstalledCheck]:
    """Import the checks of these folders, or of all, as they are asked for.

    One that cannot be loaded is told as a crash, and silences no other.
    """
    return map(_loaded, folders().values() if chosen is None else chosen)


def _loaded(folder: Folder) -> InstalledCheck:
    try:
        return load(folder)
    except PluginError as error:
        return _stand_in(folder, error)


def _stand_in(folder: Folder, error: PluginError) -> InstalledCheck:
    """Return a check that fails with this error when it is asked about the policy, of which every run has one."""

    def failing(_promise: SecurityPolicy, _context: Context) -> Iterator[Finding]:
        raise error

    rule = Rule(folder.rule_id, Level.ERROR, SecurityPolicy.kind, f"# {error}\n", folder.distribution, folder.version)
    return InstalledCheck(rule, Check(SecurityPolicy, Level.ERROR, failing))


def load(folder: Folder) -> InstalledCheck:
    """Import the check of a folder.

    Raises:
        PluginError: the module cannot be imported, or has no check under the folder's name.
    """
    name = folder.path.name
    try:
        module = importlib.import_module(f"{folder.package}.{name}.check")
    except (Exception, SystemExit) as error:
        raise PluginError(f"{folder} cannot be imported: {error!r}") from error
    found = getattr(module, name, None)
    if not isinstance(found, Check):
        raise PluginError(f"{folder} has no function {name} made with @check")
    check = cast("Check[Promise]", found)
    kind: str | None = "any" if check.promise_type is Promise else getattr(check.promise_type, "kind", None)
    if kind is None:
        raise PluginError(f"{folder} takes {check.promise_type.__name__}, which names no `kind` of promise")
    return InstalledCheck(
        Rule(folder.rule_id, check.level, kind, folder.page, folder.distribution, folder.version), check
    )


def promise_kinds(checks: Iterable[InstalledCheck]) -> tuple[type[Promise], ...]:
    """Return the kinds of promise that the installed checks take, each once."""
    return tuple(dict.fromkeys(installed.check.promise_type for installed in checks))


def _folders_of(named: NamedPackage) -> Iterator[Folder]:
    package, said = named.package, f"{named.distribution} names"
    try:
        spec = find_spec(package)
    except (Exception, SystemExit) as error:
        raise PluginError(
            f"{said} the package '{package}', which cannot be found: {error!r}; uninstall it or mend it"
        ) from error
    if spec is None:
        raise PluginError(f"{said} the package '{package}', which is not installed; install it anew")
    if spec.submodule_search_locations is None:
        raise PluginError(f"{said} '{package}', which is a module: checks are folders of a package")
    yield from folders_in(package, spec.submodule_search_locations, named.distribution, named.version)
