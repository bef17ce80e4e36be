"""Mails of a ticket that leave: answers to who wrote, news and replies of officers, all in the thread they belong to.

Our Message-ID names the ticket and proves that it is ours, so an answer finds its ticket, and a bounce its mail.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare

from akun import receipt
from helpdesk import cari_faq
from helpdesk.models import MejaLayanan, Surel, Tiket
from helpdesk.models.surel import sidik_kunci
from helpdesk.surel_masuk import TANDA_KAMI, SurelMasuk
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import queue
from notifikasi.sisipan import Sisipan

JAWABAN_PER_JAM = 6  # answers that one address gets per hour from the machine
JAWABAN_MEJA = 300  # and that all together get from one desk: senders can be forged
ACUAN = 8  # ids of the thread that References names
FAQ = 3
_ID = re.compile(r"<(TKT\d{8}\d{4,6})\.(\w{1,40})\.([0-9a-f]{20})@[^<>@\s]+>", re.A)


def id_kami(nomor: str, butir: str) -> str:
    """The Message-ID of a mail of a ticket; `butir` tells it from the others of that ticket."""
    return f"<{nomor}.{butir}.{_bukti(nomor, butir)}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def nomor_dari(acuan: Iterable[str]) -> str:
    """The ticket of the first of these ids that we gave; "" where there is none."""
    for satu in acuan:
        cocok = _ID.fullmatch(satu)
        if cocok and constant_time_compare(cocok[3], _bukti(cocok[1], cocok[2])):
            return cocok[1]
    return ""


def _bukti(nomor: str, butir: str) -> str:
    return sidik_kunci("surel-kami", f"{nomor}.{butir}")[:20]


def jawab_baru(
    surel: Surel, isi: SurelMasuk, jejak: Jejak, *, token: str, ditolak: Sequence[str], now: datetime
) -> None:
    """To who wrote first: number, token, what happens now, and answers that may help at once."""
    tiket = _tiket(surel)
    saran = cari_faq.saran(f"{tiket.judul}\n{tiket.uraian[:500]}", meja=surel.meja, batas=FAQ)
    faq = [{"pertanyaan": s.pertanyaan, "alamat": f"{settings.SITE_URL}{s.url}"} for s in saran]
    konteks = {"token": token, "faq": faq, "ditolak": list(ditolak), "perihal": tiket.judul}
    _jawab(surel, isi, jejak, "tiket_surel_baru", konteks, now=now, selalu=True)


def jawab_lanjutan(
    surel: Surel, isi: SurelMasuk, jejak: Jejak, *, sendiri: bool, ditolak: Sequence[str], now: datetime
) -> None:
    """To who wrote again: that it is in the thread, and how that stands. Another address learns no more than that."""
    tiket = _tiket(surel)
    if not sendiri:
        _jawab(surel, isi, jejak, "tiket_surel_lain", {}, now=now)
        return
    konteks = {"status": _status(tiket), "pending": tiket.pending, "ditolak": list(ditolak), "perihal": tiket.judul}
    _jawab(surel, isi, jejak, "tiket_surel_lanjutan", konteks, now=now)


def jawab_terlalu_besar(surel: Surel, isi: SurelMasuk, jejak: Jejak, *, now: datetime) -> None:
    """To who sent more than a mail may hold: the web form takes it."""
    _jawab(surel, isi, jejak, "tiket_surel_besar", {}, now=now, tautan=reverse("helpdesk:lapor"))


def kabari(tiket: Tiket, jejak: Jejak, templat: str, *, isi: str = "", langkah: str = "", now: datetime) -> None:
    """To the reporter of a ticket: what an officer wrote, or how it stands now."""
    if not tiket.surel:
        return
    konteks = {"isi": isi, "langkah": langkah, "status": _status(tiket), "perihal": tiket.judul}
    kepala = _kepala(tiket, butir=f"j{jejak.pk}", otomatis="" if isi else "auto-generated")
    queue(
        jejak=jejak,
        penerima=f"tiket:{tiket.nomor}",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=tiket.surel,
        templat=templat,
        konteks={"nomor": tiket.nomor, "tautan": reverse("lacak")},
        now=now,
        sisipan=_sisipan(tiket.meja, konteks, kepala),
    )


def _jawab(
    surel: Surel,
    isi: SurelMasuk,
    jejak: Jejak,
    templat: str,
    konteks: dict[str, Any],
    *,
    now: datetime,
    tautan: str = "",
    selalu: bool = False,
) -> None:
    """Answer a mail, unless its sender, or the desk, has answered enough in this hour. `selalu`: it carries a token."""
    dari = receipt.kunci_alamat("surel-jawab", isi.alamat.lower(), now=now)
    meja = receipt.kunci_alamat("surel-jawab-meja", str(surel.meja_id), now=now)
    hitung = receipt.hitung(dari, JAWABAN_PER_JAM, now=now)
    if not receipt.hitung(meja, JAWABAN_MEJA, now=now) or not (hitung or selalu):
        return
    nomor = surel.tiket.nomor if surel.tiket else ""
    queue(
        jejak=jejak,
        penerima=f"surel:{surel.pk}",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=isi.alamat,
        templat=templat,
        konteks={"nomor": nomor, "tautan": tautan or reverse("lacak")},
        now=now,
        sisipan=_sisipan(surel.meja, konteks, _kepala_jawaban(surel, isi)),
    )


def _kepala_jawaban(surel: Surel, isi: SurelMasuk) -> dict[str, str]:
    """Headers of an answer to one mail."""
    kepala = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if surel.tiket:
        nomor = surel.tiket.nomor
        kepala |= {"Message-ID": id_kami(nomor, f"s{surel.pk}"), TANDA_KAMI: nomor}
    if isi.message_id:
        acuan = [*isi.acuan[: ACUAN - 1][::-1], isi.message_id]
        kepala |= {"In-Reply-To": isi.message_id, "References": " ".join(dict.fromkeys(acuan))}
    return kepala


def _kepala(tiket: Tiket, *, butir: str, otomatis: str) -> dict[str, str]:
    """Headers of a mail of ours in the thread of a ticket: after what the reporter wrote last."""
    semua = Surel.objects.filter(tiket=tiket, keadaan=Surel.Keadaan.DIPROSES).order_by("-id")[: ACUAN - 1]
    acuan = [satu.message_id for satu in semua if satu.message_id and _milik_pelapor(satu, tiket)][::-1]
    kepala = {"Message-ID": id_kami(tiket.nomor, butir), TANDA_KAMI: tiket.nomor, "Auto-Submitted": otomatis or "no"}
    if not acuan:
        acuan = [id_kami(tiket.nomor, "awal")]
    return kepala | {"In-Reply-To": acuan[-1], "References": " ".join(dict.fromkeys(acuan))}


def _milik_pelapor(surel: Surel, tiket: Tiket) -> bool:
    return bool(surel.pengirim.lower() == tiket.surel.lower())


def _sisipan(meja: MejaLayanan, konteks: dict[str, Any], kepala: dict[str, str]) -> Sisipan:
    """From the desk by name; by its address where that is in the portal's own domain, else answers go there."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].lower()
    dari = meja.surel if meja.surel.lower().endswith(f"@{domain}") else ""
    nama = " ".join(meja.nama.split())
    return Sisipan(konteks=konteks, kepala=kepala, nama=nama, dari=dari, balas_ke="" if dari else meja.surel)


def _status(tiket: Tiket) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return str(tiket.status_publik.label)


def _tiket(surel: Surel) -> Tiket:
    """The ticket of a mail that has one."""
    if surel.tiket is None:
        raise ValueError("This mail has no ticket.")
    return surel.tiket
