"""A prepared query answers as its queryset would, with other values each time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from akun.models import Instansi, Wilayah
from akun.prepared import prepared
from jejak.models import Jejak
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
ditulis: list[object] = []


@prepared
def bernama(nama: str, jenis: str = "kabupaten") -> "QuerySet[Wilayah]":
    """Regions of a name."""
    ditulis.append(nama)
    return Wilayah.objects.filter(nama__iexact=nama, jenis=jenis).only("nama")


@prepared
def instansi(nama: str) -> "QuerySet[Instansi]":
    return Instansi.objects.select_related("wilayah").filter(nama=nama)


@prepared
def isi(objek_id: int) -> "QuerySet[Jejak, tuple[Any, ...]]":
    return Jejak.objects.filter(objek_id=objek_id).order_by("-urut").values_list("urut", "data", "pada")


def test_each_call_asks_with_its_own_values_and_the_sql_is_written_once() -> None:
    jayapura, merauke = (
        Wilayah.objects.create(kode=kode, nama=nama, jenis="kabupaten", otonom=True)
        for kode, nama in (("91.03", "Jayapura"), ("91.01", "Merauke"))
    )
    assert bernama("JAYAPURA", "kabupaten") == [jayapura]
    assert bernama("merauke", jenis="kabupaten") == [merauke]
    assert bernama("merauke", jenis="kota") == []
    assert len(ditulis) == 1


def test_instances_are_as_the_orm_makes_them(django_assert_num_queries: Any) -> None:
    factories.InstansiFactory(nama="Pemerintah Kabupaten Merauke", wilayah=factories.WilayahFactory(nama="Merauke"))
    with django_assert_num_queries(1):
        (found,) = instansi("Pemerintah Kabupaten Merauke")
        assert found.wilayah is not None
        assert found.wilayah.nama == "Merauke"
    assert not found._state.adding
    assert bernama(found.wilayah.nama, found.wilayah.jenis)[0].get_deferred_fields() >= {"jenis"}


def test_an_instance_without_its_relation_is_found_too() -> None:
    factories.InstansiFactory(nama="Kementerian Contoh", wilayah=None)
    assert instansi("Kementerian Contoh")[0].wilayah is None


def test_values_come_out_as_the_columns_hold_them() -> None:
    for urut in (1, 2):
        Jejak.objects.create(
            kejadian="uji",
            objek_tipe="uji",
            objek_id=7,
            urut=urut,
            pada=NOW,
            pelaku="Sistem",
            peran="sistem",
            data={"ke": urut},
            sebelum="",
            sidik="",
        )
    assert [tuple(row) for row in isi(7)] == [(2, {"ke": 2}, NOW), (1, {"ke": 1}, NOW)]
    assert isi(8) == []
