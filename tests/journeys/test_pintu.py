"""Every door of the portal, tried by everybody: strangers, each role, the wrong inspectorate, a conflicted officer."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import JsonResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from akun.actor import APIP, LKPP, PENANGAN, PETUGAS, Peran
from akun.door import KeyDoor
from akun.models import User
from berkas import flow as berkas_flow
from jejak import outbox
from notifikasi.models import Pesan
from pengaduan.models import BuktiDukung, Pengaduan
from pengaduan.status import Status
from pengaduan.views import apip_langkah, langkah
from persuratan.views.keluar_langkah_surat import LANGKAH as LANGKAH_KELUAR
from tests import factories
from tests.berkas import samples
from tests.factories import SENIN
from tests.journeys import pintu_helpdesk, pintu_laporan, pintu_layanan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
UMUM: dict[str, int] = {
    "beranda": 200,
    "lacak": 200,
    "bantuan": 200,
    "privasi": 200,
    "aksesibilitas": 200,
    "bahasa": 302,
    "sehat": 200,
    "healthz": 503,  # nothing has swept yet
    "tema": 405,
    "akun:tema": 405,
    "akun:instansi": 200,
    "persuratan:kirim": 200,
    "persuratan:bantuan": 200,
    "persuratan:progres": 302,
    "persuratan:jawaban_pdf": 404,
    "persuratan:progres_jelaskan": 405,
    "persuratan:progres_tutup": 405,
    "keaslian:cek": 200,
    "keaslian:unggah": 405,
    "keaslian:surat": 302,
    "keaslian:tutup": 405,
    **dict.fromkeys([f"keaslian:{n}" for n in ("salinan", "halaman", "hasil_pdf", "gambar")], 404),
    "keaslian:hasil": 302,
    "keaslian:qr": 302,
    **pintu_helpdesk.UMUM,
    **pintu_layanan.UMUM,
    **pintu_laporan.UMUM,
    "pengaduan:mulai": 200,
    "pengaduan:saran_instansi": 200,
    "pengaduan:saran_wilayah": 200,
    "pengaduan:lanjut": 404,
    **dict.fromkeys(
        [f"pengaduan:baru_{n}" for n in ("saluran", "identitas", "paket", "kejadian", "bukti", "tinjau")], 404
    ),
    "pengaduan:nanti": 404,
    **dict.fromkeys([f"pengaduan:terkirim{n}" for n in ("", "_cetak", "_pdf")], 302),
    "pengaduan:terkirim_simpan": 405,
    "pengaduan:lacak_kasus": 302,
    "pengaduan:lacak_mengapa": 302,
    "pengaduan:buka_dari_surat": 405,
    "pengaduan:lacak_tulis": 302,
    "pengaduan:lacak_izinkan": 302,
    "pengaduan:lacak_berkas": 302,
    "pengaduan:lacak_tutup": 405,
}
MEJA = frozenset(LKPP - {Peran.ADMIN_SISTEM})
BERAKUN = frozenset({Peran.PENGADU, *PETUGAS})
PENJAGA = frozenset({Peran.PENJAGA_IDENTITAS})
TU = frozenset({Peran.PETUGAS_TU})
DARI_SURAT = MEJA
PERAN: dict[str, frozenset[Peran]] = {
    "meja": BERAKUN,
    "akun:saya": BERAKUN,
    **{f"persuratan:{n}": BERAKUN for n in ("tulis", "data_saya", "milik", "surat_saya", "jelaskan")},
    **{f"persuratan:terkirim{n}": BERAKUN for n in ("", "_cetak", "_pdf", "_simpan")},
    "pengaduan:dari_surat": DARI_SURAT,
    **{f"persuratan:tu{n}": TU for n in ("", "_catat", "_tercatat", "_tanda_terima", "_impor", "_templat")},
    **{f"persuratan:tu_{n}": TU for n in ("surat", "teruskan", "kembalikan", "arsipkan", "ditahan")},
    **{f"persuratan:{n}": MEJA for n in ("masuk", "saran_orang", "surat", "surat_berkas", "lembar_disposisi")},
    **{f"persuratan:{n}": MEJA for n in ("terima", "disposisikan", "mulai", "jawab", "tanya", "selesaikan")},
    **{f"persuratan:{n}": MEJA for n in ("arsipkan", "putuskan_berkas")},
    **{f"persuratan:disposisi_{n}": MEJA for n in ("teruskan", "laporkan", "kembalikan", "tarik")},
    **{f"persuratan:{n}": MEJA for n in ("keluar", "keluar_baru", "keluar_mulai", "keluar_jawab", "keluar_bersama")},
    **{f"persuratan:keluar_{n}": MEJA for n in ("surat", "ubah", "pdf", "gambar", "lampiran")},
    **{f"persuratan:keluar_{v.nama}": MEJA for v in LANGKAH_KELUAR},
    "persuratan:keluar_buku": TU,
    **{f"persuratan:kepercayaan{n}": frozenset({Peran.ADMIN_SISTEM}) for n in ("", "_tambah", "_nyalakan")},
    "notifikasi:kotak": PETUGAS,
    "notifikasi:baca_semua": PETUGAS,
    "notifikasi:buka": PETUGAS,
    "pengaduan:meja": MEJA,
    "pengaduan:massal": PENANGAN,
    "pengaduan:kasus": PENANGAN | {Peran.PIMPINAN},
    "pengaduan:kasus_cetak": PENANGAN | {Peran.PIMPINAN},
    "pengaduan:kasus_berkas": PENANGAN,
    "pengaduan:tenggat": PENANGAN | {Peran.PIMPINAN},
    "pengaduan:tenggat_pindah": PENANGAN,
    "pengaduan:karantina": PENANGAN,
    **{f"pengaduan:{v.nama}": PENANGAN for v in (*langkah.LANGKAH, *langkah.DI_KARTU)},
    "pengaduan:penjaga": PENJAGA,
    "pengaduan:penjaga_buka": PENJAGA,
    "pengaduan:apip_kotak": APIP,
    **{f"pengaduan:apip_{n}": APIP for n in ("kasus", "dosir", "bukti", "lampiran", "tenggat", "identitas")},
    **{f"pengaduan:apip_{v.nama}": APIP for v in apip_langkah.LANGKAH},
}
TENGGAT = frozenset({Peran.ADMIN_SISTEM, Peran.PIMPINAN, Peran.PEJABAT_DPPH})
PERAN |= {f"sla:{n}": TENGGAT for n in ("ringkas", "kebijakan", "libur", "musim", "kalender", "coba", "perubahan")}
PERAN |= pintu_helpdesk.PERAN | pintu_layanan.PERAN | pintu_laporan.PERAN
PERAN |= dict.fromkeys(
    [
        *(f"sla:libur_{n}" for n in ("tambah", "ubah", "hapus")),
        *("sla:ketetapan", "sla:musim_tambah", "sla:musim_hapus"),
        *("sla:kalender_tambah", "sla:kalender_ubah", "sla:versi_baru"),
    ],
    frozenset({Peran.ADMIN_SISTEM}),
)
ORANG = [str(p) for p in Peran if p != Peran.SISTEM]
TERBUKA = {200, 302, 403, 404, 405, 409}  # behind the door the page decides for itself; below, case by case


def pintu(resolver: Any = None, awalan: str = "") -> Iterator[tuple[str, URLPattern]]:
    """All our own URLs by name; the pages of allauth and of the admin have tests of their own (tests/akun)."""
    for pola in (resolver or get_resolver()).url_patterns:
        if isinstance(pola, URLResolver):
            if pola.namespace != "admin":
                yield from pintu(pola, f"{awalan}{pola.namespace}:" if pola.namespace else awalan)
        elif not pola.callback.__module__.startswith(("allauth.", "django.views.generic")):
            yield f"{awalan}{pola.name}", pola


@cache
def pola() -> dict[str, URLPattern]:
    """All of them by name; the tree is walked once."""
    return dict(pintu())


@pytest.fixture
def kasus(orang: dict[str, User]) -> Pengaduan:
    """A case at the inspectorate of Boven Digoel, with a file that was examined."""
    p = factories.bawa_ke(Status.TINDAK_LANJUT_APIP, orang, token="AAAA-AAAA-AAAA-AA")
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("a.jpg", samples.jpeg_gps()), now=SENIN)
    berkas_flow.periksa(berkas_id=berkas.pk, now=SENIN)
    BuktiDukung.objects.create(pengaduan=p, berkas=berkas, dari="pengadu")
    return p


def alamat(nama: str, p: Pengaduan) -> str:
    """The address of a page, about this case where it is about a case."""
    perlu = pola()[nama].pattern.converters
    isian: dict[str, Any] = {"nomor": p.nomor, "ke": 1, "pk": 1, "kunci": "tidak-ada"}
    if "bukti_id" in perlu:
        isian["bukti_id"] = p.bukti.get().pk
    isian |= {"periksa_id": uuid.UUID(int=0), "token": "AAAA-AAAA-AAAA-AB"}
    isian |= {"kode": "pengaduan.verifikasi", "kalender": "lkpp", "tahun": 2027, "lampiran_id": 1}
    isian |= {"tanya": "tidak-ada", "unit": "TIDAK-ADA", "regu_id": 1}
    isian |= {"jenis": "tidak-ada", "triwulan": "2026-1"}
    isian |= {"dataset": "tidak-ada", "versi": 1} | pintu_laporan.isian(nama)
    return reverse(nama, kwargs={k: isian[k] for k in perlu})


def test_every_url_stands_in_the_table() -> None:
    assert sorted(dict(pintu())) == sorted({*UMUM, *PERAN, *pintu_laporan.KUNCI})


def test_a_stranger_opens_public_pages_and_is_sent_to_the_login_elsewhere(kasus: Pengaduan, client: Client) -> None:
    umum = {nama: client.get(alamat(nama, kasus)) for nama in UMUM}
    assert {nama: jawaban.status_code for nama, jawaban in umum.items()} == UMUM
    for nama, jawaban in umum.items():
        periksa_pintu(nama, jawaban)
    for nama in PERAN:
        jawaban = client.get(alamat(nama, kasus))
        periksa_pintu(nama, jawaban)
        assert jawaban.status_code == 302, nama
        assert jawaban["Location"].startswith("/akun/login/?next="), nama


def test_every_door_is_marked_as_the_table_says() -> None:
    tanda = {nama: pola.callback.door for nama, pola in pintu()}  # type: ignore[attr-defined]
    berkunci = {nama: tanda.pop(nama) for nama in pintu_laporan.KUNCI}
    assert all(isinstance(door, KeyDoor) for door in berkunci.values())
    assert tanda == {**dict.fromkeys(UMUM, "public"), **PERAN}


@pytest.mark.parametrize("siapa", ORANG)
def test_each_role_enters_its_doors_and_no_other(siapa: str, kasus: Pengaduan, orang: dict[str, User]) -> None:
    browser = factories.logged_in(orang[siapa])
    asing = {boleh: nama for nama, boleh in PERAN.items() if siapa not in boleh}  # one door per kind is knocked at
    for nama in [n for n, boleh in PERAN.items() if siapa in boleh]:
        jawaban = browser.get(alamat(nama, kasus))
        periksa_pintu(nama, jawaban)
        assert jawaban.status_code in TERBUKA, nama
        assert "bukan untuk peran Anda" not in isi(jawaban), nama
    for nama in asing.values():
        jawaban = browser.get(alamat(nama, kasus))
        periksa_pintu(nama, jawaban)
        assert jawaban.status_code == 403, nama
        assert kasus.nama_paket not in isi(jawaban), nama


def isi(jawaban: Any) -> str:
    """The text of a page; a download is read to its end."""
    return jawaban.getvalue().decode(errors="replace")


@pytest.mark.parametrize("siapa", ["orang_luar", "auditor_luar", "auditor_lain"])
def test_a_case_of_others_does_not_exist_for_an_inspector(siapa: str, kasus: Pengaduan, orang: dict[str, User]) -> None:
    luar, dalam = orang["orang_luar"].instansi, orang["admin_apip"].instansi
    orang["auditor_luar"] = factories.UserFactory(peran=Peran.AUDITOR_APIP, instansi=luar)
    orang["auditor_lain"] = factories.UserFactory(peran=Peran.AUDITOR_APIP, instansi=dalam)
    factories.aktifkan(luar)
    browser = factories.logged_in(orang[siapa])
    for nama in [n for n, boleh in PERAN.items() if boleh == APIP and n not in pintu_layanan.TANPA_KASUS]:
        for jawaban in (browser.get(alamat(nama, kasus)), browser.post(alamat(nama, kasus))):
            if jawaban.headers.get("Location", "").startswith("/akun/reauthenticate/"):
                continue  # asked who he is before anything is looked up
            assert jawaban.status_code in {404, 405}, nama
            assert kasus.nama_paket not in isi(jawaban), nama
    assert kasus.nomor not in isi(browser.get(reverse("pengaduan:apip_kotak")))


@pytest.mark.parametrize("siapa", ["verifikator", "penelaah", "pejabat_dpph"])
def test_with_a_conflict_of_interest_there_is_no_such_case(
    siapa: str, kasus: Pengaduan, orang: dict[str, User]
) -> None:
    orang[siapa].konflik.add(kasus.instansi)
    browser = factories.logged_in(orang[siapa])
    for nama in [
        n for n, boleh in PERAN.items() if siapa in boleh <= PENANGAN | {Peran.PIMPINAN} and n.startswith("pengaduan:")
    ]:
        if nama == "pengaduan:massal":
            assert kasus.nomor not in isi(browser.post(alamat(nama, kasus), {"aksi": "tugaskan", "pilih": kasus.nomor}))
        else:
            assert browser.get(alamat(nama, kasus)).status_code == 404, nama
            assert browser.post(alamat(nama, kasus)).status_code in {404, 405}, nama
    assert kasus.nomor not in isi(browser.get(reverse("pengaduan:meja"), {"pandang": "semua"}, follow=True))


def test_an_auditor_reads_only_what_was_assigned_and_signs_nothing(kasus: Pengaduan, orang: dict[str, User]) -> None:
    browser = factories.logged_in(orang["auditor_apip"])
    status = {v.nama: browser.get(alamat(f"pengaduan:apip_{v.nama}", kasus)).status_code for v in apip_langkah.LANGKAH}
    assert status == {
        "terima": 403,
        "tugaskan": 403,
        "laporkan": 403,
        "minta_klarifikasi": 200,
        "kemajuan": 200,
        "tulis": 200,
        "kembalikan": 403,
    }


def test_a_message_of_somebody_else_is_not_here(kasus: Pengaduan, orang: dict[str, User]) -> None:
    outbox.deliver(now=SENIN + timedelta(days=1))
    pesan = Pesan.objects.filter(kanal=Pesan.Kanal.PORTAL, user__isnull=False).first()
    assert pesan is not None
    lain = next(u for u in orang.values() if u != pesan.user and u.peran == Peran.PETUGAS_TU)
    assert factories.logged_in(lain).get(reverse("notifikasi:buka", args=[pesan.pk])).status_code in {404, 405}
    assert factories.logged_in(lain).post(reverse("notifikasi:buka", args=[pesan.pk])).status_code in {404, 405}


def test_the_complainants_page_opens_his_own_files_only(kasus: Pengaduan, client: Client) -> None:
    lain = factories.ajukan(token="BBBB-BBBB-BBBB-BB")
    client.post(reverse("lacak"), {"nomor": lain.nomor, "token": "BBBB-BBBB-BBBB-BB"})
    assert client.get(reverse("pengaduan:lacak_kasus")).status_code == 200
    assert client.get(alamat("pengaduan:lacak_berkas", kasus)).status_code == 404


@pytest.mark.parametrize("siapa", ["", "pengadu", "verifikator"])
def test_nothing_is_changed_without_the_csrf_token(siapa: str, kasus: Pengaduan, orang: dict[str, User]) -> None:
    browser = factories.logged_in(orang[siapa]) if siapa else Client()
    browser.handler.enforce_csrf_checks = True
    for nama, pola in pintu():
        if nama.startswith("api:"):
            continue  # it only reads, and no session counts there: there is nothing to forge
        assert not getattr(pola.callback, "csrf_exempt", False), nama
        if siapa in {"", *(str(p) for p in PERAN.get(nama, ()))}:
            jawaban = browser.post(alamat(nama, kasus))
            assert jawaban.status_code == 403, nama
            assert "csrf" in jawaban.templates[0].name, nama
    kasus.refresh_from_db()
    assert kasus.status == Status.TINDAK_LANJUT_APIP


TAJUK = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
UMPAN = ("application/rss+xml", "text/calendar")
DIRECTIVES = {k: sorted(v) for k, v in settings.CONTENT_SECURITY_POLICY.items()}


def periksa_tajuk(jawaban: Any, csp: str = "", *, data_terbuka: bool = False) -> None:
    """What every answer carries."""
    halaman = jawaban.request["PATH_INFO"]
    punya_tajuk = {k: jawaban.headers.get(k) for k in TAJUK}
    if data_terbuka and punya_tajuk["Cross-Origin-Resource-Policy"] == "cross-origin":
        punya_tajuk["Cross-Origin-Resource-Policy"] = "same-origin"  # open data, and only that, may be read anywhere
    assert punya_tajuk == TAJUK, halaman
    assert "camera=()" in jawaban.headers["Permissions-Policy"], halaman
    # names of places and institutions, and public notices, may be kept for a while
    boleh_disimpan = (
        data_terbuka or isinstance(jawaban, JsonResponse) or jawaban.headers["Content-Type"].startswith(UMPAN)
    )
    assert "no-store" in jawaban.headers["Cache-Control"] or boleh_disimpan, halaman
    punya = jawaban.headers["Content-Security-Policy"]
    if csp:
        assert punya == csp, halaman
    else:
        bagian = [d.split() for d in punya.split(";") if d.strip()]
        assert {b[0]: sorted(b[1:]) for b in bagian} == DIRECTIVES, halaman


def periksa_pintu(nama: str, jawaban: Any) -> None:
    """What every answer of this door carries, a download as well."""
    unduhan = "attachment" in jawaban.headers.get("Content-Disposition", "")
    csp = "sandbox; default-src 'none'" if unduhan else ""
    periksa_tajuk(jawaban, csp=csp, data_terbuka=nama in pintu_laporan.DATA_TERBUKA)


def test_whatever_is_sent_to_a_door_its_answer_carries_the_headers(kasus: Pengaduan, orang: dict[str, User]) -> None:
    # what the doors answer to a visit is looked at where every role visits them, above
    for siapa in ("", "verifikator", "admin_apip", "penjaga_identitas", "admin_sistem"):
        browser = factories.logged_in(orang[siapa]) if siapa else Client()
        for nama in [n for n, boleh in PERAN.items() if siapa in boleh] if siapa else [*UMUM, *PERAN]:
            jawaban = browser.post(alamat(nama, kasus))
            periksa_pintu(nama, jawaban)
            isi(jawaban)


def test_failures_carry_the_headers_and_speak_indonesian(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    tidak_ada = client.get("/tidak-ada/")
    periksa_tajuk(tidak_ada)
    assert tidak_ada.status_code == 404
    asing = client.get("/", headers={"host": "jahat.example"})
    assert asing.status_code == 400
    periksa_tajuk(asing)
    monkeypatch.setattr("lkpp_portal.views.janji_bulan_ini", lambda: 1 / 0)
    rusak = client.get("/")
    assert rusak.status_code == 500
    periksa_tajuk(rusak)
    assert re.search(r"Kode rujukan: <b[^>]*>[0-9A-F]{8}<", rusak.content.decode())


def test_static_files_carry_the_headers_too(client: Client) -> None:
    jawaban = client.get("/static/portal.css")
    assert "govuk" in isi(jawaban)
    assert {k: jawaban.headers.get(k) for k in ("X-Content-Type-Options", "Referrer-Policy")} == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def test_downloads_are_attachments_in_a_sandbox(kasus: Pengaduan, orang: dict[str, User]) -> None:
    unduhan = {"verifikator": "pengaduan:kasus_berkas", "auditor_apip": "pengaduan:apip_bukti"}
    for siapa, nama in unduhan.items():
        jawaban = factories.logged_in(orang[siapa]).get(alamat(nama, kasus))
        assert jawaban.status_code == 200
        assert jawaban.headers["Content-Disposition"].startswith("attachment")
        assert jawaban.headers["Content-Type"] == "image/jpeg"
        assert jawaban.getvalue().startswith(b"\xff\xd8")
        periksa_tajuk(jawaban, csp="sandbox; default-src 'none'")
