"""What may happen to a complaint, and how long it may take."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.stages import Stages, Step, register


class Status(models.TextChoices):
    """Where a complaint stands, in the words of the office."""

    TERKIRIM = "terkirim", _("Baru")
    VERIFIKASI = "verifikasi", _("Verifikasi")
    PERLU_DILENGKAPI = "perlu_dilengkapi", _("Perlu dilengkapi")
    TIDAK_DAPAT = "tidak_dapat_ditindaklanjuti", _("Tidak dapat ditindaklanjuti")
    BUKAN_KEWENANGAN = "bukan_kewenangan", _("Bukan kewenangan")
    DIGABUNG = "digabung", _("Digabung")
    TELAAH = "telaah", _("Telaah")
    SIAP_ESKALASI = "siap_eskalasi", _("Siap eskalasi")
    DIESKALASI = "dieskalasi", _("Dieskalasi")
    DITERIMA_APIP = "diterima_apip", _("Diterima APIP")
    TINDAK_LANJUT_APIP = "tindak_lanjut_apip", _("Tindak lanjut APIP")
    PERLU_KLARIFIKASI = "perlu_klarifikasi_lkpp", _("Perlu klarifikasi LKPP")
    HASIL_DILAPORKAN = "hasil_dilaporkan", _("Hasil dilaporkan")
    REVIU_HASIL = "reviu_hasil", _("Reviu hasil")
    SELESAI = "selesai", _("Selesai")
    DITUTUP = "ditutup", _("Ditutup")


class StatusPublik(models.TextChoices):
    """The few words that the complainant and the public read."""

    DITERIMA = "diterima", _("Diterima")
    DALAM_VERIFIKASI = "dalam_verifikasi", _("Dalam verifikasi")
    PERLU_DILENGKAPI = "perlu_dilengkapi", _("Perlu dilengkapi")
    DITERUSKAN = "diteruskan", _("Diteruskan ke APIP")
    DITINDAKLANJUTI = "ditindaklanjuti", _("Ditindaklanjuti")
    SELESAI = "selesai", _("Selesai")
    TIDAK_DAPAT = "tidak_dapat", _("Tidak dapat ditindaklanjuti")


class Event(models.TextChoices):
    """What the trail tells of a complaint."""

    DIAJUKAN = "pengaduan.diajukan", _("Pengaduan diterima")
    DIVERIFIKASI = "pengaduan.diverifikasi", _("Verifikasi dimulai")
    DIMINTA_LENGKAPI = "pengaduan.diminta_lengkapi", _("Pelapor diminta melengkapi")
    DILENGKAPI = "pengaduan.dilengkapi", _("Pelapor melengkapi")
    DITUTUP_TIDAK_LENGKAP = "pengaduan.ditutup_tidak_lengkap", _("Ditutup karena data tidak dilengkapi")
    DITOLAK = "pengaduan.ditolak", _("Tidak dapat ditindaklanjuti")
    DIALIHKAN = "pengaduan.dialihkan", _("Bukan kewenangan LKPP")
    DIGABUNG = "pengaduan.digabung", _("Digabung dengan kasus lain")
    DITELAAH = "pengaduan.ditelaah", _("Telaah dimulai")
    DISIAPKAN = "pengaduan.disiapkan", _("Siap diteruskan ke APIP")
    DIJAWAB = "pengaduan.dijawab", _("Dijawab oleh LKPP")
    DIESKALASI = "pengaduan.dieskalasi", _("Diteruskan ke APIP")
    DITERIMA_APIP = "pengaduan.diterima_apip", _("Diterima APIP")
    DIKEMBALIKAN = "pengaduan.dikembalikan", _("Dikembalikan APIP")
    DITUGASKAN_APIP = "pengaduan.ditugaskan_apip", _("Auditor ditugaskan")
    DIMINTA_KLARIFIKASI = "pengaduan.diminta_klarifikasi", _("APIP bertanya kepada LKPP")
    DIKLARIFIKASI = "pengaduan.diklarifikasi", _("LKPP menjawab APIP")
    HASIL_DILAPORKAN = "pengaduan.hasil_dilaporkan", _("Hasil dilaporkan")
    DIREVIU = "pengaduan.direviu", _("Reviu hasil dimulai")
    HASIL_DIKEMBALIKAN = "pengaduan.hasil_dikembalikan", _("Hasil dikembalikan ke APIP")
    DISELESAIKAN = "pengaduan.diselesaikan", _("Selesai")
    DIBUKA_KEMBALI = "pengaduan.dibuka_kembali", _("Dibuka kembali")
    DITUTUP = "pengaduan.ditutup", _("Ditutup")
    # not steps, but on the trail as well
    DIAMBIL = "pengaduan.diambil", _("Kasus diambil")
    DITUGASKAN = "pengaduan.ditugaskan", _("Kasus ditugaskan")
    DIUSULKAN = "pengaduan.diusulkan", _("Persetujuan diminta")
    USULAN_DITOLAK = "pengaduan.usulan_ditolak", _("Usulan tidak disetujui")
    DICATAT = "pengaduan.dicatat", _("Catatan internal")
    DIPERIKSA = "pengaduan.diperiksa", _("Daftar periksa diubah")
    PESAN_PENGADU = "pengaduan.pesan_pengadu", _("Pesan dari pelapor")
    PESAN_LKPP = "pengaduan.pesan_lkpp", _("Pesan kepada pelapor")
    PESAN_APIP = "pengaduan.pesan_apip", _("Pesan dengan APIP")
    KEMAJUAN = "pengaduan.kemajuan", _("Catatan kemajuan APIP")
    JALUR_SURAT = "pengaduan.jalur_surat", _("Diteruskan dengan surat")
    SURAT_DIKONSEP = "pengaduan.surat_dikonsep", _("Surat pelimpahan dikonsep")
    MASUK_KOTAK = "pengaduan.masuk_kotak", _("Masuk kotak masuk APIP")
    DISERAHKAN_ADMIN = "pengaduan.diserahkan_admin", _("Auditor berhenti; kasus diserahkan kepada admin APIP")
    BERKAS_DIUNDUH = "pengaduan.berkas_diunduh", _("Berkas diunduh")
    DOSIR_DIUNDUH = "pengaduan.dosir_diunduh", _("Dosir diunduh")
    BERKAS_DIPUTUS = "pengaduan.berkas_diputus", _("Berkas yang ditahan diputus")
    IDENTITAS_DIBUKA = "pengaduan.identitas_dibuka", _("Identitas pelapor dibuka")
    IDENTITAS_DIIZINKAN = "pengaduan.identitas_diizinkan", _("Pelapor mengizinkan identitasnya untuk APIP")
    DIINGATKAN = "pengaduan.diingatkan", _("Pengingat tenggat")
    TERLAMBAT = "pengaduan.terlambat", _("Melewati tenggat")
    TENGGAT_DIGESER = "pengaduan.tenggat_digeser", _("Tenggat bergeser karena kalender kerja berubah")
    KEBIJAKAN_DIPINDAH = "pengaduan.kebijakan_dipindah", _("Tenggat dipindah ke versi kebijakan lain")


S = Status
VERIFIKASI = Step("verifikasi", (S.TERKIRIM,), S.VERIFIKASI, Event.DIVERIFIKASI)
MINTA_LENGKAPI = Step("minta_lengkapi", (S.VERIFIKASI,), S.PERLU_DILENGKAPI, Event.DIMINTA_LENGKAPI)
LENGKAPI = Step("lengkapi", (S.PERLU_DILENGKAPI,), S.VERIFIKASI, Event.DILENGKAPI)
TUTUP_TIDAK_LENGKAP = Step("tutup_tidak_lengkap", (S.PERLU_DILENGKAPI,), S.DITUTUP, Event.DITUTUP_TIDAK_LENGKAP)
TOLAK = Step("tolak", (S.VERIFIKASI,), S.TIDAK_DAPAT, Event.DITOLAK)
ALIHKAN = Step("alihkan", (S.VERIFIKASI,), S.BUKAN_KEWENANGAN, Event.DIALIHKAN)
GABUNGKAN = Step("gabungkan", (S.VERIFIKASI,), S.DIGABUNG, Event.DIGABUNG)
TELAAH = Step("telaah", (S.VERIFIKASI,), S.TELAAH, Event.DITELAAH)
SIAPKAN = Step("siapkan", (S.TELAAH,), S.SIAP_ESKALASI, Event.DISIAPKAN)
JAWAB = Step("jawab", (S.TELAAH,), S.SELESAI, Event.DIJAWAB)
ESKALASI = Step("eskalasi", (S.SIAP_ESKALASI,), S.DIESKALASI, Event.DIESKALASI)
TERIMA_APIP = Step("terima_apip", (S.DIESKALASI,), S.DITERIMA_APIP, Event.DITERIMA_APIP)
KEMBALIKAN = Step("kembalikan", (S.DIESKALASI,), S.TELAAH, Event.DIKEMBALIKAN)
TUGASKAN_APIP = Step("tugaskan_apip", (S.DITERIMA_APIP,), S.TINDAK_LANJUT_APIP, Event.DITUGASKAN_APIP)
MINTA_KLARIFIKASI = Step("minta_klarifikasi", (S.TINDAK_LANJUT_APIP,), S.PERLU_KLARIFIKASI, Event.DIMINTA_KLARIFIKASI)
KLARIFIKASI = Step("klarifikasi", (S.PERLU_KLARIFIKASI,), S.TINDAK_LANJUT_APIP, Event.DIKLARIFIKASI)
LAPORKAN_HASIL = Step("laporkan_hasil", (S.TINDAK_LANJUT_APIP,), S.HASIL_DILAPORKAN, Event.HASIL_DILAPORKAN)
REVIU = Step("reviu", (S.HASIL_DILAPORKAN,), S.REVIU_HASIL, Event.DIREVIU)
KEMBALIKAN_HASIL = Step("kembalikan_hasil", (S.REVIU_HASIL,), S.TINDAK_LANJUT_APIP, Event.HASIL_DIKEMBALIKAN)
SELESAIKAN = Step("selesaikan", (S.REVIU_HASIL,), S.SELESAI, Event.DISELESAIKAN)
BUKA_KEMBALI = Step("buka_kembali", (S.SELESAI,), S.TELAAH, Event.DIBUKA_KEMBALI)
TUTUP = Step("tutup", (S.SELESAI,), S.DITUTUP, Event.DITUTUP)

STAGES = register(
    Stages(
        nama="pengaduan",
        tipe="pengaduan.pengaduan",
        initial=S.TERKIRIM,
        steps=(
            VERIFIKASI,
            MINTA_LENGKAPI,
            LENGKAPI,
            TUTUP_TIDAK_LENGKAP,
            TOLAK,
            ALIHKAN,
            GABUNGKAN,
            TELAAH,
            SIAPKAN,
            JAWAB,
            ESKALASI,
            TERIMA_APIP,
            KEMBALIKAN,
            TUGASKAN_APIP,
            MINTA_KLARIFIKASI,
            KLARIFIKASI,
            LAPORKAN_HASIL,
            REVIU,
            KEMBALIKAN_HASIL,
            SELESAIKAN,
            BUKA_KEMBALI,
            TUTUP,
        ),
        limits={
            S.TERKIRIM: "pengaduan.verifikasi",
            S.VERIFIKASI: "pengaduan.verifikasi",
            S.PERLU_DILENGKAPI: "pengaduan.kelengkapan",
            S.TIDAK_DAPAT: None,
            S.BUKAN_KEWENANGAN: None,
            S.DIGABUNG: None,
            S.TELAAH: "pengaduan.telaah",
            S.SIAP_ESKALASI: "pengaduan.telaah",
            S.DIESKALASI: "pengaduan.terima_apip",
            S.DITERIMA_APIP: "pengaduan.apip",
            S.TINDAK_LANJUT_APIP: "pengaduan.apip",
            S.PERLU_KLARIFIKASI: "pengaduan.klarifikasi",
            S.HASIL_DILAPORKAN: "pengaduan.reviu",
            S.REVIU_HASIL: "pengaduan.reviu",
            S.SELESAI: "pengaduan.tanggapan",
            S.DITUTUP: None,
        },
        pauses={S.PERLU_DILENGKAPI: "pengaduan.verifikasi", S.PERLU_KLARIFIKASI: "pengaduan.apip"},
        overall="pengaduan.keseluruhan",
        done=frozenset({S.SELESAI, S.DITUTUP, S.TIDAK_DAPAT, S.BUKAN_KEWENANGAN, S.DIGABUNG}),
    )
)

PUBLIK: dict[str, StatusPublik] = {
    S.TERKIRIM: StatusPublik.DITERIMA,
    S.VERIFIKASI: StatusPublik.DALAM_VERIFIKASI,
    S.PERLU_DILENGKAPI: StatusPublik.PERLU_DILENGKAPI,
    S.TELAAH: StatusPublik.DALAM_VERIFIKASI,
    S.SIAP_ESKALASI: StatusPublik.DALAM_VERIFIKASI,
    S.DIESKALASI: StatusPublik.DITERUSKAN,
    S.DITERIMA_APIP: StatusPublik.DITINDAKLANJUTI,
    S.TINDAK_LANJUT_APIP: StatusPublik.DITINDAKLANJUTI,
    S.PERLU_KLARIFIKASI: StatusPublik.DITINDAKLANJUTI,
    S.HASIL_DILAPORKAN: StatusPublik.DITINDAKLANJUTI,
    S.REVIU_HASIL: StatusPublik.DITINDAKLANJUTI,
    S.SELESAI: StatusPublik.SELESAI,
    S.DITUTUP: StatusPublik.SELESAI,
    S.DIGABUNG: StatusPublik.DALAM_VERIFIKASI,
    S.TIDAK_DAPAT: StatusPublik.TIDAK_DAPAT,
    S.BUKAN_KEWENANGAN: StatusPublik.TIDAK_DAPAT,
}
