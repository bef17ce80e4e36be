"""What decides when a case is late, to be read: policies, holidays, seasons, hours, and a tool to try them out."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from sla import holidays, office, policies
from sla.calendar import WIB
from sla.forms import TAHUN_PERTAMA, TAHUN_TERAKHIR, CobaForm, tahun_dari
from sla.models import KANTOR, HariLibur, JamKerja, Kalender, Kebijakan, Musim, PerubahanKalender
from sla.month import legend, months
from sla.permissions import PEMBACA, may_kelola
from sla.sentences import akibat, alarm, jam_seminggu, lama, nama_kolom, nilai_kolom, uraian
from sla.stages import REGISTRY
from sla.trial import Trial, trial

HARI_AWAL, HARI_AKHIR = 120, 20  # of a long proof, the days that are shown


def hari_ini() -> date:
    """Today at LKPP."""
    return timezone.now().astimezone(WIB).date()


def rangka(request: ActorRequest, aktif: str) -> dict[str, Any]:
    """What every page of this part shows: its sections, and whether the reader may change anything."""
    bagian = (
        ("ringkas", _("Kebijakan")),
        ("libur", _("Hari libur")),
        ("musim", _("Musim")),
        ("kalender", _("Kalender dan jam")),
        ("coba", _("Coba hitung")),
    )
    return {
        "pandangan": [{"teks": t, "url": reverse(f"sla:{n}"), "aktif": n == aktif, "jumlah": None} for n, t in bagian],
        "kelola": bool(may_kelola(request.actor)),
    }


def statuses_that_pause() -> dict[str, list[str]]:
    """For each policy the statuses in which its clock stands still, as the tables of stages say."""
    found: dict[str, list[str]] = {}
    for stages in REGISTRY.values():
        for status, kode in stages.pauses.items():
            found.setdefault(kode, []).append(str(getattr(status, "label", status)))
    return found


def kebijakan_berlaku(today: date) -> list[dict[str, Any]]:
    """The policies in force on a day, each with the versions to come and its open clocks."""
    berjalan, jeda = policies.open_clocks(), statuses_that_pause()
    return [
        {
            "k": (kini := policies.in_force(versi, today)),
            "berikut": [v for v in versi if v.versi > kini.versi],
            "jeda": jeda.get(kode, []) if kini.boleh_jeda else [],
            "alarm": alarm(kini),
            "berjalan": berjalan.get(kode, 0),
        }
        for kode, versi in policies.by_code().items()
    ]


@for_roles(*sorted(PEMBACA))
@require_GET
def ringkas(request: ActorRequest) -> HttpResponse:
    """The policies in force with their open clocks, and how far the last change of the calendar has come."""
    konteks = {**rangka(request, "ringkas"), "baris": kebijakan_berlaku(hari_ini())}
    konteks["perubahan"] = keadaan(PerubahanKalender.objects.first())
    return render(request, "sla/ringkas.html", konteks)


@for_roles(*sorted(PEMBACA))
@require_GET
def kebijakan(request: ActorRequest, kode: str) -> HttpResponse:
    """All versions of a policy, each with what it changed and how many clocks still run under it."""
    versi = list(Kebijakan.objects.filter(kode=kode).order_by("-versi"))
    if not versi:
        raise Http404
    kini, berjalan = policies.in_force(versi, hari_ini()), policies.open_clocks_by_version(kode)
    sebelum = [*versi[1:], None]
    baris = [
        {"k": k, "kini": k == kini, "nanti": k.versi > kini.versi, "berjalan": berjalan.get(k.versi, 0), "beda": beda}
        for k, lama in zip(versi, sebelum, strict=True)
        for beda in [_beda(k, lama) if lama else []]
    ]
    jeda = statuses_that_pause().get(kode, []) if kini.boleh_jeda else []
    konteks = {**rangka(request, "ringkas"), "kini": kini, "butir": _butir(kini, jeda), "baris": baris}
    return render(request, "sla/kebijakan.html", konteks)


def _beda(baru: Kebijakan, lama: Kebijakan) -> list[dict[str, str]]:
    """What a version says otherwise than the one before it, in words."""
    return [
        {"nama": nama_kolom(kolom), "dari": nilai_kolom(kolom, a), "ke": nilai_kolom(kolom, b)}
        for kolom, a, b in policies.differences(baru, lama)
    ]


def _butir(k: Kebijakan, jeda: list[str]) -> list[dict[str, str]]:
    """A version as lines of a summary card."""
    isi = {
        _("Batas waktu"): f"{k.jumlah} {k.get_satuan_display()}",
        _("Dihitung sejak"): k.get_dihitung_sejak_display(),
        _("Jeda"): _("Saat %(tahap)s") % {"tahap": ", ".join(jeda)} if jeda else _("Jamnya berjalan terus"),
        nama_kolom("pengingat"): nilai_kolom("pengingat", k.pengingat),
        nama_kolom("eskalasi_2"): nilai_kolom("eskalasi_2", k.eskalasi_2),
        nama_kolom("eskalasi_3"): nilai_kolom("eskalasi_3", k.eskalasi_3),
        nama_kolom("dasar_hukum"): k.dasar_hukum,
        nama_kolom("kebijakan_internal"): nilai_kolom("kebijakan_internal", k.kebijakan_internal),
    }
    return [{"nama": nama, "nilai": str(nilai)} for nama, nilai in isi.items()]


@for_roles(*sorted(PEMBACA))
@require_GET
def libur(request: ActorRequest) -> HttpResponse:
    """The holidays of a year, with a warning while no decree fixes them."""
    tahun = tahun_dari(request.GET.get("tahun", ""), hari_ini())
    rows = list(holidays.of_year(tahun))
    tercatat = {d.year for d in HariLibur.objects.dates("tanggal", "year")} | {tahun, hari_ini().year}
    url = reverse("sla:libur")
    konteks = {
        **rangka(request, "libur"),
        "tahun": tahun,
        "pilihan_tahun": [
            {"teks": t, "url": f"{url}?tahun={t}", "aktif": t == tahun, "jumlah": None} for t in sorted(tercatat)
        ],
        "sebelum": tahun - 1 if tahun > TAHUN_PERTAMA else None,
        "sesudah": tahun + 1 if tahun < TAHUN_TERAKHIR else None,
        "baris": rows,
        "resmi": tahun in office.years_decreed(),
        "umum": any(r.berlaku_untuk_id is None and r.jenis != HariLibur.Jenis.KHUSUS for r in rows),
        "perkiraan": sum(r.perkiraan for r in rows),
    }
    return render(request, "sla/libur.html", konteks)


@for_roles(*sorted(PEMBACA))
@require_GET
def musim(request: ActorRequest) -> HttpResponse:
    """Seasons, the newest first, with the hours that hold in them."""
    jam: dict[int, dict[str, list[JamKerja]]] = {}
    for j in JamKerja.objects.exclude(musim=None).select_related("kalender"):
        jam.setdefault(j.musim_id or 0, {}).setdefault(j.kalender.nama, []).append(j)
    baris = [
        {
            "m": m,
            "berlalu": m.sampai < hari_ini(),
            "jam": [(nama, jam_seminggu(j)) for nama, j in jam.get(m.pk, {}).items()],
        }
        for m in Musim.objects.order_by("-mulai")
    ]
    return render(request, "sla/musim.html", {**rangka(request, "musim"), "baris": baris})


@for_roles(*sorted(PEMBACA))
@require_GET
def kalender(request: ActorRequest) -> HttpResponse:
    """The calendars with their hours and zones."""
    jam: dict[int, list[JamKerja]] = {}
    for j in JamKerja.objects.filter(musim=None):
        jam.setdefault(j.kalender_id, []).append(j)
    berjalan = policies.open_clocks("kalender_id")
    baris = [
        {"k": k, "jam": jam_seminggu(jam.get(k.pk, [])), "berjalan": berjalan.get(k.kode, 0)}
        for k in Kalender.objects.all()
    ]
    return render(request, "sla/kalender.html", {**rangka(request, "kalender"), "baris": baris})


def keadaan(p: PerubahanKalender | None) -> dict[str, Any] | None:
    """A change of the calendar as the pages tell it."""
    return {"p": p, "uraian": uraian(p.uraian), "akibat": akibat(p.diperiksa, p.bergeser, p.terlambat)} if p else None


@for_roles(*sorted(PEMBACA))
@require_GET
def perubahan(request: ActorRequest, pk: int) -> HttpResponse:
    """How far one change of the calendar has come."""
    konteks = {**rangka(request, ""), "perubahan": keadaan(get_object_or_404(PerubahanKalender, pk=pk))}
    return render(request, "sla/perubahan.html", konteks)


# -- trying out -------------------------------------------------------------------------------------------


@for_roles(*sorted(PEMBACA))
@require_GET
def coba(request: ActorRequest) -> HttpResponse:
    """When a limit would end, and why: the same as `manage.py hitung_tenggat`. The address can be passed on."""
    pilihan = [(kode, f"{versi[0].sebutan} ({kode})") for kode, versi in policies.by_code().items()]
    semua = list(Kalender.objects.all())
    awal = {"mulai": timezone.now().astimezone(WIB), "kalender": KANTOR}
    form = CobaForm(request.GET if "mulai" in request.GET else None, initial=awal, kebijakan=pilihan, kalender=semua)
    konteks: dict[str, Any] = {**rangka(request, "coba"), "form": form}
    status = 200
    if form.is_bound:
        hasil = _hitung(form) if form.is_valid() else None
        konteks |= _hasil(hasil) if hasil else {}
        status = 200 if hasil else 422
    return render(request, "sla/coba.html", konteks, status=status)


def _hitung(form: CobaForm) -> Trial | None:
    """The answer; None when it was refused, with the sentence on the form."""
    data = form.cleaned_data
    try:
        return trial(
            mulai=data["mulai"],
            kode=data["kebijakan"],
            kalender=data["kalender"],
            jeda=form.jeda,
            versi=data["versi"],
        )
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _hasil(t: Trial) -> dict[str, Any]:
    """The proof as months and as a table; of a very long one the first and the last days."""
    hari, batas = t.bukti.hari, t.bukti.jatuh_tempo  # in the zone of the calendar
    lewat = max(0, len(hari) - HARI_AWAL - HARI_AKHIR)
    tampil = hari if not lewat else [*hari[:HARI_AWAL], *hari[-HARI_AKHIR:]]
    bulan = months(t.bukti, hari_ini=hari_ini()) if not lewat else []
    return {
        "t": t,
        "batas": batas.date(),
        "batas_jam": f"{batas:%H.%M} {Kalender.Zona(str(batas.tzinfo)).label}",
        "hari": [{"h": h, "lama": lama(h.lama)} for h in tampil],
        "dalam_jam": t.kebijakan.satuan in {Kebijakan.Satuan.JAM_KERJA, Kebijakan.Satuan.JAM_KALENDER},
        "lewat": lewat,
        "lewat_sesudah": HARI_AWAL,
        "bulan": bulan,
        "legenda": legend(bulan),
    }
