using System.Globalization;
using ArchSpec.Spec;

namespace ArchSpec.Training.Sessions;

/// <summary>One run of a series.</summary>
/// <param name="Name">What it differs in, such as <c>fold 2/5</c> or <c>batch_size=64</c>.</param>
/// <param name="Folder">The name of its run folder.</param>
/// <param name="Training">How it trains.</param>
public sealed record SeriesMember(string Name, string Folder, TrainingOptions Training)
{
    /// <summary>The folds of a cross-validation: each holds out another part of the images.</summary>
    public static IReadOnlyList<SeriesMember> Folds(TrainingOptions training, int folds) =>
        [.. Enumerable.Range(1, folds).Select(number => new Fold(number, folds)).Select(fold => new SeriesMember(
            $"fold {fold}", string.Create(CultureInfo.InvariantCulture, $"fold-{fold.Number}"), training with { Fold = fold, SplitSeed = training.SplitSeed ?? training.Seed }))];

    /// <summary>Trainings that differ in their seed alone, and are judged by the same images.</summary>
    public static IReadOnlyList<SeriesMember> Repeats(TrainingOptions training, int times) =>
        [.. Enumerable.Range(training.Seed, times).Select(seed => new SeriesMember(
            string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), string.Create(CultureInfo.InvariantCulture, $"seed-{seed}"), training with { Seed = seed, SplitSeed = training.SplitSeed ?? training.Seed }))];

    /// <summary>Every combination of some settings' values, the last setting changing first.</summary>
    /// <param name="training">What the values take the place in.</param>
    /// <param name="settings">For each setting its values.</param>
    /// <param name="apply">Puts values into settings.</param>
    public static IReadOnlyList<SeriesMember> Grid(
        TrainingOptions training, IReadOnlyList<IReadOnlyList<TrainingSetting>> settings, Func<TrainingOptions, IEnumerable<TrainingSetting>, TrainingOptions> apply)
    {
        IEnumerable<TrainingSetting[]> points = [[]];
        foreach (var values in settings)
        {
            points = points.SelectMany(_ => values, (point, value) => (TrainingSetting[])[.. point, value]);
        }

        return [.. points.Select((point, index) => new SeriesMember(
            string.Join(", ", point.Select(setting => $"{setting.Path[^1]}={setting.Value}")), string.Create(CultureInfo.InvariantCulture, $"point-{index + 1:000}"), apply(training, point)))];
    }
}
