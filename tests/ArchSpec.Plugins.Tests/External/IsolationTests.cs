using ArchSpec.Graph;
using ArchSpec.Plugins.External;
using ArchSpec.Schema;
using ArchSpec.Spec;
using ArchSpec.Testing;

namespace ArchSpec.Plugins.Tests.External;

/// <summary>Plugins do not get in each other's way, nor in the host's.</summary>
public sealed class IsolationTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_has_the_version_of_a_dependency_that_lies_beside_it()
    {
        var (first, second) = (With("first", "1.0.0.0"), With("second", "2.0.0.0"));

        var registry = LayerPlugins.Load([first, second]);

        Assert.Equal(["Numbers 1.0.0.0", "Numbers 2.0.0.0"], new[] { "First", "Second" }.Select(type => registry.Find(type)!.Summary));
    }

    // ArchSpec.Core has another YamlDotNet, and with Core the load context would take that one for the plugin too.
    [Fact]
    public void A_library_that_the_host_has_too_is_the_plugins_own()
    {
        var yaml = PluginCompiler.Compile(_folder.In("YamlDotNet.dll"), "[assembly: System.Reflection.AssemblyVersion(\"1.2.3.0\")] namespace YamlDotNet { public static class Mine { public static string Name => \"mine\"; } }");
        var plugin = PluginCompiler.Compile(_folder.In("MyLayers.dll"), PluginSource.Layer("Scaled", "public string Summary => YamlDotNet.Mine.Name;"), yaml);

        var registry = LayerPlugins.Load([plugin]);

        Assert.Equal("mine", registry.Find("Scaled")!.Summary);
        Assert.Empty(SpecValidator.Validate(_folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers: [Scaled]\n"), registry));
    }

    [Fact]
    public void ArchSpec_is_the_hosts_also_where_a_copy_lies_beside_the_plugin()
    {
        foreach (var library in new[] { "ArchSpec.Core.dll", "ArchSpec.Plugins.dll", "TorchSharp.dll", "YamlDotNet.dll" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, library), _folder.In(library));
        }

        Assert.NotNull(LayerPlugins.Load([PluginSource.Compile(_folder)]).Find("Scaled"));
    }

    [Fact]
    public void TorchSharp_is_not_loaded_by_anything_but_a_model()
    {
        var alone = new ContextWithoutTorch();

        var asked = (string)alone.Run(typeof(IsolationTests), nameof(AskAll), PluginSource.Compile(_folder), _folder.Write("spec.yaml", "archspec: 1\ninput: [4]\nlayers:\n  - Scaled: 3\n"))!;

        Assert.Equal("Scaled: 1 parameters", asked);
        Assert.Empty(alone.Asked);
    }

    /// <summary>What validate, summary, schema and the build of a project ask of a plugin.</summary>
    public static string AskAll(string plugin, string spec)
    {
        var registry = LayerPlugins.Load([plugin]);
        var problems = SpecValidator.Validate(spec, registry);
        var network = NetworkBuilder.Build(new SpecLoader(registry).Load(spec), registry);
        var summary = ArchSpec.Summary.KerasSummary.Render(network, new ArchSpec.Summary.SummaryOptions());
        _ = (SpecSchema.Write(registry), ArchSpec.Describe.LayerText.Of(registry.Find("Scaled")!), summary.Length, network.Flops);
        return problems.Count == 0 ? $"{network.Layers[1].TypeName}: {network.Parameters} parameters" : problems[0].ToString();
    }

    private string With(string folder, string version)
    {
        var numbers = PluginCompiler.Compile(_folder.In(folder, "Numbers.dll"), $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] public static class Numbers {{ }}");
        var type = char.ToUpperInvariant(folder[0]) + folder[1..];
        var layer = PluginSource.Layer(type, "public string Summary => $\"Numbers {typeof(Numbers).Assembly.GetName().Version}\";");
        return PluginCompiler.Compile(_folder.In(folder, "MyLayers.dll"), layer, numbers);
    }
}
