"""The report on the complaint service in words: the same on the page, on paper and in the workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from akun.receipt import WIB
from akun.templatetags.rupa import tanggal_jam, tanggal_polos
from helpdesk.isi_laporan import Sel, Tabel
from laporan.angka.daftar import SEMUA
from laporan.gambar_layanan import Gambar, Ubin, gambar
from laporan.kalimat_layanan import KALIMAT, kalimat_anggota, ubin
from laporan.laporan_layanan import RANCANGAN, Laporan, kode_dipakai
from laporan.periode import Triwulan
from laporan.saringan import Saringan

DESEMBER, SETAHUN, SETRIWULAN = 12, 12, 3


@dataclass(frozen=True)
class Butir:
    """A figure and what exactly it counts."""

    judul: str
    isi: str


@dataclass(frozen=True)
class Bab:
    """A chapter."""

    urut: int
    kunci: str
    judul: str
    pengantar: str
    kalimat: Sequence[str] = ()
    gambar: Sequence[Gambar] = ()
    ubin: Sequence[Ubin] = ()
    definisi: Sequence[Butir] = ()

    @property
    def judul_bernomor(self) -> str:
        """As the contents name it."""
        return f"{self.urut}. {self.judul}"

    @property
    def bergambar(self) -> list[Gambar]:
        """Those with a drawing."""
        return [g for g in self.gambar if g.bagan]

    @property
    def bertabel(self) -> list[Gambar]:
        """Those without."""
        return [g for g in self.gambar if not g.bagan]


@dataclass(frozen=True)
class Isi:
    """The whole report as it is read."""

    judul: str
    sebutan: str
    nama_periode: tuple[str, str]
    unit: str
    keadaan: str
    sifat: str
    tanpa: str = ""
    bab: Sequence[Bab] = ()


def nama_periode(saringan: Saringan) -> tuple[str, str]:
    """The period by its name in the calendar and, while it runs, until which day; without a name both days."""
    dari, akhir = saringan.dari.astimezone(WIB), saringan.hari_akhir
    triwulan = Triwulan.dari(dari)
    hingga = _("sampai dengan %(hari)s") % {"hari": tanggal_polos(akhir)}
    if (dari.month, dari.day) == (1, 1) and akhir.year == dari.year:
        tahun = _("Tahun %(tahun)s") % {"tahun": dari.year}
        if (akhir.month, akhir.day) == (DESEMBER, 31):
            return tahun, ""
        if saringan.bulan == SETAHUN:
            return tahun, hingga
    if dari == triwulan.awal and saringan.sampai == triwulan.akhir:
        return triwulan.sebutan, ""
    if dari == triwulan.awal and saringan.bulan == SETRIWULAN and akhir < triwulan.akhir.date():
        return triwulan.sebutan, hingga
    return tanggal_polos(dari.date()), hingga


def sebutan(saringan: Saringan) -> str:
    """The same in one line."""
    nama, hingga = nama_periode(saringan)
    if not hingga or nama[:1].isdigit():
        return f"{nama} {hingga}".strip()
    return f"{nama}, {hingga}"


def susun(laporan: Laporan, *, telusur: Mapping[str, str] | None = None) -> Isi:
    """The report. `telusur`: the page of each figure, for who reads on the screen."""
    telusur = telusur or {}
    bab: list[Bab] = [_ikhtisar(laporan, telusur)]
    urut = 0
    for rancangan in RANCANGAN:
        gambar_bab: list[Gambar] = []
        for kode in rancangan.angka:
            url = telusur.get(kode, "")
            satu = gambar(SEMUA[kode], laporan.kini[kode], laporan.lalu.get(kode), urut=urut + 1, telusur=url)
            if satu:
                urut += 1
                gambar_bab.append(satu)
        bab.append(
            Bab(
                len(bab) + 1,
                rancangan.kunci,
                str(rancangan.judul),
                str(rancangan.pengantar),
                list(KALIMAT[rancangan.kunci](laporan)),
                gambar_bab,
            )
        )
    bab += [_anggota(laporan, len(bab) + 1, urut + 1), _definisi(len(bab) + 2)]
    return Isi(
        judul=_("Laporan Layanan Pengaduan"),
        sebutan=sebutan(laporan.saringan),
        nama_periode=nama_periode(laporan.saringan),
        unit=_("Direktorat Penanganan Permasalahan Hukum"),
        keadaan=keadaan(laporan),
        sifat=_(
            "Untuk keperluan kedinasan: angka yang kecil tidak disamarkan. Angka untuk umum ada di halaman statistik."
        ),
        tanpa=_tanpa(len(laporan.saringan.kecuali)),
        bab=bab,
    )


def keadaan(laporan: Laporan) -> str:
    """When it was counted, and whether it may still change."""
    waktu = _("Dihitung pada %(waktu)s.") % {"waktu": tanggal_jam(laporan.pada)}
    if laporan.tertutup:
        return f"{waktu} {_('Periode ini sudah tertutup.')}"
    return f"{waktu} {_('Periode ini belum tertutup: angkanya masih dapat berubah.')}"


def _tanpa(jumlah: int) -> str:
    """What was not counted for who ordered it."""
    if not jumlah:
        return ""
    return ngettext(
        "Tanpa kasus dari %(n)s instansi yang terkait dengan pembuat laporan ini.",
        "Tanpa kasus dari %(n)s instansi yang terkait dengan pembuat laporan ini.",
        jumlah,
    ) % {"n": jumlah}


def _ikhtisar(laporan: Laporan, telusur: Mapping[str, str]) -> Bab:
    pengantar = _("Angka pokok periode ini. Lalu berarti periode sebelumnya: %(lalu)s.")
    isi = {"lalu": sebutan(laporan.saringan.sebelum)}
    return Bab(1, "ikhtisar", _("Ikhtisar"), pengantar % isi, ubin=ubin(laporan, telusur))


def _anggota(laporan: Laporan, urut: int, gambar_ke: int) -> Bab:
    """The list of the report of 2023: on which letter each membership rests."""
    isi: list[list[Sel]] = [
        [n, a.nomor_surat or None, a.tanggal_surat or None, a.nama, _("Aktif") if a.aktif else _("Terdaftar")]
        for n, a in enumerate(laporan.anggota, start=1)
    ]
    kepala = [_("No."), _("Dasar surat"), _("Tanggal surat"), _("Nama inspektorat"), _("Di portal")]
    judul = _("Daftar inspektorat yang bergabung")
    tabel = Tabel(judul, kepala, isi)
    pengantar = _("Inspektorat kementerian, lembaga, dan pemerintah daerah yang bergabung, menurut surat dasarnya.")
    daftar = Gambar(gambar_ke, "anggota", judul, "", tabel)
    return Bab(
        urut,
        "inspektorat",
        _("Inspektorat yang bergabung"),
        pengantar,
        list(kalimat_anggota(laporan)),
        [daftar],
    )


def _definisi(urut: int) -> Bab:
    """What exactly each figure counts."""
    butir = [Butir(str(SEMUA[kode].judul), str(SEMUA[kode].definisi)) for kode in kode_dipakai()]
    pengantar = _("Setiap angka dalam laporan ini dihitung portal sendiri menurut ketentuan berikut.")
    return Bab(urut, "definisi", _("Apa yang dihitung"), pengantar, definisi=butir)
