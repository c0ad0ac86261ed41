using Tollama.Cli.Progress;
using Tollama.Core.Api;

namespace Tollama.Cli.Tests.Progress;

public sealed class ReportedLinesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_comes_after_the_lines_before_it()
    {
        List<string?> seen = [];

        InvalidDataException fault = await Should.ThrowAsync<InvalidDataException>(async () =>
        {
            await foreach (PullProgress line in ReportedLines.RunAsync(FailAsync, Token))
            {
                seen.Add(line.Status);
            }
        });

        seen.ShouldBe(["one", "two"]);
        fault.Message.ShouldBe("broken");
    }

    [Fact]
    public async Task Who_stops_reading_stops_the_work()
    {
        bool wasCancelled = false;
        IAsyncEnumerable<PullProgress> lines = ReportedLines.RunAsync(
            async (report, token) =>
            {
                report(new PullProgress { Status = "one" });
                TaskCompletionSource left = new();
                await using (token.Register(left.SetResult))
                {
                    await left.Task;
                }

                wasCancelled = true;
            },
            Token);

        (await lines.FirstAsync(Token)).Status.ShouldBe("one");

        wasCancelled.ShouldBeTrue();
    }

    private static Task FailAsync(Action<PullProgress> report, CancellationToken cancellationToken)
    {
        report(new PullProgress { Status = "one" });
        report(new PullProgress { Status = "two" });
        throw new InvalidDataException("broken");
    }
}
