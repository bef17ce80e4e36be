"""Is this file real? What an upload is told, how it waits, what becomes of it, and what fails."""

import io
import re
from datetime import timedelta
from typing import Any

import pikepdf
import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from berkas import cetak, store
from jejak import wake
from persuratan import flow_keluar, halaman_pdf, naskah, pemeriksaan, tasks
from persuratan.keaslian import periksa
from persuratan.models import PeriksaKeaslian, SuratKeluar
from persuratan.pilihan import Kerahasiaan
from persuratan.status_keluar import Status
from tests.berkas import samples
from tests.persuratan.asli import isi, terunggah, unggah
from tests.persuratan.keluar import Meja

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan", "gudang")]
K = PeriksaKeaslian.Keadaan


@pytest.fixture(autouse=True)
def _broker_diam(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is woken: each test says when the worker works."""
    monkeypatch.setattr(wake, "wake", lambda *a, **k: False)


def hasil(client: Client, baris: PeriksaKeaslian) -> str:
    return client.get(reverse("keaslian:hasil", args=[baris.pk])).content.decode()


def kerjakan(baris: PeriksaKeaslian) -> None:
    tasks.periksa_keaslian(periksa_id=str(baris.pk))
    baris.refresh_from_db()


def ubah(pdf: bytes, ke: bytes) -> bytes:
    """The last page with a line of another text over it, saved anew: what a forger does."""
    with pikepdf.open(io.BytesIO(pdf)) as dokumen, io.BytesIO() as jadi:
        halaman = dokumen.pages[-1]
        gambar = b"q 1 0 0 rg 200 500 200 20 re f Q BT /F1 12 Tf 60 520 Td (" + ke + b") Tj ET"
        halaman.contents_add(dokumen.make_stream(gambar))
        dokumen.save(jadi)
        return jadi.getvalue()


def test_an_exact_copy_is_known_at_once_and_not_kept(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    surat = meja.bawa_ke(Status.TERBIT)
    baris = terunggah(client, isi(surat))
    assert (baris.keadaan, baris.surat, baris.kaitan) == (K.SELESAI, surat, "persis")
    assert not store.exists(baris.pk)
    halaman = hasil(client, baris)
    assert "Berkas ini salinan persis surat dari LKPP" in halaman
    assert "putusan nada--baik" in halaman
    assert "Kepala Dinas Contoh Jaya" in halaman
    assert baris.sha256[:16] in halaman


@pytest.mark.parametrize("kerahasiaan", [Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA])
def test_an_exact_copy_of_a_secret_letter_reveals_nothing(
    kerahasiaan: str, meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat = meja.bawa_ke(Status.TERBIT, kerahasiaan=kerahasiaan)
    halaman = hasil(client, terunggah(client, isi(surat)))
    assert "salinan persis" in halaman
    assert surat.nomor_surat in halaman
    for teks in ("Obat", "Contoh Jaya", surat.nama_penandatangan):
        assert teks not in halaman


def test_an_exact_copy_of_a_withdrawn_letter_is_red(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    surat = meja.bawa_ke(Status.TERBIT)
    pdf = isi(surat)
    baris = terunggah(client, pdf)
    assert "putusan nada--baik" in hasil(client, baris)
    flow_keluar.cabut(surat=surat, alasan="Keliru alamat.", by=meja.by["pejabat_dpph"], now=timezone.now())
    for satu in (baris, terunggah(client, pdf)):  # from that moment, also in a result that is open
        halaman = hasil(client, satu)
        assert "putusan nada--telat" in halaman
        assert "sudah dicabut dan tidak berlaku lagi" in halaman
        assert "Keliru alamat." in halaman


def test_any_other_file_waits_and_is_then_told_to_be_none_of_ours(client: Client) -> None:
    baris = terunggah(client, samples.pdf())
    assert baris.keadaan == K.MENUNGGU
    assert "Giliran Anda berikutnya." in hasil(client, baris)
    kerjakan(baris)
    assert baris.keadaan == K.SELESAI
    halaman = hasil(client, baris)
    assert "Berkas ini tidak bertanda tangan elektronik" in halaman
    assert "Berkas ini bukan terbitan LKPP" in halaman
    assert halaman.count('class="alasan"') == 1
    for nama in ("Keutuhan", "Cakupan", "Penanda tangan", "Waktu"):
        assert nama in halaman
    assert not store.exists(baris.pk)


def test_the_place_in_the_queue_is_shown(client: Client) -> None:
    semua = [terunggah(client, samples.pdf(n)) for n in (1, 2, 3)]
    assert [pemeriksaan.antrean(baris) for baris in semua] == [1, 2, 3]
    assert "Giliran Anda nomor 3 dalam antrean." in hasil(client, semua[2])
    assert '<meta http-equiv="refresh"' in hasil(client, semua[2])
    kerjakan(semua[0])
    assert "Giliran Anda nomor 2 dalam antrean." in hasil(client, semua[2])


def test_only_the_browser_that_sent_a_file_reads_its_result(client: Client) -> None:
    baris = terunggah(client, samples.pdf())
    kerjakan(baris)
    lain = Client()
    assert lain.get(reverse("keaslian:hasil", args=[baris.pk]))["Location"] == reverse("keaslian:cek")
    for nama, args in (("hasil_pdf", [baris.pk]), ("gambar", [baris.pk, 1])):
        assert lain.get(reverse(f"keaslian:{nama}", args=args)).status_code == 404


def test_with_the_worker_gone_nothing_is_lost_and_the_sweep_takes_it_up(client: Client) -> None:
    baris, now = terunggah(client, samples.pdf()), timezone.now()
    assert "tidak ada yang hilang" in hasil(client, baris)
    assert pemeriksaan.sapu(now=now) == 0  # the task that was woken has its turn first
    PeriksaKeaslian.objects.filter(pk=baris.pk).update(dibuat_pada=now - pemeriksaan.TENGGANG * 2)
    assert pemeriksaan.sapu(now=now) == 1
    baris.refresh_from_db()
    assert baris.keadaan == K.SELESAI


def test_a_worker_that_died_is_replaced_once_then_the_file_is_given_up(client: Client) -> None:
    baris, now = terunggah(client, samples.pdf()), timezone.now()
    baru = PeriksaKeaslian.objects.filter(pk=baris.pk)
    macet = {"keadaan": K.DIPERIKSA, "mulai_pada": now - pemeriksaan.SEWA * 2}
    baru.update(percobaan=1, **macet)
    assert pemeriksaan.sapu(now=now) == 0
    baris.refresh_from_db()
    assert baris.keadaan == K.MENUNGGU
    baru.update(percobaan=2, **macet)
    pemeriksaan.sapu(now=now)
    baris.refresh_from_db()
    assert baris.keadaan == K.GAGAL
    assert not store.exists(baris.pk)
    assert "Berkas ini tidak dapat diperiksa" in hasil(client, baris)
    assert "nada--baik" not in hasil(client, baris)


def test_two_workers_examine_a_file_once(client: Client) -> None:
    baris, now = terunggah(client, samples.pdf()), timezone.now()
    assert pemeriksaan.kerjakan(periksa_id=baris.pk, now=now)
    assert not pemeriksaan.kerjakan(periksa_id=baris.pk, now=now)


@pytest.mark.parametrize("sebab", ["mati", "waktu"])
def test_a_child_that_dies_or_hangs_gives_no_verdict(
    sebab: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sebab == "mati":
        monkeypatch.setattr(periksa.PEMERIKSA, "_opener", "tidak.ada")
        periksa.PEMERIKSA.stop()
    else:
        monkeypatch.setattr(periksa, "WALL", 0.0)
    baris = terunggah(client, samples.pdf())
    kerjakan(baris)
    periksa.PEMERIKSA.stop()
    halaman = hasil(client, baris)
    assert "Keaslian berkas ini tidak dapat dipastikan" in halaman
    assert halaman.count("Bagian ini tidak dapat diperiksa.") == 4
    assert "nada--baik" not in halaman


def test_a_file_that_is_gone_from_the_store_is_not_examined(client: Client) -> None:
    baris = terunggah(client, samples.pdf())
    store.delete(baris.pk)
    kerjakan(baris)
    assert baris.keadaan == K.GAGAL


def test_after_an_hour_everything_is_forgotten(client: Client) -> None:
    baris = terunggah(client, samples.pdf())
    store.write(baris.pk, [b"gambar"], store.SALINAN)
    lain = terunggah(client, samples.pdf(2))
    PeriksaKeaslian.objects.filter(pk=baris.pk).update(dibuat_pada=timezone.now() - timedelta(minutes=61))
    assert client.get(reverse("keaslian:hasil", args=[baris.pk]))["Location"] == reverse("keaslian:cek")
    pemeriksaan.sapu(now=timezone.now())
    assert not PeriksaKeaslian.objects.filter(pk=baris.pk).exists()
    assert not any(store.exists(baris.pk, v) for v in store.VARIANTS)
    assert PeriksaKeaslian.objects.filter(pk=lain.pk).exists()


def test_what_is_no_pdf_is_refused_with_a_sentence(client: Client) -> None:
    jawaban = unggah(client, samples.jpeg_gps())
    assert jawaban.status_code == 422
    assert "Berkas ini bukan PDF." in jawaban.content.decode()
    kosong = client.post(reverse("keaslian:unggah"))
    assert "Pilih berkas PDF yang akan diperiksa." in kosong.content.decode()
    assert not PeriksaKeaslian.objects.exists()


def test_more_than_20_mb_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    jawaban = unggah(client, samples.pdf() + b"\0" * (20 * 2**20))
    assert jawaban.status_code == 422
    assert "20 MB" in jawaban.content.decode()


def test_uploads_are_limited_per_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pemeriksaan, "BATAS_UNGGAHAN", 2)
    assert [unggah(client, samples.pdf(n)).status_code for n in (1, 2, 3)] == [302, 302, 422]
    berkas = SimpleUploadedFile("a.pdf", samples.pdf())
    jawaban = client.post(reverse("keaslian:unggah"), {"berkas": berkas}, REMOTE_ADDR="10.9.9.9")
    assert jawaban.status_code == 302
    monkeypatch.setattr(pemeriksaan, "BATAS_BYTE", 1)
    assert "Sudah terlalu banyak" in unggah(client, samples.pdf(9) + b"\n" * 4096).content.decode()


def test_a_full_queue_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pemeriksaan, "BATAS_ANTREAN", 1)
    assert unggah(client, samples.pdf()).status_code == 302
    assert "Antrean pemeriksaan sedang penuh." in unggah(client, samples.pdf(2)).content.decode()


def test_the_result_is_sealed_in_its_row(client: Client) -> None:
    baris = terunggah(client, samples.pdf())
    kerjakan(baris)
    assert b"integritas" not in bytes(baris.hasil_segel)
    assert baris.hasil["putusan"]["ringkasan"] == "tanpa_tanda_tangan"


def test_the_result_on_paper_names_time_and_fingerprint(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    baris = terunggah(client, samples.pdf())
    kerjakan(baris)
    alamat = reverse("keaslian:hasil_pdf", args=[baris.pk])
    jawaban = client.get(alamat)
    with pikepdf.open(io.BytesIO(jawaban.content)) as dokumen:
        assert len(dokumen.pages) >= 1
    teks = "".join(h.extract_text() for h in pypdf.PdfReader(io.BytesIO(jawaban.content)).pages)
    assert baris.sha256 in re.sub(r"\s", "", teks)
    assert "pukul" in teks

    def tidak_bisa(*a: Any, **k: Any) -> bytes:
        raise cetak.PdfTidakTersedia

    monkeypatch.setattr(cetak, "pdf", tidak_bisa)
    assert client.get(alamat).status_code == 503


# with the real press and the real signer -------------------------------------------------------


def palsukan(surat: SuratKeluar) -> bytes:
    return ubah(isi(surat), b"Biaya Rp2.500.000")


def test_a_forged_letter_shows_which_pages_differ_beside_our_copy(meja_asli: Meja, client: Client) -> None:
    surat = meja_asli.bawa_ke(Status.TERBIT, isi="Dengan hormat.\n\n" + "Paragraf yang panjang. " * 700)
    assert halaman_pdf.jumlah([isi(surat)]) > 1
    baris = terunggah(client, palsukan(surat))
    kerjakan(baris)
    assert (baris.surat, baris.kaitan, baris.terbukti) == (surat, "memuat", True)  # ticket and token are on the paper
    assert [b["halaman"] for b in baris.hasil["banding"]["beda"]] == baris.hasil["banding"]["jumlah"][:1]
    halaman = hasil(client, baris)
    assert "Berkas ini berbeda dari surat yang kami terbitkan" in halaman
    assert "1 halaman berbeda." in halaman
    assert "Surat resmi LKPP" in halaman
    for ke in (0, 1):
        png = client.get(reverse("keaslian:gambar", args=[baris.pk, ke]))
        assert (png.status_code, png["Content-Type"]) == (200, "image/png")
        assert png.content.startswith(b"\x89PNG")
    assert client.get(reverse("keaslian:gambar", args=[baris.pk, 2])).status_code == 404
    assert "Menurut register LKPP" in halaman
    assert not store.exists(baris.pk)


def test_who_knows_only_a_number_learns_no_more_than_that_it_is_ours(meja_asli: Meja, client: Client) -> None:
    surat = meja_asli.bawa_ke(Status.TERBIT)
    tebakan = selembar(f"Nomor {surat.nomor_surat}")
    baris = terunggah(client, tebakan)
    kerjakan(baris)
    halaman = hasil(client, baris)
    assert (baris.surat, baris.terbukti) == (surat, False)
    assert surat.nomor_surat in halaman
    assert "hanya kami tampilkan kepada pemegang surat" in halaman
    for teks in ("Obat", "Contoh Jaya", surat.nama_penandatangan, "Surat resmi LKPP"):
        assert teks not in halaman
    assert client.get(reverse("keaslian:gambar", args=[baris.pk, 0])).status_code == 404
    assert client.get(reverse("keaslian:gambar", args=[baris.pk, 1])).status_code == 200


def test_whoever_has_given_the_token_before_sees_both_sides(
    meja_asli: Meja, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    dicetak: list[naskah.Isi] = []
    cetak_asli = naskah.cetak
    monkeypatch.setattr(naskah, "cetak", lambda isi, lampiran=(): dicetak.append(isi) or cetak_asli(isi, lampiran))
    surat = meja_asli.bawa_ke(Status.TERBIT)
    client.post(reverse("keaslian:cek"), {"nomor": surat.nomor, "token": dicetak[-1].token})
    client.get(reverse("keaslian:surat"))
    assert client.get(reverse("keaslian:halaman", args=[1])).content.startswith(b"\x89PNG")
    assert client.get(reverse("keaslian:halaman", args=[9])).status_code == 404
    baris = terunggah(client, selembar(f"Nomor {surat.nomor_surat}"))
    kerjakan(baris)
    assert baris.terbukti
    assert "Surat resmi LKPP" in hasil(client, baris)


@pytest.mark.parametrize("kerahasiaan", [Kerahasiaan.TERBATAS, Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA])
def test_a_guessed_number_of_a_letter_that_is_not_open_reveals_nothing(
    kerahasiaan: str, meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat = meja.bawa_ke(Status.TERBIT, kerahasiaan=kerahasiaan)
    baris = terunggah(client, selembar(f"Nomor {surat.nomor_surat} {surat.nomor}"))
    kerjakan(baris)
    assert baris.surat is None
    assert surat.nomor_surat not in hasil(client, baris)


def test_a_changed_secret_letter_is_told_to_differ_and_nothing_else(meja_asli: Meja, client: Client) -> None:
    surat = meja_asli.bawa_ke(Status.TERBIT, kerahasiaan=Kerahasiaan.RAHASIA)
    baris = terunggah(client, palsukan(surat))
    kerjakan(baris)
    halaman = hasil(client, baris)
    assert "berbeda dari surat yang kami terbitkan" in halaman
    assert "banding" not in baris.hasil
    for teks in ("Obat", "Contoh Jaya", surat.nama_penandatangan):
        assert teks not in halaman


def test_bytes_after_the_end_are_red_although_the_pages_look_the_same(meja_asli: Meja, client: Client) -> None:
    surat = meja_asli.bawa_ke(Status.TERBIT)
    baris = terunggah(client, isi(surat) + b"\n% tambahan\n%%EOF\n")
    kerjakan(baris)
    assert baris.hasil["banding"]["beda"] == []
    halaman = hasil(client, baris)
    assert "putusan nada--telat" in halaman
    assert "tidak ada yang tampak berbeda" in halaman


def selembar(teks: str) -> bytes:
    """A page with a line."""
    with pikepdf.new() as dokumen, io.BytesIO() as jadi:
        dokumen.add_blank_page(page_size=(595, 842))
        huruf = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        halaman = dokumen.pages[0]
        halaman.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=huruf))
        halaman.Contents = dokumen.make_stream(b"BT /F1 12 Tf 60 700 Td (" + teks.encode() + b") Tj ET")
        dokumen.save(jadi)
        return jadi.getvalue()
