using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>An optimizer's step size: a number, or a schedule that makes one of the number of steps so far.</summary>
/// <param name="Value">The number; without meaning where there is a schedule.</param>
/// <param name="Schedule">One of <see cref="Schedules"/>, or null.</param>
public sealed record LearningRate(double Value, KerasObject? Schedule = null);
