namespace ArchSpec.Package.Tests.MSBuild;

/// <summary>The samples as they stand in the repository, and a program that uses both: a library of models, and a plugin's layers.</summary>
[Collection(MSBuildPackageGroup.Name)]
public sealed class SampleTests(MSBuildPackage package)
{
    private const string Program = """
        using var rice = RiceArchitectures.Architectures.RiceSmall.Compile("cpu", seed: 1);
        using var swish = app.Architectures.Swish.Compile("cpu");
        using var grain = TorchSharp.torch.rand(2, 3, 64, 64);
        using var image = TorchSharp.torch.rand(2, 3, 8, 8);
        System.Console.WriteLine(string.Join(' ', rice.forward(grain).shape) + ", " + string.Join(' ', swish.forward(image).shape));
        System.Console.WriteLine(RiceArchitectures.RiceModels.WeightBytes == rice.Network.Parameters * 4);
        """;

    private const string Spec = "archspec: 1\ninput: [8, 8, 3]\nlayers:\n  - Swish: { beta: 2 }\n  - Flatten\n  - Dense: 5\n";

    [Fact]
    public void A_program_runs_the_models_of_a_library_and_the_layers_of_a_plugin()
    {
        var app = package.NewProject("app", "<OutputType>Exe</OutputType><ImplicitUsings>enable</ImplicitUsings>", $"""
            <PackageReference Include="ArchSpec.Training" Version="{Feed.Version}" />
            <ProjectReference Include="../RiceArchitectures/RiceArchitectures.csproj" />
            <ProjectReference Include="../ExternalLayers/ExternalLayers.csproj" />
            <ArchSpecPlugin Include="../ExternalLayers/bin/Debug/net10.0/ExternalLayers.dll" />
            """);
        CopySample("RiceArchitectures");
        CopySample("ExternalLayers");
        app.Write("Program.cs", Program);
        app.Write("architectures/swish.yaml", Spec);
        var version = $"-p:ArchSpecVersion={Feed.Version}";
        app.Restore(version);

        var log = app.Builds(version);

        Assert.Equal(2, log.Runs("CompileArchitectures"));
        Assert.DoesNotContain("TorchSharp", log.LoadedAssemblies);
        Assert.Contains("ArchSpec.Plugins", log.LoadedAssemblies);
        Assert.Contains("With(new global::ArchSpec.Layers.ILayer[] { new global::ExternalLayers.Swish() })", app.Generated(), StringComparison.Ordinal);
        Assert.Contains("\"Swish\"", File.ReadAllText(app.In("architectures/archspec.schema.json")), StringComparison.Ordinal);
        Assert.Equal(2, app.Builds(version).UpToDate("CompileArchitectures"));
        var libTorch = new Dictionary<string, string> { ["ARCHSPEC_LIBTORCH"] = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "libtorch.path")).Trim() };
        var output = package.Scratch.Run(libTorch, "dotnet", app.In("bin/Debug/net10.0/app.dll")).Ok();
        Assert.Equal("2 5, 2 5\nTrue\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_plugin_that_is_not_there_is_one_error()
    {
        var project = package.NewProject("lost", items: """<ArchSpecPlugin Include="nowhere/MyLayers.dll" />""");
        project.Write("architectures/tiny.yaml", ScratchProject.Tiny);
        project.Restore();

        var result = project.Build();

        var error = Assert.Single(result.Log.Errors);
        Assert.Equal((1, "AS0801", project.In("nowhere/MyLayers.dll")), (result.ExitCode, error.Code, error.File));
    }

    private void CopySample(string name)
    {
        var from = Path.Combine(Feed.Root, "samples", name);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(file => !IsOutput(Path.GetRelativePath(from, file))))
        {
            package.Scratch.Write(Path.Combine(name, Path.GetRelativePath(from, file)), File.ReadAllText(file));
        }
    }

    private static bool IsOutput(string path) => path.Split(Path.DirectorySeparatorChar)[0] is "bin" or "obj";
}
