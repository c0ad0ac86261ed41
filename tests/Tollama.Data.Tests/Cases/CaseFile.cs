using Tollama.Core.Requests;
using Tollama.Data.Repair;
using Tollama.Data.Tables;
using Tollama.Data.Tests.Tables;

namespace Tollama.Data.Tests.Cases;

/// <summary>The tables that public reports showed to be read wrongly by some tool, each kind in a folder.</summary>
internal static class CaseFile
{
    public static byte[] Bytes(string path) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Cases", path));

    public static TableContent Read(string path, TableOptions? options = null) => TableTesting.Read(Bytes(path), options);

    /// <summary>The series of a table on their grids, with the steps that follow.</summary>
    public static TableRepairResult Repair(string path, int horizon = 3, TableOptions? options = null)
    {
        TableRepair repair = new(new ForecastRequest { Horizon = horizon });
        Core.Series.Panel panel = repair.Repair(Read(path, options), TestContext.Current.CancellationToken);
        return new TableRepairResult(panel, repair.Warnings, repair.Errors);
    }
}
