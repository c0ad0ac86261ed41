using System.Text.Json;
using Tollama.Soak.Clients;
using Tollama.Soak.Daemons;
using Tollama.Soak.References;
using Tollama.Soak.Reports;
using Tollama.Soak.Rounds;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Checks;

/// <summary>Waits until nothing runs, brings daemon and runners into the same state each time, and looks what they hold.</summary>
/// <param name="daemon">The daemon.</param>
/// <param name="home">Its folders.</param>
/// <param name="tally">Where violations are told.</param>
/// <param name="client">A client that nobody else uses.</param>
internal sealed class CheckpointTaker(DaemonUnderTest daemon, SoakHome home, Tally tally, SoakClient client)
{
    private const double MostGrowth = 1.5;
    private const int SpareDescriptors = 16;
    private const int SpareThreads = 12;
    private const int Looks = 6;

    private static readonly TimeSpan QuietBound = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    // The daemon gives memory back when it has had nothing to do for two seconds.
    private static readonly TimeSpan Trimming = TimeSpan.FromSeconds(3);

    private readonly string[] _resident = ["naive", "fake", "hf.co/soak/bolt"];
    private readonly List<Checkpoint> _taken = [];

    public IReadOnlyList<Checkpoint> Taken => _taken;

    /// <summary>Takes one after a round.</summary>
    public async Task TakeAsync(int round, RoundKind kind, CancellationToken token)
    {
        client.Round = kind;
        await UntilQuietAsync(kind, token);
        await UntilAllForecastAsync(kind, token);
        client.Round = RoundKinds.Calm;
        await UnloadOthersAsync(token);
        await new StoreCheck(home, tally, client).RunAsync(kind, token);
        foreach (string line in daemon.Log.TakeDefects(kind.RunnersDie))
        {
            tally.Violate($"the daemon's log, round of {kind.Name}", line);
        }

        client.Drop();
        Checkpoint checkpoint = await MeasureAsync(round, kind, token);
        for (int look = 1; look < Looks && Faults(checkpoint).Any(); look++)
        {
            checkpoint = await MeasureAsync(round, kind, token);
        }

        foreach (string fault in Faults(checkpoint))
        {
            tally.Violate($"checkpoint {round}, round of {kind.Name}", fault);
        }

        _taken.Add(checkpoint);
    }

    private async Task UntilQuietAsync(RoundKind kind, CancellationToken token)
    {
        string state = "";
        bool quiet = await UntilAsync(
            async () =>
            {
                Answer? running = await client.AskAsync(new SoakRequest { Operation = "requests", Path = "/api/requests" }, token);
                Answer? ready = await client.AskAsync(new SoakRequest { Operation = "health", Path = "/health/ready" }, token);
                state = $"{running?.Text} {ready?.Text}";
                return running is { Status: 200 } && ready is { Status: 200 }
                    && Json(running).GetProperty("requests").GetArrayLength() == 0 && Json(ready).GetProperty("queue").GetInt32() == 0;
            },
            token);
        if (!quiet)
        {
            tally.Violate($"after a round of {kind.Name}", $"requests are left though all clients are done: {state}");
        }
    }

    // After kills the daemon may give a runner a pause; then each model answers again.
    private async Task UntilAllForecastAsync(RoundKind kind, CancellationToken token)
    {
        foreach (string model in kind.RunnersDie ? ReferenceCases.Models : _resident)
        {
            ReferenceCase reference = client.Cases.First(reference => reference.Model == model && reference.Panel.Name == "short");
            Answer? last = null;
            bool answers = await UntilAsync(
                async () =>
                {
                    string id = client.NextId();
                    last = await client.AskAsync(reference.Request(id), id, token);
                    return last is { Status: 200 };
                },
                token);
            if (!answers)
            {
                tally.Violate($"after a round of {kind.Name}", $"'{model}' does not answer again: {last?.Text}");
            }
        }
    }

    private async Task UnloadOthersAsync(CancellationToken token)
    {
        Answer? rows = await client.AskAsync(new SoakRequest { Operation = "ps", Path = "/api/ps" }, token);
        foreach (JsonElement row in rows is null ? [] : Json(rows).GetProperty("models").EnumerateArray())
        {
            string name = row.GetProperty("name").GetString()!;
            // A copy that was removed while a forecast loaded it is in memory and not installed.
            if (!_resident.Contains(name.Replace(":latest", "", StringComparison.Ordinal)))
            {
                await client.AskAsync(SoakRequest.Post("unload", "/api/unload", $$"""{"model":"{{name}}"}""") with { Area = Area.Forecasts, Codes = ["MODEL_NOT_FOUND"] }, token);
            }
        }
    }

    private async Task<Checkpoint> MeasureAsync(int round, RoundKind kind, CancellationToken token)
    {
        Answer? rows = await client.AskAsync(new SoakRequest { Operation = "ps", Path = "/api/ps" }, token);
        HashSet<int> resident = rows is null ? [] : [.. Json(rows).GetProperty("models").EnumerateArray().Select(row => row.TryGetProperty("pid", out JsonElement pid) ? pid.GetInt32() : 0)];
        client.Drop();
        await Task.Delay(Trimming, token);
        ILookup<bool, int> runners = ProcessFacts.Descendants(daemon.Id).ToLookup(resident.Contains);
        return new Checkpoint(
            round, kind.Name, tally.Requests, daemon.Id, ProcessFacts.Memory(daemon.Id), runners[true].Sum(ProcessFacts.Memory), runners[false].Sum(ProcessFacts.Memory),
            ProcessFacts.Descriptors(daemon.Id), ProcessFacts.Threads(daemon.Id));
    }

    private IEnumerable<string> Faults(Checkpoint now)
    {
        foreach (int zombie in ProcessFacts.Descendants(daemon.Id).Where(id => ProcessFacts.State(id) == 'Z'))
        {
            yield return $"process {zombie} is a zombie of daemon {daemon.Id}";
        }

        if (_taken.Count == 0)
        {
            yield break;
        }

        Checkpoint warm = _taken[0];
        if (now.Bytes > MostGrowth * warm.Bytes)
        {
            yield return $"{now.Bytes / 1e6:0} MB after {now.Requests} requests, {warm.Bytes / 1e6:0} MB when it was warm (daemon {now.DaemonBytes / 1e6:0}, {warm.DaemonBytes / 1e6:0})";
        }

        if (now.Descriptors > warm.Descriptors + SpareDescriptors)
        {
            yield return $"{now.Descriptors} descriptors, {warm.Descriptors} when it was warm";
        }

        if (now.Threads > warm.Threads + SpareThreads)
        {
            yield return $"{now.Threads} threads, {warm.Threads} when it was warm";
        }
    }

    private static async Task<bool> UntilAsync(Func<Task<bool>> condition, CancellationToken token)
    {
        long started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(started) > QuietBound)
            {
                return false;
            }

            await Task.Delay(BetweenLooks, token);
        }

        return true;
    }

    private static JsonElement Json(Answer answer) => JsonElement.Parse(answer.Text);
}
