"""Dates are read as a day only where they say one."""

from datetime import date

import pytest

from inspektorat.tanggal import baca_tanggal


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("23-Aug-21", date(2021, 8, 23)),
        ("2 Mei 2023", date(2023, 5, 2)),
        ("14/09/2022", date(2022, 9, 14)),
        ("2026-11-21", date(2026, 11, 21)),
        (" 1 Desember 2022 ", date(2022, 12, 1)),
        ("Januari 2023", None),
        ("-", None),
        ("31-02-2023", None),
        ("7 Smarch 2022", None),
    ],
)
def test_a_date_is_read_or_left_as_written(teks: str, hari: date | None) -> None:
    assert baca_tanggal(teks) == hari
