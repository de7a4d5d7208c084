using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace ArchSpec.Testing;

/// <summary>Compiles small assemblies while a test runs, such as a plugin with a fault.</summary>
public static class PluginCompiler
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.Collections.Immutable; global using System.IO;
        global using System.Linq; global using System.Threading; global using System.Threading.Tasks;
        """;

    // Read once: there are more than 200.
    private static readonly Lazy<IReadOnlyList<PortableExecutableReference>> Platform = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file))]);

    /// <summary>Writes an assembly and its symbols.</summary>
    /// <param name="path">The dll, whose name is also the assembly's.</param>
    /// <param name="source">C# with the usual global usings. Everything that this process has is referred to.</param>
    /// <param name="references">Other assemblies; one of the name of a referred one stands in its place.</param>
    /// <returns>The dll.</returns>
    public static string Compile(string path, string source, params string[] references) => Compile(path, [source], references);

    /// <summary>As <see cref="Compile(string, string, string[])"/>, of several files.</summary>
    public static string Compile(string path, IReadOnlyList<string> sources, params string[] references)
    {
        var names = references.Select(Path.GetFileName).ToHashSet();
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path),
            sources.Prepend(Usings).Select((text, number) => Parse(text, $"Source{number}.cs")),
            Platform.Value.Where(library => !names.Contains(Path.GetFileName(library.FilePath))).Concat(references.Select(file => MetadataReference.CreateFromFile(file))),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var dll = File.Create(path);
        using var pdb = File.Create(Path.ChangeExtension(path, ".pdb"));
        var result = compilation.Emit(dll, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return result.Success ? path : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    private static SyntaxTree Parse(string text, string name) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), path: name);
}
