"""A file that nobody here can read (an encrypted bid): kept as it is where a form asks for it, refused elsewhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from berkas import flow, gate, store
from berkas.alasan import Alasan, Suspect
from berkas.openers.report import EICAR
from berkas.putusan import BerkasDitolak, Putusan
from berkas.sniff import OPAK, sniff_opaque
from tests.conftest import SENIN_PAGI

ISI = bytes(range(256)) * 20


@pytest.fixture
def terima(db, folder):
    def unggah(isi: bytes = ISI, *, opak: bool = True):
        unggahan = SimpleUploadedFile("penawaran.rhs", isi, "application/octet-stream")
        return flow.terima(unggahan=unggahan, now=SENIN_PAGI, opak=opak)

    return unggah


def test_it_is_accepted_as_it_is_without_a_copy(terima) -> None:
    berkas = terima()
    assert flow.periksa(berkas_id=berkas.pk, now=SENIN_PAGI) == Putusan.TERIMA
    berkas.refresh_from_db()
    assert (berkas.mime, berkas.punya_salinan, berkas.nama_aman[-4:]) == (OPAK.mime, False, ".rhs")
    assert b"".join(store.read(berkas.pk)) == ISI


def test_without_being_asked_for_it_is_refused(terima) -> None:
    with pytest.raises(BerkasDitolak) as galat:
        terima(opak=False)
    assert galat.value.alasan == Alasan.JENIS


@pytest.mark.parametrize(
    ("isi", "alasan"),
    [(b"", Alasan.KOSONG), (b"\x7fELF\x02", Alasan.PROGRAM), (b"MZ..This program cannot be run in", Alasan.PROGRAM)],
)
def test_nothing_and_a_program_are_refused_even_so(isi: bytes, alasan: Alasan) -> None:
    with pytest.raises(Suspect) as galat:
        sniff_opaque(isi, len(isi))
    assert galat.value.alasan == alasan


def test_the_test_virus_is_found_in_it_too(terima) -> None:
    berkas = terima(ISI + EICAR)
    assert flow.periksa(berkas_id=berkas.pk, now=SENIN_PAGI) == Putusan.TOLAK


def test_no_opener_may_call_a_file_of_another_kind_opaque(tmp_path, monkeypatch) -> None:
    from berkas import sandbox

    jawab = {"mime": OPAK.mime, "terkurung": True, "salinan": True}
    monkeypatch.setattr(sandbox, "run", lambda *args, **kwargs: sandbox.Outcome(jawab, 0.0, 0))
    path = tmp_path / "x.txt"
    path.write_text("halo")
    assert gate.periksa_jalur(path).putusan == Putusan.KARANTINA
