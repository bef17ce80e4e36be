"""Dates as letters write them: kept as written, and read as a day only where they say one."""

import re
from datetime import date

BULAN = {
    nama: n
    for n, semua in enumerate(
        (
            "januari jan january",
            "februari feb february",
            "maret mar march",
            "april apr",
            "mei may",
            "juni jun june",
            "juli jul july",
            "agustus agu agt aug august",
            "september sep sept",
            "oktober okt oct october",
            "november nov",
            "desember des dec december",
        ),
        start=1,
    )
    for nama in semua.split()
}
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
ANGKA = re.compile(r"(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4})")
KATA = re.compile(r"(\d{1,2})\s*[-/. ]?\s*([A-Za-z]+)\.?\s*[-/. ]?\s*(\d{4}|\d{2})")


def baca_tanggal(teks: str) -> date | None:
    """The day that a text names; none for "Januari 2023", "-" or a day that does not exist."""
    teks = teks.strip()
    if m := ISO.fullmatch(teks):
        tahun, bulan, hari = (int(x) for x in m.groups())
    elif m := ANGKA.fullmatch(teks):
        hari, bulan, tahun = (int(x) for x in m.groups())
    elif (m := KATA.fullmatch(teks)) and m[2].lower() in BULAN:
        hari, bulan, tahun = int(m[1]), BULAN[m[2].lower()], int(m[3])
        tahun += 2000 if tahun < 100 else 0
    else:
        return None
    try:
        return date(tahun, bulan, hari)
    except ValueError:
        return None
