"""The queue of a desk in the browser; the filter lives in the URL."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import tanggal
from akun.terbatas import PaginatorTerbatas, tampil_jumlah
from helpdesk import tabel
from helpdesk.models import MejaLayanan
from helpdesk.views.baris import baris_antrean
from helpdesk.views.lembar import PEMBACA
from persuratan.views import saringan


@for_roles(*sorted(PEMBACA))
@require_GET
def antrean(request: ActorRequest) -> HttpResponse:
    """The tickets of the desk where one works."""
    pembaca = tabel.Pembaca(request.actor, timezone.now(), MejaLayanan.objects.milik(request.actor))
    daftar = tabel.Daftar(request.GET, pembaca)
    jumlah, kunci = tabel.baca(daftar)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = saringan.kueri(request.GET).urlencode()
    konteks = {
        "pembuka": _pembuka(pembaca, jumlah["lewat"]),
        "pandangan": [_pandang(k, daftar.pandang, jumlah) for k in tabel.pandangan_untuk(pembaca)],
        "saringan": daftar,
        "keping": saringan.keping(request.GET, daftar),
        "lepas_semua": f"?pandang={daftar.pandang}",
        "cari_semua": f"?{_semua(request)}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [
            {"teks": t} for t in (_("Tenggat"), _("Tiket"), _("Kelas"), _("Status"), _("Pemegang"), _("Diterima"))
        ],
        "baris": baris_antrean(tabel.baris(list(page.object_list)), pembaca, kueri),
    }
    return render(request, "helpdesk/meja/antrean.html", konteks)


def _pandang(kunci: str, aktif: str, jumlah: dict[str, int]) -> dict[str, Any]:
    return {
        "teks": tabel.PANDANG[kunci],
        "url": f"?pandang={kunci}",
        "aktif": kunci == aktif,
        "jumlah": tampil_jumlah(jumlah[kunci]) if kunci in jumlah else None,
        "telat": kunci == "lewat" and jumlah[kunci] > 0,
    }


def _semua(request: ActorRequest) -> str:
    isi = saringan.kueri(request.GET, tanpa="pandang")
    isi["pandang"] = "semua"
    return isi.urlencode()


def _pembuka(pembaca: tabel.Pembaca, lewat: int) -> str:
    """Whose desk it is, today, and where to begin."""
    if pembaca.meja is None:
        return _("Akun Anda belum terhubung dengan sebuah meja helpdesk. Minta admin sistem menghubungkannya.")
    if not lewat:
        kata = _("Tidak ada tiket yang lewat tenggat.")
    else:
        kata = ngettext(
            "%(n)s tiket lewat tenggat; mulai dari sana.", "%(n)s tiket lewat tenggat; mulai dari sana.", lewat
        ) % {"n": tampil_jumlah(lewat)}
    return f"{pembaca.meja.nama}. {tanggal(pembaca.now)}. {kata}"
