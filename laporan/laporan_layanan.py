"""The report on the complaint service for any period: which figures stand in which chapter, counted one by one.

The chapters are those of LKPP's report of 2023 (ways, complainants and effectiveness, who is complained about,
classification, values, inspectorates that have joined), with what LKPP promises beside them. Every number is one of
`laporan.angka`; only the list of inspectorates is read here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akun.receipt import WIB
from inspektorat.daftar import BERAKUN
from inspektorat.models import DasarSurat, Inspektorat
from laporan import simpanan
from laporan.angka import borongan
from laporan.angka.bentuk import Hasil
from laporan.angka.daftar import SEMUA
from laporan.angka.kelompok import Kelompok
from laporan.periode import JEDA
from laporan.saringan import Saringan

Lapor = Callable[[int, int], None]


@dataclass(frozen=True)
class Rancangan:
    """A chapter: what it is called, what it answers, and the figures in it, in order."""

    kunci: str
    judul: Promise
    pengantar: Promise
    angka: tuple[str, ...]


RANCANGAN = (
    Rancangan(
        "rekapitulasi",
        _("Rekapitulasi pengaduan"),
        _("Berapa pengaduan yang masuk dan selesai, lewat jalur apa, dan sampai di mana penanganannya."),
        ("jalur", "arus", "status", "keputusan"),
    ),
    Rancangan(
        "pengadu",
        _("Pengadu"),
        _("Sejauh mana pengadu membuka identitasnya, dan berapa paket aduannya yang sampai ke APIP."),
        ("pengadu", "efektivitas"),
    ),
    Rancangan(
        "teradu",
        _("Teradu"),
        _("Siapa yang diadukan: pelaku pengadaan, jenis instansi, instansi, dan wilayahnya."),
        ("teradu", "teradu_jenis", "teradu_instansi", "wilayah"),
    ),
    Rancangan(
        "klasifikasi",
        _("Klasifikasi pengaduan"),
        _("Objek pengaduan menurut Pasal 3 Peraturan LKPP Nomor 6 Tahun 2022."),
        ("klasifikasi",),
    ),
    Rancangan(
        "nilai-hps", _("Nilai HPS"), _("Pengaduan menurut nilai harga perkiraan sendiri (HPS) paketnya."), ("hps",)
    ),
    Rancangan(
        "ketepatan",
        _("Ketepatan waktu"),
        _("Janji layanan yang diputus pada periode ini, dan berapa lama tiap tahap berjalan."),
        ("tepat", "lama"),
    ),
    Rancangan(
        "layanan-lain",
        _("Persuratan, helpdesk, dan konsultasi"),
        _("Layanan lain di meja yang sama, dan kompensasi bila janji layanan tidak ditepati."),
        (
            "surat",
            "tiket",
            "tiket_jenis",
            "tiket_kanal",
            "konsultasi",
            "konsultasi_kanal",
            "konsultasi_subjek",
            "kompensasi",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Anggota:
    """An inspectorate and the letters on which its membership rests, as they are written; "" where there is none."""

    nama: str
    nomor_surat: str
    tanggal_surat: str
    aktif: bool


@dataclass(frozen=True)
class Laporan:
    """What was counted: figures by code, of the period and of the one before."""

    saringan: Saringan
    pada: datetime
    kini: Mapping[str, Hasil]
    lalu: Mapping[str, Hasil]
    anggota: Sequence[Anggota]

    @property
    def tertutup(self) -> bool:
        """Whether nothing of it changes any more."""
        return self.pada >= self.saringan.sampai + JEDA


def kode_dipakai() -> list[str]:
    """The figures of the whole report, each once."""
    return list(dict.fromkeys(("cakupan", *(kode for r in RANCANGAN for kode in r.angka))))


def tahap() -> list[list[str]]:
    """The figures in the order in which they are counted: breakdowns of the same cases first and together."""
    bersama = [kode for kode in kode_dipakai() if isinstance(SEMUA[kode].cara, Kelompok)]
    return [bersama, *([kode] for kode in kode_dipakai() if kode not in bersama)]


def hitung(saringan: Saringan, *, now: datetime, lapor: Lapor = lambda _sudah, _semua: None) -> Laporan:
    """Count everything; says after each step how far it is. One more step than here is the paper."""
    semua = tahap()
    kini: dict[str, Hasil] = {}
    lalu: dict[str, Hasil] = {}
    for ke, satu in enumerate(semua, start=1):
        angka = [SEMUA[kode] for kode in satu]
        kini |= zip(satu, borongan.hitung([(a, saringan) for a in angka], now=now), strict=True)
        dulu = [a for a in angka if not a.sekarang]
        isi = borongan.hitung([(a, saringan.sebelum) for a in dulu], now=now)
        lalu |= zip([a.kode for a in dulu], isi, strict=True)
        lapor(ke, len(semua) + 1)
    return Laporan(saringan, now, kini, lalu, anggota(sampai=min(saringan.sampai, now)))


def dari_simpanan(saringan: Saringan, *, now: datetime) -> Laporan:
    """The same for a page: what was counted a minute ago is read again, and the report says when that was."""
    kini = [SEMUA[kode] for kode in kode_dipakai()]
    lalu = [angka for angka in kini if not angka.sekarang]
    diminta = [*((a, saringan) for a in kini), *((a, saringan.sebelum) for a in lalu)]
    hasil, pada = simpanan.ambil(diminta, now=now)
    per_kode = [(angka.kode, isi) for (angka, _saringan), isi in zip(diminta, hasil, strict=True)]
    batas = len(kini)
    orang = anggota(sampai=min(saringan.sampai, now))
    return Laporan(saringan, pada, dict(per_kode[:batas]), dict(per_kode[batas:]), orang)


def anggota(*, sampai: datetime) -> list[Anggota]:
    """The inspectorates that had joined, by the letters on which that rests, the oldest first.

    Joined is who is on the portal, or stands by letter on the list of the former system (inspektorat.daftar). A letter
    of a later date than the period does not count; one without a day does.
    """
    hari = (sampai - timedelta(microseconds=1)).astimezone(WIB).date()
    bergabung = Q(inspektorat__status__in=BERAKUN) | Q(keanggotaan=None)
    surat = (
        DasarSurat.objects.filter(bergabung, Q(tanggal_surat=None) | Q(tanggal_surat__lte=hari))
        .exclude(inspektorat__status=Inspektorat.Status.NONAKTIF)
        .order_by(F("nomor_urut").asc(nulls_last=True), F("tanggal_surat").asc(nulls_last=True), "pk")
        .values_list("inspektorat__nama", "nomor_surat", "tanggal_teks", "inspektorat__status")
    )
    hasil: dict[str, Anggota] = {}
    for nama, nomor, tanggal, status in surat:
        ada = hasil.get(nama)
        nomor, tanggal = (f"{ada.nomor_surat}; {nomor}", f"{ada.tanggal_surat}; {tanggal}") if ada else (nomor, tanggal)
        hasil[nama] = Anggota(nama, nomor, tanggal, status == Inspektorat.Status.AKTIF)
    berakun = Inspektorat.objects.filter(status__in=BERAKUN, dasar_surat=None).order_by("nama")
    hasil |= {i.nama: Anggota(i.nama, "", "", i.aktif) for i in berakun}
    return list(hasil.values())
