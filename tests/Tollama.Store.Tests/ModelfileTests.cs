using System.Text.Json.Nodes;
using Tollama.Core.Errors;
using Tollama.Testing;

namespace Tollama.Store.Tests;

public sealed class ModelfileTests
{
    [Fact]
    public void Every_instruction_is_read()
    {
        Modelfile file = Modelfile.Parse("""
            # a comment
            from chronos-bolt:tiny
            PARAMETER horizon 24
            PARAMETER quantiles 0.1, 0.5, 0.9
            PARAMETER freq 15min
            PARAMETER season_length 96
            PARAMETER non_negative true
            DESCRIPTION "Load of the northern plants"
            LICENSE Internal use only.
            LICENSE \"\"\"
            Second text
            of two lines
            \"\"\"
            """.Replace("\\\"", "\"", StringComparison.Ordinal));
        file.From.ShouldBe("chronos-bolt:tiny");
        file.Parameters.ToJsonString().ShouldBe("""{"horizon":24,"quantiles":[0.1,0.5,0.9],"freq":"15min","season_length":96,"non_negative":true}""");
        file.Description.ShouldBe("Load of the northern plants");
        file.License.ShouldBe("Internal use only.\n\nSecond text\nof two lines");
    }

    [Theory]
    [InlineData("FROM a\nLICENSE \"\"\"\n{0}\"\"\"", "a line\n")]
    [InlineData("FROM a\n{0}", "LICENSE a text\n")]
    [InlineData("FROM a\n{0}", "# a comment\n")]
    public void A_file_costs_as_much_as_it_is_long(string form, string line) =>
        Growth.FaultOf(
            500, count => string.Format(null, form, string.Concat(Enumerable.Repeat(line, count))), text => Modelfile.Parse(text)).ShouldBeNull();

    [Theory]
    [InlineData("FROM a\nFROM b", "line 2", "FROM already")]
    [InlineData("FROM", "line 1", "no value")]
    [InlineData("FROM a\n\nTEMPLATE x", "line 3", "'TEMPLATE' is no instruction")]
    [InlineData("FROM a\nPARAMETR horizon 1", "line 2", "'PARAMETR' is no instruction: did you mean PARAMETER?")]
    [InlineData("FROM a\nPARAMETER horizon 1\nPARAMETER horizon 2", "line 3", "there is a PARAMETER horizon already")]
    [InlineData("DESCRIPTION a\nDESCRIPTION b", "line 2", "there is a DESCRIPTION already")]
    [InlineData("PARAMETER horizon", "line 1", "no value")]
    [InlineData("LICENSE \"\"\"abc", "line 1", "no closing")]
    [InlineData("LICENSE \"\"\"abc\"\"\" def", "line 1", "follows")]
    public void A_line_that_makes_no_sense_is_named(string text, string line, string reason)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Modelfile.Parse(text));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(line);
        error.Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("horizon", "0")]
    [InlineData("horizon", "1.5")]
    [InlineData("horizon", "\"12\"")]
    [InlineData("context_length", "-1")]
    [InlineData("season_length", "null")]
    [InlineData("quantiles", "[0.9,0.1,0.9]")]
    [InlineData("quantiles", "[0,0.5]")]
    [InlineData("quantiles", "\"x\"")]
    [InlineData("freq", "\"fortnight-ish\"")]
    [InlineData("option", "{}")]
    [InlineData("Bad-Key", "1")]
    public void A_parameter_that_cannot_be_is_refused_with_its_name_and_value(string key, string json)
    {
        TollamaException error = Should.Throw<TollamaException>(() => ModelParameters.Read(key, JsonNode.Parse(json)));
        error.Code.ShouldBe(ErrorCode.InvalidRequest);
        error.Message.ShouldContain(key);
    }

    [Fact]
    public void Levels_are_kept_in_ascending_order() => ModelParameters.Read("quantiles", JsonNode.Parse("[0.9,0.1,0.5]")).ToJsonString().ShouldBe("[0.1,0.5,0.9]");
}
