using System.Globalization;
using ArchSpec.Training.Loop;
using ArchSpec.Training.Weights;
using static TorchSharp.torch;

namespace ArchSpec.Training.Checkpoints;

/// <summary>The tensors of a training under way, under the names that they have in a checkpoint.</summary>
internal static class AttemptTensors
{
    private const string Weights = "weights/";
    private const string Best = "best/";
    private const string Optimizer = "optimizer/";

    /// <summary>Copies on the CPU, in the dispose scope of the caller.</summary>
    public static IReadOnlyList<(string Name, Tensor Values)> Of(TrainingAttempt attempt) =>
    [
        .. NetworkWeights.Copy(attempt.Network).Select(weight => (Weights + weight.Name, weight.Values)),
        .. (attempt.BestWeights?.Named ?? []).Select(weight => (Best + weight.Name, weight.Values.cpu())),
        .. attempt.Optimizer.State.Select((values, index) => (string.Create(CultureInfo.InvariantCulture, $"{Optimizer}{index}"), values.cpu())),
        .. RandomState.Of(attempt.Network),
    ];

    /// <summary>Sets all that <see cref="Of"/> gave.</summary>
    /// <exception cref="WeightsException">They are those of another model.</exception>
    public static void Restore(TrainingAttempt attempt, IReadOnlyDictionary<string, Tensor> tensors, string from)
    {
        using var quiet = no_grad();
        if (Under(Best, tensors) is { Count: > 0 } best)
        {
            NetworkWeights.Load(attempt.Network, best, from);
            attempt.KeepBest();
        }

        NetworkWeights.Load(attempt.Network, Under(Weights, tensors), from);
        Check(attempt, tensors, from);
        foreach (var (index, state) in attempt.Optimizer.State.Index())
        {
            state.copy_(tensors[string.Create(CultureInfo.InvariantCulture, $"{Optimizer}{index}")]);
        }

        RandomState.Restore(attempt.Network, tensors);
    }

    // The optimizer and the layers that draw random numbers may have been changed in spec.yaml.
    private static void Check(TrainingAttempt attempt, IReadOnlyDictionary<string, Tensor> tensors, string from)
    {
        using var scope = NewDisposeScope();
        var expected = attempt.Optimizer.State.Select((values, index) => (string.Create(CultureInfo.InvariantCulture, $"{Optimizer}{index}"), values)).Concat(RandomState.Of(attempt.Network)).ToList();
        var kept = tensors.Keys.Count(name => !name.StartsWith(Weights, StringComparison.Ordinal) && !name.StartsWith(Best, StringComparison.Ordinal));
        if (kept != expected.Count || !expected.TrueForAll(pair => tensors.TryGetValue(pair.Item1, out var values) && values.shape.SequenceEqual(pair.Item2.shape)))
        {
            throw new WeightsException($"{from}: this checkpoint is not of this model and optimizer; a run goes on with the spec.yaml that it began with");
        }
    }

    private static Dictionary<string, Tensor> Under(string prefix, IReadOnlyDictionary<string, Tensor> tensors) => tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value);
}
