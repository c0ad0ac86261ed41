using System.Text.Json;
using Tollama.Soak.Rounds;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Checks;

/// <summary>Says whether an answer is one that the request may have.</summary>
internal sealed class AnswerCheck
{
    private readonly DocumentedErrors _errors = new();

    /// <summary>What is wrong with an answer; <see langword="null"/> when all is well.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">Its id.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="round">The kind of round that runs: its faults excuse some codes.</param>
    /// <param name="outcome">What is counted: the status, and the code of an error.</param>
    public string? Judge(SoakRequest request, string id, Answer answer, RoundKind round, out string outcome)
    {
        outcome = $"{answer.Status}";
        if (request.Refusals.Contains(answer.Status))
        {
            return null;
        }

        if (answer.Headers.GetValueOrDefault("X-Request-ID") != id)
        {
            return $"the answer ({answer.Status}) is for request '{answer.Headers.GetValueOrDefault("X-Request-ID")}'";
        }

        if (request.Success.Contains(answer.Status))
        {
            return JudgeSuccess(request, id, answer, round, ref outcome);
        }

        if (!request.HasAnswerBody)
        {
            return request.Codes.Count > 0 || round.Excuses(request.Area, "DRAINING") ? null : $"status {answer.Status}";
        }

        string? code = _errors.CodeOf(answer.Text, answer.Status, id, out string? fault);
        outcome = $"{answer.Status} {code}";
        return fault ?? JudgeCode(request, code!, answer.Text, round);
    }

    private string? JudgeSuccess(SoakRequest request, string id, Answer answer, RoundKind round, ref string outcome)
    {
        if (!answer.IsStream)
        {
            return request.Check?.Invoke(answer);
        }

        string[] lines = answer.Lines;
        int[] last = [.. Enumerable.Range(0, lines.Length).Where(index => IsLast(lines[index]))];
        if (last.Length != 1 || last[0] != lines.Length - 1 || !answer.Text.EndsWith('\n'))
        {
            return $"a stream of {lines.Length} lines with {last.Length} last ones; it ends with {(lines.Length > 0 ? lines[^1][..Math.Min(300, lines[^1].Length)] : "nothing")}";
        }

        if (!lines[^1].StartsWith("{\"error\"", StringComparison.Ordinal))
        {
            return request.Check?.Invoke(answer);
        }

        string? code = _errors.CodeOf(lines[^1], status: null, id, out string? fault);
        outcome = $"200, last line {code}";
        return fault ?? JudgeCode(request, code!, lines[^1], round);
    }

    private static string? JudgeCode(SoakRequest request, string code, string text, RoundKind round) =>
        request.Codes.Contains(code) || round.Excuses(request.Area, code) ? null : $"{code} was not to be expected in a round of {round.Name}: {text[..Math.Min(600, text.Length)]}";

    private static bool IsLast(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement root = json.RootElement;
        return root.TryGetProperty("error", out _)
            || (root.TryGetProperty("done", out JsonElement done) && done.ValueKind == JsonValueKind.True)
            || (root.TryGetProperty("status", out JsonElement status) && status.GetString() is "success" or "damaged");
    }
}
