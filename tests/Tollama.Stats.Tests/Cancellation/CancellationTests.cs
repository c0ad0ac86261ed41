using Tollama.Numerics.Work;

namespace Tollama.Stats.Tests.Cancellation;

public sealed class CancellationTests
{
    // What a meter promises: a look after so many operations, and no more than so many told at once. An operation takes 0.3 to 3 nanoseconds, as
    // `cancel` of bench/Tollama.StatsBenchmarks measures, so that this is 10 to 75 milliseconds.
    private const long Budget = WorkMeter.OperationsBetweenLooks + WorkMeter.LongestStretch;

    private const long Farthest = 150_000_000;

    public static TheoryData<int> Works => [.. Enumerable.Range(0, LongWork.All.Count)];

    [Theory]
    [MemberData(nameof(Works))]
    public void A_cancel_ends_a_model_within_the_budget_wherever_it_comes(int number)
    {
        LongWork work = LongWork.All[number];
        Random random = new(number);
        foreach (double share in (double[])[random.NextDouble(), 1])
        {
            // Points anywhere on the way, early ones as often as late ones; a model that takes less than that is not cancelled.
            long point = (long)(Math.Pow(Farthest, share) * (0.5 + (0.5 * random.NextDouble())));
            using WorkRecorder recorder = new(point);
            bool ended = IsEnded(work, recorder);
            recorder.LongestStretch.ShouldBeLessThanOrEqualTo(Budget, $"{work}, cancel at {point}");
            recorder.SinceCancel.ShouldBeLessThanOrEqualTo(Budget, $"{work}, cancel at {point}");
            ended.ShouldBe(recorder.Token.IsCancellationRequested, $"{work}: {recorder.Operations} operations, cancel at {point}");
        }
    }

    // A loop that tells its meter nothing would pass the test above. So each model has to count at least what it is known to do for each value: half of
    // what it counted when the benchmark was made.
    [Theory]
    [MemberData(nameof(Counts))]
    public void A_model_counts_all_of_its_work(string model, int perValue)
    {
        LongWork work = new(model, """{"season_length":12}""", 5_000);
        using WorkRecorder recorder = new();
        IsEnded(work, recorder).ShouldBeFalse();
        (recorder.Operations / work.Length).ShouldBeGreaterThanOrEqualTo(perValue);
        recorder.LongestStretch.ShouldBeLessThanOrEqualTo(Budget);
    }

    public static TheoryData<string, int> Counts => new(StatsFamily.ModelNames.Select(name => (name, LeastPerValue[name])));

    private static Dictionary<string, int> LeastPerValue { get; } = new(StringComparer.Ordinal)
    {
        ["adida"] = 216,
        ["ar"] = 126,
        ["arch"] = 4_298,
        ["arima"] = 1_729,
        ["auto"] = 7_380,
        ["auto-arima"] = 238_955,
        ["auto-ces"] = 11_356,
        ["auto-ets"] = 15_427,
        ["auto-theta"] = 1_051,
        ["auto:best"] = 13_800,
        ["auto:fast"] = 413,
        ["croston"] = 49,
        ["croston-optimized"] = 378,
        ["damped-holt"] = 2_103,
        ["dotm"] = 296,
        ["drift"] = 13,
        ["dstm"] = 296,
        ["ets"] = 15_427,
        ["garch"] = 7_378,
        ["holt"] = 1_783,
        ["holt-winters"] = 7_695,
        ["holt-winters-multiplicative"] = 4_614,
        ["imapa"] = 216,
        ["mean"] = 13,
        ["mfles"] = 647,
        ["mstl"] = 2_121,
        ["naive"] = 13,
        ["otm"] = 296,
        ["sba"] = 49,
        ["seasonal-naive"] = 13,
        ["seasonal-ses"] = 140,
        ["seasonal-window-average"] = 15,
        ["ses"] = 1_463,
        ["smoothed-demand"] = 49,
        ["stm"] = 296,
        ["tbats"] = 38_962,
        ["theta"] = 213,
        ["tsb"] = 49,
        ["window-average"] = 25,
    };

    private static bool IsEnded(LongWork work, WorkRecorder recorder)
    {
        WorkMeter.Observe(recorder);
        try
        {
            work.Run(recorder.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        finally
        {
            WorkMeter.Observe(null);
        }
    }
}
