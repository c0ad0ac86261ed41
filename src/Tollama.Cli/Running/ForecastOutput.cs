using System.Text;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;
using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>Writes a forecast where and how the user wants it.</summary>
internal sealed class ForecastOutput(ITerminal terminal, RunArguments arguments)
{
    private const int FileWidth = 100;

    public async Task WriteAsync(ForecastResponse response, CancellationToken cancellationToken)
    {
        if (arguments.OutputPath is not { } path)
        {
            // A program gets a table with the ids as they are; what a person reads is filtered, but for the colours.
            Ansi ansi = new(terminal.HasColor);
            bool isExact = arguments.Format == OutputFormat.Csv && !terminal.IsOutputTerminal;
            Write(response, isExact ? terminal.OutUnfiltered : new VisibleWriter(terminal.OutUnfiltered, ansi.Codes), terminal.Width, ansi);
            return;
        }

        try
        {
            StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await using (file.ConfigureAwait(false))
            {
                Write(response, arguments.Format == OutputFormat.Csv ? file : new VisibleWriter(file, []), FileWidth, new Ansi(isOn: false));
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot write '{path}': {CauseText.Of(exception)}");
        }
    }

    private void Write(ForecastResponse response, TextWriter writer, int width, Ansi ansi)
    {
        switch (arguments.Format)
        {
            case OutputFormat.Json:
                JsonText.WriteLine(writer, response, JsonText.Compact.ForecastResponse);
                break;
            case OutputFormat.Ndjson:
                foreach (SeriesForecastData forecast in response.Forecasts)
                {
                    JsonText.WriteLine(writer, forecast, JsonText.Compact.SeriesForecastData);
                }

                break;
            case OutputFormat.Csv:
                ForecastCsv.Write(response, writer);
                break;
            default:
                ForecastSheet.Write(response, writer, width, ansi);
                break;
        }
    }
}
