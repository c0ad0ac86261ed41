using System.ComponentModel;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tollama.Core.Errors;
using Tollama.Core.Json;

namespace Tollama.Core.Tests.Errors;

/// <summary>What users are told why is not the text of the platform's exceptions.</summary>
public sealed class CauseTextTests
{
    [Theory]
    [InlineData("{\"a\":1,}", "line 1, byte 7: nothing stands behind a comma")]
    [InlineData("{\"a\":[1,2", "line 1, byte 9: a number does not end here as it must")]
    [InlineData("{\"a\":[1,2]", "it ends too early")]
    [InlineData("{\"a\":\"x", "it ends too early")]
    [InlineData("{\n\"a\" 1}", "line 2, byte 4: a colon must stand between a name and its value")]
    [InlineData("{\"a\":1 \"b\":2}", "line 1, byte 7: a comma or a closing bracket must stand here")]
    [InlineData("{a:1}", "line 1, byte 1: a name in double quotes must stand here")]
    [InlineData("{\"a\":'x'}", "line 1, byte 5: no value begins so; texts stand in double quotes")]
    [InlineData("{\"a\":trve}", "line 1, byte 7: without quotes there are only numbers, true, false and null")]
    [InlineData("{\"a\":NaN}", "line 1, byte 5: no value begins so; texts stand in double quotes")]
    [InlineData("{\"a\":01}", "line 1, byte 6: no number of several digits begins with 0")]
    [InlineData("{\"a\":1.}", "line 1, byte 7: this is no number of JSON")]
    [InlineData("{\"a\":\"\\q\"}", "line 1, byte 7: a text has a backslash before a character that needs none")]
    [InlineData("{\"a\":\"\n\"}", "line 1, byte 6: a text has a character that must be escaped")]
    [InlineData("{} {}", "line 1, byte 3: something stands behind its end")]
    [InlineData("", "it is empty")]
    public void Faults_of_JSON_are_told_with_their_place(string json, string expected)
    {
        JsonException fault = Should.Throw<JsonException>(() => JsonNode.Parse(json), json);

        CauseText.Of(fault).ShouldEndWith(expected);
        CauseText.Of(fault).ShouldNotContain("LineNumber");
    }

    [Fact]
    public void A_value_of_another_kind_is_named_by_its_path()
    {
        JsonException fault = Should.Throw<JsonException>(() => JsonSerializer.Deserialize("{\"version\":1}", TollamaJsonContext.Default.VersionResponse));

        CauseText.Of(fault).ShouldBe("version (line 1, byte 12): a value is of another kind than it must be");
    }

    [Fact]
    public void Sentences_of_our_own_come_through()
    {
        CauseText.Of(new JsonException("the body is null")).ShouldBe("the body is null");
        CauseText.Of(new TollamaException(ErrorCode.Internal, "it burns.")).ShouldBe("it burns");
        CauseText.Of(new FormatException("It has no 'forecast'.")).ShouldBe("It has no 'forecast'");
        CauseText.Of(Should.Throw<FormatException>(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe("it has not the expected form");
        CauseText.Of(new IOException("the manifest is damaged")).ShouldBe("the manifest is damaged");
    }

    [Fact]
    public void Files_are_told_without_their_path_a_second_time()
    {
        string folder = Directory.CreateTempSubdirectory("tollama-cause-").FullName;
        try
        {
            string missing = Path.Combine(folder, "none", "file");
            CauseText.Of(Should.Throw<IOException>(() => File.ReadAllText(Path.Combine(folder, "file")))).ShouldBe("there is no such file");
            CauseText.Of(Should.Throw<IOException>(() => File.ReadAllText(missing))).ShouldBe("there is no such folder");
            CauseText.Of(Should.Throw<UnauthorizedAccessException>(() => File.ReadAllText(folder))).ShouldEndWith("has no permission, or it is a folder");
            if (OperatingSystem.IsLinux())
            {
                CauseText.Of(Should.Throw<IOException>(() => File.WriteAllText("/dev/full", "x"))).ShouldBe("the disk is full");
                CauseText.Of(Should.Throw<IOException>(() => File.ReadAllText(Path.Combine(folder, new string('x', 300))))).ShouldBe("the path, or a name in it, is too long");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Certificates_are_told_by_what_is_wrong()
    {
        CauseText.Of(new AuthenticationException("errors in the certificate chain: UntrustedRoot")).ShouldBe("its certificate is of an authority that is not known here");
        CauseText.Of(new AuthenticationException("errors: RemoteCertificateNameMismatch")).ShouldBe("its certificate has another name");
        CauseText.Of(new AuthenticationException("Cannot determine the frame size")).ShouldBe("it does not serve https");
    }

    [Fact]
    public void Programs_are_told_by_what_the_system_refused()
    {
        CauseText.Of(new Win32Exception(2)).ShouldBe("there is no such program");
        CauseText.Of(new Win32Exception(8)).ShouldBe("it is no program for this machine");
    }
}
