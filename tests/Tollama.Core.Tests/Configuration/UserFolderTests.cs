using Tollama.Core.Configuration;

namespace Tollama.Core.Tests.Configuration;

public sealed class UserFolderTests
{
    private static readonly string Folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());

    public UserFolderTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the user's folder elsewhere");

    [Fact]
    public void The_home_is_a_folder_of_the_users_home()
    {
        TollamaEnvironment environment = Environment(("HOME", Folder));

        environment.Home.ShouldBe(Path.Join(Folder, ".tollama"));
        environment.Models.ShouldBe(Path.Join(Folder, ".tollama", "models"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_a_variable_the_home_is_the_one_of_the_systems_list_of_users(string? home)
    {
        TollamaEnvironment environment = home is null ? Environment() : Environment(("HOME", home));
        string known = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

        environment.Home.ShouldBe(Path.Join(known, ".tollama"));
    }

    [Theory]
    [InlineData("/there/is/no/such/home")]
    [InlineData(".")]
    [InlineData("tmp")]
    [InlineData("~")]
    public void Without_an_absolute_home_that_exists_nothing_is_guessed(string home)
    {
        TollamaEnvironment environment = Environment(("HOME", home));

        SettingException error = Should.Throw<SettingException>(() => environment.Home);
        error.Message.ShouldBe($"HOME is '{home}', which is not an absolute path of a folder, and so tollama does not know where its own folder is");
        error.Hint.ShouldStartWith("set TOLLAMA_HOME to an absolute path");
        Should.Throw<SettingException>(() => environment.Models);
    }

    [Fact]
    public void A_home_that_is_said_needs_no_other()
    {
        TollamaEnvironment environment = Environment(("HOME", "/there/is/no/such/home"), ("TOLLAMA_HOME", "/srv/tollama"));

        environment.Home.ShouldBe("/srv/tollama");
        environment.Models.ShouldBe("/srv/tollama/models");
    }

    [Theory]
    [InlineData("~", "")]
    [InlineData("~/", "")]
    [InlineData("~/forecasts", "forecasts")]
    [InlineData("~//a/b", "a/b")]
    public void A_tilde_is_the_users_home(string text, string below)
    {
        TollamaEnvironment environment = Environment(("HOME", Folder), ("TOLLAMA_HOME", text), ("TOLLAMA_MODELS", text));

        Path.GetFullPath(environment.Home).TrimEnd('/').ShouldBe(Path.Join(Folder, below).TrimEnd('/'));
        Path.GetFullPath(environment.Models).TrimEnd('/').ShouldBe(Path.Join(Folder, below).TrimEnd('/'));
    }

    [Theory]
    [InlineData("tollama")]
    [InlineData("./x")]
    [InlineData("$HOME/x")]
    public void A_home_that_depends_on_where_one_is_is_refused(string text) =>
        Should.Throw<SettingException>(() => Environment(("HOME", Folder), ("TOLLAMA_HOME", text)).Home).Message.ShouldStartWith($"TOLLAMA_HOME='{text}' is not an absolute path");

    [Theory]
    [InlineData("~ada")]
    [InlineData("~ada/models")]
    [InlineData("~~")]
    public void Another_users_home_is_refused(string text)
    {
        Should.Throw<SettingException>(() => Environment(("HOME", Folder), ("TOLLAMA_HOME", text)).Home).Message.ShouldContain($"TOLLAMA_HOME='{text}'");
        Should.Throw<SettingException>(() => Environment(("HOME", Folder), ("TOLLAMA_MODELS", text)).Models).Message.ShouldContain($"TOLLAMA_MODELS='{text}'");
    }

    private static TollamaEnvironment Environment(params (string Name, string Value)[] variables) =>
        new(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
