"""The copy of a picture is its pixels, upright, and nothing else."""

import io

import pytest
from PIL import Image

from berkas.openers import image
from berkas.openers.report import Report
from tests.berkas import samples


def clean(content: bytes, mime: str) -> tuple[bytes, Report]:
    out = io.BytesIO()
    report = image.open_file(io.BytesIO(content), content, mime, out)
    return out.getvalue(), report


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_author_are_found_and_removed(kind: str) -> None:
    copy, report = clean(samples.picture(kind), f"image/{kind.lower()}")
    assert report.temuan == {"lokasi", "kamera", "penulis"}
    assert report.dibersihkan == report.temuan
    with Image.open(io.BytesIO(copy)) as opened:
        opened.load()
        assert not opened.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(opened.info)
    assert samples.PENULIS.encode() not in copy


def test_a_comment_in_a_jpeg_does_not_survive() -> None:
    content = samples.jpeg_gps()
    assert samples.PENULIS.encode() in content
    assert samples.PENULIS.encode() not in clean(content, "image/jpeg")[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_taken_sideways_stands_upright_in_the_copy(kind: str) -> None:
    copy, _ = clean(samples.picture(kind, size=(40, 20)), f"image/{kind.lower()}")
    with Image.open(io.BytesIO(copy)) as opened:
        assert opened.size == (20, 40)


def test_a_picture_without_private_data_gives_no_warning() -> None:
    out = io.BytesIO()
    Image.new("RGB", (5, 5), "red").save(out, "JPEG")
    assert clean(out.getvalue(), "image/jpeg")[1].temuan == set()


def test_an_author_in_the_text_of_a_png_is_found() -> None:
    out, info = io.BytesIO(), image.PngImagePlugin.PngInfo()
    info.add_text("Author", samples.PENULIS)
    Image.new("P", (5, 5)).save(out, "PNG", pnginfo=info)
    copy, report = clean(out.getvalue(), "image/png")
    assert report.temuan == {"penulis"}
    assert samples.PENULIS.encode() not in copy


def test_a_very_large_photo_is_halved_instead_of_refused(monkeypatch) -> None:
    monkeypatch.setattr(image, "PIXELS_FULL", 100)
    copy, report = clean(samples.picture("JPEG", size=(40, 20)), "image/jpeg")
    assert "diperkecil" in report.dibersihkan
    with Image.open(io.BytesIO(copy)) as opened:
        assert opened.size == (10, 20)


def test_what_a_phone_puts_behind_a_photo_is_left_out() -> None:
    copy, report = clean(samples.jpeg_gps() + samples.mp4(), "image/jpeg")
    assert "tambahan" in report.dibersihkan
    assert b"ftyp" not in copy


def test_exif_that_nobody_understands_is_no_reason_to_hold_a_photo() -> None:
    content = samples.jpeg_gps().replace(b"Exif\0\0MM\0*", b"Exif\0\0XX\0*").replace(b"Exif\0\0II*\0", b"Exif\0\0XX*\0")
    assert content != samples.jpeg_gps()
    copy, report = clean(content, "image/jpeg")
    assert "kamera" in report.dibersihkan
    assert b"Exif" not in copy
