"""One run, as one sentence: policy, promises, ledger."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field, replace
from datetime import date, datetime
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from upheld import __version__
from upheld.attestations import Attestations
from upheld.check import Context
from upheld.config import Config, ConfigError, read_config
from upheld.errors import UserError
from upheld.folders import OUR_DISTRIBUTION, Folder
from upheld.model import Ledger, Notification, NotificationKind, Promise
from upheld.nouns import dataclass
from upheld.policy.kinds import built_in_kinds
from upheld.registry import InstalledCheck, folders, installed_checks, promise_kinds
from upheld.repository import Repository
from upheld.services import TIMEOUT, Services
from upheld.tree import Tree

if TYPE_CHECKING:
    from upheld.policy.policy import OwnerPolicy, Policy
    from upheld.probing.observation import ProbeSettings
    from upheld.waivers.beside import Beside


class UnknownRuleError(UserError):
    """A rule was named that is not installed."""


class UnknownBaseError(UserError):
    """The commit from which configuration and waivers are to be read is not in this clone."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the caller asks of a run."""

    path: Path
    as_of: datetime
    offline: bool = False
    snapshot: Path | None = None
    """The folder in which advisories are looked up; a service is asked when left out."""
    timeout: float | None = TIMEOUT
    """How many seconds all of the run's requests may take together."""
    evidence: tuple[Path, ...] = ()
    """Reports of other scanners."""
    resolve: bool = False
    """Whether pip-audit resolves Python projects that lock nothing."""
    environments: tuple[Path, ...] = ()
    """Python environments that pip-audit looks into."""
    strict: bool = False
    correcting: bool = False
    """Whether the corrections will be used."""
    history: bool = False
    """Whether every commit is looked at for secrets."""
    watch: "ProbeSettings | None" = None
    """How the server is watched that a promise speaks of; None where nothing may be started."""
    static_decides: bool = False
    """Whether the source alone can break a promise about what the server does by default."""
    base: str | None = None
    """The commit with which the run is compared, and from which configuration and waivers are read; none when left out."""
    trusted: str | None = None
    """The commit from which these are read in its place: whoever writes a change chooses where it begins."""
    at: str | None = None
    """The commit to look at instead of the checkout; its configuration counts, and it is compared with nothing."""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A repository with its policy read: what every command begins with."""

    repository: Repository
    services: Services
    config: Config
    policy: "Policy"
    checks: tuple[InstalledCheck, ...]
    promises: tuple[Promise, ...]
    attestations: Attestations = field(default_factory=Attestations)
    notifications: tuple[Notification, ...] = ()
    """What is to be told of corrections."""


def read(options: Options, *, to_verify: bool = False) -> Reading:
    """Read the policy of a repository and the promises in it; `to_verify` begins what takes the checks long."""
    repository = Repository(options.path, offline=options.offline)
    if options.at:
        repository = _at(repository.root, options.at, offline=options.offline)
    services = Services(
        options.offline, options.snapshot, options.timeout, options.evidence, options.resolve, options.environments
    )
    base = _base(repository, options.base) if options.base else None
    if base:
        repository.list_ahead(base)
        _at(repository.root, base, offline=options.offline).list_ahead()
    config = read_config(repository, _trusted(repository, options))
    found = folders()
    chosen = _chosen(found, options.select or config.select, (*options.ignore, *config.ignore))
    context = Context(repository, services, options.as_of, config, base=_tree(repository, options))
    installed = tuple(
        _begun(each, context) if to_verify and each.rule.id in chosen else each
        for each in installed_checks(
            each for each in found.values() if each.rule_id in chosen or _may_bring(each, config)
        )
    )
    checks = tuple(each for each in installed if each.rule.id in chosen)
    from upheld.policy.policy import read_policy  # noqa: PLC0415 - imported while services work out their answers

    policy = read_policy(repository, config.policy, _owner_policy(repository, services))
    kinds = _kinds(installed)
    reading = Reading(repository, services, config, policy, checks, policy.promises(kinds))
    return _with_stated(reading, kinds, context.today) if config.speaks_of_promises else reading


def _with_stated(reading: Reading, kinds: tuple[type[Promise], ...], today: date) -> Reading:
    from upheld.outside import stated_outside  # noqa: PLC0415 - few configurations speak of promises

    outside = stated_outside(
        reading.config,
        reading.promises,
        kinds,
        document=reading.policy.document,
        repository=reading.repository,
        today=today,
    )
    return replace(
        reading,
        promises=outside.promises,
        attestations=outside.attestations,
        notifications=outside.notifications,
    )


def _kinds(installed: tuple[InstalledCheck, ...]) -> tuple[type[Promise], ...]:
    """Return our own kinds and those that third parties bring: all are read, whether or not a check takes them."""
    return tuple(dict.fromkeys((*built_in_kinds(), *promise_kinds(installed))))


@dataclass(frozen=True)
class Judged:
    """A run with all that it was made from, for what asks more of the repository than a ledger holds."""

    ledger: Ledger
    reading: Reading
    context: Context


def judge(options: Options) -> Judged:
    """Verify every promise of a repository's policy, compared with nothing."""
    reading = read(options, to_verify=True)
    return Judged(_checked(reading, options), reading, _context(reading, options))


def check(options: Options) -> Ledger:
    """Verify every promise of a repository's policy; where a base is named, tell what is new and what is fixed."""
    if options.base is None:
        return _checked(read(options, to_verify=True), options)
    from upheld.pointing import pointed  # noqa: PLC0415 - most runs compare nothing
    from upheld.standing import compared  # noqa: PLC0415

    reading = read(options, to_verify=True)
    before = _of_base(options, _base(reading.repository, options.base))
    base = _asked_of_base(read(before, to_verify=True))
    # The base first: its files are known sooner than those of the checkout, which git has to look at one by one.
    base_ledger = _checked(base, before)
    ledger = compared(_checked(reading, options, base.promises), base_ledger)
    ledger = replace(ledger, notifications=(*ledger.notifications, *_not_yet(reading, base.config)))
    return pointed(ledger, reading.repository, ledger.base) if ledger.base else ledger


def _not_yet(reading: Reading, before: Config) -> Iterator[Notification]:
    """Yield what is said of a change that edits the configuration, which counts for others only."""
    try:
        if read_config(reading.repository) != before:
            said = "the change edits the configuration, which counts once it is merged: nobody excuses their own change"
            yield Notification(NotificationKind.NOTE, said)
    except ConfigError as error:
        said = f"the change leaves a mistake in the configuration, at which a run stops once it is merged: {error}"
        yield Notification(NotificationKind.NOTE, said)


def _of_base(options: Options, base: str) -> Options:
    """Return the options by which the base is judged: as the change is, but for what runs code or looks back."""
    return replace(options, base=None, trusted=None, at=base, watch=None, history=False, resolve=False, environments=())


def _asked_of_base(reading: Reading) -> Reading:
    """Leave out the checks that compare by themselves."""
    return replace(reading, checks=tuple(each for each in reading.checks if not each.check.compares))


def _checked(reading: Reading, options: Options, before: tuple[Promise, ...] = ()) -> Ledger:
    from upheld.verification import verify  # noqa: PLC0415 - imported while services work out their answers
    from upheld.waivers import Waivers  # noqa: PLC0415

    beside = _beside(reading, options)
    try:
        return verify(
            reading.policy,
            reading.promises,
            reading.checks,
            replace(_context(reading, options), before=before),
            Waivers(reading.config.waivers + beside.waivers, beside.refused),
            reading.attestations,
            tool_version=__version__,
            strict=options.strict,
            notifications=(*reading.notifications, *beside.notifications),
        )
    finally:
        reading.services.close()


def _beside(reading: Reading, options: Options) -> "Beside":
    """Return the waivers that other tools read too, of the base where there is one: nobody excuses their own change."""
    from upheld.waivers.beside import RULES, Beside, waivers_beside  # noqa: PLC0415 - see `_checked`

    if not {installed.rule.id for installed in reading.checks}.intersection(RULES):
        return Beside()
    trusted = _trusted(reading.repository, options)
    return waivers_beside(_at(reading.repository.root, trusted, offline=True) if trusted else reading.repository)


def _begun(installed: InstalledCheck, context: Context) -> InstalledCheck:
    """Begin what takes a check long, while the other checks are imported."""
    if installed.check.ahead:
        # What fails here fails again where the check is asked, and is told there.
        with suppress(Exception):
            installed.check.ahead(context)
    return installed


def _tree(repository: Repository, options: Options) -> Tree | None:
    """Return the files of the base, always the same ones, so that what is read of them is kept."""
    return _at(repository.root, _base(repository, options.base), offline=options.offline) if options.base else None


@lru_cache(maxsize=4)
def _at(root: Path, commit: str, *, offline: bool) -> Repository:
    """Return the repository as it was, always the same one: what is read of it is kept for the run."""
    return Repository(root, offline=offline, at=commit)


def _context(reading: Reading, options: Options) -> Context:
    return Context(
        reading.repository,
        reading.services,
        options.as_of,
        reading.config,
        reading.promises,
        options.correcting,
        _tree(reading.repository, options),
        reading.repository.commit_of(options.base) if options.base else None,
        history=options.history,
        watch=options.watch,
        static_decides=options.static_decides,
    )


def _trusted(repository: Repository, options: Options) -> str | None:
    """Return the commit whose configuration and waivers count; None where those of the checkout do."""
    revision = options.trusted or options.base
    return _base(repository, revision) if revision else None


def _base(repository: Repository, revision: str) -> str:
    commit = repository.commit_of(revision)
    if commit is None:
        how = "fetch it first; in a workflow, `fetch-depth: 0` in the step that uses actions/checkout"
        raise UnknownBaseError(f"the base '{revision}' is not in this clone, so its waivers cannot be read; {how}")
    return commit


def _owner_policy(repository: Repository, services: Services) -> "OwnerPolicy | None":
    """Return how to ask for the owner's default policy, where GitHub has the repository."""
    if repository.owner_and_name is None:
        return None
    from upheld.services.github import github_hosts, owner_policy  # noqa: PLC0415 - many repositories are elsewhere

    if repository.host not in github_hosts():
        return None
    return partial(owner_policy, services, repository.owner_and_name[0])


def _chosen(found: Mapping[str, Folder], select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    wanted, unwanted = set(select) or set(found), set(ignore)
    unknown = sorted((wanted | unwanted) - found.keys())
    if unknown:
        raise UnknownRuleError(f"unknown rule '{unknown[0]}'; installed are {', '.join(sorted(found))}")
    return frozenset(wanted - unwanted)


def _may_bring(folder: Folder, config: Config) -> bool:
    """Tell whether a check that is not asked may bring a kind of promise that counts nevertheless.

    Others' kinds are always read. Ours are known without their checks, all but one that a check of ours brings for itself:
    who is not asked about it does not miss it, but it may be stated in the configuration.
    """
    return folder.distribution != OUR_DISTRIBUTION or config.speaks_of_promises
