"""The copy of an Office document that others may see: the same content without the names of its makers."""

import io
import re
import zipfile
from typing import BinaryIO

from berkas.alasan import Suspect
from berkas.openers import jpeg
from berkas.openers.package import Package
from berkas.openers.report import Report

PERSON = rb"dc:creator|cp:lastModifiedBy|Manager|Company|meta:initial-creator|meta:printed-by|author|text:sender-\w+"
ELEMENT = re.compile(rb"(<(?:\w+:)?(" + PERSON + rb")(?:\s[^>]*)?>)([^<]*[^<\s][^<]*)(</)")
CHANGED_BY = re.compile(rb"(\s(?:w:author|w:initials|w15:author)=\")([^\"]+)(\")")
REGISTERED = re.compile(rb"(\s(?:displayName|userId|providerId|w15:userId)=\")([^\"]+)(\")")
NAMED = re.compile(rb"(<p:cmAuthor\b[^>]*?\s(?:name|initials)=\")([^\"]+)(\")")
PERSON_PARTS = re.compile(
    r"^docProps/|comment|people|persons?/|authors?|^meta\.xml$|^content\.xml$|^styles\.xml$", re.I
)
PEOPLE_PARTS = re.compile(r"people|persons?/|authors", re.I)
TEMPLATE = re.compile(rb'(<Relationship\b[^>]*attachedTemplate"[^>]*?Target=")([^"]*)(")')
TEMPLATE_BEFORE = re.compile(rb'(<Relationship\b[^>]*?Target=")([^"]*)("[^>]*attachedTemplate")')
PICTURES = (".jpg", ".jpeg", ".jpe")
NESTED = re.compile(r"/embeddings/.*\.(xlsx|docx|pptx)$", re.I)


def write(package: Package, report: Report, out: BinaryIO) -> None:
    """Copy every part, blanking the makers, into `out`; what was found is noted in `report`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as copy:
        for part in package.parts:
            if part.is_dir():
                continue
            plain = package.read(part.filename)
            if plain[:3] == b"\xff\xd8\xff" and part.filename.lower().endswith(PICTURES):
                plain = _photo(plain, report)
            elif NESTED.search(part.filename):
                plain = _nested(plain, report)
            elif part.filename.endswith((".xml", ".rels")):
                plain = _names(part.filename, plain, report)
            fresh = zipfile.ZipInfo(part.filename)  # the date of a part says when its maker worked
            fresh.compress_type = part.compress_type
            copy.writestr(fresh, plain)


def _nested(plain: bytes, report: Report) -> bytes:
    inner = io.BytesIO()
    write(Package(plain), report, inner)
    return inner.getvalue()


def _photo(plain: bytes, report: Report) -> bytes:
    try:
        exif, bare = jpeg.exif_of(plain), jpeg.without_private(plain)
    except Suspect:
        return plain
    if jpeg.has_gps(exif):
        report.temuan.add("lokasi")
    if exif:
        report.temuan.add("kamera")
    return bare


def _names(name: str, plain: bytes, report: Report) -> bytes:
    patterns = [(CHANGED_BY, rb"\1\3"), (NAMED, rb"\1\3")]
    if PERSON_PARTS.search(name):
        patterns.append((ELEMENT, rb"\1\4"))
    if PEOPLE_PARTS.search(name):
        patterns.append((REGISTERED, rb"\1\3"))
    for pattern, blank in patterns:
        plain, hits = pattern.subn(blank, plain)
        if hits:
            report.temuan.add("penulis")
    for pattern in (TEMPLATE, TEMPLATE_BEFORE):  # the path of a template often holds its user's name
        plain = pattern.sub(rb"\1Normal.dotm\3", plain)
    return plain
