using System.Buffers;
using Microsoft.AspNetCore.Http;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class AnswerBodyTests : IDisposable
{
    private readonly DefaultHttpContext _context = new();
    private readonly MemoryStream _sent = new();

    public AnswerBodyTests() => _context.Response.Body = _sent;

    public void Dispose() => _sent.Dispose();

    [Fact]
    public async Task A_small_answer_is_sent_whole_with_its_length_and_counts()
    {
        using AnswerBody body = new(_context, "text/plain");
        body.Output.Write("hello"u8);
        body.IsMuch(0).ShouldBeFalse();

        await body.EndAsync(errors: 2, warnings: 1);

        _sent.ToArray().ShouldBe("hello"u8.ToArray());
        _context.Response.ContentLength.ShouldBe(5);
        _context.Response.Headers["X-Tollama-Errors"].ToString().ShouldBe("2");
        _context.Response.Headers["X-Tollama-Warnings"].ToString().ShouldBe("1");
    }

    [Fact]
    public async Task What_is_known_stands_in_a_header_of_either_kind()
    {
        using AnswerBody whole = new(_context, "text/csv");
        await whole.EndAsync(errors: 0, warnings: 1, notices: "{}");
        _context.Response.Headers["X-Tollama-Notices"].ToString().ShouldBe("{}");

        DefaultHttpContext inPieces = new();
        inPieces.Response.Body = _sent;
        using AnswerBody pieces = new(inPieces, "text/csv");
        await pieces.SendAsync("{}");
        await pieces.EndAsync(errors: 0, warnings: 1, notices: "{\"late\":true}");
        inPieces.Response.Headers["X-Tollama-Notices"].ToString().ShouldBe("{}");
        inPieces.Response.ContentLength.ShouldBeNull();
    }

    [Fact]
    public async Task A_large_answer_is_sent_in_pieces_without_a_length_and_every_byte_once()
    {
        byte[] expected = new byte[9 << 20];
        new Random(1).NextBytes(expected);
        using AnswerBody body = new(_context, "text/plain");
        foreach (byte[] part in expected.Chunk(100_001))
        {
            body.Output.Write(part);
            if (body.HasBegun || body.IsMuch(0))
            {
                await body.SendAsync();
            }
        }

        body.HasBegun.ShouldBeTrue();
        await body.EndAsync(0, 0);

        _sent.ToArray().ShouldBe(expected);
        _context.Response.ContentLength.ShouldBeNull();
        _context.Response.Headers.ContainsKey("X-Tollama-Errors").ShouldBeFalse();
    }

    [Fact]
    public void What_is_held_elsewhere_counts()
    {
        using AnswerBody body = new(_context, "text/csv");
        body.IsMuch(AnswerBody.HeldBytes + 1).ShouldBeTrue();
    }
}
