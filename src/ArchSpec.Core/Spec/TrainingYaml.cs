using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Writes <c>training:</c>, and reads it where it stands alone.</summary>
public static class TrainingYaml
{
    /// <summary>The key with all that it holds; reading it gives the same settings.</summary>
    public static string Write(TrainingOptions training)
    {
        var text = new StringBuilder("training:\n");
        Line(text, "loss", training.Loss.ToString());
        Line(text, "optimizer", training.Optimizer.ToString());
        Line(text, "batch_size", string.Create(CultureInfo.InvariantCulture, $"{training.BatchSize}"));
        Line(text, "epochs", string.Create(CultureInfo.InvariantCulture, $"{training.Epochs}"));
        Line(text, "validation_split", YamlText.Of(training.ValidationSplit));
        Line(text, "seed", string.Create(CultureInfo.InvariantCulture, $"{training.Seed}"));
        WriteOthers(text, training);
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="SpecException">The text is something else.</exception>
    public static TrainingOptions Read(string text, string shownAs)
    {
        var bag = new DiagnosticBag();
        var training = YamlFile.Parse(text, shownAs, bag) is YamlMap { Entries: [{ Key.Text: "training", Value: var map }] }
            ? TrainingReader.Read(map, bag)
            : null;
        bag.ThrowIfErrors();
        return training ?? new TrainingOptions();
    }

    // What is there only where a spec gives it.
    private static void WriteOthers(StringBuilder text, TrainingOptions training)
    {
        if (training.Precision != "float32")
        {
            Line(text, "precision", training.Precision);
        }

        if (training.SplitSeed is { } seed)
        {
            Line(text, "split_seed", string.Create(CultureInfo.InvariantCulture, $"{seed}"));
        }

        if (training.Fold is { } fold)
        {
            Line(text, "fold", $"{fold}");
        }

        if (training.EarlyStopping is { } stopping)
        {
            Line(text, "early_stopping", string.Create(CultureInfo.InvariantCulture, $"{{ monitor: {stopping.Monitor}, patience: {stopping.Patience}, min_delta: {YamlText.Of(stopping.MinDelta)}, restore_best_weights: {YamlText.Of(stopping.RestoreBestWeights)} }}"));
        }

        if (training.ReduceRateOnPlateau is { } plateau)
        {
            Line(text, "reduce_lr_on_plateau", string.Create(CultureInfo.InvariantCulture, $"{{ monitor: {plateau.Monitor}, factor: {YamlText.Of(plateau.Factor)}, patience: {plateau.Patience}, min_delta: {YamlText.Of(plateau.MinDelta)}, cooldown: {plateau.Cooldown}, min_lr: {YamlText.Of(plateau.MinRate)} }}"));
        }

        if (training.ClassWeight is { } weight)
        {
            Line(text, "class_weight", weight.Weights is { } weights ? Map(weights.Select(pair => (pair.Key, pair.Value))) : "balanced");
        }

        if (training.RateMultipliers is { IsEmpty: false } multipliers)
        {
            Line(text, "learning_rate_multipliers", Map(multipliers.Select(multiplier => (multiplier.Layers.Text, multiplier.Factor))));
        }
    }

    private static void Line(StringBuilder text, string key, string value) => text.Append(CultureInfo.InvariantCulture, $"  {key}: {value}\n");

    private static string Map(IEnumerable<(string Name, double Value)> entries) =>
        $"{{ {string.Join(", ", entries.Select(entry => $"{YamlText.Of(entry.Name)}: {YamlText.Of(entry.Value)}"))} }}";
}
