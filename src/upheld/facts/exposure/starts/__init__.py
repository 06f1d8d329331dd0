"""How the software of a repository is started, as its manifests tell: for running it once and watching."""

from upheld.facts.exposure.starts.finding import starts

__all__ = ["starts"]
