"""Counts and pages that stop at a bound, asked in one query."""

from typing import Any

import pytest

from akun import terbatas
from akun.models import User
from akun.prepared import Blank
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sedikit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terbatas, "BATAS", 3)
    for _ in range(6):
        UserFactory(peran="verifikator")
    UserFactory(peran="pimpinan")


def test_counts_and_keys_come_in_one_query_and_stop_one_beyond_the_bound(django_assert_num_queries: Any) -> None:
    verifikator, pimpinan = (User.objects.filter(peran=p).order_by("-pk") for p in ("verifikator", "pimpinan"))
    bagian = [terbatas.banyak(verifikator.values("pk")), terbatas.banyak(pimpinan.values("pk"))]
    with django_assert_num_queries(1):
        satu, dua, kunci = terbatas.tanya([*bagian, terbatas.kunci(verifikator)], {})
    assert (satu, dua) == (4, 1)
    assert kunci == list(verifikator.values_list("pk", flat=True)[:4])


def test_nothing_is_found_where_nothing_can_be() -> None:
    assert terbatas.tanya([terbatas.banyak(User.objects.none()), terbatas.kunci(User.objects.none())], {}) == [0, []]


def test_blanks_are_filled_in_when_asked() -> None:
    sql = terbatas.banyak(User.objects.filter(peran=Blank("siapa")).values("pk"))
    assert [terbatas.tanya([sql], {"siapa": p}) for p in ("pimpinan", "verifikator")] == [[1], [4]]
    mereka = list(User.objects.values_list("pk", flat=True)[:2])
    assert User.objects.filter(terbatas.satu_dari("pk", mereka)).count() == 2


def test_pages_end_at_the_bound_and_say_that_there_is_more() -> None:
    penuh, pas = terbatas.PaginatorTerbatas([1, 2, 3, 4]), terbatas.PaginatorTerbatas([1, 2, 3])
    assert (penuh.count, penuh.jumlah, penuh.penuh) == (3, "1.000+", True)
    assert (pas.count, pas.jumlah, pas.penuh) == (3, "3", False)


def test_two_lists_are_read_as_one_in_the_order_of_both() -> None:
    semua = User.objects.filter(peran__in=["verifikator", "pimpinan"])
    bagian = [semua.filter(peran="pimpinan"), semua.filter(peran="verifikator")]
    (kunci,) = terbatas.tanya([terbatas.kunci_gabungan(bagian, ["-email", "id"])], {})
    assert kunci == list(semua.order_by("-email", "id").values_list("pk", flat=True)[:4])


def test_values_written_out_are_the_words_of_the_program() -> None:
    assert User.objects.filter(terbatas.tetap("peran", ["pimpinan", "penelaah"])).count() == 1
    with pytest.raises(ValueError, match="x'"):
        terbatas.tetap("peran", ["x' OR 'a"])
