"""The lists of choices of a complaint, as the regulation and the office name them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Jalur(models.TextChoices):
    """The way by which a complaint came in."""

    EPENGADUAN = "epengaduan", _("Portal")
    WBS = "wbs", _("WBS (orang dalam)")
    SURAT = "surat", _("Surat")
    LAPOR = "lapor", _("SP4N-LAPOR!")


class TingkatIdentitas(models.TextChoices):
    """How far the complainant's identity goes: chosen by him, raised only with his consent, never lowered."""

    ANONIM = "anonim", _("Anonim")
    RAHASIA = "rahasia", _("Rahasia")
    TERBUKA = "terbuka_untuk_apip", _("Terbuka untuk APIP")


class KategoriPengadaan(models.TextChoices):
    """Kinds of procurement as in SPSE."""

    BARANG = "barang", _("Pengadaan Barang")
    KONSTRUKSI = "konstruksi", _("Pekerjaan Konstruksi")
    KONSTRUKSI_TERINTEGRASI = "konstruksi_terintegrasi", _("Pekerjaan Konstruksi Terintegrasi")
    KONSULTANSI_BU_NON = "konsultansi_bu_non", _("Jasa Konsultansi Badan Usaha Non Konstruksi")
    KONSULTANSI_BU = "konsultansi_bu", _("Jasa Konsultansi Badan Usaha Konstruksi")
    KONSULTANSI_PERORANGAN = "konsultansi_perorangan", _("Jasa Konsultansi Perorangan")
    LAINNYA = "lainnya", _("Jasa Lainnya")
    TIDAK_TAHU = "tidak_tahu", _("Saya tidak yakin")


class JenisPelanggaran(models.TextChoices):
    """The objects of a complaint: Pasal 3 Peraturan LKPP 6/2022."""

    ADM_ORGANISASI = "administrasi.organisasi_tata_kerja", _("Administrasi: organisasi dan tata kerja pelaku pengadaan")
    ADM_PROSEDUR = "administrasi.prosedur_mekanisme", _("Administrasi: prosedur dan mekanisme pengadaan")
    ADM_KEWAJIBAN = "administrasi.kewajiban_pelaku", _("Administrasi: kewajiban pelaku pengadaan")
    SEKONGKOL = "persaingan_tidak_sehat.persekongkolan", _("Persaingan usaha tidak sehat: persekongkolan")
    BENTURAN = (
        "persaingan_tidak_sehat.pertentangan_kepentingan",
        _("Persaingan usaha tidak sehat: pertentangan kepentingan"),
    )
    PERSAINGAN_LAIN = "persaingan_tidak_sehat.lainnya", _("Persaingan usaha tidak sehat: lainnya")
    PIDANA = "tindak_pidana", _("Tindak pidana dalam pengadaan")


class PeranTeradu(models.TextChoices):
    """Actors of a procurement."""

    PA = "pa", _("Pengguna Anggaran (PA)")
    KPA = "kpa", _("Kuasa Pengguna Anggaran (KPA)")
    PPK = "ppk", _("Pejabat Pembuat Komitmen (PPK)")
    PPTK = "pptk", _("Pejabat Pelaksana Teknis Kegiatan (PPTK)")
    PP = "pp", _("Pejabat Pengadaan")
    POKJA = "pokja", _("Pokja Pemilihan")
    AGEN = "agen", _("Agen Pengadaan")
    SWAKELOLA = "swakelola", _("Penyelenggara Swakelola")
    PENYEDIA = "penyedia", _("Penyedia atau pelaku usaha")


class AlasanTolak(models.TextChoices):
    """Why a complaint cannot be followed up."""

    DI_LUAR_OBJEK = "di_luar_objek", _("Di luar objek pengaduan (Pasal 3)")
    TANPA_BUKTI = "tanpa_bukti", _("Tidak ada bukti atau petunjuk awal")
    SUDAH_DIPUTUS = "sudah_diputus", _("Sudah diputus oleh pihak yang berwenang")
    MASA_SANGGAH = "masa_sanggah", _("Masih dalam masa sanggah; ajukan sanggah di SPSE")
    SPAM = "spam", _("Bukan pengaduan")


class LembagaTujuan(models.TextChoices):
    """Where a matter belongs that is not procurement."""

    KPK = "kpk", _("Komisi Pemberantasan Korupsi (KPK)")
    KPPU = "kppu", _("Komisi Pengawas Persaingan Usaha (KPPU)")
    OMBUDSMAN = "ombudsman", _("Ombudsman Republik Indonesia")
    LAPOR = "lapor", _("SP4N-LAPOR!")
    POLISI = "polisi", _("Kepolisian Republik Indonesia")


class Kesimpulan(models.TextChoices):
    """What the inspectorate found."""

    TERBUKTI = "terbukti", _("Terbukti")
    SEBAGIAN = "sebagian", _("Terbukti sebagian")
    TIDAK_TERBUKTI = "tidak_terbukti", _("Tidak terbukti")


class Butir(models.TextChoices):
    """The checklist of a complete complaint: 4W1H and Pasal 4."""

    APA = "apa", _("Apa")
    SIAPA = "siapa", _("Siapa")
    DI_MANA = "di_mana", _("Di mana")
    KAPAN = "kapan", _("Kapan")
    BAGAIMANA = "bagaimana", _("Bagaimana")
    PAKET = "nama_paket", _("Nama paket")
    KODE = "kode", _("Kode RUP dan tender")
    INSTANSI = "instansi", _("Instansi")
    KATEGORI = "kategori", _("Kategori dan tahun anggaran")
    SUMBER = "sumber", _("Bukti dan sumber informasi lain")
