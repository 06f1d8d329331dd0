"""What OSV answers (google.github.io/osv.dev/api): which advisories are about packages, and the records of these."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from upheld.ecosystems import Package
from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError, Services
from upheld.services.address import Address

if TYPE_CHECKING:
    from upheld.services.session import Session

ADDRESS = "https://api.osv.dev"
VARIABLE = "UPHELD_OSV_URL"
MOST_QUESTIONS = 1000
"""In one batch, as OSV allows."""

_LONGEST_BATCH = 32 * 1024 * 1024
_LONGEST_RECORD = 8 * 1024 * 1024
_LONGEST_TOKEN = 4096
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,199}")
_VERSIONED = re.compile(r"v(?=\d)")


class Question(NamedTuple):
    """A package, and the page of the answer that is wanted; the first one without a token."""

    package: Package
    token: str | None = None


class Page(NamedTuple):
    """One page of the answer: ids with the times at which their records were last changed."""

    found: tuple[tuple[str, str], ...]
    token: str | None
    """What asks for the next page, where there is one."""


def address() -> Address:
    """Return where OSV is asked.

    Raises:
        ServiceError: `UPHELD_OSV_URL` states an address that may not be asked: who reads along could leave out advisories.
    """
    stated = (os.environ.get(VARIABLE, "").strip() or ADDRESS).rstrip("/")
    found = Address.with_token(stated, None)
    if not found.is_private_to_us:
        raise found.error(Reason.UNEXPECTED, f"is not asked: {VARIABLE} has to begin with https")
    return found


@dataclass(frozen=True)
class Osv:
    """A server that speaks the OSV API; its methods may be called by many threads at once."""

    session: "Session"
    base: Address

    @classmethod
    def of(cls, services: Services, base: Address) -> Self:
        """Take the session of a run.

        Raises:
            ServiceError: the run is offline.
        """
        return cls(services.session, base)

    def pages(self, questions: Sequence[Question]) -> list[Page | ServiceError]:
        """Return an answer to each question, in their order.

        Raises:
            ServiceError: there is no answer to any of them.
        """
        answer = self._ask("/v1/querybatch", {"queries": [_query(each) for each in questions]}, size=_LONGEST_BATCH)
        match answer:
            case {"results": [*results]} if len(results) == len(questions):
                return [self._page(each) for each in results]
            case {"results": [*results]}:
                count = f"{len(results):,} results for {len(questions):,} questions"
                raise self.base.error(Reason.UNEXPECTED, f"answers with {count}")
            case _:
                raise self._malformed("a batch")

    def record(self, name: str) -> dict[str, Any]:
        """Return the record of an advisory.

        Raises:
            ServiceError: there is none, or what came is another.
        """
        answer = self._ask(f"/v1/vulns/{name}", size=_LONGEST_RECORD)
        match answer:
            case {"id": str(found), **_rest} if found == name:
                return answer  # type: ignore[no-any-return]
            case _:
                raise self._malformed("the record that was asked for")

    def _ask(self, path: str, question: Any = None, *, size: int) -> Any:
        from upheld.services.session import Limits  # noqa: PLC0415 - a session is there, so it is imported already

        there = replace(self.base, path=self.base.path.rstrip("/") + path)
        return self.session.ask_json(there, question, limits=Limits(read=40, size=size))

    def _page(self, result: Any) -> "Page | ServiceError":
        match result:
            case {"vulns": [*found], **rest}:
                token = rest.get("next_page_token") or None
            case {**rest} if rest.get("vulns") is None:
                found, token = [], rest.get("next_page_token") or None
            case _:
                return self._malformed("a result")
        if token is not None and not (isinstance(token, str) and len(token) <= _LONGEST_TOKEN):
            return self._malformed("a result")
        try:
            return Page(tuple(map(_named, found)), token)
        except ValueError:
            return self._malformed("the id of an advisory")

    def _malformed(self, what: str) -> ServiceError:
        return self.base.error(Reason.UNEXPECTED, f"answers with something that is not {what} of the OSV API")


def _named(found: Any) -> tuple[str, str]:
    match found:
        case {"id": str(name), **rest} if is_id(name):
            modified = rest.get("modified", "")
            return name, modified if isinstance(modified, str) else ""
        case _:
            raise ValueError


def is_id(name: str) -> bool:
    """Tell whether this can be the id of an advisory, and part of a path."""
    return bool(_ID.fullmatch(name))


def _query(question: Question) -> dict[str, Any]:
    package = question.package
    query: dict[str, Any] = {
        "package": {"ecosystem": package.ecosystem, "name": package.name},
        "version": _version(package),
    }
    return {**query, "page_token": question.token} if question.token else query


def _version(package: Package) -> str:
    """Return a version as OSV orders it: by SemVer, which has no `v`; one that is sent with it matches nothing."""
    return _VERSIONED.sub("", package.version, count=1) if package.ecosystem == "Go" else package.version
