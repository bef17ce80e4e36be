"""A letter out that answers a letter in: its dispatch answers it, and the sender reads it with his own."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from akun import terbuka
from akun.models import User
from persuratan import flow_keluar, flow_masuk
from persuratan.models import SuratKeluar, SuratMasuk
from persuratan.status import Status as Masuk
from persuratan.status_keluar import Status
from tests import factories
from tests.factories import SENIN
from tests.persuratan.keluar import PENANDA_TANGAN, SANDI, Meja

pytestmark = pytest.mark.django_db


@pytest.fixture
def jawab(
    meja: Meja, orang: dict[str, User], di_pejabat: Callable[..., SuratMasuk]
) -> Callable[..., tuple[SuratMasuk, SuratKeluar]]:
    """A letter of the test sender, and the signed answer to it."""

    def buat(kerahasiaan: str = "biasa") -> tuple[SuratMasuk, SuratKeluar]:
        masuk = di_pejabat(kerahasiaan)
        SuratMasuk.objects.filter(pk=masuk.pk).update(pengirim=orang["pengadu"])
        masuk.refresh_from_db()
        keluar = meja.konsep(membalas=masuk, oleh=PENANDA_TANGAN, kerahasiaan=kerahasiaan)
        flow_keluar.ajukan_paraf(surat=keluar, tangga=[], by=meja.by[PENANDA_TANGAN], now=SENIN)
        flow_keluar.tanda_tangani(surat=keluar, sandi=SANDI, by=meja.by[PENANDA_TANGAN], now=SENIN)
        return masuk, keluar

    return buat


def kirim(meja: Meja, keluar: SuratKeluar) -> None:
    flow_keluar.kirim(surat=keluar, cara="halaman", by=meja.by["petugas_tu"], now=SENIN)


def alamat(masuk: SuratMasuk) -> str:
    return reverse("persuratan:jawaban_pdf", args=[masuk.nomor])


def bertoken(masuk: SuratMasuk) -> Client:
    """A browser that has opened the receipt of a letter."""
    from django.utils import timezone

    client = Client()
    session = client.session
    terbuka.ingat(session, masuk.nomor, now=timezone.now())
    session.save()
    return client


def test_its_dispatch_answers_the_letter(meja: Meja, jawab: Callable[..., tuple[SuratMasuk, SuratKeluar]]) -> None:
    masuk, keluar = jawab()
    assert masuk.status == Masuk.DIPERIKSA_TU
    kirim(meja, keluar)
    masuk.refresh_from_db()
    assert (masuk.status, masuk.jawaban) == (Masuk.DIJAWAB, keluar)


def test_a_letter_that_was_answered_meanwhile_stays_as_it_is(
    meja: Meja, jawab: Callable[..., tuple[SuratMasuk, SuratKeluar]]
) -> None:
    masuk, keluar = jawab()
    flow_masuk.jawab(surat=masuk, jawaban=None, penutup="Lewat telepon.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    keluar.refresh_from_db()
    kirim(meja, keluar)
    masuk.refresh_from_db()
    assert (keluar.status, masuk.jawaban) == (Status.DIKIRIM, None)


def test_the_sender_and_his_receipt_read_the_answer_and_nobody_else(
    meja: Meja, orang: dict[str, User], jawab: Callable[..., tuple[SuratMasuk, SuratKeluar]]
) -> None:
    masuk, keluar = jawab()
    pengirim, orang_lain = factories.logged_in(orang["pengadu"]), factories.logged_in(orang["verifikator"])
    assert pengirim.get(alamat(masuk)).status_code == 404  # not sent yet
    kirim(meja, keluar)
    for browser in (pengirim, bertoken(masuk)):
        jawaban = browser.get(alamat(masuk))
        assert jawaban.status_code == 200
        assert b"ditandatangani" in b"".join(jawaban.streaming_content)
    for browser in (orang_lain, Client()):
        assert browser.get(alamat(masuk)).status_code == 404
    halaman = pengirim.get(reverse("persuratan:surat_saya", args=[masuk.nomor])).content.decode()
    assert alamat(masuk) in halaman


def test_a_secret_answer_is_for_the_logged_in_sender_only(
    meja: Meja, orang: dict[str, User], jawab: Callable[..., tuple[SuratMasuk, SuratKeluar]]
) -> None:
    masuk, keluar = jawab("rahasia")
    kirim(meja, keluar)
    assert bertoken(masuk).get(alamat(masuk)).status_code == 404
    jawaban = factories.logged_in(orang["pengadu"]).get(alamat(masuk))
    assert b"ditandatangani" in b"".join(jawaban.streaming_content)


def test_a_withdrawn_answer_is_not_handed_out_and_says_so(
    meja: Meja, orang: dict[str, User], jawab: Callable[..., tuple[SuratMasuk, SuratKeluar]]
) -> None:
    masuk, keluar = jawab()
    kirim(meja, keluar)
    flow_keluar.cabut(surat=keluar, alasan="Keliru.", by=meja.by[PENANDA_TANGAN], now=SENIN)
    pengirim = factories.logged_in(orang["pengadu"])
    assert pengirim.get(alamat(masuk)).status_code == 404
    halaman = pengirim.get(reverse("persuratan:surat_saya", args=[masuk.nomor])).content.decode()
    assert "tidak berlaku lagi" in halaman
    assert "Keliru." not in halaman
