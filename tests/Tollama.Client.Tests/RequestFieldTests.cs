using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Testing.Http;

namespace Tollama.Client.Tests;

/// <summary>What HTTP can ask for the client can ask for.</summary>
public sealed class RequestFieldTests : IAsyncLifetime
{
    // A short way to say another field, which is how the client says it.
    private static readonly Dictionary<RequestField, string> SaidAs = new()
    {
        [RequestFields.Strict] = RequestFields.OnBadData.Name,
        [RequestFields.SeasonLength] = RequestFields.OptionPrefix + RequestFields.SeasonLength.Name,
        [RequestFields.NonNegative] = RequestFields.OptionPrefix + RequestFields.NonNegative.Name,
    };

    private StubDaemon _daemon = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // What may stand in parameters is sent by its own name.
    public static TheoryData<string> Fields => [.. RequestFields.All.Where(one => one != RequestFields.Parameters).Select(one => one.Name)];

    public async ValueTask InitializeAsync()
    {
        _daemon = await StubDaemon.StartAsync(Token);
        _daemon.OnJson("POST /api/forecast", """{"model":"m","forecasts":[]}""")
            .OnJson("POST /api/validate", """{"valid":true,"errors":[],"warnings":[],"suggestions":[]}""");
    }

    public ValueTask DisposeAsync() => _daemon.DisposeAsync();

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Every_field_is_sent_where_it_may_stand(string name)
    {
        RequestField field = RequestFields.All.Single(field => field.Name == name);
        FaultList faults = new();
        ForecastRequest request = field == RequestFields.Options ? new ForecastRequest { Options = JsonElement.Parse("""{"a":1}""") }
            : field == RequestFields.ResponseOptions ? new ForecastRequest { ResponseOptions = new ResponseOptions() }
            : field.ReadText(new ForecastRequest(), TextFor(field), RequestLimits.None, faults);
        faults.Items.ShouldBeEmpty();
        using TollamaClient client = new(_daemon.Address);

        if (field.Places.HasFlag(FieldPlaces.Body))
        {
            await client.ForecastAsync(request, Token);
            await client.ValidateAsync(request, Token);
            _daemon.Requests.Count.ShouldBe(2);
            _daemon.Requests.ShouldAllBe(sent => Has(sent.Body, name));
        }

        if (field.Places.HasFlag(FieldPlaces.Query))
        {
            int before = _daemon.Requests.Count;
            using MemoryStream table = new(Encoding.UTF8.GetBytes("ds,y\n2025-01-01,1\n"));
            await client.ForecastTableAsync(table, request, Token);
            await client.ValidateTableAsync(table, request, Token);
            _daemon.Requests.Skip(before).ShouldAllBe(sent => sent.Query.ContainsKey(SaidAs.GetValueOrDefault(field, name)));
            _daemon.Requests.Count.ShouldBe(before + 2);
        }
    }

    [Fact]
    public void Every_field_may_stand_in_a_body_or_a_query() =>
        RequestFields.All.ShouldAllBe(field => field.Places.HasFlag(FieldPlaces.Body) || field.Places.HasFlag(FieldPlaces.Query));

    private static bool Has(string body, string name)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty(name, out _);
    }

    private static string TextFor(RequestField field) => field.Name switch
    {
        "gap" or "windows" or "step" or "max_history" or "last" or "history_length" => "3",
        "level" => "95",
        "include" => "fitted,effects",
        "by" => "series,group",
        "select" => "table",
        "horizon" or "mase_seasonality" or "seed" or "timeout" or "keep_alive" or "season_length" or "paths" => "3",
        "sum" => "month",
        "quantiles" => "0.1,0.9",
        "freq" => "D",
        "on_bad_data" or "covariates_mode" => "strict",
        "duplicates" => "sum",
        "fill" => "zero",
        "aggregate" => "W",
        "end" => "2024-12-31",
        "timezone" => "Europe/Berlin",
        "metrics" => "mae,mase",
        "intervals" => "conformal",
        "residuals" => "laplace",
        "lower" or "upper" or "threshold" => "2.5",
        "delimiter" or "decimal" => ",",
        _ when field.IsFlag => "true",
        _ => "text",
    };
}
