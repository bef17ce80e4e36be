"""The cache keeps data and nothing else, and several at once can count on it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from akun.models import Simpanan
from akun.tasks import sapu_sesi

pytestmark = pytest.mark.django_db


@dataclass
class Benda:
    nama: str


def lewat(kunci: str) -> None:
    """Make a kept value old."""
    assert cache.touch(kunci, -1)


@pytest.mark.parametrize("nilai", [None, True, 0, 1.5, "teks \x00 ☂", [1, [2]], {"a": {"b": [None]}}])
def test_what_goes_in_comes_out(nilai: Any) -> None:
    cache.set("satu", nilai)
    assert cache.get("satu", "tidak ada") == nilai
    assert cache.get_many(["satu", "dua"]) == {"satu": nilai}
    assert cache.has_key("satu")
    assert not cache.has_key("dua")


@pytest.mark.parametrize(
    "nilai", [Benda("x"), datetime(2026, 11, 21, tzinfo=UTC), (1, 2), {1: 2}, {1}, b"x", float("nan")], ids=repr
)  # fmt: skip
def test_what_is_not_json_is_refused_and_nothing_is_kept(nilai: Any) -> None:
    with pytest.raises(TypeError, match="hanya menyimpan JSON"):
        cache.set("satu", nilai)
    with pytest.raises(TypeError, match="hanya menyimpan JSON"):
        cache.add("satu", nilai)
    assert not Simpanan.objects.exists()


def test_a_value_that_is_not_json_in_the_table_runs_nothing() -> None:
    cache.set("satu", 1)
    Simpanan.objects.update(isi="cos\nsystem\n(S'true'\ntR.")
    with pytest.raises(ValueError, match="Expecting value"):
        cache.get("satu")


def test_the_table_does_not_hold_the_names() -> None:
    cache.set("allauth:rl:login:203.0.113.7", [1.0])
    assert "203.0.113.7" not in str(list(Simpanan.objects.values_list()))


def test_a_later_value_takes_the_place_of_the_earlier_one() -> None:
    cache.set("satu", 1)
    cache.set("satu", 2, None)
    assert cache.get("satu") == 2
    assert Simpanan.objects.get().kedaluwarsa_pada is None


def test_adding_works_once_and_again_when_the_time_is_over() -> None:
    assert cache.add("satu", 1, 60)
    assert not cache.add("satu", 2, 60)
    assert cache.get("satu") == 1
    lewat("satu")
    assert cache.get("satu") is None
    assert cache.add("satu", 3, 60)
    assert cache.get("satu") == 3


def test_what_is_kept_for_ever_is_not_added_over() -> None:
    cache.set("satu", 1, None)
    assert not cache.add("satu", 2)


def test_counting_keeps_the_time_and_refuses_what_is_no_number() -> None:
    cache.set("satu", 1, 60)
    sampai = Simpanan.objects.get().kedaluwarsa_pada
    assert (cache.incr("satu"), cache.incr("satu", 5), cache.decr("satu", 10)) == (2, 7, -3)
    assert Simpanan.objects.get().kedaluwarsa_pada == sampai
    cache.set("dua", "teks")
    for kunci in ("dua", "tidak ada"):
        with pytest.raises(ValueError, match="bilangan"):
            cache.incr(kunci)


@pytest.mark.django_db(transaction=True)
def test_several_who_count_or_add_at_once_do_not_lose_each_other() -> None:
    cache.set("satu", 0)
    berhasil: list[bool] = []

    def kerja() -> None:
        berhasil.append(cache.add("kunci", True))
        for _ in range(20):
            cache.incr("satu")
        connection.close()

    orang = [Thread(target=kerja) for _ in range(4)]
    for satu in orang:
        satu.start()
    for satu in orang:
        satu.join()
    assert cache.get("satu") == 80
    assert sorted(berhasil) == [False, False, False, True]


def test_touching_prolongs_only_what_lives() -> None:
    cache.set("satu", 1, 1)
    assert cache.touch("satu", 3600)
    sampai = Simpanan.objects.get().kedaluwarsa_pada
    assert sampai is not None
    assert sampai > timezone.now() + timedelta(minutes=50)
    lewat("satu")
    assert not cache.touch("satu", 3600)


def test_forgetting_one_and_everything() -> None:
    cache.set_many({"satu": 1, "dua": 2})
    assert cache.delete("satu")
    assert not cache.delete("satu")
    cache.clear()
    assert cache.get("dua") is None


def test_versions_are_apart() -> None:
    cache.set("satu", 1, version=1)
    cache.set("satu", 2, version=2)
    assert (cache.get("satu", version=1), cache.get("satu", version=2)) == (1, 2)


def test_the_sweep_takes_what_is_over_and_leaves_the_rest() -> None:
    cache.set_many({"satu": 1, "dua": 2})
    cache.set("tiga", 3, None)
    lewat("satu")
    sapu_sesi()
    assert cache.get_many(["satu", "dua", "tiga"]) == {"dua": 2, "tiga": 3}
    assert Simpanan.objects.count() == 2
