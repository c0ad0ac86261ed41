"""Writes the tables of this folder with pandas and pyarrow: python3.11 make_with_pandas.py, in this folder. See README.md."""
import datetime as dt
import decimal
import uuid

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq

ROWS = 40


def hourly():
    """Two series of hours in Berlin over the end of summer time, with values that are not easy to write."""
    moments = pd.date_range("2024-10-26T12:00:00Z", periods=ROWS, freq="h").tz_convert("Europe/Berlin")
    rng = np.random.default_rng(20)
    frames = []
    for store in ["Ä-1", "north, 2"]:
        y = rng.normal(100, 30, ROWS)
        y[:6] = [0.1 + 0.2, 1e-300, -0.0, 12345678.000000001, 1234, 5e-324]
        y[10] = np.nan
        frames.append(pd.DataFrame({
            "store": store, "ts": moments, "y": y, "price": np.round(rng.normal(9, 1, ROWS), 2),
            "week": rng.integers(-5, 5, ROWS), "kind": [["a", "b", None][i % 3] for i in range(ROWS)]}))
    return pd.concat(frames, ignore_index=True)


def cell(value):
    if value is None or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, pd.Timestamp):
        zone = f"[{value.tz}]" if value.tz else ""
        return value.isoformat() + zone
    if isinstance(value, float):
        return repr(value)
    text = str(value)
    return f'"{text}"' if "," in text else text


def write_csv(frame, name):
    with open(name, "w", encoding="utf-8", newline="\n") as file:
        file.write(",".join(frame.columns) + "\n")
        for row in frame.itertuples(index=False):
            file.write(",".join(cell(value) for value in row) + "\n")


frame = hourly()
write_csv(frame, "hourly.csv")
table = pa.Table.from_pandas(frame)
frame.to_parquet("hourly-pandas.parquet")
plain = table.set_column(1, "ts", table["ts"].cast(pa.timestamp("us", "Europe/Berlin")))
small = {"row_group_size": 25, "data_page_size": 128, "write_batch_size": 7}
pq.write_table(plain, "hourly-gzip-v2.parquet", compression="gzip", data_page_version="2.0", **small)
pq.write_table(plain, "hourly-brotli.parquet", compression="brotli", **small)
pq.write_table(plain, "hourly-lz4.parquet", compression="lz4", **small)
pq.write_table(plain, "hourly-none.parquet", compression="none", use_dictionary=False, **small)
pq.write_table(plain, "hourly-delta.parquet", compression="zstd", use_dictionary=False, data_page_version="2.0", column_encoding={
    "store": "DELTA_BYTE_ARRAY", "ts": "DELTA_BINARY_PACKED", "y": "BYTE_STREAM_SPLIT", "price": "PLAIN",
    "week": "DELTA_BINARY_PACKED", "kind": "DELTA_LENGTH_BYTE_ARRAY"})
coded = plain.set_column(0, "store", plain["store"].dictionary_encode())
feather.write_feather(frame, "hourly-pandas.feather")
feather.write_feather(coded, "hourly-zstd.feather", compression="zstd", chunksize=13)
view = plain.set_column(0, "store", plain["store"].cast(pa.string_view())).set_column(5, "kind", plain["kind"].cast(pa.large_string()))
nested = view.append_column("tags", pa.array([[1, 2]] * len(view))).append_column("point", pa.array([{"a": 1}] * len(view)))
nested = nested.select(["tags", "store", "point", "ts", "y", "price", "week", "kind"])
with pa.OSFile("hourly.arrows", "wb") as sink, pa.ipc.new_stream(sink, nested.schema) as writer:
    writer.write_table(nested, max_chunksize=17)
delta = pa.schema([(f.name, pa.dictionary(pa.int8(), pa.string())) if f.name == "store" else f for f in plain.schema])
parts = [plain.slice(0, 20), plain.slice(20, 30), plain.slice(50)]
growing = pa.array(["Ä-1", "north, 2"])
with pa.OSFile("hourly-delta.arrows", "wb") as sink, pa.ipc.new_stream(sink, delta, options=pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)) as writer:
    for part in parts:
        known = growing.slice(0, 1) if part["store"].to_pylist()[-1] == "Ä-1" else growing
        codes = pa.array([known.to_pylist().index(s) for s in part["store"].to_pylist()], pa.int8())
        batch = pa.table([pa.DictionaryArray.from_arrays(codes, known)] + [part[n] for n in part.column_names[1:]], schema=delta)
        writer.write_table(batch)

days = pd.date_range("2024-01-01", periods=20, name=None)
daily = pd.DataFrame({"y": np.arange(20) * 1.5, "x": np.arange(20, dtype=np.int32) ** 2}, index=days)
daily.to_parquet("daily-index.parquet")
feather.write_feather(pa.Table.from_pandas(daily), "daily-index.feather", compression="uncompressed")
daily[daily.y > 3].reset_index().rename(columns={"index": "ds"}).iloc[[3, 5, 7, 8, 9, 11]].to_parquet("daily-filtered.parquet")
with open("daily.csv", "w", newline="\n") as file:
    file.write("index,y,x\n" + "".join(f"{d.date()},{float(y)!r},{x}\n" for d, y, x in zip(days, daily.y, daily.x)))

N = 6
date = [dt.date(2024, 1, 1 + i) for i in range(N)]
at = [dt.datetime(2024, 1, 1 + i, 6, 30, 0, 250000) for i in range(N)]
types = pa.table({
    "ds": pa.array(date, pa.date32()),
    "date64": pa.array(date, pa.date64()),
    "s": pa.array(at, pa.timestamp("us")).cast(pa.timestamp("s"), safe=False),
    "ms": pa.array(at, pa.timestamp("ms")),
    "ns": pa.array(at, pa.timestamp("ns")),
    "utc": pa.array(at, pa.timestamp("us", "UTC")),
    "offset": pa.array(at, pa.timestamp("ms", "+05:30")),
    "t32": pa.array([a.time() for a in at], pa.time32("ms")),
    "t64": pa.array([a.time() for a in at], pa.time64("ns")),
    "i8": pa.array([-128, 127, 0, None, 5, 6], pa.int8()),
    "u8": pa.array([0, 255, 1, None, 5, 6], pa.uint8()),
    "i16": pa.array([-32768, 32767, 0, None, 5, 6], pa.int16()),
    "u16": pa.array([0, 65535, 1, None, 5, 6], pa.uint16()),
    "u32": pa.array([0, 2**32 - 1, 1, None, 5, 6], pa.uint32()),
    "i64": pa.array([2**53 + 1] * 3 + [2**53 + 2] * 3, pa.int64()),
    "u64": pa.array([2**64 - 1] * 3 + [2**64 - 2] * 3, pa.uint64()),
    "f16": pa.array(np.array([0.1, -2, 3, 4, 5, 6], np.float16)),
    "f32": pa.array([0.1, -2.5, None, 16777217.0, 3.4e38, 6], pa.float32()),
    "d9": pa.array([decimal.Decimal("-1.50"), decimal.Decimal("0.01"), None] + [decimal.Decimal(3)] * 3, pa.decimal128(9, 2)),
    "d38": pa.array([decimal.Decimal("12345678901234567890.123456789012345678")] * N, pa.decimal128(38, 18)),
    "d256": pa.array([decimal.Decimal("-99999999999999999999.5")] * N, pa.decimal256(60, 1)),
    "truth": pa.array([True, False, None, True, True, False]),
    "cat": pa.array(["x", "y", None, "x", "y", "x"]).dictionary_encode(),
    "large": pa.array(["x", "y", None, "", "ü", "x"], pa.large_string()),
    "none": pa.nulls(N),
    "bytes": pa.array([b"\x00\xff"] * N, pa.binary()),
    "took": pa.array([dt.timedelta(seconds=1)] * N, pa.duration("us")),
    "list": pa.array([[1], [], None, [1, 2], [3], [4]]),
    "struct": pa.array([{"a": 1, "b": [1]}] * N),
    "map": pa.array([[("k", 1)]] * N, pa.map_(pa.string(), pa.int64())),
    "last": pa.array([1.0, 2, 3, 4, 5, float("nan")]),
})
pq.write_table(types, "types.parquet", store_decimal_as_integer=True)
pq.write_table(types.drop(["ns", "t64"]), "types-old.parquet", version="1.0", use_deprecated_int96_timestamps=True)
feather.write_feather(types, "types.feather")
fine = pa.table({"ds": pa.array([1_700_000_000_123_456_789 + i for i in range(N)], pa.timestamp("ns")), "y": pa.array(range(N))})
pq.write_table(fine, "nanoseconds.parquet")
