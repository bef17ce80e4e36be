"""What all tests share: people, times, reference data, and a database whose trail may be emptied between tests."""

import gc
from collections.abc import Callable, Generator, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from akun.actor import Actor, Peran
from akun.models import Instansi, User
from pengaduan import tabel
from sla import office
from tests import factories, plugin_servers
from tests.tables import empty_the_tables

pytest_plugins = [
    "tests.once",
    "tests.peramban",
    "tests.persuratan.keluar",
    "tests.persuratan.asli",
    "tests.helpdesk.verifikasi",
    "tests.helpdesk.dovecot",
    "tests.helpdesk.meja",
    "tests.konsultasi.meja",
]
SENIN_PAGI = datetime(2026, 11, 23, 9, 0, tzinfo=timezone.get_fixed_timezone(420))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported and collected lives as long as the process: nobody looks through it again for garbage."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """A test that read an English page leaves no English behind."""
    translation.activate("id")


@pytest.fixture(autouse=True)
def _only_our_servers(socket_disabled_but_local: None) -> None:
    """No test talks to anything but this machine."""


@pytest.fixture
def socket_disabled_but_local() -> Iterator[None]:
    """Loopback and unix sockets only."""
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    yield
    pytest_socket._remove_restrictions()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Each worker's database is a copy of one that was migrated while tests were collected."""
    connection.settings_dict["TEST"]["TEMPLATE"] = plugin_servers.migrated()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every test begins with empty tables. The trail's TRUNCATE triggers are tested in tests/jejak by name."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0")
        for table, trigger in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DISABLE TRIGGER "{trigger}"')
        empty_the_tables()


@pytest.fixture(autouse=True)
def _fresh_office() -> None:
    """No test sees the calendar, the policies or the provinces of another."""
    office.forget()
    tabel.provinsi_semenit.cache_clear()


@pytest.fixture
def boven_digoel(db: None) -> Instansi:
    """The institution that most test complaints are about."""
    return factories.InstansiFactory(nama="Pemerintah Kabupaten Boven Digoel")


@pytest.fixture
def orang(db: None, boven_digoel: Instansi) -> dict[str, User]:
    """One person per role, and `orang_luar`: an inspector of somewhere else."""
    lkpp = factories.InstansiFactory(nama="Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah", jenis="lembaga")
    lain = factories.InstansiFactory(nama="Pemerintah Kota Bontang", jenis="kota")
    people = {}
    for peran in Peran:
        if peran == Peran.SISTEM:
            continue
        instansi = boven_digoel if peran in {Peran.ADMIN_APIP, Peran.AUDITOR_APIP} else lkpp
        people[str(peran)] = factories.UserFactory.build(
            peran=peran, instansi=None if peran == Peran.PENGADU else instansi, nama=f"Ibu {peran.label}"
        )
    people["verifikator_2"] = factories.UserFactory.build(peran=Peran.VERIFIKATOR, instansi=lkpp)
    people["pejabat_dpph_2"] = factories.UserFactory.build(peran=Peran.PEJABAT_DPPH, instansi=lkpp)
    people["orang_luar"] = factories.UserFactory.build(peran=Peran.ADMIN_APIP, instansi=lain)
    User.objects.bulk_create(people.values())
    return people


@pytest.fixture
def actor(orang: dict[str, User]) -> Callable[[str], Actor]:
    """The actor of a person by role name."""
    return lambda nama: Actor.of(orang[nama])


@pytest.fixture
def masuk(orang: dict[str, User]) -> Callable[[str], Client]:
    """A browser in which a person is logged in with the second factor."""

    def login(nama: str) -> Client:
        return factories.logged_in(orang[nama])

    return login
