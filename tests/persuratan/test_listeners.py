"""Who hears of what happens to a letter, and that no message says what it is about."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from akun.actor import Actor, Peran
from akun.models import Pejabat, User
from akun.receipt import new_token
from berkas.models import Berkas
from jejak import outbox
from notifikasi import send
from notifikasi.models import Pesan
from persuratan import disposisi, flow_masuk
from persuratan.listeners import pemangku
from persuratan.models import Disposisi, SuratMasuk
from persuratan.status import Event
from sla.sweep import sweep
from tests.factories import SENIN

PERIHAL = "Kenarikuning"


def antar() -> None:
    while outbox.deliver(now=SENIN + timedelta(days=90)):
        pass


def untuk(user: User) -> set[str]:
    """The texts that somebody got in the portal's inbox."""
    antar()
    return set(Pesan.objects.filter(user=user, kanal=Pesan.Kanal.PORTAL).values_list("templat", flat=True))


@pytest.fixture
def terkirim(kebijakan: None, orang: dict[str, User], direktur: Pejabat) -> SuratMasuk:
    """A letter of somebody with an account."""
    data = flow_masuk.DataSurat(
        jenis_pengirim="perorangan",
        nama_pengirim=PERIHAL,
        penerima=direktur,
        kerahasiaan="biasa",
        nomor_surat=f"1/{PERIHAL}",
        perihal=PERIHAL,
    )
    berkas = Berkas.objects.create(
        nama=b"x", jenis="berkas", mime="application/pdf", ukuran=9, sha256="0" * 64, diunggah_pada=SENIN
    )
    by = Actor.of(orang["pengadu"])
    return flow_masuk.kirim(data=data, berkas=berkas, token=new_token(), by=by, now=SENIN)


@pytest.fixture
def diteruskan(terkirim: SuratMasuk, orang: dict[str, User]) -> SuratMasuk:
    by = Actor.of(orang["petugas_tu"])
    flow_masuk.teruskan(surat=terkirim, nomor_agenda="", penerima=None, by=by, now=SENIN)
    return terkirim


@pytest.fixture
def didisposisi(diteruskan: SuratMasuk, orang: dict[str, User]) -> SuratMasuk:
    arahan = disposisi.Arahan(orang=[orang["penelaah"]], instruksi=["telaah"], catatan=PERIHAL)
    disposisi.disposisikan(surat=diteruskan, arahan=arahan, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    return diteruskan


def test_the_sender_hears_of_receipt_work_and_answer(didisposisi: SuratMasuk, orang: dict[str, User]) -> None:
    flow_masuk.jawab(surat=didisposisi, jawaban=None, penutup=PERIHAL, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert untuk(orang["pengadu"]) == {"surat_diterima", "surat_kabar", "surat_dijawab"}


def test_who_holds_the_office_hears_and_so_does_whoever_stands_in(
    diteruskan: SuratMasuk, orang: dict[str, User], plh: User
) -> None:
    assert {u.pk for u in pemangku(diteruskan, SENIN)} == {orang["pejabat_dpph"].pk, plh.pk}
    assert "surat_untuk_jabatan" in untuk(orang["pejabat_dpph"]) & untuk(plh)
    assert untuk(orang["verifikator"]) == set()


def test_a_disposition_is_heard_by_whom_it_was_given_to_and_its_report_by_who_asked(
    didisposisi: SuratMasuk, orang: dict[str, User]
) -> None:
    assert untuk(orang["penelaah"]) == {"disposisi_baru"}
    satu = didisposisi.disposisi.get()
    disposisi.laporkan(disposisi=satu, laporan=PERIHAL, by=Actor.of(orang["penelaah"]), now=SENIN)
    assert "disposisi_dilaporkan" in untuk(orang["pejabat_dpph"])
    assert "disposisi_dilaporkan" not in untuk(orang["penelaah"])


def test_a_disposition_to_a_unit_is_heard_by_its_people(
    diteruskan: SuratMasuk, orang: dict[str, User], direktur: Pejabat
) -> None:
    arahan = disposisi.Arahan(unit=[direktur.unit], instruksi=["telaah"])
    disposisi.disposisikan(surat=diteruskan, arahan=arahan, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert all("disposisi_baru" in untuk(orang[nama]) for nama in ("verifikator", "verifikator_2", "penelaah"))
    assert "disposisi_baru" not in untuk(orang["petugas_tu"])


def test_a_second_disposition_and_one_passed_on_are_heard_by_the_new_ones_only(
    didisposisi: SuratMasuk, orang: dict[str, User]
) -> None:
    antar()
    Pesan.objects.all().delete()
    penelaah = Actor.of(orang["penelaah"])
    arahan = disposisi.Arahan(orang=[orang["verifikator"]], instruksi=["telaah"])
    disposisi.teruskan(disposisi=didisposisi.disposisi.get(), arahan=arahan, by=penelaah, now=SENIN)
    lain = disposisi.Arahan(orang=[orang["verifikator_2"]], instruksi=["ketahui"])
    disposisi.disposisikan(surat=didisposisi, arahan=lain, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert untuk(orang["verifikator"]) == untuk(orang["verifikator_2"]) == {"disposisi_baru"}
    assert untuk(orang["penelaah"]) == set()


@pytest.mark.parametrize("kerahasiaan", ["biasa", "rahasia"])
def test_a_withdrawn_disposition_is_heard_by_everybody_who_lost_it(
    kerahasiaan: str, di_pejabat: Callable[..., SuratMasuk], arahkan: Callable[..., Disposisi], orang: dict[str, User]
) -> None:
    satu = arahkan(di_pejabat(kerahasiaan, perihal=PERIHAL), "penelaah")
    lanjut = disposisi.Arahan(orang=[orang["verifikator"]], instruksi=["telaah"])
    disposisi.teruskan(disposisi=satu, arahan=lanjut, by=Actor.of(orang["penelaah"]), now=SENIN)
    disposisi.tarik(disposisi=satu, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    assert "disposisi_ditarik" in untuk(orang["penelaah"]) & untuk(orang["verifikator"])
    assert "disposisi_ditarik" not in untuk(orang["pejabat_dpph"])
    kabar = Pesan.objects.filter(templat="disposisi_ditarik", kanal=Pesan.Kanal.SUREL)
    assert {k.konteks["tautan"] for k in kabar} == {"/surat/masuk/"}
    send.deliver(now=SENIN + timedelta(days=90))
    surat = [m for m in mail.outbox if "ditarik" in m.subject]
    assert {m.to[0] for m in surat} == {orang["penelaah"].email, orang["verifikator"].email}
    assert PERIHAL not in "".join(f"{m.subject}{m.body}" for m in surat)


def test_lateness_rises_from_who_has_the_letter_to_the_pimpinan(
    didisposisi: SuratMasuk, orang: dict[str, User]
) -> None:
    sweep(now=SENIN + timedelta(days=60))
    antar()
    for nama in ("penelaah", "pejabat_dpph", "pimpinan"):
        assert "surat_terlambat" in untuk(orang[nama]), nama
    didisposisi.refresh_from_db()
    assert didisposisi.status == "didisposisi"


def test_an_answered_letter_reminds_nobody(didisposisi: SuratMasuk, orang: dict[str, User]) -> None:
    flow_masuk.jawab(surat=didisposisi, jawaban=None, penutup="Selesai.", by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    sweep(now=SENIN + timedelta(days=60))
    assert not {"surat_terlambat", "surat_ingat"} & untuk(orang["penelaah"])


def test_paper_has_no_account_to_write_to(surat: Callable[..., SuratMasuk], orang: dict[str, User]) -> None:
    surat()
    antar()
    assert not Pesan.objects.filter(templat="surat_diterima").exists()


def test_no_mail_says_what_a_letter_is_about(didisposisi: SuratMasuk, orang: dict[str, User]) -> None:
    flow_masuk.jawab(surat=didisposisi, jawaban=None, penutup=PERIHAL, by=Actor.of(orang["pejabat_dpph"]), now=SENIN)
    antar()
    send.deliver(now=SENIN + timedelta(days=90))
    assert len(mail.outbox) >= 5
    assert PERIHAL.lower() not in "\n".join(f"{m.subject}\n{m.body}" for m in mail.outbox).lower()


def test_every_event_of_a_letter_is_heard_or_known_to_be_quiet() -> None:
    heard = {e for e, who in outbox.connected().items() if any(not nama.startswith("laporan.") for nama in who)}
    quiet = {
        Event.DICATAT_MASUK,  # TU holds the paper in its hands
        Event.DIPROSES,  # by whoever was told of the disposition
        Event.DISELESAIKAN,
        Event.DIARSIPKAN,
        Event.DILIHAT,
        Event.BERKAS_DIPUTUS,
        Event.TENGGAT_DIGESER,
    }
    assert {str(e) for e in Event} - heard == {str(e) for e in quiet}


def test_pimpinan_are_people_of_that_role(orang: dict[str, User]) -> None:
    assert orang["pimpinan"].peran == Peran.PIMPINAN
