using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Json;
using Tollama.Daemon.Anomalies;
using Tollama.Daemon.Backtests;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Endpoints;
using Tollama.Daemon.Endpoints.Nixtla;
using Tollama.Daemon.Explanations;
using Tollama.Daemon.Health;
using Tollama.Daemon.Http;
using Tollama.Daemon.Memory;
using Tollama.Daemon.Nixtla;
using Tollama.Daemon.Operations;
using Tollama.Daemon.Page;
using Tollama.Daemon.Routing;
using Tollama.Daemon.Runners;
using Tollama.Daemon.Scheduling;
using Tollama.Daemon.Security;
using Tollama.Store;

namespace Tollama.Daemon.Hosting;

/// <summary>Puts the daemon together: the one place that knows who needs whom.</summary>
internal sealed class DaemonServices : IAsyncDisposable
{
    private readonly ILoggerFactory _loggers;
    private readonly DaemonOptions _options;
    private readonly TimeProvider _time;
    private readonly RunnerMetrics _runnerMetrics;
    private readonly NixtlaJobs _jobs;
    private Task _draining = Task.CompletedTask;
    private Task _cleanUp = Task.CompletedTask;

    internal DaemonServices(DaemonOptions options, TimeProvider time, ILoggerFactory loggers, IMeterFactory meters)
    {
        _options = options;
        _time = time;
        _jobs = new NixtlaJobs(time);
        _loggers = loggers;
        Metrics = new DaemonMetrics(meters);
        Paths = new StorePaths(options.Home, options.Models);
        IReadOnlyDictionary<string, string> environment = RunnerEnvironment.Filter(options.Environment.All);
        ModelRegistry builtIn = ModelRegistry.LoadEmbedded();
        bool IsBuiltIn(string name) => ModelName.TryParse(name, out ModelName? model) && builtIn.Find(model) is not null;
        RunnerDefinitions definitions =
            RunnerDefinitionReader.ReadAll(Path.Combine(Paths.Home, "runners"), environment, loggers.CreateLogger<RunnerFamilies>(), IsBuiltIn);
        RunnerFamilies families = new(AppContext.BaseDirectory, environment, definitions);
        Registry = UserRegistry.AddTo(builtIn, Paths.UserRegistry).With(RunnerModels.Entries(definitions.All));
        Store = new ModelStore(Paths, time, Registry);
        _runnerMetrics = new RunnerMetrics(meters);
        Runners = new RunnerPool(families, new RunnerPolicy { LoadTimeout = options.LoadTimeout }, time, loggers, _runnerMetrics);
        Places = new ProcessPlaces(new PlaceLimits(options.MaxParallel, Math.Min(options.MaxParallel, Environment.ProcessorCount)));
        Queue = new AdmissionQueue(options.MaxParallel + options.MaxQueue, Places);
        Requests = new RunningRequests(options.ProgressTimeout, time);
        Loading = new ModelLoading(Store, options.VerifyOnLoad);
        Scheduler = new ModelScheduler(
            new RunnerModelHost(Runners, Loading, loggers.CreateLogger<RunnerModelHost>()),
            options,
            new MachineMemory(),
            time,
            Metrics,
            loggers.CreateLogger<ModelScheduler>());
        Trim = IdleTrim.OfThisProcess(time);
        Puller = new ModelPuller(Store, Registry, time, options.AcceptedLicenses, options.Hub, Path.Combine(AppContext.BaseDirectory, "bundled"));
        Metrics.Observe(() => Queue.Waiting, () => Queue.Active, () => Scheduler.Snapshot().Count, () => Runners.States.Count(state => state.IsAlive));
    }

    internal StorePaths Paths { get; }

    internal DaemonMetrics Metrics { get; }

    internal ModelRegistry Registry { get; }

    internal ModelStore Store { get; }

    internal ModelPuller Puller { get; }

    internal RunnerPool Runners { get; }

    internal ProcessPlaces Places { get; }

    internal AdmissionQueue Queue { get; }

    internal RunningRequests Requests { get; }

    internal ModelLoading Loading { get; }

    internal ModelScheduler Scheduler { get; }

    internal Shutdown Shutdown { get; } = new();

    internal IdleTrim Trim { get; }

    /// <summary>The daemon ends: nobody new is let in, pulls stop where they are, and what runs may finish. The listener is open all the while.</summary>
    internal Task DrainAsync()
    {
        Queue.Drain();
        _draining = Puller.StopAsync();
        return new Drain(Shutdown, _time, _loggers.CreateLogger<Drain>()).RunAsync(_options.ShutdownGrace, _options.DrainNotice);
    }

    /// <summary>The daemon listens: its counters exist from here on.</summary>
    internal void BeginToCount()
    {
        Metrics.BeginAtZero();
        _runnerMetrics.BeginAtZero();
    }

    /// <summary>Tidies the store while the daemon serves, now and every half hour.</summary>
    internal void CleanUp(CancellationToken cancellationToken)
    {
        if (!_options.NoPrune)
        {
            _cleanUp = new StoreCleanUp(new StorePruner(Store, _time), _time, _loggers.CreateLogger<StoreCleanUp>()).RunAsync(cancellationToken);
        }
    }

    internal void Map(WebApplication app)
    {
        ErrorBoundary errors = new(Metrics, _options, _loggers.CreateLogger<ErrorBoundary>());
        HostGuard hosts = new(_options, Dns.GetHostName());
        OriginGuard origins = new(_options);
        ApiKeyGuard keys = new(_options, _time);
        WorkGate gate = new(Shutdown, Trim, errors);
        app.Use(next => context => errors.InvokeAsync(context, next));
        app.Use(next => context =>
        {
            // Also the name that the proxy was not asked by has to be an own one: a client may have written what the proxy hands on.
            hosts.Check(context);
            return next(context);
        });
        app.Use(next => ForwardedClient.Before(next, _options.TrustedProxies, _loggers));
        app.Use(next => async context =>
        {
            hosts.Check(context);
            SiteGuard.Check(context.Request);
            if (origins.Handle(context))
            {
                return;
            }

            await keys.CheckAsync(context).ConfigureAwait(false);
            await next(context).ConfigureAwait(false);
        });
        app.Use(next => context => gate.InvokeAsync(context, next));
        app.UseRouting();
        MapEndpoints(app, errors);
    }

    private void MapEndpoints(WebApplication app, ErrorBoundary errors)
    {
        InstalledModels models = new(Store, _loggers.CreateLogger<InstalledModels>());
        InputReader reader = new(_options, Store);
        Preparation preparation = new();
        RequestReading reading = new(reader, preparation);
        AutoRouter router = new(models.Known, Registry);
        RunnerForecaster forecaster = new(Runners, Loading);
        ForecastPlanner planner = new(new WorkEstimate(Registry), forecaster);
        ForecastMeans means = new(forecaster, Places, Metrics, new RunnerSampler(Runners));
        ResidualChoice residuals = new(Registry);
        ForecastOperation forecast = new(reading, models, router, planner, Scheduler, means, new AnswerMemory(_options.MaxUnsentBytes), residuals, _options);
        ValidateOperation validate = new(reading, models, router, residuals);
        new PageEndpoints(PageFiles.Load()).Map(app);
        IdentityEndpoints.Map(app);
        UnservedEndpoints.Map(app);
        new HealthEndpoints(new StoreReadiness(Store.Check, _time), Queue, Runners).Map(app);
        CatalogEndpoints catalog = new(models, Store, Registry);
        catalog.Map(app);
        new InfoEndpoint(catalog, Scheduler, Runners, _options, _time).Map(app);
        new PullEndpoints(Puller, errors, _loggers.CreateLogger<PullEndpoints>()).Map(app);
        new CreateEndpoints(models, Store, new ModelCreator(Store, Puller, _time, _options.Limits), _time, errors).Map(app);
        new ArchiveEndpoints(models, Store, Loading, _options.Limits, errors).Map(app);
        new StoreEndpoints(new StorePruner(Store, _time), new StoreVerifier(Store), errors).Map(app);
        new DeleteEndpoints(Store, Puller, Scheduler, _loggers.CreateLogger<DeleteEndpoints>()).Map(app);
        new PsEndpoint(Scheduler, Runners).Map(app);
        new LoadEndpoints(models, Scheduler, Queue, _time).Map(app);
        ByteBudget bodies = new(Math.Max(_options.MaxBodiesBytes, 2 * Math.Min(NixtlaReading.MaxBodyBytesOf(_options), BodyReader.MostInMemory)));
        SpoolFolder spool = new(_options.SpoolFolder, _options.SpoolAboveBytes);
        ForecastDoor door = new(forecast, Queue, Requests, bodies, _options);
        OperationDoor operations = new(forecast, Queue, Requests, bodies, spool, errors, _options);
        OriginForecaster origins = new(forecast);
        BacktestModels backtested = new(Store, Puller, Registry, models.Known);
        BacktestOperation backtests = new(origins, backtested, _options);
        new ForecastEndpoints(forecast, new ModelSelector(backtests, backtested, forecast), door, Queue, Requests, bodies, spool, errors, _options).Map(app);
        AnalyzeOperation analyses = new(new RunnerAnalyst(Runners), Places, _options);
        new AnalyzeEndpoint(door, analyses).Map(app);
        AnomalyOperation anomalies = new(Store, Puller, origins, _options);
        new AnomaliesEndpoint(operations, anomalies).Map(app);
        new ExplainEndpoint(operations, new ExplainOperation(new UsualModels(Store, Puller), analyses, anomalies, origins, _options)).Map(app);
        new ImputeEndpoint(operations, new ImputeOperation(new RunnerImputer(Runners), Places, _options)).Map(app);
        new AutoForecastEndpoint(door, Store, Puller).Map(app);
        new UploadEndpoint(door).Map(app);
        new CompareEndpoint(door, Store, Registry).Map(app);
        new WhatIfEndpoint(door).Map(app);
        new BacktestEndpoint(operations, backtests).Map(app);
        new LookEndpoint<ValidationResponse>("validate", validate.RunAsync, TollamaJsonContext.Default.ValidationResponse, Queue, Requests, bodies, spool, _options).Map(app);
        new LookEndpoint<InspectResponse>("inspect", new InspectOperation(reader, preparation).RunAsync, TollamaJsonContext.Default.InspectResponse, Queue, Requests, bodies, spool, _options).Map(app);
        NixtlaModels nixtla = new(Store, Registry, Puller, _options);
        NixtlaCalls calls = new(nixtla, _options);
        NixtlaUsage usage = new(_time);
        NixtlaDoor nixtlaDoor = new(new NixtlaReading(_options), preparation, Queue, Requests, bodies, usage, _options, _time);
        NixtlaOperations asked = new(
            new NixtlaForecasts(calls, forecast), new NixtlaWindows(calls, origins), new NixtlaHistory(calls, origins), new NixtlaDetection(calls, anomalies, origins), new NixtlaSimulation(calls, forecast));
        new NixtlaEndpoints(nixtlaDoor, asked).Map(app);
        new NixtlaJobEndpoints(nixtlaDoor, _jobs, asked).Map(app);
        new NixtlaAccountEndpoints(nixtla, usage).Map(app);
        new RequestsEndpoint(Requests).Map(app);
        MetricsEndpoint.Map(app);
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_draining, _cleanUp).ConfigureAwait(false);
        await _jobs.DisposeAsync().ConfigureAwait(false);
        await Puller.DisposeAsync().ConfigureAwait(false);
        Scheduler.Forget();
        await Runners.StopAllAsync(TimeSpan.FromSeconds(3)).ConfigureAwait(false);
        await Runners.DisposeAsync().ConfigureAwait(false);
        Trim.Dispose();
        Shutdown.Dispose();
    }
}
