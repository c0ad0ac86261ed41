using Tollama.Soak.Daemons;

namespace Tollama.Soak.Faults;

/// <summary>A disk without room, which is the home's own.</summary>
internal static class DiskFaults
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMilliseconds(1500);

    public static IReadOnlyList<Fault> All(SoakHome home) =>
    [
        new("disk full", async (random, _) =>
        {
            string filler = Path.Join(home.Folder, "filler");
            Fill(filler, spare: random.Next(3) * 4096);
            await Task.Delay(Lasting, CancellationToken.None);
            File.Delete(filler);
        }),
    ];

    private static void Fill(string path, int spare)
    {
        byte[] block = new byte[4096];
        using FileStream file = new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            file.SetLength(Math.Max(0, file.Length - spare));
        }
    }
}
