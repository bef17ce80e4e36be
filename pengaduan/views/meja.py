"""The desk: what needs me today comes first, ordered by what is due; the filter lives in the URL."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from akun.actor import LKPP, Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import tanggal
from akun.terbatas import PER_HALAMAN, PaginatorTerbatas, tampil_jumlah
from pengaduan import daftar, tabel
from pengaduan.views.baris_meja import baris_meja
from pengaduan.views.menu import MEJA, alamat, rangka
from pengaduan.views.step_view import url_kasus

AKSI = {
    "ambil": gettext_lazy("Ambil untuk saya"),
    "tugaskan": gettext_lazy("Tugaskan ke …"),
    "lepas": gettext_lazy("Lepas"),
}
AKSI_PERAN: dict[str, tuple[str, ...]] = {
    Peran.VERIFIKATOR: ("ambil", "tugaskan", "lepas"),
    Peran.PENELAAH: ("ambil", "tugaskan", "lepas"),
    Peran.PEJABAT_DPPH: ("tugaskan", "lepas"),
}

MEJA_LAIN = {Peran.PENJAGA_IDENTITAS: "pengaduan:penjaga", Peran.PETUGAS_TU: "persuratan:tu"}


@for_roles(*sorted(LKPP - {Peran.ADMIN_SISTEM}))
@require_GET
def meja(request: ActorRequest) -> HttpResponse | HttpResponseRedirect:
    """The list of cases. Whoever keeps identities or letters has his work elsewhere."""
    actor = request.actor
    if actor.peran not in MEJA:
        return redirect(MEJA_LAIN.get(actor.peran, "persuratan:masuk"))
    pembaca = tabel.Pembaca(actor, timezone.now())
    saringan = tabel.Saringan(request.GET, pembaca=pembaca, saran_url=alamat("pengaduan:saran_instansi"))
    pandang = tabel.pandang_terpilih(request.GET, actor.peran)
    pandangan = tabel.pandangan_untuk(actor.peran)
    jumlah, kunci = daftar.baca(pembaca, saringan.daftar)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = _kueri(request.GET)
    aksi = [{"nilai": a, "teks": AKSI[a]} for a in AKSI_PERAN.get(actor.peran, ())]
    konteks = {
        **rangka(actor, "semua" if pandang == "semua" else "hari_ini"),
        "pembuka": _pembuka(pembaca, jumlah),
        "pandangan": [
            {
                "teks": p.nama,
                "url": f"?pandang={p.kunci}",
                "aktif": p.kunci == pandang,
                "jumlah": tampil_jumlah(jumlah[p.kunci]),
                "telat": p.telat and jumlah[p.kunci] > 0,
            }
            for p in pandangan
        ],
        "pandang": pandang,
        "saringan": saringan,
        "keping": _keping(request.GET, saringan),
        "lepas_semua": f"?pandang={pandang}",
        "cari_semua": "?" + _kueri(request.GET, pandang="semua"),
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "baris": baris_meja(daftar.baris(list(page.object_list)), pembaca, kueri, pilih=bool(aksi)),
        "kepala": _kepala(request.GET),
        "aksi": aksi,
        "massal_url": f"{alamat('pengaduan:massal')}?{kueri}",
        "persetujuan": [
            {"usulan": u, "url": url_kasus(u.pengaduan.nomor, "", "putuskan")} for u in pembaca.usulan[:PER_HALAMAN]
        ],
        "persetujuan_lain": max(0, len(pembaca.usulan) - PER_HALAMAN),
        "pejabat": actor.peran == Peran.PEJABAT_DPPH,
    }
    return render(request, "pengaduan/lkpp/meja.html", konteks)


def _kueri(data: QueryDict, **ganti: str | None) -> str:
    """The filter of the URL without the page number; `ganti` sets or (None) removes a part."""
    return urlencode({nama: nilai for nama, nilai in {**data.dict(), "halaman": None, **ganti}.items() if nilai})


def _keping(data: QueryDict, saringan: tabel.Saringan) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    return [
        {
            "teks": f"{saringan.form.fields[nama].label}: {nilai}" if nama != "q" else nilai,
            "url": "?" + _kueri(data, **{nama: None}),
        }
        for nama, nilai in saringan.aktif.items()
    ]


def _kepala(data: QueryDict) -> list[dict[str, Any]]:
    """The head of the table: two columns carry the order."""
    terbaru = data.get("urut") == "terbaru"
    urut = {
        "tenggat": "?" + _kueri(data, urut=None),
        "terbaru": "?" + _kueri(data, urut="terbaru"),
    }
    return [
        {"teks": _("Tenggat"), "urut": urut["tenggat"], "arah": "none" if terbaru else "ascending"},
        {"teks": _("Paket")},
        {"teks": _("HPS (Rp)"), "angka": True},
        {"teks": _("Tahap")},
        {"teks": _("Pemegang")},
        {"teks": _("Diterima"), "urut": urut["terbaru"], "arah": "descending" if terbaru else "none"},
    ]


def _pembuka(pembaca: tabel.Pembaca, jumlah: dict[str, int]) -> str:
    """Today, and where to begin."""
    lewat = jumlah.get("lewat", 0)
    if not lewat:
        kata = _("Tidak ada kasus yang lewat batas.")
    else:
        kata = ngettext(
            "%(n)s kasus lewat batas; mulai dari sana.", "%(n)s kasus lewat batas; mulai dari sana.", lewat
        ) % {"n": tampil_jumlah(lewat)}
    return f"{tanggal(pembaca.now)}. {kata}"
