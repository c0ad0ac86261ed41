// Writes duckdb.parquet with DuckDB: npm install @duckdb/node-api, then node make_with_duckdb.mjs, in this folder. See README.md.
import { DuckDBInstance } from '@duckdb/node-api';

const database = await (await DuckDBInstance.create(':memory:')).connect();
await database.run("set timezone = 'UTC'");
await database.run(`create table t as select
  'store ' || (i % 3) as store, timestamptz '2024-03-30 00:00:00+00' + to_hours((i / 3)::int) as ts, date '2024-01-01' + (i / 3)::int as day,
  (i * 1.25 - 7)::double as y, (i / 8.0)::decimal(18, 3) as price, (i * 7)::integer as count, i % 2 = 0 as open, uuid '00112233-4455-6677-8899-aabbccddeeff' as id,
  case when i % 4 = 0 then null else i::float / 10 end as f, [i, i] as list, {'a': i} as struct
  from range(60) r(i) order by i`);
await database.run("copy t to 'duckdb.parquet' (format parquet, compression zstd)");
await database.run("copy t to 'duckdb-v2.parquet' (format parquet, parquet_version v2, row_group_size 2048)");
await database.run("copy (select store, strftime(ts, '%Y-%m-%dT%H:%M:%SZ') as ts, day, y, price, count, open, id, f from t) to 'duckdb.csv' (header)");
