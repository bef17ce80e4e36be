"""Uploads are sealed as they arrive, and no file kills its form."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadhandler import FileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from berkas import flow, store, upload
from berkas.alasan import Alasan
from berkas.putusan import BerkasDitolak
from berkas.upload import SealedUpload, SealedUploadHandler
from tests.berkas import samples
from tests.berkas.conftest import SENIN_PAGI


def file_of(content: bytes, name: str) -> io.BytesIO:
    made = io.BytesIO(content)
    made.name = name
    return made


def post(**files: bytes):
    """A form with these files, as the middleware sees it."""
    data = {"uraian": "Isi formulir", **{name: file_of(content, f"{name}.pdf") for name, content in files.items()}}
    request = RequestFactory().post("/", data)
    request.upload_handlers = [SealedUploadHandler(request)]
    return request


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_upload_is_sealed_before_the_form_sees_it(folder: Path) -> None:
    content = samples.pdf(padding=300_000)
    got = post(bukti=content).FILES["bukti"]
    assert isinstance(got, SealedUpload)
    assert (got.size, got.name, b"".join(store.read(got.berkas_id))) == (len(content), "bukti.pdf", content)
    assert b"%PDF" not in stored(folder)[0].read_bytes()


def test_the_form_may_look_into_it() -> None:
    content = samples.pdf(padding=300_000)
    got = post(bukti=content).FILES["bukti"]
    assert got.read() == content
    assert b"".join(got.chunks()) == content


def test_a_file_that_is_taken_in_stays_and_is_not_written_twice(db, folder: Path) -> None:
    request = post(bukti=samples.pdf())
    berkas = flow.terima(unggahan=request.FILES["bukti"], now=SENIN_PAGI)
    request.close()
    assert stored(folder) == [store.path_of(berkas.id)]


def test_a_file_that_nobody_takes_in_goes_with_the_request(folder: Path) -> None:
    request = post(bukti=samples.pdf())
    assert len(request.FILES) == len(stored(folder)) == 1
    request.close()
    assert stored(folder) == []


def test_one_file_too_large_is_told_and_the_rest_of_the_form_lives(db, folder: Path) -> None:
    request = post(besar=samples.pdf(padding=21 << 20), kecil=samples.pdf())
    assert request.POST["uraian"] == "Isi formulir"
    assert request.FILES["besar"].terlalu_besar
    with pytest.raises(BerkasDitolak, match="20 MB"):
        flow.terima(unggahan=request.FILES["besar"], now=SENIN_PAGI)
    assert flow.terima(unggahan=request.FILES["kecil"], now=SENIN_PAGI)
    assert len(stored(folder)) == 1


def test_a_request_may_not_fill_the_disk(monkeypatch, db, folder: Path) -> None:
    monkeypatch.setattr(upload, "MAKS_TOTAL", 2000)
    request = post(a=samples.pdf(padding=1000), b=samples.pdf(padding=1000))
    with pytest.raises(BerkasDitolak) as refused:
        flow.terima(unggahan=request.FILES["b"], now=SENIN_PAGI)
    assert refused.value.alasan == Alasan.KUOTA
    assert len(stored(folder)) == 1


def test_a_wrong_kind_is_refused_and_goes(db, folder: Path) -> None:
    request = post(bukti=samples.HTML)
    with pytest.raises(BerkasDitolak):
        flow.terima(unggahan=request.FILES["bukti"], now=SENIN_PAGI)
    request.close()
    assert stored(folder) == []


@pytest.mark.parametrize("step", ["__init__", "write", "commit"])
def test_a_full_disk_is_told_for_the_file_and_the_form_lives(step: str, db, monkeypatch) -> None:
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store.SealedWriter, step, full)
    request = post(bukti=samples.pdf())
    assert request.POST["uraian"] == "Isi formulir"
    with pytest.raises(BerkasDitolak, match="gangguan"):
        flow.terima(unggahan=request.FILES["bukti"], now=SENIN_PAGI)


def test_a_connection_cut_in_the_middle_leaves_nothing(folder: Path) -> None:
    body = encode_multipart(BOUNDARY, {"bukti": file_of(samples.pdf(padding=900_000), "a.pdf")})

    class Cut(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > 400_000:
                raise OSError("connection reset")
            return super().read(size)

    meta = {"CONTENT_TYPE": MULTIPART_CONTENT, "CONTENT_LENGTH": str(len(body))}
    handlers: list[FileUploadHandler] = [SealedUploadHandler()]
    with pytest.raises((OSError, MultiPartParserError)):
        MultiPartParser(meta, Cut(body), handlers).parse()
    for handler in handlers:
        handler.upload_interrupted()
    assert stored(folder) == []
