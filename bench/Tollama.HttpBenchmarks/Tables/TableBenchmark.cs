using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>The reading of tables beside two floors of the same run: each field of the CSV as a string, and each value parsed and no more.</summary>
/// <param name="series">How many series of 730 days the tables have.</param>
/// <param name="rounds">How often each is read; the best counts.</param>
/// <param name="before">The folder of another build to compare with; empty for none.</param>
internal sealed class TableBenchmark(int series, int rounds, string before)
{
    private const double Megabyte = 1e6;

    internal string Run()
    {
        List<(string Name, Func<BenchTable, long> Read)> readers = [("strings", Strings), ("values", Values), ("tollama", Tollama)];
        if (before.Length > 0)
        {
            Func<ReadOnlyMemory<byte>, object> read = new ProgramFolder(before).TableReader();
            readers.Add(("before", table => read(table.Bytes).GetHashCode()));
        }

        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; the best of {rounds} rounds, in turns; seconds of the processor, which others on the machine hardly change; allocated megabytes");
        report.AppendLine();
        report.AppendLine("| table | MB | every field a string | values parsed | tollama | tollama / strings | allocated |" + (before.Length > 0 ? " before | tollama / before | allocated before |" : ""));
        report.AppendLine("|---|---|---|---|---|---|---|" + (before.Length > 0 ? "---|---|---|" : ""));
        foreach (BenchTable table in BenchTable.All(series))
        {
            double[] best = [.. readers.Select(_ => double.MaxValue)];
            long[] allocated = new long[readers.Count];
            for (int round = 0; round < rounds; round++)
            {
                for (int turn = 0; turn < readers.Count; turn++)
                {
                    int place = (turn + round) % readers.Count;
                    (double seconds, allocated[place]) = Measure(() => readers[place].Read(table));
                    best[place] = Math.Min(best[place], seconds);
                }
            }

            report.Append(CultureInfo.InvariantCulture, $"| {table.Name} | {table.Bytes.Length / Megabyte:0.0} | {best[0]:0.000} | {best[1]:0.000} | {best[2]:0.000} | {best[2] / best[0]:0.00} | {allocated[2] / Megabyte:0} |");
            report.AppendLine(before.Length > 0
                ? string.Create(CultureInfo.InvariantCulture, $" {best[3]:0.000} | {best[2] / best[3]:0.00} | {allocated[3] / Megabyte:0} |")
                : "");
        }

        return report.ToString();
    }

    private static (double Seconds, long Bytes) Measure(Func<long> read)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan started = Environment.CpuUsage.TotalTime;
        GC.KeepAlive(read());
        double seconds = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
        return (seconds, GC.GetTotalAllocatedBytes(precise: true) - allocated);
    }

    private static long Tollama(BenchTable table) => TableReader.Read(TableInput.Of(table.Bytes), new TableOptions()).Series.Count;

    private static long Strings(BenchTable table)
    {
        long characters = 0;
        using CsvDataReader reader = Open(table);
        while (reader.Read())
        {
            for (int field = 0; field < reader.RowFieldCount; field++)
            {
                characters += reader.GetString(field).Length;
            }
        }

        return characters;
    }

    private static long Values(BenchTable table)
    {
        double sum = 0;
        NumberFormatInfo format = new() { NumberDecimalSeparator = table.Delimiter == ';' ? "," : "." };
        using CsvDataReader reader = Open(table);
        while (reader.Read())
        {
            for (int field = reader.RowFieldCount - table.ValueColumns; field < reader.RowFieldCount; field++)
            {
                sum += double.Parse(reader.GetFieldSpan(field), NumberStyles.Float, format);
            }
        }

        return (long)sum;
    }

    private static CsvDataReader Open(BenchTable table) => CsvDataReader.Create(
        new StreamReader(new MemoryStream(table.Bytes), Encoding.UTF8), new CsvDataReaderOptions { Delimiter = table.Delimiter, HasHeaders = true });
}
