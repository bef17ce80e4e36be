"""Letters out with the real press and the real signer, trusted by the checker; and uploads as browsers send them."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akun.actor import Actor
from akun.models import Pejabat, User
from berkas import store
from persuratan import kepercayaan
from persuratan.models import PeriksaKeaslian, SertifikatTepercaya, SuratKeluar
from tests.factories import SENIN
from tests.persuratan import keluar, tte
from tests.persuratan.keluar import Meja


@pytest.fixture
def tepercaya(orang: dict[str, User]) -> SertifikatTepercaya:
    """The checker trusts the authority of the tests."""
    akar = tte.dunia().ca.akar.pem.decode()
    pem = (
        akar[akar.index("-----BEGIN CERTIFICATE") : akar.index("-----END CERTIFICATE")] + "-----END CERTIFICATE-----\n"
    )
    admin = Actor.of(orang["admin_sistem"])
    return kepercayaan.tambah(pem=pem, jenis="akar", alasan="Uji", by=admin, now=SENIN)


@pytest.fixture(scope="session")
def folder_tte(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The authority as files: read once per process, as in life. The signer of each test adds his key."""
    folder = tmp_path_factory.mktemp("tte")
    tte.simpan_kunci(folder)
    return folder


@pytest.fixture
def meja_asli(
    kebijakan: None,
    orang: dict[str, User],
    direktur: Pejabat,
    tangga: list[Pejabat],
    tepercaya: SertifikatTepercaya,
    gudang: None,
    settings: Any,
    folder_tte: Path,
) -> Meja:
    """Like `meja`, but letters are printed and signed."""
    penanda = orang[keluar.PENANDA_TANGAN].email
    (folder_tte / f"{penanda}.p12").write_bytes(tte.kunci_ratna(keluar.SANDI))
    settings.TTE, settings.FOLDER_TTE = "lokal", folder_tte
    return Meja({nama: Actor.of(user) for nama, user in orang.items()}, direktur, tangga)


def isi(surat: SuratKeluar) -> bytes:
    """The signed file."""
    assert surat.berkas is not None
    return b"".join(store.read(surat.berkas.pk))


def unggah(client: Client, pdf: bytes, nama: str = "surat.pdf") -> Any:
    """Send a file; what the portal answers."""
    berkas = SimpleUploadedFile(nama, pdf, content_type="application/pdf")
    return client.post(reverse("keaslian:unggah"), {"berkas": berkas})


def terunggah(client: Client, pdf: bytes) -> PeriksaKeaslian:
    """The check that an upload has begun."""
    jawaban = unggah(client, pdf)
    assert jawaban.status_code == 302, jawaban.content.decode()
    return PeriksaKeaslian.objects.get(pk=UUID(jawaban["Location"].split("/")[-2]))
