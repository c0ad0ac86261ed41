"""The errors of a network beside the program's models, and of their weighted means: evaluate.py FOLDER test|val [--only SET,…] [--json FILE]

Needs what baselines.py writes for auto, and takes theta where it is there. For each group of each set: MASE and sMAPE of the seasonal naive forecast,
theta, auto, the network, and (1 - w) auto + w network; the paired difference of the last to auto with its standard error; coverage of the interval of 80 %."""

import argparse
import json
import os
import time

import numpy as np
import torch

import datasets
import metrics
from network import ChronosBoltModelForForecasting, forecast

WEIGHTS = (0.5, 0.3, 0.2)


def main():
    """Prints a line for each group and the means over sets."""
    words = argparse.ArgumentParser(description="Errors of a network beside the program's models.")
    words.add_argument("folder", help="config.json and model.safetensors")
    words.add_argument("part", choices=["test", "val"])
    words.add_argument("--only", help="these sets, separated by commas")
    words.add_argument("--json", help="where to write all numbers")
    words.add_argument("--threads", type=int, default=1)
    asked = words.parse_args()
    torch.set_num_threads(asked.threads)
    model = ChronosBoltModelForForecasting.from_pretrained(asked.folder).eval()
    table, means = {}, []
    for name in asked.only.split(",") if asked.only else datasets.sets_of(asked.part):
        groups = errors_of(model, asked.part, name)
        for group, errors in groups.items():
            table[f"{name}/{group}"] = summary(errors)
        every = [error for errors in groups.values() for error in errors]
        if len(groups) > 1:
            table[f"{name}/ALL"] = summary(every)
        means.append({key: np.nanmean([error[key] for error in every]) for key in every[0]})
        for label in [label for label in table if label.startswith(name + "/")]:
            print(line(label, table[label]), flush=True)
    names = [key.removeprefix("mase_") for key in means[0] if key.startswith("mase_")]
    ratios = {key: round(float(np.mean([mean[f"mase_{key}"] / mean["mase_auto"] for mean in means])), 4) for key in names}
    print("mean over the sets of MASE / MASE of auto:", ratios)
    if asked.json:
        with open(asked.json, "w") as file:
            json.dump(table, file, indent=1)


def errors_of(model, part, name):
    """The errors of each case of a set, by group."""
    baselines = {}
    for other in ("auto", "theta"):
        path = f"cache/{part}_{name}_{other}.json"
        if os.path.exists(path):
            with open(path) as file:
                baselines[other] = json.load(file)
    groups = {}
    for (group, period, steps), members in datasets.by_group(datasets.cases_of(part, name)):
        begun = time.monotonic()
        answers = forecast(model, [case.history for case in members], steps)
        milliseconds = (time.monotonic() - begun) / len(members) * 1000
        for case, answer in zip(members, answers):
            error = errors_of_case(case, period, steps, np.sort(answer, 0), {key: answers[case.id] for key, answers in baselines.items()})
            groups.setdefault(group, []).append({"milliseconds": milliseconds, **error})
    return groups


def errors_of_case(case, period, steps, answer, others):
    """sMAPE, MASE and coverage of one case."""
    actual = np.array(case.future)
    network = answer[4]
    forecasts = {"snaive": metrics.seasonal_naive(case.history, steps, period), "network": network}
    forecasts |= {key: np.array(other["mean"]) for key, other in others.items()}
    forecasts |= {f"mix{weight}": (1 - weight) * forecasts["auto"] + weight * network for weight in WEIGHTS}
    low, high = (np.array(others["auto"]["quantiles"][level]) for level in ("0.1", "0.9"))
    errors = {"cover_auto": np.mean((low <= actual) & (actual <= high)), "cover_network": np.mean((answer[0] <= actual) & (actual <= answer[8]))}
    for key, values in forecasts.items():
        errors[f"smape_{key}"] = metrics.smape(actual, values)
        errors[f"mase_{key}"] = metrics.mase(case.history, actual, values, period)
    return errors


def summary(errors):
    """Means over cases, and paired differences to auto with their standard errors."""
    columns = {key: np.array([error[key] for error in errors], float) for key in errors[0]}
    out = {"n": len(errors)} | {key: float(np.nanmean(column)) for key, column in columns.items()}
    for weight in WEIGHTS:
        for score in ("mase", "smape"):
            difference = columns[f"{score}_mix{weight}"] - columns[f"{score}_auto"]
            difference = difference[np.isfinite(difference)]
            out[f"{score}_difference{weight}"] = float(difference.mean())
            out[f"{score}_error{weight}"] = float(difference.std(ddof=1) / np.sqrt(len(difference)))
    return out


def line(label, row):
    """A line for people."""
    mixes = " ".join(f"{weight}: {row[f'mase_mix{weight}']:.4f} ({row[f'mase_difference{weight}']:+.4f} ± {row[f'mase_error{weight}']:.4f})" for weight in WEIGHTS)
    return (
        f"{label:22s} n={row['n']:5d} MASE snaive {row['mase_snaive']:.3f} theta {row.get('mase_theta', np.nan):.3f} auto {row['mase_auto']:.4f} "
        f"network {row['mase_network']:.4f} | {mixes} | sMAPE auto {row['smape_auto']:.3f} network {row['smape_network']:.3f} "
        f"| covered auto {row['cover_auto']:.3f} network {row['cover_network']:.3f} | {row['milliseconds']:.1f} ms")


if __name__ == "__main__":
    main()
