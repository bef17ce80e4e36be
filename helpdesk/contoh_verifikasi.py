"""Ten believable providers in every state of their verification: lived through the real flow, at two LPSE."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from akun.actor import Actor, Peran
from akun.models import User
from akun.receipt import new_token
from helpdesk import flow_verifikasi as flow
from helpdesk import putusan_verifikasi
from helpdesk.flow_verifikasi import DataPenyedia, HasilItem
from helpdesk.models.meja import MejaLayanan
from helpdesk.models.verifikasi import Verifikasi
from helpdesk.pilihan_verifikasi import Bentuk, Bidang, Putusan, Wakil
from helpdesk.status_verifikasi import Status
from jejak import outbox
from sla.stages import StepRefused

S, B = Status, Bentuk
SELESAI = {S.LULUS, S.DICABUT}
GAGAL = {
    "npwp": (Putusan.YA, Putusan.YA, Putusan.TIDAK, "Alamat di kartu berbeda dengan data di SPSE."),
    "siup": (Putusan.YA, Putusan.TIDAK, Putusan.YA, "Masa berlakunya sudah habis; bawa yang baru."),
    "sbu": (Putusan.TIDAK, Putusan.BELUM, Putusan.BELUM, "Baru dibawa salinannya."),
}


@dataclass(frozen=True)
class Contoh:
    """One provider: how many days ago it came, how far it has come, who it is, who came for it."""

    umur: float
    sampai: str
    nama: str
    bentuk: str
    pimpinan: str
    bidang: str = Bidang.UMUM
    kuasa: str = ""


PENYEDIA = (
    Contoh(0.1, S.DIDAFTARKAN, "CV Contoh Sinar Mandar", B.CV, "Hj. Nurhayati"),
    Contoh(0.3, S.DIDAFTARKAN, "PT Contoh Karya Bahari", B.PT, "Muhammad Yusuf", Bidang.KONSTRUKSI, "Andi Rahmat"),
    Contoh(1.2, S.DIPERIKSA, "Koperasi Contoh Tani Makmur", B.KOPERASI, "Darwis Saleh"),
    Contoh(1.8, S.DIPERIKSA, "PT Contoh Bangun Sulbar", B.PT, "Irwan Hamzah", Bidang.KONSTRUKSI),
    Contoh(4.0, S.DIKEMBALIKAN, "CV Contoh Mitra Usaha", B.CV, "Fitriani"),
    Contoh(6.0, S.LULUS, "PT Contoh Andalan Komputindo", B.PT, "Suryadi Tanoto"),
    Contoh(9.0, S.LULUS, "Rahmawati (konsultan perseorangan)", B.PERSEORANGAN, "Rahmawati"),
    Contoh(20.0, S.LULUS, "UD Contoh Sumber Rejeki", B.USAHA, "Kadir Mappa", kuasa="Wahyuni"),
    Contoh(30.0, S.DICABUT, "CV Contoh Citra Abadi", B.CV, "Bahar Lolo"),
    Contoh(12.0, S.BATAL, "Firma Contoh Bersaudara", B.FIRMA, "Amran"),
)


def muat(*, now: datetime) -> Iterator[Verifikasi]:
    """Let every demo provider live its life at each LPSE that has an officer; the oldest first."""
    rows = User.objects.filter(peran=Peran.PETUGAS_LPSE, is_active=True, unit__isnull=False).order_by("pk")
    for petugas in rows:
        by = Actor.of(petugas)
        meja = MejaLayanan.objects.milik(by)
        if meja is None:
            continue
        for ke, contoh in enumerate(sorted(PENYEDIA, key=lambda c: -c.umur)):
            yield _hidupkan(contoh, ke, meja, by, now - timedelta(days=contoh.umur))
    while outbox.deliver(now=now):
        pass


def _hidupkan(c: Contoh, ke: int, meja: MejaLayanan, by: Actor, pada: datetime) -> Verifikasi:
    """Step by step to its state; where nothing can be printed it stays checked."""
    data = DataPenyedia(
        nama=c.nama,
        npwp=f"0{ke}.345.678.9-8{ke}1.000",
        alamat=f"Jalan Contoh Nomor {ke + 1}, {meja.nama.removeprefix('LPSE ')}",
        bentuk=c.bentuk,
        bidang=c.bidang,
        surel=f"admin{ke}@penyedia.example",
        telepon=f"0426-2100{ke}",
        pimpinan=c.pimpinan,
        wakil=Wakil.KUASA if c.kuasa else Wakil.PIMPINAN,
        kuasa=c.kuasa,
    )
    v = flow.daftarkan(meja=meja, data=data, token=new_token(), by=by, now=pada)
    if c.sampai == S.DIDAFTARKAN:
        return v
    pada += timedelta(hours=1)
    flow.periksa(verifikasi=v, hasil=_hasil(v, gagal=c.sampai not in SELESAI), by=by, now=pada)
    pada += timedelta(minutes=20)
    if c.sampai == S.DIKEMBALIKAN:
        draf = putusan_verifikasi.draf_penjelasan(v.item.all(), hari_ini=pada.date())
        flow.kembalikan(verifikasi=v, penjelasan=draf, by=by, now=pada)
    elif c.sampai == S.BATAL:
        flow.batalkan(verifikasi=v, alasan="Penyedia mengundurkan diri.", by=by, now=pada)
    elif c.sampai in SELESAI:
        _luluskan(v, c, by, pada)
    return v


def _luluskan(v: Verifikasi, c: Contoh, by: Actor, pada: datetime) -> None:
    try:
        flow.luluskan(verifikasi=v, by=by, now=pada)
    except StepRefused:
        v.refresh_from_db()
        return
    if c.sampai == S.DICABUT:
        alasan = "Akta pendirian yang ditunjukkan ternyata tidak terdaftar."
        flow.cabut(verifikasi=v, alasan=alasan, by=by, now=pada + timedelta(days=3))


def _hasil(v: Verifikasi, *, gagal: bool) -> list[HasilItem]:
    """Everything in order, or with the failures that are seen most."""
    hasil = []
    for item in v.item.all():
        if not item.wajib:
            continue
        lengkap, valid, sesuai, catatan = (Putusan.YA, Putusan.YA, Putusan.YA, "")
        if gagal and item.kode in GAGAL:
            lengkap, valid, sesuai, catatan = GAGAL[item.kode]
        asli = item.dokumen.asli and lengkap == Putusan.YA
        hasil.append(HasilItem(item.pk, lengkap, valid, sesuai, asli_dilihat=asli, catatan=catatan))
    return hasil
