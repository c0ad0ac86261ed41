using Microsoft.Extensions.Time.Testing;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class IdleTrimTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();
    private long _allocated;
    private int _collections;

    [Fact]
    public void A_quiet_moment_after_much_work_is_one_collection()
    {
        using IdleTrim trim = New();
        Work(trim, IdleTrim.WorthwhileBytes);
        _time.Advance(IdleTrim.Quiet);
        _collections.ShouldBe(1);
        _time.Advance(100 * IdleTrim.Quiet);
        _collections.ShouldBe(1, "nothing was done since");

        Work(trim, IdleTrim.WorthwhileBytes);
        _time.Advance(IdleTrim.Quiet);
        _collections.ShouldBe(2);
    }

    [Fact]
    public void There_is_none_while_requests_come()
    {
        using IdleTrim trim = New();
        for (int count = 0; count < 20; count++)
        {
            Work(trim, IdleTrim.WorthwhileBytes);
            _time.Advance(Second);
        }

        _collections.ShouldBe(0);
        _time.Advance(Second);
        _collections.ShouldBe(1);
    }

    [Fact]
    public void Little_work_adds_up_until_it_is_worth_one()
    {
        using IdleTrim trim = New();
        for (int count = 1; count <= 4; count++)
        {
            Work(trim, IdleTrim.WorthwhileBytes / 4);
            _time.Advance(IdleTrim.Quiet);
            _collections.ShouldBe(count == 4 ? 1 : 0);
        }
    }

    [Fact]
    public void Before_any_work_there_is_none()
    {
        using IdleTrim trim = New();
        _allocated = 10 * IdleTrim.WorthwhileBytes;
        _time.Advance(10 * IdleTrim.Quiet);
        _collections.ShouldBe(0);
    }

    private IdleTrim New() => new(_time, () => _allocated, () => _collections++);

    private void Work(IdleTrim trim, long bytes)
    {
        _allocated += bytes;
        trim.Note();
    }
}
