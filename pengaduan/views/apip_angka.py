"""An inspectorate's own figures, each with what it counts in words."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akun.actor import APIP, Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import angka as tulis
from pengaduan import angka_apip
from pengaduan.angka_apip import Angka, Tepat
from pengaduan.views.menu import rangka


@for_roles(*sorted(APIP))
@require_GET
def angka(request: ActorRequest) -> HttpResponse:
    """The figures of one year of receipt, or of all."""
    actor = request.actor
    tahun_ada = angka_apip.tahun_ada(actor)
    diminta = request.GET.get("tahun", "")
    tahun = int(diminta) if diminta in map(str, tahun_ada) else None
    konteks = {
        **rangka(actor, "apip_angka"),
        "butir": _butir(angka_apip.hitung(actor, tahun, now=timezone.now())) if tahun_ada else [],
        "pandangan": [
            {"teks": _("Semua tahun"), "url": "?", "aktif": tahun is None},
            *({"teks": str(t), "url": f"?tahun={t}", "aktif": t == tahun} for t in tahun_ada),
        ],
        "sendiri": actor.peran == Peran.AUDITOR_APIP,
    }
    return render(request, "pengaduan/apip/angka.html", konteks)


def _butir(a: Angka) -> list[dict[str, Any]]:
    """What is counted, how much, and how."""
    hari = a.median_hari
    return [
        {"nama": _("Diterima"), "nilai": tulis(a.diterima), "arti": _("Kasus yang diteruskan LKPP lewat portal ini.")},
        {
            "nama": _("Masih terbuka"),
            "nilai": tulis(a.terbuka),
            "arti": _("Belum selesai dan tidak dikembalikan ke LKPP, juga yang sedang direviu LKPP."),
        },
        {
            "nama": _("Diterima tepat waktu"),
            "nilai": _bagian(a.terima),
            "arti": _(
                "Kasus yang diterima atau dikembalikan sebelum batas waktu menerima, dari semua yang sudah dijawab "
                "atau sudah lewat batas."
            ),
        },
        {
            "nama": _("Hasil tepat waktu"),
            "nilai": _bagian(a.selesai),
            "arti": _(
                "Hasil yang dilaporkan sebelum batas waktu tindak lanjut, dari semua yang sudah dilaporkan atau "
                "sudah lewat batas. Waktu menunggu jawaban LKPP tidak dihitung; hasil yang diminta diperbaiki "
                "dihitung lagi."
            ),
        },
        {
            "nama": _("Lama sampai hasil"),
            "nilai": "–" if hari is None else ngettext("%(n)s hari", "%(n)s hari", hari) % {"n": tulis(hari)},
            "arti": _(
                "Hari kalender dari kasus diteruskan sampai hasil terakhir dilaporkan: nilai tengah, jadi separuh "
                "kasus lebih cepat dan separuh lebih lama."
            ),
        },
        {
            "nama": _("Hasil diminta diperbaiki"),
            "nilai": _dari(a.hasil_kembali, a.hasil),
            "arti": _("Kasus yang hasilnya pernah dikembalikan LKPP, dari semua kasus yang punya hasil."),
        },
        {
            "nama": _("Dikembalikan ke LKPP"),
            "nilai": _dari(a.ditolak, a.diterima),
            "arti": _("Kasus yang Anda kembalikan, misalnya karena bukan wewenang Anda."),
        },
    ]


def _dari(n: int, jumlah: int) -> str:
    return _("%(n)s dari %(jumlah)s") % {"n": tulis(n), "jumlah": tulis(jumlah)}


def _bagian(t: Tepat) -> str:
    if t.persen is None:
        return "–"
    return _("%(n)s dari %(jumlah)s (%(persen)s%%)") % {
        "n": tulis(t.tepat),
        "jumlah": tulis(t.jumlah),
        "persen": t.persen,
    }
