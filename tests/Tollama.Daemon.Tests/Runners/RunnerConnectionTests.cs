using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Runners;

namespace Tollama.Daemon.Tests.Runners;

/// <summary>The protocol over pipes in memory: no process.</summary>
public sealed class RunnerConnectionTests
{
    private const int MaxLineBytes = 1_000_000;

    private readonly Pipe _requests = new();
    private readonly Pipe _answers = new();

    [Fact]
    public async Task A_request_is_one_line_with_the_parameters_as_they_were_given()
    {
        RunnerConnection connection = Connect();

        connection.Send("forecast", writer => writer.WriteRawValue("""{"a" : 1.50}"""), "req\n\"7\"");

        string line = await ReadRequestAsync();
        line.ShouldBe("""{"id":"1","method":"forecast","request_id":"req\n\u00227\u0022","params":{"a" : 1.50}}""");
        JsonDocument.Parse(line).RootElement.GetProperty("request_id").GetString().ShouldBe("req\n\"7\"");
    }

    [Fact]
    public async Task However_the_pipe_cuts_the_bytes_every_request_gets_its_own_answer() =>
        await Gen.Select(Gen.Shuffle(Enumerable.Range(1, 6).ToArray()), Gen.Int[1, 97], Gen.Int[0, 3], Gen.String[Gen.Char["aé\"\\"], 0, 80])
            .ForAllAsync(async (order, chunk, noise, text) =>
            {
                Pipe requests = new();
                Pipe answers = new();
                RunnerConnection connection = Connect(requests, answers);
                PendingCall[] calls = [.. order.Select(_ => connection.Send("forecast", writer => writer.WriteRawValue("{}")))];

                string value = $"\"{JsonEncodedText.Encode(text)}\"";
                StringBuilder stream = new();
                foreach (int id in order)
                {
                    stream.Append(string.Concat(Enumerable.Repeat("noise {\"id\":\n\n", noise)));
                    stream.Append(CultureInfo.InvariantCulture, $$$"""{"id":"{{{id}}}","result":{"n":{{{id}}},"text":{{{value}}}}}""").Append(id % 2 == 0 ? "\r\n" : "\n");
                }

                foreach (byte[] part in Encoding.UTF8.GetBytes(stream.ToString()).Chunk(chunk))
                {
                    await answers.Writer.WriteAsync(part);
                }

                await answers.Writer.CompleteAsync();
                (await connection.Reading).ShouldBeNull();
                for (int i = 0; i < calls.Length; i++)
                {
                    RunnerAnswer answer = RunnerAnswer.Parse(await calls[i].Answer);
                    Encoding.UTF8.GetString(answer.Result.Span).ShouldBe($$"""{"n":{{i + 1}},"text":{{value}}}""");
                }
            }, cases: 200);

    [Fact]
    public async Task No_line_ends_the_reading()
    {
        RunnerConnection connection = Connect();
        PendingCall call = connection.Send("ping", writer => writer.WriteRawValue("{}"));

        Gen.Byte.Array[0, 200].ForAll(bytes => _answers.Writer.Write(bytes.Append((byte)'\n').ToArray()), cases: 2000);
        _answers.Writer.Write("""{"id":"1","result":{}}"""u8);
        _answers.Writer.Write("\n"u8);
        await _answers.Writer.CompleteAsync();

        (await connection.Reading).ShouldBeNull();
        (await call.Answer).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_id_is_answered_once()
    {
        RunnerConnection connection = Connect();
        PendingCall call = connection.Send("ping", writer => writer.WriteRawValue("{}"));

        _answers.Writer.Write("{\"id\":\"1\",\"result\":{\"first\":true}}\n{\"id\":\"1\",\"result\":{\"second\":true}}\n"u8);
        await _answers.Writer.CompleteAsync();
        await connection.Reading;

        Encoding.UTF8.GetString(await call.Answer).ShouldContain("first");
        connection.InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task After_the_end_every_request_fails_with_the_loss()
    {
        RunnerConnection connection = Connect();
        PendingCall before = connection.Send("ping", writer => writer.WriteRawValue("{}"));
        connection.Close(new RunnerLostException("gone", ""));
        PendingCall after = connection.Send("ping", writer => writer.WriteRawValue("{}"));

        (await Should.ThrowAsync<RunnerLostException>(before.Answer)).Message.ShouldBe("gone");
        (await Should.ThrowAsync<RunnerLostException>(after.Answer)).Message.ShouldBe("gone");
    }

    [Fact]
    public async Task A_request_above_the_line_limit_is_refused_and_nothing_of_it_is_sent()
    {
        RunnerConnection connection = Connect();

        TollamaException error = Should.Throw<TollamaException>(
            () => connection.Send("forecast", writer => writer.WriteStringValue(new string('x', MaxLineBytes))));
        connection.Send("ping", writer => writer.WriteRawValue("{}"));

        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldBe("The request is too large for runner 'test': it makes a line of more than 1000000 bytes.");
        connection.InFlight.ShouldBe(1);
        (await ReadRequestAsync()).ShouldBe("""{"id":"2","method":"ping","params":{}}""");
    }

    [Fact]
    public async Task A_line_that_the_runner_cannot_read_fails_the_longest_request_and_no_other()
    {
        RunnerConnection connection = Connect();
        PendingCall before = connection.Send("forecast", writer => writer.WriteRawValue("{}"));
        PendingCall longest = connection.Send("forecast", writer => writer.WriteStringValue(new string('x', 1000)));
        PendingCall after = connection.Send("forecast", writer => writer.WriteRawValue("{}"));

        _answers.Writer.Write("{\"id\":\"unknown\",\"error\":{\"code\":-32600,\"message\":\"the line is longer than 5 bytes\"}}\n"u8);
        _answers.Writer.Write("{\"id\":\"1\",\"result\":{}}\n{\"id\":\"3\",\"result\":{}}\n"u8);
        await _answers.Writer.FlushAsync(TestContext.Current.CancellationToken);

        TollamaException error = await Should.ThrowAsync<TollamaException>(longest.Answer);
        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldContain("the line is longer than 5 bytes");
        (await before.Answer).ShouldNotBeEmpty();
        (await after.Answer).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5_000_000)]
    [InlineData(1_000_000, 1)]
    public async Task A_line_above_the_limit_fails_its_request_and_those_around_it_are_answered(int chunk, int excess)
    {
        RunnerConnection connection = Connect();
        PendingCall[] calls = [.. Enumerable.Range(0, 3).Select(_ => connection.Send("forecast", writer => writer.WriteRawValue("{}")))];

        await WriteAsync("{\"id\":\"1\",\"result\":{}}\n{\"id\":\"2\",\"result\":{\"id\":\"3\",\"x\":\"", chunk);
        await WriteAsync(new string('x', MaxLineBytes + excess), 1_000_000);
        await WriteAsync("\"}}\n{\"id\":\"3\",\"result\":{}}\n", chunk);
        await _answers.Writer.CompleteAsync();

        (await connection.Reading).ShouldBeNull();
        TollamaException error = await Should.ThrowAsync<TollamaException>(calls[1].Answer);
        error.Code.ShouldBe(ErrorCode.RunnerProtocol);
        error.Message.ShouldBe("Runner 'test' answered with a line of more than 1000000 bytes.");
        (await calls[0].Answer).ShouldNotBeEmpty();
        (await calls[2].Answer).ShouldNotBeEmpty();
        connection.Stuck.IsCompleted.ShouldBeFalse();
    }

    private async Task WriteAsync(string text, int chunk)
    {
        foreach (byte[] part in Encoding.UTF8.GetBytes(text).Chunk(chunk))
        {
            await _answers.Writer.WriteAsync(part, TestContext.Current.CancellationToken);
        }
    }

    private static RunnerConnection Connect(Pipe requests, Pipe answers) =>
        new("test", requests.Writer.AsStream(), answers.Reader.AsStream(), new RunnerPolicy { MaxLineBytes = MaxLineBytes }, TimeProvider.System, new RecordingLogger());

    private RunnerConnection Connect() => Connect(_requests, _answers);

    private async Task<string> ReadRequestAsync()
    {
        using StreamReader reader = new(_requests.Reader.AsStream());
        return (await reader.ReadLineAsync(TestContext.Current.CancellationToken))!;
    }
}
