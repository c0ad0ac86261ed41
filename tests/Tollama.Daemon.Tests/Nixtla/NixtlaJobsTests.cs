using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Errors;
using Tollama.Daemon.Nixtla;

namespace Tollama.Daemon.Tests.Nixtla;

public sealed class NixtlaJobsTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly NixtlaJobs _jobs;

    public NixtlaJobsTests() => _jobs = new NixtlaJobs(_time);

    public ValueTask DisposeAsync() => _jobs.DisposeAsync();

    [Fact]
    public async Task A_job_runs_and_keeps_its_result_for_an_hour()
    {
        NixtlaJob job = _jobs.Add("fc", "me");
        job.Status.Word.ShouldBe("pending");
        TaskCompletionSource<ReadOnlyMemory<byte>> answer = new();

        job.Start(_ => answer.Task, _time);
        job.Status.Word.ShouldBe("running");
        answer.SetResult("{}"u8.ToArray());
        await job.Running;

        job.Id.ShouldStartWith("fc-");
        job.Status.Word.ShouldBe("succeeded");
        job.Status.Result.ToArray().ShouldBe("{}"u8.ToArray());
        _time.Advance(TimeSpan.FromMinutes(59));
        Get(job.Id, "me").ShouldBe(job);
        _time.Advance(TimeSpan.FromMinutes(2));
        Should.Throw<TollamaException>(() => Get(job.Id, "me")).Code.ShouldBe(ErrorCode.RequestNotFound);
    }

    [Fact]
    public async Task A_failure_is_told_in_its_own_words_and_a_defect_in_none()
    {
        NixtlaJob refused = _jobs.Add("fc", "me"), broken = _jobs.Add("fc", "me");

        refused.Start(_ => throw new TollamaException(ErrorCode.InvalidRequest, "y is wrong", "mend it"), _time);
        broken.Start(_ => throw new InvalidOperationException("a secret"), _time);
        await Task.WhenAll(refused.Running, broken.Running);

        (refused.Status.Word, refused.Status.Error).ShouldBe(("failed", "y is wrong (mend it)"));
        (broken.Status.Word, broken.Status.Error).ShouldBe(("failed", "the daemon failed unexpectedly"));
    }

    [Fact]
    public async Task A_job_can_be_cancelled_and_the_end_cancels_all()
    {
        NixtlaJob one = Waiting(), two = Waiting();

        one.Cancel();
        await one.Running;
        one.Status.Word.ShouldBe("cancelled");

        await _jobs.DisposeAsync();
        two.Status.Word.ShouldBe("cancelled");
    }

    [Fact]
    public void Another_client_does_not_see_it() =>
        Should.Throw<TollamaException>(() => Get(_jobs.Add("fc", "me").Id, "you")).Code.ShouldBe(ErrorCode.RequestNotFound);

    [Fact]
    public void No_more_than_the_limit_run_at_once()
    {
        for (int i = 0; i < NixtlaJobs.MostUnfinished; i++)
        {
            _jobs.Add("fc", "me");
        }

        TollamaException full = Should.Throw<TollamaException>(() => _jobs.Add("fc", "me"));
        (full.Code, full.RetryAfter is not null).ShouldBe((ErrorCode.QueueFull, true));
    }

    private NixtlaJob Get(string id, string who) => _jobs.Get(id, owner => owner == who);

    private NixtlaJob Waiting()
    {
        NixtlaJob job = _jobs.Add("fc", "me");
        job.Start(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return default;
            },
            _time);
        return job;
    }
}
