"""A mail as it came in, read from its bytes. Pure, and whatever the bytes are there is an answer, soon."""

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from helpdesk import surel_teks
from helpdesk.rahasia import samarkan
from helpdesk.surel_mime import Bagian, Kepala, daun, terbaca

MAKS_SUREL = 30 * 1024 * 1024  # bytes of a mail that is taken whole; of a larger one only its header
MAKS_TEKS = 50_000  # letters of a mail that go into the thread; the rest is in the original
MAKS_SUBJEK = 200
MAKS_ACUAN = 50  # message ids in References that are looked at
MAKS_LAMPIRAN = 20
GAMBAR_BESAR = 20 * 1024  # smaller pictures inside the text are logos
TANDA_KAMI = "X-Portal-LKPP-Tiket"  # on every mail of a thread that we send

NOMOR = re.compile(r"(?<![A-Z0-9])TKT\d{8}\d{4,6}(?![A-Z0-9])", re.I)
_ID = re.compile(r"<[^<>\s]{3,250}>")
_ALAMAT = re.compile(r"[^\s@<>()\[\],;:\"\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
_MESIN = re.compile(
    r"(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?(?:[+=.-].*)?|listserv|majordomo)$", re.I
)
_OTOMATIS = re.compile(
    r"(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response)|autoreply|out of (?:the )?office|balasan otomatis"
    r"|jawaban otomatis|undeliver(?:able|ed)|delivery status notification|mail delivery failed|returned mail)\b",
    re.I,
)
_TANDA_TANGAN = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}


@dataclass(frozen=True)
class Lampiran:
    """An attached file."""

    nama: str
    isi: bytes


@dataclass(frozen=True)
class SurelMasuk:
    """What a mail says, and of what sort it is."""

    message_id: str
    acuan: tuple[str, ...]  # ids of mails that it follows, the nearest first
    subjek: str
    nama: str
    alamat: str  # "" where there is none that could be answered
    tanggal: datetime | None
    teks: str
    lampiran: tuple[Lampiran, ...]
    lampiran_lebih: int  # attachments beyond the limit
    otomatis: str  # why it counts as automatic; "" for a mail by a person
    pantulan: bool  # a mail of ours could not be delivered
    gema: bool  # a mail of ours that came back
    nomor: str  # ticket number in the subject
    terpotong: bool  # something was left out: the original has it
    berahasia: bool  # a credential stands in it, be it in a quote or in a part that nobody is shown
    sidik: str  # the same for a mail that was delivered, or fetched, twice


def baca(raw: bytes, *, milik: Collection[str] = ()) -> SurelMasuk:
    """Read a mail. `milik` are our own addresses: what comes from them is our own echo."""
    kepala, bagian, terpotong = daun(raw)
    nama, alamat = _pengirim(kepala)
    subjek = terbaca(_satu(kepala, "subject"))[:MAKS_SUBJEK]
    pantulan = _pantulan(kepala, bagian)
    otomatis = "pantulan" if pantulan else _otomatis(kepala, alamat, subjek)
    teks, dipakai = _teks(bagian)
    lampiran = [Lampiran(b.nama or _nama(b), b.isi) for i, b in enumerate(bagian) if i not in dipakai and _berharga(b)]
    nomor = NOMOR.search(subjek)
    return SurelMasuk(
        message_id=next(iter(_id(_satu(kepala, "message-id"))), ""),
        acuan=_acuan(kepala, bagian if pantulan else ()),
        subjek=subjek,
        nama=nama,
        alamat=alamat,
        tanggal=_tanggal(_satu(kepala, "date")),
        teks=teks[:MAKS_TEKS],
        lampiran=tuple(lampiran[:MAKS_LAMPIRAN]),
        lampiran_lebih=max(0, len(lampiran) - MAKS_LAMPIRAN),
        otomatis=otomatis,
        pantulan=pantulan,
        gema=TANDA_KAMI.lower() in kepala or alamat.lower() in {m.lower() for m in milik if m},
        nomor=nomor[0].upper() if nomor else "",
        terpotong=terpotong or len(teks) > MAKS_TEKS,
        berahasia=any(samarkan(satu).ditemukan for satu in _semua_teks(subjek, bagian)),
        sidik=sidik(raw, kepala),
    )


def baca_kepala(raw: bytes, *, ukuran: int, milik: Collection[str] = ()) -> SurelMasuk:
    """Read only the header of a mail that is too large to be fetched."""
    akhir = min((i for i in (raw.find(b"\n\n"), raw.find(b"\n\r\n")) if i >= 0), default=len(raw))
    return baca(raw[:akhir] + b"\n\n" + f"({ukuran} bytes)".encode(), milik=milik)


def sidik(raw: bytes, kepala: Kepala) -> str:
    """Fingerprint of who sent what when: the route that a mail took, which differs per delivery, is not part of it."""
    ciri = hashlib.sha256()
    for nama in ("message-id", "from", "date", "subject", "to"):
        ciri.update(f"{nama}\x1f{_satu(kepala, nama)}\x1e".encode("utf-8", "replace"))
    batas = [i for i in (raw.find(b"\n\n"), raw.find(b"\n\r\n")) if i >= 0]
    ciri.update(raw[min(batas) :].strip() if batas else raw)
    return ciri.hexdigest()


def _satu(kepala: Kepala, nama: str) -> str:
    return kepala.get(nama, [""])[0]


def _id(nilai: str) -> list[str]:
    return [cocok for cocok in _ID.findall(nilai) if cocok.isascii() and cocok.isprintable()]


def _acuan(kepala: Kepala, dikembalikan: Sequence[Bagian]) -> tuple[str, ...]:
    """In-Reply-To, then References from the last; of a bounce also the ids in the mail that it returns."""
    semua = _id(_satu(kepala, "in-reply-to")) + _id(_satu(kepala, "references"))[::-1]
    for bagian in dikembalikan:
        if bagian.jenis in {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"}:
            semua += _id(bagian.isi[:64_000].decode("ascii", "replace"))
    return tuple(dict.fromkeys(semua))[:MAKS_ACUAN]


def _pengirim(kepala: Kepala) -> tuple[str, str]:
    """Name and address of who wrote; without a usable From, of Reply-To or Sender."""
    for nama in ("from", "reply-to", "sender"):
        nilai = _satu(kepala, nama)[:1_000].encode("utf-8", "replace").decode()
        depan, _, dalam = nilai.rpartition("<")
        cocok = _ALAMAT.search(dalam)
        if cocok and cocok[0].isascii():
            return terbaca(depan).strip("\"' ")[:150], cocok[0]
    return terbaca(_satu(kepala, "from"))[:150], ""


def _tanggal(nilai: str) -> datetime | None:
    try:
        tanggal = parsedate_to_datetime(nilai[:100])
        return (tanggal if tanggal.tzinfo else tanggal.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _pantulan(kepala: Kepala, bagian: Sequence[Bagian]) -> bool:
    """A report that a mail will not arrive; one that it is late is only automatic."""
    laporan = next((b for b in bagian if b.jenis == "message/delivery-status"), None)
    if laporan is not None:
        return re.search(rb"^action:\s*failed", laporan.isi[:64_000], re.I | re.M) is not None
    dari_mesin = "mailer-daemon" in _satu(kepala, "from").lower() or _satu(kepala, "return-path").strip() == "<>"
    return dari_mesin and any(b.jenis in {"message/rfc822", "text/rfc822-headers"} for b in bagian)


def _otomatis(kepala: Kepala, alamat: str, subjek: str) -> str:
    """Why nobody may be answered, or nothing."""
    diajukan = _satu(kepala, "auto-submitted").partition(";")[0].strip().lower()
    if diajukan and diajukan != "no":
        return "auto-submitted"
    if _satu(kepala, "precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply", "auto-reply"}:
        return "precedence"
    balas = ("x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply-from", "x-mail-autoreply")
    if any(nama in kepala for nama in balas):
        return "x-autoreply"
    if any(nama.startswith("list-") for nama in kepala):
        return "list"
    if _satu(kepala, "return-path").strip() == "<>" or _MESIN.match(alamat.partition("@")[0]):
        return "mesin"
    return "subjek" if _OTOMATIS.match(subjek) else ""


def _teks(bagian: Sequence[Bagian]) -> tuple[str, set[int]]:
    """The text of a mail, and which parts it is made of. Of alternatives the plain one, unless it is empty."""
    calon = {
        i: b for i, b in enumerate(bagian) if b.jenis in {"text/plain", "text/html"} and not b.lampiran and not b.nama
    }
    polos = {b.pilihan for b in calon.values() if b.pilihan and b.jenis == "text/plain" and b.isi.strip()}
    potong = []
    for b in calon.values():
        if b.jenis == "text/plain":
            potong.append(surel_teks.tanpa_kutipan(b.teks))
        elif b.pilihan not in polos:
            potong.append(surel_teks.tanpa_kutipan(surel_teks.dari_html(b.teks)))
    return surel_teks.rapi("\n".join(p for p in potong if p)), set(calon)


def _semua_teks(subjek: str, bagian: Sequence[Bagian]) -> Iterator[str]:
    """The subject and every text of a mail, whole; of HTML as it is read as well as as it is written."""
    yield subjek
    for satu in bagian:
        if satu.jenis in {"text/plain", "text/html"} and not satu.lampiran:
            yield satu.teks
            if satu.jenis == "text/html":
                yield surel_teks.dari_html(satu.teks)


def _berharga(bagian: Bagian) -> bool:
    """Is this part worth keeping as a file of its own?"""
    if bagian.jenis in _TANDA_TANGAN or bagian.jenis == "text/x-amp-html" or not bagian.isi:
        return False
    if bagian.jenis in {"message/delivery-status", "text/rfc822-headers"}:
        return False
    return (
        bagian.lampiran or not (bagian.sebaris and bagian.jenis.startswith("image/")) or len(bagian.isi) >= GAMBAR_BESAR
    )


def _nama(bagian: Bagian) -> str:
    """A name for a file that came without one."""
    akhiran = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "text/plain": ".txt"}
    return "lampiran" + akhiran.get(bagian.jenis, ".eml" if bagian.jenis == "message/rfc822" else ".bin")
