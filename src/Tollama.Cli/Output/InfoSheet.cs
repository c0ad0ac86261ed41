using System.Globalization;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Output;

/// <summary>A daemon for people: itself, its models, its runners, its settings.</summary>
internal static class InfoSheet
{
    private const string Indent = "    ";

    public static void Write(InfoResponse info, string url, DateTimeOffset now, TextWriter writer)
    {
        List<(string Key, string Value)> facts =
        [
            ("version", info.Daemon.Version),
            ("address", url),
            ("listens on", info.Daemon.HostBinding),
            ("started", RelativeTime.Format(info.Daemon.StartedAt, now)),
        ];
        if (info.Paths is { } paths)
        {
            facts.Add(("home", paths.TollamaHome));
            facts.Add(("model store", paths.Models));
        }

        FactBlock.Write(writer, "Daemon", facts);
        WriteModels(info.Models, writer);
        WriteRunners(info.Runners, writer);
        WriteSettings(info.Settings, writer);
    }

    private static void WriteModels(ModelsInfo models, TextWriter writer)
    {
        HashSet<string> loaded = [.. models.Loaded.Select(model => model.Name)];
        TextTable table = new("NAME", "FAMILY", "SIZE", "LOADED");
        foreach (RegistryModel model in models.Installed)
        {
            table.Add(model.Name, model.Family, model.Size is { } size ? ByteSize.Format(size) : "-", loaded.Contains(model.Name) ? "yes" : "no");
        }

        writer.WriteLine($"  Models: {models.Installed.Count} installed, {models.Available.Count} to be pulled (tollama list --available)");
        WriteRows(table, models.Installed.Count, writer);
    }

    private static void WriteRunners(IReadOnlyList<RunnerInfo> runners, TextWriter writer)
    {
        TextTable table = new("FAMILY", "RUNNING", "PID", "RESTARTS");
        foreach (RunnerInfo runner in runners)
        {
            string id = runner.Pid?.ToString(CultureInfo.InvariantCulture) ?? "-";
            table.Add(runner.Family, runner.Running ? "yes" : "no", id, runner.Restarts.ToString(CultureInfo.InvariantCulture));
        }

        writer.WriteLine($"  Runners: {runners.Count(runner => runner.Running)} running");
        WriteRows(table, runners.Count, writer);
    }

    private static void WriteSettings(IReadOnlyList<SettingInfo>? settings, TextWriter writer)
    {
        if (settings is null)
        {
            writer.WriteLine("  Settings: the daemon tells them, and its folders, only to programs on its machine of which it wants no key");
            return;
        }

        SettingInfo[] set = [.. settings.Where(setting => !setting.IsDefault)];
        TextTable table = new("VARIABLE", "VALUE");
        foreach (SettingInfo setting in set)
        {
            table.Add(setting.Name, setting.Value);
        }

        writer.WriteLine($"  Settings: {set.Length} set, {settings.Count - set.Length} by default (tollama doctor has them all)");
        WriteRows(table, set.Length, writer);
    }

    private static void WriteRows(TextTable table, int rows, TextWriter writer)
    {
        if (rows > 0)
        {
            table.WriteTo(writer, Indent);
        }

        writer.WriteLine();
    }
}
