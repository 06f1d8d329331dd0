"""The kinds of promise that Upheld reads by itself: one module each, found by being here.

Supported versions, the largest of them, have a room of their own beside this one.
"""

import pkgutil
from importlib import import_module

from upheld.model import Promise


def built_in_kinds() -> tuple[type[Promise], ...]:
    """Return every kind of promise that a module of this package defines, in the order of the modules' names."""
    from upheld.policy.supported_versions import SupportedVersions  # noqa: PLC0415 - who needs one kind waits for no other

    modules = (import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    found = (
        kind
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, Promise) and kind.__module__ == module.__name__
    )
    return (SupportedVersions, *found)
