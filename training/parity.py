"""The largest difference between the program's forecasts and the makers' package: parity.py FOLDER MODEL URL, where MODEL is FOLDER as the daemon has it"""

import sys

import numpy as np
import torch

import daemon
import datasets
from network import ChronosBoltModelForForecasting, ChronosBoltPipeline

CASES = [("m3", "monthly", 18), ("m3", "yearly", 6), ("m4_hourly", "hourly", 48), ("tourism", "quarterly", 8), ("m3", "monthly", 100)]

SERIES = 20


def main():
    """Prints the largest difference for each kind of series, in standard deviations of the series."""
    folder, model, url = sys.argv[1:4]
    torch.set_num_threads(1)
    pipeline = ChronosBoltPipeline(ChronosBoltModelForForecasting.from_pretrained(folder).eval())
    for name, group, steps in CASES:
        cases = [case for case in datasets.test_cases(name) if case.group == group][:SERIES]
        forecasts, seconds = daemon.forecast(url, model, cases, steps)
        largest = 0
        for case, ours in zip(cases, forecasts):
            theirs = np.sort(pipeline.predict([torch.tensor(case.history, dtype=torch.float32)], prediction_length=steps)[0].numpy(), 0)
            for level, row in (("0.1", 0), ("0.5", 4), ("0.9", 8)):
                largest = max(largest, np.abs(np.array(ours["quantiles"][level]) - theirs[row]).max() / np.std(case.history))
        print(name, group, steps, f"largest difference {largest:.2e} standard deviations, {seconds / len(cases) * 1000:.1f} ms a series", flush=True)


if __name__ == "__main__":
    main()
