using System.Globalization;
using System.Text;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Writes the parts of <c>training:</c> that are there only where a spec gives them.</summary>
internal static class TrainingWriter
{
    public static void WriteWatchers(StringBuilder text, TrainingOptions training)
    {
        if (training.SplitSeed is { } seed)
        {
            Line(text, "split_seed", $"{seed}");
        }

        if (training.Fold is { } fold)
        {
            Line(text, "fold", $"{fold}");
        }

        if (training.EarlyStopping is { } stopping)
        {
            Line(text, "early_stopping", $"{{ monitor: {stopping.Monitor}, patience: {stopping.Patience}, min_delta: {YamlText.Of(stopping.MinDelta)}, restore_best_weights: {YamlText.Of(stopping.RestoreBestWeights)} }}");
        }

        if (training.ReduceRateOnPlateau is { } plateau)
        {
            Line(text, "reduce_lr_on_plateau", $"{{ monitor: {plateau.Monitor}, factor: {YamlText.Of(plateau.Factor)}, patience: {plateau.Patience}, min_delta: {YamlText.Of(plateau.MinDelta)}, cooldown: {plateau.Cooldown}, min_lr: {YamlText.Of(plateau.MinRate)} }}");
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
