using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Tollama.FakeHub;

/// <summary><c>/api/models/OWNER/NAME/tree/REV</c>: folders and files, a page at a time.</summary>
internal static class TreeAnswer
{
    public static Task WriteAsync(Exchange exchange, ServedCommit commit, int largestPage)
    {
        IQueryCollection query = exchange.Context.Request.Query;
        string root = exchange.Seen.File is { } folder ? folder + "/" : "";
        bool isRecursive = query["recursive"].ToString() is "true" or "True" or "1";
        List<object> entries = [.. Entries(commit, root, isRecursive)];
        if (root.Length > 0 && entries.Count == 0)
        {
            return exchange.RefuseAsync(Refusal.NoEntry);
        }

        int start = Number(FromCursor(query["cursor"].ToString())) ?? 0;
        int size = Math.Clamp(Number(query["limit"]) ?? largestPage, 1, largestPage);
        if (start + size < entries.Count)
        {
            exchange.Response.Headers.Link = $"<{exchange.Origin}{NextPage(exchange.Seen.Target, query, start + size)}>; rel=\"next\"";
        }

        return exchange.JsonAsync(json => WritePage(json, entries.Skip(start).Take(size), exchange.Fault));
    }

    /// <summary>Folders (texts) before files, each in ordinal order.</summary>
    private static IEnumerable<object> Entries(ServedCommit commit, string root, bool isRecursive)
    {
        List<ServedFile> files = [.. commit.Files.Values.Where(file => file.Path.StartsWith(root, StringComparison.Ordinal))];
        IEnumerable<string> folders = files.SelectMany(file => FoldersOf(file.Path, root.Length)).Distinct().Order(StringComparer.Ordinal);
        return isRecursive
            ? [.. folders, .. files]
            : [.. folders.Where(folder => !folder[root.Length..].Contains('/')), .. files.Where(file => !file.Path[root.Length..].Contains('/'))];
    }

    private static IEnumerable<string> FoldersOf(string path, int from)
    {
        for (int slash = path.IndexOf('/', from); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    private static string NextPage(string target, IQueryCollection query, int start)
    {
        string cursor = Convert.ToBase64String(Encoding.ASCII.GetBytes(start.ToString(CultureInfo.InvariantCulture)));
        IEnumerable<string> kept = query.Where(pair => pair.Key != "cursor").Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value.ToString())}");
        return target.Split('?')[0] + "?" + string.Join('&', kept.Append("cursor=" + Uri.EscapeDataString(cursor)));
    }

    private static string FromCursor(string cursor)
    {
        byte[] bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out int count) ? Encoding.ASCII.GetString(bytes, 0, count) : "";
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static void WritePage(Utf8JsonWriter json, IEnumerable<object> page, Fault fault)
    {
        json.WriteStartArray();
        foreach (object entry in page)
        {
            if (entry is string folder)
            {
                WriteEntry(json, "directory", Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(folder))), 0, folder);
                json.WriteEndObject();
                continue;
            }

            foreach (ListedFile file in Listings.Files([(ServedFile)entry], fault))
            {
                WriteEntry(json, "file", file.BlobId, file.Size, file.Path);
                Listings.WriteLfs(json, file, "oid");
                if (file.CdnEtag is { } hash)
                {
                    json.WriteString("xetHash", hash);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, string type, string id, long size, string path)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("oid", id);
        json.WriteNumber("size", size);
        json.WriteString("path", path);
    }
}
