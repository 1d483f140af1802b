"""Documents that are cited but not held: nodes that gather everything said about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document cited and not held.

    `id` is its number (normalised), else `无号/` + its title. `titles`, `issuers`: as texts give
    them, the most frequent first. `cited_by`: ids of the circulars that name it, sorted.
    """

    id: str
    number: str | None
    titles: tuple[str, ...]
    issuers: tuple[str, ...]
    cited_by: tuple[str, ...]

    @property
    def title(self) -> str | None:
        """The title most texts give it."""
        return self.titles[0] if self.titles else None
