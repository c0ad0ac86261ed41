using System.Reflection;

namespace Tollama.ArchitectureTests.Namespaces;

/// <summary>Inside a project nothing points back. The compiled code is asked, not the list of usings.</summary>
public sealed class NamespaceTests
{
    /// <summary>Who may use whom inside the daemon. A new folder, and a new arrow, is a decision that is made here.</summary>
    private static readonly Dictionary<string, string[]> Daemon = new()
    {
        ["Configuration"] = [],
        ["Memory"] = [],
        ["Health"] = [],
        ["Execution"] = [],
        ["Routing"] = [],
        ["Page"] = [],
        ["Security"] = ["Configuration"],
        ["Tls"] = ["Configuration"],
        ["Http"] = ["Configuration", "Health", "Memory"],
        ["Scheduling"] = ["Configuration", "Execution", "Health", "Memory"],
        ["Runners"] = ["Execution", "Memory"],
        ["Intervals"] = ["Execution"],
        ["Operations"] = ["Configuration", "Execution", "Health", "Intervals", "Memory", "Routing", "Scheduling"],
        ["Backtests"] = ["Configuration", "Operations", "Routing", "Scheduling"],
        ["Anomalies"] = ["Configuration", "Operations", "Scheduling"],
        ["Explanations"] = ["Anomalies", "Configuration", "Operations", "Scheduling"],
        ["Nixtla"] = ["Anomalies", "Configuration", "Operations", "Scheduling"],
        ["Endpoints"] =
            ["Anomalies", "Backtests", "Configuration", "Explanations", "Health", "Http", "Memory",
                "Nixtla", "Operations", "Page", "Routing", "Runners", "Scheduling", "Security"],
        ["Hosting"] =
            ["Anomalies", "Backtests", "Configuration", "Endpoints", "Execution", "Explanations", "Health", "Http", "Memory",
                "Nixtla", "Operations", "Page", "Routing", "Runners", "Scheduling", "Security", "Tls"],
    };

    /// <summary>The folders that know that requests come over HTTP.</summary>
    private static readonly string[] SeeingHttp = ["Endpoints", "Hosting", "Http", "Security"];

    [Fact]
    public void Inside_the_daemon_the_arrows_are_those_of_the_table_and_no_others() =>
        NamespaceGraph.Of(Assembly.Load("Tollama.Daemon")).DifferencesFrom(Daemon).ShouldBeEmpty();

    // The JSON context has to know the types of all folders.
    [Theory]
    [InlineData("Tollama.Daemon")]
    [InlineData("Tollama.Data")]
    [InlineData("Tollama.Core", "TollamaJsonContext")]
    [InlineData("Tollama.Catalog")]
    [InlineData("Tollama.Numerics")]
    [InlineData("Tollama.Cli")]
    public void Folders_do_not_use_each_other_in_a_circle(string assembly, params string[] exempt)
    {
        NamespaceGraph graph = NamespaceGraph.Of(Assembly.Load(assembly), exempt);
        graph.Folders.ShouldNotBeEmpty();
        graph.Cycle().ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_edge_of_the_daemon_sees_http() => Assembly.Load("Tollama.Daemon").GetTypes()
        .Where(type => type.Namespace?.StartsWith("Tollama.Daemon.", StringComparison.Ordinal) == true)
        .Where(type => !SeeingHttp.Contains(type.Namespace!.Split('.')[2]))
        .Where(SeesHttp)
        .Select(type => type.FullName)
        .ShouldBeEmpty();

    [Fact]
    public void What_sees_http_is_found() => Assembly.Load("Tollama.Daemon").GetTypes()
        .Where(type => type.Namespace == "Tollama.Daemon.Http" && SeesHttp(type))
        .Select(type => type.Name)
        .ShouldContain("BodyReader");

    [Fact]
    public void A_circle_is_found_and_told_with_who_uses_whom()
    {
        NamespaceGraph graph =
            new NamespaceGraph().Add("A", "B", "X uses Y").Add("B", "C", "Y uses Z").Add("C", "B", "Z uses Y").Add("A", "C", "X uses Z");

        graph.Cycle().ShouldBe(["B -> C (Y uses Z)", "C -> B (Z uses Y)"]);
        new NamespaceGraph().Add("A", "B", "X uses Y").Add("A", "C", "X uses Z").Add("B", "C", "Y uses Z").Cycle().ShouldBeEmpty();
    }

    [Fact]
    public void An_arrow_too_many_or_too_few_is_a_difference()
    {
        NamespaceGraph graph = new NamespaceGraph().Add("A", "B", "X uses Y");

        graph.DifferencesFrom(new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = [] }).ShouldBeEmpty();
        graph.DifferencesFrom(new Dictionary<string, string[]> { ["A"] = [], ["B"] = ["A"] })
            .ShouldBe(["A -> B is not allowed: X uses Y", "B -> A is allowed, and nobody needs it any more"]);
        graph.DifferencesFrom(new Dictionary<string, string[]> { ["A"] = ["B"] }).ShouldBe(["B is not in the table"]);
    }

    [Theory]
    [InlineData(typeof(Catching))]
    [InlineData(typeof(Making))]
    [InlineData(typeof(Asking))]
    [InlineData(typeof(Capturing))]
    public void A_use_in_the_code_of_a_method_alone_is_found(Type sample) => sample.GetNestedTypes(BindingFlags.NonPublic)
        .Append(sample)
        .SelectMany(TypeUses.Of)
        .ShouldContain(typeof(InvalidTimeZoneException));

    private static bool SeesHttp(Type type) =>
        TypeUses.Of(type).Any(used => used.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true);

    private static class Catching
    {
        public static int Length(string text)
        {
            try
            {
                return text.Length;
            }
            catch (InvalidTimeZoneException)
            {
                return 0;
            }
        }
    }

    private static class Making
    {
        public static Exception One() => new InvalidTimeZoneException();
    }

    private static class Asking
    {
        public static bool Is(object value) => value is InvalidTimeZoneException;
    }

    private static class Capturing
    {
        public static Func<object> Of(int count) => () => new InvalidTimeZoneException[count];
    }
}
