"""What manifests offer: how software is started, deployed and reached, of which the source alone says nothing."""

from upheld.facts.exposure.manifests.reading import offers, reader_of

__all__ = ["offers", "reader_of"]
