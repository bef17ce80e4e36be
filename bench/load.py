"""The load generator, in a process of its own: so many visitors at a time as the scenario says, for a bounded time.

`python -m bench.load FOLDER SCENARIO SIDE PORT ROUND ROUNDS SECONDS` prints one line of JSON.
"""

import asyncio
import contextlib
import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from itertools import cycle
from pathlib import Path

from bench.plan import Plan, Request, Scenario, Shot

BATAS_DETIK = 15.0  # for one answer
PEMANASAN = 0.15  # part of the time that is not counted


class WrongAnswer(Exception):
    """The server answered something else than the page that is to be measured."""


@dataclass
class Round:
    """What came of one round: milliseconds per request name and for each whole shot."""

    detik: float = 0.0
    dikirim: int = 0  # whole shots, those of the warm-up too
    tembakan: list[float] = field(default_factory=list)
    per_nama: dict[str, list[float]] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self))


async def ask(request: Request, port: int) -> None:
    """Send one request on a connection of its own and read the answer to its end."""
    loop = asyncio.get_running_loop()
    with socket.socket() as connection:
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await loop.sock_connect(connection, ("127.0.0.1", port))
        await loop.sock_sendall(connection, request.raw)
        parts = []
        while part := await loop.sock_recv(connection, 65536):
            parts.append(part)
    answer = b"".join(parts)
    if not answer.startswith(b"HTTP/1.1 %d" % request.status) or request.tanda not in answer:
        raise WrongAnswer(f"{request.nama}: {answer[:300]!r} ...")


async def visitor(shots: Iterator[Shot], port: int, result: Round, begin: float, end: float) -> None:
    """Take the next shot and fire it, until there is none or the time is over."""
    for shot in shots:
        started = time.perf_counter()
        if started > end:
            return
        times = []
        for request in shot:
            at = time.perf_counter()
            await asyncio.wait_for(ask(request, port), BATAS_DETIK)
            times.append((request.nama, (time.perf_counter() - at) * 1000))
        result.dikirim += 1
        if started < begin:
            continue
        result.tembakan.append(sum(ms for _, ms in times))
        result.detik = max(result.detik, time.perf_counter() - begin)
        for nama, ms in times:
            result.per_nama.setdefault(nama, []).append(ms)


def portion(scenario: Scenario, side: str, number: int, rounds: int) -> Iterator[Shot]:
    """The shots of one round: all of them over and over, or its share of those that can be fired only once."""
    shots = scenario.shots[side]
    if not scenario.sekali:
        return cycle(shots)
    size = len(shots) // rounds
    return iter(shots[number * size : (number + 1) * size])


async def fire(scenario: Scenario, shots: Iterator[Shot], port: int, seconds: float) -> Round:
    """One round."""
    result = Round()
    now = time.perf_counter()
    begin = now if scenario.sekali else now + seconds * PEMANASAN
    end = now + (BATAS_DETIK if scenario.sekali else seconds)
    await asyncio.gather(*(visitor(shots, port, result, begin, end) for _ in range(scenario.sambungan)))
    return result


def main(arguments: list[str]) -> int:
    """One round of one scenario on one side."""
    folder, key, side, port, number, rounds, seconds = arguments
    with contextlib.suppress(PermissionError):
        os.nice(-10)  # visitors have machines of their own: they do not wait for the processor that is measured
    scenario = next(s for s in Plan.load(Path(folder)).skenario if s.kunci == key)
    shots = portion(scenario, side, int(number), int(rounds))
    result = asyncio.run(fire(scenario, shots, int(port), float(seconds)))
    sys.stdout.write(result.as_json() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
