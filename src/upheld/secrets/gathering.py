"""Gathers the rules anew after a change of their files: `python -m upheld.secrets.gathering`."""

from upheld.secrets.loading import gather

if __name__ == "__main__":
    gather()
