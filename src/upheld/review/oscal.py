"""A review as Assessment Results of OSCAL."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

from upheld import HOME
from upheld.review.controls import Control, catalogues, controls_of
from upheld.review.period import Period
from upheld.review.record import Promised, Record, Said, State

VERSION = "1.1.3"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, f"{HOME}/oscal")
_LONGEST = 2_000


def assessment_results(record: Record) -> str:
    """Return the JSON; its identifiers follow from the record, so that the same record gives the same bytes."""
    return json.dumps({"assessment-results": _Writer(record).document()}, indent=1, ensure_ascii=False) + "\n"


class _Writer:
    """Writes the parts of one document."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.seed = f"{record.repository.name}\0{record.period}\0{record.check.as_of}\0{record.repository.commit}"
        self.tool = self.id("tool")
        self.observed = [(each, self.id(f"observation {number}")) for number, each in enumerate(record.promises)]

    def id(self, what: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.seed}\0{what}"))

    def document(self) -> dict[str, Any]:
        record = self.record
        title = f"Security review {record.period} of {record.repository.name}"
        return {
            "uuid": self.id("document"),
            "metadata": {
                "title": _line(title),
                "last-modified": record.check.as_of,
                "version": record.period,
                "oscal-version": VERSION,
                "roles": [{"id": "reviewer", "title": "Who approves the pull request that brings the record"}],
            },
            "import-ap": {"href": f"#{self.id('plan')}"},
            "results": [self.result(title)],
            "back-matter": {"resources": list(self.resources())},
        }

    def result(self, title: str) -> dict[str, Any]:
        record = self.record
        findings = list(self.findings())
        return {
            "uuid": self.id("result"),
            "title": _line(title),
            "description": "What the security policy promises, held against the repository.",
            "start": f"{Period.read(record.period).first}T00:00:00+00:00",
            "end": record.check.as_of,
            "reviewed-controls": {"control-selections": [self.selection()]},
            **({"observations": [self.observation(*each) for each in self.observed]} if self.observed else {}),
            **({"findings": findings} if findings else {}),
        }

    def selection(self) -> dict[str, Any]:
        named = sorted({_target(control) for _, control in self.touched()})
        return {"include-controls": [{"control-id": name} for name in named]} if named else {"include-all": {}}

    def touched(self) -> Iterable[tuple[Promised, Control]]:
        """Yield each control with a promise of the maintainers that speaks to it; advice speaks to none."""
        for each in self.record.stated:
            if each.force == "commitment":
                yield from ((each, control) for control in controls_of(each.kind))

    def observation(self, promise: Promised, identifier: str) -> dict[str, Any]:
        said = list(self.record.said_of(promise))
        told = "; ".join(dict.fromkeys(f"{each.state}: {each.message}" for each in said))
        by_word = any(each.attestation for each in said)
        return {
            "uuid": identifier,
            "title": _line(f"{promise.kind} at {promise.place}"),
            "description": _line(f"“{promise.quote}”: {told}" if promise.quote else told or promise.state),
            "props": [
                {"name": "verdict", "ns": HOME, "value": promise.state.value},
                {"name": "rule", "ns": HOME, "value": _token(said[0].rule if said else promise.kind)},
            ],
            "methods": ["EXAMINE", "TEST"] if by_word else ["TEST"],
            "types": ["finding"],
            "origins": [{"actors": [{"type": "tool", "actor-uuid": self.tool}]}],
            "relevant-evidence": list(_evidence(said)) or [{"description": "No evidence could be had."}],
            "collected": self.record.check.as_of,
            "expires": f"{self.record.next_review}T00:00:00+00:00",
        }

    def findings(self) -> Iterable[dict[str, Any]]:
        """Yield a finding for each control of which can be told how it stands; what is unverified says nothing."""
        by_control: dict[str, list[Promised]] = {}
        for promise, control in self.touched():
            by_control.setdefault(_target(control), []).append(promise)
        known = {id(promise): identifier for promise, identifier in self.observed}
        for name, promises in sorted(by_control.items()):
            state = _satisfied(each.state for each in promises)
            if state:
                yield {
                    "uuid": self.id(f"finding {name}"),
                    "title": name,
                    "description": "As far as the promises of the security policy show that speak to this control.",
                    "target": {"type": "objective-id", "target-id": name, "status": {"state": state}},
                    "related-observations": [{"observation-uuid": known[id(each)]} for each in promises],
                }

    def resources(self) -> Iterable[dict[str, Any]]:
        policy = self.record.policy
        yield {
            "uuid": self.id("plan"),
            "title": "How it was checked",
            "description": _line(
                "; ".join(f"{r.distribution} {r.version}: {', '.join(r.rules)}" for r in self.record.how.rules)
            ),
        }
        hashes = {"hashes": [{"algorithm": "SHA-256", "value": policy.sha256}]} if policy.sha256 else {}
        if policy.path:
            yield {
                "uuid": self.id("policy"),
                "title": "Security policy",
                "rlinks": [{"href": _token(policy.path), **hashes}],
            }
        for each in catalogues():
            yield {"uuid": self.id(each.key), "title": each.title, "description": f"Version: {each.version}"}


def _satisfied(states: Iterable[State]) -> str | None:
    found = set(states)
    if found & {State.BROKEN, State.WAIVED}:
        return "not-satisfied"
    return "satisfied" if found == {State.UPHELD} else None


def _evidence(said: Iterable[Said]) -> Iterable[dict[str, Any]]:
    for each in said:
        for proof in each.evidence:
            where = f" ({proof.location})" if proof.location else ""
            yield {"description": _line(f"{proof.source}: {proof.text}{where}")}


def _target(control: Control) -> str:
    """Return a control's id as a token of OSCAL, with its catalogue before it where the id alone could be another's."""
    name = control.id.lower()
    prefix = "" if control.catalogue.key == "osps" else f"{control.catalogue.key}-"
    return _token(f"{prefix}{name}")


def _token(text: str) -> str:
    """Return text that is one token: a letter first, then letters, digits, dots, dashes and underscores."""
    kept = "".join(each if each.isascii() and (each.isalnum() or each in "._-") else "_" for each in text).strip("_")
    return kept if kept[:1].isalpha() else f"_{kept}"


def _line(text: str) -> str:
    """Return text on one line, neither empty nor without end."""
    line = " ".join(text.split()) or "–"
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
