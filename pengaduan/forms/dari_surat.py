"""A complaint that came as a letter, typed off by an officer: the data of Pasal 4 on one page."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks
from akun.models import Instansi, Wilayah
from akun.search import arti_instansi
from pengaduan.forms import acuan, kejadian
from pengaduan.forms.isian import DaftarKode, KodeTender, Rupiah, Tahun
from pengaduan.kelengkapan import DataPengaduan
from pengaduan.pilihan import KategoriPengadaan, TingkatIdentitas
from pengaduan.vault import Identitas

KOSONG: list[tuple[str, Any]] = [("", gettext_lazy("Surat tidak menyebutnya"))]
PETUNJUK_TINGKAT = {
    TingkatIdentitas.ANONIM: gettext_lazy("Surat tanpa nama: tidak ada identitas yang disimpan"),
    TingkatIdentitas.RAHASIA: gettext_lazy(
        "Nama dan kontak pengirim terkunci; hanya penjaga identitas yang membukanya"
    ),
    TingkatIdentitas.TERBUKA: gettext_lazy("Hanya bila pengirim menulis bahwa inspektorat boleh mengetahui namanya"),
}


class FormDariSurat(forms.Form):
    """Only the story has to be there: what the letter leaves out, the verification asks for."""

    nama_paket = Teks(label=gettext_lazy("Nama paket"), max_length=500, widget=forms.TextInput())
    kode_rup = DaftarKode(
        label=gettext_lazy("Kode RUP"), max_length=400, widget=forms.TextInput(attrs={"spellcheck": "false"})
    )
    kode_tender = KodeTender(
        label=gettext_lazy("Kode tender"),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": "20"}),
    )
    instansi = Teks(
        label=gettext_lazy("Instansi pemilik paket"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "daftar-instansi", "autocomplete": "off", "spellcheck": "false"}),
    )
    kategori = forms.ChoiceField(
        label=gettext_lazy("Kategori pengadaan"), required=False, choices=[*KOSONG, *KategoriPengadaan.choices]
    )
    tahun_anggaran = Tahun(label=gettext_lazy("Tahun anggaran"))
    wilayah = Teks(
        label=gettext_lazy("Kabupaten, kota, atau provinsi tempat pekerjaan"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "daftar-wilayah", "autocomplete": "off", "spellcheck": "false"}),
    )
    lokasi = Teks(label=gettext_lazy("Tempat yang lebih tepat"), max_length=118)
    hps = Rupiah(label=gettext_lazy("Pagu atau HPS"))
    uraian = Teks(
        label=gettext_lazy("Uraian pengaduan"),
        max_length=kejadian.MAKS_URAIAN,
        rows=8,
        strip=False,
        wajib=gettext_lazy("Tulis uraiannya, walau singkat."),
        help_text=gettext_lazy("Jangan menulis nama pengirim di sini: uraian dibaca inspektorat"),
    )
    waktu_kejadian = Teks(label=gettext_lazy("Kapan terjadinya?"), max_length=300)
    jenis_pelanggaran = forms.ChoiceField(
        label=gettext_lazy("Jenis pelanggaran"), required=False, choices=kejadian.pilihan_jenis
    )
    sumber_lain = Teks(label=gettext_lazy("Sumber informasi lain"), max_length=5000, rows=2)
    tingkat = forms.ChoiceField(
        label=gettext_lazy("Tingkat identitas pengirim"),
        choices=TingkatIdentitas.choices,
        initial=TingkatIdentitas.RAHASIA,
        widget=forms.RadioSelect(attrs={"rupa-petunjuk": PETUNJUK_TINGKAT, "rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih salah satu tingkat identitas.")},
    )
    nama = Teks(label=gettext_lazy("Nama pengirim"), max_length=200)
    surel = forms.EmailField(
        label=gettext_lazy("Alamat e-mail pengirim"),
        required=False,
        max_length=254,
        error_messages={"invalid": gettext_lazy("Tulis alamat e-mail lengkap, misalnya nama@contoh.id.")},
    )
    telepon = Teks(
        label=gettext_lazy("Nomor telepon pengirim"), max_length=40, widget=forms.TextInput(attrs={"rupa-lebar": "20"})
    )

    def __init__(self, *args: Any, tahun_ini: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(Tahun, self.fields["tahun_anggaran"]).terbaru = tahun_ini + 1
        self.fields["instansi"].widget.attrs["rupa-saran"] = Instansi.objects.values_list("nama", flat=True)
        daerah = Wilayah.objects.filter(induk=None).values_list("nama", flat=True)
        self.fields["wilayah"].widget.attrs["rupa-saran"] = daerah
        for field in self.fields.values():
            field.widget.attrs.setdefault("rupa-penanda", "")  # the page says once that only the story is needed
        terikat = {nama: self.data[nama] for nama in self.data} if self.is_bound else {}
        self.teradu = kejadian.teradu(terikat, periksa=self.is_bound)

    def is_valid(self) -> bool:
        """The people complained about are part of it."""
        return super().is_valid() & self.teradu.is_valid()

    def clean(self) -> dict[str, Any]:
        """A name belongs to every level but `anonim`."""
        data = super().clean() or {}
        if data.get("tingkat") not in {None, TingkatIdentitas.ANONIM} and not data.get("nama"):
            self.add_error("nama", _("Tulis nama pengirim, atau pilih anonim."))
        return data

    def data_pengaduan(self) -> DataPengaduan:
        """The data of a valid form. A name that means no known institution or region stays as it was typed."""
        isi = self.cleaned_data
        mungkin = arti_instansi(isi["instansi"])
        instansi = mungkin[0] if len(mungkin) == 1 else None
        wilayah = acuan.cari_wilayah(isi["wilayah"])
        return DataPengaduan(
            nama_paket=isi["nama_paket"],
            kode_rup=isi["kode_rup"],
            kode_tender=isi["kode_tender"],
            instansi=instansi,
            instansi_teks="" if instansi else isi["instansi"],
            kategori=isi["kategori"],
            tahun_anggaran=isi["tahun_anggaran"],
            wilayah=wilayah,
            lokasi=", ".join(filter(None, [isi["lokasi"], "" if wilayah else isi["wilayah"]])),
            hps=isi["hps"],
            jenis_pelanggaran=isi["jenis_pelanggaran"],
            uraian=isi["uraian"],
            waktu_kejadian=isi["waktu_kejadian"],
            sumber_lain=isi["sumber_lain"],
            teradu=self.teradu.isi(),
        )

    def identitas(self) -> Identitas:
        """What goes into the vault."""
        isi = self.cleaned_data
        return Identitas(nama=isi["nama"], surel=isi["surel"], telepon=isi["telepon"])
