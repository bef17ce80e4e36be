"""The workspace of an inspectorate: what waits for it, what is late, who has what, the threads with LKPP."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from akun.actor import APIP, Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.terbatas import BATAS, PaginatorTerbatas, tampil_jumlah
from pengaduan import ruang_apip, vault
from pengaduan.forms_apip import SaringKotak, auditor_dari
from pengaduan.models import Eskalasi, PesanKasus
from pengaduan.ruang_apip import BERJALAN, GILIRAN, MENUNGGU, SEMUA, TERLAMBAT, Hitungan
from pengaduan.status import Status
from pengaduan.views.apip_lembar import TAHAP
from pengaduan.views.menu import rangka
from sla import office

S = Status
PER_AUDITOR = 10
CUPLIKAN = 160
# filter value -> statuses; the words are those of the first status
SARINGAN: Mapping[str, tuple[str, ...]] = {
    "baru": ("dieskalasi",),
    "diterima": ("diterima_apip",),
    "ditindaklanjuti": ("tindak_lanjut_apip",),
    "menunggu": ("perlu_klarifikasi_lkpp",),
    "direviu": ("hasil_dilaporkan", "reviu_hasil"),
    "selesai": ("selesai", "ditutup"),
}
TOPIK: Mapping[str, Any] = {
    "": gettext_lazy("Semua percakapan"),
    "belum_dibaca": gettext_lazy("Belum dibaca"),
}


def tab(actor: Actor, hitungan: Hitungan, aktif: str) -> list[dict[str, Any]]:
    """The places of the workspace with their counts, in the shape of `komponen/pandang.html`."""
    kotak = reverse("pengaduan:apip_kotak")
    butir = [
        {
            "teks": kata,
            "url": f"{kotak}?pandang={kunci}",
            "aktif": kunci == aktif,
            "jumlah": tampil_jumlah(hitungan.pandang[kunci]),
            "telat": kunci == TERLAMBAT and hitungan.pandang[kunci] > 0,
        }
        for kunci, kata in ruang_apip.PANDANG.items()
    ]
    auditor = _("Per auditor") if actor.peran == Peran.ADMIN_APIP else _("Tugas saya")
    butir.append({"teks": auditor, "url": reverse("pengaduan:apip_auditor"), "aktif": aktif == "auditor"})
    baru = tampil_jumlah(hitungan.belum_dibaca) if hitungan.belum_dibaca else None
    pesan = {"teks": _("Percakapan"), "url": reverse("pengaduan:apip_percakapan"), "aktif": aktif == "percakapan"}
    return [*butir, pesan | {"jumlah": baru}]


@for_roles(*sorted(APIP))
@require_GET
def kotak(request: ActorRequest) -> HttpResponse:
    """Cases escalated to this inspectorate (for an auditor: his own), what is due first on top.

    Whoever asks for nothing in particular sees what waits for him; where nothing waits, everything.
    """
    actor, now = request.actor, timezone.now()
    auditor = [(str(u.pk), u.nama) for u in auditor_dari(actor)] if actor.peran == Peran.ADMIN_APIP else []
    form = SaringKotak(request.GET or None, tahap=pilihan_tahap(), auditor=auditor)
    dipakai = {k: v for k, v in form.cleaned_data.items() if v} if form.is_valid() else {}
    diminta = dipakai.pop("pandang", "")
    bebas = not diminta and not set(form.fields) & set(request.GET)
    pandang = diminta or (MENUNGGU if bebas else SEMUA)
    daftar = [daftar_kotak(actor, pandang, dipakai, now), *([daftar_kotak(actor, SEMUA, {}, now)] if bebas else [])]
    hitungan, kunci = ruang_apip.baca(actor, daftar, now=now)
    if bebas and not kunci[0]:
        pandang = SEMUA
    halaman = PaginatorTerbatas(kunci[0] or kunci[-1] if bebas else kunci[0])
    page = halaman.get_page(request.GET.get("halaman"))
    if bebas:
        form.initial["pandang"] = pandang
    konteks = {
        **rangka(actor, "kotak_kasus"),
        "tab": tab(actor, hitungan, pandang),
        "pandang": pandang,
        "formulir": form,
        "keping": _keping(request.GET, form, dipakai),
        "lepas_semua": f"?pandang={pandang}",
        "halaman": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh and not page.has_next(),
        "baris": _baris(ruang_apip.baris(list(page.object_list), actor), actor, now),
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Paket"), _("Tahap"), _("Auditor"))],
        "admin": actor.peran == Peran.ADMIN_APIP,
    }
    return render(request, "pengaduan/apip/kotak.html", konteks)


def pilihan_tahap() -> list[tuple[str, Any]]:
    """The stages that the list can be filtered by."""
    return [(kunci, TAHAP[status[0]][0]) for kunci, status in SARINGAN.items()]


def daftar_kotak(actor: Actor, pandang: str, dipakai: Mapping[str, str], now: datetime) -> Any:
    """The list of a quick view with its filters."""
    rows = ruang_apip.pilih(pandang, actor, now=now)
    if status := dipakai.get("status"):
        rows = rows.filter(pengaduan__status__in=SARINGAN[status])
    if auditor := dipakai.get("auditor"):
        rows = rows.filter(auditor__isnull=True) if auditor == "belum" else rows.filter(auditor_id=int(auditor))
    if dipakai.get("tenggat"):
        rows = rows.filter(pengaduan__status__in=GILIRAN, pengaduan__jatuh_tempo__lt=now)
    return ruang_apip.urut_tempo(rows)


def _keping(kueri: QueryDict, form: SaringKotak, dipakai: Mapping[str, str]) -> list[dict[str, str]]:
    """The active filters, each with the address without it."""
    hasil = []
    for nama, nilai in dipakai.items():
        isian: Any = form.fields[nama]
        query = kueri.copy()
        query.pop(nama, None)
        query.pop("halaman", None)
        query.setdefault("pandang", SEMUA)
        hasil.append({"teks": str(dict(isian.choices)[nilai]), "url": f"?{query.urlencode()}"})
    return hasil


def _baris(rows: Sequence[Eskalasi], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    kalender = office.kalender()
    paket = vault.samarkan_paket([e.pengaduan for e in rows])
    hasil = []
    for e in rows:
        p = e.pengaduan
        kata, nada, ikon = TAHAP[p.status]
        due = p.jatuh_tempo if p.status in GILIRAN else None
        hasil.append(
            {
                "p": p,
                "paket": paket[p.pk],
                "tahap": {"kata": kata, "nada": nada, "ikon": ikon},
                "sebab": sebab(e, actor),
                "baru": getattr(e, "baru", 0),
                "auditor": e.auditor.nama if e.auditor else "",
                "batas": due,
                "sisa": kalender.days_left(now, due) if due else None,
                "url": reverse("pengaduan:apip_kasus", args=[p.nomor]),
            }
        )
    return hasil


def sebab(e: Any, actor: Actor) -> str:
    """Why a case waits for somebody of this inspectorate; empty when it does not."""
    status = e.pengaduan.status
    if status == S.DIESKALASI:
        return _("Terima, atau kembalikan")
    if status == S.DITERIMA_APIP:
        return _("Tugaskan auditor")
    if e.dikembalikan:
        return _("LKPP minta hasil diperbaiki")
    if e.menunggu_jawaban:
        return _("LKPP menulis; belum Anda tanggapi")
    if e.belum_dimulai and actor.peran == Peran.AUDITOR_APIP:
        return _("Baru ditugaskan kepada Anda")
    return ""


@for_roles(*sorted(APIP))
@require_GET
def per_auditor(request: ActorRequest) -> HttpResponse:
    """Who has how many open cases, and which; an auditor reads his own."""
    actor, now = request.actor, timezone.now()
    terbuka = ruang_apip.urut_tempo(ruang_apip.milik(actor).filter(pengaduan__status__in=BERJALAN))
    hitungan, (kunci,) = ruang_apip.baca(actor, [terbuka], now=now)
    halaman = PaginatorTerbatas(kunci)
    rows = ruang_apip.baris(kunci[:BATAS], actor)
    kelompok = _kelompok(rows, actor, now)
    tampil = [e for k in kelompok for e in k["rows"][:PER_AUDITOR]]
    baris = {b["p"].pk: b for b in _baris(tampil, actor, now)}
    for k in kelompok:
        semua = k.pop("rows")
        k["baris"] = [baris[e.pengaduan_id] for e in semua[:PER_AUDITOR]]
        k["lagi"] = max(0, len(semua) - PER_AUDITOR)
    konteks = {
        **rangka(actor, "kotak_kasus"),
        "tab": tab(actor, hitungan, "auditor"),
        "kelompok": kelompok,
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Paket"), _("Tahap"))],
        "penuh": halaman.penuh,
        "admin": actor.peran == Peran.ADMIN_APIP,
    }
    return render(request, "pengaduan/apip/auditor.html", konteks)


def _kelompok(rows: Sequence[Eskalasi], actor: Actor, now: datetime) -> list[dict[str, Any]]:
    """Open cases by auditor: what nobody has first, then by name; also auditors who have none."""
    orang: dict[int | None, str] = {}
    if actor.peran == Peran.ADMIN_APIP:
        orang = {None: _("Belum ada auditor"), **{u.pk: u.nama for u in auditor_dari(actor)}}
    else:
        orang = {actor.user_id: actor.nama}
    for e in rows:
        if e.auditor is not None:
            orang.setdefault(e.auditor_id, e.auditor.nama)
    menurut: dict[int | None, list[Eskalasi]] = {pk: [] for pk in orang}
    for e in rows:
        menurut[e.auditor_id].append(e)
    kotak_url = reverse("pengaduan:apip_kotak")
    return [
        {
            "kunci": pk or "belum",
            "nama": orang[pk],
            "rows": milik,
            "terbuka": len(milik),
            "terlambat": sum(1 for e in milik if _terlambat(e, now)),
            "menunggu": sum(1 for e in milik if sebab(e, actor)),
            "url": f"{kotak_url}?pandang={SEMUA}&auditor={pk or 'belum'}" if actor.peran == Peran.ADMIN_APIP else "",
        }
        for pk, milik in menurut.items()
        if milik or pk is not None
    ]


def _terlambat(e: Eskalasi, now: datetime) -> bool:
    p = e.pengaduan
    return p.status in GILIRAN and p.jatuh_tempo is not None and p.jatuh_tempo < now


@for_roles(*sorted(APIP))
@require_GET
def percakapan(request: ActorRequest) -> HttpResponse:
    """The threads with LKPP, the one written in last on top, with what is new and what waits for an answer."""
    actor, now = request.actor, timezone.now()
    saring = request.GET.get("saring", "")
    rows = ruang_apip.bertopik(actor)
    if saring == ruang_apip.BELUM_DIBACA:
        rows = rows.filter(pk__in=ruang_apip.belum_dibaca(actor).values("pk"))
    hitungan, (kunci,) = ruang_apip.baca(actor, [rows], now=now)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    konteks = {
        **rangka(actor, "apip_percakapan"),
        "tab": tab(actor, hitungan, "percakapan"),
        "saringan": [
            {"teks": kata, "url": f"?saring={kunci_}" if kunci_ else "?", "aktif": kunci_ == saring}
            for kunci_, kata in TOPIK.items()
        ],
        "halaman": page,
        "topik": _topik(ruang_apip.baris(list(page.object_list), actor)),
    }
    return render(request, "pengaduan/apip/percakapan.html", konteks)


def _topik(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Threads with their last words. Should an officer have named the complainant, it is blanked here as well."""
    terakhir = ruang_apip.pesan_terakhir(rows)
    bersama = [(e, terakhir[e.pk]) for e in rows if e.pk in terakhir]
    samar = vault.samarkan_banyak([(e.pengaduan, [e.pengaduan.nama_paket, m.isi]) for e, m in bersama])
    return [
        {
            "nomor": e.pengaduan.nomor,
            "paket": samar[e.pengaduan_id][0],
            "url": f"{reverse('pengaduan:apip_kasus', args=[e.pengaduan.nomor])}#percakapan",
            "dari": m.penulis.nama if m.dari == PesanKasus.Dari.APIP and m.penulis else "LKPP",
            "pada": m.dibuat_pada,
            "cuplikan": Truncator(samar[e.pengaduan_id][1]).chars(CUPLIKAN),
            "baru": e.baru,
            "menunggu": e.menunggu_jawaban,
        }
        for e, m in bersama
    ]
