using ArchSpec.Graph;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Rewrite;

/// <summary>Says in a spec what its pixels are, where that followed from published weights that it is to name no longer.</summary>
public static class ImpliedRange
{
    /// <summary>What its input becomes; null where the spec says it already.</summary>
    /// <param name="document">The spec as read.</param>
    /// <param name="network">Its network.</param>
    public static SpecEdit? Edit(SpecDocument document, Network network)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(network);
        if (!network.IsRangeImplied || document.Chain().FirstOrDefault(file => !file.Inputs.IsEmpty) is not { } home)
        {
            return null;
        }

        var declared = home.Root!.Find("input") ?? ((YamlMap)home.Root.Find("inputs")!).Entries[0].Value;
        var text = new YamlLayout(home.Text);
        return new SpecEdit(text.Place(declared) with { End = text.End(declared) }, InputText.Of(network.Inputs[0].Shape, network.Range));
    }
}
