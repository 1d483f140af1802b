"""Frozen dataclasses that are cheap to make: use these instead of those of `dataclasses`.

Values are frozen for the type checker and for `hash`, not at run time: a frozen class sets every
field through `object.__setattr__`, eight times as slow as a plain one, and a circular is some
thousand values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
else:
    import dataclasses
    from dataclasses import field
    from functools import cache
    from operator import attrgetter

    def dataclass(cls: Any = None, /, *, frozen: bool = False, **options: Any) -> Any:
        """As `dataclasses.dataclass`; `frozen` gives a hash and is left to the type checker."""
        return dataclasses.dataclass(cls, unsafe_hash=frozen, **options)

    def replace(value: Any, /, **changes: Any) -> Any:
        """As `dataclasses.replace`."""
        places, read = _reader(value.__class__)
        values = list(read(value))
        for name, changed in changes.items():
            values[places[name]] = changed
        return value.__class__(*values)

    @cache
    def _reader(cls: type) -> tuple[dict[str, int], Callable[[Any], tuple[Any, ...]]]:
        """The places of the fields a class is made of, and what reads them all in their order."""
        names = [item.name for item in dataclasses.fields(cls) if item.init]
        read = attrgetter(*names)
        places = {name: place for place, name in enumerate(names)}
        return places, read if len(names) > 1 else lambda value: (read(value),)


__all__ = ["dataclass", "field", "replace"]
