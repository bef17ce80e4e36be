"""The sheet of a consultation: question, applicant, files, thread, clocks, rights, and the steps from here."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal_jam
from berkas import store
from berkas.views import kirim_berkas
from konsultasi import permissions
from konsultasi.models import Keluhan
from konsultasi.permissions import MEJA
from konsultasi.pilihan import Kanal, Produk
from konsultasi.status import Status
from konsultasi.views import langkah, langkah_jawaban, langkah_temu, riwayat
from konsultasi.views.lembar import Lembar
from konsultasi.views.meja import kapan
from konsultasi.views.tanda import tanda, tanda_keluhan
from persuratan.models import SuratMasuk
from sla import office

LANGKAH = (
    langkah.TerimaDirektur,
    langkah.Verifikasi,
    langkah.Ambil,
    langkah.Proses,
    langkah_jawaban.TulisJawaban,
    langkah_jawaban.Setujui,
    langkah_jawaban.Kembalikan,
    langkah_temu.JadwalkanDaring,
    langkah_temu.Datang,
    langkah_temu.MulaiSesi,
    langkah_temu.TulisLaporan,
    langkah_temu.UbahDaring,
    langkah_temu.TidakDatang,
    langkah_temu.BatalkanDaring,
    langkah.Tugaskan,
    langkah.MintaData,
    langkah.Selesaikan,
    langkah.Alihkan,
    langkah.Tolak,
    langkah.CatatInternal,
)
BERHASIL = (Status.DIJAWAB, Status.LAPORAN, Status.SELESAI)


@for_roles(*sorted(MEJA))
@require_GET
def kasus(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one consultation."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    k, kueri = lembar.k, request.GET.urlencode()
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, partial(lembar.url, kueri=kueri))
    linimasa, lebih_lama = riwayat.linimasa(lembar)
    jam_janji, jam_tahap = riwayat.jam(lembar)
    konteks = {
        "k": k,
        "tanda": tanda(k.status),
        "butir_kepala": list(filter(None, [k.nomor, k.get_kanal_display(), k.asal, kapan(k)])),
        "daftar_url": reverse("konsultasi:meja") + (f"?{kueri}" if kueri else ""),
        "boleh": boleh,
        "belum": [*belum, *_menunggu(lembar)],
        "data": _data(lembar),
        "pemohon": _pemohon(lembar),
        "berkas": riwayat.berkas(lembar),
        "hasil": _hasil(lembar),
        "percakapan": riwayat.percakapan(lembar),
        "linimasa": linimasa,
        "lebih_lama": lebih_lama,
        "jam_janji": jam_janji,
        "jam_tahap": jam_tahap,
        "hak": riwayat.hak(k),
        "surat_url": _surat_url(lembar),
        "antrean_url": lembar.url("antrean") if lembar.janji and lembar.janji.nomor_antrean else "",
        "koleksi_url": _koleksi_url(lembar),
        "keluhan": _keluhan(lembar),
        **_batas(lembar),
    }
    return render(request, "konsultasi/meja/kasus.html", konteks)


def _batas(lembar: Lembar) -> dict[str, Any]:
    """The present deadline for the head of the page."""
    batas = lembar.k.jatuh_tempo
    if batas is None:
        return {"batas": None}
    hari = office.kalender().days_left(lembar.now, batas)
    return {"batas": batas, "sisa": sisa_hari(hari), "keadaan": keadaan_tenggat(hari)}


def _menunggu(lembar: Lembar) -> list[dict[str, Any]]:
    """Steps of others from here: who is waited for."""
    menunggu = {
        Status.BUTUH_DATA: (_("Melanjutkan pengerjaan"), _("Menunggu data dari pemohon."), "jeda"),
        Status.DIJAWAB: (_("Menutup konsultasi"), _("Menunggu tanggapan pemohon, sampai batasnya."), "jam"),
        Status.LAPORAN: (_("Menutup konsultasi"), _("Menunggu tanggapan pemohon, sampai batasnya."), "jam"),
    }
    satu = menunggu.get(Status(lembar.k.status))
    return [{"teks": satu[0], "alasan": satu[1], "ikon": satu[2]}] if satu else []


def _data(lembar: Lembar) -> list[dict[str, str]]:
    """What is asked, where it stands."""
    k = lembar.k
    direktur = tanggal_jam(k.diterima_direktur_pada)
    if lembar.menunggu_direktur:
        direktur = _("Belum; janji mulai dihitung ketika Direktur menerimanya")
    baris = (
        (_("Subjek"), k.subjek.nama),
        (_("Permasalahan hukum"), _("Ya") if k.hukum else ""),
        (_("Direktorat"), k.unit.nama),
        (_("Diterima"), f"{tanggal_jam(k.diterima_pada)} · {k.get_kanal_display()}"),
        (_("Diterima Direktur"), direktur),
        (_("Petugas"), k.petugas.nama if k.petugas else _("Belum ditugaskan")),
        (_("Pertemuan"), kapan(k)),
        (_("Tautan rapat"), lembar.pertemuan.tautan if lembar.pertemuan else ""),
    )
    return [{"nama": n, "nilai": v} for n, v in baris if v]


def _pemohon(lembar: Lembar) -> list[dict[str, str]]:
    """Who asks."""
    k = lembar.k
    baris = (
        (_("Nama"), k.nama),
        (_("Sebagai"), k.get_jenis_pemohon_display()),
        (_("Instansi"), k.instansi.nama if k.instansi else k.instansi_teks),
        (_("E-mail"), k.surel),
        (_("Telepon"), k.telepon),
        (_("Tanda pengenal"), k.get_identitas_display() if k.identitas else ""),
        (_("Akun di portal"), _("Ada") if k.pemohon_id else _("Tidak ada")),
    )
    return [{"nama": n, "nilai": v} for n, v in baris if v]


def _hasil(lembar: Lembar) -> dict[str, Any] | None:
    """What was written: the answer or the report, the note of the reviewer, or why it was refused."""
    k = lembar.k
    isi = k.jawaban
    if lembar.janji and lembar.janji.laporan:
        isi = lembar.janji.laporan
    elif lembar.pertemuan and lembar.pertemuan.notulen:
        isi = lembar.pertemuan.notulen
    if not isi and not k.catatan:
        return None
    ditolak = k.status == Status.DITOLAK
    return {
        "isi": isi,
        "laporan": k.kanal in {Kanal.TATAP_MUKA, Kanal.DARING},
        "berangkat": k.dijawab_pada,
        "produk": [str(Produk(p).label) for p in k.produk],
        "peninjau": k.peninjau.nama if k.peninjau else "",
        "catatan": k.catatan,
        "catatan_judul": _("Mengapa tidak dapat dilayani") if ditolak else _("Catatan peninjau"),
    }


def _surat_url(lembar: Lembar) -> str:
    """The letter that it came with, for whoever may read that letter."""
    surat = lembar.k.surat
    if surat is None or not SuratMasuk.objects.visible_to(lembar.actor).filter(pk=surat.pk).exists():
        return ""
    return reverse("persuratan:surat", args=[surat.nomor])


def _koleksi_url(lembar: Lembar) -> str:
    """Where an entry of the collection is written from this answer."""
    if lembar.k.status not in BERHASIL or not permissions.may_tulis_koleksi(lembar.actor):
        return ""
    return f"{reverse('konsultasi:meja_koleksi_tulis')}?dari={lembar.k.nomor}"


def _keluhan(lembar: Lembar) -> list[dict[str, Any]]:
    """The complaints about this service that the reader may know of."""
    rows = Keluhan.objects.visible_to(lembar.actor).filter(konsultasi=lembar.k.pk).order_by("id")
    return [
        {
            "pada": satu.diajukan_pada,
            "url": reverse("konsultasi:meja_keluhan_satu", args=[satu.pk]),
            "tanda": tanda_keluhan(satu.status),
        }
        for satu in rows
    ]


@for_roles(*sorted(MEJA))
@require_GET
def lampiran(request: ActorRequest, nomor: str, pk: int) -> HttpResponseBase:
    """Send a file of a consultation."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    satu = lembar.k.lampiran.select_related("berkas").filter(pk=pk).first()
    if satu is None:
        raise Http404(_("Berkas ini tidak ada."))
    return kirim_berkas(satu.berkas, variant=store.ASLI, nama=satu.berkas.nama_asli)
