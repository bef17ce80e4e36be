"""Fourteen believable letters out in every state: lived through the real flow, signed with the demo keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from akun.actor import Actor
from akun.models import Pejabat, Pemangku, User
from berkas.cetak import PdfTidakTersedia
from jejak import outbox
from persuratan import flow_keluar, templat
from persuratan.contoh import DIREKTUR, KEPALA
from persuratan.konsep_keluar import DataKeluar
from persuratan.kunci_uji import SANDI
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.pilihan import CaraKirim, Kerahasiaan, Sifat
from persuratan.status import Status as StatusMasuk
from persuratan.status_keluar import Status

S, K = Status, Kerahasiaan
DEPUTI = "Deputi Bidang Hukum dan Penyelesaian Sanggah"
BERTANDA = {S.TERBIT, S.DIKIRIM, S.DIARSIPKAN, S.DICABUT}


@dataclass(frozen=True)
class Contoh:
    """One letter: how many days ago it was drafted, how far it has come, from which template, to whom, who signs."""

    umur: float
    sampai: str
    templat: str
    tujuan: str
    tempat: str = "Jakarta"
    penandatangan: str = DIREKTUR
    tangga: tuple[str, ...] = ()
    paraf: int = 9  # how many of the ladder have initialled
    email: str = ""
    kerahasiaan: str = K.BIASA
    sifat: str = Sifat.BIASA
    cara: str = CaraKirim.CETAK
    membalas: bool = False


BERJENJANG = (DIREKTUR, DEPUTI)
SURAT = (
    Contoh(0.2, S.KONSEP, "undangan", "Kepala UKPBJ Kota Contoh Barat", "Contoh Barat"),
    Contoh(1.1, S.KONSEP, "pemberitahuan", "Sekretaris Daerah Kabupaten Contoh", "Contoh", sifat=Sifat.SEGERA),
    Contoh(2.0, S.PARAF, "teguran", "Direktur PT Contoh Makmur", "Ambon", KEPALA, BERJENJANG, paraf=0),
    Contoh(3.0, S.PARAF, "pemberitahuan", "Gubernur Contoh", "Contoh", KEPALA, BERJENJANG, paraf=1),
    Contoh(4.0, S.REVISI, "undangan", "Inspektur Kabupaten Contoh", "Contoh", KEPALA, BERJENJANG, paraf=1),
    Contoh(2.5, S.SIAP_TANDA_TANGAN, "pemberitahuan", "Kepala Dinas Kesehatan Contoh", "Contoh"),
    Contoh(5.0, S.SIAP_TANDA_TANGAN, "undangan", "Para Kepala UKPBJ", "Tempat", KEPALA, BERJENJANG),
    Contoh(6.0, S.TERBIT, "pemberitahuan", "Kepala Balai Contoh", "Contoh", email="balai@contoh.example"),
    Contoh(
        9.0, S.DIKIRIM, "undangan", "Rektor Universitas Contoh", "Contoh", email="rektor@contoh.example", cara="email"
    ),
    Contoh(12.0, S.DIKIRIM, "teguran", "Direktur CV Contoh Abadi", "Contoh", kerahasiaan=K.RAHASIA),
    Contoh(7.0, S.DIKIRIM, "jawaban", "", "Tempat", cara=CaraKirim.HALAMAN, membalas=True),
    Contoh(25.0, S.DIARSIPKAN, "pemberitahuan", "Ketua Asosiasi Contoh", "Jakarta", KEPALA, BERJENJANG),
    Contoh(20.0, S.DICABUT, "undangan", "Kepala Biro Contoh", "Contoh"),
    Contoh(15.0, S.BATAL, "pemberitahuan", "Kepala Perpustakaan Contoh", "Contoh"),
)


@dataclass(frozen=True)
class Meja:
    """The demo people by role name, the posts by name, and who holds which."""

    orang: dict[str, User]
    pejabat: dict[str, Pejabat]

    def __getitem__(self, nama: str) -> Actor:
        return Actor.of(self.orang[nama])

    def pemegang(self, jabatan: str) -> Actor:
        """The holder of a post."""
        rows = Pemangku.objects.filter(pejabat__jabatan=jabatan, sebagai=Pemangku.Sebagai.DEFINITIF)
        return Actor.of(rows.select_related("user")[0].user)


def muat(*, orang: dict[str, User], now: datetime) -> Iterator[SuratKeluar]:
    """Let every demo letter live its life; a machine that cannot print leaves them unnumbered. After contoh.muat."""
    pejabat = {p.jabatan: p for p in Pejabat.objects.select_related("unit")}
    Pemangku.objects.get_or_create(
        pejabat=pejabat[DEPUTI], user=orang["pimpinan"], defaults={"mulai": date(2025, 1, 2)}
    )
    meja = Meja(orang, pejabat)
    for contoh in sorted(SURAT, key=lambda c: -c.umur):  # the oldest first: numbers follow the calendar
        surat = _konsep(contoh, meja, now - timedelta(days=contoh.umur))
        try:
            _hidupkan(surat, contoh, meja, now)
        except PdfTidakTersedia:
            surat.refresh_from_db()
        yield surat
    while outbox.deliver(now=now):
        pass


def _konsep(c: Contoh, meja: Meja, pada: datetime) -> SuratKeluar:
    """Drafted from its template, filled in with the examples that the template itself gives."""
    naskah = templat.ambil(c.templat)
    isian = {satu.kode: satu.contoh for satu in naskah.isian}
    membalas = _menunggu_jawaban() if c.membalas else None
    data = DataKeluar(
        jenis=naskah.jenis,
        penandatangan=meja.pejabat[c.penandatangan],
        tujuan=membalas.asal if membalas else c.tujuan,
        perihal=naskah.hal_awal(isian),
        isi=naskah.isi_awal(isian, naskah.bagian_awal),
        templat=naskah.kode,
        tujuan_tempat=c.tempat,
        tujuan_email=c.email,
        tembusan="Kepala LKPP" if c.penandatangan == DIREKTUR else "Sekretaris Utama LKPP",
        sifat=c.sifat,
        kerahasiaan=c.kerahasiaan,
    )
    return flow_keluar.tulis(data=data, by=meja["verifikator"], now=pada, membalas=membalas)


def _menunggu_jawaban() -> SuratMasuk | None:
    """The newest open letter of somebody with an account that is being worked on."""
    rows = SuratMasuk.objects.filter(status=StatusMasuk.DALAM_PROSES, kerahasiaan=K.BIASA, pengirim__isnull=False)
    return rows.select_related("instansi").order_by("-id").first()


def _hidupkan(surat: SuratKeluar, c: Contoh, meja: Meja, now: datetime) -> None:
    """Step by step to its state, at believable intervals that end before `now`."""
    if c.sampai == S.KONSEP:
        return
    jarak = timedelta(days=min(0.8, c.umur / 9))
    pada, penanda = surat.dibuat_pada + jarak, meja.pemegang(c.penandatangan)
    tangga = [meja.pejabat[jabatan] for jabatan in c.tangga]
    flow_keluar.ajukan_paraf(surat=surat, tangga=tangga, by=meja["verifikator"], now=pada)
    for jabatan in c.tangga[: c.paraf]:
        pada += jarak
        flow_keluar.paraf(surat=surat, by=meja.pemegang(jabatan), now=pada)
    if c.sampai == S.REVISI:
        catatan = "Sebutkan dasar hukumnya pada alinea kedua."
        flow_keluar.kembalikan(surat=surat, catatan=catatan, by=meja.pemegang(c.tangga[c.paraf]), now=pada + jarak)
    elif c.sampai == S.BATAL:
        flow_keluar.nomori(surat=surat, by=penanda, now=pada + jarak)
        flow_keluar.batalkan(surat=surat, alasan="Sudah diselesaikan lewat rapat.", by=penanda, now=pada + 2 * jarak)
    elif c.sampai in BERTANDA:
        flow_keluar.tanda_tangani(surat=surat, sandi=SANDI, by=penanda, now=pada + jarak)
        _setelah_terbit(surat, c, meja, pada + 2 * jarak, jarak)


def _setelah_terbit(surat: SuratKeluar, c: Contoh, meja: Meja, pada: datetime, jarak: timedelta) -> None:
    if c.sampai == S.DICABUT:
        alasan = "Tanggal acara keliru; undangan baru menyusul."
        flow_keluar.cabut(surat=surat, alasan=alasan, by=meja.pemegang(c.penandatangan), now=pada)
        return
    if c.sampai in {S.DIKIRIM, S.DIARSIPKAN}:
        flow_keluar.kirim(surat=surat, cara=c.cara, by=meja["tu"], now=pada)
    if c.sampai == S.DIARSIPKAN:
        flow_keluar.arsipkan(surat=surat, by=meja["tu"], now=pada + jarak)
