using ArchSpec.Diagnostics;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Training.Loop;

/// <summary>Whether a model can tell the classes of the data, which is known before any image is decoded.</summary>
internal static class ClassCheck
{
    /// <summary>Refuses a model that does not return one value for each class.</summary>
    /// <exception cref="SpecException">It does not; the message points to the layer in the spec.</exception>
    public static void Check(Network network, KerasObject loss, int classes)
    {
        if (ClassifierEnd.NotOneRow(network, Severity.Error) is { } notOneRow)
        {
            throw new SpecException([notOneRow]);
        }

        // Several outputs, or an output of no known size, are refused where the loss is made.
        if (network.Outputs is [{ Shape: { Rank: 1, Size: not null } shape }] && !Fits(shape.RequireChannels(), loss, classes))
        {
            throw new SpecException([ClassifierEnd.WrongCount(network, classes)]);
        }
    }

    /// <summary>Whether a number of outputs goes with a number of classes: both are alike, or one output tells two classes apart.</summary>
    public static bool Fits(int outputs, KerasObject loss, int classes) =>
        outputs == classes || (outputs == 1 && classes == 2 && !NeedsSoftmax(loss) && loss.Type != Losses.CategoricalHinge);

    /// <summary>Whether a loss is computed from the logarithms of probabilities that sum to 1.</summary>
    public static bool NeedsSoftmax(KerasObject loss) =>
        loss.Type == Losses.KlDivergence || (loss.Name.EndsWith("crossentropy", StringComparison.Ordinal) && !IsBinary(loss));

    /// <summary>Whether a loss takes each value as an answer of its own.</summary>
    public static bool IsBinary(KerasObject loss) => loss.Name.StartsWith("binary", StringComparison.Ordinal);
}
