using System.IO.Pipelines;
using System.Text;
using CsCheck;
using Tollama.Runner.Sdk.Tests.Doubles;

namespace Tollama.Runner.Sdk.Tests;

/// <summary>How the bytes of the input are cut into reads changes nothing.</summary>
public sealed class FramingTests
{
    private static readonly Gen<string> Line = Gen.OneOf(
        Gen.Int[0, 999].Select(id => $$"""{"id":"{{id}}","method":"ping"}"""),
        Gen.Int[0, 999].Select(id => $$"""{"id":"{{id}}","method":"hällo"}"""),
        Gen.Const(""),
        Gen.Const("   "),
        Gen.Const("noise \u0001 {"),
        Gen.Int[150, 400].Select(length => new string('x', length)));

    private static readonly Gen<string> Input =
        Gen.Select(Line, Gen.Bool, (line, unix) => line + (unix ? "\n" : "\r\n")).List[0, 20].Select(lines => string.Concat(lines));

    [Fact]
    public async Task Answers_do_not_depend_on_how_the_input_arrives() =>
        await Gen.Select(Input, Gen.Int[1, 60].Array[1, 20]).ForAllAsync(async (input, cuts) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(input);
            string whole = await AnswersAsync(bytes, [Math.Max(1, bytes.Length)]);
            string cut = await AnswersAsync(bytes, cuts);
            cut.ShouldBe(whole);
        }, cases: 300);

    private static async Task<string> AnswersAsync(byte[] input, int[] cuts)
    {
        Pipe requests = new();
        using MemoryStream output = new();
        RunnerHostOptions options = new() { Name = "r", Version = "1", Families = [new ScriptedFamily((_, _, _) => [])], MaxLineBytes = 200 };
        Task running = new RunnerHost(options).RunAsync(requests.Reader.AsStream(), output, TestContext.Current.CancellationToken);
        for (int position = 0, cut = 0; position < input.Length; cut++)
        {
            int length = Math.Min(cuts[cut % cuts.Length], input.Length - position);
            await requests.Writer.WriteAsync(input.AsMemory(position, length), TestContext.Current.CancellationToken);
            position += length;
        }

        await requests.Writer.CompleteAsync();
        await running;
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
