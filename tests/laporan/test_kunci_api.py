"""The life of a key: who gets which, what ends it, what is kept of it."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from akun import flow as akun_flow
from akun.actor import APIP, LKPP, LPSE, Actor, Peran
from akun.models import User
from jejak import trail
from laporan import kunci_api
from laporan.models import KunciApi, PakaiKunci
from laporan.models.api import Lingkup
from laporan.permissions import PEMBACA_LINGKUP, PEMEGANG_KUNCI
from sla.stages import StepRefused
from tests.laporan.berkunci import kunci

pytestmark = pytest.mark.django_db
ORANG = [str(p) for p in Peran if p != Peran.SISTEM]


@pytest.mark.parametrize("siapa", ORANG)
@pytest.mark.parametrize("lingkup", list(Lingkup))
def test_a_key_reads_only_what_its_owner_reads_on_the_pages(
    siapa: str, lingkup: Lingkup, orang: dict[str, User]
) -> None:
    if siapa in PEMBACA_LINGKUP[lingkup]:
        assert kunci(orang[siapa], lingkup)[0].lingkup == [lingkup]
    else:
        with pytest.raises(PermissionDenied):
            kunci(orang[siapa], lingkup)
        assert not KunciApi.objects.exists()


def test_who_keeps_identities_and_who_is_not_of_lkpp_has_no_key() -> None:
    assert LKPP - {Peran.PENJAGA_IDENTITAS} >= PEMEGANG_KUNCI
    assert not PEMEGANG_KUNCI & (APIP | LPSE | {Peran.PENGADU, Peran.SISTEM})


def test_the_secret_is_kept_nowhere_and_its_making_is_on_the_trail(orang: dict[str, User]) -> None:
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(k)::text FROM laporan_kunciapi k")
        isi = cursor.fetchone()[0]
        cursor.execute("SELECT coalesce(string_agg(to_jsonb(j)::text, ''), '') FROM jejak_jejak j")
        isi += cursor.fetchone()[0]
    assert rahasia not in isi
    assert rahasia[len(satu.awal) :] not in isi
    assert len(rahasia) >= 43
    assert [j.kejadian for j in trail.of(satu)] == [kunci_api.DIBUAT]


def test_a_key_is_known_while_it_lives(orang: dict[str, User]) -> None:
    now = timezone.now()
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN, now=now, hari=30)
    assert kunci_api.kenali(rahasia, now=now) == satu
    assert kunci_api.kenali(rahasia, now=now + timedelta(days=30, seconds=-1)) == satu
    assert kunci_api.kenali(rahasia, now=now + timedelta(days=30)) is None
    for lain in ("", "lkpp_", rahasia[:-1], rahasia + "a", rahasia.upper(), rahasia.removeprefix("lkpp_")):
        assert kunci_api.kenali(lain, now=now) is None


def _dinonaktifkan(user: User) -> None:
    user.is_active = False
    akun_flow.catat_perubahan(user=user, kolom=["is_active"], by=ADMIN, now=timezone.now())


def _pindah_peran(user: User) -> None:
    user.peran = Peran.PENELAAH
    akun_flow.catat_perubahan(user=user, kolom=["peran"], by=ADMIN, now=timezone.now())


def _peran_diganti_di_tabel(user: User) -> None:
    User.objects.filter(pk=user.pk).update(peran=Peran.PIMPINAN)


def _kunci_kedua_hilang(user: User) -> None:
    akun_flow.cabut_kunci_kedua(user=user, by=ADMIN, now=timezone.now())


ADMIN = Actor("Admin", Peran.ADMIN_SISTEM)


@pytest.mark.parametrize(
    "perubahan", [_dinonaktifkan, _pindah_peran, _peran_diganti_di_tabel, _kunci_kedua_hilang, akun_flow.akhiri_sesi]
)
def test_a_key_dies_with_what_its_owner_was(perubahan: Callable[[User], None], orang: dict[str, User]) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    assert kunci_api.kenali(rahasia, now=timezone.now())
    perubahan(orang["verifikator"])
    assert kunci_api.kenali(rahasia, now=timezone.now()) is None


def test_a_new_secret_key_of_the_portal_ends_every_key(orang: dict[str, User], settings: object) -> None:
    _satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    settings.SECRET_KEY = "z" * 50  # type: ignore[attr-defined]
    assert kunci_api.kenali(rahasia, now=timezone.now()) is None


@pytest.mark.parametrize("siapa", ["verifikator", "admin_sistem"])
def test_the_owner_and_the_administrator_revoke_once(siapa: str, orang: dict[str, User]) -> None:
    satu, rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    by, now = Actor.of(orang[siapa]), timezone.now()
    kunci_api.cabut(kunci=satu, by=by, now=now)
    assert kunci_api.kenali(rahasia, now=now) is None
    assert [j.kejadian for j in trail.of(satu)] == [kunci_api.DIBUAT, kunci_api.DICABUT]
    with pytest.raises(StepRefused):
        kunci_api.cabut(kunci=satu, by=by, now=now)


@pytest.mark.parametrize("siapa", sorted(set(ORANG) - {"verifikator", "admin_sistem"}))
def test_nobody_else_revokes(siapa: str, orang: dict[str, User]) -> None:
    satu, _rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    with pytest.raises(PermissionDenied):
        kunci_api.cabut(kunci=satu, by=Actor.of(orang[siapa]), now=timezone.now())


def test_ten_living_keys_are_enough(orang: dict[str, User]) -> None:
    ada = [kunci(orang["verifikator"], Lingkup.PENGADUAN)[0] for _ke in range(kunci_api.BERSAMAAN)]
    with pytest.raises(StepRefused):
        kunci(orang["verifikator"], Lingkup.PENGADUAN)
    kunci_api.cabut(kunci=ada[0], by=Actor.of(orang["verifikator"]), now=timezone.now())
    assert kunci(orang["verifikator"], Lingkup.PENGADUAN)


@pytest.mark.parametrize(("lingkup", "hari"), [((), 30), ((Lingkup.PENGADUAN,), 0), ((Lingkup.PENGADUAN,), 366)])
def test_a_key_has_a_scope_and_ends_within_a_year(
    lingkup: tuple[Lingkup, ...], hari: int, orang: dict[str, User]
) -> None:
    with pytest.raises(ValidationError):
        kunci(orang["verifikator"], *lingkup, hari=hari)


def test_the_database_keeps_no_key_for_longer_than_a_year(orang: dict[str, User]) -> None:
    satu, _rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN, hari=365)
    with pytest.raises(IntegrityError), transaction.atomic():
        KunciApi.objects.filter(pk=satu.pk).update(berlaku_sampai=satu.dibuat_pada + timedelta(days=366))


def test_what_was_read_is_counted_by_day_and_scope(orang: dict[str, User]) -> None:
    satu, _rahasia = kunci(orang["verifikator"], Lingkup.PENGADUAN)
    now = timezone.now()
    for baris in (50, 7):
        kunci_api.catat(kunci_id=satu.pk, lingkup=Lingkup.PENGADUAN, baris=baris, now=now)
    kunci_api.catat(kunci_id=satu.pk, lingkup=Lingkup.PENGADUAN, baris=1, now=now + timedelta(days=1))
    rows = PakaiKunci.objects.order_by("hari").values_list("permintaan", "baris", "terakhir_pada")
    assert list(rows) == [(2, 57, now), (1, 1, now + timedelta(days=1))]


@pytest.mark.parametrize(("dari", "sisa"), [(["--semua"], 0), (["VERIFIKATOR"], 1)])
def test_in_an_incident_keys_end_by_command(dari: list[str], sisa: int, orang: dict[str, User]) -> None:
    for siapa in ("verifikator", "pimpinan"):
        kunci(orang[siapa], Lingkup.PENGADUAN)
    alamat = [orang["verifikator"].email.upper() if satu == "VERIFIKATOR" else satu for satu in dari]
    tulisan = io.StringIO()
    call_command("cabut_kunci_api", *alamat, stdout=tulisan)
    assert tulisan.getvalue().startswith(f"{2 - sisa} kunci diakhiri")
    assert KunciApi.objects.hidup(timezone.now()).count() == sisa


@pytest.mark.parametrize("isian", [[], ["orang@uji.example", "--semua"]])
def test_the_command_wants_to_know_whose_keys(isian: list[str]) -> None:
    with pytest.raises(CommandError):
        call_command("cabut_kunci_api", *isian)
