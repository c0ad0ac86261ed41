using Tollama.Cli.Commands;
using Tollama.Cli.Wording;
using Tollama.Core.Configuration;
using Tollama.Core.Requests;

namespace Tollama.Cli.Tests.Wording;

public sealed class OptionTextTests
{
    [Theory]
    [InlineData("send duplicates=sum, mean, first, last or max with it", "send --duplicates sum, mean, first, last or max with it")]
    [InlineData("say day_first=true or day_first=false, or", "say --day-first or --day-first false, or")]
    [InlineData("name another column with time=.", "name another column with --time.")]
    [InlineData("say decimal='.' or decimal=',' if", "say --decimal '.' or --decimal ',' if")]
    [InlineData("with id= or covariates=.", "with --id or --covariates.")]
    [InlineData("time=year,month or time=date,hour.", "--time year,month or --time date,hour.")]
    [InlineData("(freq='5min[Mon-Fri 09:30-15:55]' would fit)", "(--freq '5min[Mon-Fri 09:30-15:55]' would fit)")]
    [InlineData("freq=33.333333ms.", "--freq 33.333333ms.")]
    [InlineData("an offset such as timezone=+01:00", "an offset such as --timezone +01:00")]
    [InlineData("end=2024-12-31", "--end 2024-12-31")]
    [InlineData("future_covariates='Preis €'", "--future-covariates 'Preis €'")]
    [InlineData("the column 'time=3' and a=b and x.id=4", "the column 'time=3' and a=b and x.id=4")]
    [InlineData("model=naive stream=false", "model=naive stream=false")]
    [InlineData("TOLLAMA_MAX_POINTS=3 tollama serve --port=1", "TOLLAMA_MAX_POINTS=3 tollama serve --port=1")]
    public void A_field_is_shown_as_the_option(string message, string shown) => OptionText.Of(message).ShouldBe(shown);

    [Fact]
    public void Every_field_that_a_message_may_name_is_shown_as_an_option_that_a_verb_has()
    {
        CliHost host = new() { Environment = new TollamaEnvironment(new Dictionary<string, string>()), Terminal = new TestTerminal(), Serve = (_, _) => Task.FromResult(0) };
        string[] options = [.. new TollamaRootCommand(host).Subcommands.Where(verb => verb.Name is "run" or "backtest" or "anomalies").SelectMany(verb => verb.Options.Select(option => option.Name))];

        foreach (RequestField field in RequestFields.All.Where(field => OptionText.NameOf(field) is not null))
        {
            string shown = OptionText.Of($"say {field.With("x")}, or {field.Name}=.");
            string option = OptionText.NameOf(field)!;
            shown.ShouldBe($"say {option} x, or {option}.");
            options.ShouldContain(option);
        }

        options.Where(option => RequestFields.All.Any(field => "--" + field.Name.Replace('_', '-') == option)).ShouldAllBe(option => option == "--model" || OptionText.Of(option.Substring(2).Replace('-', '_') + "=1") == option + " 1");
    }
}
