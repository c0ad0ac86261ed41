"""tollama for Python: one file that needs nothing but the standard library. Copy it beside your program.

    import tollama

    client = tollama.Tollama()                          # http://localhost:11434, or TOLLAMA_HOST
    table = client.forecast("sales.csv", horizon=12, level=[80, 95])
    table["mean"]                                       # a list of numbers; table is a mapping of columns

    frame = client.forecast(pandas_frame, horizon=12)   # a DataFrame in, a DataFrame out
    client.backtest(pandas_frame, ["auto", "theta"], horizon=12).best
    client.anomalies(pandas_frame, level=99)

Data may be the path of a file (CSV, Parquet, Excel, JSON), a DataFrame of pandas or polars, a mapping of columns, or a list of numbers (one series).
Further keyword arguments are fields of the request, as docs/api.md lists them: ``freq="MS"``, ``gap=2``, ``timezone="Europe/Berlin"``, ``options={"season_length": 12}``.
What the daemon warns of is a Python warning (``TollamaWarning``), and so is each series that could not be forecast; an error is a ``TollamaError``.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import math
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, Mapping, Optional, Sequence, Union

__all__ = ["Anomalies", "Backtest", "Table", "Tollama", "TollamaError", "TollamaWarning"]

Progress = Callable[[str, Optional[int], Optional[int]], None]
"""Is told what happens, how many pieces of work are done, and how many there are."""

_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".parquet": "application/vnd.apache.parquet",
    ".pq": "application/vnd.apache.parquet",
    ".arrow": "application/vnd.apache.arrow.file",
    ".feather": "application/vnd.apache.arrow.file",
    ".arrows": "application/vnd.apache.arrow.stream",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".ndjson": "application/x-ndjson",
}


class TollamaWarning(UserWarning):
    """What the daemon repaired, assumed or left out, and each series that it could not answer."""


class TollamaError(Exception):
    """A request that failed. ``str(error)`` is the daemon's sentence, with what helps behind it."""

    def __init__(self, message: str, status: Optional[int] = None, code: Optional[str] = None, hint: Optional[str] = None) -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.status = status
        """The HTTP status; None where no answer came."""
        self.code = code
        """The daemon's code of the error: ``INVALID_REQUEST``."""
        self.hint = hint
        """What helps; None where nothing is known to."""


class Table(Mapping[str, list]):
    """Columns of equal length, by name."""

    def __init__(self, columns: Mapping[str, Sequence[Any]], answer: Optional[Mapping[str, Any]] = None) -> None:
        self._columns = {name: list(values) for name, values in columns.items()}
        self.answer = answer or {}
        """The daemon's whole answer."""

    def __getitem__(self, name: str) -> list:
        return self._columns[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def rows(self) -> list[dict[str, Any]]:
        """The rows, each by column."""
        names = list(self._columns)
        return [dict(zip(names, row)) for row in zip(*self._columns.values())]

    def to_csv(self, path: Union[str, os.PathLike[str]]) -> None:
        """Writes the table as a CSV file."""
        with open(path, "w", newline="", encoding="utf-8") as file:
            file.write(_csv_of(self._columns))

    def to_pandas(self) -> Any:
        """The table as a DataFrame of pandas, its column of times as time stamps."""
        import pandas  # noqa: PLC0415  only who asks for it needs it

        return _frame(pandas.DataFrame, self._columns)

    def __repr__(self) -> str:
        return f"Table({', '.join(self._columns)}; {len(next(iter(self._columns.values()), []))} rows)"


@dataclass(frozen=True)
class Backtest:
    """How good models were on windows at the end of the data."""

    best: Optional[str]
    """The model with the lowest error; None when none can be told."""
    table: Any
    """A row a model, the best first: a Table, or a DataFrame where one was sent."""
    by: Any
    """The rows about parts that were asked for with ``by``."""
    forecasts: Any
    """The forecasts of all windows, when asked for with ``include="forecasts"``: model, unique_id, cutoff, ds, y, mean and a column a level."""
    recommendation: Optional[str]
    """What the numbers carry, in a sentence."""
    answer: Mapping[str, Any] = field(repr=False, default_factory=dict)
    """The daemon's whole answer."""


@dataclass(frozen=True)
class Anomalies:
    """Values outside the interval in which they were expected."""

    table: Any
    """A row a finding: unique_id, ds, index, y, expected, low, high, score."""
    checked: int
    """How many values were compared with an interval."""
    answer: Mapping[str, Any] = field(repr=False, default_factory=dict)
    """The daemon's whole answer."""


class Tollama:
    """A client of a tollama daemon. One client may be used from many threads."""

    def __init__(self, base_url: Optional[str] = None, api_key: Optional[str] = None, timeout: float = 600.0, retries: int = 3) -> None:
        """
        :param base_url: where the daemon listens; by default TOLLAMA_HOST, else http://localhost:11434
        :param api_key: a key, where the daemon asks for one; by default TOLLAMA_API_KEY
        :param timeout: seconds without a byte from the daemon after which a request is given up
        :param retries: how often a request is sent again that the daemon was too busy for
        """
        host = base_url or os.environ.get("TOLLAMA_HOST") or "http://localhost:11434"
        self.base_url = (host if "://" in host else f"http://{host}").rstrip("/")
        self._key = api_key or os.environ.get("TOLLAMA_API_KEY")
        self._timeout = timeout
        self._retries = retries

    def forecast(
        self,
        data: Any,
        model: str = "auto",
        horizon: Optional[int] = None,
        *,
        level: Union[None, float, Sequence[float]] = None,
        quantiles: Optional[Sequence[float]] = None,
        progress: Optional[Progress] = None,
        **fields: Any,
    ) -> Any:
        """Forecasts each series of the data.

        :param horizon: steps to forecast; by default as many as the frequency suggests
        :param level: central intervals in percent: 80, or [80, 95]; gives the columns ``lo-80`` and ``hi-80``
        :param quantiles: levels in (0, 1); gives the columns ``q0.1``
        :returns: a Table, or a DataFrame where one was sent: ``unique_id`` (or the id columns), the time column, ``mean``, and the levels
        """
        levels = _levels(level)
        asked = sorted({*(quantiles or []), *(edge for pair in levels.values() for edge in pair)})
        answer = self._run("forecast", data, {"model": model, "horizon": horizon, "quantiles": asked or None, **fields}, progress)
        columns = _Columns(_column_name(fields.get("time")))
        for one in answer["forecasts"]:
            stamps = one.get("timestamps") or list(range(1, len(one["mean"]) + 1))
            named = {_float(key): values for key, values in (one.get("quantiles") or {}).items()}
            values: dict[str, Sequence[Any]] = {"mean": one["mean"]}
            for text, (low, high) in levels.items():
                values[f"lo-{text}"], values[f"hi-{text}"] = named[low], named[high]
            for quantile in quantiles or []:
                values[f"q{_text(quantile)}"] = named[round(quantile, 12)]
            columns.add(one, stamps, values)
        return _like(data, columns.all, answer)

    def backtest(
        self,
        data: Any,
        models: Union[None, str, Sequence[str]] = None,
        horizon: Optional[int] = None,
        *,
        windows: Optional[int] = None,
        step: Optional[int] = None,
        progress: Optional[Progress] = None,
        **fields: Any,
    ) -> Backtest:
        """Measures models on windows at the end of the data, of which they see nothing; without ``models`` the daemon picks candidates."""
        names = [models] if isinstance(models, str) else models
        answer = self._run("backtest", data, {"models": names, "horizon": horizon, "windows": windows, "step": step, **fields}, progress)
        windows_of = _Columns("ds")
        for one in answer.get("forecasts") or []:
            length = len(one["mean"])
            stamps = one.get("timestamps") or list(range(1, length + 1))
            values = {"model": [one["model"]] * length, "cutoff": [one.get("cutoff")] * length, "y": one["actual"], "mean": one["mean"]}
            values.update({f"q{key}": numbers for key, numbers in (one.get("quantiles") or {}).items()})
            windows_of.add(one, stamps, values)
        return Backtest(
            best=answer.get("best"),
            table=_like(data, _from_rows(answer["table"]), answer),
            by=_like(data, _from_rows(answer["by"]), answer) if answer.get("by") else None,
            forecasts=_like(data, windows_of.all, answer) if answer.get("forecasts") else None,
            recommendation=answer.get("recommendation"),
            answer=answer,
        )

    def anomalies(
        self,
        data: Any,
        *,
        level: Optional[float] = None,
        last: Optional[int] = None,
        model: Optional[str] = None,
        progress: Optional[Progress] = None,
        **fields: Any,
    ) -> Anomalies:
        """Finds values outside the interval in which they were expected; with ``last`` only among so many values at the end of each series."""
        answer = self._run("anomalies", data, {"model": model, "level": level, "last": last, **fields}, progress)
        names = {"id": "unique_id", "timestamp": "ds", "value": "y"}
        rows = [{names.get(key, key): value for key, value in one.items()} for one in answer["anomalies"]]
        usual = ["unique_id", "ds", "index", "y", "expected", "low", "high", "score"]
        columns = {name: [row.get(name) for row in rows] for name in usual if name != "ds" or not rows or any("ds" in row for row in rows)}
        return Anomalies(table=_like(data, columns, answer), checked=answer["checked"], answer=answer)

    def impute(self, data: Any, **fields: Any) -> Any:
        """Fills missing values. Gives ``unique_id`` (or the id columns), the time column, ``y``, ``filled``, and ``low`` and ``high`` where a value was filled."""
        answer = self._run("impute", data, fields, progress=None)
        columns = _Columns(_column_name(fields.get("time")))
        for one in answer["series"]:
            filled = {item["index"]: item for item in one["filled"]}
            positions = range(len(one["values"]))
            columns.add(one, one.get("timestamps") or list(positions), {
                "y": one["values"],
                "filled": [index in filled for index in positions],
                "low": [filled[index]["low"] if index in filled else None for index in positions],
                "high": [filled[index]["high"] if index in filled else None for index in positions],
            })
        return _like(data, columns.all, answer)

    def inspect(self, data: Any, **fields: Any) -> dict[str, Any]:
        """Says how the data are understood: columns, series, frequency."""
        return self._run("inspect", data, fields, progress=None)

    def models(self) -> list[str]:
        """The names of the installed models."""
        return [entry["name"] for entry in self._json("GET", "/api/tags")["models"]]

    def pull(self, model: str, *, accept_license: bool = False, progress: Optional[Progress] = None) -> None:
        """Installs a model; what is there already is not loaded again."""
        body = {"model": model, "accept_license": accept_license, "stream": True}
        for line in self._lines("POST", "/api/pull", json.dumps(body).encode(), "application/json"):
            _raise_if_error(line)
            if progress:
                progress(line.get("status", ""), line.get("completed"), line.get("total"))

    def _run(self, operation: str, data: Any, fields: Mapping[str, Any], progress: Optional[Progress]) -> dict[str, Any]:
        said = {name: value for name, value in fields.items() if value is not None}
        body, kind, query = _content(data, said, operation)
        streams = progress is not None and operation in ("forecast", "backtest", "anomalies")
        if kind == "application/json" and isinstance(body, dict):
            body.update({"stream": streams} if operation != "inspect" else {})
            content, path = json.dumps(body, allow_nan=True).encode(), f"/api/{operation}"
        else:
            if operation != "inspect":
                query["stream"] = "true" if streams else "false"
            content, path = body, f"/api/{operation}?{urllib.parse.urlencode(query)}"
        if not streams:
            return self._told(self._json("POST", path, content, kind))
        for line in self._lines("POST", path, content, kind):
            _raise_if_error(line)
            if line.get("done"):
                return self._told(line["response"])
            progress(line.get("status", ""), line.get("completed"), line.get("total"))  # type: ignore[misc]
        raise TollamaError("the daemon's answer ended before its last line")

    @staticmethod
    def _told(answer: dict[str, Any]) -> dict[str, Any]:
        for sentence in answer.get("warnings") or []:
            warnings.warn(sentence, TollamaWarning, stacklevel=4)
        for failed in answer.get("errors") or []:
            if "message" in failed:
                warnings.warn(f"series '{failed.get('id', '')}': {failed['message']}", TollamaWarning, stacklevel=4)
        return answer

    def _json(self, method: str, path: str, body: Optional[bytes] = None, kind: str = "application/json") -> dict[str, Any]:
        with self._open(method, path, body, kind) as reply:
            return json.load(reply)

    def _lines(self, method: str, path: str, body: Optional[bytes], kind: str) -> Iterator[dict[str, Any]]:
        with self._open(method, path, body, kind) as reply:
            for line in reply:
                if line.strip():
                    yield json.loads(line)

    def _open(self, method: str, path: str, body: Optional[bytes], kind: str) -> Any:
        headers = {"Content-Type": kind, "Accept": "application/json, application/x-ndjson"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        for attempt in range(self._retries + 1):
            request = urllib.request.Request(self.base_url + path, data=body, method=method, headers=headers)
            try:
                return urllib.request.urlopen(request, timeout=self._timeout)
            except urllib.error.HTTPError as error:
                if error.code != 503 or attempt == self._retries:
                    raise _error_of(error) from None
                time.sleep(_float(error.headers.get("Retry-After") or "1"))
            except (urllib.error.URLError, TimeoutError) as error:
                reason = getattr(error, "reason", error)
                raise TollamaError(f"no answer from {self.base_url}: {reason}", hint="'tollama serve' starts the daemon") from error
        raise AssertionError("the last attempt returns or raises")


class _Columns:
    """Collects rows of several series in columns; a series that lacks a column has None in it."""

    def __init__(self, time_name: str) -> None:
        self._time = time_name
        self._rows = 0
        self.all: dict[str, list[Any]] = {}

    def add(self, series: Mapping[str, Any], stamps: Sequence[Any], values: Mapping[str, Sequence[Any]]) -> None:
        names: Mapping[str, Any] = series.get("keys") or {"unique_id": series["id"]}
        count = len(stamps)
        rows: dict[str, Sequence[Any]] = {name: [cell] * count for name, cell in names.items()}
        rows[self._time] = stamps
        rows.update(values)
        for name, column in rows.items():
            self.all.setdefault(name, [None] * self._rows).extend(column)
        self._rows += count
        for column in self.all.values():
            column.extend([None] * (self._rows - len(column)))


def _content(data: Any, fields: dict[str, Any], operation: str) -> tuple[Any, str, dict[str, str]]:
    """What is sent: the body, its type, and the query beside a table."""
    if isinstance(data, (str, os.PathLike)):
        path = Path(data)
        return path.read_bytes(), _TYPES.get(path.suffix.lower(), "text/csv"), _query(fields)
    columns = _columns_of(data)
    if columns is not None:
        return _csv_of(columns).encode(), "text/csv", _query(fields)
    if isinstance(data, Iterable):
        numbers = [None if _is_missing(value) else float(value) for value in data]
        return {**fields, "series": [{"id": "series_0", "target": numbers}]}, "application/json", {}
    raise TypeError(f"data of {operation} must be a path, a DataFrame, a mapping of columns or a list of numbers, not {type(data).__name__}")


def _columns_of(data: Any) -> Optional[dict[str, list[Any]]]:
    if isinstance(data, Mapping):
        return {str(name): list(values) for name, values in data.items()}
    if hasattr(data, "columns") and hasattr(data, "__getitem__"):
        return {str(name): list(data[name]) for name in data.columns}
    if hasattr(data, "index") and hasattr(data, "to_frame"):
        stamps = list(data.index)
        is_numbered = all(isinstance(stamp, int) for stamp in stamps)
        return {**({} if is_numbered else {"ds": stamps}), str(data.name or "y"): list(data)}
    return None


def _csv_of(columns: Mapping[str, Sequence[Any]]) -> str:
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the columns have different lengths: {lengths}")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([[_cell(value) for value in row] for row in zip(*columns.values())])
    return text.getvalue()


def _cell(value: Any) -> str:
    if _is_missing(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, float):
        return repr(float(value))
    return str(value)


def _is_missing(value: Any) -> bool:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    try:
        return bool(value != value)  # NaN and NaT of any library
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"  # pandas.NA has no truth value


def _query(fields: Mapping[str, Any]) -> dict[str, str]:
    query: dict[str, str] = {}
    for name, value in fields.items():
        if name == "options":
            query.update({f"option.{option}": _text(chosen) for option, chosen in value.items()})
        else:
            query[name] = _text(value)
    return query


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return ",".join(_text(item) for item in value)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _levels(level: Union[None, float, Sequence[float]]) -> dict[str, tuple[float, float]]:
    """By the text of each interval its two quantile levels."""
    asked = [] if level is None else list(level) if isinstance(level, Iterable) else [level]
    for one in asked:
        if not 0 < one < 100:
            raise ValueError(f"a level is between 0 and 100, not {one}")
    return {_text(float(one)): (round((100 - one) / 200, 12), round((100 + one) / 200, 12)) for one in asked}


def _like(data: Any, columns: Mapping[str, Sequence[Any]], answer: Mapping[str, Any]) -> Any:
    """A table of the kind that was sent."""
    kind = type(data)
    if kind.__module__.split(".")[0] not in ("pandas", "polars") or not hasattr(data, "columns"):
        return Table(columns, answer)
    frame = _frame(kind, columns)
    if hasattr(frame, "attrs"):
        frame.attrs["tollama"] = {"model": answer.get("model"), "warnings": answer.get("warnings") or [], "errors": answer.get("errors") or []}
    return frame


def _frame(kind: Any, columns: Mapping[str, Sequence[Any]]) -> Any:
    if kind.__module__.split(".")[0] != "pandas":
        return kind(dict(columns))
    import pandas  # noqa: PLC0415

    frame = kind(dict(columns))
    for name in ("ds", "cutoff"):
        if name in frame and all(isinstance(value, str) for value in frame[name]):
            try:
                frame[name] = pandas.to_datetime(frame[name])
            except (ValueError, TypeError):
                pass  # not every calendar is one of pandas
    return frame


def _from_rows(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
    return {name: [row.get(name) for row in rows] for name in names}


def _column_name(name: Any) -> str:
    return name if isinstance(name, str) else "ds"


def _float(text: Any) -> float:
    return round(float(text), 12)


def _raise_if_error(line: Mapping[str, Any]) -> None:
    if line.get("error"):
        raise TollamaError(str(line["error"]), code=line.get("code"), hint=line.get("hint"))


def _error_of(error: urllib.error.HTTPError) -> TollamaError:
    try:
        told = json.load(error)
    except ValueError:
        return TollamaError(f"the daemon answered {error.code} {error.reason}", error.code)
    return TollamaError(str(told.get("error") or error.reason), error.code, told.get("code"), told.get("hint"))
