using System.Text;
using Tollama.Cli.Output;
using Tollama.Cli.Terminal;
using Tollama.Client;
using Tollama.Core.Api;

namespace Tollama.Cli.Running;

/// <summary>Writes a forecast where and how the user wants it.</summary>
/// <param name="terminal">Where to, when no file was named.</param>
/// <param name="format">How.</param>
/// <param name="place">The file; <see langword="null"/> for standard output.</param>
internal sealed class ForecastOutput(ITerminal terminal, OutputFormat format, OutputPlace? place)
{
    private const int FileWidth = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes an answer that was read.</summary>
    public Task WriteAsync(ForecastResponse response, CancellationToken cancellationToken)
    {
        if (place is null)
        {
            // What a person reads is filtered, but for the colours.
            Ansi ansi = new(terminal.HasColor);
            Write(response, new VisibleWriter(terminal.OutUnfiltered, ansi.Codes), terminal.Width, ansi);
            return Task.CompletedTask;
        }

        return place.WriteAsync(
            async file =>
            {
                StreamWriter text = new(file, Utf8, leaveOpen: true);
                await using (text.ConfigureAwait(false))
                {
                    Write(response, new VisibleWriter(text, []), FileWidth, new Ansi(isOn: false));
                }
            },
            cancellationToken);
    }

    /// <summary>Writes an answer as the daemon sends it.</summary>
    /// <returns>How many series failed; <see langword="null"/> where neither its headers nor its rows tell.</returns>
    public async Task<int?> WriteAsync(ForecastDownload answer, CancellationToken cancellationToken)
    {
        int? failed = answer.Errors;
        if (place is not null)
        {
            await place.WriteAsync(CopyAsync, cancellationToken).ConfigureAwait(false);
        }
        else if (terminal.IsOutputTerminal)
        {
            using MemoryStream text = new();
            await CopyAsync(text).ConfigureAwait(false);
            VisibleWriter visible = new(terminal.OutUnfiltered, []);
            await using (visible.ConfigureAwait(false))
            {
                await visible.WriteAsync(Utf8.GetString(text.GetBuffer(), 0, (int)text.Length)).ConfigureAwait(false);
            }
        }
        else
        {
            // A program gets the table as it is, with the ids as they are.
            Stream output = terminal.OpenOutput();
            await using (output.ConfigureAwait(false))
            {
                await CopyAsync(output).ConfigureAwait(false);
            }
        }

        return failed;

        async Task CopyAsync(Stream destination)
        {
            if (failed is not null || format is not (OutputFormat.Csv or OutputFormat.Tsv))
            {
                await answer.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
                return;
            }

            FailedRows rows = new(destination);
            await using (rows.ConfigureAwait(false))
            {
                await answer.CopyToAsync(rows, cancellationToken).ConfigureAwait(false);
                failed = rows.Count;
            }
        }
    }

    private void Write(ForecastResponse response, TextWriter writer, int width, Ansi ansi)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonText.WriteLine(writer, response, JsonText.Compact.ForecastResponse);
                break;
            case OutputFormat.Ndjson:
                foreach (SeriesForecastData forecast in response.Forecasts)
                {
                    JsonText.WriteLine(writer, forecast, JsonText.Compact.SeriesForecastData);
                }

                foreach (SeriesError error in response.Errors ?? [])
                {
                    JsonText.WriteLine(writer, error, JsonText.Compact.SeriesError);
                }

                break;
            default:
                ForecastSheet.Write(response, writer, width, ansi);
                break;
        }
    }
}
