using Tollama.Cli.Output;
using Tollama.Core.Api;

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
            writer.WriteLine($"  read as     {input}");
        }

        foreach (string error in validation.Errors)
        {
            writer.WriteLine($"  error       {error}");
        }

        foreach (string warning in validation.Warnings)
        {
            writer.WriteLine($"  warning     {warning}");
        }

        foreach (string suggestion in validation.Suggestions)
        {
            writer.WriteLine($"  suggestion  {suggestion}");
        }
    }
}
