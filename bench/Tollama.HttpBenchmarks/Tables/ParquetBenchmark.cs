using System.Globalization;
using System.Runtime;
using System.Text;
using Parquet;
using Parquet.Schema;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>The reading of a Parquet file of many rows, with the limits raised: rows a second of one processor, and the memory it takes.</summary>
/// <param name="rows">How many rows: of series of 10,000 hours each.</param>
/// <param name="rounds">How often it is read; the best counts.</param>
internal sealed class ParquetBenchmark(int rows, int rounds)
{
    private const int HoursOfSeries = 10_000;
    private const int GroupLength = 1_000_000;
    private const double Megabyte = 1e6;

    internal async Task<string> RunAsync()
    {
        byte[] bytes = await WriteAsync();
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}; {rows} rows of an id, an hour and a number in Parquet, {bytes.Length / Megabyte:0} MB; limits raised; the best of {rounds} rounds");
        report.AppendLine();
        report.AppendLine("| seconds of the processor | million rows / s | MB before | peak MB more | the numbers, MB | allocated MB |");
        report.AppendLine("|---|---|---|---|---|---|");
        TableReading reading = new()
        {
            Limits = new TableLimits { MaxBytes = int.MaxValue, MaxRows = int.MaxValue, MaxPoints = 10L * rows, MaxSeries = rows },
        };
        double best = double.MaxValue;
        string line = "";
        for (int round = 0; round < rounds; round++)
        {
            GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            long before = Environment.WorkingSet;
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            using CancellationTokenSource done = new();
            Task<long> peak = WatchAsync(done.Token);
            TimeSpan started = Environment.CpuUsage.TotalTime;
            int series = TableReader.Read(TableInput.Of(bytes), new TableOptions(), reading).Series.Count;
            double seconds = (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            await done.CancelAsync();
            double more = (await peak - before) / Megabyte;
            if (seconds < best && series > 0)
            {
                best = seconds;
                line = string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {seconds:0.00} | {rows / seconds / 1e6:0.00} | {before / Megabyte:0} | {more:0} | {rows * sizeof(double) / Megabyte:0} | {(GC.GetTotalAllocatedBytes(precise: true) - allocated) / Megabyte:0} |");
            }
        }

        return report.AppendLine(line).ToString();
    }

    /// <summary>The most memory that the program has until it is told to stop.</summary>
    private static async Task<long> WatchAsync(CancellationToken stop)
    {
        long most = Environment.WorkingSet;
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                most = Math.Max(most, Environment.WorkingSet);
            }
        }
        catch (OperationCanceledException)
        {
            // That is the end.
        }

        return Math.Max(most, Environment.WorkingSet);
    }

    private async Task<byte[]> WriteAsync()
    {
        DataField id = new DataField<string>("unique_id");
        DateTimeDataField ds = new("ds", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Micros, isNullable: false);
        DataField<double> y = new("y");
        Random random = new(20);
        DateTime start = new(2024, 1, 1);
        using MemoryStream stream = new();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(id, ds, y), stream, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd }))
        {
            for (int first = 0; first < rows; first += GroupLength)
            {
                int count = Math.Min(GroupLength, rows - first);
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(id, [.. Enumerable.Range(first, count).Select(row => $"shop-{row / HoursOfSeries}")]);
                await group.WriteAsync<DateTime>(ds, Enumerable.Range(first, count).Select(row => start.AddHours(row % HoursOfSeries)).ToArray());
                await group.WriteAsync<double>(y, Enumerable.Range(first, count).Select(_ => Math.Round(random.NextDouble() * 1000, 2)).ToArray());
            }
        }

        return stream.ToArray();
    }
}
