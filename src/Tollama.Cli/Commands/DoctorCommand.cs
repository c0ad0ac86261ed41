using System.CommandLine;
using System.Text.Json;
using Tollama.Cli.Diagnosis;
using Tollama.Cli.Terminal;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama doctor</c>: what is wrong here?</summary>
internal sealed class DoctorCommand : DaemonCommand
{
    private readonly Option<bool> _json = JsonOption.Create("Print the findings as JSON.");

    public DoctorCommand(CliHost host)
        : base("doctor", "Check this machine, the daemon and the configuration.", host, "TOLLAMA_HOME", "TOLLAMA_MODELS") => Options.Add(_json);

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        DoctorReport report = await new Doctor(Host, session).ExamineAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            Out.WriteLine(JsonSerializer.Serialize(report, DiagnosisJsonContext.Default.DoctorReport));
        }
        else
        {
            Write(report);
        }

        return report.Checks.Any(check => check.Status == CheckStatus.Failed) ? ExitCodes.Failure : ExitCodes.Success;
    }

    private void Write(DoctorReport report)
    {
        TextTable checks = new("CHECK", "STATUS", "FINDING");
        foreach (Check check in report.Checks)
        {
            checks.Add(check.Name, check.Status.ToString().ToLowerInvariant(), check.Message);
            if (check.Hint is { } hint)
            {
                checks.Add("", "", "-> " + hint);
            }
        }

        checks.WriteTo(Out);
        Out.WriteLine();
        TextTable variables = new("VARIABLE", "VALUE", "");
        foreach (EffectiveVariable variable in report.Environment)
        {
            variables.Add(variable.Name, variable.Value, variable.IsDefault ? "default" : "set");
        }

        variables.WriteTo(Out);
    }
}
