using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class WorkersTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 100)]
    [InlineData(5, 3)]
    public void Every_chunk_runs_once(int threads, int chunks)
    {
        int[] runs = new int[chunks];
        new Workers(threads).Run(chunks, chunk => Interlocked.Increment(ref runs[chunk]));
        runs.ShouldAllBe(count => count == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_exception_of_a_chunk_reaches_the_caller(int threads) =>
        Should.Throw<InvalidOperationException>(() => new Workers(threads).Run(
            20, chunk => _ = chunk == 5 ? throw new InvalidOperationException("chunk 5") : 0)).Message.ShouldBe("chunk 5");

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_cancelled_computation_begins_no_more_chunks(int threads)
    {
        using CancellationTokenSource source = new();
        int runs = 0;
        Should.Throw<OperationCanceledException>(() => new Workers(threads).Run(
            1000,
            _ =>
            {
                Interlocked.Increment(ref runs);
                source.Cancel();
            },
            source.Token));
        runs.ShouldBeInRange(1, threads);
    }

    [Fact]
    public void A_computation_inside_a_chunk_does_not_deadlock()
    {
        int runs = 0;
        Workers workers = new(4);
        workers.Run(16, _ => workers.Run(16, _ => Interlocked.Increment(ref runs)));
        runs.ShouldBe(256);
    }

    [Fact]
    public void One_thread_allocates_nothing()
    {
        Counter counter = new(new int[1]);
        Workers.Single.Run(10, counter);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Workers.Single.Run(10, counter);
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }

    [Fact]
    public void No_threads_are_refused() => Should.Throw<ArgumentOutOfRangeException>(() => new Workers(0));

    private readonly struct Counter(int[] count) : IChunkedWork
    {
        public void Run(int chunk) => count[0]++;
    }
}
