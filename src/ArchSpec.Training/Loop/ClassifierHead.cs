using System.Globalization;
using ArchSpec.Layers;
using ArchSpec.Spec;
using ArchSpec.Training.Compile;

namespace ArchSpec.Training.Loop;

/// <summary>What a classifier ends in.</summary>
/// <param name="Outputs">The number of its outputs.</param>
/// <param name="Activation">The last activation; <c>linear</c> for none.</param>
/// <param name="HasLogits">Whether the network can be run without the last activation.</param>
internal sealed record ClassifierHead(int Outputs, string Activation, bool HasLogits)
{
    /// <summary>The head of a network.</summary>
    /// <exception cref="TrainingException">It is no classifier's.</exception>
    public static ClassifierHead Of(CompiledNetwork network)
    {
        if (network.Graph.Outputs is not [var output])
        {
            throw new TrainingException($"a classifier has one output, received {network.Graph.Outputs.Length}");
        }

        var last = network.Graph.Steps[output];
        var outputs = last.Output is { Rank: 1 } shape ? shape.RequireChannels() : throw new TrainingException($"a classifier's output is one row of values, received {last.Output}");
        return last.Layer.TypeName == "Softmax" ? new(outputs, "softmax", false) : new(outputs, network.HeadActivation, true);
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
        if (loss.Type.Arguments.Contains(Losses.FromLogits) && loss.Get(Losses.FromLogits))
        {
            if (Activation is "softmax" or "sigmoid")
            {
                throw new TrainingException($"{loss.Name} with from_logits: true needs a model that ends in linear, received one that ends in {Activation}");
            }
        }
        else if (ClassCheck.IsBinary(loss) && Activation != "sigmoid" && (Activation != "softmax" || Outputs == 1))
        {
            throw new TrainingException($"{loss.Name} needs a model that ends in sigmoid, received one that ends in {Activation}");
        }
        else if (ClassCheck.NeedsSoftmax(loss) && Activation != "softmax")
        {
            throw new TrainingException($"{loss.Name} needs a model that ends in softmax, received one that ends in {Activation}");
        }
    }
}
