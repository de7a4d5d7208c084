using ArchSpec.Training.Compile;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Training.Prune;

/// <summary>What every step of a pruning needs.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Target">What smaller models are read with.</param>
/// <param name="Data">The images.</param>
/// <param name="Say">Takes lines for the person.</param>
/// <param name="Stop">Ends it.</param>
internal sealed record PruneWork(PruneRequest Request, PruneTarget Target, PruneData Data, Action<string> Say, CancellationToken Stop)
{
    /// <summary>Evaluates a model with the spec's loss.</summary>
    public Evaluator EvaluatorOf(CompiledNetwork network) =>
        new(network, Loss.For(Request.Document.Training.Loss, network, Data.Classes.Count), Request.BatchSize, Target.Device);

    /// <summary>Measures a model's channels.</summary>
    public Measurement Measure(PruneDraft draft) => Measurement.Of(draft, EvaluatorOf(draft.Compiled), Data.Measured);

    /// <summary>A model's size, and its accuracy on the images that the report is of.</summary>
    public ModelFigures FiguresOf(CompiledNetwork network) => ModelFigures.Of(network.Network, EvaluatorOf(network).Run(Data.Final));
}
