using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Data.Tables;

namespace Tollama.Data.Tests.Tables;

/// <summary>A table in a file of its own, which is deleted in the end.</summary>
internal sealed class SpooledTable : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-table-");
    private readonly SafeFileHandle _file;

    public SpooledTable(byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, "table");
        File.WriteAllBytes(path, bytes);
        _file = File.OpenHandle(path);
        Input = TableInput.Of(_file);
    }

    public TableInput Input { get; }

    /// <summary>All that a reading tells, or its refusal, as one text.</summary>
    public static string Describe(TableInput input)
    {
        try
        {
            TableContent table = TableReader.Read(input, new TableOptions(), cancellationToken: TestContext.Current.CancellationToken);
            IEnumerable<string> series = table.Series.Select((one, place) =>
                $"{one.Id}: {string.Join(' ', table.Keys[place])} | {string.Join(' ', one.Target.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))} | "
                + $"{string.Join(' ', one.Times!)} | {string.Join(' ', table.Rows[place])}");
            return string.Join('\n', [.. series, table.Roles.ToString(), .. table.Warnings, .. table.Errors.Select(error => error.Message)]);
        }
        catch (TollamaException refusal)
        {
            return $"{refusal.Code}: {refusal.Message} {refusal.Hint}";
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }
}
