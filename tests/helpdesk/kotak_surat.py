"""Three hundred mails as a helpdesk gets them, with every horror there is; the same ones each time."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from helpdesk.surel_keluar import id_kami
from helpdesk.surel_masuk import MAKS_SUREL, TANDA_KAMI

MEJA = "helpdesk@mamuju.example"
BANYAK = 300
BIASA = 90  # the first ones: plain mails by different people, so ticket n is by pengirim n


@dataclass(frozen=True)
class Contoh:
    """A mail and what has to become of it: baru, lanjutan, lain, abai, besar, kembar, gagal."""

    raw: bytes
    jadi: str
    tiket: int = 0  # the ticket that it belongs to, by its number of the day


def nomor(urut: int) -> str:
    return f"TKT20261123{urut:04d}"


def pengirim(urut: int) -> str:
    return f"pengirim{urut}@penyedia.example"


def _pesan(urut: int, subjek: str, isi: str, **kepala: str) -> EmailMessage:
    pesan = EmailMessage()
    pesan["From"] = kepala.pop("dari", f"Pengirim {urut} <{pengirim(urut)}>")
    pesan["To"], pesan["Subject"] = MEJA, subjek
    pesan["Message-ID"] = kepala.pop("id", f"<awal{urut}@penyedia.example>")
    for nama, nilai in kepala.items():
        pesan[nama.replace("_", "-")] = nilai
    pesan.set_content(isi)
    return pesan


def _biasa(urut: int) -> bytes:
    return _pesan(urut, f"Tidak bisa masuk SPSE {urut}", f"Laporan nomor {urut}.\n-- \nPT Maju").as_bytes()


def _html(urut: int) -> bytes:
    isi = f"<p>Laporan <b>HTML</b> {urut}</p><script>alert(document.cookie)</script><img src='http://lacak.example/x.gif'>"
    return (
        f"From: {pengirim(urut)}\nTo: {MEJA}\nSubject: HTML {urut}\nMessage-ID: <awal{urut}@penyedia.example>\n"
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{isi}"
    ).encode()


def _lanjutan() -> Iterator[Contoh]:
    """Threads: by References, by the id of our own mail, by the number in the subject; and from elsewhere."""
    for urut in range(1, 16):
        acuan = {"References": f"<lain@x> <awal{urut}@penyedia.example>", "id": f"<r{urut}@penyedia.example>"}
        yield Contoh(_pesan(urut, "Re: tanpa nomor", f"Tambahan {urut}", **acuan).as_bytes(), "lanjutan", urut)
    for urut in range(16, 26):
        acuan = {"In_Reply_To": id_kami(nomor(urut), "s1"), "id": f"<k{urut}@penyedia.example>"}
        yield Contoh(_pesan(urut, "Re: apa saja", f"Balasan {urut}", **acuan).as_bytes(), "lanjutan", urut)
    for urut in range(26, 36):
        subjek = f"Re: [{nomor(urut)}] masih sama"
        yield Contoh(_pesan(urut, subjek, f"Nomor {urut}", id=f"<n{urut}@x.example>").as_bytes(), "lanjutan", urut)
    for urut in range(36, 46):
        lain = _pesan(urut, f"Tentang {nomor(urut)}", "Saya rekannya.", dari="rekan@lain.example", id=f"<l{urut}@x>")
        yield Contoh(lain.as_bytes(), "lain", urut)


def _mesin() -> Iterator[Contoh]:
    """What nobody wrote: auto-replies, lists, loops, bounces of ours and of others."""
    for i, kepala in enumerate(
        [
            {"Auto_Submitted": "auto-replied"},
            {"Precedence": "bulk"},
            {"X_Autoreply": "yes"},
            {"List_Id": "<berita.example>"},
            {"Return_Path": "<>"},
        ]
        * 4
    ):
        satu = _pesan(1, f"Balasan {nomor(1)}", "Saya cuti.", id=f"<auto{i}@x>", **kepala)
        yield Contoh(satu.as_bytes(), "abai")
    for i in range(5):
        yield Contoh(_pesan(1, "gema", "gema", id=f"<g{i}@x>", **{TANDA_KAMI: nomor(1)}).as_bytes(), "abai")
        yield Contoh(_pesan(1, "gema", "gema", id=f"<h{i}@x>", dari=MEJA).as_bytes(), "abai")
    for i in range(10):
        acuan = id_kami(nomor(50 + i), "j1") if i < 5 else f"<{nomor(50 + i)}.j1.{'0' * 20}@lkpp.example>"
        yield Contoh(_pantulan(i, acuan), "abai", 50 + i if i < 5 else 0)


def _pantulan(i: int, acuan: str) -> bytes:
    return (
        f"From: MAILER-DAEMON@mx{i}.example\nTo: {MEJA}\nSubject: Undelivered Mail\nMessage-ID: <dsn{i}@mx>\n"
        "Return-Path: <>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="dsn"\n\n'
        "--dsn\n\nNo such user\n--dsn\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822; hilang@penyedia.example\nAction: failed\nStatus: 5.1.1\n"
        f"--dsn\nContent-Type: message/rfc822\n\nMessage-ID: {acuan}\nSubject: x\n\nisi\n--dsn--\n"
    ).encode()


def _rusak(urut: int) -> Iterator[bytes]:
    """Broken MIME and wrong charsets, each from somebody else."""
    bentuk = [
        "Content-Type: multipart/mixed; boundary=tidak-ada\n\nIsi {n}",
        "Content-Type: multipart/mixed\n\n--x\n\nIsi {n}",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\n\nIsi {n}",
        "Content-Transfer-Encoding: base64\n\nSXNp====!!!",
        "Content-Transfer-Encoding: quoted-printable\n\nIsi =ZZ {n} =",
        "Content-Type: text/plain; charset=klingon\n\nIsi {n}",
        "Content-Type: text/plain; charset=us-ascii\n\nIsi é {n}",
        "Content-Type: text/plain; charset=utf-8; charset*0*=x\n\nIsi {n}",
        'Content-Type: image/png; name="=?utf-8?b?////?="\n\nIsi {n}',
        "Subject: dua\nSubject: subjek\nIni bukan kepala\n\nIsi {n}",
    ]
    for i in range(20):
        atas = f"From: {pengirim(urut + i)}\nTo: {MEJA}\nMessage-ID: <rusak{i}@x>\n"
        isi = (atas + bentuk[i % 10].format(n=i)).encode("latin-1" if i % 2 else "utf-8")
        yield isi
    yield (
        f"From: {pengirim(urut + 20)}\nContent-Type: multipart/mixed; boundary=x\n\n".encode()
        + b"--x\n\nisi\n" * 20_000
    )
    dalam = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3_000))
    yield f"From: {pengirim(urut + 21)}\nSubject: dalam\n".encode() + dalam


def _lampiran(urut: int) -> Iterator[bytes]:
    """A picture of the fault, a program that is refused, and a password that must not stay."""
    for i in range(8):
        pesan = _pesan(urut + i, f"Lampiran {i}", "Terlampir. password: Rahasia123" if i == 7 else "Terlampir.")
        pesan.add_attachment(b"keterangan galat\n", maintype="text", subtype="plain", filename=f"galat{i}.txt")
        if i % 2:
            pesan.add_attachment(b"MZ\x90\x00" + bytes(500), maintype="application", subtype="x", filename="alat.exe")
        yield pesan.as_bytes()


def _besar(urut: int) -> bytes:
    isi = (b"A" * 76 + b"\n") * ((MAKS_SUREL + 1_333_333) // 76)
    return (
        f"From: {pengirim(urut)}\nTo: {MEJA}\nSubject: besar\nMessage-ID: <besar@x>\nMIME-Version: 1.0\n"
        "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
    ).encode() + isi


def semua() -> list[Contoh]:
    """The whole mailbox, oldest first."""
    kotak = [Contoh(_biasa(n), "baru", n) for n in range(1, BIASA + 1)]
    kotak += [*_lanjutan(), *_mesin()]
    kotak += [Contoh(satu, "baru") for satu in (*_rusak(500), *_lampiran(600))]
    kotak += [Contoh(_html(700 + n), "baru") for n in range(30)]
    kotak += [Contoh(b"Received: lain\n" + _biasa(n), "kembar") for n in range(1, 6)]
    kotak += [Contoh(f"Subject: gelap {n}\n\nTanpa pengirim {n}.".encode(), "gagal") for n in range(3)]
    kotak.append(Contoh(_besar(800), "besar"))
    bom = [_pesan(900, f"BOM {n}", f"bom {n}", id=f"<bom{n}@x>").as_bytes() for n in range(40)]
    kotak += [Contoh(satu, "baru" if n < 5 else "lanjutan") for n, satu in enumerate(bom)]
    sisa = BANYAK - len(kotak)
    return kotak + [Contoh(_biasa(1000 + n), "baru") for n in range(sisa)]
