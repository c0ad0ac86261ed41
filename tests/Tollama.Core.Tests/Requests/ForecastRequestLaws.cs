using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;

namespace Tollama.Core.Tests.Requests;

/// <summary>What is written is read as the same.</summary>
public sealed class ForecastRequestLaws
{
    [Fact]
    public void A_body_is_read_as_it_was_written() => RandomRequests.OfBodies.ForAll(request =>
    {
        FaultList faults = new();
        ForecastRequest read = ForecastRequestReader.Read(ForecastRequestWriter.ToJson(request), RequestLimits.None, faults, shape: RandomRequests.EveryField, aborted: TestContext.Current.CancellationToken);

        faults.Items.ShouldBeEmpty();
        RandomRequests.Describe(read).ShouldBe(RandomRequests.Describe(request with { Series = [.. request.Series.Select(one => one with { Freq = one.Freq ?? request.Freq, Frequency = one.Frequency ?? Parse(request.Freq) })] }));
    }, cases: 500);

    [Fact]
    public void A_query_is_read_as_it_was_written() => RandomRequests.OfTables.ForAll(request =>
    {
        FaultList faults = new();
        IEnumerable<KeyValuePair<string, string>> query = ForecastRequestWriter.ToQuery(request).Split('&').Select(pair => pair.Split('='))
            .Select(parts => KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1])));

        ForecastRequest read = ForecastRequestReader.ReadQuery(query, RequestLimits.None, faults, shape: RandomRequests.EveryField);

        faults.Items.ShouldBeEmpty();
        ForecastRequest expected = request with { Series = [], Quantiles = request.Quantiles is { Count: > 0 } levels ? levels : null };
        RandomRequests.Describe(read).ShouldBe(RandomRequests.Describe(expected));
    }, cases: 500);

    [Fact]
    public void Every_field_can_be_read_from_a_text()
    {
        // Objects have no text.
        RequestField[] objects = [RequestFields.Options, RequestFields.Parameters, RequestFields.ResponseOptions];
        string[] silent = [.. RequestFields.All.Except(objects).Where(field => !IsRead(field, TextFor(field))).Select(field => field.Name)];
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void No_two_fields_have_one_name() =>
        RequestFields.All.SelectMany(field => new[] { field.Name, field.Alias }).OfType<string>().GroupBy(name => name).Where(group => group.Count() > 1).ShouldBeEmpty();

    private static Frequency? Parse(string? freq) => Frequency.TryParse(freq, out Frequency? frequency) ? frequency : null;

    private static bool IsRead(RequestField field, string text)
    {
        FaultList faults = new();
        ForecastRequest read = field.ReadText(new ForecastRequest(), text, RequestLimits.None, faults);
        return faults.Count == 0 && RandomRequests.Describe(read) != RandomRequests.Describe(new ForecastRequest());
    }

    private static string TextFor(RequestField field) => field.Name switch
    {
        "horizon" or "mase_seasonality" or "seed" or "timeout" or "keep_alive" or "season_length" or "paths" or "threshold" => "3",
        "gap" or "windows" or "step" or "max_history" or "last" or "history_length" => "3",
        "level" => "95",
        "include" => "fitted,effects",
        "by" => "series,group",
        "select" => "table",
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
        "lower" or "upper" => "2.5",
        "delimiter" or "decimal" => ",",
        _ when field.IsFlag => "true",
        _ => "text",
    };
}
