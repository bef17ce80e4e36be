"""The package complained about: Pasal 4 Peraturan LKPP 6/2022. Whoever does not know something says so, and why."""

from typing import Any, cast

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akun.isian import Teks
from akun.models import Instansi, Wilayah
from akun.search import arti_instansi
from pengaduan.forms import acuan
from pengaduan.forms.isian import AlasanTidakTahu, DaftarKode, KodeTender, Rupiah, Tahun, TidakTahu
from pengaduan.forms.langkah import FormLangkah
from pengaduan.pilihan import KategoriPengadaan

WAJIB = {
    "nama_paket": gettext_lazy("Tulis nama paket seperti di SPSE, atau centang “Saya tidak tahu”."),
    "instansi": gettext_lazy("Tulis instansi pemilik paket, atau centang “Saya tidak tahu”."),
    "tahun_anggaran": gettext_lazy("Tulis tahun anggaran, atau centang “Saya tidak tahu”."),
    "wilayah": gettext_lazy("Tulis kabupaten, kota, atau provinsi, atau centang “Saya tidak tahu”."),
}
KODE = ("kode_rup", "kode_tender")
BOLEH_TIDAK_TAHU = ("nama_paket", *KODE, "instansi", "tahun_anggaran", "wilayah")


class FormPaket(FormLangkah):
    """Step three. `instansi_cocok` and `wilayah_cocok` are what the typed names mean, where that is known."""

    nama_paket = Teks(
        label=gettext_lazy("Nama paket"), max_length=500, rows=2, help_text=gettext_lazy("Seperti tertulis di SPSE")
    )
    kode_rup = DaftarKode(
        label=gettext_lazy("Kode RUP"),
        max_length=400,
        help_text=gettext_lazy(
            "Biasanya 8 angka, di pengumuman rencana pengadaan. Lebih dari satu? Pisahkan dengan titik koma"
        ),
        widget=forms.TextInput(attrs={"spellcheck": "false"}),
    )
    kode_tender = KodeTender(
        label=gettext_lazy("Kode tender"),
        max_length=60,
        help_text=gettext_lazy("7 atau 11 angka, di halaman tender SPSE"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "rupa-lebar": "20"}),
    )
    instansi = Teks(
        label=gettext_lazy("Instansi pemilik paket"),
        max_length=200,
        help_text=gettext_lazy("Ketik beberapa huruf, lalu pilih; misalnya Kabupaten Boven Digoel"),
        widget=forms.TextInput(
            attrs={
                "list": "daftar-instansi",
                "data-url": reverse_lazy("pengaduan:saran_instansi"),
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    kategori = forms.ChoiceField(
        label=gettext_lazy("Kategori pengadaan"),
        choices=KategoriPengadaan.choices,
        widget=forms.RadioSelect(attrs={"rupa-kecil": True}),
        error_messages={"required": gettext_lazy("Pilih kategori, atau “Saya tidak yakin”.")},
    )
    tahun_anggaran = Tahun(label=gettext_lazy("Tahun anggaran"))
    wilayah = Teks(
        label=gettext_lazy("Kabupaten, kota, atau provinsi tempat pekerjaan"),
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "list": "daftar-wilayah",
                "data-url": reverse_lazy("pengaduan:saran_wilayah"),
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )
    lokasi = Teks(
        label=gettext_lazy("Tempat yang lebih tepat"),
        max_length=118,
        help_text=gettext_lazy("Misalnya nama kampung, jalan, atau gedung"),
    )
    hps = Rupiah(
        label=gettext_lazy("Pagu atau HPS"),
        help_text=gettext_lazy("HPS adalah harga perkiraan sendiri: taksiran harga oleh panitia"),
        penanda=gettext_lazy("(bila tahu)"),
    )

    def __init__(self, *args: Any, tahun_ini: int = 9998, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        urutan = []
        for nama in list(self.fields):
            urutan.append(nama)
            if nama in BOLEH_TIDAK_TAHU:
                self.fields[f"{nama}_tidak_tahu"] = TidakTahu()
                self.fields[f"{nama}_alasan"] = AlasanTidakTahu()
                urutan += [f"{nama}_tidak_tahu", f"{nama}_alasan"]
        self.order_fields(urutan)
        cast(Tahun, self.fields["tahun_anggaran"]).terbaru = tahun_ini + 1
        self.fields["instansi"].widget.attrs["rupa-saran"] = Instansi.objects.values_list("nama", flat=True)
        self.fields["wilayah"].widget.attrs["rupa-saran"] = Wilayah.objects.filter(induk=None).values_list(
            "nama", flat=True
        )
        self.instansi_mungkin: list[Instansi] = []
        self.instansi_cocok: Instansi | None = None
        self.wilayah_cocok: Wilayah | None = None
        self.tidak_tahu: dict[str, str] = {}

    def clean(self) -> dict[str, Any]:
        """Every blank is either allowed, or answered by "I do not know" with a reason."""
        data = super().clean() or {}
        for nama in BOLEH_TIDAK_TAHU:
            self._jawaban(nama, data)
        if not any(data.get(k) or k in self.tidak_tahu or self._bergalat(k) for k in KODE):
            self.add_error("kode_rup", _("Tulis kode RUP atau kode tender, atau centang “Saya tidak tahu”."))
        self.instansi_mungkin = arti_instansi(data.get("instansi", ""))
        if len(self.instansi_mungkin) == 1:
            self.instansi_cocok = self.instansi_mungkin[0]
        self.wilayah_cocok = acuan.cari_wilayah(data.get("wilayah", ""))
        return data

    def _bergalat(self, nama: str) -> bool:
        return nama in self.errors or f"{nama}_alasan" in self.errors

    def _jawaban(self, nama: str, data: dict[str, Any]) -> None:
        """A field is filled, or ticked as unknown with a reason, or (where it matters) an error."""
        if data.get(nama) or self._bergalat(nama):
            return
        if data.get(f"{nama}_tidak_tahu"):
            if alasan := data.get(f"{nama}_alasan"):
                self.tidak_tahu[nama] = alasan
            else:
                self.add_error(f"{nama}_alasan", _("Tulis satu kalimat mengapa Anda tidak tahu."))
        elif nama in WAJIB:
            self.add_error(nama, WAJIB[nama])

    @property
    def tempat(self) -> str:
        """The place in words; a region that we do not know stays as it was typed."""
        data = self.cleaned_data
        wilayah = "" if self.wilayah_cocok else data.get("wilayah", "")
        return ", ".join(filter(None, [data.get("lokasi", ""), wilayah]))

    def peringatan(self) -> list[str]:
        """Unusual but possible: a plan code of another length; a name that several institutions share, or none."""
        data, kalimat = self.cleaned_data, []
        if janggal := cast(DaftarKode, self.fields["kode_rup"]).janggal(data["kode_rup"]):
            kode = {"kode": "; ".join(janggal)}
            kalimat.append(_("Kode RUP biasanya 8 angka. Periksa lagi %(kode)s; bila memang begitu, biarkan.") % kode)
        if len(self.instansi_mungkin) > 1:
            nama = {"nama": ", ".join(i.nama for i in self.instansi_mungkin[:4])}
            kalimat.append(
                _("Ada beberapa instansi bernama itu: %(nama)s. Tulis nama lengkapnya di langkah paket.") % nama
            )
        elif data["instansi"] and not self.instansi_cocok:
            kalimat.append(_("Nama instansi tidak ada di daftar kami. Petugas akan mencocokkan yang Anda tulis."))
        return kalimat
