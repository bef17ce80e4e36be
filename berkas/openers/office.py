"""DOCX, XLSX, PPTX and ODT: no macros, no objects inside, nothing fetched from elsewhere."""

import re
from typing import BinaryIO

from berkas.alasan import Alasan, Suspect
from berkas.openers import office_clean
from berkas.openers.package import Package
from berkas.openers.report import Report

OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = tuple(
    OOXML + kind for kind in ("wordprocessingml.document", "spreadsheetml.sheet", "presentationml.presentation")
)
ODT = "application/vnd.oasis.opendocument.text"
MACRO = re.compile(r"vbaproject|vbadata|macrosheets/|activex|^basic/|^scripts/|customui/|\.xlm$", re.I)
OBJECT = re.compile(r"oleobject|/embeddings/.*\.(?!xlsx$|docx$|pptx$)[^.]*$|^object \d+$", re.I)
NESTED = re.compile(r"/embeddings/.*\.(xlsx|docx|pptx)$", re.I)
HARMLESS_LINKS = ("/hyperlink", "/externalLinkPath", "/externalLink")
LOCAL_TEMPLATE = re.compile(r"(file:///)?[A-Za-z]:[\\/]|[^/\\:]+$")
DDE = re.compile(rb"<w:instrText[^>]*>\s*DDE|<(?:\w+:)?(?:ddeLink|oleLink)\b")
ODF_ACTIVE = re.compile(rb"<script:event-listener|vnd\.sun\.star\.(?:script|expand)|<office:dde-source", re.I)
ODF_FETCH = re.compile(
    rb"<(?:draw:image|text:section-source|draw:object\w*|draw:plugin)\b[^>]*xlink:href=\"\w\w+:", re.I
)
ODF_LOCKED = b"manifest:encryption-data"
DEPTH = 2


def open_file(source: BinaryIO, data: bytes, mime: str, out: BinaryIO) -> Report:
    """Examine an Office document and write its clean copy."""
    package = Package(data)
    report = Report(_kind(package))
    _examine(package, 0)
    office_clean.write(package, report, out)
    report.dibersihkan |= report.temuan
    report.salinan = True
    return report


def _kind(package: Package) -> str:
    if "mimetype" in package.names and package.read("mimetype").strip() == ODT.encode():
        return ODT
    if "[Content_Types].xml" not in package.names:
        raise Suspect(Alasan.ARSIP)
    kinds = {item.get("ContentType", "") for item in package.xml("[Content_Types].xml")}
    for kind in KINDS:
        if kind + ".main+xml" in kinds:
            return kind
    raise Suspect(Alasan.MAKRO if any("macroEnabled" in kind for kind in kinds) else Alasan.JENIS)


def _examine(package: Package, depth: int) -> None:
    for name in package.names:
        if MACRO.search(name):
            raise Suspect(Alasan.MAKRO)
        if OBJECT.search(name):
            raise Suspect(Alasan.TERTANAM)
        if NESTED.search(name):
            if depth >= DEPTH:
                raise Suspect(Alasan.RUMIT)
            inner = Package(package.read(name))
            _kind(inner)
            _examine(inner, depth + 1)
    if "[Content_Types].xml" in package.names:
        _examine_ooxml(package)
    else:
        _examine_odf(package)


def _examine_ooxml(package: Package) -> None:
    for item in package.xml("[Content_Types].xml"):
        kind = item.get("ContentType", "")
        if "macroEnabled" in kind or "vbaProject" in kind:
            raise Suspect(Alasan.MAKRO)
    for name in package.names:
        if name.endswith(".rels"):
            _examine_relations(package, name)
        elif name.endswith(".xml") and DDE.search(package.read(name)):
            raise Suspect(Alasan.AKSI)


def _examine_relations(package: Package, name: str) -> None:
    for item in package.xml(name):
        if item.get("TargetMode", "").lower() != "external" or item.get("Type", "").endswith(HARMLESS_LINKS):
            continue
        if item.get("Type", "").endswith("/attachedTemplate") and LOCAL_TEMPLATE.match(item.get("Target", "")):
            continue
        raise Suspect(Alasan.TAUTAN_LUAR)


def _examine_odf(package: Package) -> None:
    for name in package.names:
        if not name.endswith(".xml"):
            continue
        raw = package.read(name)
        if ODF_LOCKED in raw:
            raise Suspect(Alasan.SANDI)
        if b"<!ENTITY" in raw:
            raise Suspect(Alasan.BOM)
        if ODF_ACTIVE.search(raw):
            raise Suspect(Alasan.MAKRO)
        if ODF_FETCH.search(raw):
            raise Suspect(Alasan.TAUTAN_LUAR)
