using System.Text;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Tests.Nixtla;

public sealed class NixtlaReaderTests
{
    [Fact]
    public void Packed_series_are_cut_by_their_sizes_and_keep_their_text()
    {
        NixtlaRequest request = Read("""{"series":{"y":[1.5, null ,-2e3,4,5.0],"sizes":[2,3]},"h":3}""");

        NumberColumn[] parts = request.Series.Y.Split(request.Series.Sizes);

        parts.Select(part => (part.Length, part.Missing)).ShouldBe([(2, 1), (3, 0)]);
        parts[0].Values.ShouldBe([1.5, double.NaN]);
        parts[1].Values.ShouldBe([-2000, 4, 5]);
        parts.Select(TextOf).ShouldBe(["[1.5, null ]", "[-2e3,4,5.0]"]);
    }

    [Fact]
    public void Rows_of_features_are_numbers_or_categories()
    {
        PackedSeries series = Read("""{"series":{"X":[[1,2,null],["a",null,"b"],[true,false,true],[3,3,4]],"sizes":[2,1],"y":[1,2,3],"categorical_exog":[3],"X_future":null}}""").Series;

        series.X.Select(row => row.HasTexts).ShouldBe([false, true, true, false]);
        Column[] texts = series.X[1].Split(series.Sizes, areCategories: false);
        ((CategoryColumn)texts[0]).ToTexts().ShouldBe(["a", null]);
        ((CategoryColumn)series.X[2].Split(series.Sizes, areCategories: false)[1]).ToTexts().ShouldBe(["true"]);
        ((CategoryColumn)series.X[3].Split(series.Sizes, series.Categorical.Contains(3))[0]).ToTexts().ShouldBe(["3", "3"]);
        series.XFuture.ShouldBeEmpty();
    }

    [Fact]
    public void All_fields_are_read_after_and_before_long_arrays()
    {
        NixtlaRequest request = Read(
            """
            {"model":"timegpt-1","series":{"y":[1],"sizes":[1],"X":[[1],[2]],"X_future":[[5,6]],"start_datetime":["2024-01-01"]},"h":2,"freq":"D","level":[80,0,80,95.50],
             "clean_ex_first":false,"finetune_steps":7,"finetune_depth":1,"finetune_loss":"mae","finetuned_model_id":null,"feature_contributions":true,
             "feature_contributions_type":"shapley","multivariate":true,"model_parameters":{"season_length":7},"n_windows":2,"step_size":3,"hist_exog":[1],
             "refit":false,"full_history":true,"detection_size":4,"threshold_method":"univariate","n_paths":9,"seed":-1,"job_options":{"timeout_seconds":1},"odd":[{}]}
            """);

        (request.Model, request.Horizon, request.Freq, request.FinetuneSteps, request.Windows, request.StepSize, request.Seed).ShouldBe(("timegpt-1", 2, "D", 7, 2, 3, -1));
        (request.CleanExFirst, request.FeatureContributions, request.Multivariate, request.Refit, request.FullHistory).ShouldBe((false, true, true, false, true));
        request.Levels.Select(level => level.Token).ShouldBe(["80", "0", "95.50"]);
        AskedLevel.QuantilesOf(request.Levels).ShouldBe([0.0225, 0.1, 0.5, 0.9, 0.9775]);
        request.ModelParameters!.Value.GetProperty("season_length").GetInt32().ShouldBe(7);
        (request.DetectionSize, request.ThresholdMethod, request.Paths).ShouldBe((4, "univariate", 9));
        request.Historic!.ShouldBe([1]);
        request.Unknown.ShouldBe(["odd"]);
        request.Series.Starts.ShouldBe(["2024-01-01"]);
    }

    [Theory]
    [InlineData("""{"h":1}""", "series")]
    [InlineData("""{"series":[1]}""", "series")]
    [InlineData("""{"series":{"y":[1]}}""", "series.sizes")]
    [InlineData("""{"series":{"y":[1,"x"],"sizes":[2]}}""", "series.y.1")]
    [InlineData("""{"series":{"y":[1,3.4028235e38],"sizes":[2]}}""", "series.y.1")]
    [InlineData("""{"series":{"y":[1,1e999],"sizes":[2]}}""", "series.y.1")]
    [InlineData("""{"series":{"y":{},"sizes":[2]}}""", "series.y")]
    [InlineData("""{"series":{"y":[1],"sizes":[0]}}""", "series.sizes.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1.5]}}""", "series.sizes.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1],"X":[[1,"a"]]}}""", "series.X.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1],"X":[[{}]]}}""", "series.X.0.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1],"X":[1]}}""", "series.X.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1],"start_datetime":[7]}}""", "series.start_datetime.0")]
    [InlineData("""{"series":{"y":[1],"sizes":[1],"categorical_exog":[-1]}}""", "series.categorical_exog.0")]
    [InlineData("""{"series":{"y":[1],"y":[1],"sizes":[1]}}""", "series.y")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"h":"2"}""", "h")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"level":[80,"a"]}""", "level.1")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"level":99.9999999999999}""", "level")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"model":5}""", "model")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"refit":1}""", "refit")]
    [InlineData("""{"series":{"y":[1],"sizes":[1]},"model_parameters":{"a":1,"a":2}}""", "model_parameters.a")]
    [InlineData("""[1]""", "")]
    [InlineData("""{"series":{"y":[1,2""", "")]
    [InlineData("", "")]
    public void A_fault_is_told_with_its_place(string body, string place) => FaultsOf(body).Select(fault => string.Join('.', fault.Loc.Skip(1))).ShouldContain(place);

    [Theory]
    [InlineData("""{"series":{"y":[1,2],"sizes":[1]},"h":1}""", "series.sizes")]
    [InlineData("""{"series":{"y":[1,2],"sizes":[2],"X":[[1]]},"h":1}""", "series.X.0")]
    [InlineData("""{"series":{"y":[1,2],"sizes":[2],"X":[[1,2]],"X_future":[[1,2]]},"h":1}""", "series.X_future.0")]
    [InlineData("""{"series":{"y":[1,2],"sizes":[2],"X_future":[[1]]},"h":1}""", "series.X_future")]
    [InlineData("""{"series":{"y":[1,2],"sizes":[2],"start_datetime":[]},"h":1}""", "series.start_datetime")]
    [InlineData("""{"series":{"y":[1,2],"sizes":[2],"categorical_exog":[0]},"h":1}""", "series.categorical_exog")]
    [InlineData("""{"series":{"y":[],"sizes":[]},"h":1}""", "series.sizes")]
    public void Lengths_that_do_not_fit_are_faults(string body, string place)
    {
        NixtlaRequest request = Read(body);
        FaultList faults = new();

        PackedCheck.Report(request.Series, request.Horizon, new RequestLimits(), faults);

        faults.Items.Select(fault => string.Join('.', fault.Loc.Skip(1))).ShouldContain(place);
    }

    [Fact]
    public void What_is_too_large_is_refused_and_not_kept()
    {
        RequestLimits limits = new() { MaxPoints = 3, MaxSeries = 2, MaxCovariates = 1, MaxCovariateValues = 4 };

        FaultsOf("""{"series":{"y":[1,2,3,4],"sizes":[1,1,2]}}""", limits).Select(fault => fault.Type).ShouldBe(["limit", "limit"]);
        FaultsOf("""{"series":{"y":[1],"sizes":[1],"X":[[1],[1],[1]]}}""", limits).Select(fault => fault.Type).ShouldBe(["limit"]);
        FaultsOf("""{"series":{"y":[1],"sizes":[1],"X":[[1,2,3,4,5]]}}""", limits).Select(fault => fault.Type).ShouldBe(["limit"]);
    }

    [Fact]
    public void A_body_that_nobody_waits_for_is_not_read() => Should.Throw<OperationCanceledException>(() =>
        new NixtlaReader(new RequestLimits(), new FaultList(), new CancellationToken(canceled: true)).Read("""{"h":1}"""u8.ToArray()));

    // Each cut of a good body, and each byte of it replaced, is read or refused.
    [Fact]
    public void No_body_throws_anything_else_than_faults()
    {
        byte[] good = Encoding.UTF8.GetBytes(
            """{"series":{"y":[1.0,null,-2e3],"sizes":[2,1],"X":[[1,2,3],["a","b",null]],"X_future":[[1,2]],"start_datetime":["2024-01-01",null]},"h":1,"level":[80,0]}""");
        for (int place = 0; place < good.Length; place++)
        {
            Attempt(good[..place]);
            foreach (byte other in "\"[]{},:0-e.nx \xFF"u8)
            {
                byte[] bad = [.. good];
                bad[place] = other;
                Attempt(bad);
            }
        }
    }

    private static void Attempt(byte[] body)
    {
        FaultList faults = new();
        NixtlaRequest request = new NixtlaReader(new RequestLimits(), faults, CancellationToken.None).Read(body);
        if (faults.Count > 0)
        {
            return;
        }

        PackedCheck.Report(request.Series, request.Horizon, new RequestLimits(), faults);
        if (faults.Count == 0)
        {
            new PackedPanel(request, request.Horizon ?? 1, faults).Make(CancellationToken.None).Length.ShouldBe(request.Series.Sizes.Count);
        }
    }

    private static NixtlaRequest Read(string body)
    {
        FaultList faults = new();
        NixtlaRequest request = new NixtlaReader(new RequestLimits(), faults, CancellationToken.None).Read(Encoding.UTF8.GetBytes(body));
        faults.Items.ShouldBeEmpty();
        return request;
    }

    private static IReadOnlyList<Fault> FaultsOf(string body, RequestLimits? limits = null)
    {
        FaultList faults = new();
        new NixtlaReader(limits ?? new RequestLimits(), faults, CancellationToken.None).Read(Encoding.UTF8.GetBytes(body));
        return faults.Items;
    }

    private static string TextOf(NumberColumn column)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter writer = new(text))
        {
            column.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
