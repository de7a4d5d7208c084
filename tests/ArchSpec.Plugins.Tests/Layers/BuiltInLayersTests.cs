using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.Layers;

public sealed class BuiltInLayersTests
{
    [Fact]
    public void No_layer_needs_TorchSharp_before_it_is_compiled()
    {
        var alone = new ContextWithoutTorch();

        var asked = (string[])alone.Run(typeof(LayerWalk), nameof(LayerWalk.Run))!;

        Assert.Equal(BuiltInLayers.Registry.All.Select(layer => layer.Type).Order(), asked.Order());
        Assert.Contains("ArchSpec.Plugins", alone.Assemblies.Select(assembly => assembly.GetName().Name));
        Assert.Empty(alone.Asked);
    }

    [Fact]
    public void The_guard_sees_TorchSharp_where_it_is_needed()
    {
        var alone = new ContextWithoutTorch();

        Assert.ThrowsAny<Exception>(() => alone.Run(typeof(BuiltInLayersTests), nameof(Compile)));
        Assert.NotEmpty(alone.Asked);
    }

    /// <summary>Touches the TorchSharp side of a layer.</summary>
    public static object Compile() => Activations.Torch.Apply(Activations.All.Default("relu"), null!);

    [Fact]
    public void Every_layer_has_a_page_and_tests()
    {
        foreach (var layer in BuiltInLayers.Registry.All)
        {
            Assert.True(File.Exists(RepositoryRoot.In("docs", "layers", $"{layer.Type}.md")), $"docs/layers/{layer.Type}.md is missing");
            var tests = RepositoryRoot.In("tests", "ArchSpec.Plugins.Tests", "Layers", $"{layer.GetType().Name}Tests.cs");
            Assert.True(File.Exists(tests), $"{tests} is missing");
        }
    }

    [Fact]
    public void Every_layer_and_argument_is_described()
    {
        foreach (var layer in BuiltInLayers.Registry.All)
        {
            Assert.EndsWith(".", layer.Summary, StringComparison.Ordinal);
            Assert.All(layer.Arguments, argument => Assert.True(argument.Summary.Length > 3, $"{layer.Type}.{argument.Name}"));
            Assert.Equal(layer.Arguments.Length, layer.Arguments.Select(argument => argument.Name).Distinct().Count());
        }
    }
}
