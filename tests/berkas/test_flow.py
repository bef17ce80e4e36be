"""The life of a file, on good days and bad."""

import hashlib
import io
import os
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.db import connection
from PIL import Image

from akun.actor import Actor, Peran
from akun.receipt import WIB
from berkas import antivirus, flow, gate, store
from berkas.alasan import Alasan
from berkas.limits import MAKS_BERKAS, MAKS_TOTAL
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak, Putusan
from tests.berkas import samples
from tests.berkas.conftest import SENIN_PAGI

PENELAAH = Actor("Penelaah", Peran.PENELAAH)


def sealed_content(berkas: Berkas, variant: str = "asli") -> bytes:
    return b"".join(store.read(berkas.id, variant))


def test_a_received_file_is_sealed_and_waits(unggah) -> None:
    content = samples.pdf()
    berkas = unggah(content, "Bukti (1) é.pdf")
    assert (berkas.putusan, berkas.nama_asli) == (Putusan.MENUNGGU, "Bukti (1) é.pdf")
    assert (berkas.ukuran, berkas.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert sealed_content(berkas) == content


def test_the_name_is_not_readable_in_the_database(unggah) -> None:
    berkas = unggah(samples.pdf(), "Laporan Siti Rahasia.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT berkas_berkas::text FROM berkas_berkas WHERE id = %s", [berkas.id])
        assert "Siti" not in cursor.fetchone()[0]
        assert b"Siti".hex() not in str(cursor.execute("SELECT nama::text FROM berkas_berkas").fetchone())


@pytest.mark.parametrize(
    ("content", "alasan"),
    [(samples.HTML, Alasan.HALAMAN_WEB), (b"", Alasan.KOSONG), (bytes(21 << 20), Alasan.TERLALU_BESAR)],
)
def test_a_wrong_file_is_refused_at_once_and_leaves_nothing(content, alasan, unggah, folder: Path) -> None:
    with pytest.raises(BerkasDitolak) as refused:
        unggah(content)
    assert refused.value.alasan == alasan
    assert not Berkas.objects.exists()
    assert not folder.exists()


def test_a_size_that_lies_is_found_while_sealing(unggah, folder: Path) -> None:
    lying = SimpleUploadedFile("a.pdf", samples.pdf(padding=21 << 20))
    lying.size = 1000
    with pytest.raises(BerkasDitolak) as refused:
        flow.terima(unggahan=lying, now=SENIN_PAGI)
    assert refused.value.alasan == Alasan.TERLALU_BESAR
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_full_disk_refuses_the_file_with_a_sentence(unggah, monkeypatch) -> None:
    monkeypatch.setattr(store, "write", lambda *args: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(BerkasDitolak, match="gangguan"):
        unggah(samples.pdf())


def test_an_upload_in_a_temporary_file_works_too(db) -> None:
    with TemporaryUploadedFile("a.pdf", "application/pdf", 0, None) as upload:
        upload.write(samples.pdf())
        upload.size = upload.tell()
        assert sealed_content(flow.terima(unggahan=upload, now=SENIN_PAGI)) == samples.pdf()


def test_the_worker_is_woken_after_the_commit(db, monkeypatch, django_capture_on_commit_callbacks) -> None:
    woken = []
    monkeypatch.setattr("jejak.wake.wake", lambda task, **kwargs: woken.append((task, kwargs)))
    with django_capture_on_commit_callbacks(execute=True):
        berkas = flow.terima(unggahan=SimpleUploadedFile("a.pdf", samples.pdf()), now=SENIN_PAGI)
        assert woken == []
    assert woken == [(flow.TASK, {"berkas_id": str(berkas.id)})]


def test_an_honest_file_is_accepted_with_a_copy_without_its_author(periksa) -> None:
    isi = samples.docx()
    berkas = periksa(isi, "usulan.docx")
    assert berkas.putusan == Putusan.TERIMA
    assert berkas.diperiksa_pada == SENIN_PAGI.astimezone(WIB).replace(hour=0)  # the day, never the minute
    assert berkas.mime.endswith("wordprocessingml.document")
    assert (berkas.temuan, berkas.catatan_bersih) == (["penulis"], ["penulis"])
    assert sealed_content(berkas) == isi
    assert sealed_content(berkas, "salinan") != isi


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_stands_upright_already_is_accepted_too(periksa, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), "white").save(out, kind)
    assert periksa(out.getvalue(), f"foto.{kind.lower()}").putusan == Putusan.TERIMA


def test_a_suspicious_file_is_kept_sealed_without_a_copy(periksa) -> None:
    berkas = periksa(samples.pdf_javascript())
    assert (berkas.putusan, berkas.alasan, berkas.punya_salinan) == (Putusan.KARANTINA, Alasan.SKRIP, False)
    assert (berkas.bisa_diunduh, berkas.bisa_dibagikan) == (False, False)
    assert store.exists(berkas.id)


def test_a_refused_file_keeps_its_row_and_loses_its_bytes(periksa, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        berkas = periksa(samples.EICAR, "catatan.txt")
    assert (berkas.putusan, berkas.alasan) == (Putusan.TOLAK, Alasan.MALWARE)
    assert not store.exists(berkas.id)


def test_a_file_that_lost_its_bytes_is_held_for_an_officer(unggah) -> None:
    berkas = unggah(samples.pdf())
    store.delete(berkas.id)
    assert flow.periksa(berkas_id=berkas.id, now=SENIN_PAGI) == Putusan.KARANTINA


def test_a_file_is_examined_once(periksa, monkeypatch) -> None:
    berkas = periksa(samples.pdf())
    monkeypatch.setattr(gate, "periksa_isi", lambda *args: pytest.fail("examined twice"))
    assert flow.periksa(berkas_id=berkas.id, now=SENIN_PAGI) is None
    assert flow.periksa(berkas_id=uuid.uuid4(), now=SENIN_PAGI) is None


def test_the_plain_file_never_touches_the_disk(unggah, monkeypatch, tmp_path: Path) -> None:
    berkas = unggah(samples.pdf())
    seen = []
    real = gate.periksa_isi

    def watched(source, salinan, **kwargs):
        seen.append(os.readlink(f"/proc/self/fd/{source.fileno()}"))
        return real(source, salinan, **kwargs)

    monkeypatch.setattr(gate, "periksa_isi", watched)
    flow.periksa(berkas_id=berkas.id, now=SENIN_PAGI)
    assert seen[0].startswith("/memfd:")


@pytest.fixture
def clamd(settings, monkeypatch):
    """An antivirus that says what the test wants."""
    settings.CLAMD_URL = "tcp://127.0.0.1:1"

    def say(verdict):
        def scan(source, *, url):
            if isinstance(verdict, Exception):
                raise verdict
            return verdict

        monkeypatch.setattr(antivirus, "scan", scan)
        monkeypatch.setattr(antivirus, "answers", lambda url: not isinstance(verdict, Exception))

    return say


def test_an_antivirus_that_is_down_is_never_clean(clamd, periksa) -> None:
    clamd(antivirus.AntivirusError("down"))
    berkas = periksa(samples.pdf())
    assert (berkas.putusan, berkas.punya_salinan, store.exists(berkas.id, "salinan")) == ("menunggu", False, False)
    assert flow.sapu(now=SENIN_PAGI + timedelta(minutes=1)) == 0
    clamd(None)
    assert flow.sapu(now=SENIN_PAGI + timedelta(minutes=1)) == 1
    berkas.refresh_from_db()
    assert berkas.putusan == Putusan.TERIMA


@pytest.mark.parametrize("make", [samples.pdf, samples.pdf_javascript])
def test_what_the_antivirus_knows_is_refused(make, clamd, periksa) -> None:
    clamd("Pdf.Jahat")
    berkas = periksa(make())
    assert (berkas.putusan, berkas.alasan) == (Putusan.TOLAK, Alasan.MALWARE)


def test_a_suspicious_file_is_held_even_while_the_antivirus_is_down(clamd, periksa) -> None:
    clamd(antivirus.AntivirusError("down"))
    assert periksa(samples.pdf_javascript()).putusan == Putusan.KARANTINA


def test_the_sweep_leaves_fresh_files_to_their_own_task(unggah) -> None:
    unggah(samples.pdf())
    assert flow.sapu(now=SENIN_PAGI + timedelta(seconds=20)) == 0
    assert flow.sapu(now=SENIN_PAGI + timedelta(seconds=40)) == 1


def test_a_sweep_ends_in_time_and_the_next_one_goes_on(unggah) -> None:
    for _ in range(3):
        unggah(samples.pdf())
    later, seconds = SENIN_PAGI + timedelta(minutes=1), iter([0.0, 1.0, 30.0, 46.0])
    assert flow.sapu(now=later, stopwatch=lambda: next(seconds)) == 2
    assert flow.sapu(now=later) == 1


def test_one_file_without_room_does_not_hold_up_the_sweep(unggah, monkeypatch) -> None:
    unlucky, lucky = unggah(samples.pdf()), unggah(samples.pdf())
    real = flow.periksa

    def periksa(*, berkas_id, now):
        if berkas_id == unlucky.id:
            raise OSError(28, "No space left on device")
        return real(berkas_id=berkas_id, now=now)

    monkeypatch.setattr(flow, "periksa", periksa)
    assert flow.sapu(now=SENIN_PAGI + timedelta(minutes=1)) == 1
    lucky.refresh_from_db()
    assert lucky.putusan == Putusan.TERIMA


def test_an_officer_releases_a_held_file_for_staff_only(periksa) -> None:
    berkas = periksa(samples.pdf_javascript())
    flow.lepas_karantina(berkas=berkas, by=PENELAAH, now=SENIN_PAGI, catatan="Formulir resmi SPSE.")
    assert (berkas.putusan, berkas.bisa_diunduh, berkas.bisa_dibagikan) == (Putusan.TERIMA, True, False)
    assert (berkas.catatan_petugas, berkas.diputus_pada) == ("Formulir resmi SPSE.", SENIN_PAGI)


def test_an_officer_refuses_a_held_file(periksa, django_capture_on_commit_callbacks) -> None:
    berkas = periksa(samples.pdf_javascript())
    with django_capture_on_commit_callbacks(execute=True):
        flow.tolak_karantina(berkas=berkas, by=PENELAAH, now=SENIN_PAGI, catatan="Tidak perlu.")
    assert (berkas.putusan, berkas.alasan) == (Putusan.TOLAK, Alasan.DITOLAK_PETUGAS)
    assert not store.exists(berkas.id)


def test_two_officers_decide_once(periksa) -> None:
    berkas = periksa(samples.pdf_javascript())
    stale = Berkas.objects.get(pk=berkas.pk)
    flow.lepas_karantina(berkas=berkas, by=PENELAAH, now=SENIN_PAGI, catatan="Aman.")
    with pytest.raises(ValidationError, match="sudah tidak ditahan"):
        flow.tolak_karantina(berkas=stale, by=PENELAAH, now=SENIN_PAGI, catatan="Jahat.")


def test_a_decision_needs_a_reason(periksa) -> None:
    berkas = periksa(samples.pdf_javascript())
    with pytest.raises(ValidationError, match="alasan"):
        flow.lepas_karantina(berkas=berkas, by=PENELAAH, now=SENIN_PAGI, catatan=" ")


@pytest.mark.parametrize("peran", ["pengadu", "admin_apip", "auditor_apip", "admin_sistem", "sistem"])
def test_nobody_else_decides_about_held_files(peran: str, periksa) -> None:
    berkas = periksa(samples.pdf_javascript())
    for decide in (flow.lepas_karantina, flow.tolak_karantina):
        with pytest.raises(PermissionDenied):
            decide(berkas=berkas, by=Actor("x", Peran(peran)), now=SENIN_PAGI, catatan="Mau saja.")


def test_the_quota_counts_files_and_bytes() -> None:
    flow.periksa_kuota(MAKS_BERKAS, MAKS_TOTAL)
    for jumlah, total, alasan in ((MAKS_BERKAS + 1, 0, Alasan.TERLALU_BANYAK), (1, MAKS_TOTAL + 1, Alasan.KUOTA)):
        with pytest.raises(BerkasDitolak) as refused:
            flow.periksa_kuota(jumlah, total)
        assert refused.value.alasan == alasan


def test_only_old_bytes_without_a_row_are_swept(unggah) -> None:
    kept, fresh, orphan = unggah(samples.pdf()).id, uuid.uuid4(), uuid.uuid4()
    for id_ in (fresh, orphan):
        store.write(id_, [b"isi"])
    unfinished = store.SealedWriter(uuid.uuid4())
    long_ago = store.path_of(kept).stat().st_mtime - 2 * flow.YATIM
    for path in (store.path_of(kept), store.path_of(orphan), unfinished._unfinished):
        os.utime(path, (long_ago, long_ago))
    assert flow.buang_yatim() == 2
    assert (store.exists(kept), store.exists(fresh), store.exists(orphan)) == (True, True, False)
    unfinished.abort()


@pytest.mark.django_db
def test_a_pdf_of_our_own_is_kept_sealed_and_accepted_at_once(settings: Any, tmp_path: Path) -> None:
    settings.FOLDER_BERKAS = tmp_path
    berkas = flow.buat(isi=b"%PDF-1.7 surat", nama="SK1.pdf", now=SENIN_PAGI)
    berkas.refresh_from_db()
    assert (berkas.bisa_diunduh, berkas.bisa_dibagikan, berkas.nama_asli) == (True, False, "SK1.pdf")
    assert b"".join(store.read(berkas.pk)) == b"%PDF-1.7 surat"
    assert berkas.sha256 == hashlib.sha256(b"%PDF-1.7 surat").hexdigest()
