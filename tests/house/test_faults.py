"""The judge of the fault drills can fail: what is planted in the database is found, and nothing else."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from akun.actor import SYSTEM
from akun.models import User
from faults import deadlines, report, sla
from faults.__main__ import read
from faults.deadlines import Plan, database_time
from faults.drills import DRILLS
from faults.judge import Ring, Verdict, judge
from faults.judge import read as rings
from faults.witness import SAKSI
from jejak import outbox
from jejak.models import Jejak, Outbox
from jejak.trail import Entry, record_many
from lkpp_portal.bootstrap import Refusal
from sla.models import Tenggat
from sla.sweep import sweep

SEJAM = timedelta(hours=1)


@pytest.fixture
def rencana(kebijakan: None, orang: dict[str, User]) -> Plan:
    """Twelve deadlines of ten seconds ago, one of them with three levels; fired and told as it should be."""
    with connection.cursor() as cursor:
        cursor.execute(SAKSI)
    plan = deadlines.seed(12, mulai=database_time() - timedelta(seconds=10), detik=2, acak=random.Random(1))
    sweep(now=database_time())
    outbox.deliver(now=database_time())
    return plan


def verdict(plan: Plan) -> Verdict:
    return judge(plan, pulih=min(plan.values()).pada)


def first(plan: Plan) -> Ring:
    return rings({key.objek_id for key in plan})[0]


def test_what_was_fired_once_and_told_passes(rencana: Plan) -> None:
    found = verdict(rencana)
    assert (found.harus, found.bunyi, found.broken()) == (14, 14, [])
    assert 10 <= found.terlambat < 60


def fire_twice(plan: Plan) -> None:
    ring = first(plan)
    clock = Tenggat.objects.get(objek_id=ring.key.objek_id, kode=ring.key.kebijakan)
    data = {"tenggat": clock.pk, "kebijakan": clock.kode, "siklus": clock.siklus, "tingkat": ring.key.tingkat}
    record_many([Entry(ring.kejadian, deadlines.TIPE, ring.key.objek_id, data)], by=SYSTEM, now=database_time())
    outbox.deliver(now=database_time())


def expect_one_more(plan: Plan) -> None:
    plan[first(plan).key._replace(siklus=2)] = min(plan.values())


def leave_a_clock_behind(plan: Plan) -> None:
    Tenggat.objects.filter(objek_id=first(plan).key.objek_id).update(alarm_pada=min(plan.values()).pada)


def shift(plan: Plan, by: timedelta) -> None:
    key = first(plan).key
    plan[key] = plan[key]._replace(pada=plan[key].pada + by)


def be_due_later(plan: Plan) -> None:
    shift(plan, SEJAM)


def never_be_due(plan: Plan) -> None:
    del plan[first(plan).key]


def be_due_long_ago(plan: Plan) -> None:
    shift(plan, -SEJAM)


def forge_a_row(plan: Plan) -> None:
    last = Jejak.objects.filter(objek_id=first(plan).key.objek_id).order_by("-urut")[0]
    last.pk, last.urut, last.sebelum, last.kejadian = None, last.urut + 1, last.sidik, "pengaduan.ditelaah"
    last.save(force_insert=True)


def expect_a_message(plan: Plan) -> None:
    key = next(key for key, due in plan.items() if not due.kabar)
    plan[key] = plan[key]._replace(kabar=True)


def tell_nobody(plan: Plan) -> None:
    Outbox.objects.filter(jejak__objek_id=first(plan).key.objek_id).update(diantar_pada=None)


@pytest.mark.parametrize(
    ("plant", "broken"),
    [
        (fire_twice, "ganda"),
        (expect_one_more, "hilang"),
        (leave_a_clock_behind, "hilang"),
        (be_due_later, "dini"),
        (never_be_due, "dini"),
        (be_due_long_ago, "lambat"),
        (forge_a_row, "rantai"),
        (tell_nobody, "kabar"),
        (expect_a_message, "kabar"),
    ],
)
def test_what_is_planted_is_found(rencana: Plan, plant: Callable[[Plan], None], broken: str) -> None:
    plant(rencana)
    found = verdict(rencana)
    assert broken in found.broken()
    assert f"GAGAL ({', '.join(found.broken())})" in report.table([report.Row("F0", "uji", "", 12, found)])


def test_the_witness_overrules_a_sweeper_that_lies_about_the_time(rencana: Plan) -> None:
    plan = deadlines.seed(4, mulai=database_time() + SEJAM, detik=2, acak=random.Random(1))
    sweep(now=database_time() + 2 * SEJAM)
    assert "dini" in verdict(plan).broken()


def test_twenty_thousand_are_shared_out_to_the_last_one() -> None:
    assert sum(sla.shares(DRILLS, 20_000)) == 20_000
    assert [drill.kode for drill in sla.chosen_drills("f8, F3")] == ["F3", "F8"]


@pytest.mark.parametrize(
    ("ask", "why"),
    [(lambda: sla.chosen_drills("F99"), "F99"), (lambda: read(["sla", "--jumlah", "5"]), "paling sedikit")],
)
def test_what_cannot_be_drilled_is_refused_in_a_sentence(ask: Callable[[], object], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        ask()
