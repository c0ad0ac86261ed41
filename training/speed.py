"""Milliseconds a series of models of a daemon, one request of 50 or 100 series, the best of three warm calls: speed.py URL MODEL…"""

import sys

import daemon
import datasets

CASES = [("m3", "monthly", 100, 18), ("m3", "yearly", 100, 6), ("m4_hourly", "hourly", 50, 48)]

CALLS = 4


def main():
    """Prints a line for each kind of series and model."""
    url = sys.argv[1]
    for name, group, count, steps in CASES:
        cases = [case for case in datasets.test_cases(name) if case.group == group][:count]
        for model in sys.argv[2:]:
            options = {"season_length": cases[0].period} if model == "auto" else None
            seconds = [daemon.forecast(url, model, cases, steps, options)[1] / count * 1000 for _ in range(CALLS)]
            print(name, group, model, f"{min(seconds[1:]):.2f} ms a series (first call {seconds[0]:.2f})", flush=True)


if __name__ == "__main__":
    main()
