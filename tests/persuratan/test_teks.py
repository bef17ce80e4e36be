"""The words of a letter's PDF: read in the child, kept nowhere, findable; of a secret letter never."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from weasyprint import HTML

from akun import blind
from akun.actor import Actor
from akun.models import Pejabat, Unit, User
from berkas import flow as berkas_flow
from berkas import sandbox
from berkas.limits import TEXT
from berkas.models import Berkas
from lkpp_portal import rotation
from persuratan import flow_masuk, tasks, teks
from persuratan.models import SuratMasuk
from tests.factories import SENIN


def halaman(isi: bytes, font: pikepdf.Dictionary | None = None) -> bytes:
    """A PDF with one page of this content stream."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        huruf = font or pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=huruf))
        page.obj.Contents = pdf.make_stream(isi)
        pdf.save(out)
    return out.getvalue()


def baca(pdf: bytes) -> tuple[str, str | None]:
    """What the child reads, and its reason for reading nothing."""
    with sandbox.private_file() as polos, sandbox.private_file() as hasil:
        polos.write(pdf)
        polos.flush()
        jawaban = sandbox.run(polos, "teks_pdf", "application/pdf", hasil).answer
        assert jawaban is not None
        hasil.seek(0)
        return hasil.read().decode(), jawaban.get("alasan")


def diterima(isi: bytes, nama: str = "s.pdf") -> Berkas:
    row = berkas_flow.terima(unggahan=SimpleUploadedFile(nama, isi, "application/pdf"), now=SENIN)
    berkas_flow.periksa(berkas_id=row.pk, now=SENIN)
    row.refresh_from_db()
    return row


def test_fonts_with_a_map_of_their_own_are_read() -> None:
    isi, alasan = baca(HTML(string="<p>Nama Paket: Jembatan &amp; Jalan</p><p>Kode RUP 56123407</p>").write_pdf())
    assert (isi, alasan) == ("Nama Paket: Jembatan & Jalan\nKode RUP 56123407", None)


def test_plain_fonts_gaps_and_lines_are_read() -> None:
    isi, _ = baca(halaman(b"BT /F1 12 Tf 50 800 Td (Peng) Tj [(a)-10(duan)-400(tender)] TJ 0 -20 Td (Kedua) Tj ET"))
    assert isi == "Pengaduan tender\nKedua"


@pytest.mark.parametrize(
    "isi",
    [b"", b"BT (tanpa huruf) Tj", b"BT /F9 1 Tf (x) Tj ET", b"Q Q Q ET", b"[(a) /x 3] TJ", b"<zz> Tj", b"Tf Td Tm"],
)
def test_a_broken_page_is_no_accident(isi: bytes) -> None:
    assert baca(halaman(isi))[1] in {None, "rusak"}


def test_forms_within_forms_come_to_an_end() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100))
        form = pdf.make_stream(b"/X Do")
        form.Subtype, form.Type = pikepdf.Name.Form, pikepdf.Name.XObject
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.obj.Contents = pdf.make_stream(b"/X Do")
        pdf.save(out)
    assert baca(out.getvalue()) == ("", None)


def test_text_ends_at_its_bound() -> None:
    isi, alasan = baca(halaman(b"BT /F1 1 Tf " + b"(kata ) Tj " * 80_000 + b"ET"))
    assert alasan is None
    assert TEXT * 0.9 < len(isi) <= TEXT


@pytest.mark.parametrize("isi", [b"bukan pdf", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_has_no_words(isi: bytes) -> None:
    assert baca(isi)[0] == ""


@pytest.fixture
def bersurat(surat: Callable[..., SuratMasuk]) -> Callable[[str], SuratMasuk]:
    def buat(kerahasiaan: str) -> SuratMasuk:
        row = surat(kerahasiaan)
        isi = halaman(b"BT /F1 12 Tf 50 800 Td (Irigasi Mandobo) Tj ET")
        SuratMasuk.objects.filter(pk=row.pk).update(berkas=diterima(isi))
        row.refresh_from_db()
        return row

    return buat


@pytest.mark.parametrize(("kerahasiaan", "ketemu"), [("biasa", 1), ("terbatas", 1), ("rahasia", 0)])
def test_a_letter_is_found_by_its_pdf_unless_it_is_secret(
    bersurat: Callable[[str], SuratMasuk], kerahasiaan: str, ketemu: int
) -> None:
    row = bersurat(kerahasiaan)
    assert tasks.baca_teks() == ketemu
    assert SuratMasuk.objects.filter(cari__contains=blind.query("irigasi")).count() == ketemu
    assert SuratMasuk.objects.filter(cari__contains=blind.query(row.nomor)).count() == 1
    assert tasks.baca_teks() == 0  # once


def test_nothing_is_read_before_the_gate_has_taken_the_file(surat: Callable[..., SuratMasuk]) -> None:
    row = surat()
    berkas = berkas_flow.terima(unggahan=SimpleUploadedFile("s.pdf", halaman(b""), "application/pdf"), now=SENIN)
    SuratMasuk.objects.filter(pk=row.pk).update(berkas=berkas)
    assert not teks.belum().exists()
    assert teks.ambil(berkas) == ""


def test_a_letter_sent_on_to_another_post_keeps_the_words_of_its_pdf(
    bersurat: Callable[[str], SuratMasuk], orang: dict[str, User]
) -> None:
    row = bersurat("biasa")
    teks.sapu()
    lain = Pejabat.objects.create(jabatan="Kepala Biro Contoh", unit=Unit.objects.create(kode="B", nama="Biro"))
    tu = Actor.of(orang["petugas_tu"])
    flow_masuk.teruskan(surat=row, nomor_agenda="1/2026", penerima=lain, by=tu, now=SENIN)
    teks.sapu()
    for kata in ("irigasi", "biro"):
        assert SuratMasuk.objects.filter(cari__contains=blind.query(kata)).exists(), kata


def test_with_a_new_search_key_letters_are_found_again(
    bersurat: Callable[[str], SuratMasuk], settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    bersurat("biasa")
    teks.sapu()
    SuratMasuk.objects.update(cari=[1, 2, 3])  # what another key made
    assert [b.jumlah for b in rotation._letters()] == [1]
    assert SuratMasuk.objects.filter(cari__contains=blind.query("irigasi")).count() == 1
