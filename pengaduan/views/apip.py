"""What inspectors read and take away: the inbox, the case, the dossier on paper, files, an identity opened to them."""

from collections.abc import Mapping
from typing import Any

import structlog
from allauth.account.decorators import reauthentication, reauthentication_required
from django.core.paginator import Paginator
from django.db.models import Case, DateTimeField, F, QuerySet, When
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from akun.actor import APIP, Actor, Peran
from akun.decision import require
from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from berkas import cetak, store
from berkas.views import kirim_berkas
from pengaduan import dosir, percakapan, permissions, vault
from pengaduan.forms_apip import SaringKotak, auditor_dari
from pengaduan.models import BuktiDukung, Eskalasi
from pengaduan.views import apip_lembar
from pengaduan.views.apip_langkah import LANGKAH
from pengaduan.views.apip_lembar import GILIRAN, TAHAP, LembarApip
from pengaduan.views.menu import rangka
from sla import office

PER_HALAMAN = 25
log = structlog.get_logger(__name__)
# filter value -> statuses; the words are those of the first status
SARINGAN: Mapping[str, tuple[str, ...]] = {
    "baru": ("dieskalasi",),
    "diterima": ("diterima_apip",),
    "ditindaklanjuti": ("tindak_lanjut_apip",),
    "menunggu": ("perlu_klarifikasi_lkpp",),
    "direviu": ("hasil_dilaporkan", "reviu_hasil"),
    "selesai": ("selesai", "ditutup"),
}


def _tahap() -> list[tuple[str, Any]]:
    return [(kunci, TAHAP[status[0]][0]) for kunci, status in SARINGAN.items()]


@for_roles(*sorted(APIP))
@require_GET
def kotak(request: ActorRequest) -> HttpResponse:
    """Cases escalated to this inspectorate (for an auditor: his own), what is due first on top."""
    actor, now = request.actor, timezone.now()
    auditor = [(str(u.pk), u.nama) for u in auditor_dari(actor)] if actor.peran == Peran.ADMIN_APIP else []
    form = SaringKotak(request.GET or None, tahap=_tahap(), auditor=auditor)
    dipakai = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    halaman = Paginator(_kotak(actor, dipakai, now), PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        **rangka(actor, "kotak_kasus"),
        "formulir": form,
        "keping": _keping(request.GET, form, dipakai),
        "lepas_semua": reverse("pengaduan:apip_kotak"),
        "halaman": halaman,
        "baris": _baris(list(halaman), now),
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Paket"), _("Tahap"), _("Auditor"))],
    }
    return render(request, "pengaduan/apip/kotak.html", konteks)


def _kotak(actor: Actor, dipakai: Mapping[str, str], now: Any) -> QuerySet[Eskalasi]:
    rows = Eskalasi.objects.di_kotak(actor).select_related("pengaduan__instansi", "auditor")
    if actor.peran == Peran.AUDITOR_APIP:
        rows = rows.filter(auditor_id=actor.user_id)
    tempo = Case(
        When(pengaduan__status__in=GILIRAN, then=F("pengaduan__jatuh_tempo")), output_field=DateTimeField(null=True)
    )
    rows = rows.annotate(tempo=tempo).order_by(F("tempo").asc(nulls_last=True), "-diteruskan_pada", "id")
    if status := dipakai.get("status"):
        rows = rows.filter(pengaduan__status__in=SARINGAN[status])
    if auditor := dipakai.get("auditor"):
        rows = rows.filter(auditor__isnull=True) if auditor == "belum" else rows.filter(auditor_id=int(auditor))
    return (
        rows.filter(pengaduan__status__in=GILIRAN, pengaduan__jatuh_tempo__lt=now) if dipakai.get("tenggat") else rows
    )


def _keping(kueri: QueryDict, form: SaringKotak, dipakai: Mapping[str, str]) -> list[dict[str, str]]:
    """The active filters, each with the address without it."""
    hasil = []
    for nama, nilai in dipakai.items():
        isian: Any = form.fields[nama]
        query = kueri.copy()
        query.pop(nama, None)
        query.pop("halaman", None)
        hasil.append({"teks": str(dict(isian.choices)[nilai]), "url": f"?{query.urlencode()}"})
    return hasil


def _baris(rows: list[Eskalasi], now: Any) -> list[dict[str, Any]]:
    kalender = office.kalender()
    paket = vault.samarkan_paket([e.pengaduan for e in rows])
    hasil = []
    for e in rows:
        p = e.pengaduan
        kata, nada, ikon = TAHAP[p.status]
        due = e.tempo  # type: ignore[attr-defined]
        hasil.append(
            {
                "p": p,
                "paket": paket[p.pk],
                "tahap": {"kata": kata, "nada": nada, "ikon": ikon},
                "auditor": e.auditor.nama if e.auditor else "",
                "batas": due,
                "sisa": kalender.days_left(now, due) if due else None,
                "url": reverse("pengaduan:apip_kasus", args=[p.nomor]),
            }
        )
    return hasil


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
        "linimasa": apip_lembar.linimasa(lembar),
        "jam": apip_lembar.jam(lembar),
        "boleh": boleh,
        "belum": belum,
    }
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
def dosir_pdf(request: ActorRequest, nomor: str) -> HttpResponse:
    """The dossier on paper."""
    lembar = LembarApip(nomor, request.actor, timezone.now())
    try:
        isi = cetak.pdf("pengaduan/apip/dosir_pdf.html", {"dosir": lembar.dosir, "dicetak": lembar.now})
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        konteks = {
            **rangka(request.actor, "kotak_kasus"),
            "langkah": {"judul": _("Unduh dosir (PDF)")},
            "sebab": _("Server ini belum dapat membuat PDF. Cetak halaman kasus dari peramban, atau beri tahu LKPP."),
            "nomor": nomor,
            "kasus_url": lembar.url("kasus"),
        }
        return render(request, "pengaduan/apip/langkah.html", konteks, status=503)
    response = HttpResponse(isi, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"dosir-{nomor}.pdf") or "attachment"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


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
