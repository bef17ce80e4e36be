"""The desk of consultations: the quick views of a directorate, ordered by right of compensation and due date."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akun.actor import Actor
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import jam, keadaan_tenggat, sisa_hari, tanggal
from akun.terbatas import PaginatorTerbatas, tampil_jumlah
from konsultasi import tabel
from konsultasi.models import Konsultasi
from konsultasi.permissions import MEJA
from konsultasi.pilihan import Kanal
from konsultasi.status import Status
from konsultasi.views.lembar import url_kasus
from konsultasi.views.tanda import tanda
from persuratan.views import saringan
from sla import office


def pembaca_meja(actor: Actor) -> tabel.Pembaca:
    """Who reads, with his directorates. Raises PermissionDenied for whoever serves none."""
    pembaca = tabel.Pembaca.dari(actor, timezone.now())
    if not pembaca.unit:
        raise PermissionDenied(_("Meja konsultasi untuk petugas advokasi dan Direktur yang membidangi."))
    return pembaca


@for_roles(*sorted(MEJA))
@require_GET
def meja(request: ActorRequest) -> HttpResponse:
    """The list of consultations of the directorates that one serves."""
    pembaca = pembaca_meja(request.actor)
    daftar = tabel.Daftar(request.GET, pembaca)
    jumlah, kunci = tabel.baca(daftar)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = saringan.kueri(request.GET).urlencode()
    konteks = {
        "pembuka": _pembuka(pembaca, jumlah["saya"]),
        "pandangan": [
            {
                "teks": nama,
                "url": f"?pandang={k}",
                "aktif": k == daftar.pandang,
                "jumlah": tampil_jumlah(jumlah[k]) if k in jumlah else None,
            }
            for k, nama in tabel.PANDANG.items()
        ],
        "pandang": daftar.pandang,
        "saringan": daftar,
        "keping": saringan.keping(request.GET, daftar),
        "lepas_semua": f"?pandang={daftar.pandang}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Permohonan"), _("Kanal"), _("Status"), _("Petugas"))],
        "baris": [_baris(k, pembaca, kueri) for k in tabel.baris(list(page.object_list), pembaca)],
        "tamu_url": reverse("konsultasi:meja_tamu"),
        "jadwal_url": reverse("konsultasi:meja_jadwal"),
    }
    return render(request, "konsultasi/meja/meja.html", konteks)


def _pembuka(pembaca: tabel.Pembaca, perlu: int) -> str:
    """Today, where one is, and what waits."""
    if not perlu:
        kata = _("Tidak ada konsultasi yang menunggu Anda.")
    else:
        kata = ngettext(
            "%(n)s konsultasi menunggu Anda.", "%(n)s konsultasi menunggu Anda.", perlu
        ) % {"n": tampil_jumlah(perlu)}  # fmt: skip
    return f"{tanggal(pembaca.now)}. {', '.join(u.nama for u in pembaca.unit)}. {kata}"


def _baris(k: Konsultasi, pembaca: tabel.Pembaca, kueri: str) -> dict[str, Any]:
    """A row of the list."""
    batas = k.__dict__["batas"]
    hari = office.kalender().days_left(pembaca.now, batas) if batas else None
    lewat = batas is not None and batas < pembaca.now
    return {
        "k": k,
        "url": url_kasus(k.nomor, kueri=kueri),
        "batas": batas,
        "sisa": _("pukul %(jam)s") % {"jam": jam(batas)} if hari == 0 and batas and not lewat else sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
        "lewat": lewat,
        "temu": kapan(k),
        "tanda": tanda(k.status),
    }


def kapan(k: Konsultasi) -> str:
    """Of a meeting that is still to be: when, and which number the visitor has."""
    if k.status not in {Status.DIJADWALKAN, Status.BERLANGSUNG}:
        return ""
    if k.kanal == Kanal.DARING:
        return _pukul(k.pertemuan.mulai)
    janji = k.janji
    if janji.nomor_antrean is not None:
        return _("Antrean %(n)s, datang %(jam)s") % {"n": janji.nomor_antrean, "jam": jam(janji.datang_pada)}
    return _pukul(janji.slot.mulai) if janji.slot else ""


def _pukul(mulai: datetime) -> str:
    """The day and the hour of an appointment."""
    return _("%(tanggal)s pukul %(jam)s") % {"tanggal": tanggal(mulai), "jam": jam(mulai)}
