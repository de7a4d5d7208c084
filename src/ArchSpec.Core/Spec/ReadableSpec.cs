using System.Globalization;
using System.Text;
using ArchSpec.Graph;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>
/// Writes a network as a person would have written its spec: no default, no name that is counted, no inputs where a layer takes the
/// one above it. Reading it gives the same network again. <see cref="SpecWriter"/> is for programs: it writes everything.
/// </summary>
public static class ReadableSpec
{
    /// <summary>The spec's text.</summary>
    /// <param name="network">What to write. Names that its layers could have been counted to may be left out.</param>
    /// <param name="includes">The files that declare its blocks, relative to the spec.</param>
    public static string Write(Network network, IReadOnlyList<string> includes)
    {
        var (text, names) = (new StringBuilder("archspec: 1\n"), new NodeNames(network));
        text.Append(names.IsUnsaid(network) ? "" : $"name: {YamlText.Word(network.Name)}\n");
        text.Append(network.Kind == ModelKind.Sequential ? "model: sequential\n" : "");
        text.Append(includes switch
        {
            [] => "",
            [var only] => $"include: {YamlText.Word(only)}\n",
            _ => string.Create(CultureInfo.InvariantCulture, $"include: [{string.Join(", ", includes.Select(YamlText.Word))}]\n"),
        });
        new ReadableLayers(text, names, "").Write(network, isInside: false);
        return text.ToString();
    }
}
