"""How complete a complaint is: 4W1H and Pasal 4, for the meter of the form and the checklist of the desk."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from akun.models import Instansi, Wilayah
from pengaduan.models import HasilTindakLanjut, Pengaduan
from pengaduan.pilihan import Butir, KategoriPengadaan

TERSENDIRI = {"kode_rup", "teradu", "tidak_tahu"}  # rows or a form of their own
MIN_URAIAN = 40  # letters; less than a sentence tells no story


@dataclass(frozen=True)
class DataPengaduan:
    """The data of a complaint (Pasal 4 Peraturan LKPP 6/2022), cleaned by the form that took them."""

    nama_paket: str = ""
    kode_rup: tuple[str, ...] = ()
    kode_tender: str = ""
    instansi: Instansi | None = None
    instansi_teks: str = ""
    kategori: str = ""
    tahun_anggaran: int | None = None
    wilayah: Wilayah | None = None
    lokasi: str = ""
    hps: Decimal | None = None
    tidak_tahu: dict[str, str] = field(default_factory=dict)
    jenis_pelanggaran: str = ""
    uraian: str = ""
    waktu_kejadian: str = ""
    sumber_lain: str = ""
    teradu: tuple[tuple[str, str], ...] = ()  # (peran, nama)

    def kolom(self) -> dict[str, Any]:
        """What stands on the row of the complaint itself; what was typed is sealed as it is set."""
        isi = {nama: getattr(self, nama) for nama in self.__dataclass_fields__ if nama not in TERSENDIRI}
        return isi | {"tidak_tahu_json": json.dumps(self.tidak_tahu) if self.tidak_tahu else ""}


@dataclass(frozen=True)
class Unsur:
    """One item: is it there?"""

    butir: Butir
    ada: bool


def periksa(data: DataPengaduan, *, jumlah_bukti: int) -> list[Unsur]:
    """Look at what was filled in; the officer may see it otherwise later."""
    instansi = bool(data.instansi or data.instansi_teks)
    cerita = len(data.uraian.strip()) >= MIN_URAIAN
    ada = {
        Butir.APA: bool(data.jenis_pelanggaran) and cerita,
        Butir.SIAPA: bool(data.teradu),
        Butir.DI_MANA: bool(data.wilayah or data.lokasi.strip()),
        Butir.KAPAN: bool(data.waktu_kejadian.strip()),
        Butir.BAGAIMANA: cerita,
        Butir.PAKET: bool(data.nama_paket.strip()),
        Butir.KODE: bool(data.kode_rup or data.kode_tender),
        Butir.INSTANSI: instansi,
        Butir.KATEGORI: data.kategori not in {"", KategoriPengadaan.TIDAK_TAHU} and data.tahun_anggaran is not None,
        Butir.SUMBER: bool(jumlah_bukti or data.sumber_lain.strip()),
    }
    return [Unsur(butir, ada[butir]) for butir in Butir]


def belum_untuk_telaah(pengaduan: Pengaduan) -> list[str]:
    """The names of the items that still keep a case from the review; sources may stay empty."""
    kosong = pengaduan.periksa.filter(terpenuhi=False).exclude(butir__in=[Butir.SUMBER, Butir.KODE])
    return [str(row.get_butir_display()) for row in kosong]


def hasil_terakhir(pengaduan: Pengaduan) -> HasilTindakLanjut:
    """The result that lies before the reviewer."""
    return HasilTindakLanjut.objects.filter(eskalasi__pengaduan=pengaduan).select_related("eskalasi").latest("id")
