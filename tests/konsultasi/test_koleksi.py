"""The published collection: found by words and by subject, read, counted; drafts and withdrawn entries do not exist."""

import pytest
from django.test import Client
from django.utils import timezone

from akun.actor import Actor
from akun.models import Unit, User
from konsultasi import koleksi
from konsultasi.koleksi import IsiTanyaJawab
from konsultasi.models import Subjek, TanyaJawab
from tests.konsultasi.pemohon import terbitkan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]
DENDA = "Apakah keterlambatan karena banjir selalu dikenai denda?"
JALAN = "/konsultasi/tanya-jawab/"


@pytest.fixture
def isi(orang: dict[str, User], direktorat: dict[str, Unit], subjek: Subjek) -> list[TanyaJawab]:
    """Two entries of two subjects."""
    metode = Subjek.objects.create(kode="metode", nama="Metode pemilihan penyedia")
    oleh = (orang["petugas_advokasi"], orang["advokasi_2"])
    return [
        terbitkan(subjek, *oleh, DENDA, "Tidak selalu. Perpanjangan waktu dapat diberikan."),
        terbitkan(metode, *oleh, "Kapan e-purchasing didahulukan daripada tender?", "Bila ada di katalog."),
    ]


@pytest.mark.parametrize(
    ("kata", "ke"),
    [
        ("denda", 0),
        ("Proyek kami terlambat karena kebanjiran, apakah didenda?", 0),
        ("memperpanjang waktu", 0),
        ("keterlambatn banjr", 0),
        ("e-purchasing atau tender untuk barang di katalog?", 1),
        ("yang", None),
        ("apakah boleh", None),
        ("' OR 1=1 --", None),
        ("& | ! ( :*", None),
        ("", None),
    ],
)
def test_what_is_near_to_the_words_is_found(isi: list[TanyaJawab], kata: str, ke: int | None) -> None:
    temuan = list(koleksi.cari(kata))
    assert temuan[:1] == ([] if ke is None else [isi[ke]])


def test_words_that_have_nothing_to_do_with_it_find_nothing(isi: list[TanyaJawab]) -> None:
    assert list(koleksi.cari("Bagaimana cara mengganti kata sandi akun penyedia di aplikasi?")) == []


def test_the_list_by_subject_and_by_words(client: Client, isi: list[TanyaJawab]) -> None:
    semua = client.get(JALAN).content.decode()
    assert all(e.pertanyaan in semua for e in isi)
    satu = client.get(f"{JALAN}?subjek=metode").content.decode()
    assert (isi[0].pertanyaan in satu, isi[1].pertanyaan in satu) == (False, True)
    cari = client.get(JALAN, {"q": "denda <b>"}).content.decode()
    assert (isi[0].pertanyaan in cari, isi[1].pertanyaan in cari) == (True, False)
    assert "denda &lt;b&gt;" in cari
    assert client.get(JALAN, {"q": "a\x00b", "subjek": "tak-ada", "halaman": "x"}).status_code == 200


def test_only_what_is_published_exists(
    client: Client, isi: list[TanyaJawab], orang: dict[str, User], subjek: Subjek
) -> None:
    by, now = Actor.of(orang["petugas_advokasi"]), timezone.now()
    draf = koleksi.tulis(isi=IsiTanyaJawab(subjek, "Masih draf?", "Ya."), by=by, now=now)
    koleksi.tarik(entri=isi[0], by=by, now=now)
    for entri in (draf, isi[0]):
        assert client.get(f"{JALAN}{entri.pk}/").status_code == 404
        assert client.post(f"{JALAN}{entri.pk}/menjawab/").status_code == 404
    daftar = client.get(JALAN).content.decode()
    assert isi[0].pertanyaan not in daftar
    assert draf.pertanyaan not in daftar
    assert list(koleksi.cari("denda banjir")) == []


def test_one_entry_and_how_many_it_answered(client: Client, isi: list[TanyaJawab]) -> None:
    jalan = f"{JALAN}{isi[0].pk}/"
    halaman = client.get(jalan).content.decode()
    assert isi[0].jawaban in halaman
    assert "Petugas" not in halaman  # whoever wrote it is not named
    for browser in (client, client, Client()):
        browser.post(f"{jalan}menjawab/")
    isi[0].refresh_from_db()
    assert isi[0].terjawab == 2  # once per browser
    sesudah = client.get(jalan).content.decode()
    assert "Menjawab 2 orang." in sesudah
    assert f'action="{jalan}menjawab/"' not in sesudah
    assert isi[0].asal == ""


def test_one_address_cannot_push_an_entry_up(
    client: Client, isi: list[TanyaJawab], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("konsultasi.views.koleksi.BATAS_MENJAWAB", 3)
    for _kali in range(5):
        Client().post(f"{JALAN}{isi[1].pk}/menjawab/")
    isi[1].refresh_from_db()
    assert isi[1].terjawab == 3
