using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Plugins.External;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.External;

public sealed class LayerPluginsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_plugins_are_the_built_in_layers() => Assert.Same(BuiltInLayers.Registry, LayerPlugins.Load([]));

    [Fact]
    public void Layers_of_a_plugin_stand_behind_the_built_in_ones()
    {
        var registry = LayerPlugins.Load([PluginSource.Compile(_folder)]);

        Assert.Equal([.. BuiltInLayers.Registry.Types, "Scaled"], registry.Types);
        Assert.Same(BuiltInLayers.Registry.Find("Dense"), registry.Find("Dense"));
        Assert.Equal("Multiplies its input.", registry.Find("Scaled")!.Summary);
        Assert.Null(registry.Find("Scald"));
    }

    [Fact]
    public void A_spec_uses_them()
    {
        var registry = LayerPlugins.Load([PluginSource.Compile(_folder)]);
        var spec = _folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers:\n  - Scaled: 3\n  - Dense: 2\n");

        var network = NetworkBuilder.Build(new SpecLoader(registry).Load(spec), registry);

        Assert.Equal(["InputLayer", "Scaled", "Dense"], network.Layers.Select(layer => layer.TypeName));
        Assert.Equal(1 + (4 * 2) + 2, network.Parameters);
    }

    [Fact]
    public void One_file_named_twice_counts_once()
    {
        var file = PluginSource.Compile(_folder);

        var plugins = LayerPlugins.Open([file, Path.Combine(_folder.Path, ".", "MyLayers.dll")]);

        Assert.Equal(file, Assert.Single(plugins).FullPath);
    }

    [Fact]
    public void A_plugin_says_what_it_is()
    {
        var file = PluginSource.Compile(_folder);

        var plugin = Assert.Single(LayerPlugins.Open([file]));

        Assert.Equal(("0.0.0.0", file), (plugin.Version, plugin.File));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))), plugin.Sha256);
        Assert.Equal("Scaled", Assert.Single(plugin.Layers).Type);
    }

    [Fact]
    public void A_file_can_be_replaced_while_it_is_in_use()
    {
        var file = PluginSource.Compile(_folder);
        var before = LayerPlugins.Load([file]);

        PluginCompiler.Compile(file, PluginSource.Layer("Other"));
        var after = LayerPlugins.Load([file]);

        Assert.NotNull(before.Find("Scaled"));
        Assert.Equal(["Other"], after.Types.Except(BuiltInLayers.Registry.Types));
        Assert.Equal("Multiplies its input.", before.Find("Scaled")!.Summary);
    }

    [Fact]
    public void Classes_that_are_no_layers_are_left_alone()
    {
        var source = PluginSource.Layer() + """

            public abstract class Base : ILayer
            {
                public abstract string Type { get; }
                public string Summary => "Does nothing.";
                public ImmutableArray<Argument> Arguments => [];
                public Shape InferShape(LayerCall call) => call.Input;
                public ITorchBuilder Torch => null!;
            }

            public sealed class Derived : Base { public override string Type => "Derived"; }
            public static class Outer { public sealed class Nested : Base { public override string Type => "Nested"; } }
            public sealed class Generic<T> : Base { public override string Type => "Generic"; }
            internal sealed class Hidden : Base { public override string Type => "Hidden"; }
            public sealed class Module() : nn.Module<Tensor, Tensor>("module") { public override Tensor forward(Tensor x) => x; }
            """;

        var plugin = Assert.Single(LayerPlugins.Open([PluginCompiler.Compile(_folder.In("MyLayers.dll"), source)]));

        Assert.Equal(["Derived", "Nested", "Scaled"], plugin.Layers.Select(layer => layer.Type));
    }
}
