"""Letters that went out before the portal: a CSV and a folder of PDFs become rows of the register.

All rows or none. Each keeps its ticket and its old token; the token of three signs tells of the letter, shows no copy,
and locks after a few tries (akun.receipt).
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import Actor
from akun.decision import require
from akun.models import Pejabat
from berkas import flow as berkas_flow
from berkas.limits import KEPALA, MAKS_UKURAN
from jejak.trail import record
from persuratan import konsep_keluar, permissions
from persuratan.models import SuratKeluar
from persuratan.pilihan import AsalKeluar, JenisKeluar, Kerahasiaan
from persuratan.status_keluar import Event, Status

WAJIB = ("nomor_surat", "tanggal", "penandatangan", "jabatan", "perihal", "tujuan", "tiket", "token", "berkas")
KOLOM = (*WAJIB, "kerahasiaan")
PANJANG = {"nomor_surat": 255, "penandatangan": 150, "jabatan": 160}
BENTUK = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
TIKET = re.compile(r"SK\d{12}")
TOKEN = range(3, 41)
KUNCI_PDF = b"%PDF-"
SIFAT: Mapping[str, str] = {
    **{str(k): str(k) for k in Kerahasiaan},
    "": Kerahasiaan.BIASA,
    "b": Kerahasiaan.BIASA,
    "t": Kerahasiaan.TERBATAS,
    "r": Kerahasiaan.RAHASIA,
    "sr": Kerahasiaan.SANGAT_RAHASIA,
    "sangat rahasia": Kerahasiaan.SANGAT_RAHASIA,
}


class ImporDitolak(ValidationError):
    """A CSV that cannot be read at all, or rows that cannot be entered."""


@dataclass(frozen=True)
class Baris:
    """A row that can be entered."""

    ke: int
    isi: Mapping[str, str]
    tanggal: date
    kerahasiaan: str
    berkas: Path


@dataclass
class Hasil:
    """Rows that can be entered, and what is wrong: (row, column, sentence)."""

    baik: list[Baris] = field(default_factory=list)
    cacat: list[tuple[int, str, str]] = field(default_factory=list)


def urai(isi: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows by column, each with its line in the file; comma or semicolon. Raises ImporDitolak."""
    try:
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImporDitolak(_("CSV ini bukan UTF-8. Simpan ulang sebagai “CSV UTF-8”.")) from error
    kepala = teks.partition("\n")[0]
    baca = csv.DictReader(io.StringIO(teks, newline=""), delimiter=max(",;", key=kepala.count))
    kurang = [kolom for kolom in WAJIB if kolom not in (baca.fieldnames or ())]
    if kurang:
        raise ImporDitolak(_("Kolom ini tidak ada di baris pertama: %(kolom)s.") % {"kolom": ", ".join(kurang)})
    rows = []
    for row in baca:
        nilai = {kolom: " ".join((row.get(kolom) or "").split()) for kolom in KOLOM}
        if any(nilai.values()):
            rows.append((baca.line_num, nilai))
    return rows


def periksa(rows: list[tuple[int, dict[str, str]]], folder: Path) -> Hasil:
    """Judge every row; nothing is written."""
    hasil, pertama = Hasil(), dict[str, int]()
    tiket = [receipt.normalise(isi["tiket"]) for _ke, isi in rows]
    ada = set(SuratKeluar.objects.filter(nomor__in=tiket).values_list("nomor", flat=True))
    for ke, isi in rows:
        satu = {**isi, "tiket": receipt.normalise(isi["tiket"])}
        cacat = list(_cacat(satu, folder))
        if satu["tiket"] in ada:
            cacat.append(("tiket", _("Surat dengan tiket ini sudah ada di register.")))
        elif satu["tiket"] and pertama.setdefault(satu["tiket"], ke) != ke:
            cacat.append(("tiket", _("Tiket ini sudah dipakai baris %(ke)s.") % {"ke": pertama[satu["tiket"]]}))
        hasil.cacat += [(ke, kolom, kalimat) for kolom, kalimat in cacat]
        if not cacat:
            tanggal = _tanggal(satu["tanggal"]) or date.min
            sifat = SIFAT[satu["kerahasiaan"].casefold()]
            hasil.baik.append(Baris(ke, satu, tanggal, sifat, folder / satu["berkas"]))
    return hasil


def _cacat(isi: Mapping[str, str], folder: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with a row: column, and how to mend it."""
    for kolom in WAJIB:
        if not isi[kolom]:
            yield kolom, _("Kosong; isi dari arsip suratnya.")
        elif len(isi[kolom]) > PANJANG.get(kolom, 5000):
            yield kolom, _("Lebih panjang dari %(batas)s huruf.") % {"batas": PANJANG.get(kolom, 5000)}
    if isi["tanggal"] and _tanggal(isi["tanggal"]) is None:
        yield "tanggal", _("Tulis tanggal sebagai 2021-02-04 atau 04/02/2021.")
    if isi["tiket"] and not TIKET.fullmatch(isi["tiket"]):
        yield "tiket", _("Tiket surat keluar: SK, lalu 12 angka.")
    if isi["token"] and len(receipt.normalise(isi["token"])) not in TOKEN:
        yield "token", _("Token paling sedikit 3 huruf atau angka.")
    if isi["kerahasiaan"].casefold() not in SIFAT:
        yield "kerahasiaan", _("Tulis biasa, terbatas, rahasia, atau sangat rahasia.")
    if isi["berkas"]:
        yield from _cacat_berkas(folder, isi["berkas"])


def _cacat_berkas(folder: Path, nama: str) -> Iterator[tuple[str, str]]:
    jalur = folder / nama
    if not jalur.resolve().is_relative_to(folder.resolve()) or not jalur.is_file():
        yield "berkas", _("Berkas %(nama)s tidak ada di folder itu.") % {"nama": nama}
        return
    with jalur.open("rb") as buka:
        kepala = buka.read(KEPALA)
    if KUNCI_PDF not in kepala[:1024]:
        yield "berkas", _("Berkas %(nama)s bukan PDF.") % {"nama": nama}
    elif jalur.stat().st_size > MAKS_UKURAN:
        yield "berkas", _("Berkas %(nama)s lebih besar dari 20 MB.") % {"nama": nama}


def _tanggal(teks: str) -> date | None:
    for bentuk in BENTUK:
        try:
            return datetime.strptime(teks, bentuk).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    return None


@transaction.atomic
def tulis(hasil: Hasil, *, by: Actor, now: datetime) -> list[SuratKeluar]:
    """Enter all rows, or none. Raises ImporDitolak while something is wrong, PermissionDenied, OSError."""
    require(permissions.may_tangani_tu(by))
    if hasil.cacat:
        raise ImporDitolak(_("Perbaiki dahulu baris yang disebut. Tidak ada yang dicatat."))
    jabatan = {p.jabatan.casefold(): p for p in Pejabat.objects.all()}
    return [_catat(baris, jabatan.get(baris.isi["jabatan"].casefold()), by, now) for baris in hasil.baik]


def _catat(baris: Baris, penandatangan: Pejabat | None, by: Actor, now: datetime) -> SuratKeluar:
    isi = baris.isi
    berkas = berkas_flow.buat(isi=baris.berkas.read_bytes(), nama=f"{isi['tiket']}.pdf", now=now)
    surat = SuratKeluar(
        asal=AsalKeluar.LAMA,
        jenis=JenisKeluar.LAINNYA,
        status=Status.DIARSIPKAN,
        status_sejak=now,
        nomor=isi["tiket"],
        nomor_surat=isi["nomor_surat"],
        tanggal_surat=baris.tanggal,
        kerahasiaan=baris.kerahasiaan,
        penandatangan=penandatangan,
        nama_penandatangan=isi["penandatangan"],
        jabatan_penandatangan=isi["jabatan"],
        konseptor_id=by.petugas_id,
        dibuat_pada=now,
        berkas=berkas,
        sha256=berkas.sha256,
    )
    surat.tujuan, surat.perihal = isi["tujuan"], isi["perihal"]
    surat.cari = konsep_keluar.index_of(surat)
    surat.save(force_insert=True)
    receipt.issue(objek=surat, nomor=isi["tiket"], token=isi["token"])
    data = {"asal": str(AsalKeluar.LAMA), "sha256": berkas.sha256}
    record(kejadian=Event.DICATAT, objek=surat, by=by, now=now, data=data)
    return surat
