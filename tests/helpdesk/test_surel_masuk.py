"""A mail is read whatever its bytes are: what people wrote comes out, what machines wrote is told apart."""

import base64
import time
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk import surel_masuk, surel_teks
from helpdesk.surel_masuk import SurelMasuk, baca


def surel(isi: str | bytes = "Halo", **kepala: str) -> SurelMasuk:
    semua = {"From": "Siti <siti@penyedia.example>", "Subject": "Tidak bisa masuk", "Message-ID": "<a1@x>"} | {
        k.replace("_", "-"): v for k, v in kepala.items()
    }
    atas = "".join(f"{k}: {v}\r\n" for k, v in semua.items()).encode()
    return baca(atas + b"\r\n" + (isi.encode() if isinstance(isi, str) else isi))


def test_what_a_person_wrote_is_read() -> None:
    pesan = EmailMessage()
    pesan["From"], pesan["Subject"] = "Ibu Siti Ñandú <siti@penyedia.example>", "Tidak bisa masuk – TKT202611230007"
    pesan["Message-ID"], pesan["References"], pesan["In-Reply-To"] = "<b@x>", "<satu@x> <dua@x>", "<dua@x>"
    pesan.set_content("Mohon bantuan.\n")
    pesan.add_alternative("<p>Mohon <b>bantuan</b>.</p>", subtype="html")
    pesan.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="galat é.pdf")
    hasil = baca(pesan.as_bytes())
    assert (hasil.nama, hasil.alamat) == ("Ibu Siti Ñandú", "siti@penyedia.example")
    assert (hasil.message_id, hasil.acuan, hasil.nomor) == ("<b@x>", ("<dua@x>", "<satu@x>"), "TKT202611230007")
    assert hasil.teks == "Mohon bantuan."
    assert [(s.nama, s.isi) for s in hasil.lampiran] == [("galat é.pdf", b"%PDF-1.7")]
    assert (hasil.otomatis, hasil.pantulan, hasil.gema, hasil.terpotong) == ("", False, False, False)


def test_html_becomes_text_without_scripts_and_hidden_things() -> None:
    html = (
        "<html><head><title>J</title><style>p{color:red}</style></head><body><p>Satu<br>dua</p>"
        '<script>alert("x")</script><div style="display: none">umpan</div><p hidden>gaib</p>'
        '<a href="https://lpse.example/bantuan">panduan</a> <a href="javascript:jahat()">klik</a>'
        "<blockquote type=cite>surel lama</blockquote></body>"
    )
    hasil = surel(html, Content_Type="text/html")
    assert hasil.teks == "Satu\ndua\n\npanduan <https://lpse.example/bantuan> klik"


@pytest.mark.parametrize(
    ("charset", "isi", "jadi"),
    [
        ("iso-8859-1", "Café di Pokja".encode(), "Café di Pokja"),
        ("utf-8", "Café".encode("latin-1"), "Café"),
        ("tidak-ada", "Café".encode(), "Café"),
        ("idna", b"Cafe", "Cafe"),
        ("utf-16", "Café".encode("utf-16"), "Café"),
        ("gb2312", "采购".encode("gb2312"), "采购"),
        ("utf-8", b"nol\x00byte\x1b[31m", "nolbyte[31m"),
    ],
)
def test_a_wrong_charset_is_seen_through(charset: str, isi: bytes, jadi: str) -> None:
    assert surel(isi, Content_Type=f"text/plain; charset={charset}").teks == jadi


@pytest.mark.parametrize(
    ("teks", "jadi"),
    [
        ("Baru\n\nOn Mon, 23 Nov 2026, LPSE wrote:\n> lama\n> lama", "Baru"),
        ("Baru\n\nPada Sen, 23 Nov 2026 pukul 09.00 LPSE\n<a@b> menulis:\n> lama", "Baru"),
        ("Baru\n\n-----Original Message-----\nFrom: LPSE\nSent: kemarin\n\nlama", "Baru"),
        ("Baru\n\nDari: LPSE\nDikirim: kemarin\nKepada: saya\nlama", "Baru"),
        ("Baru\n-- \nSiti\nPT Maju", "Baru"),
        ("> pertanyaan\nJawaban\n> lagi\nJawaban lagi", "> pertanyaan\nJawaban\n> lagi\nJawaban lagi"),
        ("> hanya kutipan", "> hanya kutipan"),
        ("On the screen he wrote:\nSalah sandi", "On the screen he wrote:\nSalah sandi"),
    ],
)
def test_history_and_signature_are_cut_only_where_that_is_certain(teks: str, jadi: str) -> None:
    assert surel_teks.tanpa_kutipan(teks) == jadi


@pytest.mark.parametrize(
    ("kepala", "mengapa"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto-submitted"),
        ({"Precedence": "bulk"}, "precedence"),
        ({"X_Autoreply": "yes"}, "x-autoreply"),
        ({"List_Id": "<daftar.example>"}, "list"),
        ({"Return_Path": "<>"}, "mesin"),
        ({"From": "MAILER-DAEMON@mx.example"}, "mesin"),
        ({"Subject": "Balasan otomatis: cuti"}, "subjek"),
        ({"Auto_Submitted": "no"}, ""),
        ({"Subject": "Otomatis keluar dari SPSE"}, ""),
    ],
)
def test_automatic_mail_is_told_apart(kepala: dict[str, str], mengapa: str) -> None:
    assert surel(**kepala).otomatis == mengapa


def test_our_own_echo_is_known() -> None:
    assert surel(**{surel_masuk.TANDA_KAMI: "TKT202611230001"}).gema
    assert baca(b"From: Meja@lpse.example\n\nx", milik=["meja@lpse.example", ""]).gema


def test_a_bounce_names_the_mail_that_did_not_arrive() -> None:
    isi = (
        b"--b\r\n\r\nTidak terkirim\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: failed\r\n--b\r\n"
        b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <kami@lkpp.example>\r\n--b--\r\n"
    )
    jenis = 'multipart/report; report-type=delivery-status; boundary="b"'
    hasil = surel(isi, From="MAILER-DAEMON@mx.example", Content_Type=jenis)
    assert (hasil.pantulan, hasil.otomatis) == (True, "pantulan")
    assert "<kami@lkpp.example>" in hasil.acuan
    assert not surel(isi.replace(b"failed", b"delayed"), Content_Type=jenis).pantulan


def test_logos_are_left_out_and_screenshots_are_kept() -> None:
    def gambar(isi: bytes) -> bytes:
        return (
            b"--b\nContent-Type: text/html\n\n<p>Lihat</p>\n--b\nContent-Type: image/png\nContent-ID: <g>\n"
            b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(isi) + b"--b--\n"
        )

    jenis = "multipart/related; boundary=b"
    assert surel(gambar(b"\x89PNG"), Content_Type=jenis).lampiran == ()
    assert len(surel(gambar(b"\x89PNG" + bytes(30_000)), Content_Type=jenis).lampiran) == 1


def test_one_mail_by_two_routes_has_one_fingerprint() -> None:
    satu, dua = (f"Received: lewat {n}\r\n".encode() + b"From: a@b.example\r\n\r\nHalo" for n in "12")
    assert baca(satu).sidik == baca(dua).sidik != baca(dua + b"!").sidik


def test_the_name_of_an_attachment_makes_no_header() -> None:
    isi = b'--b\nContent-Disposition: attachment; filename="a\r\n Bcc: x@y"\n\nisi\n--b--'
    hasil = surel(isi, Content_Type="multipart/mixed; boundary=b", Subject="=?utf-8?q?a=0D=0ABcc:_x@y?=")
    assert not any("\n" in nama or "\r" in nama for nama in (hasil.subjek, *(s.nama for s in hasil.lampiran)))


def dalam() -> bytes:
    return b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(5_000))


JAHAT = {
    "deep": dalam(),
    "thousands of parts": b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nisi\n" * 100_000,
    "endless header": b"Subject: " + b"=?utf-8?q?a?= " * 300_000 + b"\n\nisi",
    "a million fields": b"X: y\n" * 1_000_000 + b"\nisi",
    "comments in comments": b"From: " + b'"(' * 5_000 + b"\n\nisi",
    "quotes": b"\n" + b"On Mon x wrote:\n> a\n" * 200_000,
    "boundary of dashes": b'Content-Type: multipart/mixed; boundary="-"\n\n' + b"---\n" * 1_000_000,
    "deep html": b"Content-Type: text/html\n\n" + b"<div>" * 200_000 + b"isi",
    "open scripts": b"Content-Type: text/html\n\n" + b"<script" * 200_000,
    "broken base64": b"Content-Transfer-Encoding: base64\n\n" + b"a=b=c" * 500_000,
    "parameters": b'Content-Type: text/plain; charset="' + b'";"\\"' * 100_000 + b"\n\nisi",
    "30 MB of text": b"\n" + b"baris yang panjang sekali\n" * 1_200_000,
}


@pytest.mark.parametrize("nama", JAHAT)
def test_a_mail_made_to_stop_us_is_read_soon(nama: str) -> None:
    mulai = time.process_time()
    hasil = baca(b"From: a@b.example\n" + JAHAT[nama])
    assert time.process_time() - mulai < 3
    assert len(hasil.teks) <= surel_masuk.MAKS_TEKS
    assert len(hasil.lampiran) <= surel_masuk.MAKS_LAMPIRAN


POTONG = st.sampled_from(
    [b"\n", b"\r\n", b"\r", b": ", b"--b", b"--b--", b"From: a@b.example", b"Content-Type: multipart/mixed; boundary=b",
     b"Content-Type: text/html; charset=utf-16", b"Content-Transfer-Encoding: base64", b"Subject: =?utf-8?b?////?=",
     b"Content-Disposition: attachment; filename*0*=utf-8''%ff; filename*1=x", b"<div style=", b"References: <a@b",
     b"\xff\xfe",     b"Date: Mon, 99 Foo 2026 99:99:99 +9999", b"Content-Transfer-Encoding: quoted-printable"]
)  # fmt: skip


@given(
    st.one_of(st.binary(max_size=400), st.lists(st.one_of(POTONG, st.binary(max_size=6)), max_size=40).map(b"".join))
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_an_answer(raw: bytes) -> None:
    hasil = baca(raw)
    assert "\x00" not in hasil.teks + hasil.subjek + hasil.nama + "".join(s.nama for s in hasil.lampiran)
    (hasil.teks + hasil.subjek + hasil.nama + hasil.message_id + "".join(s.nama for s in hasil.lampiran)).encode()
    assert hasil.alamat.isascii()
