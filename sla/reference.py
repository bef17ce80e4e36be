"""Loads the first calendars, holidays and deadline policies. What LKPP has changed since is never touched."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_noop

from akun.reference import Dimuat, rows_of
from sla import office
from sla.models import HariLibur, JamKerja, Kalender, Kebijakan

DATA = Path(__file__).parent / "data"
ANGKA = ("jumlah", "pengingat", "eskalasi_2", "eskalasi_3")
YA_TIDAK = ("boleh_jeda", "kebijakan_internal")
# The names in kebijakan.csv once more, where the extraction of texts finds them: pages show them translated.
NAMA = (
    gettext_noop("Verifikasi pengaduan"),
    gettext_noop("Pelapor melengkapi data"),
    gettext_noop("Telaah sampai diteruskan ke APIP"),
    gettext_noop("APIP menyatakan menerima"),
    gettext_noop("Tindak lanjut oleh APIP"),
    gettext_noop("LKPP menjawab pertanyaan APIP"),
    gettext_noop("Reviu hasil tindak lanjut"),
    gettext_noop("Pelapor menanggapi hasil"),
    gettext_noop("Batas keseluruhan"),
    gettext_noop("TU memeriksa surat"),
    gettext_noop("Pejabat memberi disposisi"),
    gettext_noop("Surat dikerjakan"),
    gettext_noop("Surat dijawab sejak diterima LKPP"),
    gettext_noop("Surat dijawab sejak diterima pejabat"),
    gettext_noop("Surat keluar diparaf sampai tangga terakhir"),
    gettext_noop("Surat keluar ditandatangani"),
    gettext_noop("Surat keluar yang terbit dikirim"),
    gettext_noop("DAPP: surat dijawab sejak diterima LKPP"),
    gettext_noop("DAPD: surat dijawab sejak diterima LKPP"),
    gettext_noop("DPPH: surat dijawab sejak diterima LKPP"),
    gettext_noop("DAPP: surat dijawab sejak diterima Direktur"),
    gettext_noop("DAPD: surat dijawab sejak diterima Direktur"),
    gettext_noop("DPPH: surat dijawab sejak diterima Direktur"),
    gettext_noop("Permohonan keanggotaan APIP diperiksa"),
    gettext_noop("Inspektorat memperbaiki permohonan"),
    gettext_noop("Petugas APIP diundang"),
    gettext_noop("Undangan petugas APIP berlaku"),
    gettext_noop("Inspektorat diaktifkan sesudah petugas diundang"),
    gettext_noop("Petugas APIP masuk ke portal"),
    gettext_noop("Permohonan konsultasi diperiksa"),
    gettext_noop("Konsultasi ditugaskan"),
    gettext_noop("Pemohon melengkapi data"),
    gettext_noop("Pemohon menanggapi jawaban"),
    gettext_noop("Konsultasi dijawab"),
    gettext_noop("Konsultasi surat dijawab sejak diterima Direktur"),
    gettext_noop("Konsultasi lewat situs dijawab"),
    gettext_noop("Tamu selesai dilayani sejak datang"),
    gettext_noop("Pertemuan daring dijadwalkan sejak undangan diterima Direktur"),
    gettext_noop("Keluhan tentang layanan dijawab"),
    gettext_noop("Hak didahulukan berlaku"),
    gettext_noop("Gangguan diklasifikasi"),
    gettext_noop("Tiket helpdesk diselesaikan"),
    gettext_noop("Minor Change: diselesaikan"),
    gettext_noop("Mayor Change: diselesaikan"),
    gettext_noop("Emergency Change: diselesaikan"),
    gettext_noop("Tim teknis menjawab eskalasi"),
    gettext_noop("Pejabat menjawab eskalasi"),
    gettext_noop("LKPP menjawab eskalasi LPSE"),
    gettext_noop("Pengguna menjawab pertanyaan helpdesk"),
    gettext_noop("Pengguna mengonfirmasi atau membuka kembali"),
    gettext_noop("Verifikasi dokumen penyedia"),
    gettext_noop("Layanan 4: instalasi SPSE dari jauh"),
    gettext_noop("Layanan 4: instalasi SPSE di lokasi"),
    gettext_noop("Layanan 5: upgrade SPSE dari jauh"),
    gettext_noop("Layanan 5: upgrade SPSE di lokasi"),
    gettext_noop("Layanan 7: rekomendasi keamanan infrastruktur"),
    gettext_noop("Layanan 8: rekomendasi pengembangan infrastruktur"),
)


@transaction.atomic
def load_kebijakan() -> Dimuat:
    """Policies that are missing; a policy that exists stays as the officers wrote it."""
    ada = set(Kebijakan.objects.values_list("kode", flat=True))
    baru = [
        Kebijakan(
            **{
                **r,
                **{a: int(r[a]) for a in ANGKA},
                **{b: r[b] == "1" for b in YA_TIDAK},
                "berlaku_sejak": date.fromisoformat(r["berlaku_sejak"]),
            }
        )
        for r in rows_of(DATA / "kebijakan.csv")
        if r["kode"] not in ada
    ]
    Kebijakan.objects.bulk_create(baru)
    office.forget()
    return Dimuat("Kebijakan tenggat (yang ada tidak diubah)", len(baru), len(ada))


@transaction.atomic
def load_kalender() -> Dimuat:
    """Calendars that are missing, and the usual hours of those that have none; the rest stays as it was made."""
    ada = set(Kalender.objects.values_list("kode", flat=True))
    baru = [
        Kalender(kode=r["kode"], nama=r["nama"], zona=r["zona"], selalu_buka=r["selalu_buka"] == "1")
        for r in rows_of(DATA / "kalender.csv")
        if r["kode"] not in ada
    ]
    Kalender.objects.bulk_create(baru)
    JamKerja.objects.bulk_create(
        JamKerja(kalender=k, hari=hari, buka=buka, tutup=tutup)
        for k in Kalender.objects.filter(selalu_buka=False, jam=None)
        for hari, buka, tutup in jam_lazim("")
    )
    office.forget()
    return Dimuat("Kalender kerja (yang ada tidak diubah)", len(baru), len(ada))


def jam_lazim(musim: str) -> list[tuple[int, time, time]]:
    """The usual hours, weekday by weekday: the year's ("") or those of "Ramadan" (Perpres 21/2023)."""
    return [
        (int(r["hari"]), time.fromisoformat(r["buka"]), time.fromisoformat(r["tutup"]))
        for r in rows_of(DATA / "jam_kerja.csv")
        if r["musim"] == musim
    ]


@transaction.atomic
def load_libur() -> Dimuat:
    """Holidays of years that have none yet: once a year is there it belongs to the officers, deletions included."""
    tahun = {d.year for d in HariLibur.objects.dates("tanggal", "year")}
    ketetapan = {r["tahun"]: r["dasar_hukum"] for r in rows_of(DATA / "ketetapan_libur.csv")}
    ada = HariLibur.objects.count()
    baru = [
        HariLibur(
            tanggal=tanggal,
            jenis=r["jenis"],
            nama=r["nama"],
            dasar_hukum=ketetapan.get(r["tanggal"][:4], ""),
            perkiraan=r["perkiraan"] == "1",
        )
        for r in rows_of(DATA / "libur_2023_2027.csv")
        if (tanggal := date.fromisoformat(r["tanggal"])).year not in tahun
    ]
    HariLibur.objects.bulk_create(baru)
    _name_decrees(ketetapan)
    office.forget()
    return Dimuat("Hari libur (tahun yang ada tidak diubah)", len(baru), ada)


def _name_decrees(ketetapan: Mapping[str, str]) -> None:
    """Holidays loaded before decrees were kept get theirs; a year with any basis of its own stays as it is."""
    for tahun, dasar_hukum in ketetapan.items():
        rows = HariLibur.objects.filter(tanggal__year=int(tahun), berlaku_untuk=None, perkiraan=False)
        if not rows.exclude(dasar_hukum="").exists():
            rows.exclude(jenis=HariLibur.Jenis.KHUSUS).update(dasar_hukum=dasar_hukum)


LOADERS = (load_kalender, load_libur, load_kebijakan)
