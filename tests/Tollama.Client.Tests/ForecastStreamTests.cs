using System.Text;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

public sealed class ForecastStreamTests : IAsyncLifetime
{
    private static readonly ForecastRequest Options = new() { Model = "theta", Horizon = 2 };

    private StubDaemon _daemon = null!;
    private TollamaClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _client = new TollamaClient(_daemon.Address);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_line_is_seen_before_the_next_one_is_written()
    {
        TaskCompletionSource firstSeen = new();
        _daemon.On("POST /api/forecast", async (_, response) =>
        {
            await response.WriteAsync("{\"status\":\"loading model\"}\n", Token);
            await response.Body.FlushAsync(Token);
            await firstSeen.Task.WaitAsync(Token);
            await response.WriteAsync("{\"done\":true,\"response\":" + Documents.Response.ReplaceLineEndings("") + "}\n", Token);
        });

        List<ForecastStreamLine> lines = [];
        await foreach (ForecastStreamLine line in _client.ForecastTableStreamAsync(Text("ds,y\n"), Options, Token))
        {
            lines.Add(line);
            firstSeen.TrySetResult();
        }

        lines.Select(line => line.Status).ShouldBe(["loading model", null]);
        SeriesForecastData forecast = lines[1].Response!.Forecasts.ShouldHaveSingleItem();
        forecast.Mean.ShouldBe([3.5, double.NaN]);
        forecast.History!.Target.ShouldBe([2]);
    }

    [Fact]
    public async Task An_error_line_ends_the_stream_with_its_code()
    {
        _daemon.OnLines("POST /api/forecast", """{"status":"running forecast"}""", """{"error":"too slow","code":"TIMEOUT","hint":"--timeout 60s"}""");
        List<string?> seen = [];

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(async () =>
        {
            await foreach (ForecastStreamLine line in _client.ForecastRawStreamAsync("{}"u8.ToArray(), Token))
            {
                seen.Add(line.Status);
            }
        });

        seen.ShouldBe(["running forecast"]);
        error.Code.ShouldBe(ErrorCode.Timeout);
        error.Message.ShouldBe("too slow");
        error.Hint.ShouldBe("--timeout 60s");
    }

    [Fact]
    public async Task A_connection_that_breaks_inside_a_stream_is_said()
    {
        _daemon.On("POST /api/forecast", async (_, response) =>
        {
            await response.WriteAsync("{\"status\":\"running forecast\"}\n{\"do", Token);
            await response.Body.FlushAsync(Token);
            response.HttpContext.Abort();
        });

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(async () =>
            await _client.ForecastRawStreamAsync("{}"u8.ToArray(), Token).LastOrDefaultAsync(Token));

        error.Code.ShouldBe(ErrorCode.DaemonUnreachable);
        error.Message.ShouldContain("broke before the answer was complete");
    }

    [Fact]
    public async Task A_pull_reports_progress_and_its_error()
    {
        _daemon.OnLines("POST /api/pull", """{"status":"pulling manifest"}""", """{"status":"pulling ab","total":10,"completed":5}""", """{"error":"disk full","code":"INSUFFICIENT_STORAGE"}""");
        List<long?> completed = [];

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(async () =>
        {
            await foreach (PullProgress line in _client.PullAsync(new PullRequest { Model = "x" }, Token))
            {
                completed.Add(line.Completed);
            }
        });

        completed.ShouldBe([null, 5]);
        error.Code.ShouldBe(ErrorCode.InsufficientStorage);
    }

    [Fact]
    public async Task A_table_travels_untouched_with_its_options_in_the_query()
    {
        _daemon.OnJson("POST /api/forecast", Documents.Response);
        ForecastRequest options = new()
        {
            Model = "chronos-2:small",
            Horizon = 24,
            Quantiles = [0.025, 0.5],
            Freq = "15min",
            OnBadData = BadDataPolicy.Strict,
            Duplicates = DuplicateMerge.Last,
            CovariatesMode = CovariatesMode.Strict,
            FailFast = true,
            IncludeHistory = true,
            KeepAlive = TimeSpan.FromHours(1),
            Timeout = TimeSpan.FromSeconds(30),
            Seed = 7,
            Table = new TableOptions
            {
                TimeColumns = ["date & time"],
                TargetColumns = ["y"],
                IdColumns = ["shop"],
                Covariates = ["price", "promo"],
                Delimiter = ';',
                DecimalMark = ',',
                DayFirst = true,
                Sheet = "Sales",
            },
        };
        options = options.WithOption("season_length", "96");
        using Stream csv = Text("date & time;y\n2025-01-01;1,5\n");

        ForecastResponse response = await _client.ForecastTableAsync(csv, options, Token);

        response.Model.ShouldBe("theta");
        StubRequest request = _daemon.Requests.ShouldHaveSingleItem();
        request.Headers["Content-Type"].ShouldBe("text/csv; charset=utf-8");
        request.Body.ShouldBe("date & time;y\n2025-01-01;1,5\n");
        string.Join(' ', request.Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(
            "model=chronos-2:small horizon=24 quantiles=0.025,0.5 freq=15min on_bad_data=strict duplicates=last covariates_mode=strict fail_fast=true seed=7 "
            + "keep_alive=3600 timeout=30 stream=false include_history=true time=date & time target=y id=shop covariates=price,promo delimiter=; decimal=, day_first=true sheet=Sales "
            + "option.season_length=96");
        csv.CanRead.ShouldBeTrue("the caller owns the table");
    }

    [Fact]
    public async Task A_typed_request_says_whether_it_streams()
    {
        _daemon.OnJson("POST /api/forecast", Documents.Response).OnJson("POST /api/validate", """{"valid":true,"errors":[],"warnings":["w"],"suggestions":[]}""");
        ForecastRequest request = new() { Model = "theta", Horizon = 1, Series = [new TimeSeries { Id = "a", Target = [1, double.NaN] }] };

        await _client.ForecastAsync(request, Token);
        _ = await _client.ForecastStreamAsync(request, Token).LastOrDefaultAsync(Token);
        ValidationResponse validation = await _client.ValidateAsync(request, Token);

        _daemon.Requests[0].Body.ShouldBe("""{"model":"theta","horizon":1,"stream":false,"series":[{"id":"a","target":[1,null]}]}""");
        _daemon.Requests[1].Body.ShouldContain("\"stream\":true");
        validation.Warnings.ShouldBe(["w"]);
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));
}
