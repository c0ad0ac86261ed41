using System.CommandLine;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Cli.Wording;
using Tollama.Core.Api;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama list</c>: installed models, or those that can be pulled.</summary>
internal sealed class ListCommand : DaemonCommand
{
    private const int IdLength = 12;

    private readonly Argument<string?> _prefix = new("prefix") { Description = "Only models whose name starts so.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _available = new("--available") { Description = "List the models that can be pulled." };
    private readonly Option<string?> _sort = new("--sort") { Description = "Order: modified (newest first), name or size (largest first).", HelpName = "order" };
    private readonly Option<bool> _json = JsonOption.Create();

    public ListCommand(CliHost host)
        : base("list", "List models.", host)
    {
        Aliases.Add("ls");
        _sort.AcceptOnlyFromAmong("modified", "name", "size");
        Arguments.Add(_prefix);
        Options.Add(_available);
        Options.Add(_sort);
        Options.Add(_json);
    }

    protected override Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken) =>
        parsed.GetValue(_available)
            ? ListAvailableAsync(parsed, session, cancellationToken)
            : ListInstalledAsync(parsed, session, cancellationToken);

    private async Task<int> ListInstalledAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        TagsResponse tags = await session.Client.TagsAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<ModelEntry> matching = tags.Models.Where(model => Matches(parsed, model.Name));
        IReadOnlyList<ModelEntry> models = parsed.GetValue(_sort) switch
        {
            "name" => [.. matching.OrderBy(model => model.Name, StringComparer.Ordinal)],
            "size" => [.. matching.OrderByDescending(model => model.Size)],
            _ => [.. matching],
        };
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, models, JsonText.Indented.IReadOnlyListModelEntry);
            return ExitCodes.Success;
        }

        TextTable table = new("NAME", "ID", "SIZE", "MODIFIED", "ORIGIN");
        foreach (ModelEntry model in models)
        {
            table.Add(model.Name, ShortId(model.Digest), ByteSize.Format(model.Size), RelativeTime.Format(model.ModifiedAt, Host.Time.GetUtcNow()), OriginText.Short(model.Origin));
        }

        table.WriteTo(Out);
        return ExitCodes.Success;
    }

    private async Task<int> ListAvailableAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        ModelsResponse response = await session.Client.ModelsAsync(cancellationToken).ConfigureAwait(false);
        IEnumerable<RegistryModel> matching = response.Available.Where(model => Matches(parsed, model.Name));
        IReadOnlyList<RegistryModel> models = parsed.GetValue(_sort) switch
        {
            "name" => [.. matching.OrderBy(model => model.Name, StringComparer.Ordinal)],
            "size" => [.. matching.OrderByDescending(model => model.Size ?? 0)],
            _ => [.. matching],
        };
        if (parsed.GetValue(_json))
        {
            JsonText.WriteLine(Out, models, JsonText.Indented.IReadOnlyListRegistryModel);
            return ExitCodes.Success;
        }

        TextTable table = new("NAME", "FAMILY", "SIZE", "LICENSE", "INSTALLED", "DESCRIPTION");
        foreach (RegistryModel model in models)
        {
            string size = model.Size is { } bytes ? ByteSize.Format(bytes) : "-";
            table.Add(model.Name, model.Family, size, model.License.Type, model.Installed ? "yes" : "no", model.Description ?? "");
        }

        table.WriteTo(Out);
        return ExitCodes.Success;
    }

    private bool Matches(ParseResult parsed, string name) =>
        parsed.GetValue(_prefix) is not { } prefix || name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);

    internal static string ShortId(string digest) => digest[..Math.Min(IdLength, digest.Length)];
}
