using ArchSpec.Diagnostics;

namespace ArchSpec.Keras;

/// <summary>
/// Names of layers, which in Keras 2 could have a <c>/</c>: those of DenseNet were <c>conv1/conv</c>. In a spec it divides the parts of a
/// path, so that <c>_</c> stands there, as in Keras 3's own names for them.
/// </summary>
public static class KerasNames
{
    /// <summary>A layer's name as a spec has it.</summary>
    public static string InSpec(string name) => name.Replace('/', '_');

    /// <summary>Tells which names a model has in other words; the first of them stands for all.</summary>
    internal static void Tell(KerasModel model, DiagnosticBag bag)
    {
        var changed = All(model).Where(layer => layer.GivenName.Contains('/', StringComparison.Ordinal)).ToList();
        if (changed is [var first, ..])
        {
            bag.Add(KerasErrors.LeftOut(first.Span, first.Place, $"the '/' of its name '{first.GivenName}' is '_' in the spec{(changed.Count == 1 ? "" : $", and so it is in the names of {changed.Count - 1} others")}; weights are matched by the same rule"));
        }
    }

    private static IEnumerable<KerasLayer> All(KerasModel model) => model.Layers.SelectMany(layer => layer.Model is { } inner ? All(inner).Prepend(layer) : [layer]);
}
