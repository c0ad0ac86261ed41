using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sylvan.Data.Csv;
using Tollama.Core.Requests;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.HttpBenchmarks.Tables;

/// <summary>The reading of one big file in one thread, beside Sylvan's bare read of it in the same run: how fast, and how much memory a row takes.</summary>
/// <param name="rows">How many rows the file has.</param>
/// <param name="series">How many series they are of.</param>
/// <param name="rounds">How often each is read; the best counts.</param>
/// <param name="isInterleaved">Whether the rows of a day stand together, not those of a series.</param>
internal sealed class BigTableBenchmark(int rows, int series, int rounds, bool isInterleaved)
{
    private const double Megabyte = 1e6;

    /// <summary>A value and a time stamp, 8 bytes each.</summary>
    private const double NumbersOfRow = 16;

    private static readonly string[] Parts = ["open", "profile", "load", "sort", "assemble", "repair"];

    private readonly TableReading _reading = new()
    {
        Limits = new TableLimits { MaxBytes = long.MaxValue, MaxRows = int.MaxValue, MaxPoints = int.MaxValue, MaxSeries = int.MaxValue, MaxCovariateValues = int.MaxValue },
    };

    internal string Run()
    {
        using BigTableFile file = new(rows, series, isInterleaved);
        using SafeFileHandle handle = File.OpenHandle(file.Path);
        long bytes = RandomAccess.GetLength(handle);
        (double bare, double strings) = (double.MaxValue, double.MaxValue);
        double[] best = [.. Parts.Select(_ => double.MaxValue)];
        for (int round = 0; round < rounds; round++)
        {
            bare = Math.Min(bare, Seconds(() => Bare(handle, file.Rows, asStrings: false)));
            strings = Math.Min(strings, Seconds(() => Bare(handle, file.Rows, asStrings: true)));
            double[] parts = Times(handle);
            best = parts.Sum() < best.Sum() ? parts : best;
        }

        (double[] live, double peak) = Memory(handle, file.Rows);
        double read = best.SkipLast(1).Sum();
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"{MachineDescription.Text}, Sylvan.Data.Csv {typeof(CsvDataReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]}");
        report.AppendLine(CultureInfo.InvariantCulture, $"{file.Rows} rows of {series} series, {(isInterleaved ? "by day" : "by series")}, {bytes / Megabyte:0.0} MB, one thread, the best of {rounds} rounds, seconds of the processor").AppendLine();
        report.AppendLine("| | seconds | million rows/s | of Sylvan's bare read |").AppendLine("|---|---|---|---|");
        Add("Sylvan, bare read: every row and field", bare);
        Add("Sylvan, every field a string", strings);
        Add("TableReader.Read", read);
        Add("TableReader.Read and repair to a panel", best.Sum());
        report.AppendLine().AppendLine("| part | seconds | bytes a row alive after it | of the 16 bytes of a value and a time stamp |").AppendLine("|---|---|---|---|");
        foreach ((int place, string part) in Parts.Index())
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"| {part} | {best[place]:0.000} | {live[place]:0.0} | {live[place] / NumbersOfRow:0.00} |");
        }

        report.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Most managed bytes a row alive at once: {peak:0.0}, {peak / NumbersOfRow:0.00} of the numbers held. Peak working set of the whole process: {ProcessMemory.PeakMegabytes(Environment.ProcessId):0} MB.");
        return report.ToString();

        void Add(string name, double seconds) =>
            report.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {seconds:0.000} | {file.Rows / seconds / 1e6:0.00} | {bare / seconds:0.00} |");
    }

    private static double Now() => Environment.CpuUsage.TotalTime.TotalSeconds;

    private static double Seconds(Action work)
    {
        Collect();
        double started = Now();
        work();
        return Now() - started;
    }

    private static long Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private double[] Times(SafeFileHandle handle)
    {
        Collect();
        double[] seconds = new double[Parts.Length];
        double last = Now();
        Read(handle, part =>
        {
            double now = Now();
            seconds[Array.IndexOf(Parts, part)] += now - last;
            last = now;
        });
        return seconds;
    }

    /// <summary>What is alive after each part, and the most that is while the parts run: a second thread looks, and the collector is made to run often.</summary>
    private (double[] Live, double Peak) Memory(SafeFileHandle handle, int count)
    {
        long before = Collect();
        double[] live = new double[Parts.Length];
        long peak = 0;
        using CancellationTokenSource over = new();
        Thread observer = new(() =>
        {
            while (!over.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        });
        Read(handle, part => live[Array.IndexOf(Parts, part)] = (double)(Collect() - before) / count);
        observer.Start();
        Read(handle, _ => { });
        over.Cancel();
        observer.Join();
        return (live, (double)peak / count);
    }

    private void Read(SafeFileHandle handle, Action<string> passed)
    {
        TableContent table = TableReader.Read(TableInput.Of(handle), new TableOptions(), _reading with { Passed = passed });
        passed("assemble");
        TableRepair repair = new(new ForecastRequest { Model = "auto", Horizon = 1, Series = [] });
        Core.Series.Panel panel = repair.Repair(table, CancellationToken.None);
        passed("repair");
        GC.KeepAlive(panel);
    }

    private static void Bare(SafeFileHandle handle, int count, bool asStrings)
    {
        using CsvDataReader reader = CsvDataReader.Create(new StreamReader(TableInput.Of(handle).Open(), Encoding.UTF8), new CsvDataReaderOptions { HasHeaders = true });
        int read = 0;
        long characters = 0;
        while (reader.Read())
        {
            read++;
            for (int field = 0; field < reader.RowFieldCount; field++)
            {
                characters += asStrings ? reader.GetString(field).Length : reader.GetFieldSpan(field).Length;
            }
        }

        if (read != count || characters == 0)
        {
            throw new UnreachableException($"{read} rows were read, {count} written");
        }
    }
}
