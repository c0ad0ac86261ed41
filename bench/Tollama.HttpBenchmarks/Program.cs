using System.Globalization;
using Tollama.HttpBenchmarks;
using Tollama.HttpBenchmarks.Backtests;
using Tollama.HttpBenchmarks.Comparing;
using Tollama.HttpBenchmarks.Fairness;
using Tollama.HttpBenchmarks.Starting;
using Tollama.HttpBenchmarks.Tables;

if (args is ["echo"])
{
    await EchoServer.RunAsync();
    return 0;
}

string folder = ArgumentOr("--folder", Path.Combine(AppContext.BaseDirectory, "../../Tollama/release"));
string results = ArgumentOr("--results", "");
string report = args.Contains("--startup") ? await StartUpBenchmark.RunAsync(folder)
    : args.Contains("--start") ? await new StartBenchmark(
        ArgumentOr("--start", ""),
        int.Parse(ArgumentOr("--rounds", "11"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--requests", "500000"), CultureInfo.InvariantCulture)).RunAsync()
    : args.Contains("--cold") ? await new ColdStartBenchmark(folder, ArgumentOr("--cold", "")).RunAsync()
    : args.Contains("--pull") ? await PullBenchmark.RunAsync(
        folder,
        ArgumentOr("--hub", Path.Combine(AppContext.BaseDirectory, "../../Tollama.FakeHub/release/Tollama.FakeHub")),
        int.Parse(ArgumentOr("--layers", "15"), CultureInfo.InvariantCulture))
    : args.Contains("--batch") ? await BatchBenchmark.RunAsync(
        folder, ArgumentOr("--model", "auto:fast"), int.Parse(ArgumentOr("--series", "100000"), CultureInfo.InvariantCulture))
    : args.Contains("--big-table") ? new BigTableBenchmark(
        int.Parse(ArgumentOr("--rows", "10000000"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--series", "10000"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--rounds", "3"), CultureInfo.InvariantCulture),
        args.Contains("--interleaved")).Run()
    : args.Contains("--tables") ? new TableBenchmark(
        int.Parse(ArgumentOr("--series", "1000"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--rounds", "7"), CultureInfo.InvariantCulture),
        ArgumentOr("--before", "")).Run()
    : args.Contains("--parquet") ? await new ParquetBenchmark(
        int.Parse(ArgumentOr("--rows", "10000000"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--rounds", "3"), CultureInfo.InvariantCulture)).RunAsync()
    : args.Contains("--backtest") ? await new BacktestBenchmark(
        folder,
        ArgumentOr("--data", Path.Combine(AppContext.BaseDirectory, "../../../../../shared/data")),
        int.Parse(ArgumentOr("--series", "1428"), CultureInfo.InvariantCulture),
        int.Parse(ArgumentOr("--rounds", "3"), CultureInfo.InvariantCulture)).RunAsync()
    : args.Contains("--fair") ? await FairnessBenchmark.RunAsync(folder)
    : args.Contains("--compare") ? await CompareBenchmark.RunAsync(new Comparison(
        ArgumentAfter("--compare", 1),
        ArgumentAfter("--compare", 2),
        Seconds("2"),
        int.Parse(ArgumentOr("--rounds", "5"), CultureInfo.InvariantCulture)))
    : await ThroughputBenchmark.RunAsync(folder, Seconds("3"));
await Console.Out.WriteAsync(report);
if (results.Length > 0)
{
    await File.WriteAllTextAsync(results, report);
}

return 0;

TimeSpan Seconds(string fallback) => TimeSpan.FromSeconds(double.Parse(ArgumentOr("--seconds", fallback), CultureInfo.InvariantCulture));

string ArgumentAfter(string name, int places) =>
    args.ElementAtOrDefault(Array.IndexOf(args, name) + places) is { } value && !value.StartsWith('-')
        ? value
        : throw new ArgumentException($"{name} takes two folders");

string ArgumentOr(string name, string fallback)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
}
