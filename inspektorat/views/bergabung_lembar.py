"""One membership as LKPP sees it: what was asked, who works there, what may be done next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from akun.models import User
from akun.templatetags.rupa import tanggal_jam, ukuran_berkas
from berkas import store
from berkas.putusan import Putusan
from berkas.views import kirim_berkas
from inspektorat import petugas, surel_resmi
from inspektorat.models import PEMBACA, CalonPetugas, DasarSurat, Keanggotaan, Undangan
from inspektorat.status import Event, Status
from inspektorat.views.perjalanan import linimasa, tanda, tempo
from jejak.trail import record

NADA = {Putusan.MENUNGGU: "info", Putusan.TERIMA: "baik", Putusan.KARANTINA: "awas", Putusan.TOLAK: "telat"}


BERCATATAN: dict[str, Any] = {
    Status.PERLU_PERBAIKAN: gettext_lazy("Yang diminta diperbaiki"),
    Status.DITOLAK: gettext_lazy("Alasan ditolak"),
    Status.DITANGGUHKAN: gettext_lazy("Alasan ditangguhkan"),
    Status.NONAKTIF: gettext_lazy("Alasan berakhir"),
}
BATAS: dict[str, Any] = {
    Status.DIAJUKAN: gettext_lazy("Selesai diperiksa paling lambat"),
    Status.DIPERIKSA: gettext_lazy("Selesai diperiksa paling lambat"),
    Status.PERLU_PERBAIKAN: gettext_lazy("Diperbaiki paling lambat"),
    Status.DISETUJUI: gettext_lazy("Diundang paling lambat"),
    Status.AKUN_DIUNDANG: gettext_lazy("Diaktifkan paling lambat"),
    Status.AKTIF: gettext_lazy("Ditangguhkan bila tidak ada yang masuk sampai"),
}


@dataclass(frozen=True)
class Lembar:
    """A membership that the actor may see."""

    keanggotaan: Keanggotaan
    actor: Actor
    now: datetime

    @classmethod
    def buka(cls, nomor: str, actor: Actor, now: datetime) -> "Lembar":
        """The one of this number. Raises Http404 for what the actor may not know of."""
        rows = Keanggotaan.objects.visible_to(actor).filter(nomor=nomor)
        row = rows.select_related("inspektorat__instansi", "surat", "dicatat_oleh").first()
        if row is None:
            raise Http404(_("Keanggotaan ini tidak ada, atau tidak terbuka bagi Anda."))
        return cls(row, actor, now)

    @cached_property
    def calon(self) -> list[CalonPetugas]:
        """Those who are named now."""
        return petugas.calon(self.keanggotaan)

    @cached_property
    def undangan(self) -> dict[int, Undangan]:
        """The newest invitation of each of them."""
        rows = Undangan.objects.filter(calon__in=self.calon, dicabut_pada=None).order_by("id")
        return {u.calon_id: u for u in rows}

    @cached_property
    def berakun(self) -> list[User]:
        """Everybody with an open account of the inspectorate."""
        return petugas.berakun(self.keanggotaan.inspektorat)

    def url(self, halaman: str = "keanggotaan") -> str:
        """The address of a page of this membership."""
        return reverse(f"inspektorat:{halaman}", args=[self.keanggotaan.nomor])


def lembar_page(request: ActorRequest, nomor: str, langkah: Any) -> HttpResponse:
    """Everything about one membership, and the steps that may be taken."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    row = lembar.keanggotaan
    boleh, belum = boleh_dan_belum(lembar, langkah, lembar.url)
    konteks = {
        "keanggotaan": row,
        "inspektorat": row.inspektorat,
        "tanda": tanda(row.status),
        "butir_kepala": [row.nomor, row.get_asal_display()],
        "daftar_url": reverse("inspektorat:keanggotaan_daftar"),
        "data": _data(row),
        "catatan": row.catatan if row.status in BERCATATAN else "",
        "judul_catatan": BERCATATAN.get(row.status, ""),
        "dasar": [_dasar(d, lembar) for d in row.inspektorat.dasar_surat.select_related("berkas")],
        "petugas": _petugas(lembar),
        "boleh": boleh,
        "belum": belum,
        "linimasa": linimasa(row, request.actor),
        "batas_nama": BATAS.get(row.status, ""),
        **tempo(row.jatuh_tempo, lembar.now),
    }
    return render(request, "inspektorat/bergabung/lembar.html", konteks)


def _data(row: Keanggotaan) -> list[dict[str, str]]:
    """Lines of the summary list."""
    baris = [
        (_("Instansi"), str(row.inspektorat.instansi or "-")),
        (_("Masuk"), tanggal_jam(row.diajukan_pada)),
        (_("Narahubung"), row.nama),
        (_("E-mail narahubung"), row.surel),
        (_("Telepon"), row.telepon),
        (_("Dicatat oleh"), row.dicatat_oleh.nama if row.dicatat_oleh else ""),
        (_("Surat masuk"), row.surat.nomor if row.surat else ""),
    ]
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris if nilai]


def _dasar(d: DasarSurat, lembar: Lembar) -> dict[str, Any]:
    """A letter of basis, as written, with its file."""
    berkas = d.berkas
    isi: dict[str, Any] = {"dasar": d, "baru": d.keanggotaan_id == lembar.keanggotaan.pk, "berkas": []}
    if berkas:
        url = reverse("inspektorat:dasar", args=[lembar.keanggotaan.nomor, d.pk]) if berkas.bisa_diunduh else ""
        isi["berkas"] = [
            {
                "nama": _("Surat (PDF)"),
                "url": url,
                "ket": ukuran_berkas(berkas.ukuran),
                "kata": Putusan(berkas.putusan).label,
                "nada": NADA[Putusan(berkas.putusan)],
            }
        ]
    return isi


def _petugas(lembar: Lembar) -> list[dict[str, Any]]:
    """The named, then those with an account whom nobody named here."""
    baris = [_calon(c, lembar) for c in lembar.calon]
    disebut = {c.user_id for c in lembar.calon}
    lain = [u for u in lembar.berakun if u.pk not in disebut]
    return baris + [{"nama": u.nama, "surel": u.email, "peran": u.get_peran_display(), **_akun(u)} for u in lain]


def _calon(c: CalonPetugas, lembar: Lembar) -> dict[str, Any]:
    isi: dict[str, Any] = {"nama": c.nama, "surel": c.surel, "peran": c.get_peran_display()}
    isi["perlu_dilihat"] = not surel_resmi.kedinasan(c.surel)
    if c.user:
        return isi | _akun(c.user)
    undangan = lembar.undangan.get(c.pk)
    if undangan is None:
        return isi | {"kata": _("Belum diundang"), "nada": "netral", "ikon": "jam"}
    if undangan.kedaluwarsa_pada <= lembar.now:
        return isi | {"kata": _("Undangan kedaluwarsa"), "nada": "telat", "ikon": "seru"}
    sampai = _("Undangan berlaku sampai %(hari)s") % {"hari": tanggal_jam(undangan.kedaluwarsa_pada)}
    return isi | {"kata": _("Diundang"), "nada": "info", "ikon": "surat", "ket": sampai}


def _akun(user: User) -> dict[str, Any]:
    """How ready an account is."""
    if not user.is_active:
        return {"kata": _("Akun ditutup"), "nada": "netral", "ikon": "batal"}
    if not petugas.siap(user):
        return {"kata": _("Belum memasang kunci kedua"), "nada": "awas", "ikon": "kunci"}
    masuk = _("Terakhir masuk %(hari)s") % {"hari": tanggal_jam(user.last_login)} if user.last_login else ""
    return {"kata": _("Siap bekerja"), "nada": "baik", "ikon": "cek-bulat", "ket": masuk}


@for_roles(*sorted(PEMBACA))
@require_GET
def dasar(request: ActorRequest, nomor: str, pk: int) -> HttpResponseBase:
    """A letter of basis; the download is kept on the trail."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    row = lembar.keanggotaan.inspektorat.dasar_surat.select_related("berkas").filter(pk=pk).first()
    if row is None or row.berkas is None:
        raise Http404(_("Surat ini tanpa berkas."))
    jawaban = kirim_berkas(row.berkas, variant=store.ASLI, nama=f"dasar-surat-{lembar.keanggotaan.nomor}.pdf")
    with transaction.atomic():
        data = {"dasar": row.pk}
        record(kejadian=Event.BERKAS_DIUNDUH, objek=lembar.keanggotaan, by=request.actor, now=lembar.now, data=data)
    return jawaban
