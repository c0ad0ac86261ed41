using System.Text;
using System.Text.Json;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

public sealed class LineBufferTests
{
    private const int MaxLineBytes = 1_000_000;

    [Fact]
    public void A_request_is_one_line_however_its_parameters_were_printed()
    {
        LineBuffer buffer = new(MaxLineBytes);

        buffer.AddRequest(7, "forecast", writer => writer.WriteRawValue("{\r\n  \"a\": [1,\n2],\r  \"b\": \"x\\ny\"\n}"), "r\n1");

        string text = Encoding.UTF8.GetString(Written(buffer));
        text.ShouldEndWith("}\n");
        text[..^1].ShouldNotContain('\n');
        text.ShouldNotContain('\r');
        RunnerRequest request = RunnerRequest.Parse(Written(buffer)[..^1]);
        (request.Id, request.Method, request.RequestId).ShouldBe(("7", "forecast", "r\n1"));
        using JsonDocument parameters = JsonDocument.Parse(Written(buffer).AsMemory()[..^1]);
        parameters.RootElement.GetProperty("params").GetProperty("b").GetString().ShouldBe("x\ny");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100_000)]
    public void Parameters_that_fail_leave_no_half_line_and_the_next_line_is_whole(int written)
    {
        LineBuffer buffer = new(MaxLineBytes);
        buffer.AddRequest(1, "ping", writer => writer.WriteRawValue("{}"), requestId: null);
        string before = Encoding.UTF8.GetString(Written(buffer));

        Should.Throw<InvalidOperationException>(
            () => buffer.AddRequest(2, "forecast", writer => FailAfter(writer, written), requestId: null));
        Encoding.UTF8.GetString(Written(buffer)).ShouldBe(before);
        buffer.AddRequest(3, "ping", writer => writer.WriteRawValue("{\"x\":1}"), requestId: null);

        Encoding.UTF8.GetString(Written(buffer)).ShouldBe(before + "{\"id\":\"3\",\"method\":\"ping\",\"params\":{\"x\":1}}\n");
    }

    [Fact]
    public void A_line_that_is_longer_than_the_buffer_is_whole()
    {
        LineBuffer buffer = new(MaxLineBytes);
        string text = new('é', 100_000);

        buffer.AddRequest(1, "forecast", writer => writer.WriteStringValue(text), requestId: null);

        using JsonDocument line = JsonDocument.Parse(Written(buffer).AsMemory()[..^1]);
        line.RootElement.GetProperty("params").GetString().ShouldBe(text);
        buffer.Clear();
        buffer.Length.ShouldBe(0);
    }

    [Fact]
    public void A_line_of_exactly_the_limit_is_taken_and_one_byte_more_is_refused_and_leaves_nothing()
    {
        int around = "{\"id\":\"2\",\"method\":\"ping\",\"params\":\"\"}\n".Length;
        LineBuffer buffer = new(MaxLineBytes);
        buffer.AddRequest(1, "ping", writer => writer.WriteRawValue("{}"), requestId: null);
        string before = Encoding.UTF8.GetString(Written(buffer));

        Should.Throw<LineTooLongException>(
            () => buffer.AddRequest(2, "ping", writer => writer.WriteStringValue(new string('x', MaxLineBytes - around + 1)), requestId: null));
        Encoding.UTF8.GetString(Written(buffer)).ShouldBe(before);
        buffer.AddRequest(2, "ping", writer => writer.WriteStringValue(new string('x', MaxLineBytes - around)), requestId: null).ShouldBe(MaxLineBytes);
    }

    [Fact]
    public void A_line_far_above_the_limit_is_refused_before_room_is_made_for_it()
    {
        LineBuffer buffer = new(1000);
        string text = new('x', 10_000_000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<LineTooLongException>(() => buffer.AddRequest(2, "ping", writer => writer.WriteStringValue(text), requestId: null));

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_long_line_takes_no_more_room_than_its_length_and_no_big_piece_is_kept()
    {
        LineBuffer buffer = new(int.MaxValue);
        byte[] value = new byte[20_000];
        Array.Fill(value, (byte)'7');
        long before = GC.GetAllocatedBytesForCurrentThread();

        int length = buffer.AddRequest(1, "forecast", writer => WriteMany(writer, value, 2000), requestId: null);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(length + (5L << 20));
        buffer.Clear();
        buffer.GetMemory().Length.ShouldBeLessThanOrEqualTo(1 << 20);
    }

    private static void WriteMany(Utf8JsonWriter writer, byte[] value, int count)
    {
        writer.WriteStartArray();
        for (int i = 0; i < count; i++)
        {
            writer.WriteRawValue(value, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    private static byte[] Written(LineBuffer buffer) => [.. buffer.Pieces.SelectMany(piece => piece.ToArray())];

    internal static void FailAfter(Utf8JsonWriter writer, int length)
    {
        writer.WriteStartObject();
        writer.WriteString("a", new string('x', length));
        writer.Flush();
        throw new InvalidOperationException("The numbers cannot be read.");
    }
}
