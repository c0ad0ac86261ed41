using System.IO.Pipelines;

namespace Tollama.Runner.Sdk.Tests;

public sealed class InputThreadTests
{
    [Fact]
    public async Task No_thread_of_the_pool_waits_for_the_input()
    {
        Pipe requests = new();
        using WatchedInput input = new(requests.Reader.AsStream());
        await requests.Writer.WriteAsync("{\"id\":\"1\",\"method\":\"ping\"}\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await requests.Writer.CompleteAsync();

        await new RunnerHost(new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [] })
            .RunAsync(input, Stream.Null, TestContext.Current.CancellationToken);

        input.ReadsOnPool.ShouldNotBeEmpty();
        input.ReadsOnPool.ShouldAllBe(onPool => !onPool);
    }

    [Fact]
    public async Task A_runner_that_is_cancelled_does_not_wait_for_the_next_line()
    {
        using CancellationTokenSource cancellation = new();
        Pipe requests = new();
        Task running = new RunnerHost(new RunnerHostOptions { Name = "test-runner", Version = "1.0", Families = [] })
            .RunAsync(requests.Reader.AsStream(), Stream.Null, cancellation.Token);

        await cancellation.CancelAsync();

        await running.WaitAsync(TestContext.Current.CancellationToken);
        await requests.Writer.CompleteAsync();
    }

    private sealed class WatchedInput(Stream inner) : Stream
    {
        public List<bool> ReadsOnPool { get; } = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            ReadsOnPool.Add(Thread.CurrentThread.IsThreadPoolThread);
            return inner.Read(buffer, offset, count);
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
