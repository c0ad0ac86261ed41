using Tollama.Cli.Output;
using Tollama.Cli.Wording;
using Tollama.Core.Api;
using Tollama.Core.Text;

namespace Tollama.Cli.Running;

/// <summary>The findings of a dry run.</summary>
internal static class ValidationSheet
{
    public static void Write(ValidationResponse validation, TextWriter writer, OutputFormat format)
    {
        if (format != OutputFormat.Table)
        {
            JsonText.WriteLine(writer, validation, JsonText.Indented.ValidationResponse);
            return;
        }

        writer.WriteLine(validation.Valid ? "valid: this would be forecast" : "invalid: this would be refused");
        if (validation.Input is { } input)
        {
            writer.WriteLine(VisibleText.OneLine($"  read as     {input}"));
        }

        foreach (string error in validation.Errors)
        {
            writer.WriteLine(VisibleText.OneLine($"  error       {OptionText.Of(error)}"));
        }

        foreach (string warning in validation.Warnings)
        {
            writer.WriteLine(VisibleText.OneLine($"  warning     {OptionText.Of(warning)}"));
        }

        foreach (string suggestion in validation.Suggestions)
        {
            writer.WriteLine(VisibleText.OneLine($"  suggestion  {OptionText.Of(suggestion)}"));
        }
    }
}
