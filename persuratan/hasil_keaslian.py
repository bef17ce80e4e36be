"""From what was found in an uploaded file to what its owner reads: a headline, four lines, signers, differing pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from persuratan import dokumen_lain, keterangan
from persuratan.keaslian import amplop, kalimat
from persuratan.keaslian.bentuk import Baris, Putusan, TandaTangan, Warna
from persuratan.keterangan import Kabar
from persuratan.models import PeriksaKeaslian

NAMA: Mapping[str, Promise] = {
    "integritas": gettext_lazy("Keutuhan"),
    "cakupan": gettext_lazy("Cakupan"),
    "rantai": gettext_lazy("Penanda tangan"),
    "waktu": gettext_lazy("Waktu"),
}
TANDA: Mapping[Warna, tuple[Promise, str, str]] = {
    Warna.HIJAU: (gettext_lazy("Hijau: terbukti"), "baik", "cek-bulat"),
    Warna.MERAH: (gettext_lazy("Merah: bermasalah"), "telat", "batal"),
    Warna.ABU: (gettext_lazy("Abu: tak pasti"), "netral", "awas"),
    Warna.TANPA_TANDA_TANGAN: (gettext_lazy("Abu: tidak ada"), "netral", "info"),
}
"""Word, tone and icon of a colour."""
BUKAN_LKPP: Promise = gettext_lazy("Berkas ini bukan terbitan LKPP: isinya tidak sama dengan surat mana pun dari kami.")
Kaitan = PeriksaKeaslian.Kaitan


@dataclass(frozen=True)
class Hasil:
    """Everything that page and PDF say. `resmi`: our side of the comparison is shown too."""

    kabar: Kabar
    baris: list[dict[str, Any]]
    penanda: list[dict[str, Any]]
    butir: keterangan.Butir
    beda: list[dict[str, Any]]
    dibanding: int
    jumlah: list[int]
    resmi: bool


def susun(periksa_: PeriksaKeaslian, *, tiket_terbuka: str) -> Hasil:
    """The result of a check that has ended, for whoever has opened this ticket in the same browser."""
    hasil, surat = periksa_.hasil, periksa_.surat
    lain = dokumen_lain.persis(periksa_.sha256) if surat is None and not hasil else None
    if lain is not None:
        return _dokumen(lain)
    putusan = amplop.baca(hasil["putusan"]) if hasil else None
    banding = hasil.get("banding") or {}
    terbukti = surat is not None and (periksa_.terbukti or surat.nomor == tiket_terbuka)
    return Hasil(
        kabar=_kabar(periksa_, putusan, banding),
        baris=[_baris(satu) for satu in putusan.baris] if putusan else [],
        penanda=[_penanda(satu) for satu in putusan.tanda_tangan] if putusan else [],
        butir=keterangan.butir(surat, penuh=terbukti) if surat else [],
        beda=_beda(banding),
        dibanding=banding.get("dibanding", 0),
        jumlah=banding.get("jumlah", []),
        resmi=surat is not None and terbukti and keterangan.boleh_salinan(surat),
    )


def _dokumen(lain: dokumen_lain.Dokumen) -> Hasil:
    """An exact copy of a paper that another part of the portal has issued."""
    kabar = lain.kabar
    if lain.berlaku:
        isi = _("Setiap byte berkas ini sama dengan yang kami terbitkan dan simpan.")
        kabar = Kabar("baik", "cek-bulat", _("Berkas ini salinan persis: %(jenis)s") % {"jenis": lain.jenis}, isi)
    return Hasil(kabar, baris=[], penanda=[], butir=lain.butir, beda=[], dibanding=0, jumlah=[], resmi=False)


def _kabar(periksa_: PeriksaKeaslian, putusan: Putusan | None, banding: dict[str, Any]) -> Kabar:
    if periksa_.surat and periksa_.kaitan == Kaitan.PERSIS:
        if periksa_.surat.dicabut:
            return keterangan.kabar(periksa_.surat)
        isi = _("Setiap byte berkas ini sama dengan surat yang kami tanda tangani dan simpan.")
        return Kabar("baik", "cek-bulat", _("Berkas ini salinan persis surat dari LKPP"), isi)
    if putusan is None:
        isi = _("Pemeriksaannya dua kali terhenti. Jangan anggap berkas ini asli; cek dengan nomor tiket dan token.")
        return Kabar("awas", "awas", _("Berkas ini tidak dapat diperiksa"), isi)
    if periksa_.surat:
        return _memuat(periksa_, putusan, banding)
    return _bukan_kami(putusan)


def _memuat(periksa_: PeriksaKeaslian, putusan: Putusan, banding: dict[str, Any]) -> Kabar:
    """The file says that it is a letter of ours, and is not."""
    surat = periksa_.surat
    assert surat is not None  # noqa: S101 - asked by the caller
    sebut = {"nomor": surat.nomor_surat, "tanggal": tanggal_polos(surat.tanggal_surat) if surat.tanggal_surat else "–"}
    akhir = f" {keterangan.dicabut(surat)}" if surat.dicabut and not surat.rahasia else ""
    if banding and not banding["beda"] and putusan.ringkasan is Warna.HIJAU:
        isi = _(
            "Halamannya tampak sama dengan surat kami nomor %(nomor)s tanggal %(tanggal)s dan tanda tangannya sah, "
            "tetapi berkasnya tidak sama persis. Mintalah berkas aslinya."
        )
        return Kabar("awas", "awas", _("Berkas ini mirip surat kami, tetapi bukan salinan persis"), isi % sebut + akhir)
    isi = _(
        "Berkas ini memuat nomor surat kami %(nomor)s tanggal %(tanggal)s, tetapi bukan berkas yang kami terbitkan. "
        "Jangan ikuti isinya dan jangan membayar apa pun sebelum Anda mencocokkannya."
    )
    return Kabar("telat", "batal", _("Berkas ini berbeda dari surat yang kami terbitkan"), isi % sebut + akhir)


def _bukan_kami(putusan: Putusan) -> Kabar:
    judul = {
        Warna.HIJAU: _("Tanda tangannya sah, tetapi berkas ini bukan terbitan LKPP"),
        Warna.MERAH: _("Berkas ini tidak dapat dipercaya"),
        Warna.ABU: _("Keaslian berkas ini tidak dapat dipastikan"),
        Warna.TANPA_TANDA_TANGAN: _("Berkas ini tidak bertanda tangan elektronik"),
    }[putusan.ringkasan]
    nada, ikon = {Warna.HIJAU: ("baik", "cek-bulat"), Warna.MERAH: ("telat", "batal")}.get(
        putusan.ringkasan, ("awas", "awas")
    )
    return Kabar(nada, ikon, judul, f"{kalimat.ringkasan(putusan.alasan)} {BUKAN_LKPP}")


def _baris(satu: Baris) -> dict[str, Any]:
    kata, nada, ikon = TANDA[satu.warna]
    return {"nama": NAMA[satu.nama], "kata": kata, "nada": nada, "ikon": ikon, "kalimat": kalimat.satu(satu.kode)}


def _judul_penanda(satu: TandaTangan) -> str:
    if not satu.nama:
        return _("Penanda tangan tidak terbaca")
    bentuk = _("Stempel waktu dari %(nama)s") if satu.stempel_waktu else _("Ditandatangani oleh %(nama)s")
    return bentuk % {"nama": satu.nama}


def _penanda(satu: TandaTangan) -> dict[str, Any]:
    waktu = tanggal_jam(satu.pada) if satu.pada else _("waktu tidak tercatat")
    bentuk = _("%(waktu)s, dijamin stempel waktu") if satu.terjamin else _("%(waktu)s, menurut penanda tangan sendiri")
    return {
        "judul": _judul_penanda(satu),
        "penerbit": satu.penerbit or "–",
        "waktu": bentuk % {"waktu": waktu} if satu.pada else waktu,
        "baris": [_baris(baris) for baris in satu.baris],
    }


def _beda(banding: dict[str, Any]) -> list[dict[str, Any]]:
    """Differing pages; `gambar` are the numbers under which the pictures of ours and theirs are kept."""
    rows, ke = [], 0
    for satu in banding.get("beda", ()):
        kita, mereka = satu["ada"]
        bunyi = [{"ke": n, "resmi": a, "unggahan": b} for n, (a, b) in enumerate(satu["bunyi"], start=1) if a or b]
        rows.append({**satu, "resmi": kita, "unggahan": mereka, "gambar": (ke, ke + 1), "bunyi": bunyi})
        ke += 2 if satu["bergambar"] else 0
    return rows
