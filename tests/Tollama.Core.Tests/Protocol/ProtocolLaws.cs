using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using Tollama.Core.Analysis;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Json;
using Tollama.Core.Protocol;
using Tollama.Core.Requests;
using Tollama.Core.Sampling;
using Tollama.Core.Series;
using Tollama.Core.Tests.Requests;

namespace Tollama.Core.Tests.Protocol;

/// <summary>Each message of the protocol is read as it was written.</summary>
public sealed class ProtocolLaws
{
    private static readonly Gen<string> Texts = Gen.String[Gen.Char["abz é\"\\<\n世0"], 1, 10];

    private static readonly Gen<string[]> Lists = Texts.Array[0, 3];

    private static readonly Gen<double[]> Numbers = Gen.Double[-1e9, 1e9].Array[1, 5];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parameters_of_a_forecast(bool shortTimes) => RandomRequests.OfRunners.ForAll(request =>
    {
        byte[] line = Line(writer => new ForecastParams(request).Write(writer, shortTimes));
        RunnerRequest parsed = RunnerRequest.Parse(line);
        Utf8JsonReader reader = parsed.ParamsReader();
        FaultList faults = new();

        ForecastParams read = ForecastParams.Read(ref reader, parsed.ParamsText, faults);

        (parsed.Id, parsed.Method, parsed.RequestId).ShouldBe(("17", "forecast", "r \"1\""));
        faults.Items.ShouldBeEmpty();
        RandomRequests.Describe(read.Request).ShouldBe(RandomRequests.Describe(request));
    }, cases: 500);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parameters_of_an_analysis(bool shortTimes) => RandomRequests.OfRunners.ForAll(request =>
    {
        AnalyzeParams sent = new([.. request.Series.Select(series => series with { Covariates = [], StaticCovariates = new Dictionary<string, JsonElement>() })], new AnalysisSettings(50, 12, 2, 1.5));
        RunnerRequest parsed = RunnerRequest.Parse(Line(writer => sent.Write(writer, shortTimes)));
        Utf8JsonReader reader = parsed.ParamsReader();
        FaultList faults = new();

        AnalyzeParams read = AnalyzeParams.Read(ref reader, parsed.ParamsText, faults);

        faults.Items.ShouldBeEmpty();
        read.Settings.ShouldBe(sent.Settings);
        RandomRequests.Describe(new ForecastRequest { Series = read.Series }).ShouldBe(RandomRequests.Describe(new ForecastRequest { Series = sent.Series }));
    }, cases: 200);

    [Theory]
    [InlineData("""{"analyses":[null]}""")]
    [InlineData("""{"analyses":[{"id":"a","length":1}]}""")]
    [InlineData("""{"analyses":[{"id":null,"length":1,"trend":{"direction":"up","slope":0,"r2":0,"strength":0}}]}""")]
    [InlineData("""{"analyses":[{"id":"a","length":1,"trend":{"direction":"up","slope":0,"r2":0,"strength":0},"seasons":[null]}]}""")]
    [InlineData("""{"errors":[{"id":"a","code":"X","message":null}]}""")]
    [InlineData("null")]
    public void A_result_of_an_analysis_that_lacks_something_is_none(string json) =>
        Should.Throw<JsonException>(() => AnalyzeResult.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Parameters_and_result_of_a_sample()
    {
        SampleParams sent = new()
        {
            Settings = new SampleSettings { Paths = 7, Seed = long.MinValue, Included = 2, Levels = [0.1, 0.5], Threshold = -1.5, Lower = -3, Upper = 1e9, Integer = true },
            Series = [new SampleSource { Id = "a", Mean = [1, 2], Quantiles = new() { ["0.1"] = [0, 1], ["0.9"] = [2, 3] }, ErrorWeights = [1, -0.5], SumSteps = [1, 1] }],
        };
        SampleParams read = RunnerRequest.Parse(Line(sent.Write)).Params(TollamaJsonContext.Default.SampleParams);

        Line(read.Write).ShouldBe(Line(sent.Write));
        (read.Settings.Paths, read.Settings.Seed, read.Settings.Included, read.Settings.Integer, read.Series.Single().ErrorWeights![1]).ShouldBe((7, long.MinValue, 2, true, -0.5));
        SampleSettings usual = RunnerRequest.Parse(Encoding.UTF8.GetBytes("""{"id":"1","method":"sample","params":{"series":[]}}"""))
            .Params(TollamaJsonContext.Default.SampleParams).Settings;
        (usual.Paths, usual.Levels.Count, usual.Threshold).ShouldBe((SampleSettings.UsualPaths, 0, null));

        SampledPassage passage = new() { Chance = [0, 1], Ever = 1, First = [0, 1], Steps = new() { ["0.1"] = 2, ["0.5"] = null } };
        SeriesSample sample = new()
        {
            Id = "a", Paths = [[1, 2], [3, 4]], Sums = new SampledSums { Mean = [3], Quantiles = new() { ["0.1"] = [2] } }, Above = passage, Below = passage,
        };
        byte[] line = Line(new SampleResult { Samples = [sample] }.Write);
        Line(SampleResult.Read(Encoding.UTF8.GetBytes(JsonDocument.Parse(line).RootElement.GetProperty("params").GetRawText())).Write).ShouldBe(line);
    }

    [Theory]
    [InlineData("""{"samples":[{"paths":[[1]]}]}""", "result.samples[0].id is missing")]
    [InlineData("""{"samples":[{"id":"a","paths":[["1"]]}]}""", "result.samples[0].paths[0][0] is the text '1'; it must be a number")]
    [InlineData("""{"samples":[{"id":"a","above":{"chance":[1],"first":[1]}}]}""", "result.samples[0].above.ever is missing")]
    [InlineData("""{"samples":[{"id":"a","above":{"chance":[1],"ever":null,"first":[1]}}]}""", "result.samples[0].above.ever is null; it must be a finite number")]
    [InlineData("""{"samples":[{"id":"a","above":{"chance":[1],"ever":1,"first":[1],"steps":{"0.1":1.5}}}]}""", "result.samples[0].above.steps.0.1 is 1.5; it must be a whole number, 0 or more")]
    public void A_result_of_a_sample_that_lacks_something_is_none(string json, string fault) =>
        Should.Throw<JsonException>(() => SampleResult.Read(Encoding.UTF8.GetBytes(json))).Message.ShouldBe(fault);

    [Fact]
    public void The_short_form_of_time_stamps_is_shorter_and_says_the_same()
    {
        byte[] Written(bool shortTimes) => Line(writer => new ForecastParams(new ForecastRequest
        {
            Model = "m",
            Horizon = 1,
            Series =
            [
                new()
                {
                    Id = "a",
                    Frequency = Frequency.Parse("MS"),
                    Target = [1, 2, 3],
                    Times = [.. ((string[])["2024-01-01", "2024-02-01", "2024-03-01"]).Select(Timestamp.Parse)],
                },
            ],
        }).Write(writer, shortTimes));

        Encoding.UTF8.GetString(Written(shortTimes: true)).ShouldContain("""{"id":"a","freq":"MS","start_timestamp":"2024-01-01","target":[1,2,3]}""");
        Encoding.UTF8.GetString(Written(shortTimes: false)).ShouldContain(
            """{"id":"a","freq":"MS","timestamps":["2024-01-01","2024-02-01","2024-03-01"],"target":[1,2,3]}""");
    }

    // Months on their 15th are no starts of months: steps of MS lead elsewhere. Summer time: the same steps, another offset.
    [Theory]
    [InlineData("MS", "2024-01-15", "2024-02-15")]
    [InlineData("D", "2024-03-30T00:00:00+01:00", "2024-03-31T00:00:00+01:00", "2024-04-01T00:00:00+02:00", "2024-04-02T00:00:00+01:00")]
    [InlineData("D", "2024-01-01", "2024-01-03", "2024-01-03")]
    public void Time_stamps_that_the_first_does_not_tell_are_all_written(string freq, params string[] times)
    {
        byte[] line = Line(writer => new ForecastParams(new ForecastRequest
        {
            Model = "m",
            Horizon = 1,
            Series =
            [
                new()
                {
                    Id = "a",
                    Frequency = Frequency.Parse(freq),
                    Target = NumberColumn.Of(new double[times.Length]),
                    Times = [.. times.Select(Timestamp.Parse)],
                },
            ],
        }).Write(writer, shortTimes: true));

        string written = string.Join(",", times.Select(time => $"\"{time}\"")).Replace("+", "\\u002B", StringComparison.Ordinal);
        Encoding.UTF8.GetString(line).Replace("+", "\\u002B", StringComparison.Ordinal).ShouldContain($"\"timestamps\":[{written}]");
    }

    [Theory]
    [InlineData("D", "2024-03-30T00:00+01:00", "2024-03-31T00:00+02:00", "2024-04-01T00:00+01:00")] // an offset of its own in the middle
    [InlineData("h", "2024-01-01T00:00+01:00", "2024-01-01T02:00+02:00", "2024-01-01T02:00+01:00")] // the same instant on another clock
    [InlineData("BMS", "2024-05-01", "2024-06-01", "2024-07-01")] // the first of June was a Saturday
    public void Time_stamps_of_which_only_the_ends_are_steps_are_all_written(string frequency, params string[] times)
    {
        ForecastParams sent = new(new ForecastRequest
        {
            Model = "m",
            Horizon = 1,
            Series =
            [
                new() { Id = "a", Frequency = Frequency.Parse(frequency), Target = [1, 2, 3], Times = [.. times.Select(Timestamp.Parse)] },
            ],
        });

        byte[] line = Line(writer => sent.Write(writer, shortTimes: true));

        RunnerRequest request = RunnerRequest.Parse(line);
        Utf8JsonReader reader = request.ParamsReader();
        ForecastParams.Read(ref reader, request.ParamsText, new FaultList()).Request.Series[0].Times!.Select(time => time.ToString())
            .ShouldBe(times);
    }

    [Fact]
    public void The_result_of_a_forecast() => Gen.Select(Texts, Numbers, Lists, Gen.Bool).ForAll((text, numbers, list, some) =>
    {
        ForecastResult result = new()
        {
            Forecasts =
            [
                new SeriesForecastData
                {
                    Id = text,
                    Mean = numbers,
                    Quantiles = some ? new Dictionary<string, double[]> { ["0.1"] = numbers, ["0.975"] = [.. numbers.Select(number => number + 1)] } : null,
                    Method = some ? text : null,
                    Warnings = list.Length == 0 ? null : list,
                },
            ],
            Errors = some ? [new SeriesError { Id = "b", Code = "SERIES_NOT_FORECASTABLE", Message = text }] : null,
            Warnings = list.Length == 0 ? null : list,
            Usage = some ? new ForecastUsage { Runner = text, Device = "cpu", SeriesCount = 1, Horizon = 2, ContextUsed = 3, ContextAvailable = 4, ContextTruncated = true } : null,
        };
        ArrayBufferWriter<byte> line = new();
        RunnerAnswer.Write(line, "17", "result"u8, result.Write);

        ForecastResult read = ForecastResult.Read(RunnerAnswer.Parse(line.WrittenSpan.ToArray()).Result.Span);

        Text(read, TollamaJsonContext.Default.ForecastResult).ShouldBe(Text(result, TollamaJsonContext.Default.ForecastResult));
        read.Forecasts[0].Mean.ShouldBe(numbers);
    });

    [Theory]
    [InlineData("""{"forecasts":[null]}""")]
    [InlineData("""{"forecasts":[{"id":null,"mean":[1]}]}""")]
    [InlineData("""{"forecasts":[],"errors":[null]}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public void What_is_no_result_of_a_forecast_is_refused(string json) =>
        Should.Throw<JsonException>(() => ForecastResult.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void The_other_messages() => Gen.Select(Texts, Lists, Gen.Int, Gen.Bool).ForAll((text, list, number, some) =>
    {
        Holds(new HelloParams { Protocol = number }, TollamaJsonContext.Default.HelloParams);
        Holds(new HelloResult { Name = text, Version = text, Protocol = number, Families = list, Capabilities = list }, TollamaJsonContext.Default.HelloResult);
        Holds(
            new LoadParams
            {
                Model = text,
                Family = text,
                Variant = some ? text : null,
                Files = some ? list.Distinct().ToDictionary(name => name, _ => text) : null,
                Options = some ? JsonDocument.Parse("""{"a":[1.50,null]}""").RootElement : null,
            },
            TollamaJsonContext.Default.LoadParams);
        Holds(
            new LoadResult
            {
                Model = text,
                ResidentBytes = number,
                ContextLength = some ? number : null,
                MaxHorizon = some ? null : number,
                UsesPastCovariates = some ? true : null,
                UsesFutureCovariates = some,
                UsesStaticCovariates = null,
            },
            TollamaJsonContext.Default.LoadResult);
        Holds(new UnloadParams { Model = text }, TollamaJsonContext.Default.UnloadParams);
        Holds(new CancelParams { Target = text }, TollamaJsonContext.Default.CancelParams);
        Holds(new ProgressNotice { Completed = number, Total = number }, TollamaJsonContext.Default.ProgressNotice);
        Holds(new RunnerError { Code = number, Message = text, Data = some ? JsonDocument.Parse("""{"hint":"x"}""").RootElement : null }, TollamaJsonContext.Default.RunnerError);
    });

    private static void Holds<T>(T message, JsonTypeInfo<T> type)
    {
        string json = Text(message, type);
        Text(JsonSerializer.Deserialize(json, type)!, type).ShouldBe(json);
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonPropertyInfo property in type.Properties.Where(one => one.Get is not null))
        {
            bool isSaid = property.Get!(message!) is not null;
            document.RootElement.TryGetProperty(property.Name, out _).ShouldBe(isSaid, $"{typeof(T).Name}.{property.Name}");
        }
    }

    private static string Text<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.Serialize(message, type);

    private static byte[] Line(Action<Utf8JsonWriter> parameters)
    {
        ArrayBufferWriter<byte> buffer = new();
        RunnerRequest.WriteStart(buffer, 17, RunnerMethods.Forecast, "r \"1\"");
        using (Utf8JsonWriter writer = new(buffer))
        {
            parameters(writer);
        }

        RunnerRequest.WriteEnd(buffer);
        return buffer.WrittenSpan[..^1].ToArray();
    }
}
