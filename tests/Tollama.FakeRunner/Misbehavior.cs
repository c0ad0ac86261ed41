using System.Text.Json;

namespace Tollama.FakeRunner;

/// <summary>Answers forecasts as <c>options.fake</c> of the request says.</summary>
internal sealed class Misbehavior(Script script, Output output, Journal journal)
{
    private const int Megabyte = 1024 * 1024;

    // What was taken on purpose, held on to.
    private readonly List<byte[]> _ballast = [];
    private readonly Random _dice = new(journal.Generation);
    private int _answered;

    public async Task ForecastAsync(string id, JsonElement parameters, CancellationToken canceled)
    {
        JsonElement options = parameters.TryGetProperty("options", out JsonElement given) ? given : default;
        string fake = Text(options, "fake") ?? "";
        bool spared = Number(options, "until_start") is { } last && journal.Generation > last;
        if (fake.StartsWith("grow", StringComparison.Ordinal) && !spared)
        {
            Grow(Number(options, "count") ?? 0);
        }

        if (Number(options, "announce") is not null)
        {
            output.Progress(id, 0, 1);
        }

        if (!spared)
        {
            await PlayAsync(fake, id, options, canceled);
        }

        if (Survives())
        {
            Interlocked.Increment(ref _answered);
            output.Result(id, Result(parameters, options));
        }
    }

    private async Task PlayAsync(string fake, string id, JsonElement options, CancellationToken canceled)
    {
        switch (fake)
        {
            case "crash":
                Die("about to crash", 3);
                break;
            case "exit-after":
                if (_answered >= Number(options, "count"))
                {
                    Die("enough", 4);
                }

                break;
            case "hang" or "grow-and-hang":
                await Task.Delay(Timeout.Infinite, canceled);
                break;
            case "hold":
                while (!File.Exists(Text(options, "until_file")))
                {
                    await Task.Delay(5, canceled);
                }

                break;
            case "ignore-cancel":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "environment":
                string names = string.Join(',', new System.Diagnostics.ProcessStartInfo().Environment.Keys.Order(StringComparer.Ordinal));
                output.Result(id, $$"""{"tag":"{{names}}"}""");
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "noise":
                output.Raw("Loading weights...\n\n{\"level\":\"info\"}\n[1,2]\n{\"broken\": \n\"text\"\n\u0001\u0002\n");
                break;
            case "escapes":
                const string Escapes = "esc\u001b[2J\u001b]0;owned\u0007\rover\u202Eand\u2028out\u009b1A\n";
                output.Raw(Escapes);
                await Console.Error.WriteAsync(Escapes);
                break;
            case "megabyte-stderr":
                await Console.Error.WriteAsync(string.Concat(Enumerable.Repeat(new string('x', 99) + "\n", Megabyte / 100)));
                break;
            case "stderr-without-end":
                await Console.Error.WriteAsync(new string('y', Megabyte));
                break;
            case "wrong-id":
                output.Result("999999", "{\"wrong\":true}");
                output.Result("not-a-number", "{\"wrong\":true}");
                output.Progress("999999", 1, 2);
                break;
            case "slow-progress":
                for (int done = 1; done <= 3; done++)
                {
                    output.Progress(id, done, 3);
                }

                break;
            case "error":
                output.Error(id, Number(options, "code") ?? -32000, "as it was asked for");
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "raw":
                output.Raw(Text(options, "line")!.Replace("ID", id));
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "half-line":
                output.Raw($$"""{"id":"{{id}}","result":{"fore""");
                Die("in the middle of a line", 5);
                break;
            case "endless-line":
                output.Raw(Text(options, "line")?.Replace("ID", id) ?? "");
                while (true)
                {
                    output.Raw(new string('z', 64 * 1024));
                }
        }
    }

    // Memory is taken only when it is written to.
    private void Grow(int mebibytes)
    {
        for (int i = 0; i < mebibytes; i++)
        {
            byte[] piece = new byte[Megabyte];
            Array.Fill(piece, (byte)1);
            _ballast.Add(piece);
        }
    }

    private bool Survives()
    {
        if (script.DeathRate == 0)
        {
            return true;
        }

        lock (_dice)
        {
            if (_dice.Next(script.DeathRate) == 0)
            {
                Die("bad luck", 6);
            }
        }

        return true;
    }

    private static void Die(string lastWords, int exitCode)
    {
        Console.Error.Write(lastWords + "\n");
        Environment.Exit(exitCode);
    }

    private static string Result(JsonElement parameters, JsonElement options)
    {
        if (parameters.TryGetProperty("series", out JsonElement series))
        {
            return Forecast.LastValues(series, parameters.GetProperty("horizon").GetInt32());
        }

        string filler = Number(options, "answer_bytes") is { } length ? new string('a', length) : "";
        string tag = Text(parameters, "tag") ?? "";
        return $$"""{"tag":"{{tag}}","filler":"{{filler}}"}""";
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static int? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
}
