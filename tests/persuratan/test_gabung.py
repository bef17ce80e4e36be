"""Several PDFs become one: in the chosen order, in a child, and with a sentence for what cannot be joined."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pypdf
import pytest
from django.test import Client
from django.utils import timezone
from pikepdf import Array, Dictionary, Name

from akun.models import Pejabat, User
from berkas import flow as berkas_flow
from berkas import sandbox, store
from berkas.limits import MiB
from berkas.models import Berkas
from berkas.putusan import Putusan
from persuratan import gabung
from persuratan.models import BerkasDraf, SuratMasuk
from tests import factories
from tests.berkas import samples
from tests.persuratan.pengirim import TULIS, berdata, ketikan, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture
def browser(orang: dict[str, User]) -> Client:
    berdata(orang["pengadu"])
    return factories.logged_in(orang["pengadu"])


def bertulisan(teks: str, halaman: int = 1) -> bytes:
    """A PDF whose pages say which they are."""
    made = pikepdf.Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for i in range(halaman):
        made.add_blank_page()
        made.pages[-1].Resources = Dictionary(Font=Dictionary(F1=font))
        made.pages[-1].Contents = made.make_stream(f"BT /F1 12 Tf 72 720 Td ({teks}{i + 1}) Tj ET".encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def bertanda_tangan() -> bytes:
    made = samples.new_pdf()
    isian = made.make_indirect(Dictionary(FT=Name.Sig, T="Tanda tangan", V=Dictionary(Type=Name.Sig)))
    made.Root.AcroForm = Dictionary(Fields=Array([isian]), SigFlags=3)
    return samples._saved(made)


def unggah(browser: Client, pejabat: Pejabat, *berkas: Any, **data: Any) -> str:
    answer = browser.post(TULIS, ketikan(pejabat, berkas=list(berkas), unggah="1", **data), follow=True)
    return str(answer.content.decode())


def isi_gabungan() -> list[str]:
    berkas = SuratMasuk.objects.get().berkas
    assert berkas is not None
    return [h.extract_text() for h in pypdf.PdfReader(io.BytesIO(b"".join(store.read(berkas.pk)))).pages]


def test_pages_are_counted_before_and_joined_in_the_chosen_order(browser: Client, direktur: Pejabat) -> None:
    halaman = unggah(browser, direktur, pdf("a.pdf", bertulisan("A", 2)), pdf("b.pdf", bertulisan("B", 3)))
    assert "2 halaman" in halaman
    assert "hasilnya 5 halaman" in halaman
    a, b = BerkasDraf.objects.all()
    isi = ketikan(direktur, gabungkan="1", **{f"urutan-{a.pk}": "2", f"urutan-{b.pk}": "1"})
    assert "satu PDF, 5 halaman" in browser.post(TULIS, isi, follow=True).content.decode()
    assert browser.post(TULIS, ketikan(direktur)).status_code == 302
    assert isi_gabungan() == ["B1", "B2", "B3", "A1", "A2"]
    assert Berkas.objects.count() == 1  # the parts are gone


def test_what_was_joined_passes_the_gate_like_any_file(browser: Client, direktur: Pejabat) -> None:
    unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("b.pdf", samples.pdf_scan()))
    browser.post(TULIS, ketikan(direktur, gabungkan="1"))
    satu = Berkas.objects.get()
    assert berkas_flow.periksa(berkas_id=satu.pk, now=timezone.now()) == Putusan.TERIMA


def test_unjoined_files_are_not_sent(browser: Client, direktur: Pejabat) -> None:
    unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("b.pdf", bertulisan("B")))
    answer = browser.post(TULIS, ketikan(direktur))
    assert answer.status_code == 422
    assert "Gabungkan dahulu" in answer.content.decode()
    browser.post(TULIS, ketikan(direktur, hapus=str(BerkasDraf.objects.last().pk)))
    assert browser.post(TULIS, ketikan(direktur)).status_code == 302


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (samples.pdf_encrypted, "terkunci kata sandi"),
        (samples.pdf_javascript, "berisi skrip"),
        (samples.pdf_embedded, "Ada berkas lain di dalam"),
        (samples.pdf_flate_bomb, "mengembang"),
        (lambda: b"%PDF-1.7\nrusak", "rusak"),
    ],
)
def test_what_cannot_be_joined_says_why_and_takes_nothing_away(
    browser: Client, direktur: Pejabat, isi: Callable[[], bytes], kalimat: str
) -> None:
    halaman = unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("buruk.pdf", isi()))
    assert kalimat in halaman
    jawaban = browser.post(TULIS, ketikan(direktur, gabungkan="1"), follow=True).content.decode()
    assert "Berkas belum digabung." in jawaban
    assert kalimat in jawaban
    assert BerkasDraf.objects.count() == 2


def test_the_sender_is_told_that_a_signature_does_not_survive(browser: Client, direktur: Pejabat) -> None:
    halaman = unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("ttd.pdf", bertanda_tangan()))
    assert "bertanda tangan elektronik" in halaman


def test_more_than_20_mb_together_are_not_joined(browser: Client, direktur: Pejabat) -> None:
    besar = samples.pdf(padding=11 * MiB)
    halaman = unggah(browser, direktur, pdf("a.pdf", besar), pdf("b.pdf", besar + b"\n"))
    assert "lebih besar dari 20 MB" in halaman
    assert "belum digabung" in browser.post(TULIS, ketikan(direktur, gabungkan="1"), follow=True).content.decode()
    assert BerkasDraf.objects.count() == 2


def test_the_same_file_twice_is_one_file(browser: Client, direktur: Pejabat) -> None:
    unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("a (1).pdf", bertulisan("A")))
    assert BerkasDraf.objects.count() == 1


def test_a_number_that_is_none_changes_no_order(browser: Client, direktur: Pejabat) -> None:
    unggah(browser, direktur, pdf("a.pdf", bertulisan("A")), pdf("b.pdf", bertulisan("B")))
    a, b = BerkasDraf.objects.all()
    for urutan in ("", "abc", "-1", "99999999999999999999", "1.5", "٣"):
        browser.post(TULIS, ketikan(direktur, urutkan="1", **{f"urutan-{a.pk}": urutan, f"urutan-{b.pk}": "2"}))
        assert list(BerkasDraf.objects.all()) == [a, b], urutan


@pytest.mark.parametrize("jawaban", [None, {}, {"halaman": [1]}, {"halaman": "5", "terkurung": True}, {"alasan": "x"}])
def test_an_answer_that_an_honest_child_cannot_give_is_no_answer(
    jawaban: Any, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    dua = [berkas_flow.terima(unggahan=pdf(isi=bertulisan(n)), now=timezone.now()) for n in "AB"]
    monkeypatch.setattr(sandbox, "run", lambda *a, **k: sandbox.Outcome(jawaban, 0, 0))
    with sandbox.private_file() as hasil:
        assert gabung._jalankan(dua, hasil).alasan == "tidak_diperiksa"


def test_in_production_a_child_that_was_not_locked_up_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.PRODUKSI = True
    satu = berkas_flow.terima(unggahan=pdf(isi=bertulisan("A")), now=timezone.now())
    monkeypatch.setattr(sandbox, "run", lambda *a, **k: sandbox.Outcome({"halaman": [1], "terkurung": False}, 0, 0))
    assert gabung.hitung(satu).alasan == "tidak_diperiksa"
