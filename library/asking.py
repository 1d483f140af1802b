"""Which document a person means: by id, by number with any brackets, or by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..extract.normalise import tight
from ..graph.documents import describe
from ..graph.names import bare, number_key
from ..graph.resolve import names_of, numbers_of

if TYPE_CHECKING:
    from ..graph.names import NumberKey
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
    return find_in_world(world, wanted)


def find_in_world(world: World, wanted: str) -> list[str]:
    """The ids of the documents of a world that an id, a number or a title may mean."""
    plain = tight(wanted)
    for name in (wanted, plain):
        if name in world.held or name in world.wanted:
            return [name]
    key = number_key(plain)
    if key:
        return [id_ for id_ in (*world.held, *world.wanted) if _numbered(world, id_, key)]
    title = bare(plain)
    return [id_ for id_ in (*world.held, *world.wanted) if title and title in _titles(world, id_)]


def _numbered(world: World, id_: str, key: NumberKey) -> bool:
    """Whether a document has a number; of two bodies named, one has to hold the other's words."""
    held = world.held.get(id_)
    number = describe(world, id_).number
    numbers = numbers_of(held.circular) if held else [number] if number else []
    for text in numbers:
        other = number_key(text)
        if other and key.fits(other) and (key.body in other.body or not key.body):
            return True
    return False


def _titles(world: World, id_: str) -> set[str]:
    held = world.held.get(id_)
    if held:
        return set(names_of(held.circular))
    return {bare(title) for title in world.wanted[id_].titles}
