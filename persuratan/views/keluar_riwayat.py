"""What happened to a letter out: its ladder of initials, its dispatches, its trail."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.templatetags.rupa import tanggal_jam, ukuran_berkas
from jejak.models import Jejak
from persuratan.pilihan import CaraKirim
from persuratan.signing import Kode
from persuratan.status_keluar import Event, Status
from persuratan.views.keluar_lembar import BERKAS, GAMBAR, HALAMAN, LAMPIRAN, LembarKeluar
from persuratan.views.linimasa import Baris, oleh
from persuratan.views.linimasa import linimasa as linimasa_surat

APA = {
    HALAMAN: gettext_lazy("Halaman surat dibuka."),
    GAMBAR: gettext_lazy("Gambar surat ditampilkan."),
    BERKAS: gettext_lazy("Berkas surat diunduh."),
    LAMPIRAN: gettext_lazy("Lampiran diunduh."),
}
GAGAL = {
    Kode.SANDI_SALAH: gettext_lazy("Kata sandi tanda tangan salah."),
    Kode.SERTIFIKAT_KEDALUWARSA: gettext_lazy("Sertifikat penanda tangan kedaluwarsa."),
    Kode.TIDAK_DIKENAL: gettext_lazy("Penanda tangan tidak dikenal layanan tanda tangan."),
    Kode.TIDAK_TERJANGKAU: gettext_lazy("Layanan tanda tangan tidak terjangkau."),
    Kode.TIDAK_PASTI: gettext_lazy("Hasilnya tidak pasti."),
    Kode.DITOLAK: gettext_lazy("Layanan tanda tangan menolaknya."),
}


def linimasa(lembar: LembarKeluar) -> tuple[list[Baris], list[Baris], int]:
    """The timeline of this letter, who opened it, and how many older lines are left out."""
    return linimasa_surat(lembar.surat, partial(_baris, lembar), dilihat=Event.DILIHAT)


def _baris(lembar: LembarKeluar, j: Jejak) -> dict[str, Any]:
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else j.kejadian,
        "pada": j.pada,
        "oleh": oleh(lembar.actor, j),
        "isi": _isi(lembar, j),
    }


def _isi(lembar: LembarKeluar, j: Jejak) -> str:
    """What the data of an event say; notes are read from where they are sealed."""
    data = j.data
    match j.kejadian:
        case Event.DILIHAT:
            return str(APA.get(data.get("apa"), ""))
        case Event.DINOMORI:
            return str(data.get("nomor_surat", ""))
        case Event.TANDA_TANGAN_GAGAL:
            return str(GAGAL.get(data.get("kode"), ""))
        case Event.DIKIRIM | Event.DIKIRIM_LAGI if data.get("cara") in CaraKirim.values:
            return str(CaraKirim(data["cara"]).label)
        case Event.DICABUT | Event.DIBATALKAN:
            return str(lembar.surat.alasan)
        case _:
            return ""


def tangga(lembar: LembarKeluar) -> list[dict[str, Any]]:
    """Every round of initials, the newest first, for templates/persuratan/keluar/tangga.html."""
    putaran: dict[int, list[dict[str, Any]]] = {}
    for satu in lembar.surat.paraf.all():
        rows = putaran.setdefault(satu.putaran, [])
        berjalan = satu.putaran == lembar.surat.putaran and lembar.surat.status == Status.PARAF
        giliran = berjalan and satu.menunggu and not any(r["menunggu"] for r in rows)
        pada = satu.pada or satu.dikembalikan_pada
        rows.append({"p": satu, "menunggu": satu.menunggu, "pada": pada, **_tanda(satu, berjalan, giliran)})
    return [
        {"ke": ke, "kini": ke == lembar.surat.putaran, "rows": rows}
        for ke, rows in sorted(putaran.items(), reverse=True)
    ]


def _tanda(satu: Any, berjalan: bool, giliran: bool) -> dict[str, Any]:
    if satu.pada:
        return {"kata": _("Diparaf"), "nada": "baik", "ikon": "cek-bulat"}
    if satu.dikembalikan_pada:
        return {"kata": _("Dikembalikan"), "nada": "awas", "ikon": "kiri"}
    if giliran:
        return {"kata": _("Gilirannya"), "nada": "info", "ikon": "jam"}
    return {"kata": _("Menunggu") if berjalan else _("Tidak sampai"), "nada": "netral", "ikon": "jeda"}


def pengiriman(lembar: LembarKeluar) -> list[dict[str, Any]]:
    """By which ways it went, for komponen/linimasa.html."""
    return [
        {"judul": str(p.get_cara_display()), "pada": p.pada, "oleh": str(p.oleh), "isi": p.kepada}
        for p in lembar.surat.pengiriman.all()
    ]


def lampiran(lembar: LembarKeluar) -> list[dict[str, Any]]:
    """The attachments for komponen/berkas.html."""
    hasil = []
    for satu in lembar.surat.lampiran.all():
        bisa = satu.berkas.bisa_diunduh
        ket = ukuran_berkas(satu.berkas.ukuran)
        hasil.append(
            {
                "id": satu.pk,
                "nama": satu.judul or satu.berkas.nama_asli,
                "url": lembar.url("lampiran", satu.pk) if bisa else "",
                "ket": ket if bisa else f"{ket}. {satu.berkas.kalimat}",
                "kata": _("Aman") if bisa else _("Belum dapat dipakai"),
                "nada": "baik" if bisa else "awas",
            }
        )
    return hasil


def data(lembar: LembarKeluar) -> list[dict[str, Any]]:
    """What stands on the letter and around it."""
    s = lembar.surat
    penanda = f"{s.nama_penandatangan}\n{s.jabatan_penandatangan}".strip() or str(s.penandatangan or "")
    baris = (
        (_("Perihal"), s.perihal),
        (_("Nomor surat"), s.nomor_surat or _("Diberikan saat ditandatangani")),
        (_("Nomor tiket"), s.nomor),
        (_("Tujuan"), "\n".join(filter(None, (s.tujuan, s.tujuan_tempat)))),
        (_("E-mail tujuan"), s.tujuan_email),
        (_("Penanda tangan"), penanda),
        (_("Ditandatangani"), tanggal_jam(s.ditandatangani_pada)),
        (_("Jenis dan sifat"), f"{s.get_jenis_display()} · {s.get_sifat_display()}"),
        (_("Kerahasiaan"), s.get_kerahasiaan_display()),
        (_("Tembusan"), "\n".join(s.daftar_tembusan)),
        (_("Unit"), str(s.unit or "")),
        (_("Konseptor"), f"{s.konseptor}, {tanggal_jam(s.dibuat_pada)}"),
        (_("Asal"), s.get_asal_display()),
    )
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris if nilai]
