using System.Text;
using System.Text.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class LineBufferTests
{
    [Fact]
    public void A_request_is_one_line_however_its_parameters_were_printed()
    {
        LineBuffer buffer = new();

        buffer.AddRequest(7, "forecast", writer => writer.WriteRawValue("{\r\n  \"a\": [1,\n2],\r  \"b\": \"x\\ny\"\n}"), "r\n1");

        string text = Encoding.UTF8.GetString(buffer.Written.Span);
        text.ShouldEndWith("}\n");
        text[..^1].ShouldNotContain('\n');
        text.ShouldNotContain('\r');
        RunnerRequest request = RunnerRequest.Parse(buffer.Written.Span[..^1].ToArray());
        (request.Id, request.Method, request.RequestId).ShouldBe(("7", "forecast", "r\n1"));
        using JsonDocument parameters = JsonDocument.Parse(buffer.Written[..^1]);
        parameters.RootElement.GetProperty("params").GetProperty("b").GetString().ShouldBe("x\ny");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Parameters_that_fail_leave_no_half_line_and_the_next_line_is_whole(int written)
    {
        LineBuffer buffer = new();
        buffer.AddRequest(1, "ping", writer => writer.WriteRawValue("{}"), requestId: null);
        string before = Encoding.UTF8.GetString(buffer.Written.Span);

        Should.Throw<InvalidOperationException>(
            () => buffer.AddRequest(2, "forecast", writer => FailAfter(writer, written), requestId: null));
        Encoding.UTF8.GetString(buffer.Written.Span).ShouldBe(before);
        buffer.AddRequest(3, "ping", writer => writer.WriteRawValue("{\"x\":1}"), requestId: null);

        Encoding.UTF8.GetString(buffer.Written.Span).ShouldBe(before + "{\"id\":\"3\",\"method\":\"ping\",\"params\":{\"x\":1}}\n");
    }

    [Fact]
    public void A_line_that_is_longer_than_the_buffer_is_whole()
    {
        LineBuffer buffer = new();
        string text = new('é', 100_000);

        buffer.AddRequest(1, "forecast", writer => writer.WriteStringValue(text), requestId: null);

        using JsonDocument line = JsonDocument.Parse(buffer.Written[..^1]);
        line.RootElement.GetProperty("params").GetString().ShouldBe(text);
        buffer.Clear();
        buffer.Length.ShouldBe(0);
    }

    internal static void FailAfter(Utf8JsonWriter writer, int length)
    {
        writer.WriteStartObject();
        writer.WriteString("a", new string('x', length));
        writer.Flush();
        throw new InvalidOperationException("The numbers cannot be read.");
    }
}
