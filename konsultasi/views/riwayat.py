"""What happened to a consultation: its trail, its clocks, the thread with its files, and rights of compensation."""

from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from akun.actor import Peran
from akun.models import User
from akun.templatetags.rupa import tanggal_polos, ukuran_berkas
from jejak.models import Jejak
from konsultasi.models import HakPrioritas, Konsultasi, LampiranKonsultasi, PesanKonsultasi
from konsultasi.status import JANJI, Event
from konsultasi.views.lembar import Lembar, url_kasus
from persuratan.views.linimasa import Baris, oleh
from persuratan.views.linimasa import linimasa as linimasa_objek
from sla import clock, pita

TANPA = "-"  # no event of a consultation tells of reading


def linimasa(lembar: Lembar) -> tuple[list[Baris], int]:
    """The timeline, and how many older lines are left out."""
    nama = dict(User.objects.filter(unit=lembar.k.unit_id).values_list("pk", "nama"))
    baris, _dibaca, lebih_lama = linimasa_objek(lembar.k, partial(_baris, lembar, nama), dilihat=TANPA)
    return baris, lebih_lama


def _baris(lembar: Lembar, nama: dict[int, str], j: Jejak) -> Baris:
    return {
        "judul": Event(j.kejadian).label if j.kejadian in Event.values else j.kejadian,
        "pada": j.pada,
        "oleh": _("Pemohon") if j.peran == Peran.PENGADU else oleh(lembar.actor, j),
        "isi": _isi(nama, j),
    }


def _isi(nama: dict[int, str], j: Jejak) -> str:
    """What the data of an event say."""
    data = j.data
    match j.kejadian:
        case Event.DITUGASKAN:
            kepada = nama.get(data.get("kepada", 0), "")
            return _("Kepada %(nama)s.") % {"nama": kepada} if kepada else ""
        case Event.DIALIHKAN:
            return str(_("Dari %(dari)s ke %(ke)s.") % {"dari": data["dari"], "ke": data["ke"]})
        case Event.DATANG:
            return _("Nomor antrean %(n)s.") % {"n": data.get("antrean", "")}
        case Event.DIBATALKAN if data.get("tidak_datang"):
            return _("Tamu tidak datang.")
        case Event.PESAN:
            return _("Catatan internal.")
        case Event.TERLAMBAT | Event.DIINGATKAN if data.get("tingkat", 0) > 1:
            return _("Diberitahukan ke tingkat %(tingkat)s.") % {"tingkat": data["tingkat"]}
        case _:
            return ""


def jam(lembar: Lembar) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The clock of the promise, and those of the stages, the running ones first."""
    rows = list(clock.all_of(lembar.k))
    janji = [t for t in rows if t.kode == JANJI]
    tahap = sorted((t for t in rows if t.kode != JANJI), key=lambda t: (t.berhenti_pada is not None, -t.pk))
    return [pita.jam(t, now=lembar.now) for t in janji], [pita.jam(t, now=lembar.now) for t in tahap]


def percakapan(lembar: Lembar) -> list[dict[str, Any]]:
    """The thread, notes among officers included and marked as such."""
    rows = lembar.k.pesan.select_related("oleh").prefetch_related("lampiran__berkas")
    return [_pesan(lembar, p) for p in rows]


def _pesan(lembar: Lembar, p: PesanKonsultasi) -> dict[str, Any]:
    siapa = _("Pemohon") if p.dari == PesanKonsultasi.Dari.PEMOHON else str(p.oleh or _("Petugas"))
    if p.hanya_petugas:
        siapa = _("%(nama)s, catatan internal: tidak dibaca pemohon") % {"nama": siapa}
    return {
        "dari": siapa,
        "anda": p.oleh_id == lembar.actor.user_id,
        "pada": p.pada,
        "isi": p.isi,
        "lampiran": [_lampiran(lembar.k, satu) for satu in p.lampiran.all()],
    }


def _lampiran(k: Konsultasi, satu: LampiranKonsultasi) -> dict[str, Any]:
    berkas = satu.berkas
    if not berkas.bisa_diunduh:
        return {"nama": berkas.nama_asli, "url": "", "ket": berkas.kalimat}
    return {"nama": berkas.nama_asli, "url": url_kasus(k.nomor, "berkas", satu.pk), "ukuran": berkas.ukuran}


def berkas(lembar: Lembar) -> list[dict[str, Any]]:
    """The files that came with the request, for komponen/berkas.html."""
    rows = lembar.k.lampiran.filter(pesan=None).select_related("berkas")
    return [
        {
            "nama": satu.berkas.nama_asli,
            "url": url_kasus(lembar.k.nomor, "berkas", satu.pk) if satu.berkas.bisa_diunduh else "",
            "ket": f"{ukuran_berkas(satu.berkas.ukuran)}."
            + ("" if satu.berkas.bisa_diunduh else f" {satu.berkas.kalimat}"),
            "jenis": "berkas",
            "kata": _("Aman") if satu.berkas.bisa_diunduh else _("Belum dapat diunduh"),
            "nada": "baik" if satu.berkas.bisa_diunduh else "awas",
        }
        for satu in rows
    ]


def hak(k: Konsultasi) -> list[str]:
    """The right that was used for this request, and the right that its lateness gave, in sentences."""
    tipe = k._meta.label_lower
    dipakai = Q(dipakai_tipe=tipe, dipakai_id=k.pk)
    kalimat = []
    for satu in HakPrioritas.objects.filter(dipakai | Q(sumber_tipe=tipe, sumber_id=k.pk)).order_by("id"):
        isi = {"sumber": satu.sumber_nomor, "untuk": satu.dipakai_nomor, "sampai": tanggal_polos(satu.berlaku_sampai)}
        if satu.dipakai_tipe == tipe and satu.dipakai_id == k.pk:
            kalimat.append(_("Didahulukan, karena layanan untuk %(sumber)s terlambat.") % isi)
        elif satu.dipakai_pada:
            kalimat.append(_("Keterlambatan permohonan ini memberi hak didahulukan, dipakai untuk %(untuk)s.") % isi)
        else:
            kata = _("Keterlambatan permohonan ini memberi pemohon hak didahulukan, berlaku sampai %(sampai)s.")
            kalimat.append(kata % isi)
    return kalimat
