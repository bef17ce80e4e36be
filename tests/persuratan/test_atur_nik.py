"""The NIK of a signer: typed, never an argument, sealed; only the system administrator writes it down."""

import io

import pytest
from django.core.management import CommandError, call_command

from akun.models import User
from jejak.models import Jejak
from persuratan.models import Penanda
from persuratan.models.penanda import pengenal

pytestmark = pytest.mark.django_db
NIK = "3174010203040506"


def atur(monkeypatch: pytest.MonkeyPatch, nik: str, siapa: User, oleh: User) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{nik}\n"))
    call_command("atur_nik", siapa.email, oleh=oleh.email, stdout=io.StringIO())


def test_a_signer_is_known_by_his_nik_and_it_stands_nowhere_in_plain(
    monkeypatch: pytest.MonkeyPatch, orang: dict[str, User]
) -> None:
    pejabat = orang["pejabat_dpph"]
    atur(monkeypatch, NIK, pejabat, orang["admin_sistem"])
    assert pengenal(pejabat) == NIK
    assert NIK.encode() not in bytes(Penanda.objects.get(user=pejabat).nik_segel)
    assert NIK not in str(list(Jejak.objects.values_list("data", flat=True)))
    atur(monkeypatch, "", pejabat, orang["admin_sistem"])
    assert pengenal(pejabat) == pejabat.email


@pytest.mark.parametrize(
    ("nik", "oleh", "kata"), [("123", "admin_sistem", "16 angka"), (NIK, "verifikator", "admin sistem")]
)
def test_what_is_no_nik_and_who_is_no_administrator_is_refused(
    monkeypatch: pytest.MonkeyPatch, orang: dict[str, User], nik: str, oleh: str, kata: str
) -> None:
    with pytest.raises(CommandError, match=kata):
        atur(monkeypatch, nik, orang["pejabat_dpph"], orang[oleh])
    assert pengenal(orang["pejabat_dpph"]) == orang["pejabat_dpph"].email
