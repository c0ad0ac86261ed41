using CsCheck;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Tests;

public sealed class ModelNameTests
{
    private const string First = "abcXYZ019_";

    private const string Rest = First + "-";

    private static readonly Gen<string> Plain =
        Gen.Select(Gen.Char[First], Gen.Char[Rest].Array[0, 20], (first, rest) => first + new string(rest));

    private static readonly Gen<string> Dotted = Gen.Select(Plain, Plain, Gen.Bool, (left, right, both) => both ? $"{left}.{right}" : left);

    [Theory]
    [InlineData("theta", "theta")]
    [InlineData("theta:latest", "theta")]
    [InlineData("theta:LATEST", "theta")]
    [InlineData("library/theta", "theta")]
    [InlineData("tollama/library/theta:fast", "theta:fast")]
    [InlineData("amazon/chronos-2", "amazon/chronos-2")]
    [InlineData("hf.co/amazon/chronos-2:main", "hf.co/amazon/chronos-2:main")]
    [InlineData("Datadog/Toto-2.0-4m", "Datadog/Toto-2.0-4m")]
    [InlineData("_x", "_x")]
    [InlineData("1", "1")]
    public void A_name_is_shown_in_its_shortest_form(string text, string shortest) =>
        ModelName.Parse(text).ToString().ShouldBe(shortest);

    [Fact]
    public void A_name_without_a_tag_means_latest()
    {
        ModelName name = ModelName.Parse("theta");
        name.Tag.ShouldBe("latest");
        name.RelativeManifestPath.ShouldBe(Path.Combine("tollama", "library", "theta", "latest"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("theta ")]
    [InlineData(" theta")]
    [InlineData("the ta")]
    [InlineData(":tag")]
    [InlineData("theta:")]
    [InlineData("theta:a:b")]
    [InlineData("a/b/c/d")]
    [InlineData("/theta")]
    [InlineData("theta/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../theta")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("the..ta")]
    [InlineData("theta:..")]
    [InlineData("theta:a..b")]
    [InlineData("theta.")]
    [InlineData(".theta")]
    [InlineData("-theta")]
    [InlineData("theta:-x")]
    [InlineData("na.me/theta")]
    [InlineData("a\\b")]
    [InlineData("C:\\theta")]
    [InlineData("theta\0")]
    [InlineData("theta\n")]
    [InlineData("theta%2e")]
    [InlineData("thêta")]
    [InlineData("tһeta")]
    [InlineData("con")]
    [InlineData("NUL:latest")]
    [InlineData("theta:aux")]
    [InlineData("com1.txt")]
    [InlineData("lpt9/theta")]
    [InlineData("http://host/theta")]
    [InlineData("theta@sha256")]
    [InlineData("~/theta")]
    [InlineData("$HOME")]
    public void What_is_no_name_is_refused(string? text)
    {
        ModelName.TryParse(text, out _).ShouldBeFalse();
        TollamaException error = Should.Throw<TollamaException>(() => ModelName.Parse(text));
        error.Code.ShouldBe(ErrorCode.InvalidName);
        error.Message.ShouldContain("[[host/]namespace/]model[:tag]");
        error.Message.Any(char.IsControl).ShouldBeFalse();
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(81, false)]
    public void A_part_has_at_most_80_characters(int length, bool valid) =>
        ModelName.TryParse(new string('a', length) + ":" + new string('b', length), out _).ShouldBe(valid);

    [Theory]
    [InlineData("console")]
    [InlineData("com10")]
    [InlineData("auxiliary:null")]
    public void Names_that_only_begin_like_a_device_are_fine(string text) => ModelName.TryParse(text, out _).ShouldBeTrue();

    [Fact]
    public void The_error_names_the_value_but_not_a_megabyte_of_it()
    {
        Should.Throw<TollamaException>(() => ModelName.Parse("a b")).Message.ShouldStartWith("'a b' is not a model name");
        Should.Throw<TollamaException>(() => ModelName.Parse(new string('x', 1_000_000))).Message.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void Names_are_equal_in_any_case_and_keep_the_case_they_were_written_in()
    {
        ModelName upper = ModelName.Parse("Amazon/Chronos:Tiny");
        ModelName lower = ModelName.Parse("amazon/chronos:tiny");
        upper.ShouldBe(lower);
        upper.GetHashCode().ShouldBe(lower.GetHashCode());
        upper.ToString().ShouldBe("Amazon/Chronos:Tiny");
        upper.ShouldNotBe(ModelName.Parse("amazon/chronos"));
        upper.ShouldNotBe(ModelName.Parse("hf.co/amazon/chronos:tiny"));
    }

    [Fact]
    public void Every_name_reads_back_from_its_short_form_and_from_its_path() =>
        Gen.Select(Dotted.Null(), Plain.Null(), Dotted, Dotted.Null()).Where((host, space, _, _) => host is null || space is not null).ForAll(
            (host, space, model, tag) =>
            {
                string text = (host is null ? "" : host + "/") + (space is null ? "" : space + "/") + model + (tag is null ? "" : ":" + tag);
                if (!ModelName.TryParse(text, out ModelName? name))
                {
                    return;
                }

                ModelName again = ModelName.Parse(name.Short);
                again.ShouldBe(name);
                again.Model.ShouldBe(model);
                again.Short.Length.ShouldBeLessThanOrEqualTo(text.Length);
                ModelName.FromPath(name.RelativeManifestPath).ShouldBe(name);
            },
            cases: 2000);

    [Fact]
    public void Whatever_the_text_a_name_stays_below_its_folder() =>
        Gen.String[Gen.Char["ab./\\:-_~ \0CON1é"], 0, 20].ForAll(
            text =>
            {
                if (ModelName.TryParse(text, out ModelName? name))
                {
                    string root = Path.Combine(Path.GetTempPath(), "root");
                    string path = Path.GetFullPath(Path.Combine(root, name.RelativeManifestPath));
                    path.ShouldStartWith(root + Path.DirectorySeparatorChar);
                    Path.GetRelativePath(root, path).ShouldBe(name.RelativeManifestPath);
                    name.RelativeManifestPath.Split(Path.DirectorySeparatorChar).Length.ShouldBe(4);
                }
            },
            cases: 20_000);
}
