"""What the report says in sentences, and its large numbers: read off the figures, never counted here."""

from collections.abc import Callable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akun.templatetags.rupa import angka as tulis
from akun.templatetags.rupa import tanggal_polos
from laporan.angka import bentuk
from laporan.angka.bentuk import Baris, Hasil
from laporan.gambar_layanan import Ubin
from laporan.laporan_layanan import Laporan
from pengaduan.pilihan import Jalur

Kalimat = Callable[[Laporan], Iterator[str]]


def jumlah(hasil: Hasil | None) -> int | None:
    """How many cases a result is of; those that came in, of a flow. None for what is no count."""
    if isinstance(hasil, bentuk.Rincian):
        return hasil.jumlah
    if isinstance(hasil, bentuk.Deret):
        return sum(n or 0 for n in hasil.deret["masuk"])
    if isinstance(hasil, bentuk.Bilangan) and hasil.nilai is not None:
        return int(hasil.nilai)
    return None


def bagian(hasil: Hasil | None) -> bentuk.Bagian:
    """The share of a result; of nothing when it is none."""
    if isinstance(hasil, bentuk.Ketepatan):
        return hasil.semua
    return hasil if isinstance(hasil, bentuk.Bagian) else bentuk.Bagian(0, 0)


def baris(hasil: Hasil | None) -> list[Baris]:
    """The lines of a breakdown, most cases first."""
    return sorted(hasil.baris, key=lambda b: -b.jumlah) if isinstance(hasil, bentuk.Rincian) else []


def banding(kini: int | None, lalu: int | None) -> str:
    """How it stands to the period before."""
    if kini is None or lalu is None:
        return ""
    isi = {"lalu": tulis(lalu), "beda": tulis(abs(kini - lalu))}
    if kini == lalu:
        return _("sama, %(lalu)s") % isi
    return (_("naik %(beda)s dari %(lalu)s") if kini > lalu else _("turun %(beda)s dari %(lalu)s")) % isi


def bagi(x: int, n: int) -> str:
    """A share as it is read, rounded down to one decimal: one late case of a thousand is not 100 percent."""
    return f"{tulis(1000 * x // n / 10)}%" if n else "-"


def ubin(laporan: Laporan, telusur: Mapping[str, str]) -> list[Ubin]:
    """The large numbers of the summary."""

    def banyak(nama: str, kode: str) -> Ubin:
        kini, lalu = jumlah(laporan.kini.get(kode)), jumlah(laporan.lalu.get(kode))
        return Ubin(nama, "-" if kini is None else tulis(kini), banding(kini, lalu), telusur.get(kode, ""))

    def pecahan(nama: str, kode: str) -> Ubin:
        kini, lalu = bagian(laporan.kini.get(kode)), bagian(laporan.lalu.get(kode))
        dari = _("%(x)s dari %(n)s") % {"x": tulis(kini.x), "n": tulis(kini.n)}
        if lalu.n:
            dari += "; " + _("lalu %(lalu)s") % {"lalu": bagi(lalu.x, lalu.n)}
        return Ubin(nama, bagi(kini.x, kini.n), dari, telusur.get(kode, ""))

    return [
        banyak(_("Pengaduan masuk"), "jalur"),
        banyak(_("Pengaduan berakhir"), "keputusan"),
        pecahan(_("Janji tepat waktu"), "tepat"),
        pecahan(_("Efektivitas pengadu"), "efektivitas"),
        banyak(_("Surat masuk"), "surat"),
        banyak(_("Tiket helpdesk"), "tiket"),
        banyak(_("Konsultasi"), "konsultasi"),
        Ubin(_("Inspektorat bergabung"), tulis(len(laporan.anggota)), _("daftarnya di bab 9"), "#inspektorat"),
    ]


def rekapitulasi(laporan: Laporan) -> Iterator[str]:
    """How many came in, and how many by letter."""
    jalur = laporan.kini.get("jalur")
    kini, lalu = jumlah(jalur) or 0, jumlah(laporan.lalu.get("jalur"))
    isi = {"n": tulis(kini), "banding": banding(kini, lalu)}
    if not kini:
        yield _("Pada periode ini tidak ada pengaduan yang masuk.")
        return
    yield (
        ngettext(
            "Pada periode ini masuk %(n)s pengaduan; dibanding periode sebelumnya %(banding)s.",
            "Pada periode ini masuk %(n)s pengaduan; dibanding periode sebelumnya %(banding)s.",
            kini,
        )
        % isi
    )
    surat = next((b.jumlah for b in baris(jalur) if b.kode == Jalur.SURAT), 0)
    yield ngettext(
        "Pengaduan yang masuk melalui persuratan sebanyak %(n)s (%(persen)s dari semua pengaduan).",
        "Pengaduan yang masuk melalui persuratan sebanyak %(n)s (%(persen)s dari semua pengaduan).",
        surat,
    ) % {"n": tulis(surat), "persen": bagi(surat, kini)}


def pengadu(laporan: Laporan) -> Iterator[str]:
    """The effectiveness, and what it means."""
    satu = bagian(laporan.kini.get("efektivitas"))
    isi = {"persen": bagi(satu.x, satu.n), "x": tulis(satu.x), "n": tulis(satu.n)}
    if satu.n:
        yield _("Efektivitas pengadu %(persen)s: %(x)s dari %(n)s paket yang diadukan dieskalasi ke APIP.") % isi
    yield _(
        "Catatan: efektivitas pengadu adalah perbandingan antara jumlah paket yang dieskalasi ke APIP dan jumlah paket"
        " yang diadukan."
    )


def terbanyak(kode: str, kalimat: Promise) -> Kalimat:
    """Which line of a figure is the longest."""

    def jalan(laporan: Laporan) -> Iterator[str]:
        hasil = laporan.kini.get(kode)
        semua = [b for b in baris(hasil) if b.jumlah and b.kode]
        if semua:
            nama, n = semua[0].label, semua[0].jumlah
            yield str(kalimat) % {"nama": nama, "n": tulis(n), "persen": bagi(n, jumlah(hasil) or 0)}

    return jalan


def nilai_hps(laporan: Laporan) -> Iterator[str]:
    """How many complaints say a value at all."""
    hasil = laporan.kini.get("hps")
    semua = jumlah(hasil) or 0
    if semua:
        isi = {"n": tulis(sum(b.jumlah for b in baris(hasil) if b.kode)), "semua": tulis(semua)}
        yield _("Nilai HPS diketahui pada %(n)s dari %(semua)s pengaduan.") % isi


def ketepatan(laporan: Laporan) -> Iterator[str]:
    """How many promises were kept."""
    satu = bagian(laporan.kini.get("tepat"))
    if not satu.n:
        yield _("Belum ada janji layanan yang diputus pada periode ini.")
        return
    isi = {"persen": bagi(satu.x, satu.n), "x": tulis(satu.x), "n": tulis(satu.n)}
    yield _("%(persen)s janji layanan ditepati: %(x)s dari %(n)s yang diputus pada periode ini.") % isi


def layanan_lain(laporan: Laporan) -> Iterator[str]:
    """What else came to the same desks."""
    isi = {nama: tulis(jumlah(laporan.kini.get(nama)) or 0) for nama in ("surat", "tiket", "konsultasi")}
    yield (_("Selain pengaduan masuk %(surat)s surat, %(tiket)s tiket helpdesk, dan %(konsultasi)s konsultasi.") % isi)


def kalimat_anggota(laporan: Laporan) -> Iterator[str]:
    """How many inspectorates had joined, of how many institutions."""
    isi = {"n": tulis(len(laporan.anggota)), "hari": tanggal_polos(laporan.saringan.hari_akhir)}
    yield (
        ngettext(
            "Sampai dengan %(hari)s, %(n)s inspektorat telah bergabung.",
            "Sampai dengan %(hari)s, %(n)s inspektorat telah bergabung.",
            len(laporan.anggota),
        )
        % isi
    )
    satu = bagian(laporan.kini.get("cakupan"))
    if satu.n:
        cakup = {"persen": bagi(satu.x, satu.n), "x": tulis(satu.x), "n": tulis(satu.n)}
        yield _("Cakupan sekarang %(persen)s: %(x)s dari %(n)s kementerian, lembaga, dan pemerintah daerah.") % cakup


KALIMAT: Mapping[str, Kalimat] = {
    "rekapitulasi": rekapitulasi,
    "pengadu": pengadu,
    "teradu": terbanyak("teradu", gettext_lazy("Paling banyak diadukan: %(nama)s (%(n)s pengaduan, %(persen)s).")),
    "klasifikasi": terbanyak(
        "klasifikasi", gettext_lazy("Objek yang paling banyak diadukan: %(nama)s (%(n)s pengaduan, %(persen)s).")
    ),
    "nilai-hps": nilai_hps,
    "ketepatan": ketepatan,
    "layanan-lain": layanan_lain,
}
