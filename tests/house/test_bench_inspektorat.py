"""The benchmark of inspectorates: what it seeds can be counted, and its table says what was missed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from akun.models import User
from bench import inspektorat, inspektorat_isi
from laporan import efektivitas, papan_skor
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_cases_are_seeded_with_what_the_scoreboard_counts(kebijakan: None, orang: dict[str, User]) -> None:
    for _ke in range(3):
        factories.InstansiFactory()
    now = timezone.now()
    inspektorat_isi.isi(200, now=now)
    hitungan = papan_skor.hitung(dari=now - timedelta(days=800), sampai=now).values()
    semua = {u: sum(h[u].n for h in hitungan) for u in papan_skor.UKURAN}
    assert semua["terima"] > 180
    assert 0 < semua["hasil"] < semua["terima"]
    assert sum(h["kembali"].x for h in hitungan) > 5
    paket = efektivitas.jumlah(efektivitas.per_instansi(dari=now - timedelta(days=800), sampai=now))
    assert 100 < paket.diadukan <= 200
    assert orang


def test_the_table_says_what_was_missed() -> None:
    def satu(p95: float) -> dict[str, dict[str, float]]:
        sisi = {"p50": 10.0, "p95": p95, "kueri": 5, "cpu_ms": 3.0}
        return {"judul": "Halaman", "portal": sisi, "lantai": sisi}  # type: ignore[dict-item]

    baris = inspektorat.rows_of({"registri": satu(149), "papan": satu(501), "efektivitas": satu(9999)})
    assert [b[3] for b in baris] == ["ya", "TIDAK", "ya"]
