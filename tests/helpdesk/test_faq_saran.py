"""Which published answers match what somebody types."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akun.actor import Actor
from helpdesk import faq, reference_faq
from helpdesk.faq import IsiFaq, saran
from helpdesk.models import MejaLayanan, VersiFaq
from helpdesk.pilihan_faq import Keadaan
from tests.factories import SENIN

Pelaku = Callable[[str], Actor]


@pytest.fixture
def isi(db: None) -> None:
    reference_faq.load_faq()


@pytest.mark.parametrize(
    ("ketikan", "kode"),
    [
        ("saya lupa password", "lupa-kata-sandi"),
        ("lupa pasword spse", "lupa-kata-sandi"),  # a slip of the finger
        ("LUPA SANDI!!!", "lupa-kata-sandi"),
        ("email perusahaan sudah tidak bisa dibuka", "ganti-alamat-email"),
        ("registrasi vendor baru", "mendaftar-sebagai-penyedia"),
        ("boleh diwakilkan?", "verifikasi-diwakilkan"),
        ("apakah bisa mewakilkan verifikasi", "verifikasi-diwakilkan"),  # the same stem
        ("file rhs", "penawaran-tidak-dapat-dibuka"),
        ("aanwijzing", "pertanyaan-saat-penjelasan"),
        ("pemelih", "pemeliharaan-aplikasi"),  # a word that is still being typed
        ("berapa lama laporan ditangani", "berapa-lama-ditangani"),
    ],
)
def test_the_answer_comes_first(ketikan: str, kode: str, isi: None) -> None:
    assert [s.kode for s in saran(ketikan)][:1] == [kode]


@pytest.mark.parametrize(
    "ketikan", ["", "   ", "yang di dan", "???", "\x00", "xq", "' | ! & ( :*", "zzzzqqqq wwwwvvvv"]
)
def test_nothing_matches_nothing(ketikan: str, isi: None) -> None:
    assert saran(ketikan) == []


def test_a_very_long_text_is_answered_with_three_queries_at_most(isi: None) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(saran("tidak bisa login lupa kata sandi " * 500)) <= 5
    assert len(queries) <= 3


def test_a_desk_has_answers_of_its_own(pelaku: Pelaku, meja: dict[str, MejaLayanan]) -> None:
    versi = faq.tulis(
        IsiFaq("Di mana kantor LPSE Mamuju?", "Kompleks kantor gubernur.", "layanan"),
        meja=meja["mamuju"],
        by=pelaku("mamuju"),
        now=SENIN,
    )
    faq.tinjau(versi, setuju=True, by=pelaku("kepala"), now=SENIN)
    faq.terbitkan(versi, by=pelaku("mamuju"), now=SENIN)
    assert [s.pk for s in saran("kantor Mamuju", meja=meja["mamuju"])] == [versi.faq_id]
    assert saran("kantor Mamuju", meja=meja["bontang"]) == []
    assert saran("kantor Mamuju") == []
    assert [s.pk for s in saran("kantor Mamuju", semua_meja=True)] == [versi.faq_id]
    assert saran("mamujo", meja=meja["bontang"]) == []  # nor is it guessed at


def test_only_what_is_published_is_offered(isi: None) -> None:
    VersiFaq.objects.filter(faq__kode="lupa-kata-sandi").update(keadaan=Keadaan.DRAF)
    assert "lupa-kata-sandi" not in [s.kode for s in saran("lupa kata sandi")]


def test_the_beginning_of_an_answer_is_plain_text(isi: None) -> None:
    satu = saran("lupa kata sandi")[0]
    assert satu.ringkasan.startswith("Anda dapat mengatur ulang sendiri")
    assert "*" not in satu.ringkasan
    assert len(satu.ringkasan) < 170
    assert "<strong>Lupa password</strong>" in satu.html
