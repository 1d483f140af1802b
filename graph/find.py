"""Which document a person means: by id, by number with any brackets, or by its title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..extract.normalise import tight
from .documents import describe
from .entries import names_of, number_names, numbers_of, title_name
from .names import bare, number_key

if TYPE_CHECKING:
    from .names import NumberKey
    from .wanted import Wanted
    from .world import World


def find(world: World, wanted: str) -> list[str]:
    """The ids of the documents, held or cited, that an id, a number or a title may mean, those held
    first. An order or announcement may be asked for without its office (令第86号), any document by
    its whole title."""
    plain = tight(wanted)
    for name in (wanted, plain):
        if name in world.held or name in world.wanted:
            return [name]
    if key := number_key(plain):
        return [id_ for id_ in world.directory.numbered(key) if _numbered(world, id_, key)]
    title = bare(plain)
    if not title:
        return []
    return [id_ for id_ in world.directory.titled(title) if title in _titles(world, id_)]


def wanted_names(wanted: Wanted) -> set[str]:
    """The keys a document wanted is found by: its number, its titles."""
    names = {title_name(bare(title)) for title in wanted.titles}
    if wanted.number and (key := number_key(wanted.number)):
        names |= {*number_names(key)}
    return names


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
