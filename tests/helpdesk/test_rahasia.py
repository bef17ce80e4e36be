"""Credentials in reports: found in the ways people write them; ordinary sentences stay as they are."""

from time import process_time

import pytest

from helpdesk.rahasia import SAMARAN, samarkan


@pytest.mark.parametrize(
    ("teks", "rahasia"),
    [
        ("user admin password: R4has1a!", "R4has1a!"),
        ("Kata sandi saya adalah mamuju2026", "mamuju2026"),
        ("pwd=qwerty123 untuk ssh", "qwerty123"),
        ("sandi root: Sulbar#77", "Sulbar#77"),
        ("kata kunci = bukanMain9", "bukanMain9"),
        ("password spse baru Pokja_2026!", "Pokja_2026!"),
        ("akses server root:T0ps3cret", "T0ps3cret"),
        ("postgres://spse:dbR4hasia@10.0.0.5:5432/spse", "dbR4hasia"),
        ("PASSWORD : 12345678", "12345678"),
        ("api key: AbCdEf0123456789", "AbCdEf0123456789"),
        ("Authorization: Bearer abcdefghijklmnop12345", "abcdefghijklmnop12345"),
        ("token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcDEF12345", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r", "b3BlbnNzaC1r"),
        ("kata sandinya adalah mawar", "mawar"),
        ("passwordnya: melati", "melati"),
        ("kata sandinya mawar123", "mawar123"),
        ("pw: kucing12", "kucing12"),
        ('{"password": "abc123"}', "abc123"),
        ("kata sandi = 'dua kata'", "dua kata"),
        ("password untuk user root adalah kucing", "kucing"),
        ("password ssh: kucing", "kucing"),
        ("DB_PASSWORD=kucing1", "kucing1"),
        ("aws_secret_access_key = wJalrXUtnFEMI/K7", "wJalrXUtnFEMI/K7"),
        ("PIN 123456", "123456"),
        ("<b>password</b>: kucing1", "kucing1"),
        ("password -> kucing1", "kucing1"),
        ("user/pass: admin/kucing1", "kucing1"),
        ("https://admin:s3cr@t@spse.example/", "s3cr@t"),
        ("mysql -u root -pRahasia1 spse", "Rahasia1"),
        ("sshpass -p 'Rahasia1' ssh root@10.0.0.1", "Rahasia1"),
        ("curl -u admin:kucing1 https://spse.example", "kucing1"),
        ("Authorization: Basic YWRtaW46a3VjaW5n", "YWRtaW46a3VjaW5n"),
        ("dXNlciByb290CnBhc3N3b3JkOiBLdWNpbmc5OQ==", "dXNlciByb290"),
        ("PuTTY-User-Key-File-2: ssh-rsa\nPrivate-Lines: 8\nAAAAgQC\nPrivate-MAC: 1", "AAAAgQC"),
        ("-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQOYBF\n-----END PGP PRIVATE KEY BLOCK-----", "lQOYBF"),
    ],
)
def test_a_credential_is_masked_and_counted(teks: str, rahasia: str) -> None:
    hasil = samarkan(teks)
    assert rahasia not in hasil.teks
    assert SAMARAN in hasil.teks
    assert hasil.ditemukan >= 1
    assert samarkan(hasil.teks).teks == hasil.teks  # masked once, and no more


@pytest.mark.parametrize(
    "teks",
    [
        "Penyedia lupa password SPSE dan tidak bisa login.",
        "Saya lupa kata sandi akun penyedia, mohon dibantu reset.",
        "Token tidak diterima setelah menunggu 10 menit.",
        "Sandi yang lama tidak bisa dipakai lagi.",
        "Halaman https://spse.mamujukab.go.id/eproc4 tidak terbuka.",
        "Password sudah diganti tetapi tetap gagal.",
        "Admin: tidak bisa masuk",
        "lupa password SPSE",
        "Lupa password: klik tombol reset, lalu gagal.",
        "Kata sandi: tidak diterima",
        "Muncul pesan 'Invalid password: please try again'",
        "Token: belum muncul",
        "password is wrong",
        "User ID dan password penyedia tidak diterima",
        "reset password untuk akun 0912345",
        "password andi@penyedia.example lupa",
        "password minimal 8 karakter, Passing grade: 70",
        "hash berkas 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://spse.lkpp.example:443/eproc4 tidak terbuka",
        "Form login meminta token/OTP berulang-ulang",
        "username/password: salah",
    ],
)
def test_an_ordinary_sentence_stays(teks: str) -> None:
    assert samarkan(teks).teks == teks
    assert samarkan(teks).ditemukan == 0


@pytest.mark.parametrize(
    "bagian", ["password ", "kata ", "mysql ", "a:", "pass:", "password untuk ke di ", "password:'", "Aa1"]
)
def test_a_text_of_nothing_but_beginnings_takes_no_time(bagian: str) -> None:
    mulai = process_time()
    samarkan((bagian * 50_000)[:50_000])
    assert process_time() - mulai < 2
