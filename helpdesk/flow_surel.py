"""What becomes of a mail in the mailbox of a desk: a ticket, a message of one, or nothing. Read it downwards.

Every mail by a person is answered with its status; automatic mail is kept and never answered.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from akun import receipt
from akun.actor import SYSTEM, Actor
from akun.sealing import seal_text
from berkas import flow as berkas_flow
from berkas import store
from berkas.alasan import Alasan
from berkas.models import Berkas
from berkas.putusan import BerkasDitolak, Jenis, Putusan
from helpdesk import flow, pilihan, surel_keluar, utas
from helpdesk.models import KotakSurel, Surel, Tiket
from helpdesk.models.surel import sidik_kunci
from helpdesk.penerimaan import DataTiket
from helpdesk.rahasia import SAMARAN, samarkan
from helpdesk.status import Event, Status
from helpdesk.surel_masuk import Lampiran, SurelMasuk, baca, baca_kepala
from jejak.models import Jejak
from jejak.trail import record

TIKET_PER_JAM = 5  # new tickets of one sender per hour; what comes beyond that is added to the last of them
PESAN_PER_JAM = 60  # mails of one sender per hour that go into threads; the others are kept only
PANTULAN_PER_JAM = 3  # notes per ticket and hour that a mail did not arrive
KEMBAR = 100  # duplicates of a ticket whose reporters are known by their address
RINGKAS = 60
_BALAS = re.compile(r"^(?:\s*(?:re|fw|fwd|bls|balasan|tr|aw)\s*(?:\[\d+\])?\s*:)+\s*", re.I)
_TOKEN = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
_BERAKHIR = (Status.DITUTUP, Status.DIBATALKAN, Status.DIJAWAB_FAQ)


@dataclass(frozen=True)
class Kiriman:
    """A mail as the mailbox handed it over. Not `utuh`: it is too large, and `raw` is only its header."""

    kotak_id: int
    uidvalidity: int
    uid: int
    ukuran: int
    diterima_pada: datetime
    raw: bytes
    utuh: bool = True


@transaction.atomic
def terima(*, kiriman: Kiriman, now: datetime) -> Surel | None:
    """Take a mail, and move the mailbox on with it. None for one that was taken before."""
    kotak = _maju(kiriman)
    if kotak is None:
        return None
    milik = [kotak.meja.surel, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]]
    if kiriman.utuh:
        isi = baca(kiriman.raw, milik=milik)
    else:
        isi = baca_kepala(kiriman.raw, ukuran=kiriman.ukuran, milik=milik)
    dikenal = [isi.sidik, baca_kepala(kiriman.raw, ukuran=kiriman.ukuran).sidik]  # the second of one that failed
    if Surel.objects.filter(meja=kotak.meja_id, sidik__in=dikenal).exists():
        return None
    surel = _baris(kotak, kiriman, isi, now)
    alasan = _alasan(isi, utuh=kiriman.utuh)
    if alasan:
        surel.keadaan, surel.alasan = _keadaan(alasan), alasan
    if kiriman.utuh and not isi.berahasia:
        surel.asli = _asli(kiriman, now)  # with a credential in it the original is not kept
    surel.save(force_insert=True)
    if isi.pantulan and not isi.gema:
        _pantulan(surel, isi, now)
    elif alasan == "terlalu_besar":
        surel_keluar.jawab_terlalu_besar(surel, isi, _jejak(surel, now), now=now)
    elif not alasan:
        _proses(surel, isi, now)
    return surel


@transaction.atomic
def gagal(*, kiriman: Kiriman, alasan: str, now: datetime) -> Surel | None:
    """Keep a mail that could not be processed, for somebody to look at, and move on."""
    kotak = _maju(kiriman)
    if kotak is None:
        return None
    isi = baca_kepala(kiriman.raw, ukuran=kiriman.ukuran)
    if Surel.objects.filter(meja=kotak.meja_id, sidik=isi.sidik).exists():
        return None
    surel = _baris(kotak, kiriman, isi, now)
    surel.keadaan, surel.alasan, surel.asli = Surel.Keadaan.GAGAL, alasan[:60], _asli(kiriman, now)
    surel.save(force_insert=True)
    return surel


@transaction.atomic
def ulangi(*, surel: Surel, now: datetime) -> Surel:
    """Process a failed mail once more, from its sealed original. Raises what went wrong."""
    surel = Surel.objects.select_for_update(of=("self",)).select_related("meja__unit").get(pk=surel.pk)
    if surel.keadaan != Surel.Keadaan.GAGAL or surel.asli_id is None:
        return surel
    isi = baca(b"".join(store.read(surel.asli_id)))
    asli, alasan = surel.asli, _alasan(isi, utuh=True)
    surel.keadaan, surel.alasan, surel.sidik = (
        (_keadaan(alasan) if alasan else Surel.Keadaan.DIPROSES),
        alasan,
        isi.sidik,
    )
    if asli is not None and isi.berahasia:
        surel.asli = None
    surel.save(update_fields=["keadaan", "alasan", "sidik", "asli"])
    if asli is not None and surel.asli is None:
        asli.delete()
        transaction.on_commit(partial(store.delete, asli.pk))
    if not alasan:
        _proses(surel, isi, now)
    return surel


def _maju(kiriman: Kiriman) -> KotakSurel | None:
    """Hold the mailbox and move it past this mail; None when it has passed it already."""
    kotak = KotakSurel.objects.select_for_update(of=("self",)).select_related("meja__unit").get(pk=kiriman.kotak_id)
    if kotak.uidvalidity != kiriman.uidvalidity or kiriman.uid <= kotak.uid_terakhir:
        return None
    kotak.uid_terakhir = kiriman.uid
    kotak.terakhir_pada = max(kotak.terakhir_pada or kiriman.diterima_pada, kiriman.diterima_pada)
    kotak.save(update_fields=["uid_terakhir", "terakhir_pada"])
    return kotak


def _baris(kotak: KotakSurel, kiriman: Kiriman, isi: SurelMasuk, now: datetime) -> Surel:
    surel = Surel(
        meja=kotak.meja,
        kotak=kotak,
        uidvalidity=kiriman.uidvalidity,
        uid=kiriman.uid,
        ukuran=kiriman.ukuran,
        diterima_pada=min(kiriman.diterima_pada, now),
        diambil_pada=now,
        sidik=isi.sidik,
        message_sidik=sidik_kunci("message-id", isi.message_id) if isi.message_id else "",
        pengirim_sidik=sidik_kunci("pengirim", isi.alamat.lower()) if isi.alamat else "",
        keadaan=Surel.Keadaan.DIPROSES,
    )
    surel.message_id, surel.pengirim, surel.subjek = isi.message_id, isi.alamat, samarkan(isi.subjek).teks
    return surel


def _alasan(isi: SurelMasuk, *, utuh: bool) -> str:
    """Why a mail becomes no message; nothing for one that does."""
    if isi.gema:
        return "gema"
    if isi.otomatis:
        return isi.otomatis
    if not isi.alamat:
        return "tanpa_pengirim"
    return "" if utuh else "terlalu_besar"


def _keadaan(alasan: str) -> str:
    return Surel.Keadaan.GAGAL if alasan == "tanpa_pengirim" else Surel.Keadaan.DIABAIKAN


def _asli(kiriman: Kiriman, now: datetime) -> Berkas:
    """The bytes of the mail, sealed and held: nobody opens them, for nobody has examined them."""
    id_ = uuid.uuid4()
    ukuran, sha256 = store.write(id_, [kiriman.raw])
    berkas = Berkas(id=id_, jenis=Jenis.DOKUMEN, mime="message/rfc822", ukuran=ukuran, sha256=sha256)
    berkas.nama = seal_text("surel.eml", context=berkas.konteks_nama)
    berkas.putusan, berkas.alasan = Putusan.KARANTINA, Alasan.TIDAK_DIPERIKSA
    berkas.diunggah_pada = berkas.diperiksa_pada = now
    berkas.save(force_insert=True)
    return berkas


def _jejak(surel: Surel, now: datetime) -> Jejak:
    data = {"keadaan": str(surel.keadaan), "tiket": surel.tiket.nomor if surel.tiket else ""}
    return record(kejadian=Surel.Event.MASUK, objek=surel, by=SYSTEM, now=now, data=data)


def _proses(surel: Surel, isi: SurelMasuk, now: datetime) -> None:
    """A mail by a person: into its thread, else a new ticket, else, of a bomb, into the sender's last one."""
    dari = isi.alamat.lower()
    if not receipt.hitung(receipt.kunci_alamat("surel-pesan", dari, now=now), PESAN_PER_JAM, now=now):
        surel.keadaan, surel.alasan = Surel.Keadaan.DIABAIKAN, "terlalu_banyak"
        surel.save(update_fields=["keadaan", "alasan"])
        return
    tiket = _utas(surel, isi)
    if tiket is not None and tiket.status not in _BERAKHIR:
        _tambah(surel, isi, tiket, now)
        return
    if not receipt.hitung(receipt.kunci_alamat("surel-tiket", dari, now=now), TIKET_PER_JAM, now=now):
        milik = Surel.objects.filter(meja=surel.meja_id, pengirim_sidik=surel.pengirim_sidik, pesan__isnull=True)
        terakhir = milik.filter(tiket__isnull=False).exclude(tiket__status__in=_BERAKHIR).order_by("-id").first()
        if terakhir is not None and terakhir.tiket is not None:
            _tambah(surel, isi, terakhir.tiket, now, kumpul=True)
            return
    _baru(surel, isi, tiket, now)


def _utas(surel: Surel, isi: SurelMasuk) -> Tiket | None:
    """The ticket that a mail belongs to: by our own ids, by mails known, by the number in the subject."""
    milik = Tiket.objects.di_meja(surel.meja).select_related("meja__unit", "duplikat_dari")
    tiket = None
    if nomor := surel_keluar.nomor_dari(isi.acuan):
        tiket = milik.filter(nomor=nomor).first()
    if tiket is None and isi.acuan:
        acuan = [sidik_kunci("message-id", satu) for satu in isi.acuan]
        dikenal = Surel.objects.filter(message_sidik__in=acuan, meja=surel.meja_id, tiket__isnull=False).order_by("-id")
        tiket = milik.filter(pk__in=dikenal.values("tiket")[:1]).first()
    if tiket is None and isi.nomor:
        tiket = milik.filter(nomor=isi.nomor).first()
    if tiket is not None and tiket.duplikat_dari is not None:
        tiket = milik.filter(pk=tiket.duplikat_dari.pk).first() or tiket
    return tiket


def _baru(surel: Surel, isi: SurelMasuk, lanjutan: Tiket | None, now: datetime) -> None:
    """A new ticket, with its receipt in the answer."""
    berkas, ditolak = _lampiran(isi, now)
    token = receipt.new_token()
    uraian = _dengan_catatan(isi.teks or _("(Surel ini tanpa teks.)"), isi, ditolak)
    if lanjutan is not None:
        uraian = _("Lanjutan dari tiket %(nomor)s yang sudah berakhir.") % {"nomor": lanjutan.nomor} + f"\n\n{uraian}"
    data = DataTiket(
        kanal=pilihan.Kanal.SUREL,
        jenis=pilihan.Jenis.PERTANYAAN,
        pengguna=pilihan.Pengguna.LAINNYA,
        nama=isi.nama or isi.alamat,
        alamat="",
        telepon="",
        surel=isi.alamat,
        judul=_judul(isi),
        uraian=uraian,
        meja=surel.meja,
        diterima_pada=surel.diterima_pada,
    )
    tiket = flow.catat(data=data, token=token, berkas=berkas, by=SYSTEM, now=now)
    surel.tiket = tiket
    surel.save(update_fields=["tiket", "keadaan", "alasan"])
    surel_keluar.jawab_baru(surel, isi, _jejak(surel, now), token=token, ditolak=ditolak, now=now)


def _tambah(surel: Surel, isi: SurelMasuk, tiket: Tiket, now: datetime, *, kumpul: bool = False) -> None:
    """A message of a thread. One from another address is shown as such, and moves nothing.

    What the reporter of a duplicate writes is for the desk alone: the two reporters do not learn of each other.
    """
    berkas, ditolak = _lampiran(isi, now)
    teks = _dengan_catatan(isi.teks or _("(Surel ini tanpa teks.)"), isi, ditolak)
    if kumpul:
        awal = _("Surel lain dari pengirim yang sama (%(subjek)s), dikumpulkan di sini karena banyak sekaligus.")
        teks = awal % {"subjek": _judul(isi)[:RINGKAS]} + f"\n\n{teks}"
    sendiri = isi.alamat.lower() in {tiket.surel.lower(), tiket.pelapor.email.lower() if tiket.pelapor else ""}
    kanal = pilihan.Kanal.SUREL
    if sendiri and not kumpul:
        by = Actor.pengadu(tiket.nomor)
        pesan = flow.jelaskan(tiket=tiket, isi=teks, berkas=berkas, kanal=kanal, by=by, now=now)
    else:
        lain = "" if sendiri else isi.alamat
        kembar = tiket.duplikat.exclude(surel_segel=b"")[:KEMBAR] if lain else ()
        pesan = utas.tulis(
            tiket,
            isi=teks,
            dari=pilihan.Dari.PELAPOR,
            hanya_petugas=any(lain.lower() == d.surel.lower() for d in kembar),
            by=SYSTEM,
            now=now,
            berkas=berkas,
            kanal=kanal,
            surel_lain=lain,
        )
        record(kejadian=Event.DITULIS_PELAPOR, objek=tiket, by=SYSTEM, now=now, data={"pesan": pesan.pk})
    surel.tiket, surel.pesan = tiket, pesan
    surel.save(update_fields=["tiket", "pesan", "keadaan", "alasan"])
    surel_keluar.jawab_lanjutan(surel, isi, _jejak(surel, now), sendiri=sendiri, ditolak=ditolak, now=now)


def _judul(isi: SurelMasuk) -> str:
    """The subject without what mail programs put before it."""
    return _BALAS.sub("", isi.subjek).strip() or _("(tanpa subjek)")


def _lampiran(isi: SurelMasuk, now: datetime) -> tuple[list[Berkas], list[str]]:
    """Attachments through the gate: those that are taken, and a line for each that is not."""
    diterima: list[Berkas] = []
    ditolak: list[str] = []
    for satu in isi.lampiran:
        try:
            diterima.append(_satu_lampiran(satu, diterima, now))
        except BerkasDitolak as alasan:
            ditolak.append(f"{satu.nama[:RINGKAS]}: {alasan.kalimat}")
    if isi.lampiran_lebih:
        ditolak.append(
            _("%(jumlah)s lampiran lain tidak diambil karena terlalu banyak.") % {"jumlah": isi.lampiran_lebih}
        )
    return diterima, ditolak


def _satu_lampiran(satu: Lampiran, sudah: Sequence[Berkas], now: datetime) -> Berkas:
    berkas_flow.periksa_kuota(len(sudah) + 1, sum(b.ukuran for b in sudah) + len(satu.isi))
    nama = re.split(r"[/\\]", satu.nama)[-1] or "lampiran"
    return berkas_flow.terima(unggahan=SimpleUploadedFile(nama, satu.isi), now=now)


def _dengan_catatan(teks: str, isi: SurelMasuk, ditolak: Sequence[str]) -> str:
    """The text without a token that an answer of ours had, and with what is missing from it named."""
    baris = [_TOKEN.sub(SAMARAN, teks)]
    if ditolak:
        baris += ["", _("Lampiran yang tidak kami terima:"), *(f"- {satu}" for satu in ditolak)]
    if isi.terpotong:
        baris += ["", _("Sebagian surel ini tidak ditampilkan karena terlalu panjang atau rumit.")]
    return "\n".join(baris)


def _pantulan(surel: Surel, isi: SurelMasuk, now: datetime) -> None:
    """A mail of ours did not arrive: the desk reads it in the thread. Believed only with an id that we gave."""
    nomor = surel_keluar.nomor_dari(isi.acuan)
    tiket = Tiket.objects.di_meja(surel.meja).filter(nomor=nomor).first() if nomor else None
    if tiket is None:
        return
    surel.tiket = tiket
    surel.save(update_fields=["tiket"])
    if not receipt.hitung(receipt.kunci_alamat("surel-pantul", tiket.nomor, now=now), PANTULAN_PER_JAM, now=now):
        return
    catatan = _("E-mail tidak sampai: jawaban kami tidak dapat diantar ke alamat pelapor. Hubungi dengan cara lain.")
    pesan = utas.tulis(
        tiket,
        isi=catatan,
        dari=pilihan.Dari.SISTEM,
        hanya_petugas=True,
        by=SYSTEM,
        now=now,
        kanal=pilihan.Kanal.SUREL,
    )
    record(kejadian=Event.DICATAT_INTERNAL, objek=tiket, by=SYSTEM, now=now, data={"pesan": pesan.pk})
