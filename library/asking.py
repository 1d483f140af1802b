"""Which document a person means: by id, by number with any brackets, or by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..graph.find import find

if TYPE_CHECKING:
    from ..graph.world import World
    from .library import Library


def find_documents(library: Library, world: World, wanted: str) -> list[str]:
    """The ids of documents, held or cited, that a person may mean; the first is the likeliest.

    An id, a number or the beginning of a SHA-256 names what has exactly that. An order or
    announcement may be asked for without its office (令第86号), any document by its whole title.
    """
    labels = library.labels()
    held = [labels[key].id for key in library.resolve(wanted)]
    if held:
        return list(dict.fromkeys(held))
    return find(world, wanted)
