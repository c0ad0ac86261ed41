using Tollama.HttpBenchmarks;

if (args is ["echo"])
{
    await EchoServer.RunAsync();
    return 0;
}

string folder = ArgumentOr("--folder", Path.Combine(AppContext.BaseDirectory, "../../Tollama/release"));
string results = ArgumentOr("--results", "");
string report = args.Contains("--startup") ? await StartUpBenchmark.RunAsync(folder)
    : args.Contains("--cold") ? await new ColdStartBenchmark(folder, ArgumentOr("--cold", "")).RunAsync()
    : args.Contains("--pull") ? await PullBenchmark.RunAsync(
        folder,
        ArgumentOr("--hub", Path.Combine(AppContext.BaseDirectory, "../../Tollama.FakeHub/release/Tollama.FakeHub")),
        int.Parse(ArgumentOr("--layers", "15"), System.Globalization.CultureInfo.InvariantCulture))
    : args.Contains("--batch") ? await BatchBenchmark.RunAsync(
        folder, ArgumentOr("--model", "auto:fast"), int.Parse(ArgumentOr("--series", "100000"), System.Globalization.CultureInfo.InvariantCulture))
    : await ThroughputBenchmark.RunAsync(folder, TimeSpan.FromSeconds(double.Parse(ArgumentOr("--seconds", "3"), System.Globalization.CultureInfo.InvariantCulture)));
await Console.Out.WriteAsync(report);
if (results.Length > 0)
{
    await File.WriteAllTextAsync(results, report);
}

return 0;

string ArgumentOr(string name, string fallback)
{
    int at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? args[at + 1] : fallback;
}
