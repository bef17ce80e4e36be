"""The signatures that a second reader of PDFs (qpdf) finds, in every object, whether or not the form leads to them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from persuratan.keaslian.bentuk import Kode

OBJECTS = 200_000
"""Objects of a file; beyond it nothing is examined."""
DEPTH = 32
"""Levels of fields below one another."""
MOST = 100
"""Certificates, lists or answers of a kind in a file."""
USUAL = (("/SubFilter", ""), ("/Type", "/Sig"), ("/M", ""))
STAMP = "/ETSI.RFC3161"
SIGNATURE = (Name.Sig, Name.DocTimeStamp)


class TidakDiperiksa(Exception):
    """The file cannot be examined, for the reason named by `kode`."""

    def __init__(self, kode: Kode) -> None:
        super().__init__(kode.value)
        self.kode = kode


@dataclass(frozen=True)
class Tanda:
    """What the dictionary of a filled signature field says."""

    rentang: tuple[int, ...]
    subfilter: str
    jenis: str
    pengakuan: str


@dataclass
class Temuan:
    """What there is of signatures in the objects.

    `tanda`: the filled signature fields, as the form leads to them; `lepas`: is there a trace of any other?
    `pulih`: its tables are broken, and the objects were found by searching.
    `dss`: certificates and revocation data that the file carries, by the key that they stand under.
    """

    tanda: list[Tanda] = field(default_factory=list)
    lepas: bool = False
    pulih: bool = False
    objek: int = 0
    dss: list[tuple[str, bytes]] = field(default_factory=list)


def telusuri(data: bytes) -> Temuan:
    """Look through all objects. Raises TidakDiperiksa."""
    try:
        try:
            return _buka(data, pulih=False)
        except pikepdf.PasswordError:
            raise
        except pikepdf.PdfError:
            return _buka(data, pulih=True)
    except pikepdf.PasswordError as error:
        raise TidakDiperiksa(Kode.TERENKRIPSI) from error
    except (pikepdf.PdfError, RuntimeError) as error:  # locked up, it finds no random numbers for decrypting
        raise TidakDiperiksa(Kode.TERENKRIPSI if b"/Encrypt" in data else Kode.RUSAK) from error


def _buka(data: bytes, *, pulih: bool) -> Temuan:
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True, attempt_recovery=pulih) as pdf:
        if pdf.is_encrypted:
            raise TidakDiperiksa(Kode.TERENKRIPSI)
        return _telusuri(pdf, pulih)


def _telusuri(pdf: pikepdf.Pdf, pulih: bool) -> Temuan:
    temuan = Temuan(objek=len(pdf.objects), pulih=pulih)
    if temuan.objek > OBJECTS:
        raise TidakDiperiksa(Kode.TERLALU_RUMIT)
    seen: set[tuple[int, int]] = set()
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    for value in _filled(fields, None, DEPTH):
        _note(temuan, value, seen)
    temuan.lepas |= "/DSS" in pdf.Root and not temuan.tanda
    temuan.dss = list(_dss(pdf.Root.get("/DSS")))
    perms = pdf.Root.get("/Perms")
    if isinstance(perms, Dictionary):
        temuan.lepas |= any(v.objgen not in seen for v in perms.values() if isinstance(v, Dictionary))
    for item in pdf.objects:
        temuan.lepas |= isinstance(item, Dictionary) and _loose(item, seen)
    return temuan


def _filled(fields: Any, kind: Any, depth: int) -> Iterator[Any]:
    """The value of every filled signature field of the form."""
    if not isinstance(fields, Array) or depth == 0:
        return
    for item in fields:
        if not isinstance(item, Dictionary):
            continue
        own = item.get("/FT", kind)
        if own == Name.Sig and item.get("/V") is not None:
            yield item.get("/V")
        yield from _filled(item.get("/Kids"), own, depth - 1)


def _note(temuan: Temuan, value: Any, seen: set[tuple[int, int]]) -> None:
    numbers = value.get("/ByteRange") if isinstance(value, Dictionary) else None
    if not isinstance(numbers, Array) or not all(isinstance(part, int) for part in numbers):
        temuan.lepas = True
        return
    if value.objgen in seen:  # two fields, one signature: it is counted once
        return
    seen.add(value.objgen)
    subfilter, kind, claim = (str(value.get(key, usual)) for key, usual in USUAL)
    if subfilter == STAMP:  # some programs call a time stamp a signature
        kind = "/DocTimeStamp"
    temuan.tanda.append(Tanda(tuple(int(part) for part in numbers), subfilter, kind, claim))


def _dss(store: Any) -> Iterator[tuple[str, bytes]]:
    """The streams of a document security store; what is more than MOST of a kind is left alone."""
    for key in ("/Certs", "/CRLs", "/OCSPs"):
        items = store.get(key) if isinstance(store, Dictionary) else None
        for item in list(items)[:MOST] if isinstance(items, Array) else ():
            if isinstance(item, Stream):
                yield key, item.read_bytes()


def _loose(item: Any, seen: set[tuple[int, int]]) -> bool:
    """Is this object a signature, or a filled field, to which the form does not lead?"""
    if item.get("/Type") in SIGNATURE or "/ByteRange" in item:
        return item.objgen not in seen
    if item.get("/FT") != Name.Sig or item.get("/V") is None:
        return False
    value = item.get("/V")
    return not isinstance(value, Dictionary) or value.objgen not in seen
