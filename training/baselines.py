"""Writes forecasts of models of the program, which evaluate.py puts beside the network's: baselines.py URL PART MODEL SET… -> cache/PART_SET_MODEL.json"""

import argparse
import json
import os

import daemon
import datasets


def main():
    """Asks for what is not there yet."""
    words = argparse.ArgumentParser(description="Writes forecasts of models of the program to cache/.")
    words.add_argument("url", help="the daemon, http://127.0.0.1:11434")
    words.add_argument("part", choices=["test", "val"])
    words.add_argument("model", help="auto, theta, …")
    words.add_argument("sets", nargs="+")
    asked = words.parse_args()
    os.makedirs("cache", exist_ok=True)
    for name in asked.sets:
        path = f"cache/{asked.part}_{name}_{asked.model}.json"
        if not os.path.exists(path):
            answers = ask(asked.url, asked.model, datasets.cases_of(asked.part, name))
            with open(path, "w") as file:
                json.dump(answers, file)
            print(asked.part, name, asked.model, len(answers), flush=True)


def ask(url, model, cases):
    """Mean, quantiles and seconds of each case by its id."""
    answers = {}
    for (group, period, steps), members in datasets.by_group(cases):
        size = 10 if group in ("load", "temp", "wind") else 50
        for first in range(0, len(members), size):
            chosen = members[first:first + size]
            forecasts, seconds = daemon.forecast(url, model, chosen, steps, {"season_length": period})
            for one in forecasts:
                answers[one["id"]] = {"mean": one["mean"], "quantiles": one["quantiles"], "seconds": seconds / len(chosen)}
    return answers


if __name__ == "__main__":
    main()
