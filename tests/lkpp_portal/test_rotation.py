"""After a rotation the old keys can be thrown away, and everything still opens."""

import base64
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from akun.actor import Actor
from akun.blind import query
from akun.models import User
from berkas import flow as berkas_flow
from berkas import store
from jejak import trail
from pengaduan import percakapan, vault
from pengaduan.models import Pengaduan
from pengaduan.status import Status
from tests import factories
from tests.factories import SENIN

RINGS = ("KUNCI_ISI", "KUNCI_IDENTITAS", "KUNCI_CARI", "KUNCI_JEJAK")
NEW = "baru:" + base64.urlsafe_b64encode(bytes([99]) * 32).decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan")
def test_everything_opens_with_the_new_keys_alone(orang: dict[str, User], settings: Any) -> None:
    p = factories.bawa_ke(Status.REVIU_HASIL, orang)
    unggahan = SimpleUploadedFile("catatan.txt", b"isi berkas yang tersegel", "text/plain")
    berkas = berkas_flow.terima(unggahan=unggahan, now=SENIN)
    percakapan.lampirkan(p, [(berkas, "Catatan saya")], by=Actor.pengadu(p.nomor))
    percakapan.tulis_pelapor(pengaduan=p, isi="Ada yang baru.", by=Actor.pengadu(p.nomor), now=SENIN)
    factories.kunci_kedua(orang["verifikator"], "JBSWY3DPEHPK3PXP")
    for ring in RINGS:
        setattr(settings, ring, f"{NEW},{getattr(settings, ring)}")
    call_command("rotasi_kunci")
    assert list(trail.broken(trail.of(p))) == []
    for ring in RINGS[:3]:
        setattr(settings, ring, NEW)
    secret = Authenticator.objects.get(user=orang["verifikator"]).data["secret"]
    assert decrypt(secret) == "JBSWY3DPEHPK3PXP"
    p = Pengaduan.objects.get(pk=p.pk)
    assert p.uraian == factories.data_pengaduan().uraian
    assert [t.nama for t in p.teradu.order_by("id")] == ["Pokja 3", "PT Contoh Jaya"]
    assert p.pesan.last().isi == "Ada yang baru."
    assert p.bukti.get().catatan == "Catatan saya"
    assert p.bukti.get().berkas.nama_asli == "catatan.txt"
    assert b"".join(store.read(berkas.pk)) == b"isi berkas yang tersegel"
    assert vault.alamat_kabar(p) == factories.IDENTITAS.surel
    assert Pengaduan.objects.filter(indeks__kata__contains=query("penawaran")).get() == p


@pytest.mark.django_db
@pytest.mark.usefixtures("kebijakan")
def test_a_lost_key_stops_the_rotation_with_a_sentence(settings: Any) -> None:
    factories.ajukan()
    settings.KUNCI_ISI = NEW
    with pytest.raises(CommandError, match="Kembalikan kunci lama"):
        call_command("rotasi_kunci")
