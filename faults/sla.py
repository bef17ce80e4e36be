"""The drills on deadlines, one after the other on one set of servers, and a last look at everything."""

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from faults import deadlines
from faults.deadlines import Plan, database_time
from faults.drills import DRILLS, Drill, NotRefused, Window
from faults.judge import BATAS, Verdict, judge
from faults.report import Row, table
from faults.rig import Rig
from jejak.models import Outbox
from lkpp_portal.bootstrap import Refusal, say, tell
from lkpp_portal.servers import Servers
from lkpp_portal.surroundings import Place

KABARI = 10.0  # seconds between two lines of progress
AWAL = timedelta(seconds=1.5)  # between the seeding and the first deadline


@dataclass(frozen=True)
class Done:
    """A fault that is over: what was done, and what had to be heard."""

    drill: Drill
    did: str
    pelanggaran: str
    plan: Plan
    jumlah: int
    pulih: datetime

    def row(self) -> Row:
        """Judged by the rows as they are now: also what was heard again later is found."""
        found = judge(self.plan, pulih=self.pulih)
        return Row(self.drill.kode, self.drill.nama, self.did, self.jumlah, found, self.pelanggaran)


def chosen_drills(hanya: str) -> list[Drill]:
    """The drills that are named, or all."""
    codes = [code.strip().upper() for code in hanya.split(",") if code.strip()]
    known = {drill.kode: drill for drill in DRILLS}
    if unknown := [code for code in codes if code not in known]:
        raise Refusal(f"Gangguan tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(known)}.")
    return [drill for drill in DRILLS if not codes or drill.kode in codes]


def shares(drills: Sequence[Drill], jumlah: int) -> list[int]:
    """How many deadlines each drill has; together exactly `jumlah`."""
    total = sum(drill.bagian for drill in drills)
    found = [jumlah * drill.bagian // total for drill in drills]
    found[0] += jumlah - sum(found)
    return found


def settle(rig: Rig, left: Callable[[], int], what: str) -> None:
    """Wait until nothing is left, as long as it becomes less."""
    least, since, said = left(), time.monotonic(), time.monotonic()
    while (now := left()) and time.monotonic() < since + BATAS:
        if now < least:
            least, since = now, time.monotonic()
        if time.monotonic() > said + KABARI:
            said = time.monotonic()
            say(f"   menunggu: {now} {what} ...")
        rig.tend()
        time.sleep(1.0)


def drill_once(drill: Drill, rig: Rig, jumlah: int, acak: random.Random) -> Done:
    """One fault: who runs, deadlines, the fault, recovery. Telling goes on behind while the next one begins."""
    say(f"{drill.kode} {drill.nama}: {jumlah} tenggat dalam {drill.detik} detik ...")
    rig.cast(beats=drill.beats, sweepers=drill.sweepers)
    mulai = database_time() + AWAL
    plan = deadlines.seed(jumlah, mulai=mulai, detik=drill.detik, acak=acak)
    window = Window(drill.detik, acak)
    rig.pulih = mulai
    window.open()
    pelanggaran = ""
    try:
        did = drill.act(rig, window)
    except NotRefused as fault:
        did, pelanggaran = "", str(fault)
    rig.tend()
    window.wait_until(1.0)
    settle(rig, lambda: judge(plan, pulih=rig.pulih, chain=False).hilang, "alarm belum berbunyi")
    done = Done(drill, did, pelanggaran, plan, jumlah, rig.pulih)
    seen = judge(plan, pulih=rig.pulih)
    lama = f"{seen.terlambat:.1f}".replace(".", ",")
    say(f"   {seen.bunyi} dari {seen.harus} alarm berbunyi, paling lambat {lama} detik; {did or pelanggaran}")
    return done


def run(chosen: argparse.Namespace, place: Place, env: dict[str, str], servers: Servers) -> bool:
    """All drills; prints the table and returns whether a promise was broken."""
    drills = chosen_drills(chosen.hanya)
    benih = chosen.benih if chosen.benih is not None else random.SystemRandom().randrange(10**6)
    acak = random.Random(benih)  # noqa: S311 - for the moments of the faults, not for secrets
    rig = Rig(place, env, servers)
    try:
        done = [drill_once(d, rig, n, acak) for d, n in zip(drills, shares(drills, chosen.jumlah), strict=True)]
        say("Semua gangguan selesai; menunggu kabar terakhir, lalu memeriksa semuanya sekali lagi ...")
        settle(rig, Outbox.objects.filter(diantar_pada__isnull=True).count, "kabar belum diantar")
        rows = [one.row() for one in done]
    finally:
        rig.close()
    rows.append(total(rows))
    tell(f"\n{table(rows)}")
    if rig.died:
        tell("Mati sendiri lalu dinyalakan lagi: " + ", ".join(f"{n} {name}" for name, n in rig.died.items()) + ".")
    broken = any(row.broken() for row in rows)
    tell(f"Benih {benih}. " + ("ADA JANJI YANG DILANGGAR." if broken else "Semua janji ditepati."))
    return broken


def total(rows: Sequence[Row]) -> Row:
    """The last line: everything added up, and the worst lateness."""
    counts = {f.name: sum(getattr(row.putusan, f.name) for row in rows) for f in fields(Verdict)}
    worst = max(row.putusan.terlambat for row in rows)
    return Row("Semua", "", "", sum(row.tenggat for row in rows), Verdict(**(counts | {"terlambat": worst})))
