"""A first policy: of each section only what the repository keeps today, as the checks say themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from upheld import __version__
from upheld.check import Context
from upheld.model import Ledger, Location, NotificationKind, PolicySource, Verdict
from upheld.policy.kinds import built_in_kinds
from upheld.policy.policy import Policy
from upheld.policy.reading import read_document
from upheld.policy.security_policy import SecurityPolicy
from upheld.registry import promise_kinds
from upheld.run import Reading
from upheld.verification import verify
from upheld.waivers import Waivers

PATH = "SECURITY.md"


class Section(NamedTuple):
    """A part of the policy in one wording: the template and what stands in it for the names."""

    template: str
    values: Mapping[str, str] = {}

    @property
    def text(self) -> str:
        """Return the section as it stands in the policy."""
        return filled(f"policy/{self.template}.md", self.values)


class Draft(NamedTuple):
    """A policy, and what could not be promised."""

    text: str | None
    """None where nothing can be promised that a program could verify."""
    left_out: tuple[str, ...]


@cache
def _template(name: str) -> str:
    return (files("upheld.starting") / "templates" / name).read_text(encoding="utf-8")


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return a template of the package with its names replaced: `<row>` by what is given for `row`."""
    text = _template(name)
    for key, value in values.items():
        text = text.replace(f"<{key}>", value)
    return text


def drafted(
    parts: Mapping[str, Callable[[], Iterator[Section]]], reporting: Section, reading: Reading, as_of: datetime
) -> Draft:
    """Return a policy of the first wording of each part that is upheld; how to report is said in any case."""
    title = Section("title").text
    found = {name: _first_kept(title, wordings(), reading, as_of) for name, wordings in parts.items()}
    versions, *others = found.values()
    text = "\n".join(filter(None, (title, versions, reporting.text, *others)))
    # What is kept alone may contradict its neighbour.
    kept = is_kept(text, reading, as_of)
    return Draft(text if kept else None, tuple(name for name, section in found.items() if section is None))


def _first_kept(title: str, wordings: Iterable[Section], reading: Reading, as_of: datetime) -> str | None:
    texts = (each.text for each in wordings)
    return next((text for text in texts if is_kept(f"{title}\n{text}", reading, as_of)), None)


def is_kept(text: str, reading: Reading, as_of: datetime) -> bool:
    """Tell whether what a policy says would be upheld wherever a program can tell, and somewhere it can."""
    ledger = _verified(text, reading, as_of)
    stated = [entry for entry in ledger.entries if entry.promise.stated]
    upheld = any(entry.finding.verdict is Verdict.UPHELD for entry in stated)
    return upheld and _is_sound(ledger) and all(entry.is_well or entry.is_quiet for entry in stated)


def is_sound(text: str, reading: Reading, as_of: datetime) -> bool:
    """Tell whether nothing of a policy would be broken, if only because no program can tell."""
    return _is_sound(_verified(text, reading, as_of))


def _is_sound(ledger: Ledger) -> bool:
    told = {each.kind for each in ledger.notifications} & {NotificationKind.CRASH, NotificationKind.INCOMPLETE}
    return not told and all(entry.finding.verdict is not Verdict.BROKEN for entry in ledger.entries)


def _verified(text: str, reading: Reading, as_of: datetime) -> Ledger:
    """Hold what a policy says against the repository as if it were there already."""
    itself = SecurityPolicy(
        location=Location(PATH),
        quote="",
        stated=False,
        source=PolicySource(PATH, "repository"),
        document=read_document(PATH, text),
    )
    policy, kinds = Policy(itself), dict.fromkeys((*built_in_kinds(), *promise_kinds(reading.checks)))
    # Without the dependencies, of which no word is said: the network would be asked about each.
    promises = (itself, *(each for each in policy.promises(kinds) if each.stated))
    context = Context(reading.repository, reading.services, as_of, reading.config, promises)
    return verify(policy, promises, reading.checks, context, Waivers(()), tool_version=__version__)
