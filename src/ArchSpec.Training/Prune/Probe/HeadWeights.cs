using ArchSpec.Graph;
using ArchSpec.Plugins.Layers;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Prune.Parts;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune.Probe;

/// <summary>
/// The weights of a network that was cut: those of before where they fit, new ones where they do not. Tensors belong to the dispose scope
/// of the caller.
/// </summary>
internal sealed class HeadWeights
{
    private readonly Dictionary<string, Tensor> _values;
    private readonly Network _network;
    private readonly IReadOnlyList<OutputEnd> _ends;

    /// <param name="before">The network as it was.</param>
    /// <param name="cut">Where it was cut.</param>
    /// <param name="small">What is left, with new weights everywhere.</param>
    /// <exception cref="PruneException">It is not what is left.</exception>
    public HeadWeights(CompiledNetwork before, StageCut cut, CompiledNetwork small)
    {
        (_network, _ends) = (small.Network, small.Ends);
        _values = Weights.NetworkWeights.Copy(small).ToDictionary(pair => pair.Name, pair => pair.Values);
        var fresh = new List<string>();
        foreach (var (old, path, layer) in KeptLayers.Pair(before, cut.Gone, small.Network))
        {
            if (Fits(old, path))
            {
                Take(old, path);
            }
            else if (cut.Front.Contains(old.Layer))
            {
                throw new PruneException($"the new spec changes the weights of '{path}', which is in front of the cut, and nothing has been written");
            }
            else
            {
                fresh.Add(path);
            }
        }

        Fresh = fresh;
    }

    /// <summary>The layers whose weights are new.</summary>
    public IReadOnlyList<string> Fresh { get; private set; }

    /// <summary>All of them, in Keras's layout.</summary>
    public IReadOnlyList<(string Name, Tensor Values)> All => [.. _values.Select(pair => (pair.Key, pair.Value))];

    /// <summary>Makes a head of a global average and one dense layer with a softmax the probe's, which is of the same form.</summary>
    /// <returns>Whether the head has that form.</returns>
    public bool StartFrom(TruncationPoint point)
    {
        var (rows, labels) = (point.Channels + 1, point.Solution.Count / (point.Channels + 1));
        if (LinearHead() is not { } dense || dense.Weights.FirstOrDefault(weight => weight.Name == "bias") is not { } bias || bias.Count != labels)
        {
            return false;
        }

        var solution = tensor(point.Solution.ToArray()).reshape(rows, labels).Times(point.Sharpness).to(ScalarType.Float32);
        _values[$"{dense.Name}/kernel"] = solution.narrow(0, 0, point.Channels);
        _values[$"{dense.Name}/bias"] = solution.narrow(0, point.Channels, 1).reshape(labels);
        Fresh = [dense.Name];
        return true;
    }

    private bool Fits(CompiledLayer old, string path) =>
        old.Layer.Weights.All(weight => _values.TryGetValue($"{path}/{weight.Name}", out var values) && values.shape.SequenceEqual(weight.Shape.Select(size => (long)size)));

    private void Take(CompiledLayer old, string path)
    {
        foreach (var weight in old.Layer.Weights)
        {
            _values[$"{path}/{weight.Name}"] = old.ToKeras(weight.Name);
        }
    }

    // GlobalAveragePooling2D, then one Dense and a softmax, and layers that change nothing where the network is used.
    private LayerInstance? LinearHead()
    {
        if (_ends is not [{ Kind: OutputKind.Softmax }] || StageEnds.Of(_network).Head is not { Node.Layer.Layer: GlobalAveragePooling2D, Connection.Shape.Rank: 1 } head)
        {
            return null;
        }

        var (at, activations, dense) = (head.Connection, 0, (LayerInstance?)null);
        foreach (var node in _network.Nodes.Skip(head.Place + 1))
        {
            if (node.Inputs is not [var input] || input != at || node.Layer.Layer is not (Dense or Dropout or Reshape or Flatten or Identity or ActivationLayer or Softmax)
                || (node.Layer.Layer is Dense && dense is not null))
            {
                return null;
            }

            at = new Connection(node, 0);
            dense ??= node.Layer.Layer is Dense ? node.Layer : null;
            activations += node.Layer.Layer.Activation is { } activation && node.Layer.Arguments.Get(activation).Name != "linear" ? 1 : 0;
        }

        return _network.Outputs[0] == at && activations == 1 ? dense : null;
    }
}
