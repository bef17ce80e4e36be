"""One verification as one officer sees it: read once; its address, its look, and what to know before anything else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from akun.actor import Actor
from akun.decision import Decision
from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal_jam, tanggal_polos
from helpdesk import permissions_verifikasi as izin
from helpdesk import putusan_verifikasi as putusan
from helpdesk.models.verifikasi import ItemVerifikasi, PengembalianVerifikasi, Verifikasi
from helpdesk.pilihan_verifikasi import Putusan
from helpdesk.status_verifikasi import Status
from helpdesk.tabel_verifikasi import RUJUKAN
from sla import office

S = Status
TANDA: Mapping[str, tuple[str, str]] = {
    S.DIDAFTARKAN: ("awas", "jam"),
    S.DIPERIKSA: ("info", "cari"),
    S.DIKEMBALIKAN: ("awas", "kiri"),
    S.LULUS: ("baik", "cek-bulat"),
    S.DICABUT: ("telat", "batal"),
    S.BATAL: ("netral", "batal"),
}
TANDA_PUTUSAN: Mapping[str, tuple[str, str]] = {
    Putusan.YA: ("baik", "cek-bulat"),
    Putusan.TIDAK: ("telat", "batal"),
    Putusan.BELUM: ("netral", "jam"),
}


def tanda_verifikasi(status: str) -> dict[str, str]:
    """Word, tone and icon of a status, as the `tanda` tag takes them."""
    nada, ikon = TANDA[status]
    return {"kata": str(Status(status).label), "nada": nada, "ikon": ikon}


def tanda_putusan(nilai: str) -> dict[str, str]:
    """The same of a verdict."""
    nada, ikon = TANDA_PUTUSAN[nilai]
    return {"kata": _("Belum") if nilai == Putusan.BELUM else str(Putusan(nilai).label), "nada": nada, "ikon": ikon}


def url_verifikasi(nomor: str, halaman: str = "", kueri: str = "") -> str:
    """The address of a page of a verification; `kueri` is the list's filter, which travels along."""
    nama = f"helpdesk:verifikasi_{halaman}" if halaman else "helpdesk:verifikasi_lembar"
    return reverse(nama, args=[nomor]) + (f"?{kueri}" if kueri else "")


@dataclass(frozen=True)
class LembarVerifikasi:
    """A verification that the actor may see."""

    verifikasi: Verifikasi
    actor: Actor
    now: datetime

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "LembarVerifikasi":
        """Load it. Raises Http404 for what the actor may not know of."""
        rows = Verifikasi.objects.visible_to(actor).filter(nomor=nomor).select_related(*RUJUKAN).defer("cari")
        verifikasi = rows.first()
        if verifikasi is None:
            raise Http404(_("Verifikasi ini tidak ada, atau bukan di LPSE Anda."))
        return cls(verifikasi, actor, now)

    @property
    def hari_ini(self) -> date:
        """Today in Jakarta."""
        return self.now.astimezone(WIB).date()

    @cached_property
    def item(self) -> list[ItemVerifikasi]:
        """The checklist."""
        return list(self.verifikasi.item.all())

    @cached_property
    def pengembalian(self) -> list[PengembalianVerifikasi]:
        """Every time the papers went back, the newest first."""
        return list(self.verifikasi.pengembalian.select_related("oleh"))

    @cached_property
    def terpenuhi(self) -> bool:
        """Whether the provider would pass now."""
        return putusan.semua_terpenuhi(self.item, hari_ini=self.hari_ini)

    @cached_property
    def may_periksa(self) -> Decision:
        """Whether he may check, return and pass it."""
        return izin.may_periksa(self.actor, self.verifikasi)

    @cached_property
    def may_cabut(self) -> Decision:
        """Whether he may withdraw its pass."""
        return izin.may_cabut(self.actor, self.verifikasi)

    def url(self, halaman: str = "", *, kueri: str = "") -> str:
        """The address of a page of it."""
        return url_verifikasi(self.verifikasi.nomor, halaman, kueri)


def batas(verifikasi: Verifikasi, now: datetime) -> dict[str, Any]:
    """The present deadline for the head of a page or a row of the list."""
    if verifikasi.jatuh_tempo is None:
        return {"batas": None, "sisa": "", "keadaan": "", "lewat": False}
    hari = office.kalender(verifikasi.kalender_kerja).days_left(now, verifikasi.jatuh_tempo)
    return {
        "batas": verifikasi.jatuh_tempo,
        "sisa": sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
        "lewat": hari < 0,
    }


def baris_item(item: ItemVerifikasi, hari_ini: date) -> dict[str, Any]:
    """One line of the checklist to be read."""
    tidak_dibawa = putusan.tidak_dibawa(item)
    return {
        "nama": item.dokumen.nama,
        "wajib": item.wajib,
        "tidak_dibawa": tidak_dibawa,
        "putusan": [tanda_putusan(nilai) for nilai in item.putusan],
        "asli": item.asli_dilihat if item.dokumen.asli else None,
        "kurang": putusan.kurang(item, hari_ini=hari_ini),
        "berlaku": item.berlaku_sampai,
        "lewat": item.lewat(hari_ini),
        "catatan": item.catatan,
    }


def kabar(verifikasi: Verifikasi) -> dict[str, str]:
    """What has to be known before anything else."""
    if verifikasi.status == Status.DICABUT and verifikasi.dicabut_pada:
        judul = _("Tanda lulus dicabut %(kapan)s") % {"kapan": tanggal_jam(verifikasi.dicabut_pada)}
        return {"judul": judul, "isi": verifikasi.alasan, "nada": "telat"}
    if verifikasi.status == Status.BATAL:
        return {"judul": _("Verifikasi ini batal"), "isi": verifikasi.alasan, "nada": "awas"}
    if verifikasi.status == Status.LULUS and verifikasi.tanggal_lulus:
        isi = _(
            "Berikan lembar 1 kepada penyedia dan lembar 2 kepada Admin LPSE, yang menetapkan User ID dan mengirimnya "
            "dari SPSE ke e-mail penyedia. Portal ini tidak membuat dan tidak menyimpan kata sandi."
        )
        judul = _("Lulus. Tanda lulus %(nomor)s berlaku sejak %(tanggal)s") % {
            "nomor": verifikasi.nomor_lulus,
            "tanggal": tanggal_polos(verifikasi.tanggal_lulus),
        }
        return {"judul": judul, "isi": isi, "nada": "baik"}
    return {}
