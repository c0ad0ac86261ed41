using System.Text;
using System.Text.Json;
using Tollama.Client;
using Tollama.Core.Api;
using Tollama.Core.Requests;
using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Forecasts;

/// <summary>Our Parquet, Arrow and Excel answers, read by pyarrow and pandas.</summary>
[Collection<SharedDaemonTests>]
public sealed class PythonTableTests(SharedDaemon daemon)
{
    private const string Script =
        """
        import json, sys
        import pyarrow as pa, pyarrow.parquet as pq, pyarrow.ipc as ipc, pyarrow.feather as feather, pandas as pd
        folder = sys.argv[1]
        tables = {
            "parquet": pq.read_table(folder + "/a.parquet"),
            "arrow": ipc.open_file(folder + "/a.arrow").read_all(),
            "feather": feather.read_table(folder + "/a.arrow"),
            "stream": ipc.open_stream(folder + "/a.arrows").read_all(),
        }
        out = {}
        for name, table in tables.items():
            out[name] = {
                "schema": ["%s: %s" % (field.name, field.type) for field in table.schema],
                "rows": [[str(cell) if hasattr(cell, "isoformat") else cell for cell in row.values()] for row in table.to_pylist()],
                "known": json.loads(table.schema.metadata[b"tollama"]),
                "pandas": len(table.to_pandas()),
            }
        print(json.dumps(out))
        """;

    [Fact]
    public async Task Pyarrow_reads_the_same_from_every_format()
    {
        using TestHome home = new();
        string modules = await PyarrowAsync(home);
        await daemon.PullAsync("naive");
        string hours = "ds,shop,y\n" + string.Concat(Enumerable.Range(0, 12).Select(hour => $"2024-03-30T{hour:00}:00:00+01:00[Europe/Berlin],ä,{hour}.25\n2024-03-30T{hour:00}:00:00+01:00[Europe/Berlin],b,{hour}.5\n"));
        await WriteAsync(home, hours, new ForecastRequest { Model = "naive", Horizon = 2, Quantiles = [0.1], Table = new TableOptions { IdColumns = ["shop"] } });

        JsonElement read = await ReadAsync(home, modules);

        foreach (string format in new[] { "parquet", "arrow", "feather", "stream" })
        {
            JsonElement table = read.GetProperty(format);
            table.GetProperty("schema").EnumerateArray().Select(field => field.GetString())
                .ShouldBe(["shop: string", "ds: timestamp[us, tz=Europe/Berlin]", "mean: double", "q0.1: double"], format);
            table.GetProperty("rows").GetArrayLength().ShouldBe(4);
            table.GetProperty("rows")[0][0].GetString().ShouldBe("ä");
            table.GetProperty("rows")[0][1].GetString().ShouldBe("2024-03-30 12:00:00+01:00");
            table.GetProperty("rows")[0][2].GetDouble().ShouldBe(11.25);
            table.GetProperty("known").GetProperty("model").GetString().ShouldBe("naive");
            table.GetProperty("rows").ToString().ShouldBe(read.GetProperty("parquet").GetProperty("rows").ToString());
        }
    }

    [Fact]
    public async Task Days_are_days()
    {
        using TestHome home = new();
        string modules = await PyarrowAsync(home);
        await daemon.PullAsync("naive");
        await WriteAsync(home, "ds,y\n2024-01-01,1\n2024-01-02,0.1\n2024-01-03,0.30000000000000004\n", new ForecastRequest { Model = "naive", Horizon = 1 });

        JsonElement read = await ReadAsync(home, modules);

        foreach (JsonProperty table in read.EnumerateObject())
        {
            table.Value.GetProperty("schema").EnumerateArray().Select(field => field.GetString()).ShouldBe(["unique_id: string", "ds: date32[day]", "mean: double"], table.Name);
            table.Value.GetProperty("rows")[0][1].GetString().ShouldBe("2024-01-04");
            table.Value.GetProperty("rows")[0][2].GetDouble().ShouldBe(0.30000000000000004);
        }
    }

    private async Task WriteAsync(TestHome home, string csv, ForecastRequest request)
    {
        foreach (AnswerFormat format in new[] { AnswerFormat.Parquet, AnswerFormat.Arrow, AnswerFormat.ArrowStream })
        {
            using MemoryStream table = new(Encoding.UTF8.GetBytes(csv));
            using ForecastDownload answer = await daemon.Client.ForecastTableAsync(table, request, format, TestContext.Current.CancellationToken);
            using FileStream file = File.Create(home.PathOf("a" + AnswerFormats.ExtensionOf(format)));
            await answer.CopyToAsync(file, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<JsonElement> ReadAsync(TestHome home, string modules)
    {
        ProgramRun run = await ProgramRun.RunAsync("python3", ["-c", Script, home.Folder], new Dictionary<string, string> { ["PYTHONPATH"] = modules });
        run.ExitCode.ShouldBe(0, run.Errors);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }

    private static async Task<string> PyarrowAsync(TestHome home)
    {
        string wheels = Path.Join(Programs.Library, "wheels");
        Assert.SkipUnless(Programs.Library is not null && Directory.Exists(wheels), "pyarrow (../shared/wheels) is not on this machine");
        string version = OperatingSystem.IsLinux() ? (await ProgramRun.RunAsync("python3", ["--version"])).Output : "";
        Assert.SkipUnless(version.StartsWith("Python 3.11.", StringComparison.Ordinal), "pyarrow (../shared/wheels) needs Python 3.11 on Linux");
        string modules = home.PathOf("modules");
        foreach (string name in new[] { "numpy", "pandas", "pyarrow", "pytz", "tzdata", "python_dateutil" })
        {
            string wheel = Directory.EnumerateFiles(wheels, name + "-*.whl").First();
            (await ProgramRun.RunAsync("python3", ["-m", "zipfile", "-e", wheel, modules])).ExitCode.ShouldBe(0);
        }

        return modules;
    }
}
