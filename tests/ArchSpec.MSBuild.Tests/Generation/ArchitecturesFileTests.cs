using System.Reflection;
using ArchSpec.MSBuild.Generation;
using ArchSpec.Plugins;
using ArchSpec.Testing;
using ArchSpec.Training;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Weights;
using Microsoft.CodeAnalysis.CSharp;
using static TorchSharp.torch;

namespace ArchSpec.MSBuild.Tests.Generation;

/// <summary>The generated file, as text, as code, and at work.</summary>
public sealed class ArchitecturesFileTests : IDisposable
{
    private readonly TestProject _project = new();

    public static TheoryData<string> ReferenceModels =>
        [.. Directory.GetFiles(RepositoryRoot.In("architectures"), "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void Code_of_two_models_with_one_base()
    {
        WriteModels();

        Snapshot.Verify(Generate(["ArchSpec.Training"], "models/first.yaml", "models/second.yaml"), extension: "cs.txt");
    }

    [Fact]
    public void Code_without_the_runtime()
    {
        _project.Write("pair.yaml", "archspec: 1\nname: a <pair>\ninputs:\n  left: [8, 8, 3]\n  right: [~, 4]\nlayers:\n  - Flatten: { inputs: left, name: l }\n  - GlobalMaxPooling1D: { inputs: right, name: r }\n  - Concatenate: { inputs: [l, r] }\n");

        var code = Generate([], "pair.yaml");

        Snapshot.Verify(code, extension: "cs.txt");
        // As a project for .NET Framework has it.
        Assert.Empty(GeneratedCode.Problems(code, LanguageVersion.CSharp7_3));
    }

    [Fact]
    public void The_compiler_has_nothing_to_say()
    {
        WriteModels();
        _project.Write("models/quotes.yaml", "# \"\"\"\" quotes \\ and \u00a0 others\n" + TestProject.Tiny);
        _project.Write("models/load.yaml", TestProject.Tiny);
        _project.Write("models/class.yaml", TestProject.Tiny);
        _project.Write("models/system.yaml", TestProject.Tiny);
        _project.Write("models/arch-spec.yaml", TestProject.Tiny);

        var code = Generate(["ArchSpec.Training"], [.. Directory.GetFiles(_project.In("models"), "*.yaml")]);

        Assert.Empty(GeneratedCode.Problems(code));
        Assert.Contains("class LoadModel", code, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_says_nothing_of_the_machine_and_the_order_of_items()
    {
        WriteModels();
        var first = Generate(["ArchSpec.Training"], "models/first.yaml", "models/second.yaml");
        using var elsewhere = new TestProject();
        foreach (var file in new[] { "base.yaml", "models/first.yaml", "models/second.yaml" })
        {
            // Also where git has changed the line ends.
            elsewhere.Write(file, File.ReadAllText(_project.In(file)).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        var second = Generate(elsewhere, ["ArchSpec.Training"], "models/second.yaml", "models/first.yaml");

        Assert.Equal(first, second);
        Assert.DoesNotContain(_project.Path, first, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', first);
    }

    [Theory]
    [MemberData(nameof(ReferenceModels))]
    public void A_reference_model_is_the_same_in_code(string name)
    {
        var file = RepositoryRoot.In("architectures", $"{name}.yaml");
        if (CheckedSpec.Read(new SpecItem(file, null, true), BuiltInLayers.Registry, Path.GetDirectoryName(file)!) is not { Network: { } network })
        {
            return; // blocks for others
        }

        var model = Class(Generate(["ArchSpec.Training"], file));

        var opened = (Architecture)model.GetMethod("Open")!.Invoke(null, null)!;
        Assert.Equal((network.Name, network.Parameters, network.TrainableParameters, network.Flops), (opened.Network.Name, opened.Network.Parameters, opened.Network.TrainableParameters, opened.Network.Flops));
        Assert.Equal(network.Name, Constant(model, "Name"));
        Assert.Equal((network.Parameters, network.TrainableParameters, network.Flops), ((long)Constant(model, "Parameters")!, (long)Constant(model, "TrainableParameters")!, (long)Constant(model, "Flops")!));
        Assert.Equal(network.Inputs[0].Shape.Dimensions.Select(size => size!.Value), (IReadOnlyList<int>)model.GetProperty("InputShape")!.GetValue(null)!);
        Assert.Equal(network.Inputs[0].Shape[0], Constant(model, "InputHeight"));
        Assert.Equal(Math.Max(2, network.Outputs[0].Shape[^1]!.Value), Constant(model, "Classes") ?? network.Outputs[0].Shape[^1]);
    }

    [Fact]
    public void Compile_gives_a_module_that_runs_and_Load_one_with_its_weights()
    {
        WriteModels();
        var model = Class(Generate(["ArchSpec.Training"], "models/first.yaml"));
        using var compiled = (CompiledNetwork)model.GetMethod("Compile")!.Invoke(null, ["cpu", 7L])!;
        var file = _project.In("first.safetensors");
        NetworkWeights.Save(compiled, file, new Dictionary<string, string>());
        using var loaded = (CompiledNetwork)model.GetMethod("Load")!.Invoke(null, [file, "cpu"])!;
        compiled.eval();
        using var image = rand(2, 3, 8, 8);

        using var output = compiled.forward(image);
        using var same = loaded.forward(image);

        Assert.Equal([2, 5], output.shape);
        Assert.True(output.equal(same).all().item<bool>());
    }

    public void Dispose() => _project.Dispose();

    private void WriteModels()
    {
        _project.Write("base.yaml", TestProject.Tiny);
        _project.Write("models/first.yaml", "archspec: 1\nname: first\nbase: ../base.yaml\nlayers:\n  - Softmax\n");
        _project.Write("models/second.yaml", "archspec: 1\nname: the \"second\"\nbase: { file: ../base.yaml, trainable: false }\nlayers:\n  - Dense: { units: 1, activation: sigmoid }\n");
    }

    private string Generate(string[] references, params string[] specs) => Generate(_project, references, specs);

    private static string Generate(TestProject project, string[] references, params string[] specs)
    {
        var step = project.Step(specs);
        step.References = references;
        Assert.True(step.Execute(), string.Join('\n', step.Engine().Errors.Select(error => error.Message)));
        return project.Generated;
    }

    private static Type Class(string code) => GeneratedCode.Load(code).GetExportedTypes().Single();

    private static object? Constant(Type model, string name) => model.GetField(name, BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue();
}
