// Bagan yang hidup: tab "Bagan" dan "Tabel", dan gambar SVG dari server diganti Chart.js begitu bagan terlihat.
// Tanpa berkas ini gambar dan tabelnya tetap ada, satu di bawah yang lain.
(() => {
  "use strict";
  const skrip = document.currentScript;
  const akar = document.documentElement;
  const HURUF = 13;
  const BATANG = { mendatar: 16, rapat: 12 };
  const BARIS = { mendatar: 18, rapat: 16 }; // batang dengan jarak di bawahnya
  const RAPAT_NAMA = 0.44; // bagian lebar untuk nama di samping batang
  const WARNA = ["--tautan", "--garis-2", "--info", "--emas-teks"];
  const PUTUS = [[], [6, 4], [2, 3], [8, 3, 2, 3]];
  // halaman publik di telepon: gambar dari server cukup, tanpa unduhan kedua
  const hemat = skrip.dataset.lebar && !matchMedia(skrip.dataset.lebar).matches;
  const pelan = matchMedia("(prefers-reduced-motion: reduce)");
  const hidup = new Set();
  let pustaka;

  function ambilPustaka() {
    pustaka ??= new Promise((baik, gagal) => {
      const s = document.createElement("script");
      s.src = skrip.dataset.chart;
      s.onload = () => baik(window.Chart);
      s.onerror = gagal;
      document.head.append(s);
    });
    return pustaka;
  }

  const token = (nama) => getComputedStyle(akar).getPropertyValue(nama).trim();
  const tulisAngka = new Intl.NumberFormat(akar.lang || "id", { maximumFractionDigits: 1 });
  const tulis = (nilai, satuan) =>
    nilai === null ? "-" : `${tulisAngka.format(nilai)}${satuan === "" || satuan === "%" ? "" : " "}${satuan}`;

  // Dua tab dengan papan tombol: panah, Home, dan End memindah; tab yang terpilih dapat difokus.
  function pasangTab(bagan, papar, tabel) {
    const baris = document.createElement("div");
    baris.className = "bagan__tab";
    baris.setAttribute("role", "tablist");
    baris.setAttribute("aria-label", bagan.querySelector(".bagan__judul").textContent);
    const panel = [papar, tabel];
    const tombol = [skrip.dataset.bagan, skrip.dataset.tabel].map((kata, ke) => {
      const t = document.createElement("button");
      t.type = "button";
      t.textContent = kata;
      t.id = `${bagan.id}-tab-${ke}`;
      t.setAttribute("role", "tab");
      panel[ke].id = `${bagan.id}-panel-${ke}`;
      t.setAttribute("aria-controls", panel[ke].id);
      panel[ke].setAttribute("role", "tabpanel");
      panel[ke].setAttribute("aria-labelledby", t.id);
      panel[ke].tabIndex = 0;
      t.addEventListener("click", () => pilih(ke));
      baris.append(t);
      return t;
    });
    function pilih(ke, fokus) {
      tombol.forEach((t, n) => {
        t.setAttribute("aria-selected", String(n === ke));
        t.tabIndex = n === ke ? 0 : -1;
        panel[n].hidden = n !== ke;
      });
      if (fokus) tombol[ke].focus();
    }
    baris.addEventListener("keydown", (e) => {
      const kini = tombol.indexOf(document.activeElement);
      const ke = { ArrowRight: 1 - kini, ArrowLeft: 1 - kini, Home: 0, End: 1 }[e.key];
      if (ke === undefined || e.ctrlKey || e.metaKey || e.altKey) return;
      e.preventDefault();
      pilih(ke, true);
    });
    pilih(0);
    papar.before(baris);
    bagan.classList.add("bagan--tab");
  }

  // Nama di atas atau di samping tiap batang yang berbaring, dan nilai di ujung tiap batang.
  const tulisan = {
    id: "tulisan",
    afterDatasetsDraw(chart, _args, pilihan) {
      const { ctx, chartArea, data } = chart;
      const { bentuk, satuan } = pilihan;
      const berbaring = bentuk !== "tegak";
      ctx.save();
      ctx.font = `${HURUF}px ${Chart.defaults.font.family}`;
      ctx.fillStyle = token("--teks-2");
      data.datasets.forEach((deret, n) => {
        chart.getDatasetMeta(n).data.forEach((batang, ke) => {
          const nilai = deret.data[ke];
          ctx.textAlign = berbaring ? "left" : "center";
          ctx.textBaseline = berbaring ? "middle" : "bottom";
          if (berbaring) ctx.fillText(tulis(nilai, satuan), nilai ? batang.x + 6 : chartArea.left + 1, batang.y + 1);
          else ctx.fillText(tulis(nilai, satuan), batang.x, (nilai ? batang.y : chartArea.bottom) - 3);
        });
      });
      if (berbaring) {
        const tinggi = chartArea.height / data.labels.length;
        const rapat = bentuk === "rapat";
        ctx.fillStyle = token("--teks");
        ctx.textAlign = "left";
        ctx.textBaseline = rapat ? "middle" : "top";
        data.labels.forEach((label, ke) => {
          const kata = rapat ? lipat(ctx, label, chartArea.left - 10) : [muat(ctx, label, chart.width)];
          const y = rapat ? chartArea.top + (ke + 0.5) * tinggi + 1 - ((kata.length - 1) * 16) / 2 : ke * tinggi + 1;
          kata.forEach((k, n) => ctx.fillText(k, 0, y + n * 16));
        });
      }
      ctx.restore();
    },
  };

  function muat(ctx, teks, lebar) {
    if (ctx.measureText(teks).width <= lebar) return teks;
    let panjang = teks.length;
    while (panjang > 1 && ctx.measureText(`${teks.slice(0, panjang)}…`).width > lebar) panjang -= 1;
    return `${teks.slice(0, panjang).trimEnd()}…`;
  }

  // Satu atau dua baris; tabelnya memuat semuanya.
  function lipat(ctx, teks, lebar) {
    if (ctx.measureText(teks).width <= lebar) return [teks];
    const kata = teks.split(" ");
    let n = kata.length - 1;
    while (n > 1 && ctx.measureText(kata.slice(0, n).join(" ")).width > lebar) n -= 1;
    return [kata.slice(0, n).join(" "), kata.slice(n).join(" ")].map((k) => muat(ctx, k, lebar));
  }

  // Tinggi satu baris batang yang berbaring: yang bernama di atasnya, yang bernama di sampingnya.
  const baris = (isi) => {
    const batang = isi.deret.length * BARIS[isi.bentuk];
    if (isi.bentuk === "mendatar") return batang + 30;
    return Math.max(isi.label.some((l) => l.length > 20) ? 32 : 16, batang) + 10;
  };
  const berbaring = (isi) => isi.bentuk in BATANG;

  // Ruang di sekitar batang: di kanan untuk nilai yang terpanjang, di kiri untuk nama, atau di atas untuknya.
  function ruang(isi) {
    if (!berbaring(isi)) return { top: isi.bentuk === "garis" ? 6 : 20, right: 8 };
    const kanan = 12 + 7.5 * Math.max(...isi.deret.flatMap(([, nilai]) => nilai.map((n) => tulis(n, isi.satuan).length)));
    if (isi.bentuk === "mendatar") return { right: kanan, top: 2 };
    return ({ chart }) => ({ right: kanan, left: Math.round(chart.width * RAPAT_NAMA) });
  }

  function sumbu(isi) {
    const tanpa = { display: false };
    const ujung = isi.satuan === "%" ? { max: 100 } : {};
    if (berbaring(isi)) return { x: { ...tanpa, ...ujung, beginAtZero: true }, y: tanpa };
    const garis = isi.bentuk === "garis";
    const warna = (nama) => () => token(nama);
    return {
      x: {
        grid: tanpa,
        border: { color: warna("--garis") },
        ticks: { color: warna("--teks-2"), padding: 6, maxRotation: 0, autoSkipPadding: 12 },
      },
      y: {
        ...ujung,
        beginAtZero: true,
        display: garis,
        grid: { color: warna("--garis"), drawTicks: false },
        border: tanpa,
        ticks: {
          color: warna("--teks-2"),
          padding: 6,
          maxTicksLimit: 4,
          precision: 0,
          callback: (n) => tulis(n, isi.satuan),
        },
      },
    };
  }

  function setelan(isi) {
    const garis = isi.bentuk === "garis";
    const sumbuNama = berbaring(isi) ? "y" : "x";
    return {
      type: garis ? "line" : "bar",
      data: {
        labels: isi.label,
        datasets: isi.deret.map(([label, data], n) => ({
          label,
          data,
          backgroundColor: () => token(WARNA[n]),
          borderColor: () => token(WARNA[n]),
          borderWidth: garis ? 2 : 0,
          borderDash: PUTUS[n],
          borderRadius: 2,
          pointRadius: isi.label.length > 31 ? 0 : 3,
          pointHitRadius: 12,
          ...(berbaring(isi)
            ? {
                categoryPercentage: (isi.deret.length * BARIS[isi.bentuk]) / baris(isi),
                barPercentage: BATANG[isi.bentuk] / BARIS[isi.bentuk],
              }
            : { maxBarThickness: 48 }),
        })),
      },
      options: {
        indexAxis: sumbuNama,
        maintainAspectRatio: false,
        animation: pelan.matches ? false : { duration: 250 },
        interaction: { mode: "index", axis: sumbuNama, intersect: false },
        layout: { padding: ruang(isi) },
        scales: sumbu(isi),
        plugins: {
          legend: { display: false },
          tooltip: {
            backgroundColor: () => token("--teks"),
            titleColor: () => token("--muka"),
            bodyColor: () => token("--muka"),
            multiKeyBackground: () => token("--muka"),
            padding: 10,
            cornerRadius: 6,
            boxPadding: 4,
            callbacks: { label: (b) => ` ${b.dataset.label}: ${tulis(b.raw, isi.satuan)}` },
          },
          tulisan: { bentuk: isi.bentuk, satuan: isi.satuan },
        },
      },
      plugins: garis ? [] : [tulisan],
    };
  }

  // Kotak setinggi bagan yang hidup, sejak awal: tak ada yang bergeser di bawah jari ketika gambarnya diganti.
  function pasangKotak(svg, isi) {
    const kotak = document.createElement("div");
    kotak.className = "bagan__kanvas";
    const tinggi = berbaring(isi) ? baris(isi) * isi.label.length : Math.min(220, svg.getBoundingClientRect().height || 220);
    kotak.style.height = `${Math.round(tinggi)}px`;
    svg.before(kotak);
    kotak.append(svg);
  }

  async function gambar(bagan, kotak, isi) {
    let Chart;
    try {
      Chart = await ambilPustaka();
    } catch {
      kotak.style.height = ""; // gambar SVG tetap ada, setinggi aslinya
      return;
    }
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.font.size = HURUF;
    await document.fonts?.ready;
    const svg = kotak.querySelector(".bagan__gambar");
    const kanvas = document.createElement("canvas");
    kanvas.setAttribute("role", "img");
    kanvas.setAttribute("aria-label", `${svg.querySelector("title").textContent}. ${svg.querySelector("desc").textContent}`);
    kotak.append(kanvas);
    bagan.classList.add("bagan--hidup");
    hidup.add(new Chart(kanvas, setelan(isi)));
  }

  const pengamat = new IntersectionObserver(
    (lihat) =>
      lihat.forEach(({ isIntersecting, target }) => {
        if (!isIntersecting) return;
        pengamat.unobserve(target);
        gambar(target, target.querySelector(".bagan__kanvas"), JSON.parse(target.dataset.bagan));
      }),
    { rootMargin: "300px" }
  );
  document.querySelectorAll(".bagan[data-bagan]").forEach((bagan) => {
    const papar = bagan.querySelector(".bagan__papar");
    let tabel = bagan.querySelector(".bagan__tabel");
    const lipat = tabel.closest(".bagan__rinci");
    const bungkus = document.createElement("div"); // perannya panel; tabelnya tetap tabel
    (lipat || tabel).replaceWith(bungkus);
    bungkus.append(tabel);
    bungkus.className = "bagan__isi-tabel";
    pasangTab(bagan, papar, bungkus);
    if (hemat) return;
    pasangKotak(papar.querySelector(".bagan__gambar"), JSON.parse(bagan.dataset.bagan));
    pengamat.observe(bagan);
  });

  // Warna mengikuti terang dan gelap seketika.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => hidup.forEach((c) => c.update("none")));
})();
