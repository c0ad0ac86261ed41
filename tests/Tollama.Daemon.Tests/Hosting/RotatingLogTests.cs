using System.Globalization;
using Tollama.Core.Configuration;
using Tollama.Daemon.Hosting;

namespace Tollama.Daemon.Tests.Hosting;

public sealed class RotatingLogTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-log-");
    private FileStream? _open;

    private string Log => Path.Join(_folder.FullName, "tollamad.log");

    [Fact]
    public void A_log_that_becomes_large_is_put_aside_and_no_line_is_lost_or_divided()
    {
        const int Lines = 25_000;
        Open(Log);
        using RotatingLog log = new(Log, 0, bytes => _open!.Write(bytes), Open);

        for (int number = 0; number < Lines; number++)
        {
            log.Write(string.Create(CultureInfo.InvariantCulture, $"{number:00000} {new string('x', 1000)}\n"));
        }

        _open!.Dispose();
        string[] files = [Log + ".2", Log + ".1", Log];
        files.SelectMany(File.ReadLines).Select(line => int.Parse(line[..5], CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(0, Lines));
        files.ShouldAllBe(file => new FileInfo(file).Length < DaemonLogFile.LargeBytes + 2000);
    }

    [Fact]
    public void Only_some_are_kept()
    {
        Open(Log);
        using RotatingLog log = new(Log, 0, bytes => _open!.Write(bytes), Open);
        string large = new('x', (int)DaemonLogFile.LargeBytes + 1);

        for (int number = 0; number < DaemonLogFile.KeptLogs + 3; number++)
        {
            log.Write(large);
        }

        _folder.GetFiles().Select(file => file.Name).Order().ShouldBe(["tollamad.log", "tollamad.log.1", "tollamad.log.2", "tollamad.log.3"]);
    }

    [Fact]
    public void What_is_there_already_counts()
    {
        Open(Log);
        using RotatingLog log = new(Log, DaemonLogFile.LargeBytes + 1, bytes => _open!.Write(bytes), Open);
        log.WriteLine("a line");
        File.Exists(Log + ".1").ShouldBeTrue();
    }

    [Fact]
    public void A_file_that_cannot_be_opened_lets_the_old_one_go_on()
    {
        Open(Log);
        using RotatingLog log = new(Log, DaemonLogFile.LargeBytes + 1, bytes => _open!.Write(bytes), _ => throw new IOException("no space"));

        log.Write("one line\n");
        log.Write("another\n");

        _open!.Dispose();
        File.ReadAllLines(Log + ".1").ShouldBe([$"the log '{Log}' cannot be put aside: no space", "one line", "another"]);
    }

    public void Dispose()
    {
        _open?.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Open(string path)
    {
        _open?.Dispose();
        _open = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }
}
