using System.Diagnostics;
using Tollama.FakeHub;
using Tollama.Soak.Checks;
using Tollama.Soak.Clients;
using Tollama.Soak.Daemons;
using Tollama.Soak.Faults;
using Tollama.Soak.Operations;
using Tollama.Soak.References;
using Tollama.Soak.Reports;
using Tollama.Soak.Rounds;
using Tollama.Soak.Wire;
using Tollama.Testing.Models;

namespace Tollama.Soak;

/// <summary>A soak from the first start of a daemon to the last look for what it left.</summary>
internal sealed class SoakRun(SoakOptions options)
{
    private const int Clients = 8;

    private readonly Tally _tally = new(options.Seed);
    private readonly AnswerCheck _check = new();
    private readonly IReadOnlyList<ReferenceCase> _cases = ReferenceCases.All(options.Seed);

    /// <summary>Runs it, prints the report, and returns the number of violations.</summary>
    public async Task<int> RunAsync()
    {
        long started = Stopwatch.GetTimestamp();
        using SoakHome home = new();
        await using HubServer hub = await HubServer.StartAsync();
        AddModels(hub, home);
        await using DaemonUnderTest daemon = new(home, hub.Endpoint);
        await daemon.StartAsync();
        using SoakClient quiet = NewClient("quiet", daemon);
        await LearnAsync(quiet);
        CheckpointTaker checkpoints = new(daemon, home, _tally, quiet);
        await RunRoundsAsync(daemon, home, hub, checkpoints);
        await EndAsync(daemon, home);
        string report = Report.Write(options, _tally, checkpoints.Taken, RoundKinds.Impossible(home), Stopwatch.GetElapsedTime(started));
        report += $"\nsoak: {_tally.Requests} requests, {_tally.Faults} faults, {_tally.Violations} violations (seed {options.Seed})\n";
        if (options.Results is { } file)
        {
            await File.WriteAllTextAsync(file, report);
        }

        await Console.Out.WriteAsync("\n" + report);
        return _tally.Violations;
    }

    private async Task RunRoundsAsync(DaemonUnderTest daemon, SoakHome home, HubServer hub, CheckpointTaker checkpoints)
    {
        SoakClient[] clients = [.. Enumerable.Range(0, Clients).Select(number => NewClient($"client{number}", daemon))];
        RoundRunner rounds = new(clients, _tally);
        Random random = new(options.Seed);
        using CancellationTokenSource timeIsOver = new(options.Time);
        await RoundAsync(0, RoundKinds.Calm, CancellationToken.None);
        Queue<RoundKind> kinds = [];
        for (int round = 1; !timeIsOver.IsCancellationRequested && _tally.Requests < options.Requests; round++)
        {
            if (kinds.Count == 0)
            {
                RoundKind[] all = options.IsCalm ? [RoundKinds.Calm] : [.. RoundKinds.All(daemon, home, hub, _tally)];
                random.Shuffle(all);
                kinds = new Queue<RoundKind>(all);
            }

            await RoundAsync(round, kinds.Dequeue(), timeIsOver.Token);
        }

        foreach (SoakClient client in clients)
        {
            client.Dispose();
        }

        async Task RoundAsync(int round, RoundKind kind, CancellationToken timeIsOver)
        {
            long started = Stopwatch.GetTimestamp();
            int before = _tally.Requests;
            await rounds.RunAsync(kind, random.Next(), timeIsOver);
            double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            Array.ForEach(clients, client => client.Drop());
            await checkpoints.TakeAsync(round, kind, CancellationToken.None);
            Checkpoint point = checkpoints.Taken[^1];
            Console.Out.WriteLine($"round {round}, {kind.Name}: {point.Requests - before} requests in {seconds:0.0} s, daemon {point.DaemonBytes / 1e6:0} MB, runners {point.RunnerBytes / 1e6:0} MB, {_tally.Violations} violations so far");
        }
    }

    private static void AddModels(HubServer hub, SoakHome home)
    {
        foreach ((string name, string golden) in ReferenceCases.HubModels.Append(new(PullOperations.Contested, ReferenceCases.HubModels["hf.co/soak/bolt"])))
        {
            ServedRepository repository = hub.AddRepository(name["hf.co/".Length..]);
            foreach (string file in (string[])["config.json", "model.safetensors"])
            {
                repository.Add(file, ServedContent.Disk(Path.Combine(Programs.Golden(golden), file)));
            }
        }

        string folder = Path.Join(Path.GetDirectoryName(home.Temporary), "large");
        SyntheticModel.Write(folder, SyntheticModel.BoltConfig(width: 128, layers: 2), seed: 1);
        hub.AddRepository(PullOperations.Large["hf.co/".Length..]).AddFolder(folder);
    }

    // Pulls what stays, and keeps the answers of the quiet daemon as the right ones.
    private async Task LearnAsync(SoakClient quiet)
    {
        ILookup<bool, string> models = ReferenceCases.Models.ToLookup(ReferenceCases.HubModels.ContainsKey);
        await PullAsync(models[false]);
        foreach (ReferenceCase reference in _cases.Where(reference => reference.Model == "auto"))
        {
            string id = quiet.NextId();
            reference.LearnFallback(id, await MustAsync(reference.Request(id), id));
        }

        await PullAsync(models[true]);

        foreach (ReferenceCase reference in _cases)
        {
            string id = quiet.NextId();
            Answer validation = await MustAsync(reference.Validation(id), id);
            reference.Learn(id, await MustAsync(reference.Request(id), id), validation);
        }

        async Task PullAsync(IEnumerable<string> models)
        {
            foreach (string model in models)
            {
                await MustAsync(SoakRequest.Post("pull", "/api/pull", $$"""{"model":"{{model}}","stream":false}"""));
            }
        }

        async Task<Answer> MustAsync(SoakRequest request, string? id = null) =>
            await quiet.AskAsync(request, id ?? quiet.NextId(), CancellationToken.None) is { Status: 200 } answer
                ? answer
                : throw new InvalidOperationException($"{request.Operation} failed on a quiet daemon: see above");
    }

    private async Task EndAsync(DaemonUnderTest daemon, SoakHome home)
    {
        await DaemonFaults.TerminateAsync(daemon, home, _tally);
        foreach (string line in daemon.Log.TakeDefects(runnersDie: false))
        {
            _tally.Violate("the daemon's log at the end", line);
        }
    }

    private SoakClient NewClient(string name, DaemonUnderTest daemon) => new(name, daemon, _tally, _check, _cases);
}
