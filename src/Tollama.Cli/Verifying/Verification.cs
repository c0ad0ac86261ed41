using System.Globalization;
using System.Text.Json;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Core.Requests;
using Tollama.Core.Series;

namespace Tollama.Cli.Verifying;

/// <summary>Forecasts the cases of a reference with a model of a daemon and shows how far each is from it.</summary>
internal sealed class Verification(TollamaClient client, string model, TextWriter output)
{
    /// <summary>True if every case is within its tolerance.</summary>
    public async Task<bool> RunAsync(ReferenceFile reference, CancellationToken cancellationToken)
    {
        TextTable table = new("CASE", "STEPS", "DEVIATION", "TOLERANCE", "RESULT");
        int failed = 0;
        foreach (ReferenceCase one in reference.Cases)
        {
            Deviation deviation = Deviation.Of(one, await ForecastAsync(one, cancellationToken).ConfigureAwait(false));
            failed += deviation.IsWithin ? 0 : 1;
            table.Add(one.Name, Text(one.Horizon), Text(deviation.Relative), Text(deviation.Tolerance), deviation.IsWithin ? "ok" : "differs");
        }

        string source = reference.Source ?? "no source given";
        table.WriteTo(output);
        await output.WriteLineAsync(failed == 0
            ? $"'{model}' forecasts what the reference does ({source})"
            : $"'{model}' differs from the reference in {Text(failed)} of {Text(reference.Cases.Count)} cases ({source})").ConfigureAwait(false);
        return failed == 0;
    }

    private async Task<SeriesForecastData> ForecastAsync(ReferenceCase one, CancellationToken cancellationToken)
    {
        ForecastRequest request = new()
        {
            Model = model,
            Horizon = one.Horizon,
            Quantiles = [.. one.Quantiles.Keys.Select(level => double.Parse(level, CultureInfo.InvariantCulture)).Order()],
            Series = [new TimeSeries { Id = one.Name, Freq = one.Freq, Target = [.. one.Target.Select(value => value ?? double.NaN)] }],
            Options = one.Options is { } options ? JsonSerializer.SerializeToElement(options, TollamaJsonContext.Default.JsonObject) : null,
            Stream = false,
        };
        return (await client.ForecastAsync(request, cancellationToken).ConfigureAwait(false)).Forecasts[0];
    }

    private static string Text(double number) => number.ToString("0.##E+0", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
