"""Contrast of the colour tokens in scss/_token.scss; exit code 1 when a pair falls below its bound.

Use: python3 rupa/alat/warna.py
"""

import re
import sys
from pathlib import Path

TEKS, BENDA = 4.5, 3.0
TOKEN = Path(__file__).resolve().parent.parent / "scss" / "_token.scss"
TEMA = ("terang", "gelap")

# background -> foregrounds; text needs 4.5, things (borders, focus rings) need 3.0
TEKS_DI: dict[str, str] = {
    "latar": "teks teks-2 tautan dikunjungi telat",
    "muka": "teks teks-2 tautan emas-teks baik awas telat info",
    "muka-2": "teks teks-2",
    "merek-l": "teks teks-2 tautan",
    "merek": "di-merek di-merek-2",
    "merek-2": "di-merek",
    "tombol": "di-tombol",
    "tombol-2": "di-tombol",
    "baik-l": "teks baik",
    "awas-l": "teks teks-2 awas tautan",
    "telat-l": "teks telat",
    "info-l": "teks info tautan",
    "netral-l": "netral",
}
BENDA_DI: dict[str, str] = {"latar": "garis-2 tombol fokus", "muka": "garis-2 fokus", "merek": "emas"}
PASANGAN: list[tuple[str, str, float]] = [
    (depan, belakang, batas)
    for daftar, batas in ((TEKS_DI, TEKS), (BENDA_DI, BENDA))
    for belakang, banyak in daftar.items()
    for depan in banyak.split()
]


def baca(berkas: Path = TOKEN) -> dict[str, dict[str, str]]:
    """Return the colour of every token, by theme."""
    isi = berkas.read_text()
    hasil = {}
    for tema in TEMA:
        blok = isi.split(f"@mixin {tema} {{")[1].split("\n}")[0]
        warna = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", blok))
        hasil[tema] = {k: v if len(v) == 7 else "#" + "".join(c * 2 for c in v[1:]) for k, v in warna.items()}
    return hasil


def terang(warna: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2)."""
    saluran = [int(warna[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    lurus = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in saluran]
    return 0.2126 * lurus[0] + 0.7152 * lurus[1] + 0.0722 * lurus[2]


def kontras(satu: str, dua: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    atas, bawah = sorted((terang(satu), terang(dua)), reverse=True)
    return (atas + 0.05) / (bawah + 0.05)


def main() -> int:
    """Print the table of the README; count what falls short."""
    warna = baca()
    kurang = 0
    sys.stdout.write("| on | pair | light | dark | needs |\n|---|---|---|---|---|\n")
    for depan, belakang, batas in PASANGAN:
        nilai = [kontras(warna[tema][depan], warna[tema][belakang]) for tema in TEMA]
        kurang += sum(n < batas for n in nilai)
        catatan = "  <-- kurang" if min(nilai) < batas else ""
        sys.stdout.write(f"| `--{belakang}` | `--{depan}` | {nilai[0]:.1f} | {nilai[1]:.1f} | {batas} |{catatan}\n")
    return int(bool(kurang))


if __name__ == "__main__":
    sys.exit(main())
