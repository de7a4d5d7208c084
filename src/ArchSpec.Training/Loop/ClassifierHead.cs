using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Loop;

/// <summary>What a classifier ends in.</summary>
/// <param name="Outputs">The number of its outputs.</param>
/// <param name="End">What they end in.</param>
internal sealed record ClassifierHead(int Outputs, OutputEnd End)
{
    /// <summary>The head of a network.</summary>
    /// <exception cref="TrainingException">It is no classifier's.</exception>
    public static ClassifierHead Of(CompiledNetwork network)
    {
        if (network.Graph.Outputs is not [var output])
        {
            throw new TrainingException($"a classifier has one output, received {network.Graph.Outputs.Length}");
        }

        return network.Graph.Steps[output].Output is { Rank: 1 } shape
            ? new(shape.RequireChannels(), network.Ends[0])
            : throw new TrainingException($"a classifier's output is one row of values, received {network.Graph.Steps[output].Output}");
    }

    /// <summary>Refuses a loss that does not go with the head or with the number of the data's classes.</summary>
    /// <exception cref="TrainingException">It does not.</exception>
    public void Check(KerasObject loss, int classes)
    {
        CheckActivation(loss);
        if (Outputs == 1 && ClassCheck.IsBinary(loss) && classes != 2)
        {
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"{loss.Name} needs one output and two classes, received {Outputs} and {classes}"));
        }

        if (!ClassCheck.Fits(Outputs, loss, classes))
        {
            throw new TrainingException(string.Create(CultureInfo.InvariantCulture, $"the model has {Outputs} outputs and the data has {classes} classes; both must be alike"));
        }
    }

    private void CheckActivation(KerasObject loss)
    {
        var needed = loss.Type.Arguments.Contains(Losses.FromLogits) && loss.Get(Losses.FromLogits) ? (End.Activation is "softmax" or "sigmoid" ? "linear" : null)
            : ClassCheck.IsBinary(loss) ? (End.Kind == OutputKind.Sigmoid || (End.Kind == OutputKind.Softmax && Outputs > 1) ? null : "sigmoid")
            : ClassCheck.NeedsSoftmax(loss) && End.Kind != OutputKind.Softmax ? "softmax"
            : null;
        if (needed is not null)
        {
            throw new TrainingException($"{loss.Name}{(needed == "linear" ? " with from_logits: true" : "")} needs a model that ends in {needed}, received one that ends in {End.Text}");
        }
    }
}
