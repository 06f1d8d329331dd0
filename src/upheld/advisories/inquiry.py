"""One inquiry at OSV, as it goes on: batches, their further pages, records, and the aliases of those without a severity.

Everything is under way at once, and nothing waits for something that it does not need: a record is fetched as soon as one
batch names it.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import UTC, datetime
from functools import partial
from typing import Any

from upheld.advisories.advisory import Advisory
from upheld.advisories.online_cache import Found, OnlineCache, Record, is_fresh, packed, unpacked
from upheld.advisories.record import RecordError, advisory
from upheld.ecosystems import Package
from upheld.nouns import dataclass
from upheld.services import Reason, ServiceError, Services
from upheld.services.address import Address
from upheld.services.deadline import Errands
from upheld.services.osv import MOST_QUESTIONS, Osv, Page, Question, is_id

THREADS = 128
"""More than most projects have advisories: what finds no thread free waits for another round trip."""
MOST_PAGES = 50
MOST_ADVISORIES = 20_000
MOST_SPLITS = 100

_BAD_QUESTION = 400
_MOST_ALIASES = 4
_RATED = ("GHSA-", "CVE-")
"""Whose records have a severity, as a rule."""

Key = tuple[Question, ...] | str
"""A batch, or the id of a record."""


@dataclass
class Inquiry:
    """What is known so far."""

    services: Services
    address: Address
    cache: OnlineCache
    answered: dict[Package, Found] = field(default_factory=dict[Package, Found])
    unanswered: dict[Package, str] = field(default_factory=dict[Package, str])
    problems: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self._now = time.time()
        self._pages: dict[Package, list[Page]] = {}
        self._states: dict[str, str] = {}
        """The advisories that a batch named, with the times at which their records were last changed."""
        self._known: dict[str, Advisory | None] = {}
        """The records that came; None where the server has none."""
        self._unrated: list[Advisory] = []
        self._failed: dict[str, str] = {}
        self._awaited: set[Key] = set()
        """What the batches named and has not come yet."""
        self._lookups: set[str] = set()
        """The aliases that were looked up for their severity alone."""
        self._new: dict[str, Record] = {}
        self._batches = 0
        self._splits = 0
        self._errands: Errands[Key] | None = None
        self._kept: dict[Package, Found] = {}
        """What the cache holds."""

    @property
    def asked(self) -> datetime:
        """The time of the oldest answer that counts."""
        return datetime.fromtimestamp(min((each.asked for each in self.answered.values()), default=self._now), UTC)

    def advisories(self, package: Package) -> Iterator[Advisory]:
        """Yield the advisories of a package that was answered, in a lasting order."""
        names = {name for name, _ in self.answered[package].advisories}
        found = [each for name in names if (each := self._known[name]) and not each.withdrawn]
        aliases = {name for each in found if not _is_rated(each) for name in each.aliases} & self._lookups
        found += [
            each for name in aliases if (each := self._known.get(name)) and not each.withdrawn and _is_rated(each)
        ]
        yield from sorted(found, key=lambda each: each.id)

    def begin(self, packages: Sequence[Package]) -> None:
        """Ask for packages, without waiting for an answer."""
        self._kept = self.cache.answers(packages)
        self.answered.update(self._kept)
        self._submit_batches([Question(package) for package in packages if package not in self._kept])
        self._want(pair for each in self._kept.values() for pair in each.advisories)

    def finish(self) -> None:
        """Wait until everything is answered or the time is over."""
        self._take_outcomes()
        self._keep()
        self._give_up_without_records()

    def _take_outcomes(self) -> None:
        self._seek_severities()
        if self._errands is None:
            return
        for key, outcome in self._errands.outcomes():
            if isinstance(outcome, BaseException) and not isinstance(outcome, ServiceError):
                raise outcome
            if isinstance(key, str):
                self._take_record(key, outcome)
            else:
                self._batches -= 1
                self._take_batch(key, outcome)
            self._seek_severities()
            if key in self._awaited:
                self._awaited.remove(key)
                if not self._awaited and not self._batches:
                    self._keep()  # while the aliases are on their way

    # Which advisories there are

    def _submit_batches(self, questions: Sequence[Question]) -> None:
        for start in range(0, len(questions), MOST_QUESTIONS):
            self._submit_batch(tuple(questions[start : start + MOST_QUESTIONS]))

    def _submit_batch(self, batch: tuple[Question, ...]) -> None:
        self._batches += 1
        errands, osv = self._errand()
        errands.submit(batch, partial(osv.pages, batch))

    def _take_batch(self, batch: tuple[Question, ...], outcome: list[Page | ServiceError] | ServiceError) -> None:
        if isinstance(outcome, ServiceError):
            self._refused(batch, outcome)
            return
        following = [
            question for each, page in zip(batch, outcome, strict=True) if (question := self._take(each, page))
        ]
        if following:
            self._submit_batch(tuple(following))
        self._want(pair for page in outcome if isinstance(page, Page) for pair in page.found)

    def _refused(self, batch: tuple[Question, ...], error: ServiceError) -> None:
        """Ask again by halves where one question may spoil the others': OSV refuses all of a batch then."""
        if error.status == _BAD_QUESTION and len(batch) > 1 and self._splits < MOST_SPLITS:
            self._splits += 1
            for half in (batch[: len(batch) // 2], batch[len(batch) // 2 :]):
                self._submit_batch(half)
            return
        hint = ": it may not know the ecosystem or the version" if error.status == _BAD_QUESTION else ""
        for each in batch:
            self.unanswered[each.package] = f"{error}{hint}"

    def _take(self, question: Question, page: Page | ServiceError) -> Question | None:
        """Take one page of a package, and return the question for the next one."""
        package = question.package
        if isinstance(page, ServiceError):
            self.unanswered[package] = str(page)
            return None
        pages = self._pages.setdefault(package, [])
        fault = self._fault(pages, page)
        pages.append(page)
        if fault:
            self.unanswered[package] = f"{self.address.host} {fault}"
        elif page.token:
            return Question(package, page.token)
        else:
            pairs = dict.fromkeys(pair for each in pages for pair in each.found)
            self.answered[package] = Found(self._now, tuple(pairs))
        return None

    def _fault(self, pages: Sequence[Page], page: Page) -> str | None:
        if page.token and any(page.token == each.token for each in pages):
            return "gives the same page token twice, so its answer has no end"
        if page.token and len(pages) + 1 >= MOST_PAGES:
            return f"gives more than {MOST_PAGES} pages for one package"
        if len(self._states) + len(page.found) > MOST_ADVISORIES:
            return f"names more than {MOST_ADVISORIES:,} advisories"
        return None

    # What they say

    def _want(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Have the records that are not known yet fetched, where they are not kept in the state that is named."""
        new = {name: modified for name, modified in pairs if name not in self._states}
        room = MOST_ADVISORIES - len(self._states)
        new = dict(list(new.items())[:room])
        self._states.update(new)
        kept = self.cache.records(new)
        for name, modified in new.items():
            record = kept.get(name)
            is_same = record is not None and (record.modified == modified if modified else is_fresh(record.asked))
            if not (record and record.data and is_same and self._read(name, record)):
                self._awaited.add(name)
                self._fetch(name)

    def _read(self, name: str, record: Record) -> bool:
        try:
            self._learn(name, advisory(unpacked(name, record.data)))
        except ValueError:
            return False
        return True

    def _learn(self, name: str, known: Advisory) -> None:
        self._known[name] = known
        if not _is_rated(known) and not known.withdrawn:
            self._unrated.append(known)

    def _fetch(self, name: str) -> None:
        errands, osv = self._errand()
        errands.submit(name, partial(_record, osv, name))

    def _take_record(self, name: str, outcome: tuple[Advisory, bytes] | ServiceError) -> None:
        match outcome:
            case (found, data):
                self._learn(name, found)
                self._new[name] = Record(self._now, self._states.get(name, ""), data)
            case ServiceError(reason=Reason.NOT_FOUND) if name in self._lookups:
                self._known[name] = None
                self._new[name] = Record(self._now, "", None)
            case _:
                self._failed[name] = str(outcome)

    def _seek_severities(self) -> None:
        """Look up the aliases of what has no severity, once it is known which of them come anyway."""
        if self._batches:
            return
        while self._unrated:
            names = self._aliases(self._unrated.pop())
            kept = self.cache.records(names)
            for name in names:
                self._lookups.add(name)
                record = kept.get(name)
                if record is None or not is_fresh(record.asked):
                    self._fetch(name)
                elif record.data is None:
                    self._known[name] = None
                elif not self._read(name, record):
                    self._fetch(name)

    def _aliases(self, unrated: Advisory) -> list[str]:
        names = sorted(filter(is_id, (each for each in unrated.aliases if each.startswith(_RATED))), reverse=True)
        coming = [each for each in names if each in self._states]
        if unrated.id in self._lookups or any(self._may_rate(each) for each in coming):
            return []
        return [each for each in names if each not in self._states and each not in self._lookups][:_MOST_ALIASES]

    def _may_rate(self, name: str) -> bool:
        known = self._known.get(name)
        return name not in self._known or (known is not None and _is_rated(known))

    # The end

    def _keep(self) -> None:
        """Write what is new to the cache."""
        answers = {key: each for key, each in self.answered.items() if key not in self._kept}
        self.cache.store(answers, self._new)
        self._kept.update(answers)
        self._new = {}

    def _give_up_without_records(self) -> None:
        """Take back what was answered for packages with an advisory whose record did not come."""
        for package, found in list(self.answered.items()):
            missing = next((name for name, _ in found.advisories if name not in self._known), None)
            if missing:
                del self.answered[package]
                why = self._failed.get(missing, f"more than {MOST_ADVISORIES:,} advisories are named")
                self.unanswered[package] = f"the record of {missing} did not come: {why}"
        reasons = Counter(self._failed[name] for name in self._lookups if name in self._failed)
        for reason, count in sorted(reasons.items()):
            self.problems.append(f"the severity that {count:,} alias(es) may state did not come: {reason}")

    def _errand(self) -> tuple[Errands[Key], Osv]:
        """Return what runs errands; the session is there from the first one on."""
        osv = Osv.of(self.services, self.address)
        if self._errands is None:
            self._errands = Errands(THREADS, osv.session.deadline)
        return self._errands, osv


def _record(osv: Osv, name: str) -> tuple[Advisory, bytes]:
    """Fetch a record; it is read in the thread that waited for it, while others wait for theirs."""
    value: dict[str, Any] = osv.record(name)
    try:
        return advisory(value), packed(value)
    except (RecordError, RecursionError) as error:
        why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise ServiceError(Reason.UNEXPECTED, f"it cannot be read: {why}") from None


def _is_rated(found: Advisory) -> bool:
    return bool(found.severity or any(each.severity for each in found.affected))
