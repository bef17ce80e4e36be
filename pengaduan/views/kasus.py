"""The case page of LKPP's officers, on the screen and on paper. The identity of the complainant is not on it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import PENANGAN, Peran
from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from akun.templatetags.rupa import keadaan_tenggat, rupiah, sisa_hari, tanggal_jam, tanggal_polos
from pengaduan import daftar, tabel
from pengaduan.forms_lkpp import CatatForm
from pengaduan.models import BuktiDukung, PesanKasus, Usulan
from pengaduan.pilihan import AlasanTolak, LembagaTujuan
from pengaduan.status import STAGES, Status
from pengaduan.views import bukti_lkpp, riwayat
from pengaduan.views.langkah import DI_KARTU, LANGKAH
from pengaduan.views.lembar import Lembar
from pengaduan.views.menu import rangka
from pengaduan.views.step_view import url_kasus
from pengaduan.views.tanda import tanda
from persuratan.models import SuratMasuk
from sla import office
from sla.calendar import WIB

PEMBACA = sorted(PENANGAN | {Peran.PIMPINAN})
ALASAN_AKHIR = {
    **dict(AlasanTolak.choices),
    **dict(LembagaTujuan.choices),
    "tidak_dilengkapi": gettext_lazy("Data tidak dilengkapi pelapor"),
}


@for_roles(*PEMBACA)
@require_GET
def kasus(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one case."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    kueri = request.GET.urlencode()
    return render(request, "pengaduan/lkpp/kasus.html", isi(lembar) | _bingkai(request, lembar, kueri))


@for_roles(*PEMBACA)
@require_GET
def cetak(request: ActorRequest, nomor: str) -> HttpResponse:
    """The case file for paper."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    konteks = isi(lembar) | {"now": lembar.now, "pencetak": request.actor, "kasus_url": url_kasus(nomor)}
    return render(request, "pengaduan/lkpp/cetak.html", konteks)


def isi(lembar: Lembar) -> dict[str, Any]:
    """What screen and paper have in common."""
    p = lembar.pengaduan
    linimasa, lebih_lama = riwayat.linimasa(lembar)
    return {
        "p": p,
        "tanda": tanda(p.status),
        "alasan_akhir": ALASAN_AKHIR.get(p.alasan_akhir, ""),
        "pokok": _pokok(lembar),
        "bukti": bukti_lkpp.daftar(lembar, [b for b in lembar.bukti if b.pesan_id is None and not _hasil(lembar, b)]),
        "periksa": [
            {"judul": b.get_butir_display(), "ket": b.keterangan, "lengkap": b.terpenuhi} for b in lembar.periksa
        ],
        "terpenuhi": sum(b.terpenuhi for b in lembar.periksa),
        "catatan": riwayat.catatan_internal(lembar),
        "pesan_pelapor": _percakapan(lembar, PesanKasus.Ruang.PENGADU),
        "pesan_apip": _percakapan(lembar, PesanKasus.Ruang.APIP),
        "linimasa": linimasa,
        "lebih_lama": lebih_lama,
        "jam": riwayat.jam(lembar),
        "eskalasi": lembar.eskalasi,
        "hasil": [{"h": h, "berkas": bukti_lkpp.daftar(lembar, [h.berkas]) if h.berkas else []} for h in lembar.hasil],
        "usulan": [_usulan(u) for u in lembar.usulan],
    }


def _hasil(lembar: Lembar, b: BuktiDukung) -> bool:
    return any(h.berkas_id == b.pk for h in lembar.hasil)


def _bingkai(request: ActorRequest, lembar: Lembar, kueri: str) -> dict[str, Any]:
    """The frame, the place in the list, and what this reader may do."""
    p, actor = lembar.pengaduan, request.actor
    pembaca = tabel.Pembaca(actor, lembar.now)
    tempat = daftar.tempat(tabel.Saringan(request.GET, pembaca=pembaca).daftar, p.nomor)
    url = partial(url_kasus, lembar.pengaduan.nomor, kueri)
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, url) if actor.peran in PENANGAN else ([], [])
    kartu, _tidak = boleh_dan_belum(lembar, DI_KARTU, url) if actor.peran in PENANGAN else ([], [])
    menunggu = _menunggu(lembar)
    return {
        **rangka(actor, "semua" if request.GET.get("pandang") == "semua" else "hari_ini"),
        **_batas(lembar),
        "butir_kepala": _butir_kepala(lembar),
        "meja_kueri": f"{reverse('pengaduan:meja')}?{kueri}",
        "posisi": _("Kasus %(ke)s dari %(dari)s") % {"ke": tempat.ke, "dari": tempat.dari} if tempat.ke else "",
        "sebelum_url": url_kasus(tempat.sebelum, kueri) if tempat.sebelum else "",
        "sesudah_url": url_kasus(tempat.sesudah, kueri) if tempat.sesudah else "",
        "cetak_url": url_kasus(p.nomor, "", "kasus_cetak"),
        "boleh": boleh,
        "belum": [*menunggu, *belum],
        "url": {k["nama"]: k["url"] for k in kartu},
        "catat_form": CatatForm(),
        "penangan": actor.peran in PENANGAN,
        "asal_surat": _asal_surat(lembar),
    }


def _asal_surat(lembar: Lembar) -> str:
    """The number of the letter as which the complaint came, for whoever may read that letter."""
    surat = lembar.pengaduan.surat_id
    rows = SuratMasuk.objects.visible_to(lembar.actor).filter(pk=surat) if surat else SuratMasuk.objects.none()
    return rows.values_list("nomor", flat=True).first() or ""


def _butir_kepala(lembar: Lembar) -> list[str]:
    p = lembar.pengaduan
    if lembar.di_tangan_saya:
        pemegang = _("Dipegang Anda")
    elif p.pemegang:
        pemegang = _("Dipegang %(nama)s") % {"nama": p.pemegang.nama}
    else:
        pemegang = _("Belum ada pemegang")
    return [p.nomor, p.nama_instansi or _("Instansi belum diketahui"), pemegang]


def _batas(lembar: Lembar) -> dict[str, Any]:
    """The present deadline for the head of the page."""
    p, now = lembar.pengaduan, lembar.now
    if p.jatuh_tempo is None:
        return {"batas": None}
    hari = office.kalender().days_left(now, p.jatuh_tempo)
    pelapor = p.status in {Status.PERLU_DILENGKAPI, Status.SELESAI}
    return {
        "batas": p.jatuh_tempo,
        "batas_nama": _("Pelapor dapat menanggapi sampai") if pelapor else _("Tahap ini paling lambat"),
        "sisa": sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
    }


# Steps of others: who is waited for, in a status from which they lead on.
MENUNGGU = {
    "lengkapi": (gettext_lazy("Melengkapi laporan"), gettext_lazy("Menunggu pelapor."), "jeda"),
    "terima_apip": (gettext_lazy("Menerima atau mengembalikan kasus"), gettext_lazy("Menunggu APIP."), "perisai"),
    "tugaskan_apip": (gettext_lazy("Menugaskan auditor"), gettext_lazy("Menunggu APIP."), "perisai"),
    "laporkan_hasil": (gettext_lazy("Melaporkan hasil"), gettext_lazy("Menunggu APIP."), "perisai"),
    "tutup": (
        gettext_lazy("Menutup kasus"),
        gettext_lazy("Berjalan sendiri setelah masa tanggapan pelapor lewat."),
        "jam",
    ),
}


def _menunggu(lembar: Lembar) -> list[dict[str, Any]]:
    mungkin = [s.nama for s in STAGES.possible(lembar.pengaduan.status) if s.nama in MENUNGGU]
    return [{"teks": t, "alasan": a, "ikon": i} for t, a, i in (MENUNGGU[n] for n in mungkin)]


def _pokok(lembar: Lembar) -> list[dict[str, Any]]:
    """The data of the complaint; what the complainant does not know stands there with his reason."""
    p = lembar.pengaduan
    kategori = " · ".join(str(x) for x in (p.get_kategori_display() if p.kategori else "", p.tahun_anggaran) if x)
    tempat = " · ".join(x for x in (p.lokasi, p.wilayah.nama if p.wilayah else "") if x)
    diterima = tanggal_polos(p.diajukan_pada) if p.anonim else tanggal_jam(p.diajukan_pada)
    baris = (
        ("jenis_pelanggaran", _("Jenis pelanggaran"), p.get_jenis_pelanggaran_display() if p.jenis_pelanggaran else ""),
        (
            "teradu",
            _("Teradu"),
            [f"{t.get_peran_display()}: {t.nama}" if t.nama else t.get_peran_display() for t in lembar.teradu],
        ),
        ("waktu_kejadian", _("Waktu kejadian"), p.waktu_kejadian),
        ("nama_paket", _("Nama paket"), p.nama_paket),
        ("kode_rup", _("Kode RUP"), " · ".join(lembar.rup)),
        ("kode_tender", _("Kode tender"), p.kode_tender),
        ("instansi", _("Instansi"), p.nama_instansi),
        ("kategori", _("Kategori dan tahun"), kategori),
        ("hps", _("HPS atau pagu"), rupiah(p.hps)),
        ("lokasi", _("Lokasi"), tempat),
        ("sumber_lain", _("Sumber informasi lain"), p.sumber_lain),
        ("jalur", _("Diterima"), f"{diterima} · {p.get_jalur_display()}"),
    )
    return [_satu(nama, nilai, p.tidak_tahu.get(kunci, "")) for kunci, nama, nilai in baris]


def _satu(nama: str, nilai: Any, tidak_tahu: str) -> dict[str, Any]:
    if not nilai:
        kata = _("Pelapor tidak tahu: %(alasan)s") % {"alasan": tidak_tahu} if tidak_tahu else _("Tidak disebut")
        return {"nama": nama, "nilai": kata}
    return {"nama": nama, "daftar": nilai} if isinstance(nilai, list) else {"nama": nama, "nilai": nilai}


def _percakapan(lembar: Lembar, ruang: str) -> list[dict[str, Any]]:
    """A thread for komponen/percakapan.html. Of an anonymous complainant only the day is told."""
    hasil = []
    for pesan in lembar.pesan:
        if pesan.ruang != ruang:
            continue
        lkpp = pesan.dari == PesanKasus.Dari.LKPP
        hanya_hari = lembar.pengaduan.anonim and pesan.dari == PesanKasus.Dari.PENGADU
        nama = (
            pesan.penulis.nama if pesan.penulis and pesan.dari != PesanKasus.Dari.PENGADU else pesan.get_dari_display()
        )
        hasil.append(
            {
                "dari": _("Anda") if lkpp and pesan.penulis_id == lembar.actor.user_id else nama,
                "anda": lkpp,
                "pada": pesan.dibuat_pada.astimezone(WIB).date() if hanya_hari else pesan.dibuat_pada,
                "isi": pesan.isi,
                "lampiran": bukti_lkpp.lampiran(lembar, pesan.pk),
            }
        )
    return hasil


def _usulan(u: Usulan) -> dict[str, Any]:
    """A proposal and what became of it."""
    kata = {
        None: (_("Menunggu putusan"), "awas"),
        True: (_("Disetujui"), "baik"),
        False: (_("Tidak disetujui"), "netral"),
    }
    alasan = dict(AlasanTolak.choices).get(u.alasan, "")
    return {"u": u, "kata": kata[u.disetujui][0], "nada": kata[u.disetujui][1], "alasan": alasan}
