using System.Globalization;
using Tollama.Core.Api;

namespace Tollama.Store;

/// <summary>The lines of one pull, in the words of Ollama's clients. What a blob has completed never goes backwards, and is told ten times a second at most.</summary>
internal sealed class PullLines(string model, Action<PullProgress> emit, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Completed, long ToldAt)> _told = [];

    public void Say(string status) => emit(new PullProgress { Status = status, Model = model });

    /// <summary>Tells how much of a blob is safe on the disk.</summary>
    public void Blob(BlobDigest digest, long total, long completed)
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            string key = digest.Hex;
            bool isFirst = !_told.TryGetValue(key, out (long Completed, long ToldAt) last);
            long most = Math.Max(completed, last.Completed);
            bool isNews = isFirst || (most > last.Completed && (most == total || time.GetElapsedTime(last.ToldAt, now) >= Interval));
            if (!isNews)
            {
                return;
            }

            _told[key] = (most, now);
            emit(new PullProgress
            {
                Status = $"pulling {digest.Short}",
                Model = model,
                Digest = digest.ToString(),
                Total = total,
                Completed = most > 0 ? most : null,
            });
        }
    }

    /// <summary>Tells of a small blob that is written in one go: nothing of it was there before, or all of it.</summary>
    public void Whole(BlobDigest digest, long total, bool wasThere)
    {
        if (!wasThere)
        {
            Blob(digest, total, 0);
        }

        Blob(digest, total, total);
    }

    public void Success(InstalledModel installed) => emit(new PullProgress
    {
        Status = "success",
        Model = model,
        Digest = string.Create(CultureInfo.InvariantCulture, $"sha256:{installed.Digest}"),
        Done = true,
        Manifest = installed.Manifest,
    });
}
