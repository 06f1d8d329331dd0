"""Metadata that a change edits, as the base has them: nobody records their own rotation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from upheld.check import Context
from upheld.commit_files import CommitFiles
from upheld.facts.keys.document import MOST_BYTES
from upheld.facts.keys.inventory import kept_files, read_evidence, read_kept
from upheld.facts.keys.kept import FILES, FOLDER, is_kept
from upheld.facts.keys.key import Evidence
from upheld.files import UnreadableFileError
from upheld.tree import below

NEW = "comes with this change, so it does not count before it is merged"


class Trusted(NamedTuple):
    """What a file tells, and whether that is what it told before the change."""

    evidence: Evidence
    of_base: bool = False


def trusted(found: Iterable[Evidence], given: tuple[Path, ...], context: Context) -> Iterator[Trusted]:
    """Yield what files tell; of those that the change edits what they told before, and what is wrong with them now.

    A file that lies in the checkout and is not as HEAD has it was made for the run, not by the change: it counts.
    """
    edited = _edited(given, context)
    told: set[str] = set()
    for each in found:
        if each.path not in edited:
            yield Trusted(each)
        elif each.problem:
            yield Trusted(replace(each, keys=()))
        elif edited[each.path] is None and each.path not in told:
            yield Trusted(Evidence(each.path, each.source, None, problem=NEW))
        told.add(each.path)
    for path, before in edited.items():
        if before is not None:
            read = read_kept(path, before) if is_kept(path) else read_evidence(path, before)
            yield from (Trusted(each, of_base=True) for each in read)


def _edited(given: tuple[Path, ...], context: Context) -> Mapping[str, bytes | None]:
    """Return the files of metadata that the change edits, with their bytes before it; None for new ones."""
    repository = context.repository
    if context.base_commit is None or context.base is None:
        return {}
    root = repository.root.resolve()
    inside = [full.relative_to(root).as_posix() for each in given if (full := each.resolve()).is_relative_to(root)]
    kept = filter(is_kept, (*FILES, *below(context.base.paths, FOLDER)))
    base, head = repository.at(context.base_commit), repository.at("HEAD")
    pairs = {
        path: (_bytes(base, path), _bytes(head, path))
        for path in dict.fromkeys((*kept_files(repository), *kept, *inside))
    }
    edited = {path: before for path, (before, after) in pairs.items() if before != after}
    # Git is asked, not the bytes: attributes, which the change brings too, may have them differ in a checkout.
    made_for_the_run = frozenset(repository.changed_since("HEAD")) if edited else frozenset[str]()
    return {path: before for path, before in edited.items() if path not in made_for_the_run}


def _bytes(files: CommitFiles, path: str) -> bytes | None:
    try:
        return files.read_bytes(path, limit=MOST_BYTES)
    except UnreadableFileError:
        return None
