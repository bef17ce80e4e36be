"""Letters to test with: an official with his office, a deputy, TU, a sender."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from akun.actor import Actor, Peran
from akun.models import Pejabat, Pemangku, Unit, User
from akun.receipt import new_token
from persuratan import disposisi, flow_masuk
from persuratan.disposisi import Arahan
from persuratan.flow_masuk import DataSurat
from persuratan.models import Disposisi, SuratMasuk
from tests import factories
from tests.factories import SENIN


@pytest.fixture
def direktur(orang: dict[str, User]) -> Pejabat:
    """The office that test letters are addressed to, held by the pejabat DPPH."""
    unit = Unit.objects.create(kode="DPPH", nama="Direktorat Penanganan Permasalahan Hukum")
    pejabat = Pejabat.objects.create(jabatan="Direktur Penanganan Permasalahan Hukum", unit=unit)
    Pemangku.objects.create(pejabat=pejabat, user=orang["pejabat_dpph"], mulai=date(2020, 1, 1))
    User.objects.filter(peran__in=[Peran.VERIFIKATOR, Peran.PENELAAH]).update(unit=unit)
    for nama in ("verifikator", "penelaah", "verifikator_2"):
        orang[nama].refresh_from_db()
    return pejabat


@pytest.fixture
def surat(kebijakan: None, orang: dict[str, User], direktur: Pejabat) -> Callable[..., SuratMasuk]:
    """Enter a letter through TU, of any secrecy; `untuk` names the office."""

    def buat(kerahasiaan: str = "biasa", **data: object) -> SuratMasuk:
        isi = {
            "jenis_pengirim": "perorangan",
            "nama_pengirim": "Siti Contoh",
            "penerima": direktur,
            "kerahasiaan": kerahasiaan,
            "nomor_surat": "012/LSM/XI/2026",
            "perihal": "Permohonan penjelasan (Obat) & alkes",
        } | data
        return flow_masuk.catat(
            data=DataSurat(**isi),  # type: ignore[arg-type]
            kanal="kertas",
            diterima_pada=SENIN,
            berkas=None,
            token=new_token(),
            by=Actor.of(orang["petugas_tu"]),
            now=SENIN,
        )

    return buat


@pytest.fixture
def plh(orang: dict[str, User], direktur: Pejabat) -> User:
    """Stands in for the director: today, and on the day that the tests play."""
    user: User = factories.UserFactory(peran=Peran.PENELAAH, nama="Ibu Plh")
    Pemangku.objects.create(
        pejabat=direktur, user=user, sebagai="plh", mulai=date(2026, 11, 1), sampai=date(2099, 12, 31)
    )
    return user


@pytest.fixture
def di_pejabat(
    surat: Callable[..., SuratMasuk], orang: dict[str, User], direktur: Pejabat
) -> Callable[..., SuratMasuk]:
    """A letter that TU has passed on to the official."""

    def buat(kerahasiaan: str = "biasa", **data: object) -> SuratMasuk:
        s = surat(kerahasiaan, **data)
        tu = Actor.of(orang["petugas_tu"])
        flow_masuk.teruskan(surat=s, nomor_agenda="1/TU/2026", penerima=None, by=tu, now=SENIN)
        return s

    return buat


@pytest.fixture
def arahkan(orang: dict[str, User]) -> Callable[..., Disposisi]:
    """The director asks somebody (a person by the name of the fixture `orang`, or a unit)."""

    def beri(s: SuratMasuk, kepada: str | Unit, *, oleh: str = "pejabat_dpph", **isi: object) -> Disposisi:
        tujuan: dict[str, object] = {"orang": [orang[kepada]]} if isinstance(kepada, str) else {"unit": [kepada]}
        arahan = Arahan(**({"instruksi": ["telaah"]} | tujuan | isi))  # type: ignore[arg-type]
        return disposisi.disposisikan(surat=s, arahan=arahan, by=Actor.of(orang[oleh]), now=SENIN)[0]

    return beri


@pytest.fixture
def gudang(settings: Any, tmp_path: Path) -> None:
    """A store of its own."""
    settings.FOLDER_BERKAS, settings.CLAMD_URL = tmp_path / "berkas", ""
