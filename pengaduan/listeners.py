"""Who has to hear of what happens to a complaint. Each message is written once, however often a listener runs.

The complainant reads that there is news, never what; officers and inspectors read number, kind of news and date.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from akun.actor import SYSTEM, Peran
from akun.models import User
from inspektorat.models import Inspektorat
from jejak.models import Jejak
from notifikasi.models import Pesan
from notifikasi.send import departure, queue, queue_for
from pengaduan import flow, flow_apip, flow_pelimpahan, permissions, vault
from pengaduan.models import Pengaduan, PesanKasus, Usulan
from pengaduan.status import PUBLIK, Event, Status
from persuratan.models import SuratKeluar
from sla import office
from sla.models import Tenggat
from sla.stages import StepRefused

MEJA_TERBANYAK = 50  # officers of one desk who hear of a case that nobody holds
KELENGKAPAN, TANGGAPAN = "pengaduan.kelengkapan", "pengaduan.tanggapan"
JANJI_APIP = {"pengaduan.terima_apip", "pengaduan.apip"}

# event -> text for the complainant
UNTUK_PENGADU: dict[str, str] = {
    Event.DIAJUKAN: "diterima",
    Event.DIVERIFIKASI: "kabar",
    Event.DIMINTA_LENGKAPI: "perlu_dilengkapi",
    Event.DITUTUP_TIDAK_LENGKAP: "ditutup_tidak_lengkap",
    Event.DITOLAK: "kabar",
    Event.DIALIHKAN: "kabar",
    Event.DIJAWAB: "hasil",
    Event.DIESKALASI: "kabar",
    Event.DITERIMA_APIP: "kabar",
    Event.DIKEMBALIKAN: "kabar",
    Event.DISELESAIKAN: "hasil",
    Event.DIBUKA_KEMBALI: "kabar",
    Event.PESAN_LKPP: "pesan_lkpp",
    Event.IDENTITAS_DIBUKA: "identitas_dibuka",
}
HANYA_SENDIRI = {Event.DIAJUKAN, Event.DIMINTA_LENGKAPI, Event.PESAN_LKPP, Event.IDENTITAS_DIBUKA}
KABAR_PENGADU = tuple(UNTUK_PENGADU)

# event -> text for the officer who holds the case
UNTUK_PEMEGANG: dict[str, str] = {
    Event.DILENGKAPI: "dilengkapi",
    Event.DITUGASKAN: "ditugaskan",
    Event.PESAN_PENGADU: "pesan_pengadu",
    Event.PESAN_APIP: "pesan_apip",
    Event.DIMINTA_KLARIFIKASI: "tanya_apip",
}
# event -> text for the desk on which the case has come to lie, held by nobody
UNTUK_MEJA: dict[str, str] = {
    Event.DITELAAH: "masuk_telaah",
    Event.DIKEMBALIKAN: "dikembalikan_apip",
    Event.HASIL_DILAPORKAN: "hasil_apip",
    Event.DIBUKA_KEMBALI: "dibuka_kembali",
}
# event -> text for the officials who decide
UNTUK_PEJABAT: dict[str, str] = {Event.DIUSULKAN: "usulan_menunggu"}
KABAR_PETUGAS = (*UNTUK_PEMEGANG, *UNTUK_MEJA, *UNTUK_PEJABAT, Event.USULAN_DITOLAK)

# event -> text for the inspectorate
UNTUK_APIP: dict[str, str] = {
    Event.DIESKALASI: "apip_kasus_baru",
    Event.MASUK_KOTAK: "apip_kasus_baru",
    Event.DISERAHKAN_ADMIN: "apip_diserahkan",
    Event.DITUGASKAN_APIP: "apip_ditugaskan",
    Event.DIKLARIFIKASI: "apip_jawaban",
    Event.HASIL_DIKEMBALIKAN: "apip_hasil_dikembalikan",
    Event.DISELESAIKAN: "apip_selesai",
    Event.PESAN_APIP: "apip_pesan",
}
KABAR_APIP = tuple(UNTUK_APIP)
# steps that carry a message: their own news tells of it already
DENGAN_PESAN = (
    Event.DIMINTA_LENGKAPI,
    Event.DILENGKAPI,
    Event.DITOLAK,
    Event.DIALIHKAN,
    Event.DIMINTA_KLARIFIKASI,
    Event.DIKLARIFIKASI,
    Event.HASIL_DIKEMBALIKAN,
)
PESAN = {Event.PESAN_LKPP, Event.PESAN_PENGADU, Event.PESAN_APIP}


def kabari_pengadu(event: Jejak, now: datetime) -> None:
    """Tell the complainant by mail, where he left an address, that there is news."""
    pengaduan = _kasus(event)
    if _ikut_langkah(event) or not _tampak(event):
        return
    for satu in [pengaduan] if event.kejadian in HANYA_SENDIRI else _bersama(pengaduan):
        _surati_pengadu(event, satu, UNTUK_PENGADU[event.kejadian], _batas(event, pengaduan), now)


def kabari_petugas(event: Jejak, now: datetime) -> None:
    """Tell the officer who holds the case, or those who have to act next."""
    pengaduan = _kasus(event)
    if _ikut_langkah(event) or (event.kejadian == Event.PESAN_APIP and event.data["dari"] != PesanKasus.Dari.APIP):
        return
    if templat := UNTUK_PEMEGANG.get(event.kejadian):
        _kabari(event, pengaduan, templat, _pemegang(pengaduan), now)
    elif templat := UNTUK_MEJA.get(event.kejadian):
        _kabari(event, pengaduan, templat, _meja(pengaduan), now, surel=False)
    elif templat := UNTUK_PEJABAT.get(event.kejadian):
        _kabari(event, pengaduan, templat, _peran(pengaduan, Peran.PEJABAT_DPPH), now)
    else:
        pengusul = Usulan.objects.get(pk=event.data["usulan"]).diusulkan_oleh
        _kabari(event, pengaduan, "usulan_ditolak", [pengusul], now)


def kabari_apip(event: Jejak, now: datetime) -> None:
    """Tell the admins of the inspectorate concerned and the auditor who works on the case."""
    pengaduan = _kasus(event)
    if _ikut_langkah(event) or (event.kejadian == Event.PESAN_APIP and event.data["dari"] != PesanKasus.Dari.LKPP):
        return
    penerima = _apip(pengaduan)
    if event.kejadian in {Event.DIESKALASI, Event.MASUK_KOTAK, Event.DISERAHKAN_ADMIN}:
        penerima = [u for u in penerima if u.peran == Peran.ADMIN_APIP]
    elif event.kejadian == Event.DITUGASKAN_APIP:
        penerima = [u for u in penerima if u.pk == event.data["auditor"]]
    _kabari(event, pengaduan, UNTUK_APIP[event.kejadian], penerima, now)


def pelimpahan_dikirim(event: Jejak, now: datetime) -> None:
    """A letter out has left: where it passes a complaint on, the case moves as of that moment."""
    flow_pelimpahan.terkirim(surat=SuratKeluar.objects.get(pk=event.objek_id), now=event.pada)


def inspektorat_aktif(event: Jejak, now: datetime) -> None:
    """An inspectorate's inbox has opened: the cases that went to it by letter come in."""
    flow_pelimpahan.lepaskan(inspektorat=Inspektorat.objects.get(pk=event.objek_id), now=now)


def petugas_apip_berhenti(event: Jejak, now: datetime) -> None:
    """An officer of an inspectorate has left: what was in his hands falls to its admin."""
    flow_pelimpahan.serahkan_ke_admin(auditor_id=event.data["user"], by=SYSTEM, now=now)


def ingatkan(event: Jejak, now: datetime) -> None:
    """A promise falls due soon: remind whoever has to keep it."""
    pengaduan, tenggat = _kasus(event), _berjalan(event)
    if tenggat is None:
        return
    kode, batas = tenggat.kode, tenggat.jatuh_tempo
    if kode in {KELENGKAPAN, TANGGAPAN}:
        templat = "ingat_lengkapi" if kode == KELENGKAPAN else "ingat_tanggapi"
        _surati_pengadu(event, pengaduan, templat, batas, now)
        return
    penerima = _apip(pengaduan) if kode in JANJI_APIP else _pemegang(pengaduan)
    _kabari(event, pengaduan, "ingat", penerima, now, tenggat=tenggat)


def eskalasikan_keterlambatan(event: Jejak, now: datetime) -> None:
    """A promise is broken: first its owner hears, then the pejabat DPPH, then the pimpinan. No status changes."""
    pengaduan, tenggat = _kasus(event), _berjalan(event)
    if tenggat is None or tenggat.kode in {KELENGKAPAN, TANGGAPAN}:
        return
    match event.data["tingkat"]:
        case 1:
            penerima = _pemegang(pengaduan) or _meja(pengaduan)
            if tenggat.kode in JANJI_APIP:
                penerima = [*penerima, *_apip(pengaduan)]
        case 2:
            penerima = _peran(pengaduan, Peran.PEJABAT_DPPH)
        case _:
            penerima = _peran(pengaduan, Peran.PIMPINAN)
    _kabari(event, pengaduan, "terlambat", penerima, now, tenggat=tenggat)


def tutup_bila_waktunya(event: Jejak, now: datetime) -> None:
    """The complainant's time is over, to complete or to respond: the case closes, unless it has moved on meanwhile."""
    tutup = {KELENGKAPAN: flow.tutup_tidak_lengkap, TANGGAPAN: flow.tutup}.get(event.data["kebijakan"])
    if tutup is None or event.data["tingkat"] != 1 or _berjalan(event) is None:
        return
    try:
        tutup(pengaduan=_kasus(event), by=SYSTEM, now=now)
    except StepRefused:
        return


def jam_kantor(now: datetime) -> datetime:
    """Now, or when the office opens next: officers and inspectors get no mail about deadlines at other times."""
    return office.kalender().next_open(now)


def _kasus(event: Jejak) -> Pengaduan:
    return Pengaduan.objects.select_related("pemegang", "induk").get(pk=event.objek_id)


def _berjalan(event: Jejak) -> Tenggat | None:
    """The clock that rang, if it has not stopped meanwhile."""
    rows = Tenggat.objects.select_related("kebijakan").filter(pk=event.data["tenggat"], berhenti_pada__isnull=True)
    return rows.filter(dijeda=False).first()


def _ikut_langkah(event: Jejak) -> bool:
    """A message written as part of a step that is told of anyway."""
    if event.kejadian not in PESAN:
        return False
    sebelum = Jejak.objects.filter(objek_tipe=event.objek_tipe, objek_id=event.objek_id, urut=event.urut - 1)
    return sebelum.filter(pada=event.pada, kejadian__in=DENGAN_PESAN).exists()


def _tampak(event: Jejak) -> bool:
    """Did the word that the complainant reads change? Events without a change of status are always told."""
    dari, ke = event.data.get("dari"), event.data.get("ke")
    return ke is None or PUBLIK[dari] != PUBLIK[ke]


def _bersama(pengaduan: Pengaduan) -> Iterator[Pengaduan]:
    """The case and all that were merged into it: they share its fate."""
    yield pengaduan
    for anak in pengaduan.gabungan.all():
        yield from _bersama(anak)


def _batas(event: Jejak, pengaduan: Pengaduan) -> datetime | None:
    """The date promised with this step; none when the case has moved on since."""
    ke = Status.TERKIRIM if event.kejadian == Event.DIAJUKAN else event.data.get("ke")
    return pengaduan.jatuh_tempo if ke == pengaduan.status else None


def _pemegang(pengaduan: Pengaduan) -> list[User]:
    return [pengaduan.pemegang] if pengaduan.pemegang and pengaduan.pemegang.is_active else []


def _peran(pengaduan: Pengaduan, peran: Peran) -> list[User]:
    """Officers of a role who may know of this case."""
    users: QuerySet[User] = User.objects.filter(peran=peran, is_active=True)
    if pengaduan.instansi_id:
        users = users.exclude(instansi_id=pengaduan.instansi_id).exclude(konflik=pengaduan.instansi_id)
    return list(users.order_by("pk")[:MEJA_TERBANYAK])


def _meja(pengaduan: Pengaduan) -> list[User]:
    peran = permissions.role_for(pengaduan.status)
    return _peran(pengaduan, peran) if peran else []


def _apip(pengaduan: Pengaduan) -> list[User]:
    """The admins of the inspectorate that has the case, and its auditor."""
    eskalasi = flow_apip.berjalan(pengaduan)
    if eskalasi is None or eskalasi.inspektorat.instansi_id is None:
        return []
    admin = User.objects.filter(
        peran=Peran.ADMIN_APIP, is_active=True, instansi_id=eskalasi.inspektorat.instansi_id
    ).order_by("pk")
    auditor = [eskalasi.auditor] if eskalasi.auditor and eskalasi.auditor.is_active else []
    return [*admin[:MEJA_TERBANYAK], *auditor]


def _kabari(
    event: Jejak,
    pengaduan: Pengaduan,
    templat: str,
    penerima: Iterable[User],
    now: datetime,
    *,
    surel: bool = True,
    tenggat: Tenggat | None = None,
) -> None:
    """Write to the inbox (and by mail) of everybody but the one who did it.

    Mails about deadlines wait for office hours, and for each other: one person gets one for many cases.
    """
    for user in penerima:
        if user.pk == event.pelaku_id:
            continue
        halaman = "pengaduan:apip_kasus" if user.peran in {Peran.ADMIN_APIP, Peran.AUDITOR_APIP} else "pengaduan:kasus"
        konteks: dict[str, Any] = {"nomor": pengaduan.nomor, "tautan": reverse(halaman, args=[pengaduan.nomor])}
        if tenggat:
            konteks |= {"batas": tenggat.jatuh_tempo.isoformat(), "janji": tenggat.kebijakan.nama}
        mulai, bundel = (departure(now), templat) if tenggat else (None, "")
        queue_for(user, jejak=event, templat=templat, konteks=konteks, now=now, mulai=mulai, bundel=bundel, surel=surel)


def _surati_pengadu(event: Jejak, pengaduan: Pengaduan, templat: str, batas: datetime | None, now: datetime) -> None:
    alamat = vault.alamat_kabar(pengaduan)
    if not alamat:
        return
    # what came as a letter is opened with the receipt of the letter
    konteks = {"nomor": pengaduan.surat.nomor if pengaduan.surat else pengaduan.nomor, "tautan": reverse("lacak")}
    konteks |= {"batas": batas.isoformat()} if batas else {}
    queue(
        jejak=event,
        penerima=f"tiket:{pengaduan.nomor}",
        user=None,
        kanal=Pesan.Kanal.SUREL,
        alamat=alamat,
        templat=templat,
        konteks=konteks,
        now=now,
    )
