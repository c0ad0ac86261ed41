using Tollama.Cli.Importing;

namespace Tollama.Cli.Tests.Importing;

public sealed class ModelFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-folder-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Weights_settings_and_texts_are_taken_and_the_rest_is_named()
    {
        Write("model.safetensors", "config.json", "model.safetensors.index.json", "LICENSE", "Licence.txt", "NOTICE.md", "README.md", "readme.py", "pytorch_model.bin", "modeling.py", ".gitattributes");
        _folder.CreateSubdirectory("onnx");
        _folder.CreateSubdirectory(".git");

        ModelFolder folder = ModelFolder.Read(_folder.FullName);

        folder.Files.Select(file => file.Name).ShouldBe(
            ["LICENSE", "Licence.txt", "NOTICE.md", "README.md", "config.json", "model.safetensors", "model.safetensors.index.json"]);
        folder.LeftOut.ShouldBe(["modeling.py", "onnx/", "pytorch_model.bin", "readme.py"]);
    }

    [Fact]
    public void A_link_has_the_size_of_its_file()
    {
        Write("config.json");
        string blob = Path.Combine(_folder.CreateSubdirectory("blobs").FullName, "0123");
        File.WriteAllText(blob, "twelve bytes");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "model.safetensors"), blob);

        ModelFolder.Read(_folder.FullName).Files.Single(file => file.Name == "model.safetensors").Size.ShouldBe(12);
    }

    [Fact]
    public void One_file_of_weights_comes_without_the_others()
    {
        Write("config.json", "model.safetensors", "old.safetensors");

        ModelFolder folder = ModelFolder.Read(_folder.FullName, "model.safetensors");

        folder.Files.Select(file => file.Name).ShouldBe(["config.json", "model.safetensors"]);
        folder.LeftOut.ShouldBe(["old.safetensors"]);
    }

    [Theory]
    [InlineData("pytorch_model.bin,config.json", "only as pickle (pytorch_model.bin)")]
    [InlineData("config.json", "no .safetensors file")]
    [InlineData("", "no .safetensors file")]
    [InlineData("model.safetensors", "no config.json")]
    public void What_is_missing_is_said_with_what_to_do(string files, string message)
    {
        Write(files.Split(',', StringSplitOptions.RemoveEmptyEntries));

        CliException error = Should.Throw<CliException>(() => ModelFolder.Read(_folder.FullName));

        error.ExitCode.ShouldBe(ExitCodes.Usage);
        error.Message.ShouldContain(message);
        error.Hint.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("Chronos-Tiny", "chronos-tiny")]
    [InlineData("Chronos-Tiny/", "chronos-tiny")]
    [InlineData("a/../Chronos", "chronos")]
    public void The_name_of_a_folder_is_its_last_part_in_lower_case(string path, string name) => ModelFolder.NameOf(path).ShouldBe(name);

    private void Write(params string[] names)
    {
        foreach (string name in names)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), name);
        }
    }
}
