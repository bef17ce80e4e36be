"""Which signer an installation uses, and what its settings refuse at start."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping

from persuratan.penanda_bsre import PenandaBsre
from persuratan.penanda_lokal import PenandaLokal
from persuratan.signing import Kode, SigningRefused, signer

BERKAS = Path(__file__).parents[2] / "lkpp_portal" / "settings.py"
Baca = Callable[..., tuple[str, str]]
PRODUKSI = {
    "PORTAL_MODE": "produksi",
    "EMAIL_URL": "smtp://surel.uji:25",
    **dict.fromkeys(
        ("SECRET_KEY", "KUNCI_IDENTITAS", "KUNCI_ISI", "KUNCI_TANDA_TERIMA", "KUNCI_JEJAK", "KUNCI_CARI"), "x" * 40
    ),
}
BSRE = {"TTE": "bsre", "BSRE_URL": "https://esign.uji", "BSRE_PENGGUNA": "portal", "BSRE_SANDI": "rahasia"}


@pytest.fixture
def mulai(monkeypatch: pytest.MonkeyPatch) -> Baca:
    """Read the settings anew under another environment: who signs, and BSrE's password."""

    def baca(**lingkungan: str) -> tuple[str, str]:
        with monkeypatch.context() as sementara:
            for nama, isi in (PRODUKSI | lingkungan).items():
                sementara.setenv(nama, isi)
            sementara.setattr(FileAwareEnv, "ENVIRON", FileAwareMapping())  # which keeps what it has read from files
            nilai = runpy.run_path(str(BERKAS))
        return nilai["TTE"], nilai["BSRE_SANDI"]

    return baca


def test_the_setting_says_which_signer(settings: LazySettings, tmp_path: Path) -> None:
    settings.TTE, settings.FOLDER_TTE = "lokal", tmp_path
    assert signer() == PenandaLokal(tmp_path)
    settings.TTE, settings.BSRE_URL, settings.BSRE_TENGGAT = "bsre", "http://127.0.0.1:1", 20
    penanda = signer()
    assert isinstance(penanda, PenandaBsre)
    assert (penanda.url, penanda.tenggat) == ("http://127.0.0.1:1", 20)


def test_where_nothing_is_set_up_nobody_can_sign(settings: LazySettings) -> None:
    settings.TTE = ""
    with pytest.raises(SigningRefused) as info:
        signer()
    assert info.value.kode == Kode.DITOLAK
    assert "BSRE_URL" in info.value.kalimat


def test_only_what_surely_signed_nothing_may_be_repeated_by_a_program() -> None:
    assert [kode for kode in Kode if SigningRefused(kode, "").boleh_ulang] == [Kode.TIDAK_TERJANGKAU]


def test_production_starts_without_a_signer_and_with_bsre(mulai: Baca, tmp_path: Path) -> None:
    assert mulai() == ("", "")
    assert mulai(**BSRE) == ("bsre", "rahasia")
    (tmp_path / "sandi").write_text("dari berkas\n")
    berkas = {k: v for k, v in BSRE.items() if k != "BSRE_SANDI"} | {"BSRE_SANDI_FILE": str(tmp_path / "sandi")}
    assert mulai(**berkas) == ("bsre", "dari berkas")


@pytest.mark.parametrize(
    ("salah", "kata"),
    [
        ({"TTE": "lokal"}, "sertifikat uji"),
        ({"TTE": "pakde"}, "tidak dikenal"),
        (BSRE | {"BSRE_SANDI": ""}, "BSRE_SANDI_FILE"),
        (BSRE | {"BSRE_URL": ""}, "perlu BSRE_URL"),
        (BSRE | {"BSRE_URL": "http://10.0.0.5"}, "https"),
        (BSRE | {"BSRE_URL": "esign.uji"}, "https"),
        (BSRE | {"BSRE_TENGGAT": "120"}, "5 sampai 50"),
        (BSRE | {"BSRE_CA": "/tidak/ada.pem"}, "PEM"),
    ],
)
def test_wrong_settings_are_refused_with_what_to_do(mulai: Baca, salah: dict[str, str], kata: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=kata) as info:
        mulai(**salah)
    assert "rahasia" not in str(info.value)


def test_a_demo_signs_with_its_own_keys(mulai: Baca) -> None:
    assert mulai(PORTAL_MODE="demo") == ("lokal", "")
