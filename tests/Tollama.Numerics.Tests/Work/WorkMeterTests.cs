using Tollama.Numerics.Work;

namespace Tollama.Numerics.Tests.Work;

public sealed class WorkMeterTests
{
    [Fact]
    public void It_looks_at_the_token_when_it_is_made() =>
        Should.Throw<OperationCanceledException>(() => new WorkMeter(new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(1_000)]
    [InlineData(999_999)]
    [InlineData(WorkMeter.LongestStretch)]
    public void A_cancel_is_seen_after_so_many_operations(long each)
    {
        using CancellationTokenSource source = new();
        WorkMeter meter = new(source.Token);
        source.Cancel();
        long spent = 0;
        Should.Throw<OperationCanceledException>(() =>
        {
            while (spent <= WorkMeter.OperationsBetweenLooks + each)
            {
                meter.Spend(each);
                spent += each;
            }
        });
        spent.ShouldBeLessThanOrEqualTo(WorkMeter.OperationsBetweenLooks);
    }

    [Fact]
    public void Observed_it_looks_at_the_same_places()
    {
        Recorder recorder = new();
        WorkMeter.Observe(recorder);
        WorkMeter meter = new(CancellationToken.None);
        WorkMeter.Observe(null);
        for (int call = 0; call < 10; call++)
        {
            meter.Spend(WorkMeter.OperationsBetweenLooks / 4);
        }

        recorder.LookedAfter.ShouldBe([0, WorkMeter.OperationsBetweenLooks, 9L * WorkMeter.OperationsBetweenLooks / 4]);
        recorder.Spent.ShouldBe(10L * WorkMeter.OperationsBetweenLooks / 4);
    }

    private sealed class Recorder : IWorkObserver
    {
        public long Spent { get; private set; }

        public List<long> LookedAfter { get; } = [];

        public void Spend(long operations) => Spent += operations;

        public void Look() => LookedAfter.Add(Spent);
    }
}
