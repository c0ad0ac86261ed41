using System.Text;

namespace Tollama.EndToEnd.Tests.Fuzzing;

/// <summary>One mutated request. The same seed and number make the same request again.</summary>
internal sealed class FuzzCase
{
    private static readonly string?[] Types = [null, "application/json", "application/x-www-form-urlencoded", "text/csv", "text/plain; charset=utf-16", "text/tab-separated-values"];

    private readonly FuzzTarget _target;
    private readonly string _path;
    private readonly string? _type;
    private readonly byte[] _body;

    public FuzzCase(int seed, int number)
    {
        Random dice = new(HashOf(seed, number));
        Mutator mutator = new(dice);
        _target = FuzzTarget.All[dice.Next(FuzzTarget.All.Count)];
        string good = _target.Bodies[dice.Next(_target.Bodies.Length)];
        _body = mutator.Mutate(good, FuzzTarget.All[dice.Next(FuzzTarget.All.Count)].Bodies[0]);
        _type = _target.Queries.Length > 0 && dice.Next(4) > 0 ? "text/csv" : Types[dice.Next(Types.Length)];
        _path = _target.Path + Query(_target, mutator, dice);
        if (_path.EndsWith('*'))
        {
            _path = _path.TrimEnd('*') + Uri.EscapeDataString(Encoding.UTF8.GetString(_body).Replace('\0', '0'));
            _body = [];
        }
    }

    public HttpRequestMessage ToRequest()
    {
        HttpRequestMessage request = new(_target.Method, new Uri(_path, UriKind.Relative));
        if (_target.Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(_body);
            if (_type is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", _type);
            }
        }

        return request;
    }

    /// <summary>Everything that is needed to send it again by hand.</summary>
    public override string ToString() =>
        $"{_target.Method} {_path}\nContent-Type: {_type}\nbody: {Encoding.UTF8.GetString(_body)}\nbase64: {Convert.ToBase64String(_body)}";

    private static string Query(FuzzTarget target, Mutator mutator, Random dice)
    {
        if (target.Queries.Length == 0)
        {
            return "";
        }

        string[] query = target.Queries[dice.Next(target.Queries.Length)];
        IEnumerable<string> pairs = query.Chunk(2).Select(pair => $"{Escaped(mutator.MutateText(pair[0]))}={Escaped(mutator.MutateText(pair[1]))}");
        return "?" + string.Join('&', pairs);
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);

    // string.GetHashCode and HashCode differ from process to process; this does not.
    private static int HashOf(int seed, int number) => unchecked((seed * 1_000_003) ^ (number * 486_187_739));
}
