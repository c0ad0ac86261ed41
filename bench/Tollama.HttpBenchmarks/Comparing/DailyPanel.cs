using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks.Comparing;

/// <summary>Daily series with dates, a given number of them, as large as is asked for: as a long table and as a request.</summary>
internal static class DailyPanel
{
    private static readonly byte[][] Dates = [.. Enumerable.Range(0, 8000).Select(Date)];

    /// <summary>A CSV of <c>unique_id,ds,y</c>, a little smaller than <paramref name="bytes"/>.</summary>
    internal static byte[] Table(int series, int bytes)
    {
        const int RowBytes = 24;
        int days = bytes / RowBytes / series;
        ArrayBufferWriter<byte> csv = new(bytes);
        csv.Write("unique_id,ds,y\n"u8);
        for (int index = 0; index < series; index++)
        {
            Random random = new(index);
            byte[] id = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"s{index:D4},"));
            for (int day = 0; day < days; day++)
            {
                csv.Write(id);
                csv.Write(Dates[day]);
                csv.Write(","u8);
                Number(csv, random);
                csv.Write("\n"u8);
            }
        }

        return csv.WrittenSpan.ToArray();
    }

    /// <summary>A forecast request of about <paramref name="bytes"/>.</summary>
    internal static byte[] Request(string model, int series, int bytes)
    {
        const int DayBytes = 21;
        int days = bytes / DayBytes / series;
        ArrayBufferWriter<byte> json = new(bytes);
        json.Write(Encoding.UTF8.GetBytes($$"""{"model":"{{model}}","horizon":12,"stream":false,"series":["""));
        for (int index = 0; index < series; index++)
        {
            Random random = new(index);
            json.Write(Encoding.UTF8.GetBytes($$"""{{(index > 0 ? "," : "")}}{"id":"s{{index}}","freq":"D","timestamps":["""));
            for (int day = 0; day < days; day++)
            {
                json.Write(day > 0 ? ",\""u8 : "\""u8);
                json.Write(Dates[day]);
                json.Write("\""u8);
            }

            json.Write("],\"target\":["u8);
            for (int day = 0; day < days; day++)
            {
                json.Write(day > 0 ? ","u8 : ""u8);
                Number(json, random);
            }

            json.Write("]}"u8);
        }

        json.Write("]}"u8);
        return json.WrittenSpan.ToArray();
    }

    private static byte[] Date(int day) =>
        Encoding.ASCII.GetBytes(new DateOnly(2000, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    // From 1000.0 to 9999.9: six bytes each, so that the size of a body is known.
    private static void Number(ArrayBufferWriter<byte> output, Random random)
    {
        (1000 + (random.Next(90_000) / 10.0)).TryFormat(output.GetSpan(16), out int written, "F1", CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}
