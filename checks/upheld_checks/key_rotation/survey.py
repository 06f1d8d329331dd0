"""What is known of a repository's keys on the day of a run, file by file."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path

from upheld.changes import LAST_SECOND
from upheld.check import Context, Evidence, Location
from upheld.facts.keys import key as keys
from upheld.facts.keys.document import MOST_BYTES
from upheld.facts.keys.inventory import inventory
from upheld.facts.keys.kept import FILES, FOLDER
from upheld.facts.keys.key import Key
from upheld.facts.workflow_secrets import WorkflowSecrets, workflow_secrets
from upheld.files import UnreadableFileError, read_inside
from upheld.key_hygiene.ages import day
from upheld.key_hygiene.freshness import seen_at, staleness
from upheld.key_hygiene.incidents import Incident
from upheld.key_hygiene.limits import Limits
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld_checks.key_rotation.trusted import Trusted, trusted

_BEFORE = " in the base: what this change edits of it does not count before it is merged"
_GIT_SECONDS = 30.0
_MOST_LINES = 100
_PUBLISHED = frozenset({"OpenPGP public keys", "X.509 certificates", "security.txt"})


@dataclass(frozen=True)
class File:
    """A metadata file, and of which moment it tells."""

    evidence: keys.Evidence
    seen: datetime
    stale: str | None
    """Why it is too old to say anything of today."""
    is_inside: bool
    """Whether it lies in the repository as it was read, so that a finding can point at it."""
    of_base: bool = False
    """Whether it is what the base has, since the change edits it."""

    @property
    def gap(self) -> str | None:
        """Why it does not tell of all its keys, as a sentence."""
        why = self.evidence.problem or self.stale
        return f"{self.evidence.path} {why}" if why else None

    def place(self, line: int) -> Location | None:
        """Return a line of it, where a report can show it."""
        return Location(self.evidence.path, line) if self.is_inside else None

    @property
    def unshown(self) -> tuple[str, ...]:
        """The file, unless it is published: of one that is to hold no values no line is shown, whatever it holds."""
        return () if self.evidence.source in _PUBLISHED else (self.evidence.path,)

    def shown(self, text: str, line: int = 1) -> Evidence:
        """Return a phrase that rests on a line of it."""
        where = "" if self.is_inside else f" ({self.evidence.path}:{line}{_BEFORE if self.of_base else ''})"
        return Evidence(self.evidence.source or "metadata", f"{text}{where}", self.place(line))


@dataclass(frozen=True)
class Survey:
    """All that is known of the keys."""

    files: tuple[File, ...]
    used: WorkflowSecrets
    incidents: tuple[Incident, ...]

    @property
    def all_keys(self) -> tuple[Key, ...]:
        """Every key, those of files that are too old as well."""
        return tuple(key for file in self.files for key in file.evidence.keys)


def survey(context: Context) -> Survey:
    """Read the metadata that the run is given, and those that the repository keeps."""
    named = (context.repository.root / each for each in context.config.evidence)
    given = tuple(dict.fromkeys((*context.services.evidence, *named)))
    found = trusted(inventory(context.repository, given).evidence, given, context)
    limits = limits_of(context, None)
    files = tuple(
        _file(each, context, limits) for each in found if not _is_of_others(each.evidence, given, context.repository)
    )
    used = workflow_secrets(context.repository)
    return Survey(files, used, (*_stated(context), *_leaked(context, Survey(files, used, ()))))


def limits_of(context: Context, promised: int | None) -> Limits:
    """Return what keys are held against: the promise's number and the configuration's."""
    settings = context.config.keys
    return Limits(promised, settings.unused, settings.expires_soon, settings.overlap, settings.evidence_age)


def _file(read: Trusted, context: Context, limits: Limits) -> File:
    evidence, repository = read.evidence, context.repository
    path = evidence.path
    is_inside = not read.of_base and not Path(path).is_absolute() and _is_there(path, repository)
    committed = None
    if evidence.made is None and read.of_base:
        committed = _committed_before(path, context)
    elif evidence.made is None and is_inside:
        committed = _committed(path, repository)
    return File(
        evidence,
        seen_at(evidence, committed, context.as_of),
        staleness(evidence, committed, limits, context.as_of),
        is_inside,
        read.of_base,
    )


def _is_there(path: str, repository: Repository) -> bool:
    try:
        return repository.read_bytes(path) is not None
    except UnreadableFileError:
        return path in repository.paths


def _committed(path: str, repository: Repository) -> datetime | None:
    """Return when a file was last committed; None where that cannot be told, or it was changed since."""
    changes = repository.changes((path,), most=1)
    if not changes or repository.is_bare:
        return datetime.fromtimestamp(changes[0].time, UTC) if changes else None
    try:
        is_as_committed = repository.read_at("HEAD", path) == repository.read_text(path)
    except UnreadableFileError:
        return None
    return datetime.fromtimestamp(changes[0].time, UTC) if is_as_committed else None


def _committed_before(path: str, context: Context) -> datetime | None:
    """Return when a file was last committed as the base has it; None where that cannot be told."""
    if context.base_commit is None or context.repository.is_shallow:
        return None
    asked = ("--literal-pathspecs", "log", "-n1", "--format=%ct", context.base_commit, "--", path)
    try:
        told = b"".join(context.repository.streamed(*asked, timeout=_GIT_SECONDS)).strip()
    except UnreadableFileError:
        return None
    return datetime.fromtimestamp(min(int(told), LAST_SECOND), UTC) if told.isdigit() else None


def _is_of_others(evidence: keys.Evidence, given: tuple[Path, ...], repository: Repository) -> bool:
    """Tell whether a file that was given is the report of a scanner, which other checks read."""
    if evidence.source or evidence.path in FILES or evidence.path.startswith(f"{FOLDER}/"):
        return False
    from upheld.facts.leaks.reports import is_of_secrets  # noqa: PLC0415 - few runs are given such reports
    from upheld.facts.scanner_reports.reading import read_file  # noqa: PLC0415 - as above

    root = repository.root
    file = next((each for each in given if each.as_posix() == evidence.path), root / evidence.path)
    try:
        data = read_inside(file.resolve().parent, file.name, MOST_BYTES) or b""
    except (OSError, RuntimeError, UnreadableFileError):
        return False
    return is_of_secrets(data.decode("utf-8", "replace")) or read_file(file, root).problem is None


def _stated(context: Context) -> Iterator[Incident]:
    for each in context.config.keys.compromises:
        since = datetime.combine(each.date, time(), UTC)
        what = f"may have been compromised on {day(since)} ({each.reason})"
        yield Incident(name=each.key, since=since, what=what, location=each.location)


def _leaked(context: Context, known: Survey) -> Iterator[Incident]:
    """Yield what the scan for secrets tells of the keys that are known; where none is, nothing is scanned."""
    names = [each.name for each in known.used.named]
    if not (known.all_keys or names):
        return
    from upheld.facts.leaks import found  # noqa: PLC0415 - many policies have keys rotated of which nothing is known
    from upheld.key_hygiene.leaking import leaked  # noqa: PLC0415 - as above
    from upheld_checks.no_committed_secrets.asking import KEYS, question  # noqa: PLC0415 - as above

    repository = context.repository
    yield from leaked(
        found(repository, question(context, KEYS)).leaks,
        known.all_keys,
        used=names,
        line_time=_line_time(repository),
        now=context.as_of,
    )


def _line_time(repository: Repository) -> Callable[[Location], datetime | None]:
    """Return what tells when a line was last changed; of too many lines nothing is told, as each starts git."""
    asked = count()
    return lambda place: repository.line_time(place.path, place.line) if next(asked) < _MOST_LINES else None
