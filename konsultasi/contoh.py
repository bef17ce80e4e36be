"""Believable consultations in every state, for trying: synthetic names, lived through the real flow."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from django.db import transaction

from akun.actor import Actor
from akun.models import Instansi, Unit, User
from akun.receipt import WIB, new_token
from jejak import outbox
from konsultasi import flow, flow_keluhan, flow_temu, koleksi
from konsultasi.flow import DataKonsultasi
from konsultasi.models import Konsultasi, SlotTatapMuka, Subjek
from konsultasi.pilihan import Kanal
from konsultasi.status import Status
from persuratan.models import SuratMasuk
from persuratan.status import Status as StatusSurat
from sla.sweep import sweep

S = Status
JAM_TERIMA = (time(9), time(10), time(13, 30), time(14, 30))


@dataclass(frozen=True)
class Contoh:
    """One question of the website: how many days ago, how far it has come, about what."""

    umur: float
    sampai: str
    subjek: str
    pokok: str
    uraian: str


WEBSITE = (
    Contoh(0.2, S.DIAJUKAN, "metode", "Tender atau e-purchasing?", "Barang ada di katalog, tetapi nilainya besar."),
    Contoh(1.1, S.DIAJUKAN, "katalog", "Produk impor di katalog", "Bolehkah memilih produk impor bila lokal ada?"),
    Contoh(2.0, S.DIVERIFIKASI, "persyaratan", "Syarat pengalaman sejenis", "Apa ukuran sejenis untuk jasa TI?"),
    Contoh(3.0, S.DITUGASKAN, "kontrak", "Perpanjangan waktu karena banjir", "Apakah tanpa denda?"),
    Contoh(5.0, S.DIPROSES, "evaluasi", "Penawaran terlalu rendah", "Bagaimana klarifikasi kewajaran harganya?"),
    Contoh(24.0, S.DIPROSES, "swakelola", "Swakelola tipe IV", "Siapa yang menetapkan tim pelaksana?"),
    Contoh(4.0, S.BUTUH_DATA, "kontrak", "Pemutusan kontrak sepihak", "Penyedia menghilang sejak bulan lalu."),
    Contoh(6.0, S.REVIU_JAWABAN, "sanggah", "Sanggah lewat batas waktu", "Sanggah masuk satu jam terlambat."),
    Contoh(9.0, S.DIJAWAB, "perencanaan", "Pemaketan rehabilitasi sekolah", "Satu paket atau per sekolah?"),
    Contoh(15.0, S.SELESAI, "pelaku", "PPK merangkap pejabat lain", "Jabatan apa yang tidak boleh dirangkap?"),
    Contoh(8.0, S.DITOLAK, "lainnya", "Minta data pemenang tender", "Mohon daftar pemenang tahun lalu."),
)
DARI_SURAT = (
    ("Permintaan tafsir Pasal 78", Kanal.SURAT, "Pemerintah Kota Bontang"),
    ("Konsultasi kontrak tahun jamak", Kanal.DARING, "Kementerian Agama"),
)
TANYA_JAWAB = (
    (
        "kontrak",
        "Apakah keterlambatan karena banjir selalu dikenai denda?",
        "Tidak selalu. Bila memenuhi syarat keadaan kahar menurut kontrak dan dibuktikan, waktu pelaksanaan dapat "
        "diperpanjang melalui adendum. Kumpulkan bukti kejadian dan beri tahu PPK secara tertulis dalam batas waktu "
        "yang disebut kontrak.",
    ),
    (
        "metode",
        "Kapan e-purchasing didahulukan daripada tender?",
        "Bila barang atau jasa yang dibutuhkan tersedia di katalog elektronik dan memenuhi kebutuhan, dahulukan "
        "e-purchasing. Catat pertimbangannya bila tetap memilih tender.",
    ),
    (
        "sanggah",
        "Apakah sanggah yang masuk lewat batas waktu harus dijawab?",
        "Sanggah di luar batas waktu bukan lagi sanggah. Perlakukan sebagai pengaduan dan teruskan kepada APIP.",
    ),
)


def muat(*, orang: dict[str, User], now: datetime) -> Iterator[Konsultasi]:
    """Let every demo consultation live its life; yields each one so that the caller can show how far it is."""
    petugas = orang["advokasi"]
    with transaction.atomic():
        _koleksi(orang, now)
        slot = _slot(Actor.of(petugas), now)
    for contoh in WEBSITE:
        with transaction.atomic():
            k = _website(contoh, orang, now)
        yield k
    with transaction.atomic():
        k = _kunjungan(orang, slot, now)
    yield k
    with transaction.atomic():
        dari_surat = list(_dari_surat(orang, now))
    yield from dari_surat
    sweep(now=now)
    while outbox.deliver(now=now):
        pass


def _data(orang: dict[str, User], subjek: str, pokok: str, uraian: str) -> DataKonsultasi:
    return DataKonsultasi(
        jenis_pemohon="instansi",
        nama=orang["pengadu"].nama,
        surel=orang["pengadu"].email,
        telepon="0812-0000-0101",
        instansi=Instansi.objects.get(wilayah="64.74"),
        subjek=Subjek.objects.get(kode=subjek),
        pokok=pokok,
        uraian=uraian,
    )


def _website(c: Contoh, orang: dict[str, User], now: datetime) -> Konsultasi:
    """Step by step to its state, at believable intervals that end before `now`."""
    pemohon, petugas = Actor.of(orang["pengadu"]), Actor.of(orang["advokasi"])
    mulai = now - timedelta(days=c.umur)
    k = flow.ajukan_website(data=_data(orang, c.subjek, c.pokok, c.uraian), token=new_token(), by=pemohon, now=mulai)
    if c.sampai == S.DITOLAK:
        alasan = "Layanan ini untuk konsultasi pengadaan. Permintaan data diajukan lewat PPID LKPP."
        flow.tolak(konsultasi=k, alasan=alasan, by=petugas, now=mulai + timedelta(days=0.8))
        return k
    jalan = [s for s in LANGKAH if s == c.sampai or (s != S.BUTUH_DATA and not _sudah(s, c.sampai))]
    for n, status in enumerate(jalan, start=1):
        LANGKAH[status](k, orang, mulai + timedelta(days=c.umur * 0.9 * n / max(1, len(jalan))))
    return k


def _sudah(status: str, sampai: str) -> bool:
    """Whether a step lies beyond where the example stops."""
    if sampai == S.DIAJUKAN:
        return True
    urut = list(LANGKAH)
    return urut.index(status) > urut.index(sampai)


def _jawab(k: Konsultasi, orang: dict[str, User], pada: datetime) -> None:
    isi = "Pada prinsipnya dapat, sepanjang dibuktikan dan dituangkan dalam adendum kontrak. Lihat syarat umum kontrak."
    flow.tulis_jawaban(
        konsultasi=k, jawaban=isi, produk=["saran", "pendapat"], by=Actor.of(orang["advokasi"]), now=pada
    )


LANGKAH: dict[str, Callable[[Konsultasi, dict[str, User], datetime], None]] = {
    S.DIVERIFIKASI: lambda k, o, p: flow.verifikasi(konsultasi=k, by=Actor.of(o["advokasi"]), now=p),
    S.DITUGASKAN: lambda k, o, p: flow.tugaskan(konsultasi=k, kepada=o["advokasi"], by=Actor.of(o["advokasi"]), now=p),
    S.DIPROSES: lambda k, o, p: flow.proses(konsultasi=k, by=Actor.of(o["advokasi"]), now=p),
    S.BUTUH_DATA: lambda k, o, p: flow.minta_data(
        konsultasi=k, isi="Mohon lampirkan kontrak dan surat teguran.", by=Actor.of(o["advokasi"]), now=p
    ),
    S.REVIU_JAWABAN: _jawab,
    S.DIJAWAB: lambda k, o, p: flow.setujui_jawaban(konsultasi=k, by=Actor.of(o["advokasi.2"]), now=p),
    S.SELESAI: lambda k, o, p: flow.selesaikan(konsultasi=k, by=Actor.of(o["pengadu"]), now=p),
}


def _slot(by: Actor, now: datetime) -> list[SlotTatapMuka]:
    """Visiting times on the next seven weekdays."""
    hari = [now.astimezone(WIB).date() + timedelta(days=n) for n in range(1, 12)]
    mulai = [datetime.combine(h, jam, tzinfo=WIB) for h in hari if h.weekday() < 5 for jam in JAM_TERIMA]
    return flow_temu.buka_slot(unit=Unit.objects.get(pk=by.unit_id or 0), mulai=mulai, kuota=2, by=by, now=now)


def _kunjungan(orang: dict[str, User], slot: list[SlotTatapMuka], now: datetime) -> Konsultasi:
    """A booked visit, and a complaint about an earlier answer."""
    data = _data(orang, "kontrak", "Adendum melewati tahun anggaran", "Kontrak tahun tunggal, pekerjaan belum selesai.")
    k = flow_temu.buat_janji(data=data, slot=slot[1], token=new_token(), by=Actor.of(orang["pengadu"]), now=now)
    dijawab = Konsultasi.objects.filter(status=S.DIJAWAB).first()
    if dijawab is not None:
        isi = "Jawabannya terlalu umum untuk paket kami."
        flow_keluhan.ajukan(konsultasi=dijawab, isi=isi, by=Actor.of(orang["pengadu"]), now=now - timedelta(hours=3))
    return k


def _dari_surat(orang: dict[str, User], now: datetime) -> Iterator[Konsultasi]:
    """A letter that is being worked on, and an invitation with its meeting, where the letters for them are there."""
    direktur = Actor.of(orang["pejabat"])
    for perihal, kanal, instansi in DARI_SURAT:
        surat = SuratMasuk.objects.filter(status=StatusSurat.DIPERIKSA_TU, konsultasi=None).defer("cari")
        satu = next((s for s in surat.order_by("pk") if s.perihal == perihal), None)
        tujuan = Instansi.objects.filter(nama=instansi).first()
        if satu is None or tujuan is None:
            continue
        pada = satu.diterima_pada + (now - satu.diterima_pada) / 2
        uraian = "Mohon penjelasan atas hal ini untuk paket yang sedang berjalan."
        isi = replace(_data(orang, "kontrak", perihal, uraian), nama=satu.nama_pengirim, instansi=tujuan)
        k = flow.dari_surat(surat=satu, kanal=kanal, data=isi, by=direktur, now=pada)
        if kanal == Kanal.DARING:
            flow.terima_direktur(konsultasi=k, by=direktur, now=pada)
            mulai = datetime.combine(now.astimezone(WIB).date() + timedelta(days=3), time(10), tzinfo=WIB)
            flow_temu.jadwalkan_daring(
                konsultasi=k, mulai=mulai, lama_menit=60, tautan="https://rapat.example/jamak", by=direktur, now=pada
            )
        else:
            flow.verifikasi(konsultasi=k, by=direktur, now=pada)
            flow.tugaskan(konsultasi=k, kepada=orang["advokasi"], by=direktur, now=pada)
        yield k


def _koleksi(orang: dict[str, User], now: datetime) -> None:
    penulis, peninjau = Actor.of(orang["advokasi"]), Actor.of(orang["advokasi.2"])
    for kode, pertanyaan, jawaban in TANYA_JAWAB:
        isi = koleksi.IsiTanyaJawab(Subjek.objects.get(kode=kode), pertanyaan, jawaban)
        entri = koleksi.tulis(isi=isi, by=penulis, now=now)
        koleksi.ajukan(entri=entri, by=penulis, now=now)
        koleksi.terbitkan(entri=entri, by=peninjau, now=now)
