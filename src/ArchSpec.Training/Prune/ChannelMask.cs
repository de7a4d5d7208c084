using ArchSpec.Graph;
using ArchSpec.Plugins.Torch;
using ArchSpec.Training.Compile;
using static TorchSharp.torch;

namespace ArchSpec.Training.Prune;

/// <summary>
/// Replaces channels by 0, or by their constant, where they are consumed, which leaves the network its shape: what a pruned one must
/// equal.
/// </summary>
internal static class ChannelMask
{
    /// <summary>From now on, every layer that mixes channels takes those that go as what they are replaced by.</summary>
    public static void Apply(CompiledNetwork network, PrunePlan plan)
    {
        var edges = plan.Map.Edges.Where(edge => plan.Touches(edge.Source)).Select(edge => (edge.Step.Index, edge.Source)).ToHashSet();
        network.Substitute = (step, taken) =>
        {
            foreach (var (input, source) in step.Inputs.Index().Where(pair => edges.Contains((step.Index, pair.Item))))
            {
                taken[input] = Replaced(taken[input], plan, source);
            }
        };
    }

    private static Tensor Replaced(Tensor x, PrunePlan plan, int source)
    {
        var positions = plan.Map.Channels[source];
        var stays = tensor(positions.Select(name => !plan.RemovedClasses.Contains(name)).ToArray());
        var instead = tensor(plan.Constants.GetValueOrDefault(source)?.ToArray() ?? new double[positions.Length]);
        return where(Along(stays, x), x, Along(instead.to(x.dtype), x));
    }

    private static Tensor Along(Tensor values, Tensor x) => TorchAxes.Along(values.to(x.device), TorchAxes.Of(-1, (int)x.dim()), (int)x.dim());
}
