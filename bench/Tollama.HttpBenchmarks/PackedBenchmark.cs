using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Tollama.HttpBenchmarks;

/// <summary>The same series packed as Nixtla's client sends them and as our own route takes them, turn by turn against one daemon.</summary>
/// <param name="folder">Where tollamad lies.</param>
/// <param name="model">The model; a cheap one shows the transport.</param>
/// <param name="series">How many series a request has.</param>
/// <param name="points">How many values each has.</param>
/// <param name="rounds">How many requests of each kind are counted; the best and the median are told.</param>
internal sealed class PackedBenchmark(string folder, string model, int series, int points, int rounds)
{
    private const int Horizon = 12;
    private const string Start = "2015-01-01";

    internal async Task<string> RunAsync()
    {
        string home = Directory.CreateTempSubdirectory("tollama-bench-").FullName;
        Dictionary<string, string> environment = new() { ["TOLLAMA_HOME"] = home, ["TOLLAMA_HOST"] = "127.0.0.1:0" };
        List<string> rows = [];
        await using (ServerProcess daemon = await ServerProcess.StartAsync(Path.Combine(folder, "tollamad"), [], environment))
        {
            using HttpClient client = new() { BaseAddress = new Uri($"http://127.0.0.1:{daemon.Port}"), Timeout = TimeSpan.FromMinutes(10) };
            await PostAsync(client, "/v1/models/pull", Encoding.UTF8.GetBytes($$"""{"name":"{{model}}"}"""));
            foreach (bool isDated in (bool[])[false, true])
            {
                (string Path, byte[] Body)[] both = [("/v1/forecast", Ours(isDated)), ("/v2/forecast", Packed(isDated))];
                List<double>[] seconds = [[], []];
                for (int round = -1; round < rounds; round++)
                {
                    for (int kind = 0; kind < both.Length; kind++)
                    {
                        long began = Stopwatch.GetTimestamp();
                        await PostAsync(client, both[kind].Path, both[kind].Body);
                        if (round >= 0)
                        {
                            seconds[kind].Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
                        }
                    }
                }

                rows.AddRange(both.Select((one, kind) => Row(one.Path, one.Body.Length, isDated, [.. seconds[kind].Order()])));
            }
        }

        Directory.Delete(home, recursive: true);
        return $"""
            {MachineDescription.Text}; {model}, {series} series of {points} values, {Horizon} steps, two levels

            | route | body MB | first time stamp sent | best s | median s | series/s at best |
            |---|---|---|---|---|---|
            {string.Join('\n', rows)}

            """;
    }

    private string Row(string path, int bytes, bool isDated, double[] seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {path} | {bytes / 1e6:0.0} | {(isDated ? "yes" : "no")} | {seconds[0]:0.000} | {seconds[seconds.Length / 2]:0.000} | {series / seconds[0]:0} |");

    private byte[] Ours(bool isDated)
    {
        string start = isDated ? $"\"start\":\"{Start}\"," : "";
        IEnumerable<string> all = Enumerable.Range(0, series).Select(index => $$"""{"id":"s{{index}}","freq":"MS",{{start}}"target":[{{Values(index)}}]}""");
        return Encoding.UTF8.GetBytes($$"""{"model":"{{model}}","horizon":{{Horizon}},"quantiles":[0.1,0.9],"series":[{{string.Join(',', all)}}]}""");
    }

    private byte[] Packed(bool isDated)
    {
        string starts = isDated ? $",\"start_datetime\":[{string.Join(',', Enumerable.Repeat($"\"{Start}\"", series))}]" : "";
        return Encoding.UTF8.GetBytes(
            $$"""{"series":{"y":[{{string.Join(',', Enumerable.Range(0, series).Select(Values))}}],"sizes":[{{string.Join(',', Enumerable.Repeat(points, series))}}],"X":null{{starts}}}"""
            + $$""" ,"model":"{{model}}","h":{{Horizon}},"freq":"MS","level":[80]}""");
    }

    private string Values(int index)
    {
        Random random = new(index);
        return string.Join(',', Enumerable.Range(0, points).Select(_ => (1000 * random.NextDouble()).ToString("0.0##", CultureInfo.InvariantCulture)));
    }

    private static async Task PostAsync(HttpClient client, string path, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await client.PostAsync(path, content);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(Encoding.UTF8.GetString(answer));
        }
    }
}
