using System.Text;

namespace Tollama.FakeRunner;

/// <summary>Stdout, for lines of the protocol and for anything else.</summary>
internal sealed class Output
{
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Lock _gate = new();

    public void Line(string text) => Raw(text + "\n");

    public void Raw(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        lock (_gate)
        {
            _stream.Write(bytes);
            _stream.Flush();
        }
    }

    public void Result(string id, string result) => Line($$"""{"id":"{{id}}","result":{{result}}}""");

    public void Error(string id, int code, string message) => Line($$$"""{"id":"{{{id}}}","error":{"code":{{{code}}},"message":"{{{message}}}"}}""");

    public void Progress(string id, int completed, int total) =>
        Line($$$"""{"id":"{{{id}}}","progress":{"completed":{{{completed}}},"total":{{{total}}}}}""");
}
