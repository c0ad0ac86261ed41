using System.Globalization;
using System.Text;
using Tollama.HttpBenchmarks.Comparing;

namespace Tollama.HttpBenchmarks.Fairness;

/// <summary>A request whose answer has millions of numbers.</summary>
internal static class LongAnswer
{
    /// <summary>How many numbers it has.</summary>
    internal const int Numbers = Series * Horizon * (1 + Levels);

    private const int Series = 1000;
    private const int Horizon = 1000;
    private const int Levels = 9;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks for it, and reads it as it comes.</summary>
    /// <returns>The most memory that daemon and runners had together, in megabytes.</returns>
    internal static async Task<double> PeakAsync(TemporaryDaemon daemon)
    {
        Task<long> answer = ReadAsync(daemon);
        double peak = 0;
        while (!answer.IsCompleted)
        {
            peak = Math.Max(peak, FairnessBenchmark.Resident(daemon));
            await Task.WhenAny(answer, Task.Delay(BetweenLooks));
        }

        return await answer > Numbers ? peak : throw new InvalidOperationException("the answer is too short to have all numbers");
    }

    private static async Task<long> ReadAsync(TemporaryDaemon daemon)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/v1/forecast") { Content = new ByteArrayContent(Body()) };
        using HttpResponseMessage response = await daemon.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            length += read;
        }

        return length;
    }

    private static byte[] Body()
    {
        string series = string.Join(',', Enumerable.Range(0, Series).Select(index => $$"""{"id":"s{{index}}","target":[1,2,3.5,4,{{index}}]}"""));
        return Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"model":"drift","horizon":{{Horizon}},"stream":false,"quantiles":[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9],"series":[{{series}}]}"""));
    }
}
