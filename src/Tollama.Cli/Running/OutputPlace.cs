using Tollama.Core.Errors;

namespace Tollama.Cli.Running;

/// <summary>The file that a forecast is written to: looked at before any work, and there whole or not at all.</summary>
internal sealed class OutputPlace
{
    private const string StandardInput = "/dev/stdin";

    // What is no file of a folder, such as /dev/stdout, is written to as it is.
    private const string Devices = "/dev/";

    private readonly string _option;
    private readonly string _named;
    private readonly string _path;
    private readonly string _temporary;

    private OutputPlace(string named, string path, string option)
    {
        _option = option;
        _named = named;
        _path = path;
        IsDevice = path.StartsWith(Devices, StringComparison.Ordinal) || FileIdentity.Of(path) is { IsRegular: false };
        _temporary = $"{path}.{Environment.ProcessId}.tmp";
    }

    // A pipe with a name, or a device: nothing can be put in its place.
    private bool IsDevice { get; }

    /// <summary>Looks at a place, and leaves nothing there.</summary>
    /// <param name="named">The path as it was typed.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="CliException">Nothing can be written there.</exception>
    public static OutputPlace Check(string named, string option = "--output")
    {
        if (named.Length == 0)
        {
            throw CliException.Usage($"{option} is empty", $"name a file: {option} forecast.csv");
        }

        string full = Path.GetFullPath(named);
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(named))
        {
            throw CliException.Usage($"{option} '{named}' is a folder, not a file", $"name a file in it: {Path.Combine(named, "forecast.csv")}");
        }

        try
        {
            OutputPlace place = new(named, full.StartsWith(Devices, StringComparison.Ordinal) ? full : Target(full), option);
            place.Try();
            return place;
        }
        catch (DirectoryNotFoundException)
        {
            throw CliException.Usage($"the folder of {option} '{named}' does not exist", "create it, or name a file in a folder that is there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{option} '{named}' cannot be written: {CauseText.Of(exception)}", "name a file in a folder that you may write");
        }
    }

    /// <summary>Refuses to write over what is read: whoever sends a history wants to keep it.</summary>
    /// <param name="inputs">The files that are read, without patterns, or <c>-</c> for standard input.</param>
    /// <exception cref="CliException">One of them is this file, perhaps by another name.</exception>
    public void RefuseInputs(IReadOnlyList<string> inputs)
    {
        // Standard input is a name of a file where it comes from one, on Unix.
        IEnumerable<string> files = inputs.Count == 0 ? [InputFiles.Standard] : inputs;
        if (!IsDevice && files.FirstOrDefault(input => FileIdentity.AreSame(_path, input == InputFiles.Standard ? StandardInput : input)) is { } read)
        {
            string what = read == InputFiles.Standard ? "standard input comes from it" : read == _named ? "it is an input" : $"it is the input '{read}'";
            throw CliException.Usage($"{_option} '{_named}' would be written over: {what}", $"name another file: {_option} forecast.csv");
        }
    }

    /// <summary>Writes the file. What was there before stays until all is written.</summary>
    /// <param name="write">Writes its content; a fault of it comes through, and leaves nothing.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task WriteAsync(Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            FileStream file = Open(IsDevice ? _path : _temporary, IsDevice ? FileMode.Open : FileMode.Create, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!IsDevice)
            {
                KeepRights();
                File.Move(_temporary, _path, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Failure($"cannot write '{_named}': {CauseText.Of(exception)}", "free some space there, or name another file; what was there before is unchanged");
        }
        finally
        {
            Remove();
        }
    }

    private static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private void Try()
    {
        if (IsDevice)
        {
            return;
        }

        if (File.Exists(_path))
        {
            Open(_path, FileMode.Open, FileOptions.None).Dispose();
        }

        Open(_temporary, FileMode.Create, FileOptions.DeleteOnClose).Dispose();
    }

    private static FileStream Open(string path, FileMode mode, FileOptions options) => new(path, mode, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0, options);

    private void KeepRights()
    {
        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            File.SetUnixFileMode(_temporary, File.GetUnixFileMode(_path));
        }
    }

    private void Remove()
    {
        try
        {
            if (!IsDevice)
            {
                File.Delete(_temporary);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It could not be made either; the error on its way says why.
        }
    }
}
