"""A letter becomes a ticket of LKPP's helpdesk: linked, counted from its day, followed with the letter's receipt."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun import receipt
from akun.actor import Actor
from akun.models import Receipt, Unit, User
from helpdesk import flow_surat, reference
from helpdesk.models import MejaLayanan, Tiket
from helpdesk.penerimaan import DataTiket
from helpdesk.status import Status as StatusTiket
from helpdesk.views.dari_surat import lanjutan
from jejak import outbox
from notifikasi.models import Pesan
from persuratan.models import SuratMasuk
from persuratan.status import Status
from sla import clock
from sla.stages import StepRefused
from tests import factories
from tests.factories import SENIN
from tests.persuratan.conftest import direktur, surat  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kebijakan")]


@pytest.fixture
def lkpp(kebijakan: None) -> MejaLayanan:
    Unit.objects.get_or_create(kode="DSPD", defaults={"nama": "Direktorat Sistem Pengadaan Digital"})
    reference.load_meja()
    return MejaLayanan.objects.lkpp()


@pytest.fixture
def minta(lkpp: MejaLayanan, surat: Callable[..., SuratMasuk]) -> SuratMasuk:  # noqa: F811
    """A letter that asks for help."""
    return surat(perihal="Permohonan uji forensik", catatan="Berkas terlampir")


def jadikan(s: SuratMasuk, by: User, **ubah: Any) -> Tiket:
    data = DataTiket(
        kanal="surat", jenis="permintaan", pengguna="panitia", nama="Pokja 3", alamat="", telepon="", surel="",
        judul=s.perihal, uraian="Mohon uji forensik.", meja=MejaLayanan.objects.lkpp(),
    )  # fmt: skip
    return flow_surat.dari_surat(
        **({"surat": s, "data": data, "by": Actor.of(by), "now": SENIN.replace(day=25)} | ubah)
    )


def test_ticket_and_letter_know_each_other_and_count_from_the_day_of_the_letter(
    minta: SuratMasuk, orang: dict[str, User]
) -> None:
    t = jadikan(minta, orang["petugas_tu"])
    minta.refresh_from_db()
    assert (minta.tiket_nomor, minta.status) == (t.nomor, Status.DIJADIKAN_TIKET)
    assert (t.kanal, t.diterima_pada, t.status) == ("surat", minta.diterima_pada, StatusTiket.TERCATAT)
    assert {k.mulai_pada for k in clock.running(t)} == {minta.diterima_pada}
    assert not clock.running(minta).exists()
    assert not Receipt.objects.filter(nomor=t.nomor).exists()


def test_a_letter_becomes_a_ticket_once(minta: SuratMasuk, orang: dict[str, User]) -> None:
    lain = SuratMasuk.objects.get(pk=minta.pk)
    jadikan(minta, orang["petugas_tu"])
    with pytest.raises(StepRefused):
        jadikan(lain, orang["petugas_tu"])
    assert Tiket.objects.count() == 1


@pytest.mark.parametrize("siapa", ["verifikator", "petugas_helpdesk", "admin_sistem", "pengadu", "petugas_lpse"])
def test_it_is_for_tu_the_addressee_and_the_helpdesk_that_has_it(
    siapa: str, minta: SuratMasuk, orang: dict[str, User]
) -> None:
    with pytest.raises(PermissionDenied):
        jadikan(minta, orang[siapa])
    assert not Tiket.objects.exists()


def test_the_page_fills_in_what_the_letter_says_and_keeps_what_was_typed(
    minta: SuratMasuk, orang: dict[str, User]
) -> None:
    SuratMasuk.objects.filter(pk=minta.pk).update(diterima_pada=timezone.now() - timedelta(days=1))
    klien, jalan = factories.logged_in(orang["petugas_tu"]), reverse("helpdesk:dari_surat", args=[minta.nomor])
    assert "Jadikan tiket helpdesk" in klien.get(reverse("persuratan:tu_surat", args=[minta.nomor])).content.decode()
    form = klien.get(jalan).context["form"]
    assert form["judul"].value() == "Permohonan uji forensik"
    assert form["nama"].value() == minta.nama_pengirim
    isi = {n: form[n].value() or "" for n in form.fields}
    galat = klien.post(jalan, isi | {"judul": "", "uraian": "Ketikan saya"})
    assert galat.status_code == 422
    assert "Ketikan saya" in galat.content.decode()
    answer = klien.post(jalan, isi)
    assert answer.status_code == 302, answer.context["form"].errors
    assert answer["Location"] == reverse("persuratan:surat", args=[minta.nomor])
    assert Tiket.objects.get().judul == "Permohonan uji forensik"
    assert klien.get(jalan).status_code == 302


def test_the_sender_reads_what_became_of_it_and_goes_there_with_his_receipt(
    minta: SuratMasuk, orang: dict[str, User], client: Client
) -> None:
    token = receipt.new_token()
    Receipt.objects.filter(nomor=minta.nomor).delete()
    receipt.issue(objek=minta, nomor=minta.nomor, token=token)
    t = jadikan(minta, orang["petugas_tu"])
    assert client.post(reverse("helpdesk:buka_dari_surat"), {"nomor": minta.nomor}).status_code == 404
    client.post("/lacak/", {"nomor": minta.nomor, "token": token})
    isi = client.get(reverse("persuratan:progres")).content.decode()
    assert f"Surat ini ditangani sebagai tiket {t.nomor}" in isi
    assert client.post(reverse("helpdesk:buka_dari_surat"), {"nomor": minta.nomor})["Location"] == reverse(
        "helpdesk:progres"
    )
    assert t.nomor in client.get(reverse("helpdesk:progres")).content.decode()


def test_a_sender_with_an_account_finds_it_among_his_tickets(minta: SuratMasuk, orang: dict[str, User]) -> None:
    SuratMasuk.objects.filter(pk=minta.pk).update(pengirim=orang["pengadu"])
    minta.refresh_from_db()
    t = jadikan(minta, orang["petugas_tu"])
    klien = factories.logged_in(orang["pengadu"])
    assert t.nomor in klien.get(reverse("helpdesk:milik")).content.decode()
    assert klien.get(reverse("helpdesk:tiket_saya", args=[t.nomor])).status_code == 200


def test_a_letter_that_became_nothing_has_nothing_to_tell(minta: SuratMasuk) -> None:
    assert lanjutan(minta) is None


def test_the_sender_hears_of_it_by_mail(minta: SuratMasuk, orang: dict[str, User]) -> None:
    if minta.pengirim is None:
        SuratMasuk.objects.filter(pk=minta.pk).update(pengirim=orang["pengadu"])
        minta.refresh_from_db()
    jadikan(minta, orang["petugas_tu"])
    outbox.deliver(now=timezone.now())
    assert Pesan.objects.filter(templat="surat_jadi_tiket").exists()
