"""Letters out as officers read them: the list, and everything about one letter."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akun import terbatas
from akun.actor import Actor, Peran
from akun.door import ActorRequest, for_roles
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal, tanggal_jam
from persuratan import tabel, tabel_keluar
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.permissions import PEMBACA
from persuratan.status_keluar import KONSEP, Status
from persuratan.views import keluar_riwayat as riwayat
from persuratan.views import saringan
from persuratan.views.keluar_langkah import boleh_dan_belum
from persuratan.views.keluar_langkah_surat import LANGKAH
from persuratan.views.keluar_lembar import HALAMAN, LembarKeluar, tanda_keluar, url_keluar
from persuratan.views.tanda import tanda_rahasia
from sla import office


@for_roles(*sorted(PEMBACA))
@require_GET
def daftar(request: ActorRequest) -> HttpResponse:
    """What waits for the reader, his drafts, and all that he may see; the filter lives in the URL."""
    pembaca = tabel.Pembaca(request.actor, timezone.now())
    isi = tabel_keluar.DaftarKeluar(request.GET, pembaca)
    hitung = [terbatas.banyak(tabel_keluar.pilih(k, pembaca).order_by().values("pk")) for k in tabel_keluar.MILIK]
    *banyak, kunci = terbatas.tanya([*hitung, terbatas.kunci(isi.rows)], {})
    jumlah = dict(zip(tabel_keluar.MILIK, banyak, strict=True))
    halaman = terbatas.PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = saringan.kueri(request.GET).urlencode()
    konteks = {
        "pembuka": _pembuka(pembaca, jumlah["perlu"]),
        "pandangan": [
            {"teks": nama, "url": f"?milik={k}", "aktif": k == isi.milik, "jumlah": terbatas.tampil_jumlah(jumlah[k])}
            for k, nama in tabel_keluar.MILIK.items()
        ],
        "saringan": isi,
        "keping": saringan.keping(request.GET, isi),
        "lepas_semua": f"?milik={isi.milik}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Surat"), _("Penanda tangan"), _("Status"), _("Dibuat"))],
        "baris": [_baris(s, pembaca.now, kueri) for s in tabel_keluar.baris(list(page.object_list), pembaca)],
        "bersama": jumlah["tanda_tangan"] > 1,
        "buku": request.actor.peran == Peran.PETUGAS_TU,
    }
    return render(request, "persuratan/keluar/daftar.html", konteks)


def _pembuka(pembaca: tabel.Pembaca, perlu: int) -> str:
    """Today, and what waits."""
    if not perlu:
        kata = _("Tidak ada surat keluar yang menunggu Anda.")
    else:
        kata = ngettext("%(n)s surat keluar menunggu Anda.", "%(n)s surat keluar menunggu Anda.", perlu) % {
            "n": terbatas.tampil_jumlah(perlu)
        }
    return f"{tanggal(pembaca.now)}. {kata}"


def _baris(s: SuratKeluar, now: datetime, kueri: str) -> dict[str, Any]:
    """A row of the list. The subject of a secret letter is read on its page only, where reading is kept."""
    hari = office.kalender().days_left(now, s.jatuh_tempo) if s.jatuh_tempo else None
    return {
        "s": s,
        "url": url_keluar(s.pk, kueri=kueri),
        "judul": _("Perihal dirahasiakan") if s.rahasia else s.perihal,
        "nomor": s.nomor_surat or _("Belum bernomor"),
        "tujuan": "" if s.rahasia else " ".join(s.tujuan.split()),
        "penanda": s.jabatan_penandatangan or str(s.penandatangan or ""),
        "tempo": s.jatuh_tempo,
        "sisa": sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
        "lewat": hari is not None and hari < 0,
        "tanda": tanda_keluar(s.status),
        "rahasia": tanda_rahasia(s.kerahasiaan) if s.rahasia else None,
    }


@for_roles(*sorted(PEMBACA))
@require_GET
def surat(request: ActorRequest, pk: int) -> HttpResponse:
    """Everything about one letter. Opening a secret one is kept on its trail, and so is looking at its paper."""
    lembar = LembarKeluar.buka(pk, request.actor, timezone.now())
    lembar.catat_baca(HALAMAN)
    s = lembar.surat
    tampil, kueri = "lembar" in request.GET, _tanpa_lembar(request.GET)
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, kueri)
    linimasa, dibaca, lebih_lama = riwayat.linimasa(lembar)
    konteks = {
        "surat": s,
        "tanda": tanda_keluar(s.status),
        "rahasia": tanda_rahasia(s.kerahasiaan),
        "butir_kepala": [s.nomor_surat or _("Belum bernomor"), s.get_jenis_display()],
        "daftar_url": reverse("persuratan:keluar") + (f"?{kueri}" if kueri else ""),
        "data": riwayat.data(lembar),
        "asal_surat": _dibalas(s, request.actor),
        "tangga": riwayat.tangga(lembar),
        "pengiriman": riwayat.pengiriman(lembar),
        "lampiran": riwayat.lampiran(lembar),
        "berkertas": bool(s.berkas_id or s.isi_segel),
        "tampil": tampil or not s.rahasia,
        "lembar_url": f"{lembar.url()}?{f'{kueri}&' if kueri else ''}lembar=1#kertas",
        "gambar_url": lembar.url("gambar"),
        "pdf_url": lembar.url("pdf"),
        "boleh": boleh,
        "belum": [*belum, *_menunggu(lembar)],
        "tidak_pasti": lembar.tidak_pasti,
        "linimasa": linimasa,
        "dibaca": dibaca,
        "lebih_lama": lebih_lama,
        "kabar": _kabar(s),
        **_batas(lembar),
    }
    return render(request, "persuratan/keluar/surat.html", konteks)


def _tanpa_lembar(data: QueryDict) -> str:
    kueri = data.copy()
    kueri.pop("lembar", None)
    return kueri.urlencode()


def _dibalas(s: SuratKeluar, actor: Actor) -> dict[str, str]:
    """The letter that it answers, with a link for whoever may open that one."""
    if s.membalas is None:
        return {}
    boleh = SuratMasuk.objects.visible_to(actor).filter(pk=s.membalas.pk).exists()
    url = reverse("persuratan:surat", args=[s.membalas.nomor]) if boleh else ""
    return {"nomor": s.membalas.nomor, "url": url}


def _batas(lembar: LembarKeluar) -> dict[str, Any]:
    """The present deadline for the head of the page."""
    batas = lembar.surat.jatuh_tempo
    if batas is None:
        return {"batas": None}
    hari = office.kalender().days_left(lembar.now, batas)
    return {"batas": batas, "sisa": sisa_hari(hari), "keadaan": keadaan_tenggat(hari)}


def _menunggu(lembar: LembarKeluar) -> list[dict[str, Any]]:
    """Steps of others from here: who is waited for."""
    s = lembar.surat
    if s.status in KONSEP and not lembar.may_ubah:
        return [{"teks": _("Paraf dan tanda tangan"), "alasan": _("Konsepnya masih ditulis."), "ikon": "jam"}]
    if s.status == Status.PARAF:
        alasan = _("Menunggu paraf lengkap.")
        return [{"teks": _("Menandatangani"), "alasan": alasan, "ikon": "jam"}]
    return []


def _kabar(s: SuratKeluar) -> dict[str, str]:
    """What has to be known before anything else."""
    if s.dicabut and s.dicabut_pada:
        oleh = {"kapan": tanggal_jam(s.dicabut_pada), "nama": s.dicabut_oleh}
        return {"judul": _("Surat ini dicabut %(kapan)s oleh %(nama)s") % oleh, "isi": s.alasan, "nada": "telat"}
    if s.status == Status.BATAL:
        return {"judul": _("Surat ini batal"), "isi": s.alasan, "nada": "awas"}
    if s.status == Status.REVISI:
        catatan = [p.catatan for p in s.paraf.all() if p.dikembalikan_pada and p.putaran == s.putaran]
        return {"judul": _("Perlu diperbaiki"), "isi": catatan[-1] if catatan else "", "nada": "awas"}
    return {}
