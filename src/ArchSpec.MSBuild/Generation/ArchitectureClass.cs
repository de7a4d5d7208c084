using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;

namespace ArchSpec.MSBuild.Generation;

/// <summary>The class of one spec: what it is as constants, and how to get the network.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Spec">The spec, without errors.</param>
/// <param name="Runtime">How the network is made.</param>
internal sealed record ArchitectureClass(string Name, CheckedSpec Spec, Runtime Runtime)
{
    private const string Ints = "global::System.Collections.Generic.IReadOnlyList<int>";

    private static readonly HashSet<string> Members =
    [
        "Name", "SpecFile", "InputHeight", "InputWidth", "InputChannels", "InputShape", "InputShapes", "Classes", "Parameters",
        "TrainableParameters", "Flops", "Compile", "Load", "Open", SpecTexts.ClassName,
    ];

    private Network Network => Spec.Network!;

    private ImmutableArray<Shape> Inputs => [.. Network.Inputs.Select(input => input.Shape)];

    // One output tells two classes apart.
    private int? Classes => Network.Outputs is [{ Shape: { Rank: 1 } shape }] && shape[0] is { } size ? Math.Max(2, size) : null;

    /// <summary>Whether a class cannot have this name, since one of its members has it.</summary>
    public static bool IsMember(string name) => Members.Contains(name);

    /// <summary>Writes the class.</summary>
    /// <param name="source">Where to.</param>
    /// <param name="accessibility"><c>public</c> or <c>internal</c>.</param>
    /// <param name="texts">Holds the texts of specs.</param>
    /// <param name="projectFolder">The project's folder.</param>
    public void WriteTo(SourceText source, string accessibility, SpecTexts texts, string projectFolder)
    {
        var common = SpecPaths.CommonFolder([.. Spec.Documents.Select(document => document.FullPath)], projectFolder);
        source.Line();
        source.Line($"/// <summary>{CSharpText.Doc(Summary())}</summary>");
        source.Line($"/// <remarks>Made from {CSharpText.Doc(SpecPaths.Relative(Spec.Item.FullPath, projectFolder))}.</remarks>");
        source.Line($"[global::System.CodeDom.Compiler.GeneratedCodeAttribute(\"ArchSpec.MSBuild\", \"{ArchitecturesFile.GeneratorVersion}\")]");
        using (source.Block($"{accessibility} static partial class {Name}"))
        {
            WriteConstants(source, SpecPaths.Relative(Spec.Item.FullPath, common));
            WriteShapes(source);
            if (Runtime.Obstacle is { } obstacle)
            {
                source.Line();
                source.Line($"// There is no Compile and no Load: {obstacle}.");
            }
            else
            {
                RuntimeMembers.WriteTo(source, Spec, Runtime, texts, common);
            }
        }
    }

    private string Summary()
    {
        var inputs = string.Join(" and ", Inputs.Select(shape => shape.ToString()));
        var classes = Classes is { } count ? $", {count} classes" : "";
        return $"{Network.Name}: an input of {inputs}{classes}, {CSharpText.Grouped(Network.Parameters)} parameters.";
    }

    private void WriteConstants(SourceText source, string file)
    {
        Constant(source, "The model's name.", "string", "Name", CSharpText.Literal(Network.Name));
        Constant(source, "The spec, as messages about it name it.", "string", "SpecFile", CSharpText.Literal(file));
        if (Classes is { } classes)
        {
            Constant(source, "How many classes it tells apart.", "int", "Classes", Number(classes));
        }

        Constant(source, "All weights, in number of values.", "long", "Parameters", Number(Network.Parameters));
        Constant(source, "The weights that training changes, in number of values.", "long", "TrainableParameters", Number(Network.TrainableParameters));
        Constant(source, "Floating-point operations of one sample's forward pass.", "long", "Flops", Number(Network.Flops));
    }

    private void WriteShapes(SourceText source)
    {
        if (Inputs is not [var input])
        {
            var shapes = string.Join(", ", Inputs.Select(ReadOnly));
            Property(source, "The shapes of its inputs, in order, channels last; -1 where a dimension is free.", $"global::System.Collections.Generic.IReadOnlyList<{Ints}>", "InputShapes", $"global::System.Array.AsReadOnly(new {Ints}[] {{ {shapes} }})");
            return;
        }

        if (input is { Rank: 3 })
        {
            Constant(source, "The height of its input in pixels; -1 where it is free.", "int", "InputHeight", Number(input[0] ?? -1));
            Constant(source, "The width of its input in pixels; -1 where it is free.", "int", "InputWidth", Number(input[1] ?? -1));
            Constant(source, "The channels of its input.", "int", "InputChannels", Number(input[2] ?? -1));
        }

        Property(source, "The shape of its input, channels last; -1 where a dimension is free.", Ints, "InputShape", ReadOnly(input));
    }

    private static void Constant(SourceText source, string summary, string type, string name, string value)
    {
        source.Line($"/// <summary>{summary}</summary>");
        source.Line($"public const {type} {name} = {value};");
    }

    private static void Property(SourceText source, string summary, string type, string name, string value)
    {
        source.Line();
        source.Line($"/// <summary>{summary}</summary>");
        source.Line($"public static {type} {name} {{ get; }} = {value};");
    }

    private static string ReadOnly(Shape shape)
    {
        var dimensions = shape.Dimensions.Select(dimension => Number(dimension ?? -1));
        return $"global::System.Array.AsReadOnly(new int[] {{ {string.Join(", ", dimensions)} }})";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
