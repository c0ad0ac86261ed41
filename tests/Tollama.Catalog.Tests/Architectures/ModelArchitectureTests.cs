using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tollama.Catalog.Architectures;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Tests.Architectures;

public sealed class ModelArchitectureTests
{
    private const string Deciles = "[0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9]";

    public static TheoryData<string> GoldenNames =>
    [
        "chronos-bolt-tiny-random", "chronos-2-tiny-random", "timesfm-2.5-tiny-random", "toto2-tiny-random", "ttm-tiny-random", "ttm-tiny-random-freq-prefix",
    ];

    [Theory]
    [MemberData(nameof(GoldenNames))]
    public void A_golden_model_is_recognised_and_its_weights_fit(string name)
    {
        GoldenModel golden = new(name);
        ModelArchitecture architecture = ModelArchitecture.Recognize(golden.Config);
        architecture.Check(golden.Header).ShouldBeEmpty();
        architecture.ParameterCount.ShouldBe(golden.Header.Tensors.Sum(tensor => tensor.ElementCount));
        name.Replace("-2.5", "", StringComparison.Ordinal).ShouldStartWith(architecture.Family);
    }

    [Theory]
    [InlineData("chronos-bolt-tiny-random", 128, 16, 9, "forecast,quantiles,future_covariates")]
    [InlineData("chronos-2-tiny-random", 256, 64, 21, "forecast,quantiles,past_covariates,future_covariates,multivariate")]
    [InlineData("timesfm-2.5-tiny-random", 16384, 64, 9, "forecast,quantiles,future_covariates")]
    [InlineData("toto2-tiny-random", 4096, 768, 9, "forecast,quantiles,future_covariates,multivariate")]
    [InlineData("ttm-tiny-random", 64, 12, 0, "forecast,future_covariates")]
    public void An_architecture_says_what_the_model_can_do(string name, int context, int horizon, int levels, string capabilities)
    {
        ModelArchitecture architecture = ModelArchitecture.Recognize(new GoldenModel(name).Config);
        architecture.ContextLength.ShouldBe(context);
        architecture.MaxHorizon.ShouldBe(horizon);
        architecture.QuantileLevels.Count.ShouldBe(levels);
        string.Join(',', architecture.Capabilities).ShouldBe(capabilities);
    }

    // The counts that the makers publish for these models.
    [Theory]
    [InlineData(256, 1024, 4, 4, 8_652_672)]
    [InlineData(384, 1536, 8, 4, 21_236_096)]
    [InlineData(512, 2048, 8, 6, 47_718_016)]
    [InlineData(768, 3072, 12, 12, 205_292_928)]
    public void Chronos_Bolt_has_the_published_number_of_parameters(int width, int inner, int heads, int layers, long parameters) =>
        Recognize($$"""
            {"architectures":["ChronosBoltModelForForecasting"],"d_model":{{width}},"d_ff":{{inner}},"d_kv":64,"num_heads":{{heads}},"num_layers":{{layers}},
            "chronos_config":{"context_length":2048,"input_patch_size":16,"prediction_length":64,"quantiles":{{Deciles}},"use_reg_token":true} }
            """).ParameterCount.ShouldBe(parameters);

    [Theory]
    [InlineData(768, 3072, 12, 12, 119_477_664)]
    [InlineData(512, 2048, 8, 6, 28_262_560)]
    public void Chronos_2_has_the_published_number_of_parameters(int width, int inner, int heads, int layers, long parameters) =>
        Recognize($$"""
            {"architectures":["Chronos2Model"],"d_model":{{width}},"d_ff":{{inner}},"d_kv":64,"num_heads":{{heads}},"num_layers":{{layers}},"chronos_config":{
            "context_length":8192,"input_patch_size":16,"max_output_patches":64,"use_arcsinh":true,"use_reg_token":true,
            "quantiles":[0.01,0.05,0.1,0.15,0.2,0.25,0.3,0.35,0.4,0.45,0.5,0.55,0.6,0.65,0.7,0.75,0.8,0.85,0.9,0.95,0.99]} }
            """).ParameterCount.ShouldBe(parameters);

    [Theory]
    [InlineData("""{"architectures":["TimesFmModelForPrediction"],"num_layers":20,"num_layers":21}""", "'num_layers' twice")]
    [InlineData("""{"architectures":["Chronos2Model"],"chronos_config":{"quantiles":[0.5],"quantiles":[0.1]}}""", "'chronos_config.quantiles' twice")]
    public void A_name_that_a_configuration_has_twice_is_refused(string config, string says) =>
        Should.Throw<TollamaException>(() => Recognize(config)).Message.ShouldContain(says);

    [Fact]
    public void TimesFM_has_the_sizes_of_its_release_by_default()
    {
        ModelArchitecture architecture = Recognize("""{"architectures":["TimesFmModelForPrediction"]}""");
        architecture.ParameterCount.ShouldBe(231_289_280);
        architecture.Manifest.Tensors.Count.ShouldBe(232);
    }

    [Fact]
    public void TTM_has_the_published_number_of_parameters() =>
        Recognize("""
            {"architectures":["TinyTimeMixerForPrediction"],"context_length":512,"patch_length":64,"prediction_length":96,"d_model":192,"num_layers":2,
            "adaptive_patching_levels":3,"decoder_d_model":128,"decoder_num_layers":2}
            """).ParameterCount.ShouldBe(805_280);

    [Theory]
    [InlineData("chronos-bolt-tiny-random", "is_gated_act", "true", "is_gated_act")]
    [InlineData("chronos-bolt-tiny-random", "feed_forward_proj", "\"gated-gelu\"", "'relu'")]
    [InlineData("chronos-bolt-tiny-random", "d_model", "null", "integer from 1")]
    [InlineData("chronos-bolt-tiny-random", "d_model", "\"16\"", "integer from 1")]
    [InlineData("chronos-bolt-tiny-random", "d_model", "16.5", "integer from 1")]
    [InlineData("chronos-bolt-tiny-random", "d_model", "0", "integer from 1")]
    [InlineData("chronos-bolt-tiny-random", "chronos_config", "[]", "must be an object")]
    [InlineData("chronos-2-tiny-random", "d_kv", "7", "must be even")]
    [InlineData("chronos-2-tiny-random", "rope_theta", "-1", "positive")]
    [InlineData("timesfm-2.5-tiny-random", "freq_size", "3", "only 2.5")]
    [InlineData("timesfm-2.5-tiny-random", "head_dim", "16", "hidden_size 32")]
    [InlineData("timesfm-2.5-tiny-random", "quantiles", "[0.1,0.5,0.7]", "symmetric")]
    [InlineData("timesfm-2.5-tiny-random", "quantiles", "[0.1,0.9]", "median")]
    [InlineData("timesfm-2.5-tiny-random", "quantiles", "[0.5,0.1]", "ascend")]
    [InlineData("toto2-tiny-random", "num_groups", "3", "must divide")]
    [InlineData("toto2-tiny-random", "num_output_patches", "2", "only 1")]
    [InlineData("ttm-tiny-random", "scaling", "\"mean\"", "only 'std'")]
    [InlineData("ttm-tiny-random", "norm_mlp", "\"BatchNorm\"", "only 'LayerNorm'")]
    [InlineData("ttm-tiny-random", "mode", "\"mix_channel\"", "'common_channel'")]
    [InlineData("ttm-tiny-random", "self_attn", "true", "only false")]
    [InlineData("ttm-tiny-random", "categorical_vocab_size_list", "[3]", "only null")]
    [InlineData("ttm-tiny-random", "adaptive_patching_levels", "2.5", "integer from 0")]
    [InlineData("ttm-tiny-random", "d_model", "1000000000000", "integer from 1")]
    public void A_value_that_is_not_supported_is_named(string name, string key, string value, string complaint)
    {
        JsonObject config = JsonNode.Parse(new GoldenModel(name).Config)!.AsObject();
        config[key] = JsonNode.Parse(value);
        TollamaException error = Should.Throw<TollamaException>(() => Recognize(config.ToJsonString()));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain(key);
        error.Message.ShouldContain(complaint);
    }

    [Theory]
    [InlineData("""{"architectures":["LlamaForCausalLM"],"model_type":"llama"}""", "'LlamaForCausalLM'")]
    [InlineData("""{"model_type":"bert"}""", "'bert'")]
    [InlineData("{}", "names no architecture")]
    public void An_unknown_architecture_is_named_beside_those_that_are_known(string config, string name)
    {
        string message = Should.Throw<TollamaException>(() => Recognize(config)).Message;
        message.ShouldContain(name);
        message.ShouldContain("Chronos2Model");
    }

    [Fact]
    public void A_model_of_absurd_size_is_refused() =>
        Should.Throw<TollamaException>(() => Recognize("""
            {"model_type":"tinytimemixer","context_length":1000000,"patch_length":1,"prediction_length":96,"d_model":1000000,"num_layers":1000,"decoder_num_layers":2}
            """)).Message.ShouldContain("parameters");

    [Fact]
    public void Tensors_that_are_missing_or_do_not_belong_or_have_another_shape_are_listed()
    {
        GoldenModel golden = new("chronos-bolt-tiny-random");
        string json = Encoding.UTF8.GetString(golden.HeaderJson)
            .Replace("\"shared.weight\"", "\"shared_weight\"", StringComparison.Ordinal)
            .Replace("[144, 24]", "[24, 144]", StringComparison.Ordinal);
        SafetensorsHeader header = SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(json), golden.Weights.Length);
        ModelArchitecture.Recognize(golden.Config).Check(header).ShouldBe(
        [
            "the tensor 'shared.weight' of shape [2, 16] is missing",
            "the tensor 'output_patch_embedding.output_layer.weight' has the shape [24, 144]; the configuration says [144, 24]",
            "the tensor 'shared_weight' of shape [2, 16] does not belong to this configuration",
        ]);
    }

    [Fact]
    public void Weights_of_integers_are_refused_and_copies_are_ignored()
    {
        GoldenModel golden = new("chronos-bolt-tiny-random");
        long end = golden.Header.Tensors[^1].End;
        string json = Encoding.UTF8.GetString(golden.HeaderJson).Trim()[..^1].Replace("F32", "I32", StringComparison.Ordinal)
            + $",\"lm_head.weight\":{{\"dtype\":\"I8\",\"shape\":[0],\"data_offsets\":[{end},{end}]}}}}";
        IReadOnlyList<string> faults = ModelArchitecture.Recognize(golden.Config).Check(Header(json, end));
        faults.Count.ShouldBe(21);
        faults[0].ShouldContain("holds I32");
        faults[20].ShouldBe($"and {golden.Header.Tensors.Count - 20} faults more");
    }

    [Fact]
    public void Weights_in_several_files_are_checked_together()
    {
        GoldenModel golden = new("toto2-tiny-random");
        ModelArchitecture architecture = ModelArchitecture.Recognize(golden.Config);
        architecture.Check(golden.Header, Header("{}", 0)).ShouldBeEmpty();
        architecture.Check(golden.Header, golden.Header)[0].ShouldContain("is in two files");
    }

    [Theory]
    [MemberData(nameof(GoldenNames))]
    public void A_damaged_configuration_never_does_worse_than_an_error(string name)
    {
        byte[] config = new GoldenModel(name).Config;
        Gen.Select(Gen.Int[0, config.Length - 1], Gen.OneOf(Gen.Byte, Gen.Char["{}[]\",:019-.entf"].Select(letter => (byte)letter))).Array[1, 4].ForAll(
            changes =>
            {
                byte[] damaged = [.. config];
                foreach ((int position, byte value) in changes)
                {
                    damaged[position] = value;
                }

                OnlyOurErrors(damaged);
            },
            cases: 300);
    }

    [Fact]
    public void Any_bytes_never_do_worse_than_an_error()
    {
        Gen.Byte.Array[0, 40].ForAll(OnlyOurErrors);
        OnlyOurErrors(new byte[2_000_000]);
        OnlyOurErrors(Encoding.UTF8.GetBytes(new string('[', 1000)));
        OnlyOurErrors(Encoding.UTF8.GetBytes("""{"architectures":["\ud800"]}"""));
    }

    [Fact]
    public void Any_sizes_are_either_read_or_refused()
    {
        string[] names = [.. GoldenNames.Select(row => row.Data)];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, 100], Gen.OneOf(Gen.Int, Gen.Int[-1, 40], Gen.Int[900_000, 1_000_001])).ForAll(
            (which, position, value) =>
            {
                JsonObject config = JsonNode.Parse(new GoldenModel(names[which]).Config)!.AsObject();
                string key = config.Select(pair => pair.Key).ElementAt(position % config.Count);
                config[key] = value;
                OnlyOurErrors(Encoding.UTF8.GetBytes(config.ToJsonString()));
            },
            cases: 1000);
    }

    private static SafetensorsHeader Header(string json, long data) =>
        SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(json.Trim()), 8 + json.Trim().Length + data);

    private static ModelArchitecture Recognize(string config) => ModelArchitecture.Recognize(Encoding.UTF8.GetBytes(config));

    private static void OnlyOurErrors(byte[] config)
    {
        try
        {
            ModelArchitecture.Recognize(config);
        }
        catch (TollamaException error)
        {
            error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        }
    }
}
