using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ArchSpec.MSBuild.Tests.Generation;

/// <summary>Compiles generated code as the strictest of projects would: with every warning that the compiler has.</summary>
internal static class GeneratedCode
{
    private static readonly IReadOnlyList<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file)),
    ];

    /// <summary>What the compiler says, at whatever level.</summary>
    public static IEnumerable<string> Problems(string source, LanguageVersion version = LanguageVersion.Latest, params string[] otherSources) =>
        Compile(source, version, otherSources).GetDiagnostics().Select(problem => problem.ToString());

    /// <summary>Loads the code.</summary>
    public static Assembly Load(string source, params string[] otherSources)
    {
        using var dll = new MemoryStream();
        var result = Compile(source, LanguageVersion.Latest, otherSources).Emit(dll);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(dll.ToArray());
    }

    private static CSharpCompilation Compile(string source, LanguageVersion version, string[] otherSources)
    {
        var nullable = version >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: nullable);
        var parsing = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        return CSharpCompilation.Create("Generated", otherSources.Prepend(source).Select(text => CSharpSyntaxTree.ParseText(text, parsing)), References, options);
    }
}
