"""Receipts: no number twice and none lost, and a door that tells a stranger nothing."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from akun import receipt
from akun.models import Percobaan, Receipt, Unit
from akun.receipt import BATAS_ALAMAT, BATAS_NOMOR, ReceiptRefused

SIANG = datetime(2026, 11, 21, 5, 30, tzinfo=UTC)
TOKEN = "01AB-CDEF-GHJK-MN"
LAIN = "9999-CDEF-GHJK-MN"


class Batal(Exception):
    pass


@pytest.fixture
def nomor(db: None) -> str:
    unit = Unit.objects.create(kode="U", nama="Unit")
    nomor = receipt.next_number("PGD", now=SIANG)
    receipt.issue(objek=unit, nomor=nomor, token=TOKEN)
    return nomor


def buka(nomor: str, token: str, alamat: str = "10.0.0.1", now: datetime = SIANG) -> Receipt:
    return receipt.open(nomor=nomor, token=token, alamat=alamat, now=now)


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_get_forty_numbers_without_a_gap_although_some_turn_back() -> None:
    def satu(n: int) -> str | None:
        try:
            with transaction.atomic():
                nomor = receipt.next_number("PGD", now=SIANG)
                if n % 4 == 0:
                    raise Batal
                return nomor
        except Batal:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        hasil = sorted(filter(None, pool.map(satu, range(53))))
    assert hasil == [f"PGD20261121{n:04d}" for n in range(1, len(hasil) + 1)]
    assert len(hasil) == 39


@pytest.mark.django_db
def test_the_day_begins_at_midnight_in_jakarta_and_each_prefix_counts_alone() -> None:
    malam = datetime(2026, 11, 21, 16, 59, 59, tzinfo=UTC)
    assert receipt.next_number("PGD", now=malam) == "PGD202611210001"
    assert receipt.next_number("PGD", now=malam) == "PGD202611210002"
    assert receipt.next_number("WBS", now=malam) == "WBS202611210001"
    assert receipt.next_number("PGD", now=malam + timedelta(seconds=1)) == "PGD202611220001"


def test_a_token_has_seventy_bits_and_no_letter_that_is_mistaken_for_another() -> None:
    tokens = {receipt.new_token() for _ in range(200)}
    assert len(tokens) == 200
    assert not set("ILOU") & set("".join(tokens))
    assert all(len(receipt.normalise(t)) == 14 for t in tokens)


@pytest.mark.parametrize(
    ("tulis_nomor", "tulis_token"),
    [
        (lambda n: n, lambda t: t),
        (str.lower, str.lower),
        (lambda n: f" {n[:3]} {n[3:7]}-{n[7:11]} {n[11:]}\n", lambda t: t.replace("-", " ")),
        (lambda n: n.translate({d: d + 0xFEE0 for d in range(48, 58)}), lambda t: t.replace("-", "\u2013")),
        (lambda n: n, lambda t: t.replace("0", "O").replace("1", "l")),
        (lambda n: n, lambda t: t.replace("0", "o").replace("1", "I")),
    ],
    ids=["as shown", "lower case", "spaces and dashes", "full-width digits", "O and l", "o and I"],
)
def test_people_type_it_in_many_ways(
    nomor: str, tulis_nomor: Callable[[str], str], tulis_token: Callable[[str], str]
) -> None:
    assert buka(tulis_nomor(nomor), tulis_token(TOKEN)).nomor == nomor


def test_unknown_number_and_wrong_token_get_the_same_answer_for_the_same_work(nomor: str) -> None:
    jejak = []
    for coba_nomor, coba_token in ((nomor, LAIN), ("PGD202611219999", TOKEN), ("", ""), ("Ω" * 300, "x" * 3000)):
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            pytest.raises(ReceiptRefused) as galat,
        ):
            buka(coba_nomor, coba_token)
        jejak.append((galat.value.kalimat, len(queries), [q["sql"].split("WHERE")[0][:60] for q in queries]))
    assert all(j == jejak[0] for j in jejak)


def test_an_old_key_still_opens_what_it_wrote(nomor: str, settings: pytest.FixtureRequest) -> None:
    lama = settings.KUNCI_TANDA_TERIMA
    settings.KUNCI_TANDA_TERIMA = f"baru:{'B' * 43},{lama}"
    assert buka(nomor, TOKEN).nomor == nomor
    settings.KUNCI_TANDA_TERIMA = f"baru:{'B' * 43}"
    with pytest.raises(ReceiptRefused):
        buka(nomor, TOKEN)


def test_ten_failures_shut_a_number_for_everybody_until_the_next_hour(nomor: str) -> None:
    for n in range(BATAS_NOMOR):
        with pytest.raises(ReceiptRefused):
            buka(nomor, LAIN, alamat=f"10.1.0.{n}")
    with pytest.raises(ReceiptRefused):
        buka(nomor, TOKEN, alamat="10.2.0.1")
    assert buka(nomor, TOKEN, now=SIANG + timedelta(hours=1)).nomor == nomor


def test_thirty_failures_shut_out_an_address_and_nobody_else(nomor: str) -> None:
    for n in range(BATAS_ALAMAT):
        with pytest.raises(ReceiptRefused):
            buka(f"PGD20261121{5000 + n}", LAIN)
    with pytest.raises(ReceiptRefused):
        buka(nomor, TOKEN)
    assert buka(nomor, TOKEN, alamat="10.0.0.2").nomor == nomor


def test_success_costs_no_failure(nomor: str) -> None:
    for _ in range(BATAS_NOMOR + 1):
        buka(nomor, TOKEN)
    assert not Percobaan.objects.exists()


def test_neither_token_nor_address_is_kept(nomor: str) -> None:
    with pytest.raises(ReceiptRefused):
        buka(nomor, LAIN, alamat="203.0.113.77")
    tersimpan = str(list(Receipt.objects.values())) + str(list(Percobaan.objects.values()))
    for rahasia in (TOKEN, receipt.normalise(TOKEN), LAIN, receipt.normalise(LAIN), "203.0.113.77"):
        assert rahasia not in tersimpan


def test_counters_are_forgotten_when_their_hour_is_over(nomor: str) -> None:
    with pytest.raises(ReceiptRefused):
        buka(nomor, LAIN)
    assert receipt.forget_failures(now=SIANG + timedelta(hours=1)) == 0
    assert receipt.forget_failures(now=SIANG + timedelta(hours=3)) == 2


def test_an_address_that_is_shut_out_cannot_shut_numbers(nomor: str) -> None:
    """Numbers can be guessed: one machine must not be able to lock every complainant out, hour after hour."""
    for n in range(BATAS_ALAMAT):
        with pytest.raises(ReceiptRefused):
            buka(f"PGD20261121{5000 + n}", LAIN)
    for _ in range(BATAS_NOMOR):
        with pytest.raises(ReceiptRefused):
            buka(nomor, LAIN)
    assert buka(nomor, TOKEN, alamat="10.0.0.2").nomor == nomor
