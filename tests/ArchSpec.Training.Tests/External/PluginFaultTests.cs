using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Testing;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Prune;
using ArchSpec.Training.Tests.Prune;
using static TorchSharp.torch;

namespace ArchSpec.Training.Tests.External;

/// <summary>A plugin's layer that fails while a model is compiled, run or pruned is named, with its plugin and what it did.</summary>
public sealed class PluginFaultTests : IDisposable
{
    private const string Spec = """
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: a }
        - Scaled: { name: mine }
        - Conv2D: { filters: 4, kernel_size: 1, activation: relu, name: b }
        """ + PruneModel.Head;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_layer_is_pruned_with_the_layers_around_it()
    {
        using var model = new PruneModel(Spec, registry: Registry()).Kill("a: 2");
        using var pruned = model.Prune();

        PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU);
        Assert.Empty(pruned.Plan.Map.Warnings);
        Assert.Equal([3, 4], pruned.Network.Graph.Steps.Where(step => step.Layer.TypeName == "Conv2D").Select(step => step.Output.RequireChannels()));
    }

    [Theory]
    [InlineData("public ITorchBuilder Torch => null!;", "AS0810", "Torch is null; it must be a TorchBuilder")]
    [InlineData("public ITorchBuilder Torch => new Other(); public sealed class Other : ITorchBuilder { }", "AS0810", "Torch is Other; it must be a TorchBuilder")]
    [InlineData("public ITorchBuilder Torch => throw new InvalidOperationException(\"no builder\");", "AS0809", "Torch throws InvalidOperationException")]
    public void A_builder_that_is_none(string member, string code, string message) =>
        Fails(code, message, () => new PruneModel(Spec, registry: Registry(member)).Dispose());

    [Theory]
    [InlineData("throw new InvalidOperationException(\"cannot\");", "AS0809", "Build throws InvalidOperationException")]
    [InlineData("return null!;", "AS0810", "Build returns null")]
    [InlineData("return on => throw new InvalidOperationException(\"later\");", "AS0809", "the function that Build returns throws InvalidOperationException")]
    [InlineData("return on => null!;", "AS0810", "the function that Build returns returns null")]
    [InlineData("return on => on.Weights[\"scal\"];", "AS0809", "the function that Build returns throws KeyNotFoundException")]
    [InlineData("return on => on.Input.reshape(5, 7);", "AS0809", "the function that Build returns throws ExternalException")]
    [InlineData("return on => on.Input.narrow(1, 0, 1);", "AS0810", "the function that Build returns returns a tensor of 2 × 1 × 8 × 4 where InferShape says 8 × 4 × 4")]
    [InlineData("return on => on.Input.permute(0, 2, 3, 1);", "AS0810", "the function that Build returns returns a tensor of 2 × 8 × 4 × 4 where InferShape says 8 × 4 × 4")]
    [InlineData("return on => on.Input.mean([2, 3]);", "AS0810", "the function that Build returns returns a tensor of 2 × 4 where InferShape says 8 × 4 × 4 (an image is N × C × H × W here, everything else in Keras's order)")]
    public void A_function_that_fails(string body, string code, string message) => Fails(code, message, () =>
    {
        using var model = new PruneModel(Spec, registry: Built(body));
        using var scope = NewDisposeScope();
        _ = model.Compiled.forward(ones(2, 3, 8, 4));
    });

    [Theory]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => [0];", "Channels returns 1 identities for an output of 4 channels")]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => default;", "Channels returns 0 identities for an output of 4 channels")]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => throw new InvalidOperationException(\"none\");", "Channels throws InvalidOperationException")]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => [-1, 0, 1, 2];", "names a channel that is none of its inputs' nor of its own")]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) => [0, 1, 2, 1000];", "names a channel that is none of its inputs' nor of its own")]
    [InlineData("public ImmutableArray<int> Channels(LayerCall call, IChannelContext context) { context.Mixes(0); return context.Inputs[0]; }", "mixes its input 0, of which no weight has an axis")]
    [InlineData("public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => throw new InvalidOperationException(\"none\");", "Bounds throws InvalidOperationException")]
    [InlineData("public ChannelBounds? Bounds(LayerCall call, IBoundContext context) => ChannelBounds.Unknown(3);", "Bounds returns bounds that are not one pair for each of 4 channels")]
    public void A_wrong_word_on_channels_ends_the_pruning(string member, string message)
    {
        using var model = new PruneModel(Spec, registry: Registry(member)).Kill("a: 2");

        var error = Assert.Throws<PruneException>(() => model.Prune(PruneMode.Safe).Dispose());

        Assert.Contains("'mine' cannot be pruned: Scaled", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_layer_that_says_nothing_of_its_channels_keeps_them_with_a_warning()
    {
        using var model = new PruneModel(Spec, registry: Registry("// no Channels of its own")).Kill("a: 2; b: 1");
        using var pruned = model.Prune();

        PruneVerifier.Verify(model.Compiled, pruned.Plan, pruned.Network, model.Images, CPU);
        Assert.Equal("'mine': Scaled does not say where its channels come from: all channels that reach it stay", Assert.Single(pruned.Plan.Map.Warnings));
        Assert.Equal([4, 3], pruned.Network.Graph.Steps.Where(step => step.Layer.TypeName == "Conv2D").Select(step => step.Output.RequireChannels()));
        Assert.Equal("Scaled does not say where its channels come from", pruned.Plan.Map.PinOf(pruned.Plan.Map.Channels[1][0]));
    }

    [Fact]
    public void A_lack_of_memory_in_a_plugin_stays_one()
    {
        var cause = new System.Runtime.InteropServices.ExternalException("CUDA out of memory. Tried to allocate 2 GiB");

        Assert.True(DeviceMemory.IsShort(new PluginException("AS0809", "Scaled is at fault", cause)));
        Assert.False(DeviceMemory.IsShort(new PluginException("AS0809", "Scaled is at fault", new InvalidOperationException("out of memory"))));
    }

    private static void Fails(string code, string message, Action run)
    {
        var error = Assert.Throws<PluginException>(run);
        Assert.Equal(code, error.Code);
        Assert.StartsWith("Scaled of the plugin '", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private LayerRegistry Registry(params string[] members) => LayerPlugins.Load([PluginSource.Compile(_folder, "MyLayers", members)]);

    private LayerRegistry Built(string body) => LayerPlugins.Load([PluginCompiler.Compile(_folder.In("MyLayers.dll"), PluginSource.Layer(members:
        $"public ITorchBuilder Torch => new Bad(); public sealed class Bad : TorchBuilder {{ public override Func<TorchCall, Tensor> Build(LayerCall call) {{ {body} }} }}"))]);
}
