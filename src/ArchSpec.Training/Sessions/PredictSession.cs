using System.Globalization;
using ArchSpec.Graph;
using ArchSpec.Layers;
using ArchSpec.Training.Compile;
using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Metrics;
using static TorchSharp.torch;

namespace ArchSpec.Training.Sessions;

/// <summary>What a model makes of one picture.</summary>
/// <param name="Path">The file, as it was given.</param>
/// <param name="Probabilities">By class; empty for a bad picture.</param>
/// <param name="Reason">Why the picture cannot be used, or null.</param>
public sealed record Prediction(string Path, float[] Probabilities, string? Reason);

/// <summary>A model that says which classes pictures are of.</summary>
public sealed class PredictSession : IDisposable
{
    private readonly LoadedModel _model;
    private readonly Loss _loss;
    private readonly ImageShape _shape;

    private PredictSession(LoadedModel model, Loss loss, IReadOnlyList<string> classNames)
    {
        (_model, _loss, ClassNames) = (model, loss, classNames);
        _shape = LoadedModel.ShapeOf(model.Network.Network);
        _model.Network.eval();
    }

    /// <summary>In the order of the model's outputs.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>False where the values only rank the classes; see <see cref="Probabilities.AreTrained"/>.</summary>
    public bool HasProbabilities => _loss.GivesProbabilities;

    /// <summary>What the model ends in.</summary>
    public string Activation { get; private init; } = "";

    /// <summary>Opens a model.</summary>
    /// <param name="network">The model.</param>
    /// <param name="weights">Its weights file.</param>
    /// <param name="lossType">What it was trained by: says what outputs without a softmax or sigmoid mean.</param>
    /// <param name="classNames">The names of the classes; null for those in the weights file, or else numbers from 0.</param>
    /// <param name="options">Device, libtorch.</param>
    /// <exception cref="TrainingException">The network is no classifier of photographs, or has another number of classes.</exception>
    public static PredictSession Open(
        Network network, string weights, KerasObject lossType, IReadOnlyList<string>? classNames, SessionOptions options)
    {
        LoadedModel.ShapeOf(network);
        var model = LoadedModel.Open(network, weights, options);
        try
        {
            var head = ClassifierHead.Of(model.Network);
            var classes = head.Outputs == 1 ? 2 : head.Outputs;
            var names = classNames ?? model.Classes ?? [.. Enumerable.Range(0, classes).Select(label => string.Create(CultureInfo.InvariantCulture, $"{label}"))];
            Sessions.ClassNames.Check(network.Name, head.Outputs, names, classNames is null ? weights : "--classes");
            return new PredictSession(model, new OutputLoss(lossType, head.Outputs, head.End.Kind), names) { Activation = head.End.Text };
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model, while the pictures that come next are decoded. Memory does not grow with their number.</summary>
    /// <param name="files">The pictures.</param>
    /// <param name="batchSize">Pictures for each step, at least 1.</param>
    /// <returns>One for each file, in their order.</returns>
    public IEnumerable<Prediction> Run(IReadOnlyList<string> files, int batchSize = 32)
    {
        foreach (var batch in new PictureStream(files, _shape, batchSize).Batches())
        {
            var rows = Probabilities(batch.Images);
            for (var i = 0; i < batch.Images.Count; i++)
            {
                var reason = batch.Reasons[i];
                yield return new Prediction(files[batch.Images.Indexes[i]], reason is null ? rows.Of(i).ToArray() : [], reason);
            }
        }
    }

    /// <summary>The most probable class of a prediction; null for a picture that could not be used.</summary>
    public string? ClassOf(Prediction prediction) =>
        prediction.Reason is null ? ClassNames[Ranking.Top(prediction.Probabilities, 1)[0]] : null;

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    private Probabilities Probabilities(ImageBatch images)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var outputs = _model.Network.Run([ImageTensors.Of(images, _shape, _model.Network.Network.Range, _model.Device)])[0];
        return new Probabilities(_loss.Probabilities(outputs).cpu().data<float>().ToArray(), ClassNames.Count, HasProbabilities);
    }
}
