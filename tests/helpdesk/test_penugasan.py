"""Assignment when several reports come at once: nobody gets two while another has none."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from akun.models import User
from helpdesk.models import Tiket
from tests.helpdesk.conftest import BuatTiket


@pytest.mark.django_db(transaction=True)
def test_reports_at_the_same_moment_are_spread_evenly(buat: BuatTiket, petugas: dict[str, User]) -> None:
    def lapor(_n: int) -> str:
        try:
            return buat().nomor
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        nomor = list(pool.map(lapor, range(8)))
    assert len(set(nomor)) == 8
    beban = Counter(Tiket.objects.values_list("pemegang_id", flat=True))
    assert beban == {petugas["mamuju"].pk: 4, petugas["mamuju_2"].pk: 4}
