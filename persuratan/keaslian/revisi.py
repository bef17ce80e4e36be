"""What later revisions of a signed file may hold, beyond what pyHanko's own rules already refuse.

pyHanko lets pass: a field that looks different though its value is the same, fields that are hidden, fonts of the form
that are exchanged, new metadata, a new signature field that nobody signed, and objects that no table names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree  # type: ignore[import-untyped]
from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification

OBJECT = re.compile(rb"(?<![\w#/])(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+obj(?![A-Za-z])")
APPEARANCE = ("/AP", "/AS", "/DA", "/Q", "/MK")
BUTTON = ("/AP", "/DA", "/MK")
"""What stays even when a button is pressed: only its state changes."""
PRINTED = 4
VISIBILITY = 1 | 2 | 4 | 32 | 256
"""Invisible, hidden, printed, not shown, shown by a click."""
FIELD_KEYS = frozenset(
    [
        "/Type",
        "/Subtype",
        "/FT",
        "/T",
        "/TU",
        "/TM",
        "/Ff",
        "/F",
        "/P",
        "/Rect",
        "/AP",
        "/AS",
        "/V",
        "/Lock",
        "/SV",
        "/MK",
        "/DA",
        "/Q",
        "/Kids",
        "/Parent",
        "/Border",
        "/BS",
        "/H",
        "/StructParent",
        "/M",
        "/NM",
        "/DR",
        "/DV",
        "/C",
    ]
)
LARGEST = 0.5
"""Part of a page that a signature added later may cover."""
INFO = ("/Title", "/Author", "/Subject", "/Keywords")
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
VOLATILE = re.compile(
    r"\{http://ns\.adobe\.com/xap/1\.0/\}(ModifyDate|MetadataDate|CreatorTool|CreateDate)\Z"
    r"|\{http://ns\.adobe\.com/xap/1\.0/mm/\}|\{http://ns\.adobe\.com/pdf/1\.3/\}Producer\Z"
)
DEPTH = 32


class TakWajar(SuspiciousModification):
    """A later revision holds what nobody needs to sign or fill in."""


def periksa(reader: PdfFileReader, data: bytes, revision: int, end: int) -> bool:
    """Go through all revisions after `revision`, whose last byte is before `end`. Raises TakWajar.

    Returns whether a field was filled in that is not a signature.
    """
    total = reader.xrefs.total_revisions
    _no_stray_objects(reader, data, range(revision + 1, total), end)
    old = reader.get_historical_resolver(revision)
    filled = False
    for later in range(revision + 1, total):
        new = reader.get_historical_resolver(later)
        before = reader.get_historical_resolver(later - 1)
        reason = _form(old, before, new)
        _metadata(old, new)
        filled |= reason == "isian"
        if not reason and _raw(before.root, "/DSS") == _raw(new.root, "/DSS") and not _touches_dss(new):
            raise TakWajar("a revision without a reason")
    return filled


def _no_stray_objects(reader: PdfFileReader, data: bytes, revisions: range, end: int) -> None:
    """After the signed bytes no object is written that the tables do not name: some readers would find it."""
    named: set[int] = set()
    for revision in revisions:
        resolver: Any = reader.get_historical_resolver(revision)
        for ref in resolver.explicit_refs_in_revision():
            place = reader.xrefs.get_historical_ref(ref, revision)
            if isinstance(place, int):
                named.add(place)
    for match in OBJECT.finditer(data, end):
        if match.start() not in named and not any(match.start() - n in named for n in (1, 2)):
            raise TakWajar("an object that no table names")


def _touches_dss(new: Any) -> bool:
    dss = _get(new.root, "/DSS")
    if dss is None:
        return False
    changed = new.explicit_refs_in_revision()
    return bool(new.collect_dependencies(new.root.raw_get("/DSS")) & set(changed))


@dataclass(frozen=True)
class _Isian:
    """A field, or a widget below one, with the kind and value that it has or inherits."""

    kind: Any
    value: Any
    part: generic.DictionaryObject


def _form(old: HistoricalResolver, before: HistoricalResolver, new: HistoricalResolver) -> str:
    """Compare the forms; what was done ("tanda" or "isian"), or "". Raises TakWajar."""
    form, was = _get(new.root, "/AcroForm"), _get(old.root, "/AcroForm")
    if not isinstance(form, generic.DictionaryObject) or not isinstance(was, generic.DictionaryObject):
        return ""
    if bool(_get(was, "/NeedAppearances", False)) != bool(_get(form, "/NeedAppearances", False)):
        raise TakWajar("fields are drawn anew")
    _same_fonts(_get(was, "/DR"), _get(form, "/DR"))
    earlier = dict(_fields(_get(was, "/Fields"), "", _Isian(None, None, was), DEPTH))
    last = dict(_fields(_get(_get(before.root, "/AcroForm"), "/Fields"), "", _Isian(None, None, was), DEPTH))
    done: set[str] = set()
    for name, now in _fields(_get(form, "/Fields"), "", _Isian(None, None, form), DEPTH):
        if name in earlier:
            _changed_field(earlier[name], now)
        else:
            _new_field(now)
        if name not in last or not _same(last[name].value, now.value):
            done.add("tanda" if now.kind == "/Sig" else "isian")
    return max(done, default="", key=lambda word: word == "isian")


def _fields(items: Any, parent: str, above: _Isian, depth: int) -> Iterator[tuple[str, _Isian]]:
    """Every field by its name, and every widget below it."""
    if depth == 0:
        raise TakWajar("too deep")
    for position, item in enumerate(items or ()):
        part = item.get_object()
        name = f"{parent}.{_get(part, '/T', position)}"
        value = _raw(part, "/V")
        found = _Isian(_get(part, "/FT", above.kind), above.value if value is None else value, part)
        yield name, found
        if "/Kids" in part:
            yield from _fields(part["/Kids"], name, found, depth - 1)


def _get(part: Any, key: str, usual: Any = None) -> Any:
    """An entry, wherever it is written; `get` of pyHanko's dictionaries gives the mere reference."""
    return part[key] if isinstance(part, generic.DictionaryObject) and key in part else usual


def _raw(part: Any, key: str) -> Any:
    try:
        return part.raw_get(key)
    except KeyError:
        return None


def _changed_field(was: _Isian, now: _Isian) -> None:
    """A field may look different only when its value is different, and is never hidden or shown."""
    same = _same(was.value, now.value)
    seen = VISIBILITY if same or now.kind != "/Sig" else VISIBILITY & ~PRINTED
    if (int(_get(was.part, "/F", 0)) ^ int(_get(now.part, "/F", 0))) & seen:
        raise TakWajar("a field is hidden or shown")
    keys = APPEARANCE if same else BUTTON if now.kind == "/Btn" else ()
    if any(not _same(_raw(was.part, key), _raw(now.part, key)) for key in keys):
        raise TakWajar("a field looks different but says the same")


def _same(one: Any, other: Any, depth: int = 8) -> bool:
    """The same object, or equal all the way down (appearances: to the bytes of their streams)."""
    if one is None or other is None or depth == 0 or _untouched(one, other):
        return one is other or _untouched(one, other)
    one, other = one.get_object(), other.get_object()
    streams = [part.encoded_data for part in (one, other) if isinstance(part, generic.StreamObject)]
    if len(streams) == 1 or (streams and streams[0] != streams[1]):
        return False
    if isinstance(one, generic.DictionaryObject):
        return (
            isinstance(other, generic.DictionaryObject)
            and one.keys() == other.keys()
            and all(_same(one.raw_get(k), other.raw_get(k), depth - 1) for k in one if k not in ("/P", "/Parent"))
        )
    if isinstance(one, generic.ArrayObject):
        return (
            isinstance(other, generic.ArrayObject)
            and len(one) == len(other)
            and all(_same(a, b, depth - 1) for a, b in zip(one, other, strict=True))
        )
    return bool(one == other)


def _untouched(one: Any, other: Any) -> bool:
    """Two references to one object that no later revision wrote again; pyHanko looks after what is below it."""
    if not isinstance(one, generic.IndirectObject) or not isinstance(other, generic.IndirectObject) or one != other:
        return False
    reference: Any = one.reference
    resolver = reference.get_pdf_handler()
    return bool(resolver.reader.xrefs.get_last_change(reference) <= resolver.revision)


def _new_field(new: _Isian) -> None:
    """A field added later is a signature that was signed, without actions, and does not cover the page."""
    field = new.part
    if new.kind != "/Sig" or not set(field.keys()) <= FIELD_KEYS:
        raise TakWajar("a new field is no signature, or can do something")
    if not _area(_get(field, "/Rect")):
        return
    if new.value is None and "/AP" in field:
        raise TakWajar("a new signature field shows something but was not signed")
    box = _inherited(_get(field, "/P"), "/MediaBox", DEPTH)
    if box is not None and _area(_get(field, "/Rect")) > LARGEST * _area(box):
        raise TakWajar("a new signature covers the page")


def _inherited(page: Any, key: str, depth: int) -> Any:
    while isinstance(page, generic.DictionaryObject) and depth:
        if key in page:
            return page[key]
        page, depth = _get(page, "/Parent"), depth - 1
    return None


def _area(box: Any) -> float:
    try:
        left, bottom, right, top = (float(part) for part in box)
    except (TypeError, ValueError):
        return 0.0
    return abs(right - left) * abs(top - bottom)


def _same_fonts(was: Any, now: Any) -> None:
    """Resources of the form may be added, not exchanged."""
    for kind in was or ():
        entries, later = _get(was, kind), _get(now, kind)
        names = entries if isinstance(entries, generic.DictionaryObject) else ()
        if any(not _same(_raw(entries, name), _raw(later, name) if later else None) for name in names):
            raise TakWajar("a font of the form was exchanged")


def _metadata(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """Title, author and the like stay; dates and the name of the program may change."""
    if old.root_ref != new.root_ref:
        raise TakWajar("another catalog")
    info, later = _info(old), _info(new)
    was, now = _xmp(old), _xmp(new)
    known = {str(_get(info, key)) for key in INFO}
    new_words = {words for tag, words in now - was if words not in known}
    if was - now or (new_words if was else {words for tag, words in now if DUBLIN in tag} & new_words):
        raise TakWajar("the metadata changed")
    if info and later and any(_get(info, key) != _get(later, key) for key in INFO):
        raise TakWajar("the title or author changed")


def _info(resolver: Any) -> Any:
    """The dictionary of title and author as it was then; the trailer itself would give today's."""
    reference = _raw(resolver.trailer_view, "/Info")
    return resolver(reference.reference) if isinstance(reference, generic.IndirectObject) else reference


def _xmp(resolver: Any) -> frozenset[tuple[str, str]]:
    """What the metadata say, without the words that every program rewrites."""
    stream: Any = _raw(resolver.root, "/Metadata")
    if isinstance(stream, generic.IndirectObject):
        stream = resolver(stream.reference)
    if not isinstance(stream, generic.StreamObject):
        return frozenset()
    try:
        root = etree.fromstring(
            stream.read_data(DecodePurpose.XMP_METADATA), etree.XMLParser(resolve_entities=False, no_network=True)
        )
    except (etree.XMLSyntaxError, ValueError, misc.PdfError) as error:
        raise TakWajar("the metadata cannot be read") from error
    said: set[tuple[str, str]] = set()
    for item in root.iter(etree.Element):
        above = [str(part.tag) for part in item.iterancestors()]
        own = next((tag for tag in (str(item.tag), *above) if RDF not in tag), "")
        if any(VOLATILE.match(tag) for tag in (own, *above)):
            continue
        pairs = [(own, item.text or ""), *((str(key), str(words)) for key, words in item.attrib.items())]
        said |= {(tag, words.strip()) for tag, words in pairs if words.strip() and not VOLATILE.match(tag)}
    return frozenset(pair for pair in said if RDF not in pair[0] and "/XML/" not in pair[0])
