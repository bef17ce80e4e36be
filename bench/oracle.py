"""Random deadlines against the oracle of the tests, which walks minute by minute and shares no code with the engine."""

import json
import sys

from tests.sla import oracle

KABAR = 50_000  # cases between two words on how far it is


def main(arguments: list[str]) -> int:
    """`python -m bench.inside oracle SEED COUNT` prints one line of JSON; differences and progress go to stderr."""
    seed, count = int(arguments[0]), int(arguments[1])
    berbeda = 0
    for n, case in enumerate(oracle.cases(seed, count), start=1):
        if difference := oracle.compare(case):
            berbeda += 1
            sys.stderr.write(f"{difference}\n")
        if n % KABAR == 0:
            sys.stderr.write(f"  {n} dari {count}, {berbeda} berbeda\n")
    sys.stdout.write(json.dumps({"berbeda": berbeda}) + "\n")
    return 0
