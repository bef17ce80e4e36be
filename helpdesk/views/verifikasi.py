"""Verifications of providers as the people of an LPSE read them: the list, everything about one, its pass."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from akun import terbatas
from akun.actor import LPSE, Peran
from akun.door import ActorRequest, for_roles
from akun.kode_qr import kode_qr
from akun.langkah import boleh_dan_belum
from akun.templatetags.rupa import tanggal
from berkas import store
from berkas.views import kirim_berkas
from helpdesk import flow_verifikasi, tabel_verifikasi
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.pilihan_verifikasi import Wakil
from helpdesk.status_verifikasi import TERBUKA, Event
from helpdesk.tanda_lulus import npwp_terbaca
from helpdesk.views.verifikasi_langkah import LANGKAH
from helpdesk.views.verifikasi_lembar import (
    LembarVerifikasi,
    baris_item,
    batas,
    kabar,
    tanda_verifikasi,
    url_verifikasi,
)
from jejak.models import Jejak
from persuratan.views import saringan
from persuratan.views.linimasa import linimasa as linimasa_kasus
from persuratan.views.linimasa import oleh

KEPALA = (
    gettext_lazy("Tenggat"),
    gettext_lazy("Penyedia"),
    gettext_lazy("Bentuk usaha"),
    gettext_lazy("Status"),
    gettext_lazy("Didaftarkan"),
)


@for_roles(*sorted(LPSE))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """The providers of this LPSE: those to be checked by what is due; the filter lives in the URL."""
    now, actor = timezone.now(), request.actor
    isi = tabel_verifikasi.DaftarVerifikasi(request.GET, actor)
    hitung = [terbatas.banyak(tabel_verifikasi.pilih(k, actor).order_by().values("pk")) for k in tabel_verifikasi.MILIK]
    *banyak, kunci = terbatas.tanya([*hitung, terbatas.kunci(isi.rows)], {})
    jumlah = dict(zip(tabel_verifikasi.MILIK, banyak, strict=True))
    halaman = terbatas.PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = saringan.kueri(request.GET).urlencode()
    konteks = {
        "pembuka": _pembuka(now, jumlah["perlu"]),
        "pandangan": [
            {"teks": nama, "url": f"?milik={k}", "aktif": k == isi.milik, "jumlah": terbatas.tampil_jumlah(jumlah[k])}
            for k, nama in tabel_verifikasi.MILIK.items()
        ],
        "saringan": isi,
        "keping": saringan.keping(request.GET, isi),
        "lepas_semua": f"?milik={isi.milik}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [{"teks": str(teks)} for teks in KEPALA],
        "baris": [_baris(v, now, kueri) for v in tabel_verifikasi.baris(list(page.object_list), actor)],
        "boleh_daftar": actor.peran == Peran.PETUGAS_LPSE,
    }
    return render(request, "helpdesk/verifikasi/daftar.html", konteks)


def _pembuka(now: datetime, perlu: int) -> str:
    """Today, and what waits."""
    if not perlu:
        kata = _("Tidak ada penyedia yang menunggu diperiksa.")
    else:
        kata = ngettext("%(n)s penyedia menunggu diperiksa.", "%(n)s penyedia menunggu diperiksa.", perlu) % {
            "n": terbatas.tampil_jumlah(perlu)
        }
    return f"{tanggal(now)}. {kata}"


def _baris(v: Verifikasi, now: datetime, kueri: str) -> dict[str, Any]:
    return {
        "v": v,
        "url": url_verifikasi(v.nomor, kueri=kueri),
        "nama": v.nama,
        "tanda": tanda_verifikasi(v.status),
        **batas(v, now),
    }


@for_roles(*sorted(LPSE))
@require_GET
def lembar(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one verification."""
    satu = LembarVerifikasi.buka(nomor, request.actor, timezone.now())
    v, kueri = satu.verifikasi, request.GET.urlencode()
    boleh, belum = boleh_dan_belum(satu, LANGKAH, lambda nama: satu.url(nama, kueri=kueri))
    bahaya = {kelas.nama for kelas in LANGKAH if kelas.bahaya}
    boleh = [b | {"bahaya": b["nama"] in bahaya} for b in boleh]
    if v.status in TERBUKA and satu.may_periksa:
        utama = not satu.terpenuhi
        periksa = {"teks": _("Periksa dokumen"), "url": satu.url("periksa", kueri=kueri), "utama": utama}
        sisa = [b | {"utama": b["utama"] and not utama} for b in boleh]
        boleh = [periksa, *sisa] if utama else [*sisa[:1], periksa, *sisa[1:]]
    rows, _dibaca, lebih_lama = linimasa_kasus(v, lambda j: _kejadian(satu, j), dilihat="")
    konteks = {
        "v": v,
        "tanda": tanda_verifikasi(v.status),
        "butir_kepala": [v.nomor, str(v.get_bentuk_display())],
        "daftar_url": reverse("helpdesk:verifikasi") + (f"?{kueri}" if kueri else ""),
        "kabar": kabar(v),
        "data": data_penyedia(v),
        "item": [baris_item(item, satu.hari_ini) for item in satu.item],
        "pengembalian": satu.pengembalian,
        "boleh": boleh,
        "belum": belum,
        "unduh_url": satu.url("unduh") if v.berkas_id else "",
        "slip_url": satu.url("slip") if v.token_segel else "",
        "linimasa": rows,
        "lebih_lama": lebih_lama,
        **batas(v, satu.now),
    }
    return render(request, "helpdesk/verifikasi/lembar.html", konteks)


def data_penyedia(v: Verifikasi) -> list[dict[str, str]]:
    """Who the provider is, line by line."""
    wakil = str(v.get_wakil_display())
    baris = [
        (_("Bentuk usaha"), str(v.get_bentuk_display())),
        (_("Bidang usaha"), str(v.get_bidang_display())),
        (_("NPWP"), npwp_terbaca(v.npwp)),
        (_("Alamat"), v.alamat),
        (_("E-mail"), v.surel),
        (_("Telepon"), v.telepon),
        (_("Pimpinan"), v.pimpinan),
        (_("Yang datang"), f"{wakil}: {v.kuasa}" if v.wakil == Wakil.KUASA else wakil),
        (_("Didaftarkan oleh"), v.didaftarkan_oleh.nama),
    ]
    return [{"nama": nama, "nilai": nilai} for nama, nilai in baris if nilai]


def _kejadian(satu: LembarVerifikasi, j: Jejak) -> dict[str, Any]:
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else _("Pengingat atau keterlambatan tenggat"),
        "pada": j.pada,
        "oleh": oleh(satu.actor, j),
        "isi": str(j.data.get("nomor_lulus", "")),
    }


@for_roles(*sorted(LPSE))
@require_GET
def unduh(request: ActorRequest, nomor: str) -> HttpResponseBase:
    """The pass to be printed: three copies on one sheet. Taking it out is kept on the trail."""
    satu = LembarVerifikasi.buka(nomor, request.actor, timezone.now())
    berkas = satu.verifikasi.berkas
    if berkas is None:
        raise Http404
    flow_verifikasi.catat_unduhan(verifikasi=satu.verifikasi, by=request.actor, now=satu.now)
    return kirim_berkas(berkas, variant=store.ASLI, nama=f"tanda-lulus-{satu.verifikasi.nomor}.pdf")


@for_roles(Peran.PETUGAS_LPSE)
@require_GET
def slip(request: ActorRequest, nomor: str) -> HttpResponse:
    """The slip for the provider, with number and token; there is one until the verification ends."""
    satu = LembarVerifikasi.buka(nomor, request.actor, timezone.now())
    token = satu.verifikasi.token
    if not token:
        raise Http404
    konteks = {"v": satu.verifikasi, "nomor": nomor, "token": token, "qr": kode_qr(nomor), "lembar_url": satu.url()}
    return render(request, "helpdesk/verifikasi/slip.html", konteks | batas(satu.verifikasi, satu.now))
