"""Reports of other scanners for secrets: gitleaks, trufflehog, Kingfisher, detect-secrets, SARIF; of values nothing is kept.

What a report names is for a person to look at, unless its scanner has asked the issuer (`Verified`, `Active Credential`),
or somebody has audited it as a secret.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from upheld.advisories.record import moment
from upheld.advisories.shapes import as_list, as_object
from upheld.facts.leaks.allow_lists import BASELINE, AllowLists, entries_of
from upheld.facts.leaks.leak import Commit, Leak
from upheld.files import UnreadableFileError, decode, read_inside
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.secrets import Category, Confidence, all_rules, scan
from upheld.tree import Tree

MOST_BYTES = 50 * 1024 * 1024
_MOST_ENTRIES = 100_000
_SCANNERS = re.compile(
    r"gitleaks|betterleaks|trufflehog|detect-?secrets|kingfisher|ggshield|gitguardian|nosey ?parker|credsweeper"
    r"|whispers|talisman|secret[ -]?scan|secretlint|ripsecrets|2ms",
    re.IGNORECASE,
)
_WORDS = ('"RuleID"', '"plugins_used"', '"DetectorName"', '"runs"', '"finding"', '"kingfisher_version"')
_RULE = re.compile(r"[A-Za-z][A-Za-z0-9 ._:/()-]{1,80}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_PRIVATE = re.compile(r"private.?key|pkcs|certificate|pem\b|\bpgp|ssh.?key", re.IGNORECASE)
_PASSWORD = re.compile(
    r"passw|basic.?auth|keyword|credentials? in|connection.?string|\buri\b|jdbc|curl-auth", re.IGNORECASE
)
_HOST = re.compile(r"\bip\b|ip.?public|hostname|internal", re.IGNORECASE)


class Reported(NamedTuple):
    """A place that a report names."""

    rule: str
    path: str
    line: int
    commit: Commit | None = None
    sure: bool = False


class Report(NamedTuple):
    """A report with what it names."""

    name: str
    places: tuple[Reported, ...]
    mixed: bool = False
    """Whether its scanner looks for other things too."""


@dataclass(frozen=True)
class Reports:
    """All reports of a run, put beside the files."""

    names: tuple[str, ...] = ()
    places: tuple[tuple[str, Reported], ...] = ()
    remarks: tuple[tuple[str, Location | None], ...] = ()
    accepted: Mapping[str, int] = field(default_factory=dict[str, int])

    def joined(self, leaks: Iterable[Leak], categories: frozenset[str]) -> Iterator[Leak]:
        """Yield the leaks with the reports that name them, then what only reports name."""
        by_line: dict[tuple[str, int], list[str]] = {}
        for name, place in self.places:
            by_line.setdefault((place.path, place.line), []).append(name)
        ours: set[tuple[str, int]] = set()
        for leak in leaks:
            here = {(leak.path, line) for line in leak.lines}
            ours |= here
            named = dict.fromkeys(name for line in sorted(here) for name in by_line.get(line, ()))
            yield replace(leak, reported_by=tuple(named))
        told: dict[tuple[str, str, Commit | None], list[tuple[str, Reported]]] = {}
        for name, place in self.places:
            if (place.path, place.line) not in ours and category_of(place.rule) in categories:
                told.setdefault((place.rule, place.path, place.commit), []).append((name, place))
        yield from (_leak(each) for each in told.values())


def reports(texts: Iterable[tuple[str, str]], files: Iterable[str], allowed: AllowLists) -> Reports:
    """Read the reports among some texts, and take the baseline of detect-secrets that the repository keeps."""
    found = [report for path, text in texts if (report := read_report(path, text))]
    if allowed.baseline:
        places = (
            Reported(e.type, e.path, e.line, None, e.is_secret is True)
            for e in allowed.baseline.values()
            if e.is_secret is not False
        )
        found.append(Report(BASELINE, tuple(places)))
    paths = frozenset(files if found else ())
    taken: list[tuple[str, Reported]] = []
    remarks: list[tuple[str, Location | None]] = []
    accepted: dict[str, int] = {}
    for report in found:
        elsewhere = 0
        for place in report.places:
            here = _as_here(place, paths)
            if here is None:
                elsewhere += 1
            elif (listed := allowed.listed(here.path, here.line, b"", b"")) and (listed.reviewed or not here.sure):
                accepted[listed.file] = accepted.get(listed.file, 0) + 1
            else:
                taken.append((report.name, here))
        if elsewhere and report.name != BASELINE:
            remarks.append((f"{report.name} names places in files that are not here: {elsewhere:,}", None))
    return Reports(tuple(report.name for report in found), tuple(taken), tuple(remarks), accepted)


def is_of_secrets(text: str) -> bool:
    """Tell whether a text is a report of a scanner for secrets, which says nothing of dependencies."""
    if not any(word in text for word in _WORDS):
        return False
    report = read_report("", text)
    return report is not None and not report.mixed


def read_report(path: str, text: str) -> Report | None:
    """Return a report by its shape; None for anything else."""
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        lines = [_json(line) for line in text.splitlines()[:_MOST_ENTRIES] if line.startswith("{")]
        entries = [each for each in lines if each]
        return _trufflehog(path, entries) or _kingfisher(path, entries)
    listed, stated = as_list(value), as_object(value) or {}
    if listed:
        entries = [as_object(each) or {} for each in listed[:_MOST_ENTRIES]]
        if all("RuleID" in each and "File" in each for each in entries):
            return Report(f"gitleaks report {path}", tuple(_gitleaks(entries)))
        return _trufflehog(path, entries) or _kingfisher(path, entries)
    if "plugins_used" in stated and as_object(stated.get("results")) is not None:
        places = (
            Reported(e.type, e.path, e.line, None, e.is_secret is True)
            for e in entries_of(stated)
            if e.is_secret is not False
        )
        return Report(f"detect-secrets baseline {path}", tuple(places))
    if stated.get("version") == "2.1.0" and (runs := as_list(stated.get("runs"))) is not None:
        return _sarif(path, [as_object(run) or {} for run in runs])
    return _trufflehog(path, [stated]) or _kingfisher(path, [stated])


def category_of(rule: str) -> str:
    """Return the category of what another scanner's rule finds, by the rule's name."""
    for pattern, category in (
        (_PRIVATE, Category.PRIVATE_KEYS),
        (_PASSWORD, Category.PASSWORDS),
        (_HOST, Category.INTERNAL_HOSTS),
    ):
        if pattern.search(rule):
            return category.value
    return Category.API_KEYS.value


def _leak(places: list[tuple[str, Reported]]) -> Leak:
    first = places[0][1]
    return Leak(
        rule=f"reported {first.rule}",
        title=f"{first.rule}, by another scanner",
        category=category_of(first.rule),
        confidence=Confidence.HIGH if any(place.sure for _, place in places) else Confidence.MEDIUM,
        path=first.path,
        lines=tuple(sorted({place.line for _, place in places})),
        commit=first.commit,
        reported_by=tuple(dict.fromkeys(name for name, _ in places)),
    )


def _as_here(place: Reported, paths: frozenset[str]) -> Reported | None:
    """Return a place by its path in this repository: scanners write absolute paths, and paths below where they ran."""
    path = place.path.replace("\\", "/").removeprefix("file://").removeprefix("./")
    if place.commit is not None:
        return place._replace(path=path)
    parts = path.split("/")
    found = next((tail for at in range(len(parts)) if (tail := "/".join(parts[at:])) in paths), None)
    return place._replace(path=found) if found else None


def _gitleaks(entries: Iterable[Mapping[str, Any]]) -> Iterator[Reported]:
    for each in entries:
        commit = _commit(each.get("Commit"), each.get("Date"))
        yield from _place(each.get("RuleID"), each.get("File"), each.get("StartLine"), commit)


def _trufflehog(path: str, entries: list[dict[str, Any]]) -> Report | None:
    found = [each for each in entries if "SourceMetadata" in each and "DetectorName" in each]
    return Report(f"trufflehog report {path}", tuple(_detected(found))) if found else None


def _detected(entries: Iterable[Mapping[str, Any]]) -> Iterator[Reported]:
    for each in entries:
        data = as_object((as_object(each["SourceMetadata"]) or {}).get("Data")) or {}
        for source in filter(None, map(as_object, data.values())):
            commit = _commit(source.get("commit"), source.get("timestamp"))
            yield from _place(
                each["DetectorName"], source.get("file"), source.get("line"), commit, sure=each.get("Verified") is True
            )


def _kingfisher(path: str, entries: list[dict[str, Any]]) -> Report | None:
    """Read what `--format json` prints, one object with all findings, and `jsonl`, an object for each."""
    found: list[Mapping[str, Any]] = []
    known = False
    for each in entries:
        if "kingfisher_version" in (as_object(each.get("metadata")) or {}):
            known = True
            found += filter(None, map(as_object, (as_list(each.get("findings")) or ())[:_MOST_ENTRIES]))
        elif as_object(each.get("finding")) and as_object(each.get("rule")):
            known = True
            found.append(each)
    return Report(f"Kingfisher report {path}", tuple(_validated(found))) if known else None


def _validated(entries: Iterable[Mapping[str, Any]]) -> Iterator[Reported]:
    for each in entries:
        finding, rule = as_object(each.get("finding")) or {}, as_object(each.get("rule")) or {}
        git = as_object(finding.get("git_metadata")) or {}
        made = as_object(git.get("commit")) or {}
        commit = _commit(made.get("id"), made.get("date"))
        file = (as_object(git.get("file")) or {}).get("path") if commit else finding.get("path")
        status = (as_object(finding.get("validation")) or {}).get("status")
        sure = status == "Active Credential"
        yield from _place(rule.get("id"), file, finding.get("line"), commit, sure=sure)


def _sarif(path: str, runs: Iterable[Mapping[str, Any]]) -> Report | None:
    places: list[Reported] = []
    tools: list[str] = []
    mixed = False
    for run in runs:
        driver = as_object((as_object(run.get("tool")) or {}).get("driver")) or {}
        tool = driver.get("name")
        rules = [as_object(each) or {} for each in as_list(driver.get("rules")) or ()]
        secret = {rule.get("id") for rule in rules if _is_of_secret(rule)}
        known = isinstance(tool, str) and _SCANNERS.search(tool) is not None
        mixed |= not known
        if not known and not secret:
            continue
        tools.append(tool if isinstance(tool, str) and _RULE.fullmatch(tool) else "a scanner")
        for each in filter(None, map(as_object, (as_list(run.get("results")) or ())[:_MOST_ENTRIES])):
            if known or each.get("ruleId") in secret:
                places += _located(each)
    return Report(f"{tools[0]} report {path}", tuple(places), mixed) if tools else None


def _is_of_secret(rule: Mapping[str, Any]) -> bool:
    tags = as_list((as_object(rule.get("properties")) or {}).get("tags")) or ()
    return any(tag in {"secret", "secrets"} for tag in tags if isinstance(tag, str))


def _located(result: Mapping[str, Any]) -> Iterator[Reported]:
    prints = as_object(result.get("partialFingerprints")) or {}
    commit = _commit(prints.get("commitSha"), prints.get("date"))
    for each in filter(None, map(as_object, as_list(result.get("locations")) or ())):
        physical = as_object(each.get("physicalLocation")) or {}
        uri = (as_object(physical.get("artifactLocation")) or {}).get("uri")
        line = (as_object(physical.get("region")) or {}).get("startLine", 1)
        yield from _place(result.get("ruleId"), unquote(uri) if isinstance(uri, str) else None, line, commit)


def _place(
    rule: object, file: object, line: object, commit: Commit | None, *, sure: bool = False
) -> Iterator[Reported]:
    if isinstance(file, str) and file and "\0" not in file:
        name = rule if isinstance(rule, str) and _RULE.fullmatch(rule) and not _is_secret(rule) else "secret"
        yield Reported(name, file, line if isinstance(line, int) and line > 0 else 1, commit, sure)


@cache
def _is_secret(name: str) -> bool:
    return next(scan(name.encode(), all_rules()), None) is not None


def _commit(name: object, date: object) -> Commit | None:
    when = moment(date.replace(" ", "T", 1).replace(" ", "") if isinstance(date, str) else None)
    return Commit(name, when) if isinstance(name, str) and _COMMIT.fullmatch(name) and when else None


def _json(line: str) -> dict[str, Any] | None:
    try:
        return as_object(json.loads(line))
    except (ValueError, RecursionError):
        return None


def given_files(repository: Repository, files: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the texts of files that a run is given, wherever they are."""
    for file in dict.fromkeys(files):
        try:
            full = file.resolve()
            data = read_inside(full.parent, full.name, MOST_BYTES)
            root = repository.root.resolve()
            path = full.relative_to(root).as_posix() if full.is_relative_to(root) else file.as_posix()
            if data is not None:
                yield path, decode(data, path, MOST_BYTES)
        except (OSError, RuntimeError, UnreadableFileError):
            continue  # who reads all of them tells of it


def kept_files(tree: Tree, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts of files that the configuration names."""
    for path in dict.fromkeys(paths):
        try:
            text = tree.read_text(path, limit=MOST_BYTES)
        except UnreadableFileError:
            continue
        if text is not None:
            yield path, text
