using System.Collections.Immutable;
using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Yaml;

namespace ArchSpec.Keras;

/// <summary>Reads what <c>model.to_json()</c> of Keras writes as a network.</summary>
/// <param name="registry">The layer types that there are.</param>
/// <param name="blocks">What stands for the classes of the model's author, by name.</param>
public sealed class KerasImport(LayerRegistry registry, IReadOnlyDictionary<string, BlockDefinition> blocks)
{
    /// <summary>Reads a model.</summary>
    /// <param name="json">The text in UTF-8.</param>
    /// <param name="file">How messages name the file.</param>
    /// <param name="bag">Receives every problem, with its place in the JSON.</param>
    /// <returns>The network with Keras's names; null where it has errors.</returns>
    public Network? Read(byte[] json, string file, DiagnosticBag bag)
    {
        if (JsonText.Parse(json, file, bag) is not { } root || new KerasModelReader(bag).Read(root) is not { } model || bag.HasErrors)
        {
            return null;
        }

        if (Document(model, KerasRange.Read(root), file, root.Span, bag) is not { } document || NetworkBuilder.Build(document, registry, bag) is not { } network)
        {
            return null;
        }

        CountNames(network);
        return network;
    }

    private SpecDocument? Document(KerasModel model, PixelRange range, string file, SourceSpan span, DiagnosticBag bag)
    {
        if (model.Layers.TrueForAll(layer => layer.IsInput))
        {
            bag.Add(SpecErrors.NoLayersInside(span, model.Kind.ToString()));
            return null;
        }

        var entries = new KerasEntries(registry, blocks, bag);
        var document = new SpecDocument
        {
            File = file,
            FullPath = file,
            Text = "",
            Name = model.Name,
            Kind = model.Kind,
            Inputs = KerasRange.Of(entries.InputsOf(model), range),
            Layers = entries.LayersOf(model),
            Outputs = KerasEntries.OutputsOf(model),
            Blocks = blocks.ToImmutableDictionary(),
            TriesInput = true,
            TriesLayers = true,
        };
        if (document.Inputs.IsEmpty && !bag.HasErrors)
        {
            bag.Add(KerasErrors.NotBuilt(span, "config.layers"));
        }

        return document.Inputs.IsEmpty ? null : document;
    }

    // Which of Keras's names were counted, nobody can know: all that could have been. A spec says those that its own count does not give.
    private static void CountNames(Network network)
    {
        foreach (var layer in network.Layers)
        {
            layer.HasAutomaticName |= !(layer.IsInput && network.Kind == ModelKind.Sequential) || AutoNames.IsAutomatic("InputLayer", layer.Name);
            if (layer.IsModel)
            {
                CountNames(layer.Body!);
            }
        }
    }
}
