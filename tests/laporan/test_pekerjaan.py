"""Long work: once, whoever dies meanwhile; for who ordered it, as long as he is who he was; gone after a day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import APIP, PETUGAS, Actor, Peran
from akun.models import User
from berkas import store
from jejak.models import Jejak
from laporan import pekerjaan
from laporan.models import Pekerjaan
from laporan.pekerjaan import Lapor
from sla.stages import StepRefused
from tests.factories import SENIN

K = Pekerjaan.Keadaan
pytestmark = pytest.mark.django_db


class Jam:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.kini = SENIN

    def __call__(self) -> datetime:
        return self.kini

    def maju(self, **lama: int) -> datetime:
        self.kini += timedelta(**lama)
        return self.kini


@pytest.fixture
def jam() -> Jam:
    return Jam()


@pytest.fixture
def kerja() -> Iterator[dict[str, Any]]:
    """Work whose inside a test can change: `isi` is called with the stream and the progress."""
    bawaan: dict[str, Any] = {"kali": 0, "isi": lambda tulis, lapor: tulis.write(b"rahasia sekali")}

    @pekerjaan.pelaksana("uji", judul="Uji")
    def jalan(parameter: dict[str, Any], actor: Actor, tulis: BinaryIO, lapor: Lapor) -> None:
        bawaan["kali"] += 1
        bawaan["diminta"] = (parameter, actor.peran)
        bawaan["isi"](tulis, lapor)

    yield bawaan
    del pekerjaan._pelaksana["uji"]


def pesan(actor: Actor, **lain: Any) -> Pekerjaan:
    return pekerjaan.pesan("uji", {"q": "Kenari"} | lain, "uji.csv", actor, SENIN)


def baca(satu: Pekerjaan, by: Actor, now: datetime) -> bytes:
    satu.refresh_from_db()
    return b"".join(pekerjaan.unduh(pekerjaan=satu, by=by, now=now))


def test_an_order_is_done_and_taken_by_who_ordered_it(
    kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]
) -> None:
    by = actor("verifikator")
    satu = pesan(by)
    assert pekerjaan.kerjakan(jam=jam) == 1
    assert kerja["diminta"] == ({"q": "Kenari"}, Peran.VERIFIKATOR)
    assert baca(satu, by, jam()) == b"rahasia sekali"
    assert bytes(satu.pesanan_segel) == b""
    kejadian = list(
        Jejak.objects.filter(objek_tipe="laporan.pekerjaan").order_by("urut").values_list("kejadian", "data")
    )
    assert kejadian == [(pekerjaan.DIPESAN, {"jenis": "uji"}), (pekerjaan.DIUNDUH, {"ukuran": 14})]


def test_neither_the_order_nor_the_result_lies_open(
    kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))
    satu.refresh_from_db()
    assert b"Kenari" not in bytes(satu.pesanan_segel)
    pekerjaan.kerjakan(jam=jam)
    satu.refresh_from_db()
    assert satu.hasil
    assert b"rahasia" not in store.path_of(satu.hasil).read_bytes()


def test_the_same_order_again_is_the_same_and_too_many_are_refused(
    kerja: dict[str, Any], actor: Callable[[str], Actor]
) -> None:
    by = actor("verifikator")
    assert pesan(by).pk == pesan(by).pk != pesan(actor("penelaah")).pk
    for n in range(2):
        pesan(by, n=n)
    with pytest.raises(StepRefused, match="belum selesai"):
        pesan(by, n=9)


@pytest.mark.parametrize("peran", sorted(Peran))
def test_only_who_works_here_orders(peran: str, kerja: dict[str, Any], orang: dict[str, User]) -> None:
    by = Actor.of(orang[peran]) if peran in orang else Actor("Sistem", Peran.SISTEM)
    if peran in PETUGAS:
        assert pesan(by).pk
    else:
        with pytest.raises(PermissionDenied):
            pesan(by)


def test_the_order_of_a_dead_worker_is_done_by_the_next(
    kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]
) -> None:
    by = actor("verifikator")
    satu = pesan(by)
    assert pekerjaan._ambil(jam())
    assert pekerjaan.kerjakan(jam=jam) == 0
    jam.maju(minutes=4)
    assert pekerjaan.kerjakan(jam=jam) == 1
    assert baca(satu, by, jam()) == b"rahasia sekali"


def test_a_worker_that_was_given_up_writes_nothing_any_more(
    kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]
) -> None:
    by = actor("verifikator")
    satu = pesan(by)

    def lambat(tulis: BinaryIO, lapor: Lapor) -> None:
        jam.maju(minutes=4)
        kerja["isi"] = lambda tulis, lapor: tulis.write(b"yang kedua")
        pekerjaan.kerjakan(jam=jam)
        tulis.write(b"yang pertama")

    kerja["isi"] = lambat
    pekerjaan.kerjakan(jam=jam)
    assert baca(satu, by, jam()) == b"yang kedua"
    assert kerja["kali"] == 2


def test_three_faults_are_enough(kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]) -> None:
    satu = pesan(actor("verifikator"))

    def rusak(tulis: BinaryIO, lapor: Lapor) -> None:
        tulis.write(b"x" * 200_000)
        raise RuntimeError

    kerja["isi"] = rusak
    for _ke in range(5):
        pekerjaan.kerjakan(jam=jam)
        jam.maju(minutes=1)
    satu.refresh_from_db()
    assert (satu.keadaan, satu.hasil, kerja["kali"]) == (K.GAGAL, None, 3)
    assert satu.sebab


def test_a_sentence_of_the_work_is_read_by_who_ordered_it(
    kerja: dict[str, Any], jam: Jam, masuk: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))

    def tolak(tulis: BinaryIO, lapor: Lapor) -> None:
        raise ValidationError("Terlalu banyak baris.")

    kerja["isi"] = tolak
    pekerjaan.kerjakan(jam=jam)
    halaman = masuk("verifikator").get(reverse("laporan:pekerjaan_satu", args=[satu.kode])).content.decode()
    assert "Terlalu banyak baris." in halaman
    assert "Unduh" not in halaman


def test_progress_is_seen_and_holds_the_lease(
    kerja: dict[str, Any], jam: Jam, masuk: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))
    client, terlihat = masuk("verifikator"), []

    def kerjakan(tulis: BinaryIO, lapor: Lapor) -> None:
        for sudah in (1000, 2500):
            jam.maju(minutes=2)
            lapor(sudah, 10_000)
            assert pekerjaan._ambil(jam()) is None
            terlihat.append(client.get(reverse("laporan:pekerjaan_satu", args=[satu.kode])).content.decode())

    kerja["isi"] = kerjakan
    pekerjaan.kerjakan(jam=jam)
    assert 'value="10"' in terlihat[0]
    assert "2.500 dari 10.000" in terlihat[1]
    assert "data-segarkan" in terlihat[1]


def test_an_order_called_off_ends_at_its_next_word(
    kerja: dict[str, Any], jam: Jam, masuk: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))

    def kerjakan(tulis: BinaryIO, lapor: Lapor) -> None:
        masuk("verifikator").post(reverse("laporan:pekerjaan_batalkan", args=[satu.kode]))
        lapor(1, 2)
        raise AssertionError("goes on")

    kerja["isi"] = kerjakan
    pekerjaan.kerjakan(jam=jam)
    satu.refresh_from_db()
    assert (satu.keadaan, satu.hasil) == (K.BATAL, None)


@pytest.mark.parametrize("peran", [*sorted(set(PETUGAS) - {Peran.VERIFIKATOR}), "verifikator_2", "orang_luar"])
def test_nobody_else_learns_of_an_order(
    peran: str, kerja: dict[str, Any], jam: Jam, masuk: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))
    pekerjaan.kerjakan(jam=jam)
    client = masuk(peran)
    for nama in ("pekerjaan_satu", "pekerjaan_unduh"):
        assert client.get(reverse(f"laporan:{nama}", args=[satu.kode])).status_code == 404
    assert client.post(reverse("laporan:pekerjaan_batalkan", args=[satu.kode])).status_code == 404
    assert "uji.csv" not in client.get(reverse("laporan:pekerjaan")).content.decode()


def test_the_result_is_downloaded_as_an_attachment_that_nobody_keeps(
    kerja: dict[str, Any], jam: Jam, masuk: Callable[[str], Client], actor: Callable[[str], Actor], settings: Any
) -> None:
    jam.kini = timezone.now()
    satu = pesan(actor("verifikator"))
    pekerjaan.kerjakan(jam=jam)
    client = masuk("verifikator")
    assert "uji.csv" in client.get(reverse("laporan:pekerjaan")).content.decode()
    jawab: Any = client.get(reverse("laporan:pekerjaan_unduh", args=[satu.kode]))
    assert b"".join(jawab) == b"rahasia sekali"
    assert jawab["Content-Disposition"] == 'attachment; filename="uji.csv"'
    assert "no-store" in jawab["Cache-Control"]
    assert jawab["Content-Length"] == "14"


@pytest.mark.parametrize("ubah", ["peran", "instansi", "konflik"])
def test_who_is_not_who_he_was_does_not_get_what_he_ordered(
    ubah: str, kerja: dict[str, Any], jam: Jam, orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))
    pekerjaan.kerjakan(jam=jam)
    user = orang["verifikator"]
    if ubah == "konflik":
        user.konflik.add(orang["orang_luar"].instansi)  # type: ignore[arg-type]
    elif ubah == "peran":
        User.objects.filter(pk=user.pk).update(peran=sorted(APIP)[0])
    else:
        User.objects.filter(pk=user.pk).update(instansi=orang["orang_luar"].instansi)
    with pytest.raises(PermissionDenied, match="berubah"):
        baca(satu, Actor.of(User.objects.get(pk=user.pk)), jam())


def test_whoever_was_disabled_meanwhile_gets_nothing_made(
    kerja: dict[str, Any], jam: Jam, orang: dict[str, User], actor: Callable[[str], Actor]
) -> None:
    satu = pesan(actor("verifikator"))
    User.objects.filter(pk=orang["verifikator"].pk).update(is_active=False)
    pekerjaan.kerjakan(jam=jam)
    satu.refresh_from_db()
    assert (satu.keadaan, kerja["kali"]) == (K.GAGAL, 0)


def test_after_a_day_the_result_is_gone_and_after_a_month_the_order(
    kerja: dict[str, Any], jam: Jam, actor: Callable[[str], Actor]
) -> None:
    by = actor("verifikator")
    satu = pesan(by)
    pekerjaan.kerjakan(jam=jam)
    satu.refresh_from_db()
    tempat = satu.hasil
    assert tempat
    assert pekerjaan.sapu(now=jam.maju(hours=23)) == 0
    with pytest.raises(StepRefused, match="24 jam"):
        baca(satu, by, jam.maju(hours=1))
    assert pekerjaan.sapu(now=jam()) == 1
    assert not store.exists(tempat)
    satu.refresh_from_db()
    assert satu.keadaan == K.HANGUS
    pekerjaan.sapu(now=jam.maju(days=30))
    assert not Pekerjaan.objects.exists()
