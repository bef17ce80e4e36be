"""The dossier is a white list: what stands in it, and what never does."""

import io
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from akun.actor import Actor
from akun.models import User
from berkas import cetak
from berkas import flow as berkas_flow
from pengaduan import bukti, dosir, flow, flow_apip, percakapan
from pengaduan.models import BuktiDukung, Eskalasi, Pengaduan
from pengaduan.status import Status
from tests.berkas import samples
from tests.factories import IDENTITAS, SENIN, bawa_ke

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "gudang")]
Orang = dict[str, User]
NAMA_BERKAS = "foto-rumah-yohana-kenari.pdf"
KATA_INTERNAL = "Catatan rapat internal kami"
KATA_PELAPOR = "Pesan pribadi dari pelapor"
NANTI = SENIN + timedelta(hours=2)


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""


def lampirkan(p: Pengaduan, isi: bytes, nama: str = NAMA_BERKAS, catatan: str = "") -> BuktiDukung:
    """Evidence that came with the complaint, examined by the gate."""
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile(nama, isi), now=NANTI)
    berkas_flow.periksa(berkas_id=berkas.id, now=NANTI)
    berkas.refresh_from_db()
    return percakapan.lampirkan(p, [(berkas, catatan)], by=Actor.pengadu(p.nomor))[0]


@pytest.fixture
def kenari(orang: Orang) -> Pengaduan:
    """A case at the inspectorate whose writer named himself wherever he could, and whose officers wrote notes."""
    p = bawa_ke(
        Status.VERIFIKASI,
        orang,
        uraian=f"Saya {IDENTITAS.nama} ({IDENTITAS.surel}, {IDENTITAS.telepon}) melihat syarat alat berat diubah.",
        sumber_lain=f"Hubungi {IDENTITAS.telepon} atau NIK {IDENTITAS.nomor_identitas}",
        lokasi="Dekat rumah Yohana",
        tidak_tahu={"hps": "Yohana tidak tahu"},
    )
    by = {nama: Actor.of(user) for nama, user in orang.items()}
    lampirkan(p, samples.pdf(), catatan=f"Difoto oleh {IDENTITAS.nama}")
    flow.catat(pengaduan=p, isi=KATA_INTERNAL, by=by["verifikator"], now=NANTI)
    percakapan.tulis_pelapor(pengaduan=p, isi=KATA_PELAPOR, by=Actor.pengadu(p.nomor), now=NANTI)
    _sampai_apip(p, by)
    return p


def _sampai_apip(p: Pengaduan, by: dict[str, Actor]) -> None:
    from tests import factories

    factories._telaah(p, by, NANTI)
    factories._siapkan(p, by, NANTI)
    flow.eskalasi(pengaduan=p, by=by["pejabat_dpph"], now=NANTI)


def berjalan(p: Pengaduan) -> Eskalasi:
    eskalasi = flow_apip.berjalan(p)
    assert eskalasi is not None
    return eskalasi


TERLARANG = (
    *IDENTITAS.nama.split(),
    IDENTITAS.surel,
    IDENTITAS.telepon,
    IDENTITAS.nomor_identitas,
    NAMA_BERKAS,
    KATA_INTERNAL,
    KATA_PELAPOR,
    samples.PENULIS,
    "Ibu Verifikator",
    "Ibu Penelaah",
    "Ibu Pejabat",
)


def bersih(teks: str) -> None:
    """None of the canaries sings."""
    assert [kata for kata in TERLARANG if kata.casefold() in teks.casefold()] == []


def test_the_dossier_holds_the_complaint_without_the_complainant(kenari: Pengaduan) -> None:
    d = dosir.susun(kenari, berjalan(kenari))
    bersih(repr(asdict(d)))
    assert "melihat syarat alat berat diubah" in d.uraian
    assert d.teradu == (("Pokja Pemilihan", "Pokja 3"), ("Penyedia atau pelaku usaha", "PT Contoh Jaya"))
    assert (d.kode_rup, d.kode_tender, d.hps) == (("56123407",), "10102858000", 8_312_775_000)


def test_page_paper_and_download_tell_nothing_more(kenari: Pengaduan, masuk: Callable[[str], Client]) -> None:
    browser = masuk("admin_apip")
    for alamat in ("", "bukti/1/", "dosir.pdf", "terima/"):
        answer = browser.get(f"/pengaduan/apip/{kenari.nomor}/{alamat}")
        bersih(str(answer.headers))
        isi = b"".join(answer.streaming_content) if answer.streaming else answer.content
        bersih(isi.decode("latin-1"))
        if alamat == "dosir.pdf":
            kertas = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(isi)).pages)
            bersih(kertas)
            assert "syarat alat berat diubah" in " ".join(kertas.split())
    bersih(browser.get("/pengaduan/apip/").content.decode())


def test_no_internal_id_stands_on_the_page(kenari: Pengaduan, masuk: Callable[[str], Client]) -> None:
    """Files are addressed by their place; ids far apart from the places make the difference visible."""
    page = masuk("admin_apip").get(f"/pengaduan/apip/{kenari.nomor}/").content.decode()
    satu = BuktiDukung.objects.get(pengaduan=kenari)
    for rahasia in (str(satu.berkas_id), satu.berkas.sha256, str(satu.segel_id), str(kenari.segel_id)):
        assert rahasia not in page
    assert f"/pengaduan/apip/{kenari.nomor}/bukti/1/" in page


def test_the_copy_that_leaves_is_the_cleaned_one_under_a_name_that_tells_nothing(
    kenari: Pengaduan, masuk: Callable[[str], Client]
) -> None:
    answer = masuk("admin_apip").get(f"/pengaduan/apip/{kenari.nomor}/bukti/1/")
    assert samples.PENULIS.encode() not in b"".join(answer.streaming_content)
    assert BuktiDukung.objects.get(pengaduan=kenari).berkas.nama_aman in answer["Content-Disposition"]


def test_a_recording_without_a_clean_copy_is_marked_and_stays(orang: Orang, masuk: Callable[[str], Client]) -> None:
    p = bawa_ke(Status.DIESKALASI, orang)
    satu = lampirkan(p, samples.pdf(), "rekaman.pdf")
    type(satu.berkas).objects.filter(pk=satu.berkas_id).update(punya_salinan=False, jenis="rekaman")
    (b,) = dosir.susun(p, berjalan(p)).bukti
    assert not b.bisa_diunduh
    assert "Rekaman" in b.keterangan[0]
    assert masuk("admin_apip").get(f"/pengaduan/apip/{p.nomor}/bukti/1/").status_code == 404


def test_files_that_complete_the_complaint_travel_and_those_of_the_chat_do_not(orang: Orang) -> None:
    p = bawa_ke(Status.PERLU_DILENGKAPI, orang)
    pelapor, now = Actor.pengadu(p.nomor), NANTI
    berkas = [SimpleUploadedFile("tambahan.pdf", samples.pdf())]
    bukti.balas(pengaduan=p, isi="Ini tambahannya.", unggahan=berkas, melengkapi=True, alamat="", by=pelapor, now=now)
    berkas = [SimpleUploadedFile("ktp.pdf", samples.pdf())]
    bukti.balas(pengaduan=p, isi="Untuk LKPP saja.", unggahan=berkas, melengkapi=False, alamat="", by=pelapor, now=now)
    assert [b.berkas.nama_asli for b in dosir.bukti_terbuka(p)] == ["tambahan.pdf"]


def test_for_the_anonymous_there_are_days_only(orang: Orang) -> None:
    p = bawa_ke(Status.DIESKALASI, orang, tingkat="anonim")
    d = dosir.susun(p, berjalan(p))
    assert type(d.diterima).__name__ == "date"
    assert d.diterima == SENIN.date()


def test_any_script_prints_well_on_paper(orang: Orang) -> None:
    p = bawa_ke(Status.DIESKALASI, orang, uraian="ꦗꦮ <b>tebal</b> & ñandú 陳 🙂 " + "panjang" * 300)
    isi = cetak.pdf("pengaduan/apip/dosir_pdf.html", {"dosir": dosir.susun(p, berjalan(p)), "dicetak": NANTI})
    reader = pypdf.PdfReader(io.BytesIO(isi))
    teks = "".join(page.extract_text() for page in reader.pages).replace("\x00", "")
    assert "<b>tebal</b> & ñandú" in teks
    assert p.nomor in teks
    fonts = {str(f["/BaseFont"]) for page in reader.pages for f in page["/Resources"]["/Font"].values()}
    assert any("Plus-Jakarta" in f or "PlusJakarta" in f for f in fonts)


def test_letters_that_cannot_be_drawn_do_not_reach_the_log(orang: Orang, caplog: pytest.LogCaptureFixture) -> None:
    p = bawa_ke(Status.DIESKALASI, orang, uraian="ꦗꦮ 陳 " * 20)
    cetak.pdf("pengaduan/apip/dosir_pdf.html", {"dosir": dosir.susun(p, berjalan(p)), "dicetak": NANTI})
    assert caplog.text == ""


def test_without_pango_the_page_says_what_to_do(
    kenari: Pengaduan, masuk: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = masuk("admin_apip").get(f"/pengaduan/apip/{kenari.nomor}/dosir.pdf")
    assert answer.status_code == 503
    assert "belum dapat membuat PDF" in answer.content.decode()
