using System.CommandLine;
using System.Text.Json;
using Tollama.Cli.Diagnosis;
using Tollama.Cli.Terminal;

namespace Tollama.Cli.Commands;

/// <summary><c>tollama doctor</c>: what is wrong here?</summary>
internal sealed class DoctorCommand : DaemonCommand
{
    private readonly Option<string?> _verify = new("--verify")
    {
        Description = "Also read the files of all models, or of one, and compare them with their digests.",
        HelpName = "model",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = JsonOption.Create("Print the findings as JSON.");

    public DoctorCommand(CliHost host)
        : base("doctor", "Check this machine, the daemon and the configuration.", host, "TOLLAMA_HOME", "TOLLAMA_MODELS")
    {
        _verify.CompletionSources.Add(_ => Completion.ModelNames.Installed(host));
        Options.Add(_verify);
        Options.Add(_json);
    }

    protected override async Task<int> ExecuteAsync(ParseResult parsed, DaemonSession session, CancellationToken cancellationToken)
    {
        DoctorReport report = await new Doctor(Host, session).ExamineAsync(cancellationToken).ConfigureAwait(false);
        if (parsed.GetResult(_verify) is not null)
        {
            (Check check, IReadOnlyList<string> faults) =
                await new StoreVerification(Host, session).RunAsync(parsed.GetValue(_verify), cancellationToken).ConfigureAwait(false);
            report = report with { Checks = [.. report.Checks, check], Faults = faults };
        }

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
        WriteFaults(report.Faults ?? []);
        WriteVariables(report);
    }

    // Two columns where two processes are: what is set in this shell says nothing about a daemon that was started elsewhere.
    private void WriteVariables(DoctorReport report)
    {
        if (report.DaemonEnvironment is not { } daemon)
        {
            Out.WriteLine($"The variables of this shell ({report.DaemonSilence}):");
            TextTable own = new("VARIABLE", "THIS SHELL", "");
            foreach (EffectiveVariable variable in report.Environment)
            {
                own.Add(variable.Name, variable.Value, Origin(variable));
            }

            own.WriteTo(Out);
            return;
        }

        Dictionary<string, EffectiveVariable> here = report.Environment.ToDictionary(variable => variable.Name);
        TextTable both = new("VARIABLE", "DAEMON", "", "THIS SHELL", "");
        foreach (EffectiveVariable variable in daemon)
        {
            EffectiveVariable? mine = here.GetValueOrDefault(variable.Name);
            both.Add(variable.Name, variable.Value, Origin(variable), mine?.Value ?? "", mine is null ? "" : Origin(mine));
        }

        both.WriteTo(Out);
    }

    private static string Origin(EffectiveVariable variable) => variable.IsDefault ? "default" : "set";

    private void WriteFaults(IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
        {
            return;
        }

        Out.WriteLine("FAULT");
        foreach (string fault in faults)
        {
            Out.WriteLine(fault);
        }

        Out.WriteLine();
    }
}
