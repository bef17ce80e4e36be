"""The page of one ticket: what was reported, its priority, the thread, the ladder, its files, clocks and steps."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal_jam
from berkas import store
from berkas.putusan import Putusan
from berkas.views import kirim_berkas
from helpdesk import utas
from helpdesk.layanan import terbaca
from helpdesk.models import EskalasiTiket, LampiranTiket
from helpdesk.permissions_faq import PENULIS, may_tulis_faq
from helpdesk.pilihan import Dari
from helpdesk.status import Event, Status
from helpdesk.views import lampiran, linimasa, uraian
from helpdesk.views.langkah import DI_KARTU, LANGKAH
from helpdesk.views.lembar import PEMBACA, Lembar, url_tiket
from helpdesk.views.tanda import tanda, tanda_kelas
from jejak import trail
from pengaduan.views import jam_rinci
from sla import office


@for_roles(*sorted(PEMBACA))
@require_GET
def tiket(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one ticket."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    kueri = request.GET.urlencode()
    url = partial(_url_langkah, lembar, kueri)
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, url)
    kartu, _tidak = boleh_dan_belum(lembar, DI_KARTU, url)
    baris, lebih_lama = linimasa.linimasa(lembar)
    t = lembar.tiket
    konteks = {
        "tiket": t,
        "tanda": tanda(t.status),
        "kelas": tanda_kelas(t.kelas) if t.kelas or t.perlu_klasifikasi else None,
        "butir_kepala": list(_kepala(lembar)),
        "daftar_url": reverse("helpdesk:meja") + (f"?{kueri}" if kueri else ""),
        "prioritas": uraian.dari_tiket(t),
        "data": _data(lembar),
        "berkas": lampiran.daftar(lembar, [x for x in lembar.lampiran if x.pesan_id is None]),
        "pesan": _percakapan(lembar),
        "tangga": [_anak_tangga(lembar, e) for e in lembar.eskalasi],
        "duplikat": [{"t": d, "tanda": tanda(d.status), "url": url_tiket(d.nomor)} for d in lembar.duplikat],
        "utama_url": url_tiket(t.duplikat_dari.nomor) if t.duplikat_dari else "",
        "masalah_url": reverse("helpdesk:masalah", args=[t.masalah_id]) if t.masalah_id else "",
        "boleh": boleh,
        "belum": [*_menunggu(lembar), *belum],
        "url": {k["nama"]: k["url"] for k in kartu},
        "faq_url": _faq_url(lembar),
        "linimasa": baris,
        "lebih_lama": lebih_lama,
        "jam": linimasa.jam(lembar),
        **_batas(lembar),
    }
    return render(request, "helpdesk/meja/tiket.html", konteks)


def _url_langkah(lembar: Lembar, kueri: str, nama: str) -> str:
    return lembar.url(f"tiket_{nama}", kueri=kueri)


def _faq_url(lembar: Lembar) -> str:
    """Where an answered ticket becomes a draft for the FAQ, for whoever may write there."""
    boleh = lembar.tiket.solusi and lembar.actor.peran in PENULIS and may_tulis_faq(lembar.actor, lembar.tiket.meja)
    return reverse("helpdesk:faq_dari_tiket", args=[lembar.tiket.nomor]) if boleh else ""


def _kepala(lembar: Lembar) -> Any:
    t = lembar.tiket
    yield t.nomor
    yield t.meja.nama
    if lembar.di_tangan_saya:
        yield _("Dipegang Anda")
    else:
        yield _("Dipegang %(nama)s") % {"nama": t.pemegang.nama} if t.pemegang else _("Belum ada pemegang")
    if t.pending:
        yield _("Di daftar belum terjawab")
    if t.hak_prioritas:
        yield _("Hak kompensasi LPSE")


def _batas(lembar: Lembar) -> dict[str, Any]:
    """The present deadline for the head of the page."""
    t, now = lembar.tiket, lembar.now
    if t.jatuh_tempo is None:
        return {"batas": None}
    hari = office.kalender(t.kalender_kerja).days_left(now, t.jatuh_tempo)
    lewat = t.terbuka and t.jatuh_tempo < now
    pelapor = t.status in {Status.MENUNGGU_PENGGUNA, Status.PENYELESAIAN, Status.DIKONFIRMASI}
    return {
        "batas": t.jatuh_tempo,
        "batas_nama": _("Pelapor dapat menanggapi sampai") if pelapor else _("Tahap ini paling lambat"),
        "sisa": sisa_hari(min(hari, -1) if lewat and not pelapor else hari),
        "keadaan": "jeda" if t.status == Status.MENUNGGU_PENGGUNA else "lewat" if lewat else keadaan_tenggat(hari),
    }


def _menunggu(lembar: Lembar) -> list[dict[str, Any]]:
    """Steps of others from here: who is waited for."""
    menunggu = {
        Status.MENUNGGU_PENGGUNA: (_("Menjelaskan"), _("Menunggu pelapor."), "jeda"),
        Status.PENYELESAIAN: (_("Menyatakan selesai atau belum"), _("Menunggu pelapor."), "jam"),
    }
    satu = menunggu.get(Status(lembar.tiket.status))
    return [{"teks": satu[0], "alasan": satu[1], "ikon": satu[2]}] if satu else []


def _data(lembar: Lembar) -> list[dict[str, Any]]:
    """The report and who made it."""
    t = lembar.tiket
    baris = (
        (_("Jenis tiket"), t.get_jenis_display()),
        (_("Jenis gangguan"), t.jenis_gangguan.nama if t.jenis_gangguan else ""),
        (_("Pelapor"), " · ".join(filter(None, (t.nama, t.get_pengguna_display())))),
        (_("Alamat"), t.alamat),
        (_("Telepon"), t.telepon),
        (_("E-mail"), t.surel),
        (_("Kode tender"), t.kode_tender),
        (_("Diterima"), f"{tanggal_jam(t.diterima_pada)} · {t.get_kanal_display()}"),
        (_("Dicatat oleh"), t.dicatat_oleh.nama if t.dicatat_oleh else ""),
        (_("Regu"), t.regu.nama if t.regu else ""),
        (_("Layanan"), t.layanan.sebutan if t.layanan else ""),
        *(terbaca(t.layanan, t.data_layanan) if t.layanan else ()),
        (_("Solusi"), "\n".join(filter(None, (t.get_solusi_jenis_display() if t.solusi_jenis else "", t.solusi)))),
        (_("Penilaian pelapor"), _nilai(lembar)),
    )
    return [{"nama": n, "nilai": v} for n, v in baris if v]


def _nilai(lembar: Lembar) -> str:
    t = lembar.tiket
    if t.nilai is None:
        return ""
    kata = _("%(n)s dari 5") % {"n": t.nilai}
    return f"{kata}\n{t.nilai_catatan}" if t.nilai_catatan else kata


def _percakapan(lembar: Lembar) -> list[dict[str, Any]]:
    """The thread; notes that only officers read are marked, and so is a writer from another address."""
    hasil = []
    for p in lembar.pesan:
        saya = p.oleh_id is not None and p.oleh_id == lembar.actor.user_id
        nama = p.oleh.nama if p.oleh and p.dari == Dari.PETUGAS else p.get_dari_display()
        hasil.append(
            {
                "dari": _("Anda") if saya else nama,
                "petugas": p.dari == Dari.PETUGAS,
                "hanya_petugas": p.hanya_petugas,
                "pada": p.pada,
                "kanal": p.get_kanal_display() if p.dari == Dari.PELAPOR else "",
                "surel_lain": p.surel_lain,
                "isi": p.isi,
                "lampiran": lampiran.daftar(lembar, [x for x in lembar.lampiran if x.pesan_id == p.pk]),
            }
        )
    return hasil


def _anak_tangga(lembar: Lembar, e: EskalasiTiket) -> dict[str, Any]:
    """One rung: to whom, why, and what came back."""
    kepada = ", ".join(filter(None, (e.kepada_regu.nama if e.kepada_regu else "", e.kepada.nama if e.kepada else "")))
    kata, nada, ikon = (_("Dijawab"), "baik", "cek") if e.selesai_pada else (_("Menunggu jawaban"), "awas", "jam")
    return {
        "e": e,
        "judul": e.get_jenis_display(),
        "kepada": kepada or e.get_lingkup_display() if e.lingkup else kepada,
        "oleh": e.oleh.nama if e.oleh else _("Sistem"),
        "selesai_oleh": e.selesai_oleh.nama if e.selesai_oleh else _("Sistem"),
        "tanda": {"kata": kata, "nada": nada, "ikon": ikon},
    }


@dataclass(frozen=True)
class _Berjam:
    """A ticket as the page of a clock asks for it: never anonymous."""

    nomor: str
    anonim: bool = False


@for_roles(*sorted(PEMBACA))
@require_GET
def tenggat(request: ActorRequest, nomor: str, ke: int) -> HttpResponse:
    """ "Mengapa tanggal ini?": a clock of a ticket, by its place among all that it ever had."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    if not 1 <= ke <= len(lembar.jam):
        raise Http404
    rows = list(trail.of(lembar.tiket).filter(kejadian=Event.TENGGAT_DIGESER))
    konteks = {
        **jam_rinci.rinci(_Berjam(nomor), lembar.jam[ke - 1], rows, now=lembar.now),
        "kembali_url": lembar.url(kueri=request.GET.urlencode()),
    }
    return render(request, "helpdesk/meja/tenggat.html", konteks)


@for_roles(*sorted(PEMBACA))
@require_GET
def unduh(request: ActorRequest, nomor: str, lampiran_id: int) -> HttpResponseBase:
    """Send an accepted file of the ticket. Taking it is kept on the trail."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    rows = LampiranTiket.objects.filter(tiket=lembar.tiket, berkas__putusan=Putusan.TERIMA)
    satu = get_object_or_404(rows.select_related("berkas", "tiket"), pk=lampiran_id)
    utas.catat_unduhan(lampiran=satu, by=request.actor, now=lembar.now)
    return kirim_berkas(satu.berkas, variant=store.ASLI, nama=satu.berkas.nama_asli)
