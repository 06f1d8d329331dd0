"""What was released: the final versions among the tags, of the main package and of the others."""

from collections import Counter
from functools import cached_property, lru_cache

from upheld.facts.manifests import Manifest, manifests
from upheld.facts.published import Witness, published
from upheld.facts.tags import Release, read_tag
from upheld.model import Evidence
from upheld.nouns import dataclass
from upheld.repository import Remote, Repository
from upheld.services import Services
from upheld.versions import Version

HOW_TO_TELL_PACKAGES = "name the repository's own package as its tags do, or attest in .upheld.yml what is supported"
HOW_TO_FETCH_TAGS = "fetch the tags: `git fetch --tags --unshallow`; in a workflow, `fetch-depth: 0` in the step that uses actions/checkout"


@dataclass(frozen=True, eq=False)
class Releases:
    """The final releases of a repository, lowest version first, and what they were read from."""

    main: tuple[Release, ...]
    """Releases of the main package."""
    others: tuple[Release, ...] = ()
    """Releases of other packages in the same repository."""
    package: str = ""
    """The main package's name where tags carry names."""
    evidence: tuple[Evidence, ...] = ()
    unknown_because: str | None = None
    """Why it cannot be told what was released; None where it can."""
    how_to_know: str | None = None

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """The main package's versions, lowest first."""
        return tuple(release.version for release in self.main)

    @property
    def latest(self) -> Release | None:
        """The main package's highest release."""
        return self.main[-1] if self.main else None

    def of(self, package: str | None) -> tuple[Version, ...]:
        """Return the versions of a package that tags name, else the main package's."""
        if package:
            wanted = _bare(package)
            found = tuple(release.version for release in self.others if _bare(release.package) == wanted)
            if found:
                return found
        return self.versions


@lru_cache(maxsize=8)
def releases(repository: Repository, services: Services) -> Releases:
    """Read the final releases from the tags of this clone, or of its remote where the clone lacks them.

    Online, the registries that the manifests point at are asked too; a release counts when either knows it.
    """
    references = repository.references
    found = [release for release in map(read_tag, references.tags) if release is not None]
    named = manifests(repository)
    package, main = _main_package(repository, found, named)
    main = sorted(_without_stamps(main), key=_order)
    evidence = _evidence(len(references.tags), main, package, references.remote)
    unclear = None if package else _gone_on(found, main)
    unknown = unclear if references.complete else _why_unknown(repository)
    witness = Witness() if unknown else published(_of_package(package, named), main, services)
    return Releases(
        tuple(sorted((*main, *witness.releases), key=_order)),
        tuple(
            sorted((r for r in found if r.package != package), key=lambda release: (release.package, *_order(release)))
        ),
        package,
        (evidence, *witness.evidence),
        unknown,
        _how_to_know(repository) if unknown else None,
    )


def _how_to_know(repository: Repository) -> str | None:
    if repository.references.complete:
        return HOW_TO_TELL_PACKAGES
    return HOW_TO_FETCH_TAGS if repository.has_git else None


def _order(release: Release) -> tuple[Version, str]:
    return release.version, release.tag


def _of_package(package: str, named: tuple[Manifest, ...]) -> tuple[Manifest, ...]:
    return tuple(m for m in named if not package or _bare(m.name or "") == _bare(package))


def _why_unknown(repository: Repository) -> str:
    if repository.no_git_because:
        return repository.no_git_because
    remote = repository.references.remote
    asked = "and --offline forbids to ask the remote" if remote is Remote.OFFLINE else "and the remote did not answer"
    lacking = "this clone is shallow" if repository.references.tags else "this clone has no tags"
    return f"{lacking}, {asked}"


def _evidence(count: int, main: list[Release], package: str, remote: Remote) -> Evidence:
    source = "git tags of the remote" if remote is Remote.ANSWERED else "git tags"
    tags = f"{count} tag{'s' if count != 1 else ''}"
    if not main:
        return Evidence(source, f"{tags}, none of a final release")
    of = f" of {package}" if package else ""
    return Evidence(
        source, f"{tags}, {len(main)} final release{'s' if len(main) != 1 else ''}{of}, the highest {main[-1].tag}"
    )


def _main_package(
    repository: Repository, found: list[Release], named: tuple[Manifest, ...]
) -> tuple[str, list[Release]]:
    """Choose the package that the repository is about: tags without a name, its own name, else the one tagged most."""
    groups: dict[str, list[Release]] = {}
    for release in found:
        groups.setdefault(release.package, []).append(release)
    own = {_bare(name) for name in (repository.name, *(m.name for m in named)) if name}
    ours = [package for package in groups if package and _bare(package) in own]
    plain = groups.get("", [])
    if ours:
        named_own = max(ours, key=lambda package: len(groups[package]))
        if not plain or max(r.version for r in groups[named_own]) > max(r.version for r in plain):
            return named_own, groups[named_own]
    if not groups:
        return "", []
    counts = Counter(release.package for release in found)
    chosen = max(sorted(groups), key=lambda package: (counts[package], max(r.version for r in groups[package])))
    outgrown = (
        2 * counts[chosen] > len(found)
        and plain
        and max(r.version for r in plain) < max(r.version for r in groups[chosen])
    )
    return ("", plain) if plain and not outgrown else (chosen, groups[chosen])


def _gone_on(found: list[Release], plain: list[Release]) -> str | None:
    """Return why the tags without a name may be history: those of one package are as many, and higher."""
    counts = Counter(release.package for release in found if release.package)
    for package, count in counts.most_common(1):
        highest = max(release.version for release in found if release.package == package)
        if plain and count >= len(plain) and highest > plain[-1].version:
            return f"the tags of {package} are as many as those without a name, and higher: either may be meant"
    return None


def _without_stamps(main: list[Release]) -> list[Release]:
    """Leave out bare dates and build numbers where most releases have dotted versions."""
    stamps = sum(release.is_a_stamp for release in main)
    return [r for r in main if not r.is_a_stamp] if 2 * stamps < len(main) else main


def _bare(name: str) -> str:
    return "".join(character for character in name.rpartition("/")[2].lower() if character.isalnum())
