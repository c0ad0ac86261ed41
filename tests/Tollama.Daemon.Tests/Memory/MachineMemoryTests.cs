using Tollama.Daemon.Memory;

namespace Tollama.Daemon.Tests.Memory;

public sealed class MachineMemoryTests : IDisposable
{
    private const long KiB = 1024;

    private readonly string _root = Directory.CreateTempSubdirectory("tollama-test-").FullName;

    [Fact]
    public void Without_control_groups_it_is_what_the_kernel_says()
    {
        Write("proc/meminfo", "MemTotal:        8000000 kB\nMemFree:          100000 kB\nMemAvailable:    5000000 kB\n");
        Free().ShouldBe(5_000_000 * KiB);
    }

    [Fact]
    public void The_limit_of_a_container_counts_when_it_leaves_less()
    {
        Write("proc/meminfo", "MemAvailable:    5000000 kB\n");
        Write("proc/self/cgroup", "0::/\n");
        Write("sys/fs/cgroup/memory.max", "1000000\n");
        Write("sys/fs/cgroup/memory.current", "700000\n");
        Write("sys/fs/cgroup/memory.stat", "anon 500000\ninactive_file 50000\n");
        Free().ShouldBe(350_000);
    }

    [Fact]
    public void The_tightest_group_around_the_process_counts()
    {
        Write("proc/meminfo", "MemAvailable:    5000000 kB\n");
        Write("proc/self/cgroup", "1:name=systemd:/x\n0::/system.slice/tollama.service\n");
        Write("sys/fs/cgroup/system.slice/memory.max", "900\n");
        Write("sys/fs/cgroup/system.slice/memory.current", "800\n");
        Write("sys/fs/cgroup/system.slice/tollama.service/memory.max", "max\n");
        Write("sys/fs/cgroup/system.slice/tollama.service/memory.current", "10\n");
        Free().ShouldBe(100);
    }

    [Fact]
    public void A_group_over_its_limit_has_no_room()
    {
        Write("sys/fs/cgroup/memory.max", "900\n");
        Write("sys/fs/cgroup/memory.current", "1000\n");
        Free().ShouldBe(0);
    }

    [Fact]
    public void Version_1_of_control_groups_is_understood()
    {
        Write("proc/meminfo", "MemTotal:        8000000 kB\nMemAvailable:    5000000 kB\n");
        Write("proc/self/cgroup", "4:memory:/docker/abc\n2:cpu,cpuacct:/docker/abc\n0::/\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "2000000\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "700000\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.stat", "inactive_file 1\nhierarchical_memory_limit 1000000\ntotal_inactive_file 50000\n");
        Free().ShouldBe(350_000);
        Total().ShouldBe(1_000_000);
    }

    [Fact]
    public void In_a_container_of_version_1_the_limit_stands_at_the_top()
    {
        Write("proc/meminfo", "MemTotal:        8000000 kB\nMemAvailable:    5000000 kB\n");
        Write("proc/self/cgroup", "9:cpuset,memory:/docker/abc\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1000000\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "400000\n");
        Free().ShouldBe(600_000);
        Total().ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("9223372036854771712")]
    [InlineData("9223372036854775807")]
    public void A_group_of_version_1_without_a_limit_takes_nothing_away(string unlimited)
    {
        Write("proc/self/cgroup", "4:memory:/\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", unlimited + "\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "400000\n");
        Free().ShouldBeNull();
        Total().ShouldBeNull();
    }

    [Fact]
    public void The_whole_memory_is_the_machines_or_that_of_the_tightest_group()
    {
        Write("proc/meminfo", "MemTotal:        8000000 kB\n");
        Total().ShouldBe(8_000_000 * KiB);
        Write("proc/self/cgroup", "0::/a/b\n");
        Write("sys/fs/cgroup/a/memory.max", "5000\n");
        Write("sys/fs/cgroup/a/b/memory.max", "max\n");
        Total().ShouldBe(5000);
    }

    [Fact]
    public void Where_nothing_tells_it_is_not_known() => Free().ShouldBeNull();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private long? Total() => new MachineMemory(_root).TotalBytes();

    private long? Free() => new MachineMemory(_root).FreeBytes();

    private void Write(string path, string text)
    {
        string full = Path.Join(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
