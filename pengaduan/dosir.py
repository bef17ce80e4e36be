"""The dossier: what of a complaint an inspectorate reads, on the page and on paper. A white list, built here only.

It holds no identity, no name that the sender gave a file, no internal id or note, and nothing of the thread with the
complainant but the files that answered a request. Days only where the complaint is anonymous.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.receipt import WIB
from berkas.models import Berkas
from berkas.putusan import Jenis
from jejak import trail
from pengaduan import vault
from pengaduan.models import BuktiDukung, Eskalasi, Pengaduan, PesanKasus
from pengaduan.status import Event

NAMA_KOLOM = {
    "nama_paket": gettext_lazy("Nama paket"),
    "kode_rup": gettext_lazy("Kode RUP"),
    "kode_tender": gettext_lazy("Kode tender"),
    "instansi": gettext_lazy("Instansi"),
    "kategori": gettext_lazy("Kategori"),
    "tahun_anggaran": gettext_lazy("Tahun anggaran"),
    "lokasi": gettext_lazy("Lokasi"),
    "hps": gettext_lazy("HPS atau pagu"),
    "bukti": gettext_lazy("Bukti"),
}


@dataclass(frozen=True)
class BuktiDosir:
    """A piece of evidence: its place in the dossier, a name that tells nothing, and whether its copy may be taken."""

    ke: int
    nama: str
    jenis: str
    catatan: str
    bisa_diunduh: bool
    keterangan: tuple[str, ...]


@dataclass(frozen=True)
class Dosir:
    """Everything that an inspectorate reads of a complaint."""

    nomor: str
    inspektorat: str
    tingkat: str
    diterima: date
    diteruskan_pada: datetime
    nama_paket: str
    kode_rup: tuple[str, ...]
    kode_tender: str
    instansi: str
    kategori: str
    tahun_anggaran: int | None
    lokasi: str
    hps: Decimal | None
    tidak_tahu: tuple[tuple[str, str], ...]
    jenis_pelanggaran: str
    uraian: str
    waktu_kejadian: str
    sumber_lain: str
    teradu: tuple[tuple[str, str], ...]
    bukti: tuple[BuktiDosir, ...]


def bukti_terbuka(pengaduan: Pengaduan) -> list[BuktiDukung]:
    """The complainant's evidence, in order: what came with the complaint, and what answered a request to complete."""
    rows = BuktiDukung.objects.filter(pengaduan=pengaduan, dari=PesanKasus.Dari.PENGADU)
    rows = rows.filter(Q(pesan__isnull=True) | Q(pesan_id__in=_pesan_pelengkap(pengaduan)))
    return list(rows.select_related("berkas").order_by("id"))


def _pesan_pelengkap(pengaduan: Pengaduan) -> list[int]:
    """The messages that came with a completion: each follows its event on the trail."""
    events = (Event.DILENGKAPI, Event.PESAN_PENGADU)
    rows = {j.urut: j for j in trail.of(pengaduan).filter(kejadian__in=events)}
    return [
        rows[urut + 1].data["pesan"]
        for urut, j in rows.items()
        if j.kejadian == Event.DILENGKAPI and urut + 1 in rows and rows[urut + 1].kejadian == Event.PESAN_PENGADU
    ]


def susun(pengaduan: Pengaduan, eskalasi: Eskalasi) -> Dosir:
    """Build the dossier of an escalated complaint. Whoever asks has been let in to the case before."""
    semua = bukti_terbuka(pengaduan)
    teradu = [(t.get_peran_display(), t.nama) for t in pengaduan.teradu.order_by("id")]
    wilayah = pengaduan.wilayah.nama if pengaduan.wilayah else ""
    teks = [
        pengaduan.nama_paket,
        pengaduan.nama_instansi,
        ", ".join(filter(None, (pengaduan.lokasi, wilayah))),
        pengaduan.uraian,
        pengaduan.waktu_kejadian,
        pengaduan.sumber_lain,
        *(b.catatan for b in semua),
        *(str(alasan) for alasan in pengaduan.tidak_tahu.values()),
    ]
    paket, instansi, lokasi, uraian, waktu, sumber, *sisa = vault.samarkan(pengaduan, teks)
    catatan, alasan = sisa[: len(semua)], sisa[len(semua) :]
    return Dosir(
        nomor=pengaduan.nomor,
        inspektorat=eskalasi.inspektorat.nama,
        tingkat=pengaduan.get_tingkat_identitas_display(),
        diterima=pengaduan.diajukan_pada.astimezone(WIB).date(),
        diteruskan_pada=eskalasi.diteruskan_pada,
        nama_paket=paket,
        kode_rup=tuple(k.kode for k in pengaduan.kode_rup.order_by("id")),
        kode_tender=pengaduan.kode_tender,
        instansi=instansi,
        kategori=pengaduan.get_kategori_display() if pengaduan.kategori else "",
        tahun_anggaran=pengaduan.tahun_anggaran,
        lokasi=lokasi,
        hps=pengaduan.hps,
        tidak_tahu=tuple((str(NAMA_KOLOM.get(k, k)), a) for k, a in zip(pengaduan.tidak_tahu, alasan, strict=True)),
        jenis_pelanggaran=pengaduan.get_jenis_pelanggaran_display() if pengaduan.jenis_pelanggaran else "",
        uraian=uraian,
        waktu_kejadian=waktu,
        sumber_lain=sumber,
        teradu=tuple(teradu),
        bukti=tuple(_bukti(ke, b.berkas, c) for ke, (b, c) in enumerate(zip(semua, catatan, strict=True), start=1)),
    )


def _bukti(ke: int, berkas: Berkas, catatan: str) -> BuktiDosir:
    return BuktiDosir(
        ke=ke,
        nama=berkas.nama_aman,
        jenis=berkas.jenis,
        catatan=catatan,
        bisa_diunduh=berkas.bisa_dibagikan,
        keterangan=tuple(_keterangan(berkas)),
    )


def _keterangan(berkas: Berkas) -> list[str]:
    """Why there is no copy to take, or what was removed from the copy that there is."""
    if berkas.bisa_dibagikan:
        return berkas.kalimat_bersih
    if berkas.bisa_diunduh and berkas.jenis == Jenis.REKAMAN:
        return [_("Rekaman tidak dapat dibersihkan dari data pengirimnya, jadi tidak dibagikan. Mintalah lewat LKPP.")]
    if berkas.bisa_diunduh:
        return [_("Belum ada salinan bersih dari berkas ini. Mintalah lewat LKPP.")]
    return [_("Berkas ini ditahan LKPP dan tidak dibagikan.")]
