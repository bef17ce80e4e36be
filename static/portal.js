// Penolong halaman. Semua halaman tetap dapat dipakai tanpa berkas ini.
(() => {
  "use strict";
  const satu = (s, a = document) => a.querySelector(s);
  const semua = (s, a = document) => [...a.querySelectorAll(s)];
  const indonesia = document.documentElement.lang.startsWith("id");

  // Ringkasan galat mendapat fokus.
  satu(".govuk-error-summary")?.focus();

  // Satu kiriman saja untuk tiap klik; server tetap menjaga sendiri.
  document.addEventListener("submit", (e) => {
    const formulir = e.target;
    if (formulir.method !== "post") return;
    if (formulir.dataset.terkirim) return e.preventDefault();
    formulir.dataset.terkirim = "1";
    if (formulir.dataset.unggah !== undefined && unggah(e)) return;
    setTimeout(() => delete formulir.dataset.terkirim, 8000);
  });
  window.addEventListener("pageshow", () => semua("form[data-terkirim]").forEach((f) => delete f.dataset.terkirim));

  // Kemajuan unggah; kegagalan apa pun kembali ke kiriman biasa.
  function unggah(e) {
    const formulir = e.target;
    const kotak = satu(".unggah__maju", formulir);
    const berkas = semua("input[type=file]", formulir).some((i) => i.files.length);
    if (!kotak || !berkas) return false;
    e.preventDefault();
    const isi = new FormData(formulir);
    if (e.submitter?.name) isi.append(e.submitter.name, e.submitter.value);
    const batang = satu("progress", kotak);
    const kata = satu("[role=status]", kotak);
    const kirim = new XMLHttpRequest();
    const biasa = () => HTMLFormElement.prototype.submit.call(formulir);
    kirim.upload.onprogress = (p) => {
      if (!p.lengthComputable) return;
      const persen = Math.round((p.loaded / p.total) * 100);
      batang.value = persen;
      const tahap = Math.floor(persen / 10) * 10;
      const teks = persen < 100 ? `${tahap} %` : indonesia ? "Berkas sedang diperiksa …" : "Checking the files …";
      if (kata.textContent !== teks) kata.textContent = teks;
    };
    kirim.onload = () => {
      // Halaman jawaban dipakai langsung: mengambilnya dua kali akan menghabiskan pesan yang tampil sekali.
      history.replaceState(null, "", kirim.responseURL);
      document.open();
      document.write(kirim.responseText);
      document.close();
    };
    kirim.onerror = biasa;
    kirim.open("POST", formulir.action || location.href);
    kotak.hidden = false;
    kirim.send(isi);
    return true;
  }

  // Saran ketika mengetik: <input list="…" data-url="…"> dan jawaban {"hasil": ["…"]}.
  semua("input[list][data-url]").forEach((masukan) => {
    const daftar = document.getElementById(masukan.getAttribute("list"));
    let tunggu, batal;
    if (!daftar) return;
    masukan.addEventListener("input", () => {
      clearTimeout(tunggu);
      const kata = masukan.value.trim();
      if (kata.length < 2) return;
      tunggu = setTimeout(async () => {
        batal?.abort();
        batal = new AbortController();
        try {
          const alamat = `${masukan.dataset.url}?q=${encodeURIComponent(kata)}`;
          const jawaban = await fetch(alamat, { signal: batal.signal, headers: { Accept: "application/json" } });
          const { hasil } = await jawaban.json();
          daftar.replaceChildren(...hasil.map((teks) => Object.assign(document.createElement("option"), { value: teks })));
        } catch {
          // Tanpa saran pun isian tetap dapat ditulis.
        }
      }, 200);
    });
  });

  // Potongan halaman yang mengikuti ketikan: <div data-saran-faq="alamat" data-dari="id_judul id_uraian">.
  // Tanpa skrip, formulirnya punya tombol yang menampilkan potongan yang sama.
  semua("[data-saran-faq]").forEach((kotak) => {
    const isian = kotak.dataset.dari.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    let tunggu, batal, lama;
    async function ambil() {
      const kata = isian.map((i) => i.value).join(" ").slice(-300);
      if (kata.trim().length < 3 || kata === lama) return;
      batal?.abort();
      batal = new AbortController();
      try {
        const alamat = new URL(kotak.dataset.saranFaq, location.href);
        alamat.searchParams.set("q", kata);
        const jawaban = await fetch(alamat, { signal: batal.signal, headers: { "X-Potongan": "1" } });
        if (!jawaban.ok) return;
        kotak.innerHTML = await jawaban.text();
        lama = kata;
      } catch {
        // Jaringan terputus: yang sudah tampil tetap.
      }
    }
    isian.forEach((i) =>
      i.addEventListener("input", () => {
        clearTimeout(tunggu);
        tunggu = setTimeout(ambil, 350);
      })
    );
  });

  // Salin nomor dan token; tombolnya hanya tampil bila bisa.
  if (navigator.clipboard) {
    semua("[data-salin]").forEach((tombol) => {
      tombol.hidden = false;
      tombol.addEventListener("click", async () => {
        const teks = tombol.dataset.salin.split(" ").map((id) => document.getElementById(id)?.textContent.trim());
        await navigator.clipboard.writeText(teks.filter(Boolean).join("\n"));
        tombol.textContent = tombol.dataset.sudah;
      });
    });
  }
  semua("[data-cetak]").forEach((tombol) => {
    tombol.hidden = false;
    tombol.addEventListener("click", () => window.print());
  });

  // Pekerjaan panjang: kemajuannya diambil ulang sampai selesai; tanpa skrip ada tautan untuk memperbarui.
  semua("[data-segarkan]").forEach((kotak) => {
    const tunggu = setInterval(async () => {
      try {
        const jawaban = await fetch(location.href);
        const baru = new DOMParser().parseFromString(await jawaban.text(), "text/html").getElementById(kotak.id);
        if (jawaban.ok && baru?.dataset.segarkan !== undefined) return kotak.replaceChildren(...baru.children);
        clearInterval(tunggu);
        location.reload();
      } catch {
        // Jaringan terputus: dicoba lagi.
      }
    }, 3000);
  });

  // Pratinjau surat: <form data-pratinjau="id kotak">; yang diketik dikirim sesudah jeda, kotaknya diganti yang baru.
  semua("form[data-pratinjau]").forEach((formulir) => {
    const kotak = document.getElementById(formulir.dataset.pratinjau);
    let tunggu, batal;
    async function segarkan() {
      batal?.abort();
      batal = new AbortController();
      const isi = new FormData(formulir);
      semua("input[type=file]", formulir).forEach((i) => isi.delete(i.name));
      isi.append("pratinjau", "1");
      kotak.setAttribute("aria-busy", "true");
      try {
        const jawaban = await fetch(location.href, { method: "POST", body: isi, signal: batal.signal });
        const baru = new DOMParser().parseFromString(await jawaban.text(), "text/html").getElementById(kotak.id);
        if (baru) kotak.replaceChildren(...baru.childNodes);
        kotak.setAttribute("aria-busy", "false");
      } catch (galat) {
        // Jaringan terputus: gambar lama tetap, dan ada tombol untuk mencoba lagi.
        if (galat.name !== "AbortError") kotak.setAttribute("aria-busy", "false");
      }
    }
    formulir.addEventListener("input", () => {
      clearTimeout(tunggu);
      tunggu = setTimeout(segarkan, 1200);
    });
  });

  // Pintasan papan tombol di meja kerja.
  function pindah(arah) {
    const tautan = semua("a.tabel__utama");
    const kini = tautan.indexOf(document.activeElement);
    tautan[Math.max(0, Math.min(tautan.length - 1, kini < 0 ? 0 : kini + arah))]?.focus();
  }
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || !satu(".kerja")) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName) || e.target.isContentEditable) return;
    const tombol = e.key.toLowerCase();
    if (tombol === "j" || tombol === "k") {
      const tautan = satu(`a[data-tik="${tombol}"]`);
      tautan ? tautan.click() : pindah(tombol === "j" ? 1 : -1);
    } else if (tombol === "/") {
      const cari = satu("input[type=search]");
      if (!cari) return;
      e.preventDefault();
      cari.closest("details")?.setAttribute("open", "");
      cari.focus();
    } else if (tombol === "?") {
      satu("#pintasan")?.showModal?.();
    }
  });
})();
