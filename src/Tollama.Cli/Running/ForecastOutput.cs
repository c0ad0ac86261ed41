using System.Text;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Core.Api;

namespace Tollama.Cli.Running;

/// <summary>Writes a forecast where and how the user wants it.</summary>
internal sealed class ForecastOutput(ITerminal terminal, RunArguments arguments)
{
    private const int FileWidth = 100;

    public async Task WriteAsync(ForecastResponse response, CancellationToken cancellationToken)
    {
        if (arguments.OutputPath is not { } path)
        {
            Write(response, terminal.Out, terminal.Width, new Ansi(terminal.HasColor));
            return;
        }

        try
        {
            StreamWriter file = new(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            await using (file.ConfigureAwait(false))
            {
                Write(response, file, FileWidth, new Ansi(isOn: false));
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot write '{path}': {exception.Message}");
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
