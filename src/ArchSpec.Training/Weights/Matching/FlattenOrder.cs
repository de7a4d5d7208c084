using ArchSpec.Graph;
using static TorchSharp.torch;

namespace ArchSpec.Training.Weights.Matching;

/// <summary>
/// PyTorch flattens C × H × W, Keras H × W × C. So the rows of a dense layer behind a flattened image come in another order, as do the
/// weights of a normalisation in between. This follows the order through the graph, from where an image becomes a row to the next
/// layer that mixes its values.
/// </summary>
internal sealed class FlattenOrder
{
    private readonly Dictionary<LayerInstance, int[]> _orders = [];

    private FlattenOrder()
    {
    }

    /// <summary>Finds the layers whose inputs are in another order in PyTorch.</summary>
    public static FlattenOrder Of(FlatGraph graph)
    {
        var found = new FlattenOrder();
        var orders = new int[graph.Steps.Length][];
        foreach (var step in graph.Steps.Where(step => step.Inputs.Length > 0))
        {
            if (orders[step.Inputs[0]] is { } order)
            {
                found._orders[step.Layer] = order;
            }

            orders[step.Index] = After(step, graph, orders)!;
        }

        return found;
    }

    /// <summary>A weight with its rows in Keras's order.</summary>
    public Tensor ToKeras(WeightSlot slot, Tensor keras)
    {
        // A row's positions are the only axis of a normalisation's weights, and the first of a dense kernel's.
        var counts = slot.Weight.Shape is [_, _] || !slot.Layer.Layer.Weights.Any(weight => weight.Shape.Length > 1);
        if (!_orders.TryGetValue(slot.Layer.Layer, out var order) || !counts || keras.dim() == 0 || keras.shape[0] != order.Length)
        {
            return keras;
        }

        using var index = tensor(order.Select(place => (long)place).ToArray());
        return keras.index_select(0, index);
    }

    // For each position in Keras's row, where its value stands in PyTorch's; null where both are alike.
    private static int[]? After(FlatStep step, FlatGraph graph, int[][] orders)
    {
        var inputs = step.Inputs.Select(input => graph.Steps[input].Output).ToList();
        if (step.Output.Rank != 1)
        {
            return null;
        }

        if (inputs is [{ Rank: 3, Size: { } size } image] && step.Output.Size == size)
        {
            return Flattened(image[0]!.Value, image[1]!.Value, image[2]!.Value);
        }

        return step.Inputs.All(input => orders[input] is null) ? null : Passed(step, inputs.Select(input => (int)(input.Size ?? 0)), orders);
    }

    private static int[] Flattened(int height, int width, int channels)
    {
        var order = new int[height * width * channels];
        for (var at = 0; at < order.Length; at++)
        {
            var (pixel, channel) = (at / channels, at % channels);
            order[at] = (channel * height * width) + pixel;
        }

        return order;
    }

    // What works on each value alone passes the order on, and so does what puts rows one behind another.
    private static int[]? Passed(FlatStep step, IEnumerable<int> sizes, int[][] orders)
    {
        var mixes = step.Layer.Weights.Any(weight => weight.Shape.Length > 1);
        var first = step.Inputs.Select(input => orders[input]).First(order => order is not null);
        if (mixes)
        {
            return null;
        }

        if (step.Output.Size == first.Length)
        {
            return first;
        }

        var offset = 0;
        List<int> joined = [];
        foreach (var (input, size) in step.Inputs.Zip(sizes))
        {
            joined.AddRange((orders[input] ?? Enumerable.Range(0, size)).Select(place => place + offset));
            offset += size;
        }

        return step.Output.Size == joined.Count ? [.. joined] : null;
    }
}
