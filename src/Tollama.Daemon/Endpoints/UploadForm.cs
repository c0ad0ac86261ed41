using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Endpoints;

/// <summary>Reads the form of an upload: a file, its request, and settings of the table under the names of the Python tollama.</summary>
internal static class UploadForm
{
    private const string File = "file";
    private const string Payload = "payload";
    private const string Format = "format_hint";
    private const string Csv = "text/csv";
    private const string Tabs = "text/tab-separated-values";
    private const int MaxSettingBytes = 4 << 10;

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["timestamp_column"] = RequestFields.Time.Name,
        ["series_id_column"] = RequestFields.Id.Name,
        ["target_column"] = RequestFields.Target.Name,
        ["freq"] = RequestFields.Freq.Name,
    };

    private static readonly string[] Known = [File, Payload, Format, .. Settings.Keys];

    /// <summary>The request in the form, with the table beside it.</summary>
    /// <param name="input">The whole body.</param>
    /// <exception cref="TollamaException">It is no form, or its parts are others than they should be; all faults are named.</exception>
    internal static OperationInput Read(OperationInput input)
    {
        IReadOnlyList<FormPart> parts = MultipartForm.Read(input.ContentType, input.Body);
        FaultList faults = new();
        foreach (FormPart part in parts.Where(part => !Known.Contains(part.Name)).DistinctBy(part => part.Name))
        {
            faults.Add("unknown_field", [part.Name], $"unknown part '{Excerpt.Of(part.Name)}'; send {File}, {Payload}, {Format}, {string.Join(", ", Settings.Keys)}");
        }

        foreach (string name in Known.Where(name => parts.Count(part => part.Name == name) > 1))
        {
            faults.Add("duplicate", [name], $"the form has several parts '{name}'; send one");
        }

        FormPart? file = Find(parts, File, faults);
        FormPart? payload = Find(parts, Payload, faults);
        string type = file is null ? Csv : TypeOf(file, parts.FirstOrDefault(part => part.Name == Format), faults);
        Dictionary<string, string> settings = [];
        foreach (FormPart part in parts.Where(part => Settings.ContainsKey(part.Name)))
        {
            settings[Settings[part.Name]] = TextOf(part, faults);
        }

        return faults.Count > 0 ? throw faults.ToException() : input with { Body = payload!.Content, Table = file!.Content, ContentType = type, Query = [.. settings] };
    }

    private static FormPart? Find(IReadOnlyList<FormPart> parts, string name, FaultList faults)
    {
        FormPart? found = parts.FirstOrDefault(part => part.Name == name);
        if (found is null)
        {
            faults.Add("missing", [name], $"the part '{name}' is missing: send {(name == File ? "the table as a file" : "the request as JSON, without series")}");
        }

        return found;
    }

    // The name of the file says at most how its columns are divided; what a hint or the type of the part says counts more.
    private static string TypeOf(FormPart file, FormPart? hint, FaultList faults)
    {
        string format = hint is null ? "" : TextOf(hint, faults).Trim().ToLowerInvariant();
        string extension = Path.GetExtension(file.FileName ?? "").ToLowerInvariant();
        if (format is not ("" or "csv" or "tsv"))
        {
            faults.Add("value", [Format], $"format_hint must be csv or tsv, not '{Excerpt.Of(format)}': other tables are not read");
        }
        else if (format.Length == 0 && extension is ".parquet" or ".pq" or ".xlsx" or ".xls" or ".feather" or ".arrow" or ".json")
        {
            faults.Add("value", [File], $"a file '{extension}' is not read: send the table as CSV");
        }

        return format == "tsv" ? Tabs
            : format == "csv" ? Csv
            : TableReader.IsTable(file.ContentType) ? file.ContentType
            : extension == ".tsv" ? Tabs
            : Csv;
    }

    private static string TextOf(FormPart part, FaultList faults)
    {
        if (part.Content.Length > MaxSettingBytes)
        {
            faults.Add("limit", [part.Name], $"{part.Name} is longer than {MaxSettingBytes} bytes");
            return "";
        }

        return Encoding.UTF8.GetString(part.Content.Span);
    }
}
