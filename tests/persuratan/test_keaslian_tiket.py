"""Is this letter real, by its ticket and token: what is told, to whom, how fast, and how often one may try."""

import statistics
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun import receipt
from akun.actor import Actor
from akun.models import User
from persuratan import flow_keluar, impor_lama, naskah
from persuratan.models import SuratKeluar
from persuratan.pilihan import Kerahasiaan
from persuratan.status_keluar import Status
from tests import factories
from tests.berkas import samples
from tests.persuratan.keluar import PENANDA_TANGAN, Meja

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
CEK, SURAT = reverse("keaslian:cek"), reverse("keaslian:surat")
SALAH = "AAAA-BBBB-CCCC-DD"
RAHASIA = (Kerahasiaan.RAHASIA, Kerahasiaan.SANGAT_RAHASIA)


def ketik(client: Client, nomor: str | None, token: str, **lain: Any) -> Any:
    return client.post(CEK, {"nomor": nomor or "", "token": token}, **lain)


def terbit(meja: Meja, cetak: list[naskah.Isi], status: str = Status.TERBIT, **ganti: Any) -> tuple[SuratKeluar, str]:
    """A letter and the token that is printed on it."""
    surat = meja.bawa_ke(status, **ganti)
    return surat, cetak[-1].token


def dibuka(client: Client, surat: SuratKeluar, token: str) -> str:
    jawaban = ketik(client, surat.nomor, token)
    assert (jawaban.status_code, jawaban["Location"]) == (302, SURAT)
    return client.get(SURAT).content.decode()


def test_the_register_answers_with_number_signer_subject_addressee_and_time(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak)
    halaman = dibuka(client, surat, token.lower().replace("-", " "))
    assert "Surat ini benar diterbitkan LKPP" in halaman
    for teks in ("1/DPPH/11/2026", "23 November 2026", surat.nama_penandatangan, surat.jabatan_penandatangan):
        assert teks in halaman
    assert "Penjelasan (Obat) &amp; alkes" in halaman
    assert "Kepala Dinas Contoh Jaya" in halaman
    assert token not in halaman


def test_the_qr_code_leads_there_and_its_token_stays_in_no_address(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak)
    alamat = mesin_cetak[-1].alamat_cek
    assert alamat.endswith(f"/keaslian/{surat.nomor}/{token}/")
    jawaban = client.get(reverse("keaslian:qr", args=[surat.nomor, token]))
    assert (jawaban.status_code, jawaban["Location"], jawaban.content) == (302, SURAT, b"")
    assert "Surat ini benar diterbitkan LKPP" in client.get(SURAT).content.decode()
    assert token not in str(dict(client.session))


def test_a_wrong_qr_code_leads_to_the_form_with_the_same_sentence(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, _token = terbit(meja, mesin_cetak)
    for nomor in (surat.nomor, "SK202611239999", "x" * 200):
        jawaban = client.get(reverse("keaslian:qr", args=[nomor, SALAH]), follow=True)
        assert jawaban.redirect_chain == [(CEK, 302)]
        assert str(receipt.TIDAK_COCOK) in jawaban.content.decode()
        assert SALAH not in jawaban.content.decode()


@pytest.mark.parametrize("kerahasiaan", RAHASIA)
def test_of_a_secret_letter_only_its_existence_is_told(
    kerahasiaan: str, meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak, kerahasiaan=kerahasiaan)
    halaman = dibuka(client, surat, token)
    assert "1/DPPH/11/2026" in halaman
    assert "23 November 2026" in halaman
    for teks in ("Obat", "Contoh Jaya", surat.nama_penandatangan, surat.jabatan_penandatangan):
        assert teks not in halaman
    for nama, args in (("salinan", ()), ("halaman", (1,))):
        assert client.get(reverse(f"keaslian:{nama}", args=args)).status_code == 404


def test_a_restricted_letter_is_described_but_not_copied(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak, kerahasiaan=Kerahasiaan.TERBATAS)
    halaman = dibuka(client, surat, token)
    assert "Contoh Jaya" in halaman
    assert "Unduh salinan resmi" not in halaman
    assert client.get(reverse("keaslian:salinan")).status_code == 404


@pytest.mark.parametrize("kerahasiaan", [Kerahasiaan.BIASA, *RAHASIA])
def test_a_withdrawn_letter_says_so_from_that_moment(
    kerahasiaan: str, meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak, Status.DICABUT, kerahasiaan=kerahasiaan)
    halaman = dibuka(client, surat, token)
    assert "sudah dicabut dan tidak berlaku lagi" in halaman
    assert "23 November 2026 pukul" in halaman
    assert ("Keliru alamat" in halaman) == (kerahasiaan == Kerahasiaan.BIASA)
    assert "benar diterbitkan" not in halaman


@pytest.mark.parametrize("status", [Status.DINOMORI, Status.BATAL])
def test_a_letter_that_was_never_signed_is_not_valid(
    status: str, meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak, Status.DINOMORI)
    if status == Status.BATAL:
        oleh = meja.by[PENANDA_TANGAN]
        flow_keluar.batalkan(surat=surat, alasan="Tidak jadi.", by=oleh, now=factories.SENIN)
    halaman = dibuka(client, surat, token)
    assert "tidak pernah diterbitkan" in halaman
    assert "Contoh Jaya" not in halaman


def test_a_receipt_of_ones_own_complaint_is_no_letter_of_ours(client: Client) -> None:
    p = factories.ajukan(token="CCCC-CCCC-CCCC-CC")
    jawaban = ketik(client, p.nomor, "CCCC-CCCC-CCCC-CC")
    assert jawaban.status_code == 422
    assert "bukan surat dari LKPP" in jawaban.content.decode()


def test_the_general_door_opens_a_letter_too(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    surat, token = terbit(meja, mesin_cetak)
    jawaban = client.post(reverse("lacak"), {"nomor": surat.nomor, "token": token})
    assert jawaban["Location"] == SURAT


def test_nobody_reads_without_having_opened(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    terbit(meja, mesin_cetak)
    assert client.get(SURAT)["Location"] == CEK
    assert client.get(reverse("keaslian:salinan")).status_code == 404
    assert client.get(reverse("keaslian:halaman", args=[1])).status_code == 404


def test_closing_forgets(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    dibuka(client, *terbit(meja, mesin_cetak))
    client.post(reverse("keaslian:tutup"))
    assert client.get(SURAT)["Location"] == CEK


def test_our_copy_is_the_signed_file_byte_by_byte(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    surat, token = terbit(meja, mesin_cetak)
    dibuka(client, surat, token)
    unduhan = client.get(reverse("keaslian:salinan"))
    assert unduhan.getvalue().endswith(f"% ditandatangani {surat.nama_penandatangan}".encode())
    assert unduhan["Content-Disposition"] == f'attachment; filename="{surat.nomor}.pdf"'


def test_wrong_token_and_unknown_ticket_get_the_same_answer(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, _token = terbit(meja, mesin_cetak)
    jawaban = [ketik(client, nomor, SALAH) for nomor in (surat.nomor, "SK202611239999")]
    isi = [
        j.content.decode().replace(n or "", "N") for j, n in zip(jawaban, (surat.nomor, "SK202611239999"), strict=True)
    ]
    for satu in isi:
        assert str(receipt.TIDAK_COCOK) in satu
    assert [j.status_code for j in jawaban] == [422, 422]
    assert len(isi[0]) == len(isi[1])


def test_wrong_token_and_unknown_ticket_take_the_same_time(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, _token = terbit(meja, mesin_cetak)
    lama: dict[str, list[float]] = {surat.nomor or "": [], "SK202611239999": []}
    kueri: dict[str, int] = {}
    ketik(client, "SK202611230009", SALAH)  # everything is loaded
    for n in range(12):
        for nomor, waktu in lama.items():
            alamat = f"10.0.{n}.1"
            with CaptureQueriesContext(connection) as said:
                mulai = time.process_time()
                ketik(client, nomor, SALAH, REMOTE_ADDR=alamat)
                waktu.append(time.process_time() - mulai)
            kueri[nomor] = len(said)
    assert len(set(kueri.values())) == 1, kueri
    satu, dua = (statistics.median(w) for w in lama.values())
    assert abs(satu - dua) < 0.5 * max(satu, dua)


def test_tries_are_limited_per_ticket_and_per_address(
    meja: Meja, mesin_cetak: list[naskah.Isi], client: Client
) -> None:
    surat, token = terbit(meja, mesin_cetak)
    for n in range(receipt.BATAS_NOMOR):
        ketik(client, surat.nomor, SALAH, REMOTE_ADDR=f"10.1.{n}.1")
    assert ketik(client, surat.nomor, token, REMOTE_ADDR="10.2.0.1").status_code == 422
    for n in range(receipt.BATAS_ALAMAT):
        ketik(client, f"SK2026112400{n:02}", SALAH, REMOTE_ADDR="10.3.0.1")
    lain, token = terbit(meja, mesin_cetak)
    assert ketik(client, lain.nomor, token, REMOTE_ADDR="10.3.0.1").status_code == 422
    assert ketik(client, lain.nomor, token, REMOTE_ADDR="10.4.0.1").status_code == 302


@pytest.fixture
def lama(gudang: None, orang: dict[str, User], tmp_path: Path) -> SuratKeluar:
    """A letter from before the portal, with its token of three signs."""
    (tmp_path / "a.pdf").write_bytes(samples.pdf())
    isi = {"nomor_surat": "7/KA/02/2021", "tanggal": "2021-02-04", "penandatangan": "Johan", "jabatan": "Kepala"}
    isi |= {"perihal": "Undangan", "tujuan": "Kepala Dinas Contoh Jaya", "kerahasiaan": "", "berkas": "a.pdf"}
    hasil = impor_lama.periksa([(2, {**isi, "tiket": "SK202102040001", "token": "Sqi"})], tmp_path)
    return impor_lama.tulis(hasil, by=Actor.of(orang["petugas_tu"]), now=factories.SENIN)[0]


def test_an_old_token_tells_of_the_letter_but_shows_no_copy(lama: SuratKeluar, client: Client) -> None:
    halaman = dibuka(client, lama, "sqi")
    assert "Kepala Dinas Contoh Jaya" in halaman
    assert client.get(reverse("keaslian:salinan")).status_code == 404


@pytest.mark.parametrize("pintu", ["keaslian:cek", "lacak"])
def test_an_old_token_locks_for_the_day_after_five_tries_at_every_door(
    pintu: str, lama: SuratKeluar, client: Client
) -> None:
    assert ketik(client, lama.nomor, "Sqi").status_code == 302
    for n in range(receipt.BATAS_PENDEK):
        jawaban = client.post(reverse(pintu), {"nomor": lama.nomor, "token": f"A{n}B"}, REMOTE_ADDR=f"10.5.{n}.1")
        assert str(receipt.TIDAK_COCOK) in jawaban.content.decode()
    assert ketik(client, lama.nomor, "Sqi", REMOTE_ADDR="10.6.0.1").status_code == 422


def test_the_lock_holds_until_the_next_day(lama: SuratKeluar) -> None:
    def coba(token: str, now: datetime) -> bool:
        receipt.forget_failures(now=now)
        try:
            return bool(receipt.open(nomor=lama.nomor or "", token=token, alamat="10.7.0.1", now=now))
        except receipt.ReceiptRefused:
            return False

    pagi = factories.SENIN.replace(hour=1)
    assert not any(coba(f"A{n}B", pagi) for n in range(receipt.BATAS_PENDEK))
    assert not coba("Sqi", pagi + timedelta(hours=20))
    assert coba("Sqi", pagi + timedelta(hours=24))


def test_a_check_by_ticket_asks_the_database_little(meja: Meja, mesin_cetak: list[naskah.Isi], client: Client) -> None:
    surat, token = terbit(meja, mesin_cetak)
    dibuka(client, surat, token)
    with CaptureQueriesContext(connection) as said:
        client.get(SURAT)
    assert len(said) <= 3, [q["sql"][:80] for q in said]
