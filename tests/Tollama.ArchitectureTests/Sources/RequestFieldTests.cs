using Tollama.Core.Requests;

namespace Tollama.ArchitectureTests.Sources;

/// <summary>A field of a request is declared once, in <see cref="RequestFields"/>; who needs its name asks there.</summary>
public sealed class RequestFieldTests
{
    private const string Declaration = "src/Tollama.Core/Requests/RequestFields.cs";

    // Projects that see requests. Models have options and capabilities, which share some words with them.
    private static readonly string[] Projects = ["Tollama.Cli", "Tollama.Client", "Tollama.Core", "Tollama.Daemon", "Tollama.Data"];

    // Words of other bodies, of series, and of the names of columns.
    private static readonly string[] AlsoOtherThings = ["model", "models", "name", "id", "target", "time", "freq", "step", "last", "level", "gap", "by"];

    // The same word for another thing.
    private static readonly (string File, string Word)[] Others =
    [
        ("src/Tollama.Cli/Commands/BacktestVerb.cs", "windows"), // a sentence for people
        ("src/Tollama.Cli/Output/BacktestSheet.cs", "windows"), // a sentence for people
        ("src/Tollama.Cli/Output/ModelSheet.cs", "parameters"), // how many weights a model has
        ("src/Tollama.Cli/Verifying/Published/GlobalTemperature.cs", "quantiles"), // a file of another program
        ("src/Tollama.Core/Api/OptionKinds.cs", "integer"), // a kind of value
        ("src/Tollama.Core/Series/CovariateUse.cs", "future_covariates"), // an object of a series, and a capability
        ("src/Tollama.Daemon/Hosting/RunnerModels.cs", "quantiles"), // a capability
        ("src/Tollama.Daemon/Routing/AutoRouter.cs", "quantiles"), // a capability
        ("src/Tollama.Daemon/Endpoints/Nixtla/NixtlaAccountEndpoints.cs", "horizon"), // a field of another program
        ("src/Tollama.Daemon/Endpoints/RouteDescriptions.cs", "keep_alive"), // an example of a body
        ("src/Tollama.Daemon/Endpoints/RouteDescriptions.cs", "parameters"), // an example of a body
        ("src/Tollama.Daemon/Endpoints/RouteDescriptions.cs", "season_length"), // an example of a body
        ("src/Tollama.Daemon/Explanations/ExplanationText.cs", "lower"), // a sentence for people
        ("src/Tollama.Daemon/Nixtla/NixtlaJson.cs", "intervals"), // a field of another program
        ("src/Tollama.Daemon/Nixtla/NixtlaReader.cs", "quantiles"), // a field of another program
        ("src/Tollama.Daemon/Nixtla/NixtlaReader.cs", "seed"), // a field of another program
        ("src/Tollama.Data/Tables/Arrow/ArrowField.cs", "intervals"), // a type of Arrow
        ("src/Tollama.Data/Tables/Roles/IntervalEnds.cs", "end"), // a word in the names of columns
        ("src/Tollama.Data/Tables/Roles/WeekParts.cs", "end"), // a word in the names of columns
        ("src/Tollama.Data/Tables/Roles/TotalWords.cs", "sum"), // a word in the names of columns
        ("src/Tollama.Data/Tables/TableRoles.cs", "covariates"), // a sentence for people
        ("src/Tollama.Data/Tables/Xlsx/Workbook.cs", "sheet"), // an element of the list of a workbook's sheets
    ];

    [Fact]
    public void No_other_file_writes_the_name_of_a_field() =>
        Uses().Except(Others).Select(use => $"{use.File} writes \"{use.Word}\": take the name from {nameof(RequestFields)}")
            .ShouldBeEmpty();

    [Fact]
    public void Every_exception_is_still_needed() => Others.Except(Uses()).ShouldBeEmpty();

    [Fact]
    public void The_declaration_itself_would_be_found() => WordsIn(Repository.Read(Declaration)).ShouldContain("covariates_mode");

    [Fact]
    public void A_name_in_bytes_is_found_and_one_in_a_comment_or_a_sentence_is_not()
    {
        WordsIn("writer.WriteString(\"fail_fast\"u8, true);").ShouldBe(["fail_fast"]);
        WordsIn("// write \"fail_fast\" here\n \"send fail_fast\"").ShouldBeEmpty();
    }

    private static IEnumerable<(string File, string Word)> Uses() => Projects
        .SelectMany(project => Repository.Files("src/" + project, ".cs"))
        .Where(file => file != Declaration)
        .SelectMany(file => WordsIn(Repository.Read(file)).Select(word => (file, word)));

    private static IEnumerable<string> WordsIn(string text)
    {
        string code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        return RequestFields.All.SelectMany(field => new[] { field.Name, field.Alias })
            .OfType<string>()
            .Except(AlsoOtherThings)
            .Where(word => code.Contains($"\"{word}\"", StringComparison.Ordinal));
    }
}
