using System.ComponentModel;
using System.Security.Authentication;
using System.Text.Json;

namespace Tollama.Core.Errors;

/// <summary>Why something failed, in words for users: the texts of the platform's exceptions are written for programmers, and name its types.</summary>
public static class CauseText
{
    /// <summary>The cause as the end of a sentence, without a full stop: <c>there is no such file</c>. Messages of tollama's own exceptions come through.</summary>
    /// <param name="fault">What was thrown.</param>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            FileNotFoundException => "there is no such file",
            DirectoryNotFoundException => "there is no such folder",
            PathTooLongException => "the path, or a name in it, is too long",
            EndOfStreamException => "it ends too early",
            UnauthorizedAccessException => $"'{Environment.UserName}' has no permission, or it is a folder",
            JsonException json => JsonCauseText.Of(json),
            AuthenticationException tls => OfTls(tls),
            Win32Exception system when system.GetType() == typeof(Win32Exception) => OfProgram(system),
            IOException { InnerException: Win32Exception or AuthenticationException or UnauthorizedAccessException } => Of(fault.InnerException),
            IOException file => FileCauseText.Of(file),
            FormatException format when format.Message.StartsWith("The input string", StringComparison.Ordinal) => "it has not the expected form",
            IndexOutOfRangeException or KeyNotFoundException => "it has not the expected form",
            _ => fault.Message.TrimEnd('.'),
        };
    }

    private static string OfTls(AuthenticationException fault) => fault.Message switch
    {
        var text when text.Contains("NameMismatch", StringComparison.Ordinal) => "its certificate has another name",
        var text when text.Contains("NotTimeValid", StringComparison.Ordinal) => "its certificate has expired, or is not valid yet",
        var text when text.Contains("UntrustedRoot", StringComparison.Ordinal) || text.Contains("PartialChain", StringComparison.Ordinal) =>
            "its certificate is of an authority that is not known here",
        var text when text.Contains("certificate", StringComparison.OrdinalIgnoreCase) => "its certificate is not trusted",
        var text when text.Contains("frame", StringComparison.OrdinalIgnoreCase) => "it does not serve https",
        _ => fault.InnerException is { } inner and (IOException or Win32Exception) ? Of(inner) : "no secure connection could be agreed on",
    };

    // The numbers of Unix, of which those of Windows are the same for the first two.
    private static string OfProgram(Win32Exception fault) => fault.NativeErrorCode switch
    {
        // Without a number the sentence is ours.
        0 => fault.Message.TrimEnd('.'),
        2 => "there is no such program",
        5 or 13 => $"'{Environment.UserName}' may not run it",
        8 or 193 => "it is no program for this machine",
        7 or 206 => "its command line is too long",
        11 or 12 or 24 => "the system has no room for another process",
        int code => FormattableString.Invariant($"the system refused (error {code})"),
    };
}
