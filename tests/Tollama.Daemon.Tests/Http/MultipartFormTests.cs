using System.Text;
using Tollama.Core.Errors;
using Tollama.Daemon.Http;

namespace Tollama.Daemon.Tests.Http;

public sealed class MultipartFormTests
{
    private const string Type = "multipart/form-data; boundary=xyz";

    [Fact]
    public void Parts_have_names_types_and_bytes()
    {
        IReadOnlyList<FormPart> parts = Read(
            "for people\r\n--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a b.csv\"\r\nContent-Type: text/csv\r\n\r\nx,y\r\n1,2\r\n\r\n"
            + "--xyz \r\ncontent-disposition: form-data; name=payload\r\n\r\n{}\r\n--xyz--\r\nend");

        parts.Select(part => (part.Name, part.FileName, part.ContentType, Encoding.UTF8.GetString(part.Content.Span)))
            .ShouldBe([("file", "a b.csv", "text/csv", "x,y\r\n1,2\r\n"), ("payload", null, "", "{}")]);
    }

    [Fact]
    public void A_form_without_parts_and_parts_without_bytes_are_forms()
    {
        Read("--xyz--").ShouldBeEmpty();
        Read("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n--xyz--").ShouldHaveSingleItem().Content.Length.ShouldBe(0);
    }

    [Fact]
    public void A_name_in_utf_8_is_read() =>
        Read("--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%C3%A4.csv\r\n\r\n1\r\n--xyz--").ShouldHaveSingleItem().FileName.ShouldBe("ä.csv");

    [Theory]
    [InlineData("", "its boundary is nowhere")]
    [InlineData("--other\r\n", "its boundary is nowhere")]
    [InlineData("--xyz", "neither a line end nor the end")]
    [InlineData("--xyzz\r\n\r\n\r\n--xyz--", "neither a line end nor the end")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1", "ends before its last boundary")]
    [InlineData("--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n--xyz--", "no end of its headers")]
    [InlineData("--xyz\r\n\r\n1\r\n--xyz--", "has no name")]
    [InlineData("--xyz\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xyz--", "has no name")]
    [InlineData("--xyz\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz--", "base64")]
    public void What_is_no_form_is_told(string body, string expected) =>
        Should.Throw<TollamaException>(() => Read(body)).Message.ShouldContain(expected);

    [Theory]
    [InlineData("text/csv", "must be multipart/form-data")]
    [InlineData("", "must be multipart/form-data")]
    [InlineData("multipart/form-data", "boundary")]
    [InlineData("multipart/form-data; boundary=\"0123456789012345678901234567890123456789012345678901234567890123456789x\"", "boundary")]
    public void What_is_said_to_be_another_thing_is_told(string type, string expected) =>
        Should.Throw<TollamaException>(() => MultipartForm.Read(type, "--xyz--"u8.ToArray())).Message.ShouldContain(expected);

    [Fact]
    public void Many_parts_are_too_many()
    {
        string part = "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";

        Read(string.Concat(Enumerable.Repeat(part, MultipartForm.MaxParts)) + "--xyz--").Count.ShouldBe(MultipartForm.MaxParts);
        Should.Throw<TollamaException>(() => Read(string.Concat(Enumerable.Repeat(part, MultipartForm.MaxParts + 1)) + "--xyz--")).Message.ShouldContain("more than 1100 parts");
    }

    private static IReadOnlyList<FormPart> Read(string body) => MultipartForm.Read(Type, Encoding.UTF8.GetBytes(body));
}
