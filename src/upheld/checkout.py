"""Where a repository is, and why it cannot be read."""

import os
import stat
from pathlib import Path

from upheld.errors import UserError


class RepositoryError(UserError):
    """The path cannot be read as a repository; the message says why and how to mend it."""


def folder_of(path: Path) -> Path:
    """Return the path with all links resolved."""
    try:
        mode = path.stat().st_mode
        resolved = path.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise RepositoryError(f"{path} does not exist; give the path of a checkout") from error
    except (OSError, RuntimeError) as error:
        raise RepositoryError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if not stat.S_ISDIR(mode):
        raise RepositoryError(f"{path} is not a folder; give the path of a checkout")
    if not os.access(path, os.R_OK | os.X_OK):
        raise RepositoryError(f"{path} cannot be read; its permissions refuse it")
    return resolved


def why_no_git(path: Path, said: str) -> str:
    """Return why git tells nothing of a folder, by what it said."""
    if "not a git repository (or any" in said:
        return f"{path} is not a git repository; clone it with its tags to verify more"
    return f"git cannot read {path}: {said.removeprefix('fatal: ')}"
