"""The structure of an OFD package: documents, pages, templates, resources (GB/T 33190-2016 7)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from .errors import InputError
from .markup import child, children, descendants, local, parse_xml, text_of
from .ofd_page import PAGE, Drawn, Pen, Resources, draw
from .ofd_shapes import POINT, Matrix, box, matrix, moved
from .package import normal_path
from .values import dataclass, field

if TYPE_CHECKING:
    from .package import Package
    from .page import Box

MOST_PAGES = 20_000
A4 = (0.0, 0.0, 210.0, 297.0)
LARGEST = 5000.0
"""Millimetres of a side beyond which a page size is none."""


@dataclass(slots=True)
class Stamped:
    """What lies over a page: seals (their boxes), and annotations by their kinds."""

    seals: list[Box] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)


@dataclass(slots=True)
class Leaf:
    """A page of an OFD: where its content is, its document, its ID."""

    path: str | None
    document: Document
    identifier: str


class Opened:
    """An open OFD. Raises `InputError` where no document can be found in the package."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.broken = False
        """Some of its XML was broken and saved in part."""
        self._parsed: dict[str, Any] = {}
        entry = self._entry()
        self.root = posixpath.dirname(entry)
        self.documents = [
            document
            for body in descendants(self.xml(entry), "DocBody")
            if (document := self._document(body))
        ]
        self.pages = [page for document in self.documents for page in document.pages]
        if not self.pages:
            raise InputError(
                "damaged", "the OFD names no page that is in it", "fetch or convert it again"
            )

    def _entry(self) -> str:
        names = [n for n in self.package.names if n.rpartition("/")[2].casefold() == "ofd.xml"]
        if not names:
            raise InputError(
                "damaged", "the package has no OFD.xml: it is no OFD", "fetch it again"
            )
        return min(names, key=lambda name: (name.count("/"), name))

    def xml(self, path: str) -> Any:
        """The root element of a part."""
        if path not in self._parsed:
            root, broken = parse_xml(self.package.read(path), path)
            self.broken = self.broken or broken
            self._parsed[path] = root
        return self._parsed[path]

    def part(self, path: str | None) -> Any | None:
        """The root element of a part, None where it is missing or cannot be read."""
        if path is None:
            return None
        try:
            return self.xml(path)
        except InputError as error:
            if error.code in ("encrypted", "too_large"):
                raise
            self.broken = True
            return None

    def place(self, stated: str, base: str) -> str | None:
        """The member a location means (7.2 ST_Loc): absolute, or relative to the part it stands in.

        Makers differ: what is not there is looked for from the root, and by its name alone where
        only one member has it.
        """
        stated = stated.strip().replace("\\", "/")
        if not stated:
            return None
        folder = posixpath.dirname(base)
        tries = [f"{self.root}/{stated}"] if stated.startswith("/") else []
        tries += [f"{folder}/{stated}", f"{self.root}/{stated}", stated]
        for path in tries:
            if found := self.package.find(path):
                return found
        last = normal_path(stated).rpartition("/")[2].casefold()
        named = [n for n in self.package.names if n.rpartition("/")[2].casefold() == last]
        return named[0] if len(named) == 1 and last not in _COMMON else None

    def _document(self, body: Any) -> Document | None:
        stated = text_of(child(body, "DocRoot"))
        path = self.place(stated, f"{self.root}/OFD.xml")
        root = self.part(path)
        if path is None or root is None:
            return None
        signatures = text_of(child(body, "Signatures"))
        return Document(self, path, root, self.place(signatures, f"{self.root}/OFD.xml"))


_COMMON = frozenset({"content.xml", "annotation.xml", "signature.xml", "document.xml"})


class Document:
    """One document of the package."""

    def __init__(self, opened: Opened, path: str, root: Any, signatures: str | None) -> None:
        self.opened, self.path = opened, path
        self.signatures = signatures
        data = child(root, "CommonData")
        common = root if data is None else data
        self.area = area_of(child(common, "PageArea"))
        self.templates = {
            item.get("ID") or "": opened.place(item.get("BaseLoc") or "", path)
            for item in children(common, "TemplatePage")
        }
        self._shared = [
            place
            for item in children(common, "PublicRes", "DocumentRes")
            if (place := opened.place(text_of(item), path))
        ]
        self.annotations = opened.place(text_of(child(root, "Annotations")), path)
        self._resources: Resources | None = None
        listed = child(root, "Pages")
        self.pages = [
            Leaf(opened.place(item.get("BaseLoc") or "", path), self, item.get("ID") or "")
            for item in ([] if listed is None else children(listed, "Page"))
        ][:MOST_PAGES]

    @property
    def resources(self) -> Resources:
        """What its pages may refer to; read once."""
        if self._resources is None:
            self._resources = Resources()
            for place in self._shared:
                add_resources(self.opened, place, self._resources)
        return self._resources

    def content(self, leaf: Leaf) -> tuple[Any | None, Box]:
        """A page's root element and its box, in millimetres."""
        root = self.opened.part(leaf.path)
        if root is None:
            return None, self.area or A4
        return root, area_of(child(root, "Area")) or self.area or self._of_template(root) or A4

    def _of_template(self, root: Any) -> Box | None:
        for item in children(root, "Template"):
            other = self.opened.part(self.templates.get(item.get("TemplateID") or ""))
            area = area_of(child(other, "Area")) if other is not None else None
            if area:
                return area
        return None

    def drawn(self, root: Any, leaf: Leaf, area: Box) -> Drawn:
        """What a page and its templates draw: backgrounds first, foregrounds last (7.7, 7.8)."""
        pen = Pen(moved(-area[0], -area[1]).then(PAGE))
        drawn = Drawn()
        resources = self.resources
        for item in children(root, "PageRes"):
            if place := self.opened.place(text_of(item), leaf.path or self.path):
                add_resources(self.opened, place, resources)
        layers = [(1, item) for item in children(root, "Content")]
        for item in children(root, "Template"):
            other = self.opened.part(self.templates.get(item.get("TemplateID") or ""))
            order = 2 if item.get("ZOrder") == "Foreground" else 0
            if other is not None:
                layers += [(order, content) for content in children(other, "Content")]
        for _, content in sorted(layers, key=lambda layer: layer[0]):
            ordered = sorted(content, key=lambda item: _ORDER.get(item.get("Type") or "", 1))
            draw(ordered, pen, resources, drawn)
        return drawn

    def stamped(self, leaf: Leaf, area: Box) -> Stamped:
        """The seals and annotations on a page."""
        stamped = Stamped(seals=self._seals(leaf, area))
        shift = moved(-area[0], -area[1]).then(PAGE)
        for page in self._annotated(leaf):
            for note in descendants(page, "Annot"):
                stamped.kinds.append((note.get("Type") or "other").casefold())
                if note.get("Visible") in ("false", "0"):
                    continue
                for look in children(note, "Appearance"):
                    frame = box(look.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
                    place = matrix(look.get("CTM")).then(moved(frame[0], frame[1])).then(shift)
                    draw(look, Pen(place), self.resources, stamped.drawn)
        return stamped

    def _annotated(self, leaf: Leaf) -> list[Any]:
        root = self.opened.part(self.annotations)
        if root is None or self.annotations is None:
            return []
        places = [
            self.opened.place(text_of(child(item, "FileLoc")), self.annotations)
            for item in children(root, "Page")
            if item.get("PageID") == leaf.identifier
        ]
        return [part for place in places if (part := self.opened.part(place)) is not None]

    def signed(self) -> list[Any]:
        """The signatures of the document (18)."""
        listed = self.opened.part(self.signatures)
        if listed is None or self.signatures is None:
            return []
        places = [
            self.opened.place(item.get("BaseLoc") or "", self.signatures)
            for item in children(listed, "Signature")
        ]
        return [part for place in places if (part := self.opened.part(place)) is not None]

    def _seals(self, leaf: Leaf, area: Box) -> list[Box]:
        found = []
        for signature in self.signed():
            for item in descendants(signature, "StampAnnot"):
                frame = box(item.get("Boundary"))
                if item.get("PageRef") != leaf.identifier or frame is None:
                    continue
                clip = box(item.get("Clip"))
                if clip and clip[2] > clip[0] and clip[3] > clip[1]:
                    x, y = frame[0], frame[1]
                    frame = (x + clip[0], y + clip[1], x + clip[2], y + clip[3])
                left, top = area[0], area[1]
                moved_to = (frame[0] - left, frame[1] - top, frame[2] - left, frame[3] - top)
                found.append(tuple(value * POINT for value in moved_to))
        return found  # type: ignore[return-value]  # four values each


_ORDER = {"Background": 0, "Body": 1, "Foreground": 2}


def area_of(area: Any | None) -> Box | None:
    """The physical box of a page area, or the next best of its boxes, in millimetres (7.5)."""
    if area is None:
        return None
    for name in ("PhysicalBox", "ApplicationBox", "CropBox", "ContentBox"):
        found = box(text_of(child(area, name)))
        if found and 1 <= found[2] - found[0] <= LARGEST and 1 <= found[3] - found[1] <= LARGEST:
            return found
    return None


def add_resources(opened: Opened, path: str, resources: Resources) -> None:
    """Take in what a resource part defines (7.9)."""
    root = opened.part(path)
    if root is None:
        return
    folder = root.get("BaseLoc") or ""
    for item in root.iter():
        name, identifier = local(item), item.get("ID") or ""
        if name == "DrawParam":
            resources.parameters[identifier] = item
        elif name == "CompositeGraphicUnit":
            resources.units[identifier] = item
        elif name == "MultiMedia":
            stated = text_of(child(item, "MediaFile"))
            place = opened.place(f"{folder}/{stated}" if stated else "", path)
            place = place or opened.place(stated, path)
            if place:
                resources.images[identifier] = place


__all__ = ["Document", "Leaf", "Matrix", "Opened", "Stamped"]
