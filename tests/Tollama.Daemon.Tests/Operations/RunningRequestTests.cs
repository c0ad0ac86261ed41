using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Errors;
using Tollama.Core.Protocol;
using Tollama.Daemon.Operations;

namespace Tollama.Daemon.Tests.Operations;

public sealed class RunningRequestTests
{
    private readonly FakeTimeProvider _time = new();

    private RunningRequests Requests => field ??= new RunningRequests(TimeSpan.FromMinutes(10), _time);

    [Fact]
    public async Task A_request_without_progress_ends_and_is_told_why()
    {
        TollamaException reason = await Should.ThrowAsync<TollamaException>(RunAsync(request =>
        {
            request.Enter(RequestState.Running);
            _time.Advance(TimeSpan.FromMinutes(9));
            request.Token.IsCancellationRequested.ShouldBeFalse();
            _time.Advance(TimeSpan.FromMinutes(2));
            request.Token.ThrowIfCancellationRequested();
        }));

        reason.Code.ShouldBe(ErrorCode.Timeout);
        reason.Message.ShouldContain("no progress for 600 s (running)");
        reason.Hint!.ShouldContain("TOLLAMA_PROGRESS_TIMEOUT");
    }

    [Fact]
    public Task A_request_that_comes_further_may_take_as_long_as_it_needs() => RunAsync(request =>
    {
        for (int i = 0; i < 100; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(9));
            request.Advance(new ProgressNotice { Completed = i, Total = 100 });
            request.Token.ThrowIfCancellationRequested();
        }

        request.Age.ShouldBe(TimeSpan.FromMinutes(900));
    });

    [Fact]
    public async Task The_time_of_a_request_counts_from_its_arrival()
    {
        TollamaException reason = await Should.ThrowAsync<TollamaException>(RunAsync(request =>
        {
            _time.Advance(TimeSpan.FromSeconds(4));
            request.EndAfter(TimeSpan.FromSeconds(5));
            _time.Advance(TimeSpan.FromSeconds(2));
            request.Token.ThrowIfCancellationRequested();
        }));

        (reason.Code, reason.Message).ShouldBe((ErrorCode.Timeout, "the forecast took longer than 5 s and was cancelled"));
    }

    [Fact]
    public async Task Who_is_stopped_is_told_so_and_is_gone_from_the_list()
    {
        TollamaException reason = await Should.ThrowAsync<TollamaException>(RunAsync(request =>
        {
            Requests.All.ShouldHaveSingleItem().Id.ShouldBe("r1");
            request.Stop();
            request.Token.ThrowIfCancellationRequested();
        }));

        reason.Code.ShouldBe(ErrorCode.Canceled);
        reason.Message.ShouldContain("'r1' was stopped");
        Requests.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_leaves_is_told_nothing()
    {
        using CancellationTokenSource leaving = new();
        await Should.ThrowAsync<OperationCanceledException>(Requests.RunAsync(
            "forecast",
            "r1",
            "a",
            request =>
            {
                leaving.Cancel();
                request.Token.ThrowIfCancellationRequested();
                return Task.CompletedTask;
            },
            leaving.Token));
    }

    [Fact]
    public async Task The_progress_of_a_part_is_not_that_of_the_request_and_what_ends_one_ends_both()
    {
        TollamaException reason = await Should.ThrowAsync<TollamaException>(RunAsync(request =>
        {
            request.Advance(new ProgressNotice { Completed = 7, Total = 9 });
            using RunningRequest part = request.Part();
            part.Advance(new ProgressNotice { Completed = 0, Total = 1 });
            part.Enter(RequestState.Running);
            part.Dispose();

            request.Progress.ShouldBe(new ProgressNotice { Completed = 7, Total = 9 });
            request.State.ShouldBe(RequestState.Running);
            part.Token.IsCancellationRequested.ShouldBeFalse();
            part.Stop();
            request.Token.ThrowIfCancellationRequested();
        }));

        reason.Code.ShouldBe(ErrorCode.Canceled);
    }

    private Task RunAsync(Action<RunningRequest> run) => Requests.RunAsync(
        "forecast",
        "r1",
        "a",
        request =>
        {
            run(request);
            return Task.CompletedTask;
        },
        CancellationToken.None);
}
