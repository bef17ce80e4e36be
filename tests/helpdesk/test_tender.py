"""The page of running tenders, and the import with a look beforehand."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from akun.models import User
from helpdesk import tender
from helpdesk.models import MejaLayanan, TenderBerjalan
from jejak.models import Jejak
from tests import factories
from tests.factories import SENIN

pytestmark = pytest.mark.django_db
CSV = "kode_tender,nama,tahap\n101,Puskesmas,4\n102,Komputer,6\n"


@pytest.fixture
def browser(petugas: dict[str, User]) -> Client:
    return factories.logged_in(petugas["mamuju"])


def unggah(browser: Client, isi: str | bytes, nama: str = "tender.csv", **lain: str) -> Any:
    data = isi.encode() if isinstance(isi, str) else isi
    return browser.post(reverse("helpdesk:tender_impor"), {"berkas": SimpleUploadedFile(nama, data), **lain})


def kini(meja: MejaLayanan) -> dict[str, int]:
    return dict(TenderBerjalan.objects.filter(meja=meja).values_list("kode_tender", "tahap"))


def test_one_by_one(browser: Client, meja: dict[str, MejaLayanan]) -> None:
    alamat = reverse("helpdesk:tender")
    browser.post(alamat, {"kode_tender": "101", "nama": "Puskesmas", "tahap": "4"})
    browser.post(alamat, {"kode_tender": "101", "nama": "Puskesmas", "tahap": "5"})
    assert kini(meja["mamuju"]) == {"101": 5}
    assert "5. Pembukaan penawaran" in browser.get(alamat).content.decode()
    assert browser.post(alamat, {"kode_tender": "", "nama": "x", "tahap": "13"}).status_code == 422
    browser.post(reverse("helpdesk:tender_selesai", args=[TenderBerjalan.objects.get().pk]))
    assert kini(meja["mamuju"]) == {}


@pytest.mark.parametrize(
    ("isi", "nama"),
    [
        (CSV, "tender.csv"),
        (CSV.replace(",", ";"), "tender.csv"),
        ("\ufeff" + CSV, "excel.csv"),
        (
            json.dumps(
                [
                    {"kode_tender": 101, "nama": "Puskesmas", "tahap": 4},
                    {"kode_tender": "102", "nama": "Komputer", "tahap": "6"},
                ]
            ),
            "t.json",
        ),
    ],
)
def test_nothing_is_written_before_the_second_click(
    isi: str, nama: str, browser: Client, meja: dict[str, MejaLayanan]
) -> None:
    jawaban = unggah(browser, isi, nama)
    assert jawaban.status_code == 200
    assert kini(meja["mamuju"]) == {}
    browser.post(reverse("helpdesk:tender_impor"), {"muatan": jawaban.context["muatan"]})
    assert kini(meja["mamuju"]) == {"101": 4, "102": 6}


def test_the_look_beforehand_says_what_is_new_changed_and_gone(browser: Client, meja: dict[str, MejaLayanan]) -> None:
    for kode, tahap in (("101", 4), ("102", 5), ("900", 1)):
        TenderBerjalan.objects.create(
            meja=meja["mamuju"], kode_tender=kode, nama="Puskesmas", tahap=tahap, diperbarui_pada=SENIN
        )
    jawaban = unggah(browser, CSV + "103,Jalan,1\n", ganti_semua="on")
    assert [b["kata"] for b in jawaban.context["baris"]] == ["tetap", "berubah", "baru"]
    assert jawaban.context["hapus"] == ["900"]
    browser.post(reverse("helpdesk:tender_impor"), {"muatan": jawaban.context["muatan"]})
    assert kini(meja["mamuju"]) == {"101": 4, "102": 6, "103": 1}


def test_every_bad_row_is_explained_and_nothing_is_kept(browser: Client, meja: dict[str, MejaLayanan]) -> None:
    jawaban = unggah(browser, CSV + "103,Jalan,13\n,Tanpa kode,2\n101,Dua kali,2\n104,Jalan,empat\n")
    halaman = jawaban.content.decode()
    assert jawaban.status_code == 422
    for kalimat in (
        "Tender ke-3: tahap harus 1 sampai 12",
        "Tender ke-4: kode atau nama",
        "Tender ke-5: kode 101",
        "ke-6",
    ):
        assert kalimat in halaman
    assert kini(meja["mamuju"]) == {}


@pytest.mark.parametrize("isi", [b"\xff\xfe\x00", b"[1, 2]", b"{", b"satu,dua\n1,2\n", b"PK\x03\x04", b"x" * 1_100_000])
def test_a_file_that_is_something_else(isi: bytes, browser: Client) -> None:
    jawaban = unggah(browser, isi)
    assert jawaban.status_code == 422
    assert "muatan" not in jawaban.context


def test_a_look_beforehand_belongs_to_whoever_took_it(browser: Client, petugas: dict[str, User]) -> None:
    muatan = unggah(browser, CSV).context["muatan"]
    asing = factories.logged_in(petugas["bontang"])
    for isi in (muatan, "", "AAAA", "bukan base64 !"):
        assert asing.post(reverse("helpdesk:tender_impor"), {"muatan": isi}).status_code == 404
    assert not TenderBerjalan.objects.exists()


def test_another_desk_neither_sees_nor_ends_a_tender(
    browser: Client, petugas: dict[str, User], meja: dict[str, MejaLayanan]
) -> None:
    browser.post(reverse("helpdesk:tender"), {"kode_tender": "101", "nama": "Puskesmas", "tahap": "4"})
    asing = factories.logged_in(petugas["bontang"])
    assert "Puskesmas" not in asing.get(reverse("helpdesk:tender")).content.decode()
    assert asing.post(reverse("helpdesk:tender_selesai", args=[TenderBerjalan.objects.get().pk])).status_code == 404


def test_the_operator_imports_at_the_command_line(tmp_path: Path, meja: dict[str, MejaLayanan], capsys: Any) -> None:
    berkas = tmp_path / "tender.csv"
    berkas.write_text(CSV)
    call_command("impor_tender", "LPSE-76.02", str(berkas))
    assert "2 tender baru, 0 diperbarui, 0 dihapus" in capsys.readouterr().out
    berkas.write_text("kode_tender,nama,tahap\n101,Puskesmas,5\n")
    call_command("impor_tender", "LPSE-76.02", str(berkas), "--ganti-semua")
    assert kini(meja["mamuju"]) == {"101": 5}
    assert TenderBerjalan.objects.tahapan(meja["mamuju"]) == [5]
    berkas.write_text("kode_tender,nama,tahap\n101,Puskesmas,0\n")
    for argumen in (("LPSE-76.02", str(berkas)), ("LPSE-00.00", str(berkas)), ("LPSE-76.02", str(tmp_path / "hilang"))):
        with pytest.raises(CommandError):
            call_command("impor_tender", *argumen)
    assert kini(meja["mamuju"]) == {"101": 5}


@pytest.mark.parametrize(
    ("siapa", "boleh"), [("mamuju", True), ("kepala", True), ("helpdesk", True), ("bontang", False)]
)
def test_who_may_import_for_a_desk(siapa: str, boleh: bool, meja: dict[str, MejaLayanan], pelaku: Any) -> None:
    try:
        tender.impor(meja=meja["mamuju"], isi=CSV.encode(), by=pelaku(siapa), now=SENIN)
    except PermissionDenied:
        assert not boleh
    assert bool(kini(meja["mamuju"])) == boleh


def test_an_import_leaves_its_line_on_the_trail(meja: dict[str, MejaLayanan], pelaku: Any) -> None:
    tender.impor(meja=meja["mamuju"], isi=CSV.encode(), by=pelaku("mamuju"), now=SENIN)
    baris = Jejak.objects.get(kejadian=tender.DIIMPOR)
    assert baris.data == {"baru": 2, "diubah": 0, "dihapus": 0}
