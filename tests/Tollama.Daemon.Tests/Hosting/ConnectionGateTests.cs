using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class ConnectionGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Lines _log = new();
    private readonly TaskCompletionSource _heard = new();
    private readonly TaskCompletionSource _served = new();
    private readonly List<string> _requests = [];

    [Fact]
    public async Task One_connection_too_many_is_closed_at_once_and_the_others_go_on()
    {
        ConnectionDelegate server = Guarded(limit: 2);
        (Peer first, Task a) = Connect(server);
        (Peer second, Task b) = Connect(server);

        (Peer third, Task refused) = Connect(server);
        await refused;
        third.IsAborted.ShouldBeTrue();

        await first.SayAsync("GET a");
        await second.SayAsync("GET b");
        _served.SetResult();
        await Task.WhenAll(a, b);
        _requests.ShouldBe(["GET a", "GET b"], ignoreOrder: true);
        first.IsAborted.ShouldBeFalse();

        (Peer next, Task c) = Connect(server);
        await next.SayAsync("GET c");
        await c;
        next.IsAborted.ShouldBeFalse("places of closed connections are free");
    }

    [Fact]
    public async Task A_flood_is_one_line_of_the_log_a_minute()
    {
        ConnectionDelegate server = Guarded(limit: 0);
        for (int count = 0; count < 10; count++)
        {
            await Connect(server).Ended;
        }

        _log.Texts.ShouldHaveSingleItem().ShouldStartWith("refused 1 connections");
        _time.Advance(ConnectionGate.WarningInterval);
        await Connect(server).Ended;
        _log.Texts.Count.ShouldBe(2);
        _log.Texts[1].ShouldStartWith("refused 10 connections");
    }

    [Fact]
    public async Task A_connection_that_says_nothing_is_closed()
    {
        (Peer peer, Task ended) = Connect(Guarded(limit: 1));

        _time.Advance(ConnectionGate.Patience - TimeSpan.FromSeconds(1));
        ended.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));

        await ended;
        peer.IsAborted.ShouldBeTrue();
        _requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_that_has_spoken_may_rest()
    {
        (Peer peer, Task ended) = Connect(Guarded(limit: 1));
        await peer.SayAsync("GET a");
        await _heard.Task;

        _time.Advance(10 * ConnectionGate.Patience);

        ended.IsCompleted.ShouldBeFalse();
        peer.IsAborted.ShouldBeFalse();
        _served.SetResult();
        await ended;
    }

    [Fact]
    public async Task A_client_that_only_knocks_is_nobody()
    {
        (Peer peer, Task ended) = Connect(Guarded(limit: 1));
        await peer.CloseAsync();
        await ended;
        _requests.ShouldBeEmpty();
    }

    private ConnectionDelegate Guarded(int limit) => new ConnectionGate(limit, _time, _log).Guard(ServeAsync);

    private async Task ServeAsync(ConnectionContext connection)
    {
        ReadResult read = await connection.Transport.Input.ReadAsync(TestContext.Current.CancellationToken);
        lock (_requests)
        {
            _requests.Add(System.Text.Encoding.ASCII.GetString(read.Buffer.FirstSpan));
        }

        _heard.TrySetResult();
        await _served.Task;
    }

    private static (Peer Peer, Task Ended) Connect(ConnectionDelegate server)
    {
        Peer peer = new();
        return (peer, server(peer.Server));
    }

    private sealed class Peer
    {
        private readonly Pipe _toServer = new();

        public Peer() => Server = new Connection(new Duplex(_toServer.Reader, new Pipe().Writer), () => IsAborted = true);

        public ConnectionContext Server { get; }

        public bool IsAborted { get; private set; }

        public async Task SayAsync(string text) => await _toServer.Writer.WriteAsync(System.Text.Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

        public async Task CloseAsync() => await _toServer.Writer.CompleteAsync();
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Connection(IDuplexPipe transport, Action onAbort) : DefaultConnectionContext("test", transport, transport)
    {
        public override void Abort(ConnectionAbortedException abortReason) => onAbort();
    }

    private sealed class Lines : ILogger<ConnectionGate>
    {
        public List<string> Texts { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Texts.Add(formatter(state, exception));
    }
}
