"""The mailbox of a desk against a real IMAP server: 300 mails with every horror, each taken once and in order."""

from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any

import psycopg
import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection

from akun import receipt
from akun.actor import SYSTEM
from akun.models import User
from berkas import store
from helpdesk import flow, flow_surel, kotak_surel, listeners_surel, surel_keluar
from helpdesk.alamat_kotak import Kotak, baca_alamat
from helpdesk.models import KotakSurel, LampiranTiket, PesanTiket, Surel, Tiket
from helpdesk.rahasia import SAMARAN
from helpdesk.status import Event, Status
from jejak.models import Jejak
from notifikasi import send
from notifikasi.models import Pesan
from tests.factories import SENIN
from tests.helpdesk import kotak_surat
from tests.helpdesk.dovecot import SANDI, Dovecot

pytestmark = pytest.mark.django_db
MEJA = "LPSE-76.02"
TIBA = SENIN - timedelta(days=5)  # Dovecot believes no time that is still to come


class Mati(BaseException):
    """The poller is killed."""


@pytest.fixture
def kotak(
    dovecot: Dovecot, petugas: dict[str, User], settings: Any, request: pytest.FixtureRequest
) -> Callable[..., Kotak]:
    """An empty mailbox of Mamuju's desk, new for each test; with mails in it when they are given."""
    nama = f"kotak-{abs(hash(request.node.nodeid))}"
    settings.KOTAK_HELPDESK = baca_alamat([dovecot.url(nama, MEJA, folder="Masuk")])

    def isi(*pesan: bytes) -> Kotak:
        dovecot.antar(nama, *pesan, folder="Masuk", pada=TIBA)
        return settings.KOTAK_HELPDESK[0]

    isi()
    return isi


def surat(
    isi: str = "Mohon bantuan.", dari: str = "siti@penyedia.example", subjek: str = "Tolong", **kepala: str
) -> bytes:
    pesan = EmailMessage()
    pesan["From"], pesan["Subject"] = f"Siti <{dari}>", subjek
    for nama, nilai in ({"Message_ID": "<satu@x>"} | kepala).items():
        pesan[nama.replace("_", "-")] = nilai
    pesan.set_content(isi)
    return pesan.as_bytes()


def keluar() -> list[Any]:
    """Send what waits, and read it."""
    mail.outbox.clear()
    send.deliver(now=SENIN)
    return [message_from_bytes(m.message().as_bytes()) for m in mail.outbox]


def teks(pesan: Any) -> str:
    return pesan.get_payload()[0].get_payload(decode=True).decode()


def test_three_hundred_mails_with_every_horror(
    kotak: Callable[..., Kotak], dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    contoh = kotak_surat.semua()
    alamat = kotak(*(c.raw for c in contoh))
    _sampai_mati_listrik(alamat, dovecot, monkeypatch)
    assert kotak_surel.ambil(alamat, now=SENIN).galat == ""
    _periksa(contoh)
    sebelum = _jumlah()
    dovecot.ganti_uidvalidity(alamat.pengguna, alamat.folder)
    hasil = kotak_surel.ambil(alamat, now=SENIN)
    assert (hasil.diambil, hasil.galat, _jumlah()) == (300, "", sebelum)


def _sampai_mati_listrik(alamat: Kotak, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server goes down after 100 mails, is away for a while, and then the poller dies between fetch and commit."""
    diambil = []

    def maju(baris: str) -> None:
        diambil.append(baris)
        if len(diambil) == 100:
            dovecot.mati()

    hasil = kotak_surel.ambil(alamat, now=SENIN, maju=maju)
    assert hasil.galat
    assert hasil.diambil == KotakSurel.objects.get().uid_terakhir == 100
    assert kotak_surel.ambil(alamat, now=SENIN).galat == "ConnectionRefusedError"
    assert KotakSurel.objects.get().gagal_sejak == SENIN
    dovecot.hidup()
    asli = flow_surel._baru

    def mati(surel: Surel, *args: Any, **kwargs: Any) -> None:
        asli(surel, *args, **kwargs)
        if surel.uid > 190:
            raise Mati

    with monkeypatch.context() as patch:
        patch.setattr(flow_surel, "_baru", mati)
        with pytest.raises(Mati):
            kotak_surel.ambil(alamat, now=SENIN)
    assert KotakSurel.objects.get().uid_terakhir == 190


def _jumlah() -> list[int]:
    return [model.objects.count() for model in (Surel, Tiket, PesanTiket, LampiranTiket, Pesan)]


def _periksa(contoh: list[kotak_surat.Contoh]) -> None:
    """What had to become of each mail, became of it; in the order in which they lay there."""
    rows = {s.uid: s for s in Surel.objects.select_related("tiket", "pesan")}
    assert [r.uid for r in Surel.objects.order_by("id")] == sorted(rows)
    for uid, satu in enumerate(contoh, start=1):
        surel = rows.get(uid)
        if satu.jadi == "kembar":
            assert surel is None, uid
            continue
        assert surel is not None, uid
        assert surel.keadaan == {"abai": "diabaikan", "besar": "diabaikan", "gagal": "gagal"}.get(satu.jadi, "diproses")
        nomor = surel.tiket.nomor if surel.tiket else ""
        if satu.tiket or satu.jadi == "abai":
            assert nomor == (kotak_surat.nomor(satu.tiket) if satu.tiket else ""), uid
        if satu.jadi in {"lanjutan", "lain"}:
            assert surel.pesan is not None, uid
            assert bool(surel.pesan.surel_lain) == (satu.jadi == "lain"), uid
    tiket = list(Tiket.objects.order_by("id"))
    assert [t.nomor for t in tiket] == sorted(t.nomor for t in tiket)
    assert len(tiket) == sum(c.jadi == "baru" for c in contoh)
    assert not any("script" in t.uraian or "cookie" in t.uraian for t in tiket)
    dijawab = set(Pesan.objects.filter(penerima__startswith="surel:").values_list("penerima", flat=True))
    assert not {f"surel:{s.pk}" for s in rows.values() if s.alasan not in {"", "terlalu_besar"}} & dijawab
    assert {f"surel:{s.pk}" for s in rows.values() if s.tiket and not s.pesan and not s.alasan} <= dijawab


def test_a_new_mail_becomes_a_ticket_and_is_answered_with_its_token(kotak: Callable[..., Kotak]) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    tiket = Tiket.objects.get()
    assert (tiket.kanal, tiket.judul, tiket.uraian, tiket.surel) == (
        "surel",
        "Tolong",
        "Mohon bantuan.",
        "siti@penyedia.example",
    )
    assert tiket.diterima_pada == TIBA  # when it reached the mailbox, not when it was fetched
    (jawaban,) = keluar()
    assert jawaban["In-Reply-To"] == "<satu@x>"
    assert jawaban["Auto-Submitted"] == "auto-replied"
    assert tiket.nomor in jawaban["Subject"]
    assert jawaban["Reply-To"] == "helpdesk@mamuju.example"
    assert surel_keluar.nomor_dari([jawaban["Message-ID"]]) == tiket.nomor
    token = teks(jawaban).partition("Token Anda: ")[2].partition(". ")[0]
    assert receipt.open(nomor=tiket.nomor, token=token, alamat="x", now=SENIN).objek_id == tiket.pk
    assert not bytes(Pesan.objects.get().sisipan_segel)


def test_an_officers_reply_leaves_in_the_thread_and_its_answer_comes_back_to_it(
    kotak: Callable[..., Kotak], pelaku: Callable[[str], Any]
) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    keluar()
    tiket = Tiket.objects.get()
    flow.tanya(tiket=tiket, isi="Peramban apa yang dipakai?", by=pelaku("mamuju"), now=SENIN)
    event = Jejak.objects.get(kejadian=Event.DITANYAKAN)
    listeners_surel.kabari_lewat_surel(event, SENIN)
    listeners_surel.kabari_lewat_surel(event, SENIN)  # told twice, sent once
    (tanya,) = keluar()
    assert (tanya["In-Reply-To"], tanya["References"]) == ("<satu@x>", "<satu@x>")
    assert tanya["Auto-Submitted"] == "no"
    assert "Peramban apa yang dipakai?" in teks(tanya)
    assert tiket.nomor in tanya["Subject"]
    kotak(surat("Firefox.", subjek="Re: Tolong", Message_ID="<dua@x>", In_Reply_To=tanya["Message-ID"]))
    kotak_surel.ambil(alamat, now=SENIN)
    tiket.refresh_from_db()
    assert tiket.status == Status.PENANGANAN
    assert PesanTiket.objects.filter(tiket=tiket, dari="pelapor").get().isi == "Firefox."


def test_another_address_is_shown_and_moves_nothing(kotak: Callable[..., Kotak], pelaku: Callable[[str], Any]) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    tiket = Tiket.objects.get()
    flow.tanya(tiket=tiket, isi="Peramban apa?", by=pelaku("mamuju"), now=SENIN)
    kotak(surat("Chrome.", dari="lain@x.example", subjek=f"Re: {tiket.nomor}", Message_ID="<l@x>"))
    keluar()
    kotak_surel.ambil(alamat, now=SENIN)
    tiket.refresh_from_db()
    assert tiket.status == Status.MENUNGGU_PENGGUNA
    assert PesanTiket.objects.get(tiket=tiket, dari="pelapor").surel_lain == "lain@x.example"
    (jawaban,) = keluar()
    assert jawaban["To"] == "lain@x.example"
    assert "Menunggu" not in teks(jawaban)
    assert "Peramban" not in teks(jawaban)


def test_the_number_of_another_desks_ticket_opens_nothing(
    kotak: Callable[..., Kotak], buat: Callable[..., Tiket]
) -> None:
    lain = buat(di="bontang")
    kotak_surel.ambil(kotak(surat(subjek=f"Re: {lain.nomor}")), now=SENIN)
    assert not lain.pesan.exists()
    assert Tiket.objects.count() == 2


def test_a_bounce_of_ours_tells_the_desk(kotak: Callable[..., Kotak]) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    tiket = Tiket.objects.get()
    kotak(kotak_surat._pantulan(1, surel_keluar.id_kami(tiket.nomor, "s1")))
    kotak_surel.ambil(alamat, now=SENIN)
    catatan = PesanTiket.objects.get(tiket=tiket)
    assert catatan.hanya_petugas
    assert catatan.isi.startswith("E-mail tidak sampai")


def test_a_refused_attachment_is_named_and_the_ticket_is_made(kotak: Callable[..., Kotak]) -> None:
    pesan = message_from_bytes(surat(), policy=EmailMessage().policy)
    pesan.add_attachment(b"MZ\x90\x00" + bytes(200), maintype="application", subtype="x", filename="alat.exe")
    pesan.add_attachment(b"galat 500\n", maintype="text", subtype="plain", filename="galat.txt")
    kotak_surel.ambil(kotak(pesan.as_bytes()), now=SENIN)
    tiket = Tiket.objects.get()
    assert "alat.exe: " in tiket.uraian
    assert [satu.berkas.nama_asli for satu in tiket.lampiran.all()] == ["galat.txt"]
    assert "alat.exe" in teks(keluar()[0])


def test_a_password_is_masked_and_the_original_is_not_kept(kotak: Callable[..., Kotak]) -> None:
    kotak_surel.ambil(kotak(surat("Kata sandi saya: Rahasia#123")), now=SENIN)
    assert SAMARAN in Tiket.objects.get().uraian
    assert Surel.objects.get().asli is None


def test_a_quoted_token_of_ours_does_not_reach_the_thread(kotak: Callable[..., Kotak]) -> None:
    kotak_surel.ambil(kotak(surat(f"Anda menulis: Token Anda: {receipt.new_token()}")), now=SENIN)
    assert Tiket.objects.get().uraian == f"Anda menulis: Token Anda: {SAMARAN}"


def test_the_original_is_kept_sealed(kotak: Callable[..., Kotak]) -> None:
    kotak_surel.ambil(kotak(surat()), now=SENIN)
    asli = Surel.objects.get().asli
    assert asli is not None
    assert b"Mohon bantuan." in b"".join(store.read(asli.pk))
    assert not asli.bisa_diunduh


def test_a_mail_that_is_too_large_is_pointed_to_the_form(kotak: Callable[..., Kotak]) -> None:
    kotak_surel.ambil(kotak(kotak_surat._besar(1)), now=SENIN)
    assert not Tiket.objects.exists()
    assert Surel.objects.get().alasan == "terlalu_besar"
    assert "30 MB" in teks(keluar()[0])


def test_a_mail_on_a_closed_ticket_opens_another(kotak: Callable[..., Kotak]) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    flow.batalkan(tiket=Tiket.objects.get(), alasan="Selesai.", by=SYSTEM, now=SENIN)
    kotak(surat("Rusak lagi.", Message_ID="<b@x>", References="<satu@x>"))
    kotak_surel.ambil(alamat, now=SENIN)
    assert [t.uraian.splitlines()[0][:21] for t in Tiket.objects.order_by("id")] == [
        "Mohon bantuan.",
        "Lanjutan dari tiket T",
    ]


def test_a_mail_that_cannot_be_processed_is_kept_and_does_not_hold_up_the_next(
    kotak: Callable[..., Kotak], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rusak(**_: Any) -> None:
        raise RuntimeError

    alamat = kotak(surat())
    with monkeypatch.context() as patch:
        patch.setattr(flow, "catat", rusak)
        kotak_surel.ambil(alamat, now=SENIN)
    kotak(surat("Yang lain.", Message_ID="<z@x>"))
    kotak_surel.ambil(alamat, now=SENIN)
    gagal = Surel.objects.gagal().get()
    call_command("ambil_surel", "--gagal")
    assert f"{gagal.pk}  " in capsys.readouterr().out
    call_command("ambil_surel", "--ulang", str(gagal.pk))
    assert sorted(Tiket.objects.values_list("uraian", flat=True)) == ["Mohon bantuan.", "Yang lain."]
    assert not Surel.objects.gagal().exists()


def test_the_command_reads_and_tells_how_far(kotak: Callable[..., Kotak], capsys: pytest.CaptureFixture[str]) -> None:
    alamat = kotak(surat(), surat("Yang lain.", Message_ID="<dua@x>"))
    call_command("ambil_surel")
    assert f"{alamat.kunci}: 2 diambil, 0 belum, selesai" in capsys.readouterr().out
    call_command("ambil_surel", "--keadaan")
    assert f"{alamat.kunci}: sampai UID 2, diperiksa" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("ambil_surel", "--ulang", "0")


def test_one_poller_at_a_time(kotak: Callable[..., Kotak]) -> None:
    alamat = kotak(surat())
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}) as lain:
        lain.execute("SELECT pg_advisory_lock(hashtextextended(%s, 11))", [alamat.kunci])
        assert kotak_surel.ambil(alamat, now=SENIN).sibuk
        lain.execute("SELECT pg_advisory_unlock_all()")
    assert kotak_surel.ambil(alamat, now=SENIN).diambil == 1


def test_a_round_ends_when_its_time_is_over_and_the_next_goes_on(kotak: Callable[..., Kotak]) -> None:
    alamat = kotak(*(surat(f"Laporan {n}", Message_ID=f"<w{n}@x>") for n in range(4)))
    sisa = iter([True, True, False])
    assert kotak_surel.ambil(alamat, now=SENIN, lanjut=lambda: next(sisa)).sisa == 2
    assert kotak_surel.ambil(alamat, now=SENIN).diambil == 2


def test_the_mailbox_read_longest_ago_comes_first_and_a_dead_one_holds_up_no_other(
    kotak: Callable[..., Kotak], dovecot: Dovecot, settings: Any
) -> None:
    alamat = kotak(surat())
    mati = baca_alamat([dovecot.url("a", "LPSE-64.74").replace(str(dovecot.port), "1")])[0]
    settings.KOTAK_HELPDESK = [mati, alamat]
    assert [h.galat for h in kotak_surel.sapu(now=SENIN)] == ["ConnectionRefusedError", ""]
    KotakSurel.objects.filter(kunci=mati.kunci).update(diperiksa_pada=SENIN + timedelta(minutes=1))
    jam = iter([0.0, 0.0])
    assert [h.kunci for h in kotak_surel.sapu(now=SENIN, stopwatch=lambda: next(jam, 100.0))] == [alamat.kunci]


def test_nothing_is_changed_in_the_mailbox(kotak: Callable[..., Kotak], dovecot: Dovecot) -> None:
    alamat = kotak(surat())
    kotak_surel.ambil(alamat, now=SENIN)
    with dovecot.sambung(alamat.pengguna) as imap:
        imap.select("Masuk", readonly=True)
        assert imap.search(None, "UNSEEN") == ("OK", [b"1"])


def test_mails_from_before_the_mailbox_was_named_are_left_alone(kotak: Callable[..., Kotak], dovecot: Dovecot) -> None:
    alamat = kotak()
    dovecot.antar(alamat.pengguna, surat(), folder="Masuk", pada=SENIN - timedelta(days=30))
    assert kotak_surel.ambil(alamat, now=SENIN).diambil == 0


def test_tls_is_used_and_an_unknown_server_is_not_talked_to(
    kotak: Callable[..., Kotak], dovecot: Dovecot, settings: Any
) -> None:
    alamat = kotak(surat())
    for cara, port in (("imaps", dovecot.tls_port), ("imap+tls", dovecot.port)):
        url = f"{cara}://{alamat.pengguna}:{SANDI}@localhost:{port}/Masuk?meja={MEJA}"
        (asing,), (dikenal,) = baca_alamat([url]), baca_alamat([f"{url}&ca={dovecot.ca}"])
        assert kotak_surel.ambil(asing, now=SENIN).galat == "SSLCertVerificationError"
        assert kotak_surel.ambil(dikenal, now=SENIN).galat == ""
    assert Tiket.objects.count() == 1


def test_a_mailbox_without_its_desk_is_said(kotak: Callable[..., Kotak], settings: Any, dovecot: Dovecot) -> None:
    settings.KOTAK_HELPDESK = baca_alamat([dovecot.url("x", "TIDAK-ADA")])
    with pytest.raises(CommandError):
        call_command("ambil_surel")


@pytest.mark.parametrize(
    "alamat",
    [
        "imap://a:b@mail.example/INBOX?meja=X",
        "imaps://mail.example/INBOX?meja=X",
        "imaps://a:b@mail.example/INBOX",
        "imaps://a@mail.example/INBOX?meja=X",
        "imaps://a:b@mail.example:99999/?meja=X",
        "imaps://a@mail.example/?meja=X&sandi_file=/tidak/ada",
        "imaps://a:b@mail.example/?meja=X&ca=/tidak/ada",
        "https://a:b@mail.example/?meja=X",
    ],
)
def test_a_wrong_address_of_a_mailbox_is_refused_without_its_password(alamat: str) -> None:
    with pytest.raises(ImproperlyConfigured) as galat:
        baca_alamat([alamat])
    assert ":b@" not in str(galat.value)


def test_two_mailboxes_of_one_desk_are_refused(tmp_path: Any) -> None:
    (tmp_path / "sandi").write_text("s\n")
    satu = f"imaps://a@h.example/?meja=X&sandi_file={tmp_path}/sandi"
    assert baca_alamat([satu])[0].sandi == "s"
    with pytest.raises(ImproperlyConfigured):
        baca_alamat([satu, "imaps://c:d@h.example/?meja=X"])
