using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class PacedWriterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly DefaultHttpContext _context = new();
    private readonly SlowStream _client = new();
    private readonly Lifetime _lifetime = new();

    public PacedWriterTests()
    {
        _context.Response.Body = _client;
        _context.Features.Set<IHttpRequestLifetimeFeature>(_lifetime);
    }

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_client_that_reads_nothing_loses_its_connection()
    {
        Task writing = new PacedWriter(_context, _time).WriteAsync(new byte[1 << 20], CancellationToken.None).AsTask();
        _time.Advance(PacedWriter.Patience - TimeSpan.FromSeconds(1));
        writing.IsCompleted.ShouldBeFalse();

        _time.Advance(TimeSpan.FromSeconds(2));

        await Should.ThrowAsync<OperationCanceledException>(writing);
        _lifetime.IsAborted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_that_reads_slowly_but_steadily_gets_everything()
    {
        const int Pieces = 100;
        Task writing = new PacedWriter(_context, _time).WriteAsync(new byte[Pieces * 64 * 1024], CancellationToken.None).AsTask();
        for (int piece = 0; piece < Pieces; piece++)
        {
            await _client.Asked(piece);
            _time.Advance(TimeSpan.FromSeconds(1.9));
            _client.Read();
        }

        await writing;
        _lifetime.IsAborted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_is_slower_than_that_is_given_up_in_the_end()
    {
        Task writing = new PacedWriter(_context, _time).WriteAsync(new byte[1000 * 64 * 1024], CancellationToken.None).AsTask();
        int read = 0;
        for (; !writing.IsCompleted; read++)
        {
            await Task.WhenAny(writing, _client.Asked(read));
            _time.Advance(TimeSpan.FromSeconds(4));
            _client.Read();
        }

        await Should.ThrowAsync<OperationCanceledException>(writing);
        read.ShouldBeLessThan(20);
    }

    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }

    /// <summary>A client that takes a write when the test says so.</summary>
    private sealed class SlowStream : MemoryStream
    {
        private readonly List<TaskCompletionSource> _writes = [];
        private readonly Lock _lock = new();
        private TaskCompletionSource _came = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _next;

        public async Task Asked(int count)
        {
            while (true)
            {
                Task came;
                lock (_lock)
                {
                    if (_writes.Count > count)
                    {
                        return;
                    }

                    came = _came.Task;
                }

                await came;
            }
        }

        public void Read()
        {
            TaskCompletionSource? write;
            lock (_lock)
            {
                write = _next < _writes.Count ? _writes[_next++] : null;
            }

            write?.TrySetResult();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            lock (_lock)
            {
                TaskCompletionSource write = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _writes.Add(write);
                _came.TrySetResult();
                _came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return new ValueTask(write.Task);
            }
        }
    }
}
