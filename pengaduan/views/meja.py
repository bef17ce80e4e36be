"""The desk: what needs me today comes first, ordered by what is due; the filter lives in the URL."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from akun.actor import LKPP, Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal
from pengaduan import tabel
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from pengaduan.views.menu import MEJA, rangka
from pengaduan.views.step_view import url_kasus
from pengaduan.views.tanda import tanda
from sla.calendar import WIB, holidays_between, working_days_left

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


@for_roles(*sorted(LKPP - {Peran.ADMIN_SISTEM}))
@require_GET
def meja(request: ActorRequest) -> HttpResponse | HttpResponseRedirect:
    """The list of cases. Whoever keeps identities or letters has his work elsewhere."""
    actor = request.actor
    if actor.peran not in MEJA:
        return redirect("pengaduan:penjaga" if actor.peran == Peran.PENJAGA_IDENTITAS else "notifikasi:kotak")
    pembaca = tabel.Pembaca(actor, timezone.now())
    saringan = tabel.Saringan(request.GET, pembaca=pembaca, saran_url=reverse("pengaduan:saran_instansi"))
    pandang = tabel.pandang_terpilih(request.GET, actor.peran)
    pandangan = tabel.pandangan_untuk(actor.peran)
    jumlah = tabel.hitung({p.kunci: tabel.pilih(p.kunci, pembaca) for p in pandangan})
    halaman = tabel.PaginatorTerbatas(saringan.daftar)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = _kueri(request.GET)
    konteks = {
        **rangka(actor, "semua" if pandang == "semua" else "hari_ini"),
        "pembuka": _pembuka(pembaca, jumlah),
        "pandangan": [
            {
                "teks": p.nama,
                "url": f"?pandang={p.kunci}",
                "aktif": p.kunci == pandang,
                "jumlah": tabel.tampil_jumlah(jumlah[p.kunci]),
                "telat": p.telat and jumlah[p.kunci] > 0,
            }
            for p in pandangan
        ],
        "pandang": pandang,
        "saringan": saringan,
        "keping": _keping(request.GET, saringan),
        "lepas_semua": f"?pandang={pandang}",
        "cari_semua": "?" + _kueri(request.GET, pandang="semua").urlencode(),
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.jumlah.endswith("+"),
        "baris": _baris(tabel.baris(list(page.object_list)), pembaca, kueri.urlencode()),
        "kepala": _kepala(request.GET),
        "aksi": [{"nilai": a, "teks": AKSI[a]} for a in AKSI_PERAN.get(actor.peran, ())],
        "massal_url": f"{reverse('pengaduan:massal')}?{kueri.urlencode()}",
        "persetujuan": [
            {"usulan": u, "url": url_kasus(u.pengaduan.nomor, "", "putuskan")}
            for u in pembaca.usulan[: tabel.PER_HALAMAN]
        ],
        "persetujuan_lain": max(0, len(pembaca.usulan) - tabel.PER_HALAMAN),
        "pejabat": actor.peran == Peran.PEJABAT_DPPH,
    }
    return render(request, "pengaduan/lkpp/meja.html", konteks)


def _kueri(data: QueryDict, **ganti: str | None) -> QueryDict:
    """The filter of the URL without the page number; `ganti` sets or (None) removes a part."""
    kueri = data.copy()
    for nama, nilai in {"halaman": None, **ganti}.items():
        if nilai is None:
            kueri.pop(nama, None)
        else:
            kueri[nama] = nilai
    for kosong in [k for k, v in kueri.items() if not v]:
        kueri.pop(kosong)
    return kueri


def _keping(data: QueryDict, saringan: tabel.Saringan) -> list[dict[str, str]]:
    """A chip for each filter in use, which takes it off."""
    return [
        {
            "teks": f"{saringan.form.fields[nama].label}: {nilai}" if nama != "q" else nilai,
            "url": "?" + _kueri(data, **{nama: None}).urlencode(),
        }
        for nama, nilai in saringan.aktif.items()
    ]


def _kepala(data: QueryDict) -> list[dict[str, Any]]:
    """The head of the table: two columns carry the order."""
    terbaru = data.get("urut") == "terbaru"
    urut = {
        "tenggat": "?" + _kueri(data, urut=None).urlencode(),
        "terbaru": "?" + _kueri(data, urut="terbaru").urlencode(),
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
        ) % {"n": tabel.tampil_jumlah(lewat)}
    return f"{tanggal(pembaca.now)}. {kata}"


def _baris(rows: Sequence[Pengaduan], pembaca: tabel.Pembaca, kueri: str) -> list[dict[str, Any]]:
    """The rows as the table shows them; one query for the holidays between the first and the last date."""
    waktu = [p.jatuh_tempo for p in rows if p.jatuh_tempo] + [pembaca.now]
    libur = holidays_between(min(waktu).astimezone(WIB).date(), max(waktu).astimezone(WIB).date())
    hitung_sisa = cache(lambda tempo: working_days_left(pembaca.now, tempo, libur))  # many cases share a closing time
    baris = []
    for p in rows:
        hari = hitung_sisa(p.jatuh_tempo) if p.jatuh_tempo else None
        milik = p.pemegang_id is not None and p.pemegang_id == pembaca.actor.user_id
        baris.append(
            {
                "p": p,
                "url": url_kasus(p.nomor, kueri),
                "tanda": tanda(p.status),
                "sisa": _("Menunggu pelapor") if p.status == Status.PERLU_DILENGKAPI else sisa_hari(hari),
                "keadaan": "jeda" if p.status == Status.PERLU_DILENGKAPI else keadaan_tenggat(hari),
                "lewat": hari is not None and hari < 0 and p.status != Status.PERLU_DILENGKAPI,
                "pemegang": _("Anda") if milik else p.pemegang.nama if p.pemegang else _("Belum ada"),
            }
        )
    return baris
