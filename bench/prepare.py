"""Makes what the rounds need, as the web role: sessions, drafts, and the recorded statements of each page."""

import json
import pickle
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from akun.actor import Peran
from akun.models import Instansi, User
from bench import cases, tape, vocabulary
from bench.floor import SULIH, TANDA
from bench.plan import LANTAI, PETUGAS, PORTAL, TAPES, WARGA, Plan, Request, Scenario, Shot, raw_request
from bench.tape import Tape

CSRF = "benchbenchbenchbenchbenchbench12"
BATAS = "batas-bench"
UNGGAH, KIRIM = "unggah", "kirim"
FORMULIR = "application/x-www-form-urlencoded"


class NotReady(Exception):
    """A page does not answer as it has to; there is nothing to measure then."""


@dataclass
class Preparation:
    """The plan and the tapes as they grow."""

    plan: Plan = field(default_factory=Plan)
    tapes: dict[str, list[Tape]] = field(default_factory=dict)

    def pages(
        self, kunci: str, judul: str, visits: Sequence[tuple[Client, str, str]], *, sambungan: int = PETUGAS
    ) -> None:
        """A scenario of GETs: per visit the browser, the address and what has to stand on the page."""
        shots: dict[str, list[Shot]] = {PORTAL: [], LANTAI: []}
        for n, (client, path, mark) in enumerate(visits):
            self.tapes.setdefault(kunci, []).append(record_get(client, path, mark))
            cookies = {name: morsel.value for name, morsel in client.cookies.items()}
            bare = reverse("lantai", args=[kunci, n], urlconf="bench.urls")
            for side, where, tanda in ((PORTAL, path, mark), (LANTAI, bare, TANDA)):
                raw = raw_request("GET", where, cookies=cookies)
                shots[side].append((Request(kunci, raw, 200, tanda.encode()),))
        most = max(tape.count(t) for t in self.tapes[kunci])
        self.plan.skenario.append(Scenario(kunci, judul, shots, {kunci: most}, sambungan=sambungan))

    def submission(self, drafts: Sequence[cases.Siap], document: bytes) -> None:
        """The upload of a file and the last click; the first draft is used up for the recording."""
        example, *rest = drafts
        half = len(rest) // 2
        upload, send = upload_form(document), (FORMULIR, urlencode({"csrfmiddlewaretoken": CSRF, "setuju": "on"}))
        forms = {UNGGAH: ("pengaduan:baru_bukti", *upload), KIRIM: ("pengaduan:baru_tinjau", send[0], send[1].encode())}
        client = browser({settings.SESSION_COOKIE_NAME: example.sesi})
        for nama, (url, kind, body) in forms.items():
            self.tapes[nama] = [record_post(client, reverse(url), kind, body)]
        shots: dict[str, list[Shot]] = {PORTAL: [], LANTAI: []}
        for n, one in enumerate(rest[: half * 2]):
            side = PORTAL if n < half else LANTAI
            shots[side].append(tuple(_post(nama, side, one, example, *form) for nama, form in forms.items()))
        counts = {nama: tape.count(self.tapes[nama][0]) for nama in forms}
        self.plan.skenario.append(
            Scenario("pengajuan", "Pengajuan: PDF 200 KB, lalu kirim", shots, counts, sekali=True)
        )

    def save(self, folder: Path) -> None:
        """Write plan and tapes for the other processes."""
        self.plan.save(folder)
        (folder / TAPES).write_bytes(pickle.dumps(self.tapes))


def _post(nama: str, side: str, one: cases.Siap, example: cases.Siap, url: str, kind: str, body: bytes) -> Request:
    cookies = {settings.SESSION_COOKIE_NAME: one.sesi, settings.CSRF_COOKIE_NAME: CSRF}
    if side == PORTAL:
        target = reverse("pengaduan:terkirim" if nama == KIRIM else url)
        raw = raw_request("POST", reverse(url), cookies=cookies, headers={"Content-Type": kind}, body=body)
        return Request(nama, raw, 302, target.encode())
    headers = {"Content-Type": kind, SULIH: json.dumps(one.sulih(example))}
    path = reverse("lantai", args=[nama, 0], urlconf="bench.urls")
    return Request(nama, raw_request("POST", path, cookies=cookies, headers=headers, body=body), 200, TANDA.encode())


def upload_form(document: bytes) -> tuple[str, bytes]:
    """The form of the evidence step with one file, as a browser sends it: content type and body."""
    fields = {"csrfmiddlewaretoken": CSRF, "sumber_lain": "Pengumuman di SPSE", "unggah": "1"}
    parts = [
        f'--{BATAS}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
    ]
    head = f'--{BATAS}\r\nContent-Disposition: form-data; name="bukti"; filename="adendum.pdf"\r\n'
    parts += [head.encode() + b"Content-Type: application/pdf\r\n\r\n", document, f"\r\n--{BATAS}--\r\n".encode()]
    return f"multipart/form-data; boundary={BATAS}", b"".join(parts)


def browser(cookies: dict[str, str] | None = None) -> Client:
    """A browser that calls this machine by the name that the settings allow."""
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "id"})
    for name, value in (cookies or {}).items():
        client.cookies[name] = value
    return client


def record_get(client: Client, path: str, mark: str) -> Tape:
    """The statements of a page when it is asked for again: the first time may write to the session."""
    for _first in range(2):
        with tape.recording() as found:
            answer = client.get(path)
        if answer.status_code != 200 or mark not in answer.content.decode():
            raise NotReady(f"{path} menjawab {answer.status_code}")
    return found


def record_post(client: Client, path: str, kind: str, body: bytes) -> Tape:
    """The statements of a form that is accepted and leads on."""
    with tape.recording() as found:
        answer = client.post(path, data=body, content_type=kind)
    if answer.status_code != 302:
        raise NotReady(f"{path} menjawab {answer.status_code}, bukan 302")
    return found


def opened(kasus: cases.Kasus) -> Client:
    """A complainant who has shown number and token."""
    client = browser()
    answer = client.post(reverse("lacak"), {"nomor": kasus.nomor, "token": kasus.token})
    if answer.status_code != 302:
        raise NotReady(f"lacak menjawab {answer.status_code}")
    return client


def logged_in(user: User) -> Client:
    """An officer whose session says: password and second factor were given just now."""
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise NotReady(f"{user} belum punya faktor kedua")
    client = browser()
    client.force_login(user)
    session, at = client.session, timezone.now().timestamp()
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": at, "email": user.email},
        {"method": "mfa", "at": at, "type": "totp"},
    ]
    session.save()
    return client


def desk_filters() -> list[dict[str, str]]:
    """Filters as officers use them, one or two at a time."""
    instansi = Instansi.objects.order_by("pk")[3].nama
    return [
        {"pandang": "semua", "status": "verifikasi"},
        {"pandang": "semua", "instansi": instansi},
        {"pandang": "semua", "wilayah": "33", "status": "tindak_lanjut_apip"},
        {"pandang": "semua", "jenis": "tindak_pidana", "hps": "sd_50m"},
        {"pandang": "lewat", "hps": "sd_2m"},
        {"pandang": "perlu", "pemegang": "belum"},
        {"pandang": "semua", "tenggat": "tujuh_hari"},
        {"pandang": "semua", "urut": "terbaru", "status": "ditutup"},
    ]


def prepare(pengunjung: int, ajuan: int, *, now: datetime, say: Callable[[str], None]) -> Preparation:
    """Everything for `pengunjung` complainants with a status page and `ajuan` submissions on each side."""
    ready = Preparation()
    officer = User.objects.filter(peran=Peran.VERIFIKATOR).order_by("pk")[0]
    kasus = list(cases.berjalan(pengunjung * 3, petugas=officer, now=now))
    say(f"{len(kasus)} pengaduan lewat alur yang sebenarnya")
    status = reverse("pengaduan:lacak_kasus")
    ready.pages("status", "Halaman lacak", [(opened(k), status, k.nomor) for k in kasus[:pengunjung]], sambungan=WARGA)
    ready.submission(list(cases.draf_siap(ajuan * 2 + 1, now=now)), cases.pdf(cases.UKURAN_PDF))
    say(f"{ajuan * 2} draf siap dikirim")
    desk, words, client = reverse("pengaduan:meja"), vocabulary.build(), logged_in(officer)
    visits = [(client, f"{desk}?{urlencode(f)}", "PGD20") for f in desk_filters()]
    ready.pages("meja", "Meja dengan saringan", visits)
    for kunci, judul, kata in (
        ("langka", "Cari kata langka", list(words.langka)[1:17]),
        ("sering", "Cari kata sering", words.sering()),
    ):
        queries = [urlencode({"pandang": "semua", "q": k}) for k in kata]
        ready.pages(kunci, judul, [(client, f"{desk}?{q}", "PGD20") for q in queries])
    return ready


def main(arguments: list[str]) -> int:
    """`python -m bench.inside prepare FOLDER VISITORS SUBMISSIONS`."""
    folder, visitors, submissions = arguments

    def say(text: str) -> None:
        sys.stdout.write(f"    {text}\n")
        sys.stdout.flush()

    try:
        prepare(int(visitors), int(submissions), now=timezone.now(), say=say).save(Path(folder))
    except NotReady as reason:
        sys.stderr.write(f"Pengukuran berhenti: {reason}.\n")
        return 1
    return 0
