using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Backtests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Health;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Tests.Memory;
using Tollama.Daemon.Tests.Operations;
using Tollama.Daemon.Tests.Scheduling;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Backtests;

/// <summary>All that a backtest needs, with a forecaster of the test in place of runners, and a store that is empty at first.</summary>
internal sealed class BacktestBench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-backtest-");
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ProcessPlaces _places = new(new PlaceLimits(8, 1));
    private readonly CancellationTokenSource _left = new();
    private readonly DaemonOptions _options;
    private readonly ModelPuller _puller;
    private readonly InputReader _reader;

    public BacktestBench(RequestLimits? limits = null)
    {
        TollamaEnvironment environment = new(new Dictionary<string, string>());
        _options = new DaemonOptions { Address = HostAddress.Parse("127.0.0.1:0"), Environment = environment, Limits = limits ?? new RequestLimits() };
        ModelRegistry registry = ModelRegistry.LoadEmbedded();
        ModelStore store = new(new StorePaths(_folder.FullName), TimeProvider.System, registry);
        InstalledModels installed = new(store, NullLogger<InstalledModels>.Instance);
        DaemonMetrics metrics = new(_services.GetRequiredService<IMeterFactory>());
        ResidualChoice residuals = new(registry);
        _puller = new ModelPuller(store, registry, TimeProvider.System);
        _reader = new InputReader(_options, store);
        Forecasts = new ForecastOperation(
            new RequestReading(_reader, new Preparation()),
            installed,
            new AutoRouter(installed.Known, registry),
            new ForecastPlanner(new WorkEstimate(registry), Forecaster),
            new ModelScheduler(new FakeModelHost(), _options, new FixedMemory(), TimeProvider.System, metrics, NullLogger<ModelScheduler>.Instance),
            new ForecastMeans(Forecaster, _places, metrics, new FakeSampler()),
            new AnswerMemory(long.MaxValue / 4),
            residuals,
            _options);
        Models = new BacktestModels(store, _puller, registry, installed.Known);
        Backtests = new BacktestOperation(new OriginForecaster(Forecasts), Models, _options);
        Selector = new ModelSelector(Backtests, Models, Forecasts);
        Queue = new AdmissionQueue(100, _places);
        Request = new RunningRequest("backtest", "r1", "me", idleLimit: null, TimeProvider.System, _left.Token);
    }

    public RecordingForecaster Forecaster { get; } = new();

    public ForecastOperation Forecasts { get; }

    public BacktestModels Models { get; }

    public BacktestOperation Backtests { get; }

    public ModelSelector Selector { get; }

    public AdmissionQueue Queue { get; }

    public RunningRequest Request { get; }

    /// <summary>The client leaves.</summary>
    public Task LeaveAsync() => _left.CancelAsync();

    /// <summary>Reads a body as the endpoint does.</summary>
    /// <param name="json">The body.</param>
    /// <param name="shape">Of which operation; <see langword="null"/> for a forecast.</param>
    public ForecastCall Read(string json, RequestShape? shape)
    {
        FaultList faults = new();
        ForecastCall call = _reader.Read(new OperationInput(Encoding.UTF8.GetBytes(json), "application/json", [], "r1", Started: 0) { Shape = shape }, faults, CancellationToken.None);
        return faults.Count == 0 ? call : throw faults.ToException();
    }

    /// <summary>Runs the backtest of a body.</summary>
    public async Task<BacktestResponse> RunAsync(string json, IForecastListener? listener = null)
    {
        using AdmissionTicket ticket = Queue.Enter("me");
        return await Backtests.RunAsync(Read(json, BacktestEndpoint.Shape), ticket, Request, listener);
    }

    /// <summary>Forecasts a body, by a model that is installed first.</summary>
    public async Task<IReadOnlyList<SeriesForecastData>> ForecastAsync(string json)
    {
        ForecastCall call = Read(json, shape: null);
        await Models.GetAsync(call.Request.Model!, CancellationToken.None);
        using AdmissionTicket ticket = Queue.Enter("me");
        using RunningRequest request = new("forecast", "r2", "me", idleLimit: null, TimeProvider.System, CancellationToken.None);
        ForecastRun run = await Forecasts.StartAsync(call, ticket, request, listener: null, heldBytes: 1 << 20);
        await using (run)
        {
            return await AllOfAsync(run);
        }
    }

    /// <summary>All forecasts of a run.</summary>
    public static async Task<IReadOnlyList<SeriesForecastData>> AllOfAsync(IForecastRun run)
    {
        List<SeriesForecastData> all = [];
        while (await run.NextAsync() is { } part)
        {
            all.AddRange(part);
        }

        return all;
    }

    /// <summary>Numbers as JSON, with null for a missing one.</summary>
    public static string Array(IEnumerable<double> values) =>
        $"[{string.Join(',', values.Select(value => double.IsNaN(value) ? "null" : value.ToString("R", CultureInfo.InvariantCulture)))}]";

    /// <summary>A daily series as JSON.</summary>
    public static string Daily(string id, IEnumerable<double> values, string more = "") =>
        $$"""{"id":"{{id}}","freq":"D","start":"2025-01-01","target":{{Array(values)}}{{more}}}""";

    public void Dispose()
    {
        Request.Dispose();
        _left.Dispose();
        _services.Dispose();
        _puller.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }
}
