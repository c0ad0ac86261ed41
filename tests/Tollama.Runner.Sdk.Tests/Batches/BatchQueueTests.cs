using System.Text.Json;
using Tollama.Core.Forecasting;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests.Batches;

public sealed class BatchQueueTests
{
    private readonly WaitingModel _model = new();
    private readonly BatchQueue _queue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public BatchQueueTests() => _queue = new BatchQueue(_model);

    [Fact]
    public async Task What_comes_while_the_model_is_busy_is_one_task()
    {
        Task<IReadOnlyList<SeriesOutcome>> first = await BeginAsync();
        Task<IReadOnlyList<SeriesOutcome>> second = Ask(Of("b")), third = Ask(Of("c", "d"));
        _model.LetGo(2);
        (await MeansAsync(first)).ShouldBe(["a=97"]);
        (await MeansAsync(second)).ShouldBe(["b=98"]);
        (await MeansAsync(third)).ShouldBe(["c=99", "d=100"]);
        _model.Tasks.ShouldBe(["a", "b c d"]);
    }

    [Fact]
    public async Task An_idle_model_begins_at_once()
    {
        _model.LetGo(2);
        await Ask(Of("a"));
        await Ask(Of("b"));
        _model.Tasks.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Requests_that_ask_for_something_else_are_another_task()
    {
        await BeginAsync();
        Task[] all =
        [
            Ask(Of("b")),
            Ask(Of(5, "c")),
            Ask(Of("d") with { QuantileLevels = [0.1] }),
            Ask(Of("e") with { Options = Json("""{"non_negative":true}""") }),
            Ask(Of("f") with { Seed = 7 }),
            Ask(Of("g")),
            Ask(Of("h") with { Options = Json("""{"non_negative":true}""") }),
            Ask(Of("i") with { Include = [Inclusion.Effects] }),
        ];
        _model.LetGo(7);
        await Task.WhenAll(all);
        _model.Tasks.ShouldBe(["a", "b g", "d", "e h", "f", "i", "c"]);
    }

    [Fact]
    public async Task A_small_request_is_computed_before_a_large_one_that_came_earlier()
    {
        await BeginAsync();
        Task[] all = [Ask(Of(9, "b")), Ask(Of(5, "c", "d")), Ask(Of(3, "e"))];
        _model.LetGo(4);
        await Task.WhenAll(all);
        _model.Tasks.ShouldBe(["a", "e", "b", "c d"]);
    }

    [Fact]
    public async Task A_large_request_is_passed_over_a_limited_number_of_times()
    {
        await BeginAsync();
        Task large = Ask(Of(1000, "l"));
        Task[] small = [.. Enumerable.Range(1, BatchQueue.MaxOvertakings + 3).Select(horizon => Ask(Of(horizon, "s")))];
        _model.LetGo(small.Length + 2);
        await Task.WhenAll([large, .. small]);
        _model.Tasks.ToList().IndexOf("l").ShouldBe(1 + BatchQueue.MaxOvertakings);
    }

    [Fact]
    public async Task A_batch_has_an_end()
    {
        await BeginAsync();
        Task large = Ask(Of([.. Enumerable.Repeat("b", BatchQueue.MaxSeries - 1)]));
        Task tooMuch = Ask(Of("c", "d"));
        Task fits = Ask(Of("e"));
        _model.LetGo(3);
        await Task.WhenAll(large, tooMuch, fits);
        _model.Tasks.Skip(1).Select(ids => ids.Split(' ').Length).ShouldBe([BatchQueue.MaxSeries, 2]);
    }

    [Fact]
    public void A_large_task_or_one_that_the_model_does_not_join_is_not_taken()
    {
        _queue.Takes(Of("a")).ShouldBeTrue();
        _queue.Takes(Of([.. Enumerable.Repeat("a", BatchQueue.MaxSeries)])).ShouldBeFalse();
        _queue.Takes(Of("a") with { Options = Json("{}") }).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_one_request_does_not_disturb_the_others_of_its_batch()
    {
        using CancellationTokenSource cancellation = new();
        Progress heard = new();
        await BeginAsync();
        Task<IReadOnlyList<SeriesOutcome>> leaving = _queue.ForecastAsync(Of("b", "c"), heard, cancellation.Token), staying = Ask(Of("d"));
        _model.LetGo(1);
        await _model.BegunAsync();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        _model.LetGo(1);
        (await MeansAsync(staying)).ShouldBe(["d=100"]);
        heard.Values.ShouldBeEmpty("its answer is out: nothing may come after it");
    }

    [Fact]
    public async Task A_request_that_is_cancelled_while_it_waits_is_never_computed()
    {
        using CancellationTokenSource cancellation = new();
        await BeginAsync();
        Task leaving = _queue.ForecastAsync(Of("b"), null, cancellation.Token), staying = Ask(Of("c"));
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        _model.LetGo(2);
        await staying;
        _model.Tasks.ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task A_batch_that_all_have_left_ends_early()
    {
        using CancellationTokenSource cancellation = new();
        Task leaving = _queue.ForecastAsync(Of("a"), null, cancellation.Token);
        await _model.BegunAsync();
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        Task next = Ask(Of("b"));
        await _model.BegunAsync();
        _model.LetGo(1);
        await next;
    }

    [Fact]
    public async Task A_request_that_fails_fails_alone()
    {
        _model.Poison = "c";
        await BeginAsync();
        Task<IReadOnlyList<SeriesOutcome>> sound = Ask(Of("b")), poisoned = Ask(Of("c"));
        _model.LetGo(4);
        (await MeansAsync(sound)).ShouldBe(["b=98"]);
        (await Should.ThrowAsync<InvalidOperationException>(poisoned)).Message.ShouldBe("poisoned");
        _model.Tasks.ShouldBe(["a", "b c", "b", "c"]);
    }

    [Fact]
    public async Task Each_request_is_told_its_own_progress()
    {
        Progress two = new(), three = new();
        await BeginAsync();
        Task[] all = [_queue.ForecastAsync(Of("b", "c"), two, Token), _queue.ForecastAsync(Of("d", "e", "f"), three, Token)];
        _model.LetGo(2);
        await Task.WhenAll(all);
        two.Values.ShouldBe([2]);
        three.Values.ShouldBe([3]);
    }

    private static ForecastTask Of(params string[] ids) => Of(horizon: 2, ids);

    private static ForecastTask Of(int horizon, params string[] ids) => new()
    {
        Panel = new Panel([.. ids.Select(id => new TimeSeries { Id = id, Target = [id[0]] })], horizon),
        QuantileLevels = [0.5],
    };

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static async Task<string[]> MeansAsync(Task<IReadOnlyList<SeriesOutcome>> outcomes) =>
        [.. (await outcomes).Select(outcome => FormattableString.Invariant($"{outcome.Id}={outcome.Forecast!.Mean[0]}"))];

    private async Task<Task<IReadOnlyList<SeriesOutcome>>> BeginAsync()
    {
        Task<IReadOnlyList<SeriesOutcome>> first = Ask(Of("a"));
        await _model.BegunAsync();
        return first;
    }

    private Task<IReadOnlyList<SeriesOutcome>> Ask(ForecastTask task) => _queue.ForecastAsync(task, null, Token);

    private sealed class Progress : IProgress<int>
    {
        public List<int> Values { get; } = [];

        public void Report(int value) => Values.Add(value);
    }
}
