"""An attestation in the words of a configuration, to the attestation itself."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from upheld.config.problems import Problem
from upheld.config.stated import Stated
from upheld.config.validation import unknown
from upheld.files import UnreadableFileError
from upheld.model import Attestation, Promise
from upheld.repository import Repository

_LONGEST = timedelta(days=400)


def attestation_in(stated: Stated) -> Attestation:
    """Return the attestation that an entry of the configuration makes."""
    item = stated.item
    return Attestation(
        kind=stated.text("kind"),
        by=stated.text("by"),
        date=stated.text("date"),
        evidence=stated.text("evidence"),
        expires=stated.text("expires"),
        location=stated.location,
        statement=item.text("statement"),
        subject=item.text("subject"),
        quote=item.text("quote"),
    )


def mistakes_in(
    stated: Stated, kinds: Mapping[str, type[Promise]], repository: Repository, today: date
) -> Iterator[Problem]:
    """Yield what is wrong with an attestation: its kind, its days, its evidence."""
    if stated.text("kind") not in kinds:
        yield stated.problem("kind", unknown("kind", stated.text("kind"), kinds))
    made, last_day = (date.fromisoformat(stated.text(key)) for key in ("date", "expires"))
    if made > today:
        yield stated.problem("date", f"'date' is in the future: {made} is after {today}, the day of this run in UTC")
    if last_day < made:
        yield stated.problem("expires", f"'expires' is {last_day}, before its 'date', {made}")
    elif last_day - made > _LONGEST:
        message = (
            f"'expires' is {(last_day - made).days} days after 'date'; at most {_LONGEST.days} are allowed: attest anew"
        )
        yield stated.problem("expires", message)
    if why := _no_evidence(stated.text("evidence").strip(), repository):
        yield stated.problem("evidence", f"'evidence' must be a path in the repository or an https address: {why}")


def _no_evidence(named: str, repository: Repository) -> str | None:
    if "://" in named:
        try:
            address = urlsplit(named)
        except ValueError:
            return f"'{named}' is no address"
        return None if address.scheme == "https" and address.hostname else f"'{named}' is no https address"
    if not PurePosixPath(named).name:
        return f"'{named}' names no file"
    try:
        found = repository.read_bytes(named) is not None or repository.names(named)
    except UnreadableFileError as error:
        return str(error)
    return None if found else f"there is no '{named}'"
