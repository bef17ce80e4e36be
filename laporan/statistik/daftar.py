"""All datasets. What is counted is what the figures inside count (laporan.angka): by the same columns, once."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akun.models import Instansi
from akun.templatetags.rupa import BULAN
from inspektorat.daftar import PUSAT, provinsi
from laporan.angka import hps, jalur, jam, klasifikasi, konsultasi_kanal, teradu_jenis, tiket_jenis, wilayah
from laporan.angka import kelompok as rincian
from laporan.angka.bentuk import Angka
from laporan.periode import Triwulan
from laporan.statistik.bentuk import Dataset, Jenis, Kelompok

PEMBEKUAN = _(
    "Untuk terbitan ini dihitung sekali, sepuluh hari atau lebih sesudah triwulannya berakhir, seperti tercatat hari "
    "itu, lalu dibekukan: yang dicatat atau dibetulkan kemudian tidak mengubahnya."
)
JANJI_LKPP = (
    "pengaduan.verifikasi",
    "pengaduan.telaah",
    "pengaduan.reviu",
    "persuratan.surat",
    "helpdesk.tiket",
    "konsultasi.janji",
)
"""Promises of LKPP and the desks themselves. Those of inspectorates stand on the public scoreboard, and only there; the
limit of the whole case not at all, because together with the cases that ended it would give the few that ended late."""
Asal = tuple[rincian.Kelompok, Angka]


def _bulan(triwulan: Triwulan) -> dict[str, str]:
    awal = 3 * triwulan.ke - 2
    nama = BULAN["en" if (get_language() or "id").startswith("en") else "id"]
    return {f"{triwulan.tahun}-{b:02d}": f"{nama[b - 1]} {triwulan.tahun}" for b in range(awal, awal + 3)}


def _kebijakan(_triwulan: Triwulan) -> dict[str, str]:
    return {kode: jam.nama(kode) for kode in JANJI_LKPP}


def _per(asal: rincian.Kelompok) -> Callable[[Triwulan], Mapping[str, str]]:
    """The rows of a breakdown: its words, and what nobody said."""
    return lambda _triwulan: {**{k: str(v) for k, v in asal.kata().items()}, "": str(asal.kosong)}


def _rincian(
    kode: str, kelompok: Kelompok, asal: Asal, dimensi: Promise, tertutup: frozenset[str] = frozenset()
) -> Dataset:
    """A breakdown that the figures inside count as well: the same column, the same words, the same definition."""
    satu, angka = asal
    return Dataset(
        kode=kode,
        jenis=Jenis.CACAH,
        kelompok=kelompok,
        judul=angka.judul,
        uraian=angka.definisi,
        dimensi=dimensi,
        kata=_per(satu),
        kolom=satu.kolom,
        gabung=satu.gabung,
        tertutup=tertutup,
    )


def _per_bulan(kode: str, kelompok: Kelompok, waktu: str, judul: Promise, uraian: Promise) -> Dataset:
    return Dataset(
        kode=kode,
        jenis=Jenis.CACAH,
        kelompok=kelompok,
        judul=judul,
        uraian=uraian,
        dimensi=_("Bulan"),
        kata=_bulan,
        kolom=f"to_char({waktu} AT TIME ZONE 'Asia/Jakarta', 'YYYY-MM')",
    )


def _pengaduan() -> Iterator[Dataset]:
    yield _per_bulan(
        "pengaduan_masuk",
        Kelompok.MASUK,
        rincian.MASUK,
        _("Pengaduan masuk per bulan"),
        _("Pengaduan yang masuk lewat semua jalur, menurut bulan masuknya (WIB)."),
    )
    yield _per_bulan(
        "pengaduan_selesai",
        Kelompok.SELESAI,
        rincian.SELESAI,
        _("Pengaduan selesai per bulan"),
        _("Pengaduan yang berakhir, dengan cara apa pun, menurut bulan berakhirnya yang terakhir kali (WIB)."),
    )
    # who knows how many kinds of institutions have no province knows something of the row without one: it stays closed
    asal, tertutup = (wilayah.KELOMPOK, wilayah.ANGKA), frozenset({""})
    yield _rincian("pengaduan_provinsi", Kelompok.MASUK, asal, _("Provinsi"), tertutup)
    asal = (klasifikasi.KELOMPOK, klasifikasi.ANGKA)
    yield _rincian("pengaduan_jenis", Kelompok.MASUK, asal, _("Jenis pelanggaran"))
    yield _rincian("pengaduan_jalur", Kelompok.MASUK, (jalur.KELOMPOK, jalur.ANGKA), _("Jalur"))
    yield _rincian("pengaduan_hps", Kelompok.MASUK, (hps.KELOMPOK, hps.ANGKA), _("Nilai HPS"))
    asal = (teradu_jenis.KELOMPOK, teradu_jenis.ANGKA)
    yield _rincian("pengaduan_instansi", Kelompok.MASUK, asal, _("Jenis instansi"))


def _layanan() -> Iterator[Dataset]:
    yield Dataset(
        kode="ketepatan",
        jenis=Jenis.JANJI,
        kelompok=Kelompok.JANJI,
        judul=_("Janji layanan yang ditepati"),
        uraian=_(
            "Janji waktu yang diputus dalam triwulan ini: ditepati, atau batasnya lewat. Satu janji dihitung sekali, "
            "pada saat pastinya. Janji APIP ada di papan skor APIP."
        ),
        dimensi=_("Janji"),
        kata=_kebijakan,
    )
    yield Dataset(
        kode="efektivitas",
        jenis=Jenis.BAGIAN,
        kelompok=Kelompok.PAKET,
        judul=_("Efektivitas pengaduan"),
        uraian=_(
            "Paket yang diteruskan ke APIP, dibagi semua paket yang pertama kali diadukan dalam triwulan ini. Hanya "
            "persennya yang terbit, dan hanya bila paket dan yang diteruskan cukup banyak."
        ),
        dimensi=_("Ukuran"),
        kata=lambda _triwulan: {"efektivitas": str(_("Paket diteruskan ke APIP"))},
    )
    asal = (tiket_jenis.KELOMPOK, tiket_jenis.ANGKA)
    yield _rincian("tiket_jenis", Kelompok.TIKET, asal, _("Jenis tiket"))
    asal = (konsultasi_kanal.KELOMPOK, konsultasi_kanal.ANGKA)
    yield _rincian("konsultasi_kanal", Kelompok.KONSULTASI, asal, _("Kanal"))


def _inspektorat() -> Iterator[Dataset]:
    uraian = _(
        "Inspektorat yang sudah bergabung pada hari dibekukan, dari semua kementerian, lembaga, dan pemerintah daerah. "
        "Ini daftar kantor, bukan orang atau kasus; tidak ada yang disembunyikan."
    )
    for kode, judul, dimensi, kata in (
        (
            "inspektorat_provinsi",
            _("Cakupan inspektorat per provinsi"),
            _("Provinsi"),
            lambda _triwulan: {PUSAT: str(_("Kementerian dan lembaga")), **provinsi()},
        ),
        (
            "inspektorat_jenis",
            _("Cakupan inspektorat per jenis instansi"),
            _("Jenis instansi"),
            lambda _triwulan: {str(k): str(v) for k, v in Instansi.Jenis.choices},
        ),
    ):
        yield Dataset(kode, Jenis.CAKUPAN, Kelompok.INSPEKTORAT, judul, uraian, dimensi, kata)


SEMUA: Mapping[str, Dataset] = {d.kode: d for d in (*_pengaduan(), *_layanan(), *_inspektorat())}
"""Code -> dataset, in the order of the page. A new one is published from the next quarter on, never for an old one."""
