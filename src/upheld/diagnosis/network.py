"""What the services answer from here: GitHub with the token that there is, OSV, or a snapshot of its advisories.

Tokens are told by the name of their variable, never by their value.
"""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from upheld.diagnosis.ability import Ability, State
from upheld.run import Reading
from upheld.services import Reason, ServiceError, Services
from upheld.services.github import github_hosts
from upheld.services.github_keys import TOKENS

_OLD = 7
"""Days after which a snapshot is called old."""
_NO_NETWORK = "without the network: owners' default policies, package registries and vulnerabilities are not asked for"


def abilities(reading: Reading, as_of: datetime) -> Iterator[Ability]:
    """Yield what the network, the tokens and the snapshot let a run verify."""
    services = reading.services
    yield from _github(reading)
    if services.snapshot is not None:
        yield _snapshot(services.snapshot, as_of)
    else:
        yield _osv(services)


def _github(reading: Reading) -> Iterator[Ability]:
    services = reading.services
    if services.offline:
        yield Ability("network", State.NO, _NO_NETWORK, "leave out --offline")
        return
    names = [name for name in TOKENS if os.environ.get(name)]
    token = os.environ[names[0]] if names else None
    others = f"; {', '.join(names[1:])} not used" if names[1:] else ""
    try:
        services.session.get_json(f"{_api()}/rate_limit", token=token)
    except ServiceError as error:
        mend = (
            "give a valid token"
            if error.reason is Reason.UNAUTHORIZED
            else "let this machine reach it, or run --offline"
        )
        yield Ability("GitHub", State.NO, f"{error}{f' (token of {names[0]}{others})' if names else ''}", mend)
        return
    if token is None:
        asked = f"put one in {' or '.join(TOKENS[1:])}"
        yield Ability(
            "GitHub", State.PARTLY, "it answers without a token: few questions an hour, nothing private", asked
        )
        return
    yield Ability("GitHub", State.YES, f"it takes the token of {names[0]}{others}")
    yield from _repository(reading, token)


def _repository(reading: Reading, token: str) -> Iterator[Ability]:
    """Ask for one entry of what few tokens may see."""
    repository = reading.repository
    if not repository.owner_and_name or repository.host not in github_hosts():
        return
    name = "/".join(repository.owner_and_name)
    for subject, path, lost, needed in (
        ("keys on GitHub", "actions/secrets", "`upheld keys export` cannot list secrets", "Secrets: read"),
        (
            "code scanning",
            "code-scanning/analyses",
            "results are not seen there, and may not be taken",
            "security-events: write",
        ),
    ):
        try:
            reading.services.session.get_json(f"{_api()}/repos/{name}/{path}?per_page=1", token=token)
        except ServiceError as error:
            if error.reason is Reason.NOT_FOUND and subject == "code scanning":
                yield Ability(subject, State.PARTLY, "there is no result yet, or it is switched off")
            else:
                yield Ability(subject, State.NO, f"{lost}: {error}", f"a token with the permission {needed}")
        else:
            yield Ability(subject, State.YES, f"the token may read it in {name}")


def _api() -> str:
    return (os.environ.get("GITHUB_API_URL") or "https://api.github.com").rstrip("/")


def _osv(services: Services) -> Ability:
    from upheld.ecosystems import Package  # noqa: PLC0415
    from upheld.services.osv import Osv, Question, address  # noqa: PLC0415

    mend = "let this machine reach OSV, or keep a snapshot: `upheld advisories sync DIR`, then `--advisories DIR`"
    try:
        where = address()
        (answer,) = Osv.of(services, where).pages([Question(Package("PyPI", "upheld", "0"))])
    except ServiceError as error:
        return Ability("vulnerabilities", State.NO, str(error), mend)
    if isinstance(answer, ServiceError):
        return Ability("vulnerabilities", State.NO, str(answer), mend)
    return Ability("vulnerabilities", State.YES, f"OSV answers ({where.host})")


def _snapshot(folder: Path, as_of: datetime) -> Ability:
    from upheld.advisories.snapshot import FOLDER, Snapshot  # noqa: PLC0415
    from upheld.ecosystems import Package  # noqa: PLC0415

    sync = f"`upheld advisories sync {folder}`"
    try:
        names = sorted(each.name for each in folder.iterdir() if each.is_dir() and FOLDER.fullmatch(each.name))
    except OSError as error:
        return Ability("vulnerabilities", State.NO, f"{folder} cannot be read: {error.strerror}", sync)
    answer = Snapshot(folder).affecting([Package(name, "upheld", "0") for name in names])
    ages = {each.source: (as_of - each.as_of).days for each in answer.provenance if each.as_of and each.records}
    problems = "; ".join(dict.fromkeys((*answer.problems, *answer.unanswered.values())))
    if not ages:
        return Ability("vulnerabilities", State.NO, problems or f"{folder} holds no advisories", sync)
    said = "; ".join(f"{source}: newest advisory {_days(days)}" for source, days in ages.items())
    if problems:
        return Ability("vulnerabilities", State.PARTLY, f"{said}; {problems}", sync)
    if max(ages.values()) > _OLD:
        return Ability("vulnerabilities", State.PARTLY, f"{said}; what came out since is not known", sync)
    return Ability("vulnerabilities", State.YES, said)


def _days(days: int) -> str:
    return "of today" if days <= 0 else f"{days} day{'' if days == 1 else 's'} old"
