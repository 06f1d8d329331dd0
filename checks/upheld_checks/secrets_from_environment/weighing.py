"""From values and references to findings: one for each value that breaks the promise, or one for all that is well."""

from collections.abc import Iterable, Iterator
from itertools import islice

from upheld.check import Context, Evidence, Finding, Level, Verdict
from upheld.facts.settings import Kind
from upheld.policy.kinds.secrets_from_environment import SecretsFromEnvironment
from upheld.repository import Repository
from upheld_checks.secrets_from_environment.bearing import (
    Bearing,
    bearings,
    foreign,
    guessable,
    problems,
    variables_in,
)
from upheld_checks.secrets_from_environment.judging import Literal, hardcoded, literals
from upheld_checks.secrets_from_environment.wording import expected, how_to_mend, what

_MOST_FINDINGS, _SHOWN, _NAMED = 100, 5, 3
_OF_MANY = {"env_file", "secrets", "envFrom"}
"""What stands for variables whose names are elsewhere."""


def weighed(promise: SecretsFromEnvironment, context: Context) -> Iterator[Finding]:
    """Yield the findings of one promise."""
    repository = context.repository
    found = (*literals(repository), *hardcoded(repository))
    broken = [each for each in found if each.level is not None]
    yield from (_broken(each, repository) for each in broken[:_MOST_FINDINGS])
    if len(broken) > _MOST_FINDINGS:
        yield _too_many(broken[_MOST_FINDINGS])
    if not broken:
        yield _whole(promise, repository, [each for each in found if each.level is None])


def _broken(literal: Literal, repository: Repository) -> Finding:
    setting = literal.setting
    level, kept = literal.level, ""
    if literal.where == Kind.ENV and not _is_tracked(literal.place.path, repository):
        level, kept = Level.WARNING, "; git does not ignore the file"
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"{what(literal)} that {literal.sureness}{kept}; expected {expected(literal)}",
        subject=f"{setting.location.path}: {setting.name}",
        location=literal.place,
        evidence=(
            Evidence(literal.where, f"{literal.client or 'whoever uses the file'} reads it there", literal.place),
        ),
        level=level,
        help=how_to_mend(literal),
        holds_secret=True,
    )


def _is_tracked(path: str, repository: Repository) -> bool:
    """Tell whether the last commit has a file; without git every file counts."""
    commit = repository.commit
    return commit is None or path in repository.at(commit).paths


def _too_many(first: Literal) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=f"more than {_MOST_FINDINGS} values of their own stand where references belong; the rest is not listed",
        subject="the rest",
        location=first.place,
        level=first.level,
        help="mend those that are listed, and run again",
        holds_secret=True,
    )


def _whole(promise: SecretsFromEnvironment, repository: Repository, doubtful: list[Literal]) -> Finding:
    """Return the one finding where no value breaks the promise."""
    known = list(bearings(repository))
    named = variables_in(promise.quote)
    about = [each for each in known if each.name in named] if named else known
    lacking = [name for name in named if name not in {each.name for each in about}]
    evidence = (*_evidence(about), *islice(foreign(repository), _SHOWN), *islice(guessable(repository), _SHOWN))
    if doubtful:
        return _of_doubtful(doubtful, evidence)
    if unread := next(problems(repository), None):
        why, place = unread
        said = f"{place.path} {why}, so that its values are not known"
        return _finding(Verdict.UNVERIFIED, said, evidence, f"mend {place.path}")
    if lacking:
        said = f"nothing in the repository is seen to take {lacking[0]} from the environment"
        return _finding(
            Verdict.UNVERIFIED, said, evidence, f"name {lacking[0]} in `.env.example` or a configuration, or attest it"
        )
    if not about and (sent := next(foreign(repository), None)):
        return _finding(
            Verdict.UNVERIFIED, sent.text, evidence, "write a reference that the client expands, or a placeholder"
        )
    if not about:
        said = "no code is seen to read a secret from the environment, and no configuration to pass one on"
        return _finding(
            Verdict.UNVERIFIED,
            said,
            evidence,
            "add a `.env.example` with the names, or attest in .upheld.yml how secrets are given",
        )
    return _finding(Verdict.UPHELD, _upheld(about), evidence, None)


def _of_doubtful(doubtful: list[Literal], evidence: tuple[Evidence, ...]) -> Finding:
    first = doubtful[0]
    also = f", and {len(doubtful) - 1} more" if len(doubtful) > 1 else ""
    said = f"{first.setting.name} is given a value that {first.sureness}{also}, {first.place}"
    told = tuple(
        Evidence(each.where, f"{each.setting.name} has a value of its own", each.place) for each in doubtful[:_SHOWN]
    )
    return Finding(
        verdict=Verdict.UNVERIFIED,
        message=f"{said}; expected {expected(first)}",
        subject="secrets",
        related=(first.place,),
        evidence=(*told, *evidence),
        help=how_to_mend(first),
        holds_secret=True,
    )


def _upheld(about: list[Bearing]) -> str:
    names = list(dict.fromkeys(each.name for each in about if each.name not in _OF_MANY)) or [about[0].name]
    shown = ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
    return f"secrets come from the environment: {shown} ({about[0].place})"


def _evidence(about: Iterable[Bearing]) -> Iterator[Evidence]:
    """Yield the first place of each name and source, as many as are shown."""
    first: dict[tuple[str, str], Bearing] = {}
    for each in about:
        first.setdefault((each.name, each.source), each)
    yield from (each.evidence for each in islice(first.values(), 2 * _SHOWN))


def _finding(verdict: Verdict, message: str, evidence: tuple[Evidence, ...], help_: str | None) -> Finding:
    return Finding(verdict=verdict, message=message, subject="secrets", evidence=evidence, help=help_)
