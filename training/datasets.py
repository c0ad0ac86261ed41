"""Series of the sets that errors are measured on. None of them is ever trained on.

DATA_ROOT names their folder: SET/series.csv.gz with the columns series_id, group, period, start, split (train or test), values (separated by blanks)."""

import csv
import datetime
import gzip
import math
import os
import random
from typing import NamedTuple

ROOT = os.environ.get("DATA_ROOT", "data")

FREQUENCIES = {
    "yearly": "YS", "quarterly": "QS", "monthly": "MS", "weekly": "W", "daily": "D", "other": "D", "hourly": "h", "load": "h", "temp": "h", "wind": "h",
}

TEST = {"m3": None, "tourism": None, "m4_weekly": None, "m4_hourly": 150, "aus_retail": None, "hourly": None}
"""The sets whose test parts are measured, and how many series at most."""

VALIDATION = {
    "m3": 120, "tourism": 120, "m4_weekly": 120, "m4_hourly": 60, "aus_retail": 60, "hourly": 20, "pbs": 80, "weekly_misc": 38, "livestock": 54, "daily_web": 52,
}
"""The sets whose training parts are cut for choices, and how many series of each group at most."""


class Case(NamedTuple):
    """A history and what followed it."""

    id: str
    group: str
    period: int
    history: list
    future: list


def read(name):
    """The training and the test part of each series without missing values: id to (group, period, training, test)."""
    parts = {}
    with gzip.open(os.path.join(ROOT, name, "series.csv.gz"), "rt") as file:
        for row in csv.DictReader(file):
            values = [math.nan if text in ("NA", "NaN") else float(text) for text in row["values"].split()]
            parts.setdefault(row["series_id"], {})[row["split"]] = (row["group"], int(float(row["period"])), values)
    series = {}
    for key, part in parts.items():
        if "train" in part and "test" in part and not any(math.isnan(value) for value in part["train"][2] + part["test"][2]):
            group, period, training = part["train"]
            series[key] = (group, period, training, part["test"][2])
    return series


def test_cases(name):
    """The training part as history, the test part as future."""
    series = read(name)
    keys = list(series)
    limit = TEST.get(name)
    if limit and len(keys) > limit:
        random.Random(1).shuffle(keys)
        keys = sorted(keys[:limit])
    return [Case(key, *series[key]) for key in keys]


def validation_cases(name):
    """The training part without its end as history, the end as future: as many steps as the test part has. Some series of each group, drawn with a seed."""
    groups = {}
    series = read(name)
    for key in series:
        groups.setdefault(series[key][0], []).append(key)
    cases = []
    for _, keys in sorted(groups.items()):
        random.Random(7).shuffle(keys)
        chosen = []
        for key in keys:
            group, period, training, test = series[key]
            steps = len(test)
            if len(training) - steps >= max(8, period + 1):
                chosen.append(Case(key, group, period, training[:-steps], training[-steps:]))
            if len(chosen) >= VALIDATION[name]:
                break
        cases += chosen
    return cases


def cases_of(part, name):
    """The cases of a set. part: test or val."""
    return test_cases(name) if part == "test" else validation_cases(name)


def sets_of(part):
    """The sets of a part."""
    return list(TEST if part == "test" else VALIDATION)


def by_group(cases):
    """The cases that can be forecast together: same group, period and number of steps."""
    groups = {}
    for case in cases:
        groups.setdefault((case.group, case.period, len(case.future)), []).append(case)
    return sorted(groups.items())


def timestamps(frequency, count):
    """Regular time stamps; which year they begin in does not matter to any model here."""
    months = {"YS": 12, "QS": 3, "MS": 1}.get(frequency)
    if months:
        return [f"{1900 + step * months // 12:04d}-{step * months % 12 + 1:02d}-01" for step in range(count)]
    unit = {"W": datetime.timedelta(7), "D": datetime.timedelta(1), "h": datetime.timedelta(hours=1)}[frequency]
    return [(datetime.datetime(2000, 1, 2) + step * unit).isoformat() for step in range(count)]


def wire_series(case):
    """The history of a case as the program's API takes it."""
    frequency = FREQUENCIES[case.group]
    return {"id": case.id, "freq": frequency, "timestamps": timestamps(frequency, len(case.history)), "target": case.history}
