"""An incident up to LKPP and back in a real browser: classified at the LPSE, escalated, answered, solved, confirmed."""

from django.urls import reverse
from playwright.sync_api import Page, expect

from akun.models import User
from helpdesk.models import Tiket
from helpdesk.pilihan import Kelas
from helpdesk.status import Status
from tests.helpdesk.meja import Bangsal
from tests.journeys.test_halaman import SEMPIT, Buka, periksa
from tests.peramban import PERLU_CHROMIUM

pytestmark = [*PERLU_CHROMIUM]
JUDUL = "Aplikasi gagal membuka penawaran Kenari"


def tekan(page: Page, nama: str) -> None:
    page.get_by_role("button", name=nama, exact=True).click()


def ke_langkah(page: Page, nama: str) -> None:
    """From the queue to the ticket, and to its step."""
    page.goto(reverse("helpdesk:meja") + "?pandang=terbuka")
    page.get_by_role("link", name=JUDUL).click()
    page.get_by_role("link", name=nama, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(nama)


def test_an_incident_goes_up_to_lkpp_and_back(buka: Buka, orang: dict[str, User], bangsal: Bangsal) -> None:
    t = bangsal.catat(judul=JUDUL, uraian="Muncul galat dekripsi.", pengguna="panitia")
    bangsal.pegang(t, "petugas_lpse")
    lpse = buka(orang["petugas_lpse"])
    page = lpse.page

    page.goto(reverse("helpdesk:meja"))
    expect(page.get_by_role("row", name=JUDUL)).to_contain_text("Belum diklasifikasi")
    periksa(lpse)
    ke_langkah(page, "Klasifikasi")
    page.get_by_label("Jenis gangguan").select_option(label="Permintaan perubahan data karena panitia salah input data")
    tekan(page, "Isi tahapan, r, dan k dari jenis ini")
    expect(page.locator("#hitungan")).to_contain_text("20,83 (tampil 21)")
    page.get_by_label("12. ").check()  # what is typed is reckoned by the server, without saving
    expect(page.locator("#hitungan")).to_contain_text("(5 × 5) / 1 = 25 (tampil 25)", timeout=15_000)
    assert Tiket.objects.get().kelas == ""
    page.get_by_label("12. ").uncheck()
    page.get_by_label("k: kemampuan pemulihan").fill("11")
    tekan(page, "Simpan klasifikasi")
    expect(page.get_by_role("alert")).to_contain_text("k harus dari 1 sampai 10.")
    periksa(lpse)
    page.get_by_label("k: kemampuan pemulihan").fill("1")
    tekan(page, "Simpan klasifikasi")
    expect(page.locator(".pesan-sistem")).to_contain_text("Prioritas tiket sudah disimpan.")
    assert Tiket.objects.get().kelas == Kelas.EMERGENCY

    page.get_by_role("link", name="Mulai menangani").click()
    tekan(page, "Mulai menangani")
    page.get_by_role("link", name="Tulis catatan internal").click()
    page.get_by_label("Catatan internal", exact=True).fill("Kunci dekripsi tidak cocok dengan versi 4.5.")
    tekan(page, "Simpan catatan")
    expect(page.locator(".pesan--internal")).to_contain_text("pelapor tidak melihatnya")
    page.get_by_role("link", name="Eskalasi ke LKPP", exact=True).click()
    periksa(lpse)
    page.get_by_label("Galat aplikasi SPSE").check()
    page.get_by_label("Alasan").fill("Kami menduga galat di aplikasi.")
    tekan(page, "Kirim ke LKPP")
    expect(page.locator(".tangga")).to_contain_text("Menunggu jawaban")
    expect(page.get_by_role("link", name="Selesaikan")).to_have_count(0)
    periksa(lpse, ukuran=SEMPIT)

    lkpp = buka(orang[_pemegang(orang, Tiket.objects.get())], lebar=360)
    page = lkpp.page
    page.goto(reverse("helpdesk:meja"))
    expect(page.get_by_role("row", name=JUDUL)).to_contain_text("LPSE Kabupaten Mamuju")
    periksa(lkpp, ukuran=SEMPIT)
    page.get_by_role("link", name=JUDUL).click()
    expect(page.locator(".pesan--internal")).to_contain_text("Kunci dekripsi tidak cocok")
    page.get_by_role("link", name="Jawab eskalasi").click()
    expect(page.locator("main")).to_contain_text("Kami menduga galat di aplikasi.")
    page.get_by_label("Jawaban eskalasi").fill("Pasang tambalan 4.5.2, lalu unduh ulang kuncinya.")
    periksa(lkpp, ukuran=SEMPIT)
    tekan(page, "Kirim jawaban")
    expect(page.locator(".tangga")).to_contain_text("Dijawab")

    page = lpse.page
    page.goto(reverse("helpdesk:tiket", args=[t.nomor]))
    expect(page.locator(".tangga")).to_contain_text("Pasang tambalan 4.5.2")
    page.get_by_role("link", name="Mengapa tanggal ini?").last.click()
    periksa(lpse)
    ke_langkah(page, "Selesaikan")
    page.get_by_label("Solusi permanen").check()
    page.get_by_label("Penyelesaian").fill("Silakan unduh ulang kunci dekripsi.")
    tekan(page, "Selesaikan tiket")
    expect(page.locator(".pesan-sistem")).to_contain_text("Tiket selesai")
    page.get_by_role("link", name="Catat tanggapan pelapor").click()
    page.get_by_role("radio", name="Selesai", exact=True).check()
    tekan(page, "Simpan tanggapan")
    page.get_by_role("link", name="Tutup tiket").click()
    tekan(page, "Tutup tiket")
    expect(page.locator(".pesan-sistem")).to_contain_text("Tiket sudah ditutup.")
    selesai = Tiket.objects.get()
    assert (selesai.status, selesai.lkpp, selesai.di_lkpp) == (Status.DITUTUP, True, False)
    periksa(lpse)


def _pemegang(orang: dict[str, User], tiket: Tiket) -> str:
    return next(nama for nama, user in orang.items() if user.pk == tiket.pemegang_id)
