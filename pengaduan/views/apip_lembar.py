"""A case as its inspectorate sees it: dossier, clocks, timeline, thread and results, in the words of the inspectorate.

Officers of LKPP are "LKPP"; what LKPP does inside its own house does not appear.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.actor import APIP, Actor, Peran
from akun.templatetags.rupa import tanggal_polos
from berkas.models import Berkas
from jejak import trail
from jejak.models import Jejak
from pengaduan import dosir, flow_apip, vault
from pengaduan import percakapan as pesan_lkpp
from pengaduan.models import BuktiDukung, CatatanKasus, Eskalasi, HasilTindakLanjut, Pengaduan, PesanKasus
from pengaduan.pilihan import TingkatIdentitas
from pengaduan.ruang_apip import BERJALAN, GILIRAN
from pengaduan.status import Event, Status
from sla import clock, pita
from sla.calendar import WIB
from sla.models import Tenggat

S = Status
KEBIJAKAN = ("pengaduan.terima_apip", "pengaduan.apip")
# status -> (word, tone, icon) for the inspectorate
TAHAP: dict[str, tuple[Any, str, str]] = {
    S.DIESKALASI: (gettext_lazy("Baru dari LKPP"), "info", "surat"),
    S.DITERIMA_APIP: (gettext_lazy("Belum ada auditor"), "awas", "orang"),
    S.TINDAK_LANJUT_APIP: (gettext_lazy("Ditindaklanjuti"), "netral", "perisai"),
    S.PERLU_KLARIFIKASI: (gettext_lazy("Menunggu jawaban LKPP"), "netral", "jeda"),
    S.HASIL_DILAPORKAN: (gettext_lazy("Hasil direviu LKPP"), "netral", "berkas"),
    S.REVIU_HASIL: (gettext_lazy("Hasil direviu LKPP"), "netral", "berkas"),
    S.SELESAI: (gettext_lazy("Selesai"), "baik", "cek-bulat"),
    S.DITUTUP: (gettext_lazy("Selesai"), "baik", "cek-bulat"),
}
LANGKAH: dict[str, Any] = {
    Event.DIESKALASI: gettext_lazy("Diteruskan LKPP kepada inspektorat Anda"),
    Event.DITERIMA_APIP: gettext_lazy("Kasus diterima"),
    Event.DITUGASKAN_APIP: gettext_lazy("Auditor ditugaskan"),
    Event.KEMAJUAN: gettext_lazy("Catatan kemajuan"),
    Event.DIMINTA_KLARIFIKASI: gettext_lazy("Pertanyaan kepada LKPP"),
    Event.DIKLARIFIKASI: gettext_lazy("LKPP menjawab"),
    Event.HASIL_DILAPORKAN: gettext_lazy("Hasil dilaporkan"),
    Event.HASIL_DIKEMBALIKAN: gettext_lazy("LKPP meminta hasil diperbaiki"),
    Event.DISELESAIKAN: gettext_lazy("LKPP menerima hasil"),
    Event.IDENTITAS_DIIZINKAN: gettext_lazy("Pelapor membuka identitasnya untuk APIP"),
    Event.IDENTITAS_DIBUKA: gettext_lazy("Identitas pelapor dibuka"),
    Event.TERLAMBAT: gettext_lazy("Tenggat terlewati"),
}


@dataclass(frozen=True)
class Lampiran:
    """A file of the thread or of a result, by its place, so that no internal id stands in the address."""

    ke: int
    bukti: BuktiDukung


class LembarApip:
    """The sheet of one case as an inspector sees it now. Http404 for a case that is not in his inbox."""

    def __init__(self, nomor: str, actor: Actor, now: datetime) -> None:
        rows = Pengaduan.objects.visible_to(actor).select_related("instansi", "wilayah")
        self.actor, self.now = actor, now
        self.pengaduan: Pengaduan = get_object_or_404(rows, nomor=nomor)
        eskalasi = flow_apip.berjalan(self.pengaduan)
        if eskalasi is None:
            raise Http404
        self.eskalasi: Eskalasi = eskalasi

    @cached_property
    def dosir(self) -> dosir.Dosir:
        """What may be read of the complaint."""
        return dosir.susun(self.pengaduan, self.eskalasi)

    @property
    def terbuka(self) -> bool:
        """The complainant opened his identity to the inspectorate."""
        return self.pengaduan.tingkat_identitas == TingkatIdentitas.TERBUKA

    @property
    def batas(self) -> datetime | None:
        """The inspectorate's own deadline, while its clock runs."""
        return self.pengaduan.jatuh_tempo if self.pengaduan.status in GILIRAN else None

    @cached_property
    def hasil(self) -> list[HasilTindakLanjut]:
        """What this inspectorate has reported, oldest first."""
        return list(self.eskalasi.hasil.select_related("berkas__berkas"))

    @cached_property
    def pesan(self) -> list[PesanKasus]:
        """The thread with LKPP since the case came here."""
        ids = [j.data["pesan"] for j in self._jejak if j.kejadian == Event.PESAN_APIP]
        rows = PesanKasus.objects.filter(pk__in=ids, ruang=PesanKasus.Ruang.APIP).select_related("penulis")
        return list(rows.order_by("id")) if ids else []

    @cached_property
    def baru(self) -> frozenset[int]:
        """The messages of LKPP that this reader has not seen before."""
        sampai = pesan_lkpp.terbaca(self.eskalasi, self.actor)
        return frozenset(p.pk for p in self.pesan if p.dari == PesanKasus.Dari.LKPP and p.pk > sampai)

    @property
    def menunggu_jawaban(self) -> bool:
        """LKPP wrote last, and nothing was done since, while the case runs here."""
        gerak = (Event.PESAN_APIP, Event.KEMAJUAN, Event.HASIL_DILAPORKAN)
        terakhir = max((j for j in self._jejak if j.kejadian in gerak), key=lambda j: j.urut, default=None)
        if terakhir is None or self.pengaduan.status not in BERJALAN:
            return False
        return terakhir.kejadian == Event.PESAN_APIP and terakhir.data["dari"] == PesanKasus.Dari.LKPP

    @cached_property
    def lampiran(self) -> list[Lampiran]:
        """The files of the thread and of the results, in order."""
        ids = [h.berkas_id for h in self.hasil if h.berkas_id]
        rows = BuktiDukung.objects.filter(pengaduan=self.pengaduan).select_related("berkas").order_by("id")
        semua = [b for b in rows if b.pk in ids or b.pesan_id in {p.pk for p in self.pesan}]
        return [Lampiran(ke, b) for ke, b in enumerate(semua, start=1)]

    @cached_property
    def _jejak(self) -> list[Jejak]:
        """The trail since the case came here."""
        rows = list(trail.of(self.pengaduan).filter(kejadian__in=[*LANGKAH, Event.PESAN_APIP]))
        mulai = max((j.urut for j in rows if j.kejadian == Event.DIESKALASI), default=0)
        return [j for j in rows if j.urut >= mulai]

    @property
    def kejadian(self) -> list[Jejak]:
        """What of it concerns the inspectorate."""
        return [j for j in self._jejak if _urusan_apip(j)]

    def url(self, nama: str, *args: object) -> str:
        """The address of a page of this case."""
        return reverse(f"pengaduan:apip_{nama}", args=[self.pengaduan.nomor, *args])


def _urusan_apip(j: Jejak) -> bool:
    if j.kejadian == Event.PESAN_APIP:
        return False  # stands in the thread
    if j.kejadian == Event.IDENTITAS_DIBUKA:
        return j.peran in APIP
    return j.kejadian != Event.TERLAMBAT or (j.data["kebijakan"] in KEBIJAKAN and j.data["tingkat"] == 1)


def linimasa(lembar: LembarApip) -> list[dict[str, Any]]:
    """The timeline, newest first."""
    ids = [j.data["catatan"] for j in lembar.kejadian if j.kejadian == Event.KEMAJUAN]
    catatan = {c.pk: c.isi for c in CatatanKasus.objects.filter(pk__in=ids)} if ids else {}
    return [
        {
            "judul": LANGKAH[j.kejadian],
            "pada": j.pada,
            "oleh": _oleh(j),
            "isi": catatan.get(j.data.get("catatan"), ""),
        }
        for j in reversed(lembar.kejadian)
    ]


def _oleh(j: Jejak) -> str:
    """Colleagues by name, everybody else by what he is."""
    if j.peran in APIP:
        return j.pelaku
    return {Peran.SISTEM: _("Sistem"), Peran.PENGADU: _("Pelapor")}.get(Peran(j.peran), "LKPP")


def percakapan(lembar: LembarApip) -> list[dict[str, Any]]:
    """The thread with LKPP. Should an officer have named the complainant, the inspectorate does not read it."""
    dari_lkpp = [p.isi if p.dari == PesanKasus.Dari.LKPP else "" for p in lembar.pesan]
    samar = vault.samarkan(lembar.pengaduan, dari_lkpp) if any(dari_lkpp) else dari_lkpp
    return [
        {
            "dari": p.penulis.nama if p.dari == PesanKasus.Dari.APIP and p.penulis else "LKPP",
            "anda": p.penulis_id == lembar.actor.user_id,
            "baru": p.pk in lembar.baru,
            "pada": p.dibuat_pada,
            "isi": p.isi if p.dari == PesanKasus.Dari.APIP else isi,
            "lampiran": [_lampiran(lembar, x) for x in lembar.lampiran if x.bukti.pesan_id == p.pk],
        }
        for p, isi in zip(lembar.pesan, samar, strict=True)
    ]


def _lampiran(lembar: LembarApip, lampiran: Lampiran) -> dict[str, Any]:
    berkas: Berkas = lampiran.bukti.berkas
    bisa = berkas.bisa_dibagikan
    return {
        "nama": berkas.nama_aman,
        "url": lembar.url("lampiran", lampiran.ke) if bisa else "",
        "ket": "" if bisa else berkas.kalimat,
    }


def hasil(lembar: LembarApip) -> list[dict[str, Any]]:
    """The reported results, newest first; in LKPP's notes on them the complainant is not named."""
    berkas = {x.bukti.pk: _lampiran(lembar, x) for x in lembar.lampiran}
    catatan = [h.catatan_kembali for h in lembar.hasil]
    samar = vault.samarkan(lembar.pengaduan, catatan) if any(catatan) else catatan
    return [
        {
            "kesimpulan": h.get_kesimpulan_display(),
            "nomor": h.nomor_lhp,
            "tanggal": h.tanggal_lhp,
            "rekomendasi": h.rekomendasi,
            "ringkasan": h.ringkasan,
            "berkas": berkas.get(h.berkas_id) if h.berkas_id else None,
            "catatan": isi,
            "dikembalikan_pada": h.dikembalikan_pada,
        }
        for h, isi in reversed(list(zip(lembar.hasil, samar, strict=True)))
    ]


def jam_apip(lembar: LembarApip) -> list[Tenggat]:
    """The clocks that are the inspectorate's own, in the order in which they were started."""
    rows = clock.all_of(lembar.pengaduan).filter(kode__in=KEBIJAKAN, mulai_pada__gte=lembar.eskalasi.diteruskan_pada)
    return sorted(rows, key=lambda t: t.pk)


def jam(lembar: LembarApip) -> list[dict[str, Any]]:
    """The inspectorate's clocks with the proof of their dates, the running one first."""
    urut = sorted(enumerate(jam_apip(lembar), start=1), key=lambda x: (x[1].berhenti_pada is not None, -x[0]))
    return [_satu_jam(t, lembar.now) | {"url": lembar.url("tenggat", ke)} for ke, t in urut]


def _satu_jam(t: Tenggat, now: datetime) -> dict[str, Any]:
    bukti = clock.proof(t).hari
    sampai = min(filter(None, (now, t.berhenti_pada))).astimezone(WIB).date()
    terpakai = max((h.ke or 0 for h in bukti if h.tanggal <= sampai), default=0)
    satuan = t.kebijakan.get_satuan_display()
    nada, kanan = "baik", tanggal_polos(t.jatuh_tempo)
    if t.berhenti_pada:
        nada, kanan = "", _("selesai %(pada)s") % {"pada": tanggal_polos(t.berhenti_pada)}
    elif t.dijeda:
        nada, kanan = "", _("berhenti")
    elif t.jatuh_tempo < now:
        nada = "telat"
    elif t.kebijakan.jumlah - terpakai <= t.kebijakan.pengingat:
        nada = "awas"
    return {
        "nama": t.kebijakan.sebutan,
        "kanan": kanan,
        "nilai": terpakai,
        "dari": t.kebijakan.jumlah,
        "nada": nada,
        "ket": _("%(terpakai)s dari %(jumlah)s %(satuan)s terpakai.")
        % {"terpakai": terpakai, "jumlah": t.kebijakan.jumlah, "satuan": satuan},
        "alasan": pita.alasan(t.kebijakan, t.mulai_pada),
        "hari": pita.pita(bukti, hari_ini=sampai),
        "dasar": pita.dasar(t.kebijakan),
    }
