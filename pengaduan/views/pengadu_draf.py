"""The draft behind the pages of the form: found by the session or by the form itself; what every step page shows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from akun.door import public
from pengaduan import draf
from pengaduan.draf import Isi
from pengaduan.models import DrafPengaduan

SESI = "draf"
SESI_LAMA = "draf_lama"
"""The key that this browser has exchanged, with the one that took its place: older tabs and a second click go on."""
LANGKAH = {
    "saluran": _("Saluran yang tepat"),
    "identitas": _("Identitas Anda"),
    "paket": _("Paket pengadaan"),
    "kejadian": _("Kejadian"),
    "bukti": _("Bukti"),
    "tinjau": _("Tinjau dan kirim"),
}
URUTAN = tuple(LANGKAH)
View = Callable[..., HttpResponseBase]


def kunci_kini(request: HttpRequest, kunci: str) -> str:
    """The key itself, or the one for which this very browser exchanged it."""
    kini: str = request.session.get(SESI_LAMA, {}).get(kunci, kunci)
    return kini


def memegang(request: HttpRequest, kunci: str) -> bool:
    """Whether this browser holds a key already."""
    return kunci == request.session.get(SESI) or kunci in request.session.get(SESI_LAMA, {}).values()


def dengan_draf(view: View) -> View:
    """Public page of an unsent draft. The form carries its key too, so that a lapsed session loses nothing.

    A form belongs to the draft it was opened for, whatever another tab has begun since. What was sent, with its token,
    stays with the browser that sent it: there the key of a form is not enough.
    """

    @public
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        kunci = kunci_kini(request, str(request.POST.get("kunci") or request.session.get(SESI, "")))
        row = draf.cari(kunci) if kunci else None
        if row is None or (row.pengaduan_id and not memegang(request, kunci)):
            return render(request, "pengaduan/pengadu/sesi_habis.html", status=404)
        if request.session.get(SESI) != kunci:  # an unchanged session costs no write
            request.session[SESI] = kunci
        if row.pengaduan_id:
            return redirect("pengaduan:terkirim")
        return view(request, row, **kwargs)

    return page


def url_langkah(nama: str) -> str:
    """Where a step is filled in."""
    return reverse(f"pengaduan:baru_{nama}")


def tampilkan(
    request: HttpRequest, row: DrafPengaduan, isi: Isi, langkah: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A step page: progress, way back, when it was last saved."""
    ke = URUTAN.index(langkah)
    daftar = []
    for i, (nama, teks) in enumerate(LANGKAH.items()):
        rupa = "kini" if i == ke else "sudah" if nama in isi else "nanti"
        daftar.append({"teks": teks, "rupa": rupa, "url": url_langkah(nama) if rupa == "sudah" else ""})
    context |= {
        "langkah": daftar,
        "ke": ke + 1,
        "judul": LANGKAH[langkah],
        "kembali_url": url_langkah(URUTAN[ke - 1]) if ke else reverse("pengaduan:mulai"),
        "kunci": request.session[SESI],
        "tersimpan_pada": row.diubah_pada if isi else None,
    }
    return render(request, f"pengaduan/pengadu/{langkah}.html", context, status=status)


def simpan(row: DrafPengaduan, langkah: str, data: dict[str, Any]) -> None:
    """Keep what was typed in a step."""
    draf.simpan(draf=row, langkah=langkah, data=data, now=timezone.now())
