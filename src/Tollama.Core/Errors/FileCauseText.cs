namespace Tollama.Core.Errors;

/// <summary>Why a file could not be read or written, in words for users.</summary>
internal static class FileCauseText
{
    // What .NET gives as the result of a failed call: the number of the system on Unix, 0x80070000 and the number on Windows.
    private const int WindowsFacility = unchecked((int)0x80070000);

    public static string Of(IOException fault)
    {
        int code = fault.HResult;
        return (code & unchecked((int)0xFFFF0000)) == WindowsFacility ? OfWindows(code & 0xFFFF) ?? fault.Message.TrimEnd('.') : OfUnix(code) ?? fault.Message.TrimEnd('.');
    }

    private static string? OfUnix(int number) => number switch
    {
        1 or 13 => $"'{Environment.UserName}' has no permission",
        2 => "there is no such file",
        5 => "the disk cannot read or write there",
        20 => "a part of the path is no folder",
        21 => "it is a folder",
        23 or 24 => "too many files are open",
        26 => "it is a program that runs",
        27 => "the file would become too large",
        28 => "the disk is full",
        30 => "the file system cannot be written",
        32 => "the reader has left",
        40 => "its links lead in a circle",
        122 => $"'{Environment.UserName}' may not use more of the disk",
        _ => null,
    };

    private static string? OfWindows(int number) => number switch
    {
        2 => "there is no such file",
        3 => "there is no such folder",
        5 => $"'{Environment.UserName}' has no permission",
        19 => "the disk cannot be written",
        32 or 33 => "another program has it open",
        39 or 112 => "the disk is full",
        80 or 183 => "there is such a file already",
        109 or 232 => "the reader has left",
        206 => "the path is too long",
        _ => null,
    };
}
