using System.Text;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class LineWriterTests
{
    private const int Timeout = 60_000;

    [Fact]
    public void A_line_that_fails_leaves_nothing_in_the_pipe_and_the_next_one_is_whole()
    {
        using RecordingPipe pipe = new();
        LineWriter writer = new(pipe, int.MaxValue);

        Should.Throw<InvalidOperationException>(
            () => writer.Send(line => line.AddRequest(1, "forecast", json => LineBufferTests.FailAfter(json, 9000), requestId: null)));
        pipe.Text.ShouldBeEmpty();
        writer.Send(line => line.AddRequest(2, "ping", json => json.WriteRawValue("{}"), requestId: null));

        pipe.Text.ShouldBe("{\"id\":\"2\",\"method\":\"ping\",\"params\":{}}\n");
    }

    [Fact(Timeout = Timeout)]
    public async Task What_is_sent_while_the_pipe_is_full_goes_out_in_one_write_and_in_order()
    {
        using RecordingPipe pipe = new();
        LineWriter writer = new(pipe, int.MaxValue);
        TaskCompletionSource full = pipe.Block();

        for (int id = 1; id <= 4; id++)
        {
            long number = id;
            writer.Send(line => line.AddRequest(number, "ping", json => json.WriteRawValue("{}"), requestId: null));
        }

        Should.Throw<InvalidOperationException>(
            () => writer.Send(line => line.AddRequest(5, "forecast", json => LineBufferTests.FailAfter(json, 10), requestId: null)));
        Task rest = pipe.NextWriteAsync();
        full.SetResult();
        await rest.WaitAsync(TestContext.Current.CancellationToken);

        pipe.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe([.. Enumerable.Range(1, 4).Select(id => $$$"""{"id":"{{{id}}}","method":"ping","params":{}}""")]);
        pipe.Writes.ShouldBe(2);
    }

    [Fact]
    public void After_the_pipe_broke_lines_are_dropped()
    {
        using RecordingPipe pipe = new() { IsBroken = true };
        LineWriter writer = new(pipe, int.MaxValue);

        writer.Send(line => line.AddRequest(1, "ping", json => json.WriteRawValue("{}"), requestId: null));
        pipe.IsBroken = false;
        writer.Send(line => line.AddRequest(2, "ping", json => json.WriteRawValue("{}"), requestId: null));

        pipe.Text.ShouldBeEmpty();
        pipe.IsClosed.ShouldBeTrue();
    }

    private sealed class RecordingPipe : Stream
    {
        private readonly MemoryStream _written = new();
        private TaskCompletionSource? _full;
        private TaskCompletionSource? _next;

        public bool IsBroken { get; set; }

        public bool IsClosed { get; private set; }

        public int Writes { get; private set; }

        public string Text => Encoding.UTF8.GetString(_written.ToArray());

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>The next write ends when what is returned is set.</summary>
        public TaskCompletionSource Block() => _full = new TaskCompletionSource();

        /// <summary>Ends when the next write has begun.</summary>
        public Task NextWriteAsync() => (_next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (IsBroken)
            {
                throw new IOException("The pipe is broken.");
            }

            Writes++;
            _written.Write(buffer.Span);
            _next?.TrySetResult();
            if (Interlocked.Exchange(ref _full, null) is { } full)
            {
                await full.Task;
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            base.Dispose(disposing);
        }
    }
}
