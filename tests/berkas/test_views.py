"""What leaves, leaves as an attachment that no browser opens, guesses at, or keeps."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from akun.middleware import HeaderMiddleware
from berkas.views import kirim_berkas
from tests.berkas import samples


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_original_comes_back_whole_and_shut_in(periksa) -> None:
    berkas = periksa(samples.pdf(padding=200_000), "Bukti (é).pdf")
    kirim = HeaderMiddleware(lambda _request: kirim_berkas(berkas, variant="asli", nama=berkas.nama_asli))
    response = kirim(RequestFactory().get("/"))
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''Bukti%20%28%C3%A9%29.pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")
    assert response["Content-Length"] == str(berkas.ukuran)
    assert body(response) == samples.pdf(padding=200_000)


def test_the_copy_tells_no_author_and_no_name(periksa) -> None:
    berkas = periksa(samples.docx(), "Laporan Siti.docx")
    response = kirim_berkas(berkas, variant="salinan", nama=berkas.nama_aman)
    assert response["Content-Disposition"] == f'attachment; filename="bukti-{berkas.id.hex[:6]}.docx"'
    sent = body(response)
    assert int(response["Content-Length"]) == len(sent)
    assert samples.PENULIS.encode() not in sent


def test_a_text_never_leaves_as_a_script(periksa) -> None:
    berkas = periksa(b"format c:\r\n", "jalankan.bat")
    response = kirim_berkas(berkas, variant="asli", nama=berkas.nama_asli)
    assert response["Content-Disposition"] == 'attachment; filename="jalankan.bat.txt"'
    response.close()


def test_a_line_break_in_a_name_starts_no_header(periksa) -> None:
    berkas = periksa(samples.pdf())
    response = kirim_berkas(berkas, variant="asli", nama='a"\r\nSet-Cookie: x=1;.pdf')
    assert "\n" not in response["Content-Disposition"]
    response.close()


@pytest.mark.parametrize("variant", ["asli", "salinan"])
def test_what_was_not_accepted_does_not_leave(variant: str, unggah, periksa) -> None:
    for berkas in (unggah(samples.pdf()), periksa(samples.pdf_javascript())):
        with pytest.raises(Http404):
            kirim_berkas(berkas, variant=variant, nama="a.pdf")


def test_without_a_clean_copy_there_is_none_to_share(periksa) -> None:
    berkas = periksa(samples.ogg("ARTIST=Siti"), "suara.ogg")
    assert berkas.bisa_diunduh
    with pytest.raises(Http404):
        kirim_berkas(berkas, variant="salinan", nama=berkas.nama_aman)
