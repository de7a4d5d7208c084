using SyntheticRice;

namespace ArchSpec.Package.Tests;

/// <summary>The README's program, built from the packages in an empty folder, and run.</summary>
[Collection(InstalledToolGroup.Name)]
public sealed class LibraryTests(InstalledTool tool)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="ArchSpec.Training" Version="VERSION" />
            <PackageReference Include="LIBTORCH" Version="2.10.0" />
          </ItemGroup>
        </Project>
        """;

    private const string Spec = """
        archspec: 1
        name: tiny
        input: [32, 32, 3]
        layers:
          - Conv2D: { filters: 4, kernel_size: 3, strides: 2, activation: relu }
          - GlobalAveragePooling2D
          - Dense: { units: 5, activation: softmax }
        """;

    [Fact]
    public void The_program_of_the_README_compiles_a_spec_loads_weights_and_predicts()
    {
        var scratch = tool.Scratch;
        var code = Snippet("README.md", "Architecture.FromFile");
        Assert.Equal(code, Snippet(Path.Combine("src", "ArchSpec.Training", "README.md"), "Architecture.FromFile"));
        Assert.InRange(code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 12);
        scratch.Write("classify/classify.csproj", Project
            .Replace("VERSION", tool.Version, StringComparison.Ordinal)
            .Replace("LIBTORCH", Feed.LibTorchPackage, StringComparison.Ordinal));
        scratch.Write("classify/Program.cs", code);
        scratch.Write("cnn.yaml", Spec);
        RiceFolder.Write(tool.In("grain"), count: 4, seed: 1, size: 40);
        tool.Dotnet("archspec", "train", "cnn.yaml", "--data", "grain", "--epochs", "1", "--run-dir", "trained", "--no-report").Ok();
        File.Copy(tool.In("trained/best.safetensors"), tool.In("best.safetensors"));
        File.Copy(Directory.GetFiles(tool.In("grain"), "*.jpg", SearchOption.AllDirectories)[0], tool.In("photo.jpg"));

        var output = scratch.Dotnet("run", "--project", "classify").Ok();

        Assert.Contains("tiny: 137 parameters", output, StringComparison.Ordinal);
        var expected = scratch.Dotnet("archspec", "predict", "cnn.yaml", "--weights", "best.safetensors", "photo.jpg", "--csv").Ok().Split('\n')[1].Split(',')[1];
        Assert.Contains($"photo.jpg: {expected}", output, StringComparison.Ordinal);
        File.Delete(tool.In("photo.jpg"));
        Assert.Matches(@"photo\.jpg: \S", scratch.Dotnet("run", "--no-build", "--project", "classify").Ok()); // the reason
        Directory.Delete(tool.In("classify"), recursive: true); // it has a libtorch of its own
    }

    [Fact]
    public void The_example_of_Core_prints_a_summary_without_TorchSharp()
    {
        var scratch = tool.Scratch;
        scratch.Write("summary/summary.csproj", Project
            .Replace("VERSION", tool.Version, StringComparison.Ordinal)
            .Replace("""    <PackageReference Include="LIBTORCH" Version="2.10.0" />""", "", StringComparison.Ordinal)
            .Replace("ArchSpec.Training", "ArchSpec.Plugins", StringComparison.Ordinal));
        scratch.Write("summary/Program.cs", Snippet(Path.Combine("src", "ArchSpec.Core", "README.md"), "SpecLoader"));
        scratch.Write("cnn.yaml", Spec);
        scratch.Dotnet("build", "summary", "-v", "q").Ok();
        var folder = tool.In("summary/bin/Debug/net10.0");
        File.Delete(Path.Combine(folder, "TorchSharp.dll"));

        var printed = scratch.Dotnet(Path.Combine(folder, "summary.dll")).Ok();

        Assert.Equal(scratch.Dotnet("archspec", "summary", "cnn.yaml").Ok(), printed);
    }

    // The first block of C# that has a word in it.
    private static string Snippet(string file, string word) => File
        .ReadAllText(Path.Combine(Feed.Root, file))
        .Split("```csharp\n").Skip(1)
        .Select(block => block.Split("```", 2)[0])
        .First(block => block.Contains(word, StringComparison.Ordinal));
}
