"""Two LPSEs at work, for trying: their desks, teams and running tenders, and tickets of every kind and state.

Everybody is invented; the tickets live through the real flow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from akun.actor import Actor
from akun.models import Unit, User, Wilayah
from akun.receipt import new_token
from helpdesk import flow, flow_eskalasi, flow_kelompok
from helpdesk.models import JenisGangguan, MejaLayanan, Regu, TenderBerjalan, Tiket
from helpdesk.penerimaan import DataTiket
from helpdesk.pilihan import BentukLpse, Jenis, JenisMeja, Kanal, LingkupLkpp, Pengguna
from helpdesk.status import Status
from jejak import outbox
from sla.sweep import sweep

S, J, P = Status, Jenis, Pengguna
DIBUKA_KEMBALI, PENDING, DI_SEKSI = "dibuka_kembali", "pending", "di_seksi"  # states that are none of the table
LPSE = (
    ("LPSE-76.02", "76.02", "Jl. Soekarno Hatta, Mamuju", "(0426) 555 0101", "helpdesk@lpse-mamuju.example"),
    ("LPSE-64.74", "64.74", "Jl. Moh. Roem, Bontang", "(0548) 555 0202", "helpdesk@lpse-bontang.example"),
)
TENDER = {
    "LPSE-76.02": (
        ("10760201", "Rehabilitasi Gedung Puskesmas Contoh", 4),
        ("10760202", "Peningkatan Jalan Desa Contoh Jaya", 6),
        ("10760203", "Pengadaan Meubelair Sekolah Contoh", 2),
        ("10760204", "Pembangunan Drainase Kota Contoh", 11),
    ),
    "LPSE-64.74": (("10647401", "Pengadaan Alat Kesehatan RSUD Contoh", 5), ("10647402", "Turap Sungai Contoh", 9)),
}


@dataclass(frozen=True)
class Contoh:
    """One ticket: how many days ago, where, by which way, who and what, and how far it has come."""

    umur: float
    sampai: str
    judul: str
    uraian: str
    gangguan: str = ""
    jenis: str = J.GANGGUAN
    pengguna: str = P.PENYEDIA
    kanal: str = Kanal.WEB
    nama: str = "Yohana Tambunan"
    unit: str = "LPSE-76.02"


M, B = "LPSE-76.02", "LPSE-64.74"
TIKET = (
    Contoh(0.05, S.TERCATAT, "Tidak bisa unggah penawaran", "Muncul pesan gagal saat mengunggah berkas 20 MB."),
    Contoh(0.2, S.TERCATAT, "Lupa kata sandi akun penyedia", "Alamat e-mail lama sudah tidak aktif.", nama="CV Contoh"),
    Contoh(0.4, S.TERCATAT, "Jadwal tender tidak bisa diubah", "Tombol simpan tidak menanggapi.", pengguna=P.PANITIA),
    Contoh(
        0.6, S.KLASIFIKASI, "Galat saat evaluasi harga", "Halaman evaluasi kosong.", "galat_panitia", nama="Pokja 3"
    ),
    Contoh(
        0.8, S.PENANGANAN, "Salah input nilai HPS", "HPS tertulis kurang satu nol.", "ubah_data", pengguna=P.PANITIA
    ),
    Contoh(1.5, S.PENANGANAN, "Mail server tidak mengirim", "Undangan pembuktian tidak sampai.", "mail_server"),
    Contoh(2.2, S.PENANGANAN, "Jaringan LPSE putus-putus", "Sejak kemarin sore.", "jaringan_lpse", kanal=Kanal.TELEPON),
    Contoh(
        4.0, S.PENANGANAN, "Galat unggah dokumen kualifikasi", "Kode 500.", "galat_penyedia", nama="PT Contoh Karya"
    ),
    Contoh(1.2, S.MENUNGGU_PENGGUNA, "Akun terkunci", "Tidak bisa masuk sejak pagi.", "lupa_sandi", kanal=Kanal.DATANG),
    Contoh(2.0, S.MENUNGGU_PENGGUNA, "Berkas tidak terbaca", "Penawaran tidak dapat dibuka.", "penawaran_rusak"),
    Contoh(1.0, S.ESKALASI_FUNGSIONAL, "Aplikasi lambat", "Halaman depan lebih dari 30 detik.", "galat_pengelola"),
    Contoh(1.8, S.ESKALASI_STRUKTURAL, "Server perlu ditambah", "Memori server habis.", "galat_pengelola"),
    Contoh(1.1, S.ESKALASI_LKPP, "Penawaran tidak bisa dibuka", "Apendo gagal.", "penawaran_rusak", kanal=Kanal.DATANG),
    Contoh(2.5, DI_SEKSI, "ADP tidak tersambung", "Login nasional gagal.", "jaringan_inaproc", kanal=Kanal.TELEPON),
    Contoh(3.0, S.SOLUSI_SEMENTARA, "Ekspor laporan gagal", "Berkas Excel kosong.", "galat_pengelola"),
    Contoh(2.0, S.PENYELESAIAN, "Tidak menerima e-mail aktivasi", "Sudah dua jam menunggu.", "lupa_sandi"),
    Contoh(3.5, S.DIKONFIRMASI, "Salah unggah adendum", "Berkas tertukar.", "ubah_data", pengguna=P.PANITIA),
    Contoh(9.0, S.DITUTUP, "Lupa kata sandi", "Minta diatur ulang.", "lupa_sandi", kanal=Kanal.TELEPON),
    Contoh(14.0, S.DITUTUP, "Salah isi masa berlaku penawaran", "Mohon dibuka lagi.", "ubah_data"),
    Contoh(21.0, S.DITUTUP, "Lupa user ID", "Ganti staf.", "lupa_sandi", kanal=Kanal.DATANG, nama="Toko Contoh"),
    Contoh(33.0, S.DITUTUP, "Galat unggah", "Peramban lama.", "galat_penyedia"),
    Contoh(45.0, S.DITUTUP, "Jaringan mati", "Listrik padam.", "jaringan_lpse", kanal=Kanal.TELEPON),
    Contoh(60.0, S.DITUTUP, "Lupa kata sandi", "Akun lama.", "lupa_sandi"),
    Contoh(5.0, S.DIBATALKAN, "Tidak bisa masuk", "Ternyata salah alamat situs."),
    Contoh(1.35, S.DUPLIKAT, "E-mail undangan tidak masuk", "Sama seperti laporan teman saya.", nama="PT Contoh Abadi"),
    Contoh(4.5, DIBUKA_KEMBALI, "Halaman sanggah galat", "Tombol kirim tidak jalan.", "galat_penyedia"),
    Contoh(1.3, PENDING, "Aturan TKDN pada tender cepat", "Apakah wajib?", jenis=J.PERTANYAAN, kanal=Kanal.TELEPON),
    Contoh(6.0, S.DIJAWAB_FAQ, "Cara mengganti e-mail", "Bagaimana caranya?", jenis=J.PERTANYAAN),
    Contoh(0.3, S.TERCATAT, "Sertifikat situs kedaluwarsa", "Peramban memberi peringatan.", unit=B),
    Contoh(1.4, S.PENANGANAN, "Galat saat pembukaan", "Token pembukaan ditolak.", "galat_panitia", unit=B),
    Contoh(2.8, S.ESKALASI_LKPP, "Uji forensik penawaran", "Berkas .rhs rusak.", "penawaran_rusak", unit=B),
    Contoh(12.0, S.DITUTUP, "Lupa kata sandi", "Minta diatur ulang.", "lupa_sandi", unit=B, kanal=Kanal.TELEPON),
    Contoh(0.7, S.TERCATAT, "Versi SPSE terbaru", "Kapan LPSE kami dimutakhirkan?", jenis=J.PERTANYAAN, unit="DSPD"),
    Contoh(
        8.0, S.PENYELESAIAN, "Akses pelatihan", "Minta jadwal.", jenis=J.PERTANYAAN, unit="DSPD", kanal=Kanal.TELEPON
    ),
)
PETUGAS = {M: "lpse", B: "lpse.bontang", "DSPD": "helpdesk"}
JALAN: dict[str, tuple[str, ...]] = {
    S.TERCATAT: (),
    S.KLASIFIKASI: ("klasifikasi",),
    S.PENANGANAN: ("klasifikasi", "ambil"),
    S.MENUNGGU_PENGGUNA: ("klasifikasi", "ambil", "tanya"),
    S.ESKALASI_FUNGSIONAL: ("klasifikasi", "ambil", "teknis"),
    S.ESKALASI_STRUKTURAL: ("klasifikasi", "ambil", "pejabat"),
    S.ESKALASI_LKPP: ("klasifikasi", "ambil", "lkpp"),
    DI_SEKSI: ("klasifikasi", "ambil", "lkpp", "seksi"),
    S.SOLUSI_SEMENTARA: ("klasifikasi", "ambil", "sementara"),
    S.PENYELESAIAN: ("klasifikasi", "ambil", "selesai"),
    S.DIKONFIRMASI: ("klasifikasi", "ambil", "selesai", "konfirmasi"),
    S.DITUTUP: ("klasifikasi", "ambil", "balas", "selesai", "konfirmasi"),
    DIBUKA_KEMBALI: ("klasifikasi", "ambil", "selesai", "belum"),
    S.DIBATALKAN: ("batal",),
    S.DUPLIKAT: ("gabung",),
    PENDING: ("pending",),
    S.DIJAWAB_FAQ: ("faq",),
}


@dataclass(frozen=True)
class Langkah:
    """A step in hand: the ticket, who of the desk takes it, when, and the demo people by name."""

    tiket: Tiket
    by: Actor
    pada: datetime
    gangguan: str
    orang: dict[str, User]

    @property
    def helpdesk(self) -> Actor:
        """LKPP's officer."""
        return Actor.of(self.orang["helpdesk"])


def siapkan(orang: dict[str, User], now: datetime) -> dict[str, MejaLayanan]:
    """The desks by unit, their technical teams and running tenders."""
    for kode, wilayah, alamat, telepon, surel in LPSE:
        meja, baru = MejaLayanan.objects.get_or_create(
            unit=Unit.objects.get(kode=kode),
            defaults={
                "jenis": JenisMeja.LPSE,
                "bentuk": BentukLpse.SYSTEM_PROVIDER if kode == M else BentukLpse.SERVICE_PROVIDER,
                "kalender_id": "wita",
                "wilayah": Wilayah.objects.filter(kode=wilayah).first(),
                "alamat": alamat,
                "telepon": telepon,
                "surel": surel,
            },
        )
        if baru:
            Regu.objects.create(meja=meja, kode="TEKNIS", nama="Tim teknis").anggota.add(orang[PETUGAS[kode]])
            TenderBerjalan.objects.bulk_create(
                TenderBerjalan(meja=meja, kode_tender=k, nama=nama, tahap=tahap, diperbarui_pada=now)
                for k, nama, tahap in TENDER[kode]
            )
    for regu in Regu.objects.filter(meja=MejaLayanan.objects.lkpp()):
        regu.anggota.add(orang["helpdesk"])
    return {m.unit.kode: m for m in MejaLayanan.objects.select_related("unit")}


def muat(*, orang: dict[str, User], now: datetime) -> Iterator[Tiket]:
    """Let every demo ticket live its life, the oldest first; yields each one so that the caller can count."""
    with transaction.atomic():
        meja = siapkan(orang, now)
    for contoh in sorted(TIKET, key=lambda c: -c.umur):
        with transaction.atomic():
            pada = now - timedelta(days=contoh.umur)
            tiket = _lapor(contoh, meja[contoh.unit], orang, pada)
            _hidupkan(tiket, contoh, orang, pada, now)
        yield tiket
    sweep(now=now)
    while outbox.deliver(now=now):
        pass


def _lapor(c: Contoh, meja: MejaLayanan, orang: dict[str, User], pada: datetime) -> Tiket:
    lewat_web = c.kanal == Kanal.WEB
    data = DataTiket(
        kanal=c.kanal,
        jenis=c.jenis,
        pengguna=c.pengguna,
        nama=c.nama,
        alamat="Jl. Contoh Nomor 7",
        telepon="0812 5550 1234",
        surel=orang["pengadu"].email if lewat_web else "",
        judul=c.judul,
        uraian=c.uraian,
        meja=meja,
    )
    by = orang["pengadu"] if lewat_web else orang[PETUGAS[c.unit]]
    return flow.catat(data=data, token=new_token(), by=Actor.of(by), now=pada)


def _hidupkan(tiket: Tiket, c: Contoh, orang: dict[str, User], pada: datetime, now: datetime) -> None:
    """Step by step to its state, at even intervals that end before `now`."""
    jalan = [nama for nama in JALAN[c.sampai] if c.gangguan or nama != "klasifikasi"]
    jeda = min(timedelta(hours=5), (now - pada) * 0.9 / max(len(jalan), 1))
    for n, nama in enumerate(jalan, start=1):
        by = Actor.of(orang[PETUGAS[c.unit]])
        LANGKAH[nama](Langkah(tiket, by, pada + n * jeda, c.gangguan, orang))


def _klasifikasi(x: Langkah) -> None:
    jenis = JenisGangguan.objects.get(kode=x.gangguan)
    flow.klasifikasi(
        tiket=x.tiket,
        jenis_gangguan=jenis,
        tahapan=jenis.tahapan,
        r=jenis.r,
        k=jenis.k,
        by=x.by,
        now=x.pada,
    )


def _seksi(x: Langkah) -> None:
    regu = Regu.objects.get(meja=MejaLayanan.objects.lkpp(), kode="TIK")
    alasan = "Mohon periksa sambungan ADP."
    flow_eskalasi.eskalasi_fungsional(tiket=x.tiket, regu=regu, alasan=alasan, by=x.helpdesk, now=x.pada)


def _teknis(x: Langkah) -> None:
    regu = Regu.objects.get(meja=x.tiket.meja, kode="TEKNIS")
    alasan = "Log aplikasi menunjukkan basis data lambat."
    flow_eskalasi.eskalasi_fungsional(tiket=x.tiket, regu=regu, alasan=alasan, by=x.by, now=x.pada)


def _lkpp(x: Langkah) -> None:
    lingkup = LingkupLkpp.FORENSIK if x.gangguan == "penawaran_rusak" else LingkupLkpp.ADP
    alasan = "Tidak dapat diperbaiki di LPSE."
    flow_eskalasi.eskalasi_lkpp(tiket=x.tiket, lingkup=lingkup, alasan=alasan, by=x.by, now=x.pada)


def _gabung(x: Langkah) -> None:
    utama = Tiket.objects.terbuka().filter(meja=x.tiket.meja, jenis_gangguan__kode="mail_server").latest("pk")
    flow_kelompok.gabung(tiket=x.tiket, utama=utama, by=x.by, now=x.pada)


LANGKAH: dict[str, Callable[[Langkah], object]] = {
    "klasifikasi": _klasifikasi,
    "ambil": lambda x: flow.ambil(tiket=x.tiket, by=x.by, now=x.pada),
    "balas": lambda x: flow.balas(tiket=x.tiket, isi="Sedang kami periksa.", by=x.by, now=x.pada),
    "tanya": lambda x: flow.tanya(tiket=x.tiket, isi="Mohon kirim tangkapan layarnya.", by=x.by, now=x.pada),
    "teknis": _teknis,
    "pejabat": lambda x: flow_eskalasi.eskalasi_struktural(
        tiket=x.tiket, alasan="Perlu persetujuan anggaran.", by=x.by, now=x.pada
    ),
    "lkpp": _lkpp,
    "seksi": _seksi,
    "sementara": lambda x: flow.solusi_sementara(
        tiket=x.tiket, isi="Sementara ini pakai ekspor CSV.", by=x.by, now=x.pada
    ),
    "selesai": lambda x: flow.selesaikan(tiket=x.tiket, isi="Sudah kami perbaiki.", by=x.by, now=x.pada),
    "konfirmasi": lambda x: flow.konfirmasi(tiket=x.tiket, selesai=True, by=x.by, now=x.pada),
    "belum": lambda x: flow.konfirmasi(tiket=x.tiket, selesai=False, isi="Masih galat.", by=x.by, now=x.pada),
    "batal": lambda x: flow.batalkan(tiket=x.tiket, alasan="Sudah bisa masuk.", by=x.by, now=x.pada),
    "gabung": _gabung,
    "pending": lambda x: flow.tandai_pending(tiket=x.tiket, by=x.by, now=x.pada),
    "faq": lambda x: flow.jawab_faq(
        tiket=x.tiket, kode="", isi="Ajukan lewat menu Profil, lalu verifikasi.", by=x.by, now=x.pada
    ),
}
