// Tangkapan layar, luapan, galat konsol, dan axe untuk halaman portal yang sedang berjalan.
// Pakai: CHROMIUM=$(command -v chromium) node alat/potret.mjs http://127.0.0.1:8000 folder / /akun/login/ …
// Kuki sesi untuk halaman petugas: KUKI="sesi=…". Lebar: LEBAR=320,768,1280.
import { chromium } from "playwright-core";
import fs from "fs";
import path from "path";
import { fileURLToPath } from "url";

const [alamat, folder, ...jalan] = process.argv.slice(2);
const lebar = (process.env.LEBAR || "320,768,1280").split(",").map(Number);
const axe = fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "../node_modules/axe-core/axe.min.js"), "utf8");
const ukuran = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const peramban = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
const kuki = (process.env.KUKI || "").split(";").filter(Boolean).map((k) => {
  const [name, ...nilai] = k.trim().split("=");
  return { name, value: nilai.join("="), url: alamat };
});
let lintasan = 0;
let cacat = 0;
const catat = (...isi) => { cacat++; console.log(...isi); };
fs.mkdirSync(folder, { recursive: true });

function luapan() {
  const layar = document.documentElement.clientWidth;
  const lebih = (e) => {
    const kotak = e.getBoundingClientRect();
    return kotak.width > 0 && kotak.right > layar + 1 && getComputedStyle(e).position !== "absolute" && !e.closest(".langkah__isi, .govuk-visually-hidden");
  };
  return { halaman: document.documentElement.scrollWidth, layar, isi: [...document.querySelectorAll("body *")].filter(lebih).slice(0, 4).map((e) => `${e.tagName}.${e.className}`) };
}

for (const tema of ["light", "dark"]) {
  for (const w of lebar) {
    const konteks = await peramban.newContext({ viewport: { width: w, height: w < 400 ? 740 : 860 }, colorScheme: tema, locale: "id-ID" });
    if (kuki.length) await konteks.addCookies(kuki);
    for (const j of jalan) {
      const halaman = await konteks.newPage();
      const galat = [];
      halaman.on("console", (m) => m.type() === "error" && !/status of (4|5)\d\d/.test(m.text()) && galat.push(m.text()));
      halaman.on("pageerror", (g) => galat.push(String(g)));
      halaman.on("requestfailed", (r) => galat.push(`gagal ${r.url()}`));
      await halaman.goto(alamat + j, { waitUntil: "networkidle" });
      const l = await halaman.evaluate(luapan);
      if (l.halaman > l.layar || l.isi.length) catat("LUAP", j, w, tema, JSON.stringify(l));
      if (galat.length) catat("GALAT", j, w, tema, galat.join(" | "));
      const nama = j.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "") || "beranda";
      await halaman.screenshot({ path: path.join(folder, `${nama}-${w}-${tema === "dark" ? "gelap" : "terang"}.png`), fullPage: true });
      await halaman.evaluate(axe); // lewat pemeriksa peramban, jadi CSP halaman tetap berlaku
      const hasil = await halaman.evaluate((tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), ukuran);
      lintasan++;
      for (const v of hasil.violations) catat("AXE", j, w, tema, v.id, v.impact, v.nodes.slice(0, 3).map((n) => `${n.target} ${n.any[0]?.message || n.all[0]?.message || n.none[0]?.message || ""}`).join(" ;; "));
      await halaman.close();
    }
    await konteks.close();
  }
}
console.log(`selesai: ${lintasan} lintasan axe, ${cacat} cacat`);
if (cacat) process.exitCode = 1;
await peramban.close();
