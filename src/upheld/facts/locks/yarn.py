"""yarn.lock: the format of Yarn 1, and the YAML that Yarn has written since version 2 (Berry)."""

import re
from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from upheld.facts.locks.entries import Entries, shown
from upheld.facts.locks.javascript import (
    Asked,
    add,
    asked,
    development_of,
    from_address,
    is_commit,
    is_folder,
    odd_host,
    prepared,
    split_name,
    why_unaudited,
)
from upheld.facts.locks.pins import Lock, LockError
from upheld.facts.locks.yaml_lines import Place, lined_yaml, mapping
from upheld.tree import Tree

_CLASSIC = re.compile(r"^# yarn lockfile v(\d{1,9})[ \t\r]*$", re.MULTILINE)
_BERRY = re.compile(r"^\"?__metadata\"?:", re.MULTILINE)
_PATTERN = re.compile(r'"([^"]{1,2000})"|([^\s,"][^,"]{0,2000})')
_BUILTIN = frozenset({"fsevents", "resolve", "typescript"})
"""What Yarn patches by itself, so that it works with Plug'n'Play."""
_FIELD = re.compile(r'  "?(version|resolved)"? +"?([^"\s]{1,2000})"?\s*')
_NEEDS = re.compile(r'    ("?)([^"\s]{1,300})\1 "?([^"]{1,2000})"?')
_SECTION = re.compile(r"  (dependencies|optionalDependencies):\s*")
_MOST_OF_A_NAME = 50
_BERRY_VERSIONS = range(3, 11)


class _Entry(NamedTuple):
    """One entry of either format."""

    patterns: tuple[tuple[str, str], ...]
    """The names and ranges that lead to it."""
    line: int
    version: str | None
    address: str | None
    """Yarn 1: where it is downloaded from. Berry: what it was resolved to."""
    needs: tuple[tuple[str, str], ...]


def read(path: str, text: str, tree: Tree) -> Lock:
    """Read a lock of Yarn; what the project asks for itself stands in the package.json beside it.

    Raises:
        LockError: neither Yarn 1 nor a version of Berry's format that is known here, or broken.
    """
    text = prepared(text)
    if _BERRY.search(text):
        return _berry(path, text, tree)
    match = _CLASSIC.search(text)
    if not match:
        raise LockError("states no version of its format; `# yarn lockfile v1` or `__metadata` was expected")
    if match[1] != "1":
        line = text.count("\n", 0, match.start()) + 1
        raise LockError(f"is of version {match[1]}; version 1 and Berry's {_known()} are read", line)
    entries = Entries(path, "yarn.lock 1")
    found = _classic_entries(text)
    wanted = asked(path, tree)
    for entry, direct, development in _asked_for(found, wanted):
        _add_classic(entries, entry, direct, development)
    return entries.lock()


def _known() -> str:
    return f"{_BERRY_VERSIONS[0]} to {_BERRY_VERSIONS[-1]}"


def _asked_for(found: list[_Entry], wanted: Asked | None) -> Iterable[tuple[_Entry, bool | None, bool | None]]:
    """Yield each entry with whether it is direct, and whether it is for development only."""
    if wanted is None:
        yield from ((entry, None, None) for entry in found)
        return
    numbers: dict[tuple[str, str], int] = {}
    named: dict[str, list[int]] = {}
    for number, entry in enumerate(found):
        for pattern in entry.patterns:
            numbers[pattern] = number
            named.setdefault(pattern[0], []).append(number)

    def led_to(pattern: tuple[str, str]) -> list[int]:
        # A resolution in package.json may have changed the range; then any entry of that name may be the one.
        others = named.get(pattern[0], [])
        return [numbers[pattern]] if pattern in numbers else others if len(others) <= _MOST_OF_A_NAME else []

    edges = [[each for need in entry.needs for each in led_to(need)] for entry in found]
    production = {each for pair in wanted.production for each in led_to(pair)}
    development = {each for pair in wanted.development for each in led_to(pair)}
    states = development_of(production, development, edges)
    for number, entry in enumerate(found):
        yield entry, number in production or number in development, states[number]


# Yarn 1


def _classic_entries(text: str) -> list[_Entry]:
    found: list[_Entry] = []
    patterns: tuple[tuple[str, str], ...] = ()
    line_at, version, address, section = 0, None, None, ""
    needs: list[tuple[str, str]] = []

    def close() -> None:
        if patterns:
            found.append(_Entry(patterns, line_at, version, address, tuple(needs)))

    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            close()
            if not line.rstrip().endswith(":"):
                raise LockError("has a line that is not `name@range:`", number)
            patterns = _patterns(line.rstrip()[:-1])
            line_at, version, address, section, needs = number, None, None, "", []
        elif not patterns:
            raise LockError("has a field before the first entry", number)
        elif line.startswith("    "):
            if section and (match := _NEEDS.fullmatch(line.rstrip())):
                needs.append((match[2], match[3]))
        elif match := _FIELD.fullmatch(line):
            section = ""
            if match[1] == "version":
                line_at, version = number, match[2]
            else:
                address = match[2]
        else:
            section = match[1] if (match := _SECTION.fullmatch(line)) else ""
    close()
    return found


def _patterns(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(split_name(match[1] or match[2]) for match in _PATTERN.finditer(text))


def _add_classic(entries: Entries, entry: _Entry, direct: bool | None, development: bool | None) -> None:  # noqa: FBT001 - states of the pin
    name, wanted = entry.patterns[0]
    address = entry.address or wanted
    if is_folder(wanted):
        return
    if is_commit(address) or is_commit(wanted):
        entries.unaudited(name, entry.line, why_unaudited(address))
        return
    notes = odd_host(address)
    if wanted.startswith(("http:", "https:", "file:")):
        found = from_address(name, entry.version, address)
        if found is None:
            entries.unaudited(name, entry.line, why_unaudited(address))
            return
        named = {found[0]}
    else:
        named = {
            split_name(each.removeprefix("npm:"))[0] if each.startswith("npm:") else key for key, each in entry.patterns
        }
    for each in sorted(named):
        notes += [f"installed as {shown(key)}" for key in sorted({key for key, _ in entry.patterns} - {each})]
        add(entries, each, entry.version, entry.line, direct=direct, development=development, notes=notes)


# Berry


def _berry(path: str, text: str, tree: Tree) -> Lock:
    document = lined_yaml(text)
    metadata = document.pop("__metadata", Place(1, {}))
    stated = mapping(metadata).get("version", metadata)
    if not isinstance(stated.value, str) or stated.value not in map(str, _BERRY_VERSIONS):
        said = f"is of version {shown(stated.value)}" if isinstance(stated.value, str) else "states no version"
        raise LockError(f"{said} of Berry's format; {_known()} are read", stated.line)
    entries = Entries(path, f"yarn.lock {stated.value} (Berry)")
    found, asked_here = _berry_entries(document)
    wanted = asked(path, tree)
    if wanted:
        wanted = Asked(*(frozenset((name, _plain(each)) for name, each in pairs) for pairs in wanted))
    here = {(split_name(entry.address)) for entry in found if entry.address}
    patched = {_base(entry) for entry in found} - {None}
    for entry, direct, development in _asked_for(found, wanted):
        asked_for = direct if direct is not None else any(pattern in asked_here for pattern in entry.patterns)
        base = _base(entry)
        if base is None:
            _add_berry(entries, entry, asked_for, development, patched)
        elif base not in here:
            _add_berry(entries, entry._replace(address="@".join(base)), asked_for, development, patched)
    return entries.lock()


def _berry_entries(document: Mapping[str, Place]) -> tuple[list[_Entry], frozenset[tuple[str, str]]]:
    """Return the entries, and what the project's own packages ask for; those are no entries of their own."""
    found: list[_Entry] = []
    wanted: set[tuple[str, str]] = set()
    for key, place in document.items():
        fields = mapping(place)
        resolution, version = _text(fields.get("resolution")), fields.get("version", place)
        needs = tuple((name, _plain(_text(each) or "")) for name, each in mapping(fields.get("dependencies")).items())
        if resolution and split_name(resolution)[1].startswith("workspace:"):
            wanted.update(needs)
            continue
        patterns = tuple((name, _plain(each)) for name, each in _patterns(key))
        if not patterns or not resolution:
            raise LockError(f"states nothing that {shown(key)} was resolved to", place.line)
        found.append(_Entry(patterns, version.line, _text(version), resolution.partition("::")[0], needs))
    return found, frozenset(wanted)


def _text(place: Place | None) -> str | None:
    return place.value if place and isinstance(place.value, str) else None


def _plain(wanted: str) -> str:
    return wanted.removeprefix("npm:")


def _base(entry: _Entry) -> tuple[str, str] | None:
    """Return the name and the resolution of what an entry patches, or None where it patches nothing."""
    kind, _, patched = split_name(entry.address or "")[1].partition(":")
    return split_name(unquote(patched.partition("#")[0])) if kind == "patch" else None


def _add_berry(
    entries: Entries,
    entry: _Entry,
    direct: bool | None,  # noqa: FBT001 - a state of the pin
    development: bool | None,  # noqa: FBT001 - likewise
    patched: Container[tuple[str, str] | None],
) -> None:
    name, resolved = split_name(entry.address or "")
    version, notes = entry.version, ["patched"] if (name, resolved) in patched and name not in _BUILTIN else []
    if is_folder(resolved):
        return
    if resolved.startswith("npm:"):
        version = resolved.removeprefix("npm:")
    elif is_commit(resolved) or not (found := from_address(name, version, resolved)):
        entries.unaudited(name, entry.line, why_unaudited(resolved))
        return
    else:
        notes += odd_host(resolved)
        name, version = found
    notes += [f"installed as {shown(key)}" for key in sorted({key for key, _ in entry.patterns} - {name})]
    add(entries, name, version, entry.line, direct=direct, development=development, notes=notes)
