using System.Text;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Daemon.Http;
using Tollama.Daemon.Operations;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Endpoints;

/// <summary>
/// Reads a form: tables as files, and beside them what a query would say, or a JSON request without series. The names of the Python tollama are taken, too.
/// </summary>
internal static class TableForm
{
    private const string File = "file";
    private const string Request = "request";
    private const string Payload = "payload";
    private const string Format = "format_hint";
    private const int MaxFiles = 1000;
    private const int MaxSettingBytes = 4 << 10;

    private static readonly RequestShape Beside = new(TableSettings.Names) { NeedsSeries = false, MayLackHorizon = true };

    // What the Python tollama calls them.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["timestamp_column"] = RequestFields.Time.Name,
        ["series_id_column"] = RequestFields.Id.Name,
        ["target_column"] = RequestFields.Target.Name,
    };

    // What may stand beside a JSON request, which has everything else.
    private static readonly string[] Settings = [.. Aliases.Keys, RequestFields.Freq.Name, .. TableSettings.Names];

    /// <summary>How the request in the form of an upload differs from that of a forecast.</summary>
    internal static RequestShape Upload { get; } = new(TableSettings.Names) { NeedsSeries = false };

    /// <summary>The files of a form, and what it says of them.</summary>
    /// <param name="input">The form.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TollamaException">It is no form, or its parts are others than they should be; all faults are named.</exception>
    internal static Task<OperationInput> ReadAsync(OperationInput input, RequestBody body, CancellationToken cancellationToken) =>
        ReadAsync(input, ShapeBeside(input.Shape), body, needsRequest: false, cancellationToken);

    /// <summary>The same, where a JSON request has to be among the parts.</summary>
    internal static Task<OperationInput> ReadUploadAsync(OperationInput input, RequestBody body, CancellationToken cancellationToken) =>
        ReadAsync(input, input.Shape, body, needsRequest: true, cancellationToken);

    // A request beside files has the operation's fields, and the settings of tables.
    private static RequestShape ShapeBeside(RequestShape? own) =>
        own is null ? Beside : own with { Names = TableSettings.Names, NeedsSeries = false, MayLackHorizon = true };

    private static async Task<OperationInput> ReadAsync(OperationInput input, RequestShape? beside, RequestBody body, bool needsRequest, CancellationToken cancellationToken)
    {
        IReadOnlyList<FormPart> parts = MultipartForm.Read(input.ContentType, input.Body);
        FaultList faults = new();
        FormPart? request = RequestIn(parts, needsRequest, faults);
        List<KeyValuePair<string, string>> settings = [.. input.Query, .. SettingsIn(parts, faults)];
        if (request is not null || needsRequest)
        {
            RefuseUnknown(settings, faults);
        }

        List<TableFile> files = await FilesIn(parts, body, faults, cancellationToken).ConfigureAwait(false);
        return faults.Count > 0 ? throw faults.ToException() : input with
        {
            Body = request is null ? ReadOnlyMemory<byte>.Empty : OperationInputs.Spelled(body, request.Content, "", isRequest: true),
            Query = settings,
            Tables = files,
            HasRequest = request is not null,
            TableForm = JsonTableForm.None,
            Shape = request is null ? input.Shape : beside,
        };
    }

    private static FormPart? RequestIn(IReadOnlyList<FormPart> parts, bool isNeeded, FaultList faults)
    {
        FormPart[] requests = [.. parts.Where(part => part.Name is Request or Payload)];
        if (requests.Length > 1)
        {
            faults.Add("duplicate", [requests[1].Name], $"the form has several requests, in parts called {Request} or {Payload}; send one");
        }

        if (requests.Length == 0 && isNeeded)
        {
            faults.Add("missing", [Payload], $"the part '{Payload}' is missing: send the request as JSON, without series");
        }

        return requests.FirstOrDefault();
    }

    private static IEnumerable<KeyValuePair<string, string>> SettingsIn(IReadOnlyList<FormPart> parts, FaultList faults) => parts
        .Where(part => part.Name is not (File or Request or Payload or Format))
        .Select(part => KeyValuePair.Create(Aliases.GetValueOrDefault(part.Name, part.Name), TextOf(part, faults)));

    private static void RefuseUnknown(List<KeyValuePair<string, string>> settings, FaultList faults)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, string _) in settings)
        {
            if (!Settings.Contains(name))
            {
                faults.Add(
                    "unknown_field",
                    [name],
                    $"unknown part '{Excerpt.Of(name)}'; beside a request stand {File}, {Format}, {RequestFields.Freq.Name}, "
                        + $"and what says how a table is read: {RequestFields.Time.Name}, …");
            }
            else if (!seen.Add(name))
            {
                faults.Add("duplicate", [name], $"the form says {name} twice; send it once");
            }
        }
    }

    private static async Task<List<TableFile>> FilesIn(IReadOnlyList<FormPart> parts, RequestBody body, FaultList faults, CancellationToken cancellationToken)
    {
        FormPart[] files = [.. parts.Where(part => part.Name == File)];
        string? hint = HintIn(parts, faults);
        if (files.Length == 0)
        {
            faults.Add("missing", [File], $"the part '{File}' is missing: send the table as a file");
        }
        else if (files.Length > MaxFiles)
        {
            faults.Add("limit", [File], $"the form has {files.Length} files; send at most {MaxFiles} at once");
        }

        string[] names = [.. files.Select(file => TableFileNames.StemOf(file.FileName ?? ""))];
        if (files.Length > 1)
        {
            RefuseNames(names, faults);
        }

        List<TableFile> tables = [];
        for (int place = 0; place < files.Length && faults.Count == 0; place++)
        {
            string shown = names[place].Length > 0 ? $"file '{names[place]}'" : "file";
            string type = hint ?? TypeOf(files[place]);
            ReadOnlyMemory<byte> content = await BodyReader.ContentOfAsync(body, files[place].Content, shown, cancellationToken).ConfigureAwait(false);
            if (IsObject(content.Span, type))
            {
                faults.Add("value", [File], $"the {shown} is a JSON object, not a table: a request is sent as the part '{Request}', or alone as the body");
            }

            tables.Add(new TableFile(TableInput.Of(OperationInputs.Spelled(body, content, type, isRequest: false)), type, names[place]));
        }

        return tables;
    }

    /// <summary>Each file gives its name to its series.</summary>
    private static void RefuseNames(string[] names, FaultList faults)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (name.Length == 0)
            {
                faults.Add("missing", [File], "a file has no name that can be used; where several are sent, their names tell their series apart: filename=\"north.csv\"");
            }
            else if (!seen.Add(name))
            {
                faults.Add("duplicate", [File], $"two files are called '{name}'; their names tell their series apart, so give them different ones");
            }
        }
    }

    /// <summary>What the hint says of the format of all files, as a content type.</summary>
    private static string? HintIn(IReadOnlyList<FormPart> parts, FaultList faults)
    {
        FormPart[] hints = [.. parts.Where(part => part.Name == Format)];
        if (hints.Length > 1)
        {
            faults.Add("duplicate", [Format], $"the form has several parts '{Format}'; send one");
        }

        string format = hints.Length == 0 ? "" : TextOf(hints[0], faults).Trim();
        if (format.Length == 0)
        {
            return null;
        }

        string? type = TableReader.TypeOf("table." + format);
        if (type is null)
        {
            string known = string.Join(", ", TableReader.FormatNames);
            faults.Add("value", [Format], $"{Format} must be one of {known}, not '{Excerpt.Of(format)}'");
        }

        return type;
    }

    // What the type of the part says counts more than how the name of the file ends: both count less than its first bytes.
    private static string TypeOf(FormPart file) =>
        TableReader.IsTable(file.ContentType) ? file.ContentType : TableReader.TypeOf(file.FileName ?? "") ?? file.ContentType;

    private static bool IsObject(ReadOnlySpan<byte> content, string type) =>
        content.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'{', ..] && JsonTables.FormOf(content, isJson: true) == JsonTableForm.None && !TableReader.IsJson(type);

    private static string TextOf(FormPart part, FaultList faults)
    {
        if (part.Content.Length > MaxSettingBytes)
        {
            faults.Add("limit", [part.Name], $"{Excerpt.Of(part.Name)} is longer than {MaxSettingBytes} bytes");
            return "";
        }

        return Encoding.UTF8.GetString(part.Content.Span);
    }
}
