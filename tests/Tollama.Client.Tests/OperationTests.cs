using System.Text;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

/// <summary>Backtests, anomalies, missing values and explanations: a request, JSON, a table or files, whole or as a stream.</summary>
public sealed class OperationTests : IAsyncLifetime
{
    private const string Backtest =
        """{"best":"theta","metric":"mase","horizon":2,"windows":3,"step":2,"table":[{"model":"theta","mase":0.5,"mase_se":0.1,"better_than":["naive"]}]}""";

    private const string Anomalies =
        """
        {"model":"auto","level":99,"checked":3,"series":[{"id":"a","method":"auto","checked":3,"anomalies":1,"start":1,"values":[1,null,9],"low":[0,null,2]}],
        "anomalies":[{"id":"a","index":3,"value":9,"expected":1,"low":0,"high":2,"score":20.6}]}
        """;

    private const string Impute =
        """{"model":"auto","level":95,"series":[{"id":"a","values":[1,2],"filled":[{"index":1,"value":2,"low":1,"high":3}],"method":"smoothed"}]}""";

    private const string Explain =
        """
        {"series":[{"id":"a","length":3,"seasons":[],"shifts":[],"outliers":[],"model":"auto","text":["It rises."],"values":[1,null,3],
        "components":{"trend":[1,2,3],"seasonal":{"2":[0,0,0]},"remainder":[0,null,0],"method":"stl"}}]}
        """;

    private static readonly ForecastRequest Request = new() { Models = ["theta", "naive"], Windows = 3, Series = [new TimeSeries { Id = "a", Target = new double[] { 1, 2 } }] };

    private static readonly ForecastRequest Options = new() { Model = "theta", Table = new TableOptions { TargetColumns = ["y"] } };

    private StubDaemon _daemon = null!;
    private TollamaClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static MemoryStream Text => new(Encoding.UTF8.GetBytes("ds,y\n2025-01-01,1\n"));

    private static TableFile[] Files => [new TableFile("north.csv", () => Text), new TableFile("south.csv", () => Text)];

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _client = new TollamaClient(_daemon.Address);
        Answer("backtest", Backtest);
        Answer("anomalies", Anomalies);
        Answer("impute", Impute);
        Answer("explain", Explain);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_backtest_is_asked_for_in_every_form()
    {
        BacktestResponse[] answers =
        [
            await _client.BacktestAsync(Request, Token),
            await _client.BacktestRawAsync("{}"u8.ToArray(), Token),
            await _client.BacktestTableAsync(Text, Options, Token),
            await _client.BacktestFilesAsync(Files, Options, Token),
        ];

        answers.ShouldAllBe(answer => answer.Best == "theta" && answer.Table[0].Measures["mase_se"] == 0.1 && answer.Table[0].BetterThan!.Single() == "naive");
        Sent("/api/backtest", """{"models":["theta","naive"],"windows":3,"stream":false,"series":[{"id":"a","target":[1,2]}]}""", "model=theta stream=false target=y");
    }

    [Fact]
    public async Task Anomalies_are_asked_for_in_every_form()
    {
        AnomaliesResponse[] answers =
        [
            await _client.AnomaliesAsync(Request, Token),
            await _client.AnomaliesRawAsync("{}"u8.ToArray(), Token),
            await _client.AnomaliesTableAsync(Text, Options, Token),
            await _client.AnomaliesFilesAsync(Files, Options, Token),
        ];

        answers.ShouldAllBe(answer => answer.Anomalies[0].Score == 20.6 && double.IsNaN(answer.Series[0].Values![1]) && answer.Series[0].High == null);
        Sent("/api/anomalies", """{"models":["theta","naive"],"windows":3,"stream":false,"series":[{"id":"a","target":[1,2]}]}""", "model=theta stream=false target=y");
    }

    [Fact]
    public async Task Missing_values_are_filled_in_every_form()
    {
        ImputeResponse[] answers =
        [
            await _client.ImputeAsync(Request, Token),
            await _client.ImputeRawAsync("{}"u8.ToArray(), Token),
            await _client.ImputeTableAsync(Text, Options, Token),
            await _client.ImputeFilesAsync(Files, Options, Token),
        ];

        answers.ShouldAllBe(answer => answer.Series[0].Filled[0].High == 3);
        Sent("/api/impute", """{"models":["theta","naive"],"windows":3,"series":[{"id":"a","target":[1,2]}]}""", "model=theta target=y");
    }

    [Fact]
    public async Task Explanations_are_asked_for_in_every_form()
    {
        ExplainResponse[] answers =
        [
            await _client.ExplainAsync(Request, Token),
            await _client.ExplainRawAsync("{}"u8.ToArray(), Token),
            await _client.ExplainTableAsync(Text, Options, Token),
            await _client.ExplainFilesAsync(Files, Options, Token),
        ];

        answers.ShouldAllBe(answer => answer.Series[0].Components!.Trend[2] == 3 && answer.Series[0].Text[0] == "It rises.");
        Sent("/api/explain", """{"models":["theta","naive"],"windows":3,"series":[{"id":"a","target":[1,2]}]}""", "model=theta target=y");
    }

    [Fact]
    public async Task Streams_tell_how_far_it_is_and_end_with_the_answer()
    {
        IAsyncEnumerable<OperationStreamLine<BacktestResponse>>[] backtests =
        [
            _client.BacktestStreamAsync(Request, Token), _client.BacktestTableStreamAsync(Text, Options, Token), _client.BacktestFilesStreamAsync(Files, Options, Token),
            _client.BacktestRawStreamAsync("""{"stream":true}"""u8.ToArray(), Token),
        ];
        IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>>[] anomalies =
        [
            _client.AnomaliesStreamAsync(Request, Token), _client.AnomaliesTableStreamAsync(Text, Options, Token), _client.AnomaliesFilesStreamAsync(Files, Options, Token),
            _client.AnomaliesRawStreamAsync("""{"stream":true}"""u8.ToArray(), Token),
        ];

        foreach (IAsyncEnumerable<OperationStreamLine<BacktestResponse>> lines in backtests)
        {
            OperationStreamLine<BacktestResponse>[] all = [.. await lines.ToArrayAsync(Token)];
            all.Select(line => (line.Completed, line.Total, line.Done)).ShouldBe([(1, 9, null), (null, null, true)]);
            all[1].Response!.Table[0].Measures["mase"].ShouldBe(0.5);
        }

        foreach (IAsyncEnumerable<OperationStreamLine<AnomaliesResponse>> lines in anomalies)
        {
            (await lines.LastAsync(Token)).Response!.Checked.ShouldBe(3);
        }
    }

    [Fact]
    public async Task An_error_line_ends_the_stream_with_its_code()
    {
        _daemon.OnLines("POST /api/backtest", """{"status":"running backtest"}""", """{"error":"too slow","code":"TIMEOUT","hint":"timeout=60s"}""");
        List<string?> seen = [];

        TollamaClientException error = await Should.ThrowAsync<TollamaClientException>(async () =>
        {
            await foreach (OperationStreamLine<BacktestResponse> line in _client.BacktestStreamAsync(Request, Token))
            {
                seen.Add(line.Status);
            }
        });

        seen.ShouldBe(["running backtest"]);
        (error.Code, error.Message, error.Hint).ShouldBe((ErrorCode.Timeout, "too slow", "timeout=60s"));
    }

    // The request, the JSON text, the table and the files, in this order.
    private void Sent(string path, string body, string query)
    {
        StubRequest[] sent = [.. _daemon.Requests.Where(request => request.Path == path)];
        sent.Length.ShouldBe(4);
        sent[0].Body.ShouldBe(body);
        sent[1].Body.ShouldBe("{}");
        sent[2].Body.ShouldStartWith("ds,y");
        sent[3].Headers["Content-Type"].ShouldStartWith("multipart/form-data");
        foreach (StubRequest table in sent[2..])
        {
            string.Join(' ', table.Query.Select(pair => $"{pair.Key}={pair.Value}")).ShouldBe(query);
        }
    }

    private void Answer(string operation, string json) => _daemon.On($"POST /api/{operation}", async (request, response) =>
    {
        bool streams = request.Query.TryGetValue("stream", out string? said) ? said == "true" : request.Body.Contains("\"stream\":true", StringComparison.Ordinal);
        byte[] text = Encoding.UTF8.GetBytes(streams
            ? $$"""{"status":"running {{operation}}","completed":1,"total":9}""" + "\n" + $$"""{"done":true,"response":{{json.ReplaceLineEndings("")}}}""" + "\n"
            : json);
        // In pieces: a reader has to wait inside a value.
        foreach (byte[] piece in text.Chunk(40))
        {
            await response.Body.WriteAsync(piece, Token);
            await response.Body.FlushAsync(Token);
        }
    });
}
