using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class ClientBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Exception, ErrorCode> Faults => new()
    {
        { new ConnectionResetException("reset"), ErrorCode.Canceled },
        { new BadHttpRequestException("Unexpected end of request content."), ErrorCode.Canceled },
        { new BadHttpRequestException("too large", 413), ErrorCode.BodyTooLarge },
        { new BadHttpRequestException("too slow", 408), ErrorCode.RequestTimeout },
        { new IOException("Bad chunk size data."), ErrorCode.InvalidRequest },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task What_is_wrong_with_a_body_is_the_clients(Exception fault, ErrorCode code)
    {
        await using ClientBody body = new(new BrokenStream(fault));
        TollamaException told = await Should.ThrowAsync<TollamaException>(() => body.CopyToAsync(Stream.Null, Token));
        told.Code.ShouldBe(code);
        told.InnerException.ShouldBe(fault);
    }

    [Fact]
    public async Task A_body_that_arrives_is_what_was_sent()
    {
        await using ClientBody body = new(new MemoryStream([1, 2, 3]));
        using MemoryStream copy = new();
        await body.CopyToAsync(copy, Token);
        copy.ToArray().ShouldBe([1, 2, 3]);
    }

    private sealed class BrokenStream(Exception fault) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw fault;
    }
}
