"""Twenty-five believable letters in every state, for trying: synthetic names, lived through the real flow."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from akun.actor import Actor
from akun.models import Pejabat, Pemangku, User
from akun.receipt import WIB, new_token
from berkas import flow as berkas_flow
from berkas.models import Berkas
from jejak import outbox
from persuratan import disposisi, flow_masuk, jawaban
from persuratan.models import SuratMasuk
from persuratan.pilihan import Instruksi, JenisPengirim, Kanal, Kepentingan, Kerahasiaan
from persuratan.status import Status
from sla.sweep import sweep

S, K = Status, Kerahasiaan
DIREKTUR, KEPALA = "Direktur Penanganan Permasalahan Hukum", "Kepala LKPP"
DAERAH, PUSAT = "Direktur Advokasi Pemerintah Daerah", "Direktur Advokasi Pemerintah Pusat"
PLH = (9, -3)  # from so many days ago until in three days the director is away, and a penelaah stands in
TEMPLAT_PASAL_4 = (
    "Yth. Direktur Penanganan Permasalahan Hukum LKPP",
    "Perihal: Pengaduan pengadaan",
    "1. Informasi Data Pengaduan:",
    "a. Nama Paket: Rehabilitasi Jaringan Irigasi Desa Contoh",
    "b. Kode Rencana Umum Pengadaan dan Kode Tender: 56120417; 10120417000",
    "c. Instansi: Pemerintah Kabupaten Boven Digoel",
    "d. Kategori: Pekerjaan Konstruksi",
    "e. Tahun Anggaran: 2026",
    "f. Lokasi Pekerjaan: Distrik Contoh",
    "2. Uraian Pengaduan:",
    "Dokumen pemilihan mensyaratkan merek tertentu tanpa kata setara.",
    "4. Sumber informasi lain: Pengumuman di SPSE",
)


@dataclass(frozen=True)
class Contoh:
    """One letter: who writes, about what, to whom, how many days ago, and how far it has come."""

    umur: float
    sampai: str
    pengirim: str
    perihal: str
    penerima: str = DIREKTUR
    kanal: str = Kanal.PORTAL
    kerahasiaan: str = K.BIASA
    jenis: str = JenisPengirim.INSTANSI
    asal: str = ""
    berkas: str = "biasa"


def _kertas(umur: float, sampai: str, asal: str, perihal: str, penerima: str = DIREKTUR, **lain: str) -> Contoh:
    return Contoh(umur, sampai, "Sekretariat", perihal, penerima, Kanal.KERTAS, asal=asal, berkas="", **lain)


SURAT = (
    Contoh(0.1, S.TERKIRIM, "Yohana Tambunan", "Undangan narasumber bimbingan teknis", asal="Dinas Contoh Jaya"),
    Contoh(0.3, S.TERKIRIM, "PT Contoh Makmur", "Pengaduan pengadaan", jenis="non_pemerintah", berkas="pasal_4"),
    Contoh(1.2, S.TERKIRIM, "Lembaga Contoh", "Permohonan data tender 2025", asal="LSM Contoh", jenis="non_pemerintah"),
    _kertas(2.5, S.TERKIRIM, "Pemerintah Kota Contoh Barat", "Permohonan pendampingan tender ulang"),
    Contoh(1.5, S.DIPERIKSA_TU, "Dinas PU Contoh", "Permintaan tafsir Pasal 78", DAERAH, asal="Dinas PU Contoh"),
    Contoh(2.0, S.DIPERIKSA_TU, "Biro Umum Contoh", "Konsultasi kontrak tahun jamak", PUSAT, asal="Kementerian Contoh"),
    Contoh(3.0, S.DIPERIKSA_TU, "Inspektorat Contoh", "Permohonan keterangan ahli", kerahasiaan=K.RAHASIA),
    _kertas(4.0, S.DIPERIKSA_TU, "RSUD Contoh Sehat", "Usulan perbaikan dokumen pemilihan"),
    Contoh(6.0, S.DIKEMBALIKAN, "Budi Contoh", "Surat tanpa lampiran", jenis="perorangan"),
    Contoh(20.0, S.DIKEMBALIKAN, "CV Contoh Abadi", "Penawaran kerja sama alat tulis", jenis="non_pemerintah"),
    Contoh(4.0, S.DIDISPOSISI, "Bappeda Contoh", "Keberatan atas daftar hitam", asal="Bappeda Contoh"),
    Contoh(5.0, S.DIDISPOSISI, "Ombudsman Contoh", "Tindak lanjut laporan masyarakat", kerahasiaan=K.TERBATAS),
    _kertas(7.0, S.DIDISPOSISI, "Universitas Contoh", "Permohonan penelitian", KEPALA),
    Contoh(9.0, S.DIDISPOSISI, "Sekda Contoh", "Permohonan audiensi", KEPALA, asal="Pemerintah Provinsi Contoh"),
    Contoh(8.0, S.DALAM_PROSES, "Dinas Pendidikan Contoh", "Konsultasi pemutusan kontrak", asal="Dinas Pendidikan"),
    Contoh(12.0, S.DALAM_PROSES, "UKPBJ Contoh", "Permohonan penjelasan sanksi daftar hitam", asal="UKPBJ Contoh"),
    _kertas(18.0, S.DALAM_PROSES, "Kejaksaan Negeri Contoh", "Permintaan keterangan", jenis="instansi"),
    Contoh(26.0, S.DALAM_PROSES, "PT Contoh Karya", "Permohonan klarifikasi evaluasi", jenis="non_pemerintah"),
    Contoh(11.0, S.MENUNGGU_INFO, "Dinas Kesehatan Contoh", "Kendala e-purchasing alat kesehatan", asal="Dinkes"),
    Contoh(16.0, S.DIJAWAB, "Balai Contoh", "Permohonan pendapat hukum", asal="Balai Contoh"),
    Contoh(30.0, S.DIJAWAB, "Kantor Contoh Timur", "Pertanyaan tentang jaminan pelaksanaan", asal="Kantor Contoh"),
    _kertas(33.0, S.SELESAI, "Pemerintah Kabupaten Contoh Selatan", "Permohonan fasilitasi kontrak"),
    Contoh(38.0, S.SELESAI, "Perpustakaan Contoh", "Permohonan buku pedoman", asal="Perpustakaan Contoh"),
    _kertas(52.0, S.DIARSIPKAN, "DPRD Contoh", "Kunjungan kerja"),
    Contoh(58.0, S.DIARSIPKAN, "Asosiasi Contoh", "Masukan atas rancangan peraturan", jenis="non_pemerintah"),
)
# Days (or as much of the letter's age as there is) after which each step of the main road comes.
JALAN: tuple[tuple[str, float], ...] = (
    (S.DIPERIKSA_TU, 0.3),
    (S.DIDISPOSISI, 1.2),
    (S.DALAM_PROSES, 2.0),
    (S.DIJAWAB, 8.0),
    (S.SELESAI, 9.0),
    (S.DIARSIPKAN, 12.0),
)


@dataclass(frozen=True)
class Meja:
    """The demo people by role name, the posts by name, and two files that the gate has taken."""

    orang: dict[str, User]
    pejabat: dict[str, Pejabat]
    berkas: dict[str, Berkas]

    def __getitem__(self, nama: str) -> Actor:
        return Actor.of(self.orang[nama])

    def pemegang(self, surat: SuratMasuk, pada: datetime) -> Actor:
        """Who acts in the addressed office at a time."""
        hari = pada.astimezone(WIB).date()
        rows = Pemangku.objects.filter(pejabat=surat.penerima_id, mulai__lte=hari).exclude(sampai__lt=hari)
        return Actor.of(rows.order_by("-sebagai").select_related("user")[0].user)


def pangku(orang: dict[str, User], now: datetime) -> None:
    """The demo people hold their offices; just now the director is away."""
    hari: date = now.astimezone(WIB).date()
    for jabatan, nama in ((DIREKTUR, "pejabat"), (KEPALA, "pimpinan"), (DAERAH, "pejabat"), (PUSAT, "pejabat")):
        pejabat = Pejabat.objects.get(jabatan=jabatan)
        Pemangku.objects.get_or_create(pejabat=pejabat, user=orang[nama], defaults={"mulai": date(2025, 1, 2)})
    Pemangku.objects.get_or_create(
        pejabat=Pejabat.objects.get(jabatan=DIREKTUR),
        user=orang["penelaah"],
        sebagai=Pemangku.Sebagai.PLH,
        defaults={"mulai": hari - timedelta(days=PLH[0]), "sampai": hari - timedelta(days=PLH[1])},
    )


def muat(*, orang: dict[str, User], now: datetime) -> Iterator[SuratMasuk]:
    """Let every demo letter live its life; yields each one so that the caller can show how far it is."""
    with transaction.atomic():
        pangku(orang, now)
        berkas = {
            "biasa": _pdf(("Kepada Yth. Pejabat LKPP", "Bersama ini kami sampaikan permohonan."), now),
            "pasal_4": _pdf(TEMPLAT_PASAL_4, now),
        }
    meja = Meja(orang, {p.jabatan: p for p in Pejabat.objects.select_related("unit")}, berkas)
    for n, contoh in enumerate(SURAT, start=1):
        with transaction.atomic():
            surat = _masuk(n, contoh, meja, now - timedelta(days=contoh.umur))
            _hidupkan(n, surat, contoh, meja, now)
        yield surat
    sweep(now=now)
    while outbox.deliver(now=now):
        pass


def _pdf(baris: tuple[str, ...], now: datetime) -> Berkas:
    """A page with plain text, through the gate."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        huruf = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=huruf))
        teks = "\n".join(f"({b}) Tj 0 -18 Td" for b in baris)
        page.obj.Contents = pdf.make_stream(f"BT /F1 11 Tf 60 780 Td\n{teks}\nET".encode())
        pdf.save(out)
    unggahan = SimpleUploadedFile("surat.pdf", out.getvalue(), "application/pdf")
    berkas = berkas_flow.terima(unggahan=unggahan, now=now)
    berkas_flow.periksa(berkas_id=berkas.pk, now=now)
    berkas.refresh_from_db()
    return berkas


def _masuk(n: int, c: Contoh, meja: Meja, pada: datetime) -> SuratMasuk:
    data = flow_masuk.DataSurat(
        jenis_pengirim=c.jenis,
        nama_pengirim=c.pengirim,
        instansi_teks=c.asal,
        penerima=meja.pejabat[c.penerima],
        kerahasiaan=c.kerahasiaan,
        nomor_surat=f"{n:03d}/CONTOH/{pada:%m/%Y}",
        perihal=c.perihal,
        tanggal_surat=(pada - timedelta(days=2)).date(),
    )
    if c.kanal == Kanal.PORTAL:
        berkas = meja.berkas[c.berkas]
        return flow_masuk.kirim(data=data, berkas=berkas, token=new_token(), by=meja["pengadu"], now=pada)
    return flow_masuk.catat(
        data=data, kanal=c.kanal, diterima_pada=pada, berkas=None, token=new_token(), by=meja["tu"], now=pada
    )


def _hidupkan(n: int, surat: SuratMasuk, c: Contoh, meja: Meja, now: datetime) -> None:
    """Step by step to its state, at believable intervals that end before `now`."""
    if c.sampai == S.DIKEMBALIKAN:
        alasan = "Lampiran yang disebut di surat belum ada. Kirim ulang berikut lampirannya."
        flow_masuk.kembalikan(surat=surat, alasan=alasan, by=meja["tu"], now=surat.diterima_pada + timedelta(hours=5))
        return
    akhir = S.DALAM_PROSES if c.sampai == S.MENUNGGU_INFO else c.sampai
    urut = [status for status, _ in JALAN]
    jalan = JALAN[: urut.index(akhir) + 1] if akhir in urut else ()
    skala = min(1.0, c.umur * 0.9 / max([hari for _, hari in jalan], default=1.0))
    for status, hari in jalan:
        LANGKAH[status](n, surat, meja, surat.diterima_pada + timedelta(days=hari * skala))
    if c.sampai == S.MENUNGGU_INFO:
        tanya = "Mohon sebutkan kode paket e-purchasing yang dimaksud."
        flow_masuk.tanya(surat=surat, pertanyaan=tanya, by=meja.pemegang(surat, now), now=now - timedelta(days=1))


def _teruskan(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    flow_masuk.teruskan(surat=surat, nomor_agenda="", penerima=None, by=meja["tu"], now=pada)


def _disposisi(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    """From the head over the director to his people; every third letter goes three levels deep."""
    oleh = meja.pemegang(surat, pada)
    if surat.penerima.jabatan == KEPALA:
        kepada = [meja.orang["pejabat"]]
    else:
        kepada = [meja.orang["verifikator" if oleh.user_id == meja.orang["penelaah"].pk else "penelaah"]]
    arahan = disposisi.Arahan(
        orang=kepada,
        instruksi=[Instruksi.TELAAH, Instruksi.SIAPKAN_JAWABAN] if n % 2 else [Instruksi.TINDAK_LANJUTI],
        kepentingan=Kepentingan.SEGERA if n % 4 == 0 else Kepentingan.BIASA,
        batas=(pada + timedelta(days=7)).date(),
        catatan="Mohon ditelaah dan disiapkan jawabannya.",
    )
    rows = disposisi.disposisikan(surat=surat, arahan=arahan, by=oleh, now=pada)
    if surat.penerima.jabatan == KEPALA and n % 2:
        cabang = rows
        for nama, berikut in (("pejabat", "penelaah"), ("penelaah", "verifikator")):
            lanjut = disposisi.Arahan(orang=[meja.orang[berikut]], instruksi=[Instruksi.TELAAH], catatan="Diteruskan.")
            cabang = disposisi.teruskan(disposisi=cabang[0], arahan=lanjut, by=meja[nama], now=pada)


def _proses(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    pengerja = surat.disposisi.terbuka().select_related("kepada").order_by("-pk")[0].kepada
    if pengerja is not None and surat.status == S.DIDISPOSISI:
        disposisi.mulai(surat=surat, by=Actor.of(pengerja), now=pada)


def _jawab(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    for satu in surat.disposisi.terbuka().select_related("kepada", "surat").order_by("-pk"):
        if satu.kepada is not None:
            disposisi.laporkan(
                disposisi=satu, laporan="Konsep jawaban sudah disiapkan.", by=Actor.of(satu.kepada), now=pada
            )
    data = jawaban.DataJawaban(
        nomor_surat=f"{n}/D.4.1/{pada:%m/%Y}", tanggal_surat=pada.date(), tujuan=surat.asal, perihal="Jawaban"
    )
    jawaban.jawab_dengan_surat(surat=surat, data=data, catatan="", by=meja.pemegang(surat, pada), now=pada)


def _selesai(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    flow_masuk.selesaikan(surat=surat, by=meja.pemegang(surat, pada), now=pada)


def _arsip(n: int, surat: SuratMasuk, meja: Meja, pada: datetime) -> None:
    flow_masuk.arsipkan(surat=surat, by=meja["tu"], now=pada)


LANGKAH: dict[str, Callable[[int, SuratMasuk, Meja, datetime], None]] = {
    S.DIPERIKSA_TU: _teruskan,
    S.DIDISPOSISI: _disposisi,
    S.DALAM_PROSES: _proses,
    S.DIJAWAB: _jawab,
    S.SELESAI: _selesai,
    S.DIARSIPKAN: _arsip,
}
