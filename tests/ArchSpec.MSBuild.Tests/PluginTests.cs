using ArchSpec.Testing;

namespace ArchSpec.MSBuild.Tests;

/// <summary>Layers of plugins in the build of a project, and in its code.</summary>
public sealed class PluginTests : IDisposable
{
    private const string Layer = """
        using ArchSpec.Layers;
        namespace My.Layers;
        public static class Outer
        {
            public sealed class Double : ILayer
            {
                public string Type => "Double";
                public string Summary => "Doubles its channels.";
                public ImmutableArray<Argument> Arguments => [];
                public Shape InferShape(LayerCall call) => call.Input.WithChannels(call.Input.RequireChannels() * 2);
                public ITorchBuilder Torch => throw new NotSupportedException();
            }
        }
        """;

    private readonly TestProject _project = new();

    public PluginTests()
    {
        _project.Write("tiny.yaml", TestProject.Tiny);
        _project.Write("doubled.yaml", "archspec: 1\ninput: [8, 8, 3]\nlayers: [Double, Flatten]\n");
        PluginCompiler.Compile(_project.In("MyLayers.dll"), Layer);
    }

    [Fact]
    public void Code_of_a_project_that_refers_to_the_plugin_makes_its_layers_where_they_are_used()
    {
        Run(["ArchSpec.Training", "MyLayers"]);

        Assert.Contains("FromTexts(SpecFile, texts, global::ArchSpec.Plugins.BuiltInLayers.Registry.With(new global::ArchSpec.Layers.ILayer[] { new global::My.Layers.Outer.Double() }));", Class("Doubled"), StringComparison.Ordinal);
        Assert.Contains("FromTexts(SpecFile, texts);", Class("Tiny"), StringComparison.Ordinal);
        Assert.Contains("Classes = 384", Class("Doubled"), StringComparison.Ordinal);
    }

    [Fact]
    public void Code_of_a_project_that_does_not_refer_to_it_has_the_constants()
    {
        Run(["ArchSpec.Training"]);

        Assert.Contains("// There is no Compile and no Load: the project has no reference to MyLayers, whose layer Double the spec uses.", Class("Doubled"), StringComparison.Ordinal);
        Assert.Contains(" Compile(", Class("Tiny"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_has_been_built_anew_counts_and_its_file_is_free()
    {
        Run([]);
        PluginCompiler.Compile(_project.In("MyLayers.dll"), Layer.Replace("* 2", "* 3", StringComparison.Ordinal));

        Run([]);

        Assert.Contains("Classes = 576", Class("Doubled"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_has_the_plugins_layers()
    {
        Run([]);

        Assert.Contains("\"Double\"", File.ReadAllText(_project.In("archspec.schema.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.dll", "AS0801")]
    [InlineData("tiny.yaml", "AS0802")]
    public void A_plugin_that_cannot_be_used_is_one_error_at_its_file(string file, string code)
    {
        var step = _project.Step("tiny.yaml");
        step.Plugins = [_project.Item("MyLayers.dll"), _project.Item(file)];

        Assert.False(step.Execute());

        Assert.Equal([$"{file}(1,1): error {code}"], step.Places());
        Assert.False(File.Exists(_project.Stamp));
    }

    [Fact]
    public void Two_plugins_with_one_layer_are_one_error()
    {
        PluginCompiler.Compile(_project.In("Others.dll"), Layer);
        var step = _project.Step("tiny.yaml");
        step.Plugins = [_project.Item("MyLayers.dll"), _project.Item("Others.dll"), _project.Item("./MyLayers.dll")];

        Assert.False(step.Execute());

        Assert.StartsWith("app.csproj(1,1): error AS08", Assert.Single(step.Places()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_fails_is_an_error_where_the_spec_uses_it()
    {
        PluginCompiler.Compile(_project.In("MyLayers.dll"), Layer.Replace("=> call.Input.WithChannels(call.Input.RequireChannels() * 2)", "=> throw new InvalidOperationException(\"no idea\")", StringComparison.Ordinal));
        var step = _project.Step("doubled.yaml");
        step.Plugins = [_project.Item("MyLayers.dll")];

        Assert.False(step.Execute());

        Assert.StartsWith("doubled.yaml(3,10): error AS08", Assert.Single(step.Places()), StringComparison.Ordinal);
        Assert.Contains("no idea", step.Engine().Errors[0].Message, StringComparison.Ordinal);
    }

    public void Dispose() => _project.Dispose();

    private void Run(string[] references)
    {
        var step = _project.Step("tiny.yaml", "doubled.yaml");
        (step.Plugins, step.References, step.CopiesSchema) = ([_project.Item("MyLayers.dll")], references, true);
        Assert.True(step.Execute(), string.Join('\n', step.Engine().Errors.Select(error => error.Message)));
    }

    private string Class(string name) => _project.Generated.Split($"class {name}\n")[1].Split("\n    }\n")[0];
}
