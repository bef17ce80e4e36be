"""Many letters at once from a sheet: read, judged row by row with nothing written, then entered all or none."""

import base64
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import Actor
from akun.decision import require
from akun.models import Instansi, Pejabat
from akun.receipt import new_token
from akun.sealing import UnsealError, seal_text, unseal_text
from akun.search import BukuInstansi
from persuratan import flow_masuk, permissions
from persuratan.forms.catat import SUDAH_ADA, CatatForm
from persuratan.lembar_kerja import BarisLembar, LembarDitolak, baca
from persuratan.models import SuratMasuk
from persuratan.pilihan import JenisPengirim, Kanal, Kerahasiaan

UMUR = timedelta(hours=1)
"""How long the rows of a dry run may wait for the confirmation."""


@dataclass(frozen=True)
class Kolom:
    """A column of the sheet: the field that it fills, its heading, an example."""

    kunci: str
    judul: str
    contoh: str
    wajib: bool = False


KOLOM = (
    Kolom("kanal", "Jalur masuk", "Kertas", wajib=True),
    Kolom("tanggal_terima", "Tanggal terima", "02/11/2026", wajib=True),
    Kolom("jam_terima", "Jam terima", "09.30"),
    Kolom("nomor_surat", "Nomor surat", "012/LSM/X/2026"),
    Kolom("tanggal_surat", "Tanggal surat", "30/10/2026"),
    Kolom("perihal", "Perihal", "Pengaduan pengadaan ruang kelas"),
    Kolom("jenis_pengirim", "Jenis pengirim", "Perorangan", wajib=True),
    Kolom("instansi", "Instansi", ""),
    Kolom("nama_pengirim", "Nama pengirim", "Siti Contoh"),
    Kolom("alamat", "Alamat", "Jl. Contoh 1, Ambon"),
    Kolom("penerima", "Pejabat tujuan", "Direktur Penanganan Permasalahan Hukum", wajib=True),
    Kolom("kerahasiaan", "Kerahasiaan", "Biasa", wajib=True),
    Kolom("catatan", "Catatan", ""),
)
JUDUL = {k.kunci: k.judul for k in KOLOM}
PILIHAN: Mapping[str, Mapping[str, str]] = {
    "kanal": {"Kertas": Kanal.KERTAS, "Faks": Kanal.FAKS, "E-mail": Kanal.SUREL},
    "jenis_pengirim": {
        "Instansi": JenisPengirim.INSTANSI,
        "Non pemerintah": JenisPengirim.NON_PEMERINTAH,
        "Perorangan": JenisPengirim.PERORANGAN,
    },
    "kerahasiaan": {
        "Biasa": Kerahasiaan.BIASA,
        "Terbatas": Kerahasiaan.TERBATAS,
        "Rahasia": Kerahasiaan.RAHASIA,
        "Sangat rahasia": Kerahasiaan.SANGAT_RAHASIA,
    },
}
"""The words of a sheet, the same in every language of the pages."""
SEBUTAN = {
    kunci: {kata.casefold(): nilai for kata, nilai in isi.items()} | {nilai: nilai for nilai in isi.values()}
    for kunci, isi in PILIHAN.items()
}
SEBUTAN["kanal"] |= {"email": Kanal.SUREL}
BUKAN_TANGGAL = ("nomor_surat", "perihal", "nama_pengirim", "instansi")
GALAT_EXCEL = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


class BarisForm(CatatForm):
    """A row, judged like the page for one letter; offices and institutions are looked up by name."""

    penerima = forms.CharField(  # type: ignore[assignment]
        error_messages={"required": gettext_lazy("Tulis jabatan pejabat yang dituju.")}, max_length=200
    )

    def __init__(self, *args: Any, cari: "Pencari", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cari = cari

    def clean_penerima(self) -> Pejabat:
        """An office by its name as the list has it."""
        found = self.cari.pejabat(self.cleaned_data["penerima"])
        if found is None:
            raise ValidationError(_("Jabatan ini tidak ada di daftar. Salin namanya dari lembar “Pilihan” di templat."))
        return found

    def cari_instansi(self, teks: str) -> Sequence[Instansi]:
        """The list is read once per sheet."""
        return self.cari.instansi(teks)


class Pencari:
    """Names that rows refer to: both lists are read once per sheet."""

    def __init__(self) -> None:
        self._pejabat = {p.jabatan.casefold(): p for p in Pejabat.objects.all()}
        self.instansi = BukuInstansi().arti

    def pejabat(self, nama: str) -> Pejabat | None:
        """The office of this name."""
        return self._pejabat.get(" ".join(nama.split()).casefold())


@dataclass(frozen=True)
class Cacat:
    """What is wrong: in which row, in which column (empty: the row as a whole), and how to mend it."""

    baris: int
    kolom: str
    kalimat: str


@dataclass
class Hasil:
    """What a sheet holds: rows that can be entered, and everything that is wrong."""

    baik: list[tuple[int, BarisForm]] = field(default_factory=list)
    cacat: list[Cacat] = field(default_factory=list)

    @property
    def siap(self) -> bool:
        """All rows can be entered."""
        return bool(self.baik) and not self.cacat


Isi = list[tuple[int, dict[str, str]]]


def urai(isi: bytes) -> tuple[Isi, list[Cacat]]:
    """The rows of a sheet by field, and cells that Excel has changed. Raises LembarDitolak."""
    rows = baca(isi)
    letak = _letak(rows[0])
    if len(rows) < 2:
        raise LembarDitolak(_("Lembar ini hanya berisi judul kolom. Isi paling sedikit satu baris."))
    cacat = [c for row in rows[1:] for c in _berubah(row, letak)]
    return [(r.ke, _bagi_jam({k: r.sel[i] for k, i in letak.items() if i < len(r.sel)})) for r in rows[1:]], cacat


def _bagi_jam(nilai: dict[str, str]) -> dict[str, str]:
    """Date and time in one cell."""
    hari, spasi, jam = nilai.get("tanggal_terima", "").partition(" ")
    if spasi and ":" in jam:
        nilai["tanggal_terima"], nilai["jam_terima"] = hari, nilai.get("jam_terima") or jam
    return nilai


def _letak(kepala: BarisLembar) -> dict[str, int]:
    """Where each field stands. The order is free; strange columns are left alone."""
    judul = [" ".join(s.split()).casefold() for s in kepala.sel]
    letak = {k.kunci: judul.index(k.judul.casefold()) for k in KOLOM if k.judul.casefold() in judul}
    kurang = [k.judul for k in KOLOM if k.wajib and k.kunci not in letak]
    if kurang:
        raise LembarDitolak(
            _("Kolom ini tidak ada di baris pertama: %(kolom)s. Pakai judul dari templat.")
            % {"kolom": ", ".join(kurang)}
        )
    return letak


def _berubah(row: BarisLembar, letak: Mapping[str, int]) -> Iterator[Cacat]:
    for kunci, i in letak.items():
        if kunci in BUKAN_TANGGAL and i in row.tanggal:
            kalimat = _("Excel membaca sel ini sebagai tanggal. Ubah format selnya menjadi Teks, lalu ketik ulang.")
            yield Cacat(row.ke, JUDUL[kunci], kalimat)
        elif i < len(row.sel) and row.sel[i] in GALAT_EXCEL:
            yield Cacat(row.ke, JUDUL[kunci], _("Sel ini berisi galat Excel: %(isi)s.") % {"isi": row.sel[i]})


def periksa(isi: Isi, *, now: datetime, cacat: Sequence[Cacat] = ()) -> Hasil:
    """Judge every row; nothing is written. Twins are looked for in the sheet and in the register."""
    hasil, cari = Hasil(cacat=list(cacat)), Pencari()
    for ke, nilai in isi:
        form = BarisForm(_sebut(nilai), now=now, cari=cari)
        if form.is_valid():
            hasil.baik.append((ke, form))
        else:
            hasil.cacat.extend(Cacat(ke, JUDUL.get(k, ""), str(e)) for k, semua in form.errors.items() for e in semua)
    _kembar(hasil)
    salah = {c.baris for c in hasil.cacat}
    hasil.baik = [(ke, form) for ke, form in hasil.baik if ke not in salah]
    hasil.cacat.sort(key=lambda c: c.baris)
    return hasil


def _sebut(nilai: Mapping[str, str]) -> dict[str, str]:
    """Choices may be written in words."""
    return {k: SEBUTAN[k].get(" ".join(v.split()).casefold(), v) if k in SEBUTAN else v for k, v in nilai.items()}


def _kembar(hasil: Hasil) -> None:
    kunci = {ke: form.surat.sepadan for ke, form in hasil.baik}
    ada = flow_masuk.tercatat(kunci.values())
    pertama: dict[str, int] = {}
    for ke, satu in kunci.items():
        if satu in ada:
            hasil.cacat.append(Cacat(ke, "", str(SUDAH_ADA) % {"nomor": ada[satu]}))
        elif satu and pertama.setdefault(satu, ke) != ke:
            kalimat = _("Pengirim, nomor, dan tanggal surat sama dengan baris %(ke)s.") % {"ke": pertama[satu]}
            hasil.cacat.append(Cacat(ke, "", kalimat))


@transaction.atomic
def tulis(
    hasil: Hasil, *, by: Actor, now: datetime, maju: Callable[[int], None] = lambda _n: None
) -> list[tuple[SuratMasuk, str]]:
    """Enter all rows, or none: each letter with its token. Raises LembarDitolak when something is wrong."""
    require(permissions.may_tangani_tu(by))
    if not hasil.siap:
        raise LembarDitolak(_("Lembar ini belum dapat dicatat. Perbaiki dahulu baris yang disebut."))
    flow_masuk.antre(by)
    if flow_masuk.tercatat(form.surat.sepadan for _ke, form in hasil.baik):
        raise LembarDitolak(_("Surat di lembar ini baru saja dicatat. Muat ulang meja TU."))
    jadi = []
    for n, (ke, form) in enumerate(hasil.baik, start=1):
        token, data = new_token(), form.cleaned_data
        try:
            surat = flow_masuk.catat(
                data=form.surat,
                kanal=data["kanal"],
                diterima_pada=data["diterima_pada"],
                berkas=None,
                token=token,
                by=by,
                now=now,
            )
        except ValidationError as error:
            kalimat = {"ke": ke, "sebab": " ".join(error.messages)}
            raise LembarDitolak(_("Baris %(ke)s ditolak: %(sebab)s Tidak ada yang dicatat.") % kalimat) from error
        jadi.append((surat, token))
        maju(n)
    return jadi


def kemas(isi: Isi, *, by: Actor, now: datetime) -> str:
    """The rows of a dry run for the journey through the browser and back: sealed, for this officer, for an hour."""
    teks = json.dumps({"pada": int(now.timestamp()), "isi": isi}, ensure_ascii=False)
    paket = base64.b85encode(zlib.compress(teks.encode())).decode()
    return base64.urlsafe_b64encode(seal_text(paket, context=_konteks(by))).decode()


def buka(paket: str, *, by: Actor, now: datetime) -> Isi:
    """What `kemas` sealed. Raises LembarDitolak for what is too old, of somebody else, or was touched."""
    try:
        segel = unseal_text(base64.urlsafe_b64decode(paket.encode()), context=_konteks(by))
        data = json.loads(zlib.decompress(base64.b85decode(segel)))
    except (UnsealError, ValueError) as error:
        raise LembarDitolak(_("Pratinjau ini tidak dapat dipakai lagi. Unggah ulang lembarnya.")) from error
    if now.timestamp() - data["pada"] > UMUR.total_seconds():
        raise LembarDitolak(_("Pratinjau ini sudah lebih dari satu jam. Unggah ulang lembarnya."))
    return [(ke, nilai) for ke, nilai in data["isi"]]


def _konteks(by: Actor) -> str:
    return f"impor-surat:{by.petugas_id}"
