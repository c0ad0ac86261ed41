"""Writes generated series: python -m generator PREFIX COUNT SEED [--long] -> PREFIX_REGIME.npy, float32, a row a series."""

import argparse
import time

import numpy as np

from . import LONG_REGIMES, REGIMES, generate

BATCH = 512  # series with one seasonal period


def main():
    """Writes a file for each regime."""
    words = argparse.ArgumentParser(prog="python -m generator", description="Writes generated series, a file for each regime.")
    words.add_argument("prefix", help="where to: PREFIX_yearly.npy, PREFIX_quarterly.npy, …")
    words.add_argument("count", type=int, help="how many series in all; each regime has its share")
    words.add_argument("seed", type=int, help="the same seed gives the same series on the same machine and version of numpy")
    words.add_argument("--long", action="store_true", help="monthly series of 576 values, seasons that are stronger and steadier")
    asked = words.parse_args()
    rng = np.random.default_rng(asked.seed)
    begun = time.monotonic()
    for regime in (LONG_REGIMES if asked.long else REGIMES).values():
        count = int(asked.count * regime.share)
        rows = np.lib.format.open_memmap(f"{asked.prefix}_{regime.name}.npy", "w+", np.float32, (count, regime.length))
        for first in range(0, count, BATCH):
            rows[first:first + BATCH] = generate(regime, min(BATCH, count - first), rng)
        rows.flush()
        print(regime.name, count, f"{time.monotonic() - begun:.1f} s", flush=True)


if __name__ == "__main__":
    main()
