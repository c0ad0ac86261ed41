namespace Tollama.Runner.Sdk.Tests;

/// <summary>A runner of docs/adding-a-runner-family.md: the smallest one, with what the sections up to one put in the place of its parts.</summary>
internal sealed record PageRunner(string Section, string Functions, string Methods, string Loop)
{
    private const string Begin = "```python";
    private const string End = "```";

    /// <summary>The whole program.</summary>
    public string Program => $"{Functions}\n{Methods}\n{Loop}";

    /// <summary>The runner after each section that shows Python, in order.</summary>
    public static IReadOnlyList<PageRunner> All
    {
        get
        {
            List<PageRunner> runners = [];
            string section = "";
            string[] page = File.ReadAllLines(DocumentsTests.PathOf("adding-a-runner-family.md"));
            for (int i = 0; i < page.Length; i++)
            {
                section = page[i].StartsWith("## ", StringComparison.Ordinal) ? page[i][3..] : section;
                if (page[i] == Begin)
                {
                    int end = Array.IndexOf(page, End, i);
                    runners.Add(After(runners.LastOrDefault(), section, page[(i + 1)..end]));
                    i = end;
                }
            }

            return runners;
        }
    }

    // What stands before METHODS are functions, what stands behind it is the loop.
    private static PageRunner After(PageRunner? last, string section, string[] lines)
    {
        int methods = Array.FindIndex(lines, line => line.StartsWith("METHODS", StringComparison.Ordinal));
        string functions = string.Join('\n', methods < 0 ? lines : lines[..methods]);
        string loop = methods < 0 ? "" : string.Join('\n', lines[(methods + 1)..]);
        return new PageRunner(
            section,
            last is null ? functions : $"{last.Functions}\n{functions}",
            methods < 0 ? last!.Methods : lines[methods],
            loop.Length == 0 ? last!.Loop : loop);
    }
}
