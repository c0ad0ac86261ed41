using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Tollama.Core.Configuration;
using Tollama.Core.Errors;
using Tollama.Daemon.Configuration;
using Tollama.Daemon.Security;

namespace Tollama.Daemon.Tests.Security;

public sealed class WrongKeysTests
{
    private static readonly IPAddress Attacker = IPAddress.Parse("203.0.113.7");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_few_are_answered_at_once_and_many_one_after_the_other_up_to_a_limit()
    {
        WrongKeys wrong = new(_time);
        TimeSpan[] waits = [.. Enumerable.Range(0, 100).Select(_ => wrong.Count(Attacker))];

        waits[..6].ShouldAllBe(wait => wait == TimeSpan.Zero);
        waits[6..9].ShouldBe([WrongKeys.Interval, 2 * WrongKeys.Interval, 3 * WrongKeys.Interval]);
        waits.Max().ShouldBe(WrongKeys.Longest);
    }

    [Fact]
    public void It_is_forgotten_with_time_and_others_are_not_slowed()
    {
        WrongKeys wrong = new(_time);
        for (int i = 0; i < 1000; i++)
        {
            wrong.Count(Attacker);
        }

        wrong.Count(IPAddress.Parse("203.0.113.8")).ShouldBe(TimeSpan.Zero);
        wrong.Count(Attacker).ShouldBe(WrongKeys.Longest);
        _time.Advance(WrongKeys.Longest + WrongKeys.Credit);
        wrong.Count(Attacker).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void An_attacker_of_many_addresses_takes_no_memory_without_end()
    {
        WrongKeys wrong = new(_time);
        for (int i = 0; i < 5000; i++)
        {
            wrong.Count(new IPAddress(BitConverter.GetBytes(i + 256)));
            wrong.Count(IPAddress.Parse("2001:db8::" + i.ToString("x", CultureInfo.InvariantCulture)));
        }

        wrong.Known.ShouldBe(WrongKeys.MaxAddresses + 1);
        wrong.Count(IPAddress.Parse("2001:db8::ffff")).ShouldBe(WrongKeys.Longest, "an IPv6 network is one address");
        _time.Advance(TimeSpan.FromMinutes(1));
        wrong.Count(Attacker);
        wrong.Known.ShouldBe(1);
    }

    [Fact]
    public async Task The_answer_to_a_wrong_key_waits_and_a_right_one_passes_meanwhile()
    {
        ApiKeyGuard guard = new(Options("127.0.0.1", "a-key-of-some-length"), _time);
        for (int i = 0; i < 6; i++)
        {
            await Should.ThrowAsync<TollamaException>(() => CheckAsync(guard, "wrong"));
        }

        Task slowed = CheckAsync(guard, "wrong");
        slowed.IsCompleted.ShouldBeFalse();
        await CheckAsync(guard, "a-key-of-some-length");
        _time.Advance(WrongKeys.Interval);
        (await Should.ThrowAsync<TollamaException>(() => slowed)).Code.ShouldBe(ErrorCode.Unauthorized);
    }

    [Theory]
    [InlineData("127.0.0.1", "short", false, true)]
    [InlineData("0.0.0.0", "short", false, true)]
    [InlineData("0.0.0.0", "a-key-of-some-length", false, false)]
    [InlineData("127.0.0.1", ",", true, false)]
    [InlineData("127.0.0.1", "", false, false)]
    public void Keys_that_can_be_guessed_are_told(string host, string keys, bool isRefused, bool isWarned)
    {
        (KeyRule.Refusal(Options(host, keys)) is not null, KeyRule.Warning(Options(host, keys)) is not null).ShouldBe((isRefused, isWarned));
    }

    private static DaemonOptions Options(string host, string keys) => DaemonOptionsReader.Read(
        new TollamaEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["TOLLAMA_API_KEYS"] = keys, ["TOLLAMA_HOST"] = host }), new ServeArguments());

    private static Task CheckAsync(ApiKeyGuard guard, string key)
    {
        DefaultHttpContext context = new();
        context.Connection.RemoteIpAddress = Attacker;
        context.Request.Path = "/api/tags";
        context.Request.Headers.Authorization = "Bearer " + key;
        return guard.CheckAsync(context).AsTask();
    }
}
