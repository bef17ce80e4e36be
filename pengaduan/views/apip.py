"""What inspectors read of a case and take away: the case itself, files, an identity opened to them."""

from typing import Any

from allauth.account.decorators import reauthentication, reauthentication_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import APIP
from akun.decision import require
from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from berkas import store
from berkas.views import kirim_berkas
from pengaduan import dosir, percakapan, permissions, vault
from pengaduan.models import BuktiDukung
from pengaduan.views import apip_lembar
from pengaduan.views.apip_langkah import LANGKAH
from pengaduan.views.apip_lembar import TAHAP, LembarApip
from pengaduan.views.menu import rangka
from sla import office


@for_roles(*sorted(APIP))
@require_GET
def kasus(request: ActorRequest, nomor: str) -> HttpResponse:
    """One case: dossier, thread, timeline; clocks and the steps that are possible."""
    lembar = LembarApip(nomor, request.actor, timezone.now())
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, lembar.url)
    kata, nada, ikon = TAHAP[lembar.pengaduan.status]
    konteks: dict[str, Any] = {
        **rangka(request.actor, "kotak_kasus"),
        "dosir": lembar.dosir,
        "eskalasi": lembar.eskalasi,
        "terbuka": lembar.terbuka,
        "tahap": {"kata": kata, "nada": nada, "ikon": ikon},
        "batas": lembar.batas,
        "bukti": [_bukti(lembar, b) for b in lembar.dosir.bukti],
        "hasil": apip_lembar.hasil(lembar),
        "pesan": apip_lembar.percakapan(lembar),
        "pesan_baru": len(lembar.baru),
        "menunggu_jawaban": lembar.menunggu_jawaban,
        "tulis_url": lembar.url("tulis") if any(b["nama"] == "tulis" for b in boleh) else "",
        "linimasa": apip_lembar.linimasa(lembar),
        "jam": apip_lembar.jam(lembar),
        "boleh": boleh,
        "belum": belum,
    }
    if lembar.baru:
        percakapan.tandai_terbaca(eskalasi=lembar.eskalasi, sampai=max(lembar.baru), by=lembar.actor)
    if lembar.batas:
        konteks["sisa"] = office.kalender().days_left(lembar.now, lembar.batas)
    return render(request, "pengaduan/apip/kasus.html", konteks)


def _bukti(lembar: LembarApip, b: dosir.BuktiDosir) -> dict[str, Any]:
    catatan = [_("Catatan pelapor: “%(catatan)s”.") % {"catatan": b.catatan}] if b.catatan else []
    return {
        "nama": b.nama,
        "url": lembar.url("bukti", b.ke) if b.bisa_diunduh else "",
        "ket": " ".join([*catatan, *b.keterangan]),
        "jenis": "berkas" if b.jenis == "dokumen" else b.jenis,
        "kata": _("Salinan bersih") if b.bisa_diunduh else _("Tidak dibagikan"),
        "nada": "baik" if b.bisa_diunduh else "awas",
        "gambar": "cek-bulat" if b.bisa_diunduh else "kunci",
    }


@for_roles(*sorted(APIP))
@require_GET
def bukti(request: ActorRequest, nomor: str, ke: int) -> HttpResponseBase:
    """The cleaned copy of a piece of evidence."""
    lembar = LembarApip(nomor, request.actor, timezone.now())
    return _kirim(lembar, dict(enumerate(dosir.bukti_terbuka(lembar.pengaduan), start=1)).get(ke))


@for_roles(*sorted(APIP))
@require_GET
def lampiran(request: ActorRequest, nomor: str, ke: int) -> HttpResponseBase:
    """The cleaned copy of a file of the thread with LKPP, or of a reported result."""
    lembar = LembarApip(nomor, request.actor, timezone.now())
    return _kirim(lembar, {x.ke: x.bukti for x in lembar.lampiran}.get(ke))


def _kirim(lembar: LembarApip, satu: BuktiDukung | None) -> HttpResponseBase:
    if satu is None or not satu.berkas.bisa_dibagikan:
        raise Http404
    percakapan.catat_unduhan(
        bukti=satu, eskalasi=lembar.eskalasi, varian=store.SALINAN, by=lembar.actor, now=lembar.now
    )
    return kirim_berkas(satu.berkas, variant=store.SALINAN, nama=satu.berkas.nama_aman)


@for_roles(*sorted(APIP))
@require_http_methods(["GET", "POST"])
@reauthentication_required(enabled=lambda request: request.method == "GET")  # type: ignore[untyped-decorator]
def identitas(request: ActorRequest, nomor: str) -> HttpResponse:
    """An identity that the complainant opened to the inspectorate: asked for on purpose; each look leaves a trail.

    Re-authentication happens before the button: a POST resumed by allauth would not pass the door again.
    """
    lembar = LembarApip(nomor, request.actor, timezone.now())
    require(permissions.may_lihat_identitas_apip(lembar.actor, lembar.pengaduan, lembar.eskalasi))
    konteks = {**rangka(request.actor, "kotak_kasus"), "nomor": nomor, "kasus_url": lembar.url("kasus")}
    if request.method == "POST":
        if not reauthentication.did_recently_reauthenticate(request):
            return redirect("pengaduan:apip_identitas", nomor)
        konteks["identitas"] = vault.buka_untuk_apip(
            pengaduan=lembar.pengaduan, eskalasi=lembar.eskalasi, by=lembar.actor, now=lembar.now
        )
    return render(request, "pengaduan/apip/identitas.html", konteks)
