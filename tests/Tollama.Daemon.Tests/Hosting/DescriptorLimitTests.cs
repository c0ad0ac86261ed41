using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class DescriptorLimitTests
{
    [Fact]
    public void The_soft_limit_is_raised_to_the_hard_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limit is one of Linux here");
        DescriptorLimit.TryRead(out ulong before, out ulong hard).ShouldBeTrue();
        DescriptorLimit.TrySet(hard / 2, hard).ShouldBeTrue();
        try
        {
            DescriptorLimit.TryRead(out ulong lowered, out _).ShouldBeTrue();
            lowered.ShouldBe(hard / 2);

            DescriptorLimit.Raise().ShouldBe((long)hard);

            DescriptorLimit.TryRead(out ulong raised, out _).ShouldBeTrue();
            raised.ShouldBe(hard);
        }
        finally
        {
            DescriptorLimit.TrySet(before, hard);
        }
    }
}
