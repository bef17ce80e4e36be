"""The complainant's own page: where his case stands, what is promised, the thread with LKPP, the result.

It opens with number and token only (lkpp_portal/lacak.py) and shows no officer's name and nothing of what was reported.
A GET costs six queries at most: this page is asked for more often than any other.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from akun import terbuka
from akun.actor import Actor
from akun.adapter import client_address
from akun.door import public
from akun.prepared import prepared
from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari
from berkas.models import Berkas
from berkas.views import kirim_berkas
from jejak import trail
from jejak.models import Jejak
from pengaduan import batas, bukti, percakapan, perjalanan, permissions, vault
from pengaduan.forms.lacak import FormPesan
from pengaduan.models import AKHIR, BuktiDukung, HasilTindakLanjut, Pengaduan, PesanKasus
from pengaduan.pilihan import Butir, Kesimpulan
from pengaduan.status import Status
from sla import clock, office
from sla.models import Kebijakan, Tenggat
from sla.pita import janji

View = Callable[..., HttpResponseBase]
# what the page reads of a case; the sealed texts and the search index stay where they are
DIBACA = (
    "nomor",
    "status",
    "jatuh_tempo",
    "tingkat_identitas",
    "alasan_akhir",
    "induk_id",
    "segel_id",
    "ringkasan_segel",
)
NAMA_KOLOM = ("id", "nama", "mime", "jenis", "ukuran", "putusan", "alasan")
BERKAS = tuple(f"lampiran__berkas__{nama}" for nama in NAMA_KOLOM)


@prepared
def _seluruhnya(nomor: str) -> "QuerySet[Pengaduan]":
    return Pengaduan.objects.visible_to(Actor.pengadu(nomor))


@prepared
def _dibaca(nomor: str) -> "QuerySet[Pengaduan]":
    return Pengaduan.objects.visible_to(Actor.pengadu(nomor)).only(*DIBACA)


@prepared
def _jejak(pengaduan_id: int) -> "QuerySet[Jejak]":
    rows = trail.of(Pengaduan(pk=pengaduan_id)).filter(kejadian__in=perjalanan.DIBACA)
    return rows.only("kejadian", "pada", "peran", "data")


@prepared
def _berjalan(pengaduan_id: int) -> "QuerySet[Tenggat]":
    return clock.running(Pengaduan(pk=pengaduan_id))


@prepared
def _pesan(pengaduan_id: int) -> "QuerySet[PesanKasus, tuple[Any, ...]]":
    rows = PesanKasus.objects.filter(pengaduan=pengaduan_id, ruang=PesanKasus.Ruang.PENGADU)
    kolom = ("id", "dari", "isi_segel", "segel_id", "dibuat_pada", "lampiran__id", *BERKAS)
    return rows.order_by("id", "lampiran__id").values_list(*kolom)


def terbuka_saja(view: View) -> View:
    """Public page of the one case that this browser has opened; text typed after the time was up is handed back."""

    @public
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        nomor = terbuka.nomor_terbuka(request.session, now=timezone.now())
        actor = Actor.pengadu(nomor)
        lihat = _dibaca if request.method == "GET" else _seluruhnya
        pengaduan = next(iter(lihat(nomor)), None) if nomor else None
        if pengaduan is None:
            if request.method == "POST":
                isi = request.POST.get("isi", "")
                return render(request, "pengaduan/pengadu/lacak_habis.html", {"isi": isi}, status=403)
            return redirect("lacak")
        return view(request, pengaduan, actor, **kwargs)

    return page


def _kesimpulan(utama: Pengaduan) -> str:
    """What the inspectorate found, in the report that was accepted; empty where LKPP answered by itself."""
    rows = HasilTindakLanjut.objects.filter(
        eskalasi__pengaduan=utama, eskalasi__dikembalikan_pada__isnull=True, dikembalikan_pada__isnull=True
    )
    terakhir = rows.order_by("-id").values_list("kesimpulan", flat=True).first()
    return str(Kesimpulan(terakhir).label) if terakhir else ""


@terbuka_saja
@require_GET
def halaman(request: HttpRequest, pengaduan: Pengaduan, actor: Actor) -> HttpResponse:
    """Where it stands."""
    return _tampilkan(request, pengaduan, FormPesan())


def _tampilkan(request: HttpRequest, pengaduan: Pengaduan, form: FormPesan, *, status: int = 200) -> HttpResponse:
    now = timezone.now()
    rows = _jejak(pengaduan.pk)
    return render(
        request,
        "pengaduan/pengadu/lacak.html",
        _keadaan(pengaduan)
        | {
            "janji": _janji(pengaduan, now),
            "riwayat": perjalanan.riwayat(rows, anonim=pengaduan.anonim),
            "pembukaan": perjalanan.pembukaan(rows),
            "diminta": [Butir(k).label if k in Butir.values else k for k in perjalanan.diminta(rows)],
            "pesan": _percakapan(pengaduan),
            "form": form,
        },
        status=status,
    )


def _keadaan(pengaduan: Pengaduan) -> dict[str, Any]:
    """Status and result, in public words. A merged case speaks with the case that it was merged into."""
    publik = pengaduan.status_publik
    kalimat, nada, ikon = perjalanan.KALIMAT[publik]
    utama = pengaduan.induk or pengaduan
    selesai = utama.status in {Status.SELESAI, Status.DITUTUP} and not utama.alasan_akhir
    return {
        "pengaduan": pengaduan,
        "kalimat": kalimat,
        "kata": publik.label,
        "nada": nada,
        "gambar": ikon,
        "perlu_dilengkapi": pengaduan.status == Status.PERLU_DILENGKAPI,
        "selesai": selesai,
        "ringkasan": utama.ringkasan_publik if selesai else "",
        "kesimpulan": _kesimpulan(utama) if selesai else "",
        "masa_tanggapan": utama.status == Status.SELESAI,
        "sebab": perjalanan.sebab_akhir(utama),
        "boleh_izinkan": pengaduan.status not in AKHIR
        and bool(permissions.may_izinkan_identitas(Actor.pengadu(pengaduan.nomor), pengaduan)),
    }


def _janji(pengaduan: Pengaduan, now: datetime) -> dict[str, Any] | None:
    """The date that is promised now, and why it is that date.

    For a merged case the date only: its reasons would tell of another complaint.
    """
    if pengaduan.induk is not None:
        pada = pengaduan.induk.jatuh_tempo
        if pada is None:
            return None
        return {"pada": pada, "apa": _("Langkah berikutnya, paling lambat"), **_sisa(pada, now, hari_kerja=False)}
    jam = _jam(pengaduan)
    if jam is None:
        return None
    dalam_hari_kerja = jam.kebijakan.satuan == Kebijakan.Satuan.HARI_KERJA
    apa = perjalanan.DITUNGGU[jam.kode]
    sisa = _sisa(jam.jatuh_tempo, now, hari_kerja=dalam_hari_kerja)
    return janji(jam, clock.proof(jam).hari, hari_ini=now.astimezone(WIB).date()) | {"apa": apa} | sisa


def _jam(pengaduan: Pengaduan) -> Tenggat | None:
    """The running clock of the present status; the overall one stands behind it."""
    jalan = [t for t in _berjalan(pengaduan.pk) if not t.dijeda and t.kode in perjalanan.DITUNGGU]
    return jalan[0] if jalan else None


def _sisa(pada: datetime, now: datetime, *, hari_kerja: bool) -> dict[str, Any]:
    """How long it still is, in working days or in days of the calendar."""
    if hari_kerja:
        hari = office.kalender().days_left(now, pada)
        teks = sisa_hari(hari)
    else:
        hari = (pada.astimezone(WIB).date() - now.astimezone(WIB).date()).days
        teks = ngettext("%(n)s hari lagi", "%(n)s hari lagi", hari) % {"n": hari} if hari else _("Hari ini")
    if pada < now:
        return {"sisa": _("Sudah lewat"), "keadaan": "lewat", "lewat": True}
    return {"sisa": teks, "keadaan": keadaan_tenggat(hari), "lewat": False}


def _percakapan(pengaduan: Pengaduan) -> list[dict[str, Any]]:
    """The thread with its files, in one query."""
    lampiran: dict[int, list[dict[str, Any]]] = defaultdict(list)
    pesan: dict[int, PesanKasus] = {}
    for id_, dari, isi, segel, pada, bukti_id, *kolom in _pesan(pengaduan.pk):
        pesan[id_] = PesanKasus(id=id_, dari=dari, isi_segel=isi, segel_id=segel, dibuat_pada=pada)
        if bukti_id:
            lampiran[id_].append(_lampiran(bukti_id, Berkas(**dict(zip(NAMA_KOLOM, kolom, strict=True)))))
    return [
        {
            "dari": _("Anda") if p.dari == PesanKasus.Dari.PENGADU else p.get_dari_display(),
            "anda": p.dari == PesanKasus.Dari.PENGADU,
            "pada": perjalanan.waktu(p.dibuat_pada, anonim=pengaduan.anonim),
            "isi": p.isi,
            "lampiran": lampiran[p.id],
        }
        for p in pesan.values()
    ]


def _lampiran(bukti_id: int, berkas: Berkas) -> dict[str, Any]:
    url = reverse("pengaduan:lacak_berkas", args=[bukti_id]) if berkas.bisa_diunduh else ""
    return {"nama": berkas.nama_asli, "url": url, "ukuran": berkas.ukuran, "ket": berkas.kalimat}


@terbuka_saja
@require_POST
def tulis(request: HttpRequest, pengaduan: Pengaduan, actor: Actor) -> HttpResponse:
    """A message, or what the officer asked for, with files; refused files are named, the message is kept."""
    form = FormPesan(request.POST)
    if not form.is_valid():
        return _tampilkan(request, pengaduan, form, status=422)
    melengkapi = request.POST.get("melengkapi") == "1"
    try:
        ditolak = bukti.balas(
            pengaduan=pengaduan,
            isi=form.cleaned_data["isi"],
            unggahan=request.FILES.getlist("berkas"),
            melengkapi=melengkapi,
            alamat=client_address(request),
            by=actor,
            now=timezone.now(),
        )
    except ValidationError as sebab:
        pengaduan.refresh_from_db()
        form.add_error(None, sebab.messages[0])
        return _tampilkan(request, pengaduan, form, status=409)
    for d in ditolak:
        messages.error(request, f"{d.nama}: {batas.kalimat(d.alasan)}")
    terkirim = _("Terima kasih. Laporan Anda kami periksa lagi.") if melengkapi else _("Pesan Anda sudah kami terima.")
    messages.success(request, terkirim)
    return redirect(reverse("pengaduan:lacak_kasus") + "#percakapan")


@terbuka_saja
@require_POST
def izinkan(request: HttpRequest, pengaduan: Pengaduan, actor: Actor) -> HttpResponse:
    """The complainant lets the inspectorate know who he is; asked twice, because nobody can take it back."""
    if request.POST.get("yakin") != "1":
        messages.warning(request, _("Centang dahulu bahwa Anda yakin. Izin ini tidak dapat ditarik kembali."))
    else:
        vault.izinkan(pengaduan=pengaduan, by=actor, now=timezone.now())
        messages.success(request, _("Izin Anda dicatat. Inspektorat yang memeriksa boleh mengetahui identitas Anda."))
    return redirect("pengaduan:lacak_kasus")


@terbuka_saja
@require_GET
def berkas(request: HttpRequest, pengaduan: Pengaduan, actor: Actor, bukti_id: int) -> HttpResponseBase:
    """A file of the thread, his own or from the officer."""
    rows = BuktiDukung.objects.select_related("berkas", "pengaduan").filter(
        pengaduan=pengaduan, pesan__ruang=PesanKasus.Ruang.PENGADU
    )
    satu = get_object_or_404(rows, pk=bukti_id)
    if not satu.berkas.bisa_diunduh:
        raise Http404
    percakapan.catat_unduhan(bukti=satu, eskalasi=None, varian="asli", by=actor, now=timezone.now())
    return kirim_berkas(satu.berkas, variant="asli", nama=satu.berkas.nama_asli)


@public
@require_POST
def tutup(request: HttpRequest) -> HttpResponse:
    """Close the page: this browser forgets the receipt."""
    terbuka.lupakan(request.session)
    messages.success(request, _("Halaman laporan sudah ditutup di peramban ini."))
    return redirect("lacak")
