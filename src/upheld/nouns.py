"""Dataclasses that are made when they are first used.

Python writes and compiles the methods of a dataclass, which takes half a millisecond. A run imports about eighty of them and
uses fewer than half: to make them all took a seventh of it.
"""

import dataclasses
import threading
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_FIELDS = "__dataclass_fields__"
_MAKING = threading.RLock()

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Do what `dataclasses.dataclass` does, as soon as there is an instance or somebody asks for the fields."""
        if cls is None:
            return lambda decorated: dataclass(decorated, **options)
        if options.get("slots") or not options.get("init", True) or "__init__" in vars(cls):
            return dataclasses.dataclass(cls, **options)
        return _Unmade(cls, options).stand_in()


class _Unmade:
    """Stands in for the fields of a class that is no dataclass yet; as for `dataclasses`, who has fields is one."""

    def __init__(self, cls: type, options: dict[str, bool]) -> None:
        self._cls = cls
        self._options = options

    def stand_in(self) -> type:
        """Wait in the class itself for its first use."""
        unmade, cls = self, self._cls

        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
            unmade.make()
            vars(cls)["__init__"](self, *args, **kwargs)

        def __setstate__(self: Any, state: dict[str, Any]) -> None:  # noqa: N807 - what is unpickled was never initialised
            unmade.make()
            self.__dict__.update(state)

        for name, value in (("__init__", __init__), ("__setstate__", __setstate__), (_FIELDS, self)):
            setattr(cls, name, value)
        return cls

    def __get__(self, instance: object, owner: type) -> Any:
        """Return the fields."""
        self.make()
        return getattr(self._cls, _FIELDS)

    def make(self) -> None:
        """Make a dataclass of the class, once; threads that come meanwhile wait in what stands in for `__init__`."""
        with _MAKING:
            if vars(self._cls)[_FIELDS] is not self:
                return
            dataclasses.dataclass(init=False, **self._options)(self._cls)
            # A class derived from it is given an `__init__` for the same fields; there is no moment without one.
            frozen = self._options.get("frozen", False)
            derived = type(self._cls)(self._cls.__name__, (self._cls,), {})
            made: Any = dataclasses.dataclass(repr=False, eq=False, match_args=False, frozen=frozen)(derived)
            setattr(self._cls, "__init__", made.__init__)  # noqa: B010
