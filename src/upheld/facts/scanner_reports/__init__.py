"""Reports of other scanners, taken as evidence: of what they name, and of what they list as looked up."""

from collections.abc import Iterable, Mapping

from upheld.ecosystems import Package
from upheld.facts.locks import Locks
from upheld.facts.locks.pins import Pin
from upheld.facts.scanner_reports.joining import Joined, Remark, add_resolved, joined
from upheld.facts.scanner_reports.reading import read_file, read_in
from upheld.repository import Repository
from upheld.services import Services
from upheld.tree import Tree

__all__ = ["Joined", "Remark", "reported"]


def reported(
    repository: Repository,
    services: Services,
    trusted: Tree,
    evidence: Iterable[str],
    found: Locks,
    pins: Mapping[Package, list[Pin]],
) -> Joined:
    """Return what is locked with what was reported of it: by files, and by pip-audit where the run asks for that.

    `evidence` are the paths that the configuration names, read in `trusted`: a change brings no evidence for itself.
    Those of the command line are with the services.
    """
    reports = [read_in(trusted, each) for each in dict.fromkeys(evidence)]
    reports += [read_file(each, repository.root) for each in dict.fromkeys(services.evidence)]
    all_of_it = joined(found.locks, pins, reports)
    if services.resolve or services.environments:
        from upheld.facts.scanner_reports.resolving import audited  # noqa: PLC0415 - few runs ask for it

        add_resolved(all_of_it, audited(repository.root, found.unlocked, services))
    return all_of_it
