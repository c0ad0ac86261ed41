using System.Text.Json;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Protocol;

namespace Tollama.Runner.Sdk;

/// <summary>Turns exceptions into error answers.</summary>
internal static class Failures
{
    /// <summary>Answers a request with an error, and logs it when it is a defect.</summary>
    public static void Answer(AnswerWriter answers, TextWriter log, string id, Exception error)
    {
        switch (error)
        {
            case ProtocolException protocol:
                Answer(answers, id, protocol.Code, protocol.Message, writer =>
                {
                    Optional(writer, "method", protocol.Method);
                    Optional(writer, "details", protocol.Details);
                });
                break;
            case TollamaException known:
                Answer(answers, id, CodeOf(known.Code), known.Message, writer =>
                {
                    writer.WriteString("code"u8, known.Code.ToWireName());
                    Optional(writer, "hint", known.Hint);
                });
                break;
            case OperationCanceledException:
                Answer(answers, id, RunnerErrorCodes.Canceled, "the request was cancelled", static _ => { });
                break;
            default:
                log.WriteLine($"request {id} failed: {error}");
                Answer(answers, id, RunnerErrorCodes.ModelFailed, $"{error.GetType().Name}: {error.Message}", static _ => { });
                break;
        }
    }

    /// <summary>Answers that no series could be forecast, and why not.</summary>
    public static void Answer(AnswerWriter answers, string id, IReadOnlyList<SeriesError> failures) =>
        Answer(answers, id, IsOfTheModel(failures) ? RunnerErrorCodes.ModelFailed : RunnerErrorCodes.SeriesNotForecastable, failures[0].Message, writer =>
        {
            writer.WritePropertyName("errors"u8);
            JsonSerializer.Serialize(writer, failures, TollamaJsonContext.Default.IReadOnlyListSeriesError);
        });

    /// <summary>The failure of one series that an exception of a model means. The hint becomes part of the message: a series error has no other place for it.</summary>
    public static SeriesError Of(string id, TollamaException error) => new()
    {
        Id = id,
        Code = error.Code.ToWireName(),
        Message = error.Hint is null ? error.Message : $"{error.Message} {error.Hint}",
    };

    // A model that fails on every series through its own fault is not the request's.
    private static bool IsOfTheModel(IReadOnlyList<SeriesError> failures)
    {
        string code = ErrorCode.RunnerFailed.ToWireName();
        return failures.All(failure => failure.Code == code);
    }

    private static void Answer(AnswerWriter answers, string id, int code, string message, Action<Utf8JsonWriter> data) =>
        answers.Write(id, "error"u8, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("code"u8, code);
            writer.WriteString("message"u8, message);
            writer.WriteStartObject("data"u8);
            data(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });

    private static int CodeOf(ErrorCode code) => code switch
    {
        ErrorCode.InvalidRequest or ErrorCode.NotSupportedByModel => RunnerErrorCodes.InvalidParams,
        ErrorCode.ModelNotFound or ErrorCode.InvalidName or ErrorCode.NotImplemented => RunnerErrorCodes.ModelUnavailable,
        ErrorCode.SeriesNotForecastable => RunnerErrorCodes.SeriesNotForecastable,
        _ => RunnerErrorCodes.ModelFailed,
    };

    private static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
