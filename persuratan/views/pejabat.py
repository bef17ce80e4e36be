"""Letters as officials and their people read them: the list, the letter, its file, the disposition sheet."""

from datetime import datetime, time
from functools import partial
from typing import Any

import structlog
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from akun.door import ActorRequest, for_roles
from akun.langkah import boleh_dan_belum
from akun.receipt import WIB
from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanggal, tanggal_jam, tanggal_polos, ukuran_berkas
from akun.terbatas import PaginatorTerbatas, tampil_jumlah
from berkas import cetak, store
from berkas.views import kirim_berkas
from persuratan import baca, tabel, tindakan
from persuratan.forms.disposisi import cari_pegawai
from persuratan.models import AKHIR
from persuratan.permissions import PEMBACA
from persuratan.status import Status
from persuratan.views import riwayat, saringan
from persuratan.views.berkas_ditahan import PutuskanBerkas
from persuratan.views.disposisi import Disposisikan
from persuratan.views.langkah import Arsipkan, Jawab, Mulai, Selesaikan, Tanya, Terima
from persuratan.views.lembar import Lembar, url_surat
from persuratan.views.tanda import tanda, tanda_rahasia
from sla import office

LANGKAH = (Terima, Disposisikan, Mulai, Jawab, Tanya, Selesaikan, Arsipkan, PutuskanBerkas)
log = structlog.get_logger(__name__)


@for_roles(*sorted(PEMBACA))
@require_GET
def masuk(request: ActorRequest) -> HttpResponse:
    """The letters of the posts that one holds, and those that one has or gave by disposition."""
    pembaca = tabel.Pembaca(request.actor, timezone.now())
    daftar = tabel.Daftar(request.GET, pembaca)
    jumlah, kunci = tabel.baca(daftar)
    halaman = PaginatorTerbatas(kunci)
    page = halaman.get_page(request.GET.get("halaman"))
    kueri = saringan.kueri(request.GET)
    konteks = {
        "pembuka": _pembuka(pembaca, jumlah["perlu"]),
        "pandangan": [
            {
                "teks": nama,
                "url": f"?milik={k}",
                "aktif": k == daftar.milik,
                "jumlah": tampil_jumlah(jumlah[k]) if k in jumlah else None,
            }
            for k, nama in tabel.MILIK.items()
        ],
        "saringan": daftar,
        "keping": saringan.keping(request.GET, daftar),
        "lepas_semua": f"?milik={daftar.milik}",
        "page": page,
        "jumlah": halaman.jumlah,
        "penuh": halaman.penuh,
        "kepala": [{"teks": t} for t in (_("Tenggat"), _("Surat"), _("Kerahasiaan"), _("Status"), _("Diterima"))],
        "baris": [_baris(s, pembaca, kueri.urlencode()) for s in tabel.baris(list(page.object_list), pembaca)],
    }
    return render(request, "persuratan/pejabat/masuk.html", konteks)


def _pembuka(pembaca: tabel.Pembaca, perlu: int) -> str:
    """Today, and what waits."""
    if not perlu:
        kata = _("Tidak ada surat yang menunggu Anda.")
    else:
        kata = ngettext("%(n)s surat menunggu Anda.", "%(n)s surat menunggu Anda.", perlu) % {"n": tampil_jumlah(perlu)}
    return f"{tanggal(pembaca.now)}. {kata}"


def _baris(s: Any, pembaca: tabel.Pembaca, kueri: str) -> dict[str, Any]:
    """A row of the list. The subject of a secret letter is read on its page only, where reading is kept."""
    tempo = None if s.status in AKHIR or s.status == Status.DIJAWAB else s.tempo
    hari = office.kalender().days_left(pembaca.now, datetime.combine(tempo, time.max, WIB)) if tempo else None
    return {
        "s": s,
        "url": url_surat(s.nomor, kueri=kueri),
        "judul": _("Perihal dirahasiakan") if s.rahasia else s.perihal,
        "asal": "" if s.rahasia else s.asal,
        "tempo": tempo,
        "sisa": sisa_hari(hari),
        "keadaan": keadaan_tenggat(hari),
        "lewat": hari is not None and hari < 0,
        "tanda": tanda(s.status),
        "rahasia": tanda_rahasia(s.kerahasiaan),
    }


@for_roles(*sorted(PEMBACA))
@require_GET
def surat(request: ActorRequest, nomor: str) -> HttpResponse:
    """Everything about one letter. Opening a secret one is kept on its trail."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    baca.catat(surat=lembar.surat, apa=baca.HALAMAN, by=request.actor, now=lembar.now)
    kueri = request.GET.urlencode()
    boleh, belum = boleh_dan_belum(lembar, LANGKAH, partial(lembar.url, kueri=kueri))
    linimasa, dibaca, lebih_lama = riwayat.linimasa(lembar)
    jam_hukum, jam_tahap = riwayat.jam(lembar)
    konteks = {
        "surat": lembar.surat,
        "tanda": tanda(lembar.surat.status),
        "rahasia": tanda_rahasia(lembar.surat.kerahasiaan),
        "butir_kepala": [lembar.surat.nomor, lembar.surat.asal],
        "daftar_url": reverse("persuratan:masuk") + (f"?{kueri}" if kueri else ""),
        "data": _data(lembar),
        "berkas": _berkas(lembar),
        "boleh": boleh,
        "belum": [*belum, *_menunggu(lembar)],
        "cabang": riwayat.cabang(lembar, kueri),
        "menurut_waktu": riwayat.menurut_waktu(lembar),
        "linimasa": linimasa,
        "dibaca": dibaca,
        "lebih_lama": lebih_lama,
        "jam_hukum": jam_hukum,
        "jam_tahap": jam_tahap,
        "lembar_url": lembar.url("lembar_disposisi"),
        "tindakan": tindakan.untuk(request.actor, lembar.surat),
        **_batas(lembar),
    }
    return render(request, "persuratan/pejabat/surat.html", konteks)


def _batas(lembar: Lembar) -> dict[str, Any]:
    """The present deadline for the head of the page."""
    batas = lembar.surat.jatuh_tempo
    if batas is None:
        return {"batas": None}
    hari = office.kalender().days_left(lembar.now, batas)
    return {"batas": batas, "sisa": sisa_hari(hari), "keadaan": keadaan_tenggat(hari)}


def _menunggu(lembar: Lembar) -> list[dict[str, Any]]:
    """Steps of others from here: who is waited for."""
    menunggu = {
        Status.TERKIRIM: (_("Memberi disposisi dan menjawab"), _("Menunggu TU memeriksa dan meneruskan."), "jam"),
        Status.MENUNGGU_INFO: (_("Melanjutkan pengerjaan"), _("Menunggu penjelasan pengirim."), "jeda"),
    }
    satu = menunggu.get(Status(lembar.surat.status))
    return [{"teks": satu[0], "alasan": satu[1], "ikon": satu[2]}] if satu else []


def _data(lembar: Lembar) -> list[dict[str, Any]]:
    """What stands on the letter and around it."""
    s = lembar.surat
    jawaban = f"{s.jawaban.nomor_surat}, {tanggal_polos(s.jawaban.tanggal_surat)}" if s.jawaban else ""
    baris = (
        (_("Perihal"), s.perihal),
        (_("Nomor surat"), s.nomor_surat),
        (_("Tanggal surat"), tanggal_polos(s.tanggal_surat)),
        (_("Pengirim"), "\n".join(filter(None, dict.fromkeys((s.nama_pengirim, s.asal, s.alamat))))),
        (_("Ditujukan kepada"), str(s.penerima)),
        (_("Tembusan"), lembar.tembusan),
        (_("Nomor agenda"), s.nomor_agenda),
        (_("Diterima LKPP"), f"{tanggal_jam(s.diterima_pada)} · {s.get_kanal_display()}"),
        (_("Diterima pejabat"), tanggal_jam(s.diterima_pejabat_pada) or _("Belum")),
        (_("Diharapkan pengirim selesai"), tanggal_polos(s.batas_diminta)),
        (_("Catatan pengirim"), s.catatan),
        (_("Surat jawaban"), jawaban),
        (_("Menjadi pengaduan"), s.pengaduan_nomor),
        (_("Menjadi tiket helpdesk"), s.tiket_nomor),
        (_("Pertanyaan kepada pengirim") if s.status == Status.MENUNGGU_INFO else _("Catatan penutup"), s.alasan),
    )
    return [{"nama": n, "daftar" if isinstance(v, list) else "nilai": v} for n, v in baris if v]


def _berkas(lembar: Lembar) -> list[dict[str, Any]]:
    """The file for komponen/berkas.html."""
    berkas = lembar.surat.berkas
    if berkas is None:
        return []
    bisa = berkas.bisa_diunduh
    return [
        {
            "nama": berkas.nama_asli,
            "url": lembar.url("surat_berkas") if bisa else "",
            "ket": f"{ukuran_berkas(berkas.ukuran)}." + ("" if bisa else f" {berkas.kalimat}"),
            "jenis": "berkas",
            "kata": _("Aman") if bisa else _("Belum dapat diunduh"),
            "nada": "baik" if bisa else "awas",
        }
    ]


@for_roles(*sorted(PEMBACA))
@require_GET
def unduh(request: ActorRequest, nomor: str) -> HttpResponseBase:
    """Send the letter itself; who took it when is on the trail."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    berkas = lembar.surat.berkas
    if berkas is None or not berkas.bisa_diunduh:
        raise Http404(_("Berkas ini tidak dapat diunduh."))
    baca.catat(surat=lembar.surat, apa=baca.BERKAS, by=request.actor, now=lembar.now)
    nama = lembar.surat.nomor if lembar.surat.rahasia else berkas.nama_asli
    return kirim_berkas(berkas, variant=store.ASLI, nama=nama)


@for_roles(*sorted(PEMBACA))
@require_GET
def lembar_disposisi(request: ActorRequest, nomor: str) -> HttpResponse:
    """The disposition sheet on paper."""
    lembar = Lembar.buka(nomor, request.actor, timezone.now())
    konteks = {"surat": lembar.surat, "data": _data(lembar), "cabang": riwayat.cabang(lembar), "dicetak": lembar.now}
    konteks |= {"pencetak": request.actor.nama}
    try:
        isi = cetak.pdf("persuratan/pejabat/lembar_pdf.html", konteks)
    except cetak.PdfTidakTersedia:
        log.error("pdf_tidak_tersedia")
        sebab = _("Server ini belum dapat membuat PDF. Cetak halaman surat dari peramban, atau beri tahu admin.")
        halaman = {"langkah": {"judul": _("Lembar disposisi")}, "sebab": sebab, "surat": lembar.surat}
        halaman |= {"surat_url": lembar.url("surat"), "tanda": tanda(lembar.surat.status)}
        return render(request, "persuratan/pejabat/langkah.html", halaman, status=503)
    baca.catat(surat=lembar.surat, apa=baca.LEMBAR, by=request.actor, now=lembar.now)
    response = HttpResponse(isi, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"disposisi-{nomor}.pdf") or "attachment"
    return response


@for_roles(*sorted(PEMBACA))
@require_GET
def saran_orang(request: ActorRequest) -> JsonResponse:
    """People of LKPP while a name is being typed; at most ten, never oneself."""
    return JsonResponse({"hasil": cari_pegawai(request.GET.get("q", "")[:200], kecuali=request.actor.petugas_id)})
