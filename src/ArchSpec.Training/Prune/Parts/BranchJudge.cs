using System.Collections.Immutable;
using ArchSpec.Graph;
using ArchSpec.Plugins.Layers;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Judges whether a branch of a concatenation is of use: one whose every channel may go is none.</summary>
/// <param name="map">The channels, without pins for numbers that cannot be rewritten: those of a layer that goes need not be.</param>
/// <param name="figures">What the channels of each tensor did where it is mixed.</param>
/// <param name="judge">Judges a class over the same map.</param>
internal sealed class BranchJudge(ChannelMap map, IReadOnlyDictionary<int, TensorFigures> figures, ClassJudge judge)
{
    /// <summary>Whether a step joins several inputs along the channels.</summary>
    public static bool IsConcatenation(FlatStep step, ChannelMap map) => step.Layer.Layer is Concatenate && step.Inputs.Length > 1
        && map.Channels[step.Index].Length == step.Inputs.Sum(input => map.Channels[input].Length);

    /// <summary>Judges an input by all calls of the concatenation.</summary>
    /// <returns>Null where the channels had better be judged one by one.</returns>
    public InputVerdict? Judge(IReadOnlyList<FlatStep> calls, int input)
    {
        var classes = calls.SelectMany(call => map.Channels[call.Inputs[input]]).Distinct().ToImmutableArray();
        var verdicts = classes.Select(judge.Judge).ToList();
        if (!verdicts.TrueForAll(verdict => verdict is { Goes: true }) || classes.Any(IsConstant))
        {
            return null;
        }

        var width = map.Channels[calls[0].Inputs[input]].Length;
        var dead = classes.Where(IsDead).ToList();
        return dead.Count == classes.Length
            ? new InputVerdict(true, width == 1 ? $"its only channel {verdicts[0]!.Reason}" : $"none of its {width} channels {Ever(verdicts[0]!.Reason)}", true, classes)
            : new InputVerdict(true, $"its {width} channels hardly ever fired", false, classes);
    }

    // "never fired on 300 images: …" of one channel is "ever fired on 300 images: …" of none.
    private static string Ever(string reason) => reason.StartsWith('n') ? reason[1..] : reason;

    private bool IsDead(int name) => EdgesOf(name).All(edge => figures[edge.Source].Channels[name].Largest == 0);

    // What biases take in goes channel by channel.
    private bool IsConstant(int name) => EdgesOf(name).Any(edge => judge.Constants.Has(edge, name));

    private IEnumerable<MixingEdge> EdgesOf(int name) => map.Edges.Where(edge => map.Channels[edge.Source].Contains(name));
}
