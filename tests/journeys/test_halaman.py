"""Every page that exists, in a real browser: axe, no sideways scrolling, nothing blocked, nothing from elsewhere; the
keyboard; and how much a phone has to load. Public pages and pages of accounts: tests/house/test_rupa_peramban.py."""

import gzip
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from akun import terbuka
from akun.actor import Actor
from akun.models import User
from berkas import flow as berkas_flow
from berkas.putusan import Putusan
from inspektorat.models import Inspektorat
from jejak import outbox
from pengaduan import flow, flow_usulan
from pengaduan.models import BuktiDukung, Eskalasi, Pengaduan, PesanKasus
from pengaduan.status import Status
from pengaduan.views import apip_langkah, langkah
from sla import office
from sla.models import Kebijakan
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN
from tests.pengaduan.peramban import KEJADIAN, LENGKAP, PAKET, isi, mulai, unggahan, url
from tests.peramban import PERLU_CHROMIUM, Layar, pandang

pytestmark = [*PERLU_CHROMIUM, pytest.mark.usefixtures("kebijakan")]
Buka = Callable[..., Layar]
Ukuran = tuple[int, str | None]
SEMPIT = [(320, "light"), (320, "dark")]
LAYAR = [(320, "light"), (768, None), (1280, "dark")]  # between the two, only the width can differ
SANDI = "sandi-untuk-uji-halaman"
PANJANG = "Pembangunan " + "sangatpanjangtanpaspasi" * 5


def periksa(layar: Layar, jalan: str = "", *, status: int = 200, ukuran: Sequence[Ukuran] = LAYAR) -> None:
    """Open a page (or stay on this one) and look at it on every screen: its width, its console, and what axe says."""
    if jalan:
        page = layar.page
        page.set_viewport_size({"width": 320, "height": 800})
        jawaban = page.goto(jalan)
        assert jawaban is not None
        assert jawaban.status == status, (layar.siapa, jalan)
    pandang(layar, ukuran)


def bawa(layar: Layar, client: Client) -> Layar:
    """Go on in a real browser with what a test client has begun."""
    kuki = client.cookies[settings.SESSION_COOKIE_NAME].value
    layar.konteks.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": kuki, "url": layar.alamat}])
    return layar


def beri_bukti(p: Pengaduan, data: bytes, nama: str, **milik: Any) -> BuktiDukung:
    """A file that was examined."""
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile(nama, data), now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    return BuktiDukung.objects.create(pengaduan=p, berkas=berkas, dari="pengadu", **milik)


def test_the_steps_of_the_form_filled_in(buka: Buka, client: Client) -> None:
    berkas = [unggahan("foto.jpg", samples.jpeg_gps()), unggahan("aneh.pdf", samples.pdf_javascript())]
    draf = isi(client, bukti={"bukti": berkas, "sumber_lain": "Saksi Yohana Kenari Wambrauw, 0812-7777-0042"})
    for id_ in draf.bukti.values_list("berkas_id", flat=True):
        berkas_flow.periksa(berkas_id=id_, now=timezone.now())
    client.post(url("bukti"), {"bukti": unggahan("program.pdf", samples.exe())})
    layar = bawa(buka(), client)
    for nama in [*LENGKAP, "tinjau"]:
        periksa(layar, url(nama))
    periksa(layar, reverse("pengaduan:nanti"))
    periksa(layar, reverse("pengaduan:mulai"))


def test_the_steps_of_the_form_with_errors(buka: Buka, client: Client) -> None:
    mulai(client)
    salah = {
        "saluran": {"maksud": "suap"},
        "identitas": {"tingkat": "rahasia", "surel": "bukan-alamat", "nik": "1"},
        "paket": {**dict.fromkeys(PAKET, ""), "kode_rup": "abc", "nama_paket_tidak_tahu": "on"},
        "kejadian": {**KEJADIAN, "uraian": "", "teradu-0-peran": "", "teradu-1-nama": ""},
        "bukti": {"sumber_lain": ""},
    }
    for nama, data in salah.items():
        client.post(url(nama), data)
    layar = bawa(buka(), client)
    for nama in [*salah, "tinjau"]:
        periksa(layar, f"{url(nama)}?periksa=1")
    layar.page.get_by_role("button", name="Kirim pengaduan").click()
    expect(layar.page.get_by_role("alert").first).to_be_visible()
    periksa(layar)


def test_the_receipt(buka: Buka, client: Client) -> None:
    isi(client)
    client.post(url("tinjau"), {"setuju": "on"})
    layar = bawa(buka(), client)
    periksa(layar, reverse("pengaduan:terkirim"))
    periksa(layar, reverse("pengaduan:terkirim_cetak"))
    client.post(reverse("pengaduan:terkirim_simpan"))
    periksa(layar, reverse("pengaduan:terkirim"))


def test_pages_of_a_form_or_a_case_that_is_no_longer_open(buka: Buka, db: None) -> None:
    layar = buka()
    periksa(layar, reverse("pengaduan:mulai") + "?jalur=wbs")
    periksa(layar, url("paket"), status=404)
    periksa(layar, reverse("pengaduan:lanjut", args=["tidak-ada"]), status=404)
    periksa(layar, reverse("lacak"))
    layar.page.get_by_label("Nomor tiket").fill("PGD209901010001")
    layar.page.get_by_label("Token").fill("AAAA-AAAA-AAAA-AA")
    layar.page.locator("main form button[type=submit]").click()
    expect(layar.page.get_by_role("alert")).to_contain_text("tidak cocok")
    periksa(layar)


@pytest.mark.parametrize("status", [Status.VERIFIKASI, Status.PERLU_DILENGKAPI, Status.TIDAK_DAPAT, Status.SELESAI])
def test_the_status_page(status: str, buka: Buka, client: Client, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(status, orang)
    pesan = PesanKasus.objects.create(pengaduan=p, ruang="pengadu", dari="lkpp", isi="Halo " * 40, dibuat_pada=SENIN)
    beri_bukti(p, samples.pdf(), "surat-undangan-yang-namanya-panjang-sekali.pdf", pesan=pesan)
    sesi = client.session
    terbuka.ingat(sesi, p.nomor, now=timezone.now())
    sesi.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = sesi.session_key
    layar = bawa(buka(), client)
    periksa(layar, reverse("pengaduan:lacak_kasus"))
    periksa(layar, reverse("pengaduan:lacak_mengapa"))


@pytest.fixture
def meja(orang: dict[str, User]) -> dict[str, Pengaduan]:
    """A desk with a case in every status; the one under review has files of every kind."""
    kasus = {s: factories.bawa_ke(s, orang, nama_paket=f"{PANJANG} {s}") for s in Status.values}
    for data, nama in ((samples.jpeg_gps(), "foto.jpg"), (samples.pdf_javascript(), "aneh.pdf")):
        beri_bukti(kasus[Status.VERIFIKASI], data, nama, catatan="Diambil dari jalan raya")
        beri_bukti(kasus[Status.TINDAK_LANJUT_APIP], data, nama)
    penelaah, verifikator = Actor.of(orang["penelaah"]), Actor.of(orang["verifikator"])
    flow.ambil(pengaduan=kasus[Status.TELAAH], by=penelaah, now=timezone.now())
    kasus["usulan"] = factories.bawa_ke(Status.VERIFIKASI, orang)
    flow_usulan.usulkan(
        pengaduan=kasus["usulan"], langkah="tolak", alasan="spam", isi="Iklan.", by=verifikator, now=timezone.now()
    )
    lain = factories.InstansiFactory()
    kasus["surat"] = factories.bawa_ke(Status.SIAP_ESKALASI, orang, instansi=lain)
    Inspektorat.objects.filter(instansi=lain).update(status=Inspektorat.Status.TERDAFTAR)
    # gone by letter, before its inspectorate came onto the portal
    kasus["bersurat"] = factories.bawa_ke(Status.DIESKALASI, orang, instansi=factories.InstansiFactory())
    surat = factories.SuratKeluarFactory()
    Eskalasi.objects.filter(pengaduan=kasus["bersurat"]).update(jalur=Eskalasi.Jalur.SURAT, surat=surat)
    outbox.deliver(now=timezone.now())
    return kasus


def test_the_desk_and_the_case(buka: Buka, meja: dict[str, Pengaduan], orang: dict[str, User]) -> None:
    for siapa in ("verifikator", "penelaah", "pejabat_dpph", "pimpinan"):
        layar = buka(orang[siapa])
        periksa(layar, reverse("pengaduan:meja"))
        if siapa == "verifikator":
            periksa(layar, reverse("pengaduan:meja") + "?pandang=semua&q=pembangunan")
            periksa(layar, reverse("pengaduan:meja") + "?pandang=semua&q=tidakadasamasekali")
        for status in (Status.VERIFIKASI, Status.TINDAK_LANJUT_APIP):
            periksa(layar, reverse("pengaduan:kasus", args=[meja[status].nomor]))
        periksa(layar, reverse("pengaduan:tenggat", args=[meja[Status.TINDAK_LANJUT_APIP].nomor, 5]))
        periksa(layar, reverse("pengaduan:tenggat", args=[meja[Status.PERLU_DILENGKAPI].nomor, 2]))
        if siapa == "pimpinan":
            periksa(layar, reverse("pengaduan:kasus_cetak", args=[meja[Status.VERIFIKASI].nomor]))
            periksa(layar, reverse("pengaduan:massal"), status=403)


def test_the_step_pages_of_the_officers(buka: Buka, meja: dict[str, Pengaduan], orang: dict[str, User]) -> None:
    dilihat: set[str] = set()
    for siapa in ("verifikator", "penelaah", "pejabat_dpph"):
        telusuri(buka(orang[siapa]), orang[siapa], "", (*langkah.LANGKAH, *langkah.DI_KARTU), meja, dilihat)
    assert dilihat == {v.nama for v in (*langkah.LANGKAH, *langkah.DI_KARTU)}
    periksa(buka(orang["verifikator"]), reverse("pengaduan:eskalasi", args=[meja[Status.TERKIRIM].nomor]), status=409)


def telusuri(
    layar: Layar, user: User, awalan: str, semua: Iterable[Any], meja: dict[str, Pengaduan], dilihat: set[str]
) -> None:
    """Look at each step page that this person can open and that nobody has opened yet, and at its errors."""
    klien = factories.logged_in(user)
    for v in semua:
        for p in meja.values():
            jalan = reverse(f"pengaduan:{awalan}{v.nama}", args=[p.nomor])
            if v.nama not in dilihat and klien.get(jalan).status_code == 200:
                dilihat.add(v.nama)
                periksa(layar, jalan)
                kosongkan(layar)


def kosongkan(layar: Layar) -> None:
    """Press the button without having written anything, where the form asks for something: its errors."""
    page = layar.page
    isian = page.locator("main form textarea:visible, main form select:visible, main form [type=radio]")
    if isian.count() and not page.url.endswith(("/periksa/", "/telaah/")):
        for kotak in page.locator("main form textarea:visible").all():
            kotak.fill("")
        page.locator("main form button.tombol").last.click()
        expect(page.get_by_role("alert").first).to_be_visible()
        periksa(layar, ukuran=SEMPIT)


def test_the_pages_of_the_official_who_decides(buka: Buka, meja: dict[str, Pengaduan], orang: dict[str, User]) -> None:
    ditahan = meja[Status.VERIFIKASI].bukti.get(berkas__putusan=Putusan.KARANTINA)
    layar = buka(orang["pejabat_dpph"])
    periksa(layar, reverse("pengaduan:karantina", args=[ditahan.pengaduan.nomor, ditahan.pk]))
    lama = Kebijakan.objects.get(kode="pengaduan.verifikasi")
    kolom = {f.name: getattr(lama, f.name) for f in lama._meta.fields if f.name != "id"}
    Kebijakan.objects.create(**kolom | {"versi": 2, "jumlah": 5})
    office.forget()
    periksa(layar, reverse("pengaduan:tenggat_pindah", args=[meja[Status.VERIFIKASI].nomor, 2]))
    kosongkan(layar)
    page = layar.page
    page.goto(reverse("pengaduan:meja") + "?pandang=semua")
    for kotak in page.get_by_role("checkbox").all()[:3]:
        kotak.check()
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_label("Tugaskan kepada")).to_be_visible()
    periksa(layar)
    page.get_by_label("Tugaskan kepada").select_option(index=1)
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.get_by_role("table")).to_be_visible()
    periksa(layar)


def test_the_custodians_pages(buka: Buka, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.VERIFIKASI, orang, nama_paket=PANJANG)
    orang["penjaga_identitas"].set_password(SANDI)
    orang["penjaga_identitas"].save()
    layar = buka(orang["penjaga_identitas"])
    periksa(layar, reverse("pengaduan:penjaga"))
    periksa(layar, reverse("pengaduan:penjaga_buka", args=[p.nomor]))
    layar.page.locator("#id_password").fill(SANDI)
    layar.page.get_by_role("button", name="Lanjutkan").click()
    expect(layar.page.locator("#id_alasan")).to_be_visible()
    periksa(layar)
    layar.page.locator("#id_alasan").fill("Diminta pengadilan dengan penetapan nomor 12.")
    layar.page.get_by_role("button", name="Buka identitas").click()
    expect(layar.page.locator("main")).to_contain_text(factories.IDENTITAS.nama)
    periksa(layar)


def test_the_pages_of_an_inspectorate(buka: Buka, meja: dict[str, Pengaduan], orang: dict[str, User]) -> None:
    for siapa, status in (("admin_apip", Status.REVIU_HASIL), ("auditor_apip", Status.TINDAK_LANJUT_APIP)):
        layar = buka(orang[siapa])
        periksa(layar, reverse("pengaduan:apip_kotak"))
        periksa(layar, reverse("notifikasi:kotak"))
        periksa(layar, reverse("pengaduan:apip_kasus", args=[meja[status].nomor]))
        periksa(layar, reverse("pengaduan:apip_tenggat", args=[meja[status].nomor, 2]))
    dilihat: set[str] = set()
    telusuri(buka(orang["admin_apip"]), orang["admin_apip"], "apip_", apip_langkah.LANGKAH, meja, dilihat)
    assert dilihat == {v.nama for v in apip_langkah.LANGKAH}


# -- the keyboard --------------------------------------------------------------------------------------


def tab_sampai(page: Page, selektor: str, paling_banyak: int) -> None:
    """Press Tab until the focus stands on `selektor`; on the way the focus can always be seen.

    A page whose style sheet has not come yet draws nothing, and what is not drawn takes no focus.
    """
    page.wait_for_load_state()
    for _ in range(paling_banyak):
        page.keyboard.press("Tab")
        rupa = page.evaluate(
            "(() => { const e = document.activeElement, r = getComputedStyle(e), l = e.labels?.[0];"
            " const tanda = x => x && (x.outlineStyle !== 'none' || x.boxShadow !== 'none');"
            " return [e.outerHTML.slice(0, 120), tanda(r) || tanda(l && getComputedStyle(l, '::before'))] })()"
        )
        assert rupa[1], f"fokus tak terlihat: {rupa[0]}"
        if page.evaluate("s => document.activeElement.matches(s)", selektor):
            return
    pytest.fail(f"{selektor} tidak tercapai dengan {paling_banyak} kali Tab")


def test_the_keyboard_skips_the_head_and_reaches_the_main_action(buka: Buka, db: None) -> None:
    page = buka(lebar=360).page
    page.goto(reverse("pengaduan:mulai"))
    tab_sampai(page, ".govuk-skip-link", 1)
    assert page.locator(".govuk-skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    tab_sampai(page, "main form button.tombol", 3)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Apakah ini saluran yang tepat?")
    tab_sampai(page, "#id_maksud_0", 20)
    page.keyboard.press("Space")
    tab_sampai(page, "main form button.tombol", 5)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Identitas Anda")


def test_the_keyboard_reaches_the_case_from_the_desk(buka: Buka, orang: dict[str, User]) -> None:
    p = factories.bawa_ke(Status.TERKIRIM, orang)
    page = buka(orang["verifikator"]).page
    page.goto(reverse("pengaduan:meja"))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kasus/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(p.nama_paket)
    tab_sampai(page, "a.tombol[href$='/ambil/']", 40)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ambil kasus ini")
    tab_sampai(page, "main form button.tombol", 30)
    page.keyboard.press("Enter")
    expect(page.locator(".pesan-sistem")).to_contain_text("di tangan Anda")


# -- what a phone has to load ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "jalan", ["/", "/pengaduan/", "/surat/", "/surat/bantuan/", "/lacak/", "/bantuan/", "/privasi/", "/helpdesk/"]
)
def test_a_public_page_costs_at_most_100_kb(jalan: str, buka: Buka, db: None) -> None:
    layar, diterima = buka(lebar=360), []
    layar.page.on("response", lambda jawaban: diterima.append(jawaban))
    layar.page.goto(jalan, wait_until="load")
    berat = {}
    for jawaban in diterima:
        isi_jawaban = jawaban.body()
        if not jawaban.url.endswith(".woff2"):
            # static files leave compressed (WhiteNoise), pages as they are
            berat[jawaban.url] = len(gzip.compress(isi_jawaban) if "/static/" in jawaban.url else isi_jawaban)
    assert len(berat) >= 3
    assert sum(berat.values()) <= 100 * 1024, berat
