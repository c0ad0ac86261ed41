using Tollama.Cli.Wording;

namespace Tollama.Cli.Progress;

/// <summary>One row of progress in exactly as many columns as there are: <c>pulling 0123456789ab:  42% ▕███   ▏ 1.9 GB/4.7 GB  35 MB/s  1m20s</c>.</summary>
internal static class BarLine
{
    private const int MinBar = 8;
    private const int MaxBar = 40;
    private const int SizeWidth = 6;
    private const int SpeedWidth = 8;
    private const int TimeWidth = 6;
    private const int Frame = 2;

    /// <summary>The row; what does not fit is left out, the remaining time first, then the speed, the bar, the sizes.</summary>
    public static string Format(Transfer transfer, int width)
    {
        if (transfer.Total is not ({ } total and > 0))
        {
            string plain = transfer.Completed > 0
                ? $"{transfer.Status}  {ByteSize.Format(transfer.Completed),SizeWidth}  {Speed(transfer),SpeedWidth}".TrimEnd()
                : transfer.Status;
            return Cut(plain, width);
        }

        long completed = Math.Min(transfer.Completed, total);
        string head = $"{transfer.Status}: {transfer.Percent,3}%";
        string sizes = $"  {ByteSize.Format(completed),SizeWidth}/{ByteSize.Format(total),-SizeWidth}";
        string speed = $"  {Speed(transfer),SpeedWidth}";
        string time = $"  {Remaining(transfer, total - completed),TimeWidth}";
        foreach (string tail in new[] { sizes + speed + time, sizes + speed, sizes })
        {
            int room = width - head.Length - tail.Length - Frame - 1;
            if (room >= MinBar)
            {
                return (head + " " + Bar(Math.Min(room, MaxBar), (double)completed / total) + tail).TrimEnd();
            }
        }

        string[] shorter = [head + sizes + speed, head + sizes];
        return Array.Find(shorter, row => row.Length <= width)?.TrimEnd() ?? Cut(head, width);
    }

    private static string Bar(int width, double share)
    {
        int full = (int)(width * share);
        return "▕" + new string('█', full) + new string(' ', width - full) + "▏";
    }

    private static string Speed(Transfer transfer) =>
        transfer.BytesPerSecond() is { } speed && transfer.Completed != transfer.Total ? ByteSize.Format((long)speed) + "/s" : "";

    private static string Remaining(Transfer transfer, long bytes) =>
        transfer.BytesPerSecond() is > 0 and { } speed && bytes > 0 ? ShortTime.Format(bytes / speed) : "";

    // The end of a long name tells more than its beginning: it has the percentage.
    private static string Cut(string text, int width) => text.Length <= width ? text : "…" + text[^Math.Max(width - 1, 0)..];
}
