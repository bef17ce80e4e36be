"""Takes over LKPP's master list of K/L/PD: the JSON of ISB Satu Data ("MasterKLPD")."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from akun.models import Instansi
from akun.nama_instansi import DAERAH, PEMISAH_ALIAS, bandingkan, ejaan, resmi

KODE = re.compile(r"[A-Z]\d{1,4}")
PANJANG_NAMA = 200


class BukanDaftar(ValueError):
    """The file is not a JSON list."""


@dataclass(frozen=True)
class Butir:
    """One element of the file, with the line on which it begins."""

    baris: int
    isi: Any


@dataclass
class Hasil:
    """What the import did; `masalah` holds (line, sentence) for each row that was left out."""

    dibuat: list[str] = field(default_factory=list)
    diberi_kode: int = 0
    tetap: int = 0
    lewat_wilayah: list[tuple[str, str]] = field(default_factory=list)
    masalah: list[tuple[int, str]] = field(default_factory=list)


class Ditolak(Exception):
    """A row cannot be taken over; the text says why."""


def read(text: str) -> Iterator[Butir]:
    """The elements of a JSON list one by one. Raises BukanDaftar with the line where reading stopped."""
    decoder = json.JSONDecoder()
    pos = _skip(text, 0, "[")
    if text[pos : pos + 1] == "]":
        return
    while True:
        try:
            isi, end = decoder.raw_decode(text, pos)
        except json.JSONDecodeError as error:
            raise BukanDaftar(f"Baris {error.lineno}: bukan JSON yang sah.") from error
        yield Butir(_line(text, pos), isi)
        end = _space(text, end)
        if text[end : end + 1] == "]":
            return
        pos = _skip(text, end, ",")


def _line(text: str, pos: int) -> int:
    return text.count("\n", 0, pos) + 1


def _space(text: str, pos: int) -> int:
    while text[pos : pos + 1].isspace():
        pos += 1
    return pos


def _skip(text: str, pos: int, sign: str) -> int:
    pos = _space(text, pos)
    if text[pos : pos + 1] != sign:
        raise BukanDaftar(f"Baris {_line(text, pos)}: seharusnya ada {sign!r}; berkas ini bukan daftar JSON yang utuh.")
    return _space(text, pos + 1)


@dataclass(frozen=True)
class Baris:
    """A checked row."""

    kode: str
    nama: str
    jenis: str
    wilayah: str

    @classmethod
    def of(cls, isi: Any) -> "Baris":
        """Check one element. Raises Ditolak."""
        if not isinstance(isi, dict):
            raise Ditolak("bukan objek dengan kd_klpd dan nama_klpd")
        kode, nama, jenis = (str(isi.get(k) or "").strip() for k in ("kd_klpd", "nama_klpd", "jenis_klpd"))
        nama, jenis = " ".join(nama.split()), jenis.lower()
        if not KODE.fullmatch(kode):
            raise Ditolak(f"kd_klpd {kode!r} tidak berbentuk huruf besar dan angka, misalnya D10")
        if not nama or not nama.isprintable() or len(resmi(nama, jenis)) > PANJANG_NAMA:
            raise Ditolak("nama_klpd kosong, terlalu panjang, atau berisi tanda yang tidak tampak")
        if jenis not in Instansi.Jenis.values:
            raise Ditolak(f"jenis_klpd {jenis!r} tidak dikenal")
        return cls(kode, nama, jenis, kode_wilayah(isi.get("kd_provinsi"), isi.get("kd_kabupaten"), jenis))


def kode_wilayah(provinsi: object, kabupaten: object, jenis: str) -> str:
    """The Kemendagri code behind ISB's two columns, whose digits come with and without dots; "" when there is none."""
    prov, kab = (re.sub(r"\D", "", str(x if x is not None else "")) for x in (provinsi, kabupaten))
    if jenis == Instansi.Jenis.PROVINSI:
        return prov
    if jenis not in DAERAH or not kab:
        return ""
    lengkap = kab if len(kab) == 4 else f"{prov}{kab.zfill(2)}"
    return f"{lengkap[:2]}.{lengkap[2:]}" if len(lengkap) == 4 else ""


class Daftar:
    """All institutions, found by spelling, region or code."""

    def __init__(self) -> None:
        semua = list(Instansi.objects.select_for_update(of=("self",)))
        self.by_ejaan = {e: i for i in semua for e in ejaan(i)}
        self.by_wilayah = {i.wilayah_id: i for i in semua if i.wilayah_id}
        self.by_kode = {i.kd_klpd: i for i in semua if i.kd_klpd}

    def take(self, baris: Baris, hasil: Hasil) -> None:
        """Give the code of a row to its institution, or create the institution. Raises Ditolak."""
        instansi = self.by_ejaan.get(bandingkan(baris.nama, baris.jenis))
        if instansi is None and (instansi := self.by_wilayah.get(baris.wilayah)):
            if instansi.jenis != baris.jenis:
                raise Ditolak(f"kode wilayah {baris.wilayah} milik {instansi.nama}, bukan {baris.jenis}")
            hasil.lewat_wilayah.append((baris.nama, instansi.nama))
        pemilik = self.by_kode.get(baris.kode)
        if pemilik is not None and pemilik is not instansi:
            raise Ditolak(f"kd_klpd {baris.kode} sudah dipakai {pemilik.nama}")
        if instansi is None:
            self._create(baris, hasil)
        elif instansi.kd_klpd == baris.kode:
            hasil.tetap += 1
        elif instansi.kd_klpd:
            raise Ditolak(f"{instansi.nama} sudah berkode {instansi.kd_klpd}")
        else:
            self._give(instansi, baris)
            hasil.diberi_kode += 1

    def _create(self, baris: Baris, hasil: Hasil) -> None:
        nama = resmi(baris.nama, baris.jenis)
        alias = baris.nama if nama != baris.nama else ""
        instansi = Instansi.objects.create(nama=nama, jenis=baris.jenis, kd_klpd=baris.kode, alias=alias)
        self.by_kode[baris.kode] = instansi
        self.by_ejaan |= dict.fromkeys(ejaan(instansi), instansi)
        hasil.dibuat.append(nama)

    def _give(self, instansi: Instansi, baris: Baris) -> None:
        instansi.kd_klpd = baris.kode
        dikenal = {instansi.nama, *instansi.alias.split(PEMISAH_ALIAS)}
        lengkap = PEMISAH_ALIAS.join(filter(None, (instansi.alias, baris.nama)))
        if baris.nama not in dikenal and len(lengkap) <= PANJANG_NAMA:
            instansi.alias = lengkap
        instansi.save(update_fields=["kd_klpd", "alias"])
        self.by_kode[baris.kode] = instansi


@transaction.atomic
def impor(text: str, *, coba: bool) -> Hasil:
    """Import the text of a file; with `coba` nothing is kept. Raises BukanDaftar; bad rows are left out and told."""
    hasil, daftar = Hasil(), Daftar()
    for butir in read(text):
        try:
            daftar.take(Baris.of(butir.isi), hasil)
        except Ditolak as sebab:
            hasil.masalah.append((butir.baris, str(sebab)))
    if coba:
        transaction.set_rollback(True)
    return hasil
