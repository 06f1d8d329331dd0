"""Gathers the rules anew after a change of their files: `python -m upheld.exposure.source.gathering`."""

from upheld.exposure.source.loading import gather

if __name__ == "__main__":
    gather()
