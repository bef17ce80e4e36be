"""A Dovecot of our own: started in a folder of its own, on free loopback ports, with one mailbox per name asked for."""

import contextlib
import datetime as dt
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PROGRAM = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/sbin")
SANDI = "sandi-kotak-uji"

CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 100
{users}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
namespace inbox {{
  inbox = yes
}}
"""


@dataclass
class Dovecot:
    """A running server. `mati` and `hidup` take it down and up again on the same ports."""

    folder: Path
    port: int
    tls_port: int
    proses: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def ca(self) -> Path:
        """The certificate that its TLS port shows."""
        return self.folder / "cert.pem"

    def url(self, nama: str, meja: str, *, folder: str = "INBOX") -> str:
        """The address of a mailbox for the setting."""
        return f"imap://{nama}:{SANDI}@127.0.0.1:{self.port}/{folder}?meja={meja}"

    def hidup(self) -> None:
        """Start it and wait until it greets."""
        assert PROGRAM
        self.proses = subprocess.Popen([PROGRAM, "-F", "-c", str(self.folder / "dovecot.conf")], start_new_session=True)
        for _ in range(200):
            with contextlib.suppress(OSError, imaplib.IMAP4.error):
                imaplib.IMAP4("127.0.0.1", self.port, timeout=5).logout()
                return
            assert self.proses.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def mati(self) -> None:
        """Stop it at once, and with it every connection."""
        if self.proses:
            os.killpg(self.proses.pid, signal.SIGKILL)
            self.proses.wait(20)
            self.proses = None

    @contextlib.contextmanager
    def sambung(self, nama: str) -> Iterator[imaplib.IMAP4]:
        """A mail program of the owner of a mailbox."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=60) as imap:
            imap.login(nama, SANDI)
            yield imap

    def antar(self, nama: str, *pesan: bytes, folder: str = "INBOX", pada: dt.datetime | None = None) -> None:
        """Put mails into a mailbox, in this order."""
        with self.sambung(nama) as imap:
            if folder != "INBOX":
                imap.create(folder)
            for satu in pesan:
                jawab, kata = imap.append(folder, "", pada or dt.datetime.now(dt.UTC), satu)
                assert jawab == "OK", kata

    def ganti_uidvalidity(self, nama: str, folder: str) -> None:
        """As after a move to another server: the same mails, other UIDs."""
        with self.sambung(nama) as imap:
            imap.select(folder)
            _, data = imap.uid("FETCH", "1:*", "(INTERNALDATE BODY.PEEK[])")
            isi = [
                (satu[1], dt.datetime(*imaplib.Internaldate2tuple(satu[0])[:6]).astimezone())
                for satu in data
                if isinstance(satu, tuple)
            ]
            imap.close()
            imap.delete(folder)
            imap.create(folder)
            for pesan, pada in isi:
                imap.append(folder, "", pada, pesan)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [s.getsockname()[1] for s in sockets]


def _certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, raw = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "cert.pem").write_bytes(cert.public_bytes(pem))
    (folder / "key.pem").write_bytes(key.private_bytes(pem, raw, serialization.NoEncryption()))


def _start(folder: Path) -> Dovecot:
    """Write the configuration and start it; as root the mail belongs to nobody, for Dovecot keeps none of root's."""
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    users = ""
    if os.getuid() != 0:
        group = grp.getgrgid(owner.pw_gid).gr_name
        users = "\n".join(
            f"default_{what} = {who}"
            for what, who in (
                ("internal_user", owner.pw_name),
                ("login_user", owner.pw_name),
                ("internal_group", group),
            )
        )
    folder.chmod(0o755)
    for nama in ("run", "state", "mail"):
        (folder / nama).mkdir(mode=0o755)
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    _certificate(folder)
    port, tls_port = _free_ports(2)
    config = CONFIG.format(
        folder=folder, users=users, password=SANDI, uid=owner.pw_uid, gid=owner.pw_gid, port=port, tls_port=tls_port
    )
    (folder / "dovecot.conf").write_text(config)
    server = Dovecot(folder, port, tls_port)
    server.hidup()
    return server


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """One server for all tests of a run."""
    if PROGRAM is None:
        pytest.skip("Dovecot is not installed (apt-get install dovecot-imapd)")
    folder = Path(tempfile.mkdtemp(prefix="dovecot-uji-", dir="/tmp"))
    try:
        server = _start(folder)
        yield server
        server.mati()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> Dovecot:
    """A server that is up, whatever the test before did to it."""
    if dovecot_server.proses is None:
        dovecot_server.hidup()
    return dovecot_server
