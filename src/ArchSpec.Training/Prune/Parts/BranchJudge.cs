using System.Collections.Immutable;
using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Plugins.Layers;

namespace ArchSpec.Training.Prune.Parts;

/// <summary>Judges whether a branch of a concatenation is of use: one whose every channel may go is none.</summary>
/// <param name="map">The channels, without pins for numbers that cannot be rewritten: those of a layer that goes need not be.</param>
/// <param name="figures">What the channels of each tensor did where it is mixed.</param>
/// <param name="judge">Judges a class over the same map.</param>
internal sealed class BranchJudge(ChannelMap map, IReadOnlyDictionary<int, TensorFigures> figures, ClassJudge judge)
{
    /// <summary>The channels that are constants.</summary>
    public EdgeConstants Constants => judge.Constants;

    /// <summary>Whether a step joins several inputs along the channels.</summary>
    public static bool IsConcatenation(FlatStep step, ChannelMap map) => step.Layer.Layer is Concatenate && step.Inputs.Length > 1
        && map.Channels[step.Index].Length == step.Inputs.Sum(input => map.Channels[input].Length);

    /// <summary>Judges an input by all calls of the concatenation.</summary>
    /// <returns>Null where the channels had better be judged one by one.</returns>
    public InputVerdict? Judge(IReadOnlyList<FlatStep> calls, int input)
    {
        var classes = calls.SelectMany(call => map.Channels[call.Inputs[input]]).Distinct().ToImmutableArray();
        var verdicts = classes.Select(judge.Judge).ToList();
        if (!verdicts.TrueForAll(verdict => verdict is { Goes: true }))
        {
            return null;
        }

        var width = map.Channels[calls[0].Inputs[input]].Length;
        // What the weights certify of some, and the data says of others, is said as of these.
        var first = verdicts.Find(verdict => !verdict!.Certified) ?? verdicts[0]!;
        return new InputVerdict(true, Reason(classes, first, width), !classes.Any(name => EdgesOf(name).Any(edge => !IsSteady(edge, name))), classes);
    }

    private string Reason(ImmutableArray<int> classes, ClassVerdict first, int width)
    {
        var steady = classes.Count(name => EdgesOf(name).All(edge => IsSteady(edge, name)));
        var dead = classes.Count(name => EdgesOf(name).All(edge => figures[edge.Source].Channels[name].Largest == 0));
        return dead == classes.Length ? width == 1 ? $"its only channel {first.Reason}" : string.Create(CultureInfo.InvariantCulture, $"none of its {width} channels {Ever(first.Reason)}")
            : steady == classes.Length ? string.Create(CultureInfo.InvariantCulture, $"its {width} channels never change: what they add is folded into biases")
            : string.Create(CultureInfo.InvariantCulture, $"its {width} channels hardly ever fired");
    }

    private IEnumerable<MixingEdge> EdgesOf(int name) => map.Edges.Where(edge => map.Channels[edge.Source].Contains(name));

    private bool IsSteady(MixingEdge edge, int name) => figures[edge.Source].Channels[name].Largest == 0 || judge.Constants.Has(edge, name);

    // "never fired on 300 images: …" of one channel is "ever fired on 300 images: …" of none.
    private static string Ever(string reason) => (reason.StartsWith('n') ? reason[1..] : reason).Replace("its weights let it fire", "their weights let them fire", StringComparison.Ordinal);
}
