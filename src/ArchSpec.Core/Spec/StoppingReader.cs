using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads what watches a figure over the epochs: <c>early_stopping:</c> and <c>reduce_lr_on_plateau:</c>.</summary>
internal static class StoppingReader
{
    private static readonly PlateauOptions Plateau = new();

    private static readonly Argument<string> Monitor = Argument.Choice(
        "monitor", "what must get better", ["val_loss", "val_accuracy", "loss", "accuracy"], "val_loss");

    private static readonly Argument<int> Patience =
        Argument.Int("patience", "epochs without a better one before training stops", min: 0, defaultValue: 0);

    private static readonly Argument<double> MinDelta = Argument.Number("min_delta", "the least that counts as better", 0, defaultValue: 0);

    private static readonly Argument<bool> RestoreBest =
        Argument.Flag("restore_best_weights", "whether the best epoch's weights come back at the end", false);

    private static readonly Argument<double> Factor =
        Argument.Number("factor", "what the learning rate is multiplied with", 0, below: 1, defaultValue: Plateau.Factor);

    private static readonly Argument<int> PlateauPatience = Argument.Int(
        "patience", "epochs without a better one before the learning rate is lowered", min: 0, defaultValue: Plateau.Patience);

    private static readonly Argument<double> PlateauDelta =
        Argument.Number("min_delta", "the least that counts as better", 0, defaultValue: Plateau.MinDelta);

    private static readonly Argument<int> Cooldown =
        Argument.Int("cooldown", "epochs after a change that are not counted", min: 0, defaultValue: 0);

    private static readonly Argument<double> MinRate = Argument.Number("min_lr", "the lowest learning rate", 0, defaultValue: 0);

    /// <summary>The keys of <c>early_stopping:</c>.</summary>
    public static IReadOnlyList<Argument> StoppingArguments { get; } = [Monitor, Patience, MinDelta, RestoreBest];

    /// <summary>The keys of <c>reduce_lr_on_plateau:</c>.</summary>
    public static IReadOnlyList<Argument> PlateauArguments { get; } = [Monitor, Factor, PlateauPatience, PlateauDelta, Cooldown, MinRate];

    public static EarlyStoppingOptions? ReadStopping(YamlValue? yaml, DiagnosticBag bag) => Read(yaml, "early_stopping", bag, reader => new EarlyStoppingOptions
    {
        Monitor = reader.Take(Monitor),
        Patience = reader.Take(Patience),
        MinDelta = reader.Take(MinDelta),
        RestoreBestWeights = reader.Take(RestoreBest),
    });

    public static PlateauOptions? ReadPlateau(YamlValue? yaml, KerasObject optimizer, DiagnosticBag bag)
    {
        var options = Read(yaml, "reduce_lr_on_plateau", bag, reader => new PlateauOptions
        {
            Monitor = reader.Take(Monitor),
            Factor = reader.Take(Factor),
            Patience = reader.Take(PlateauPatience),
            MinDelta = reader.Take(PlateauDelta),
            Cooldown = reader.Take(Cooldown),
            MinRate = reader.Take(MinRate),
        });
        if (options is not null && Optimizers.RateOf(optimizer).Schedule is { } schedule)
        {
            bag.Add(SpecErrors.BadCombination(yaml!.Span, "reduce_lr_on_plateau", $"it needs a learning rate that is a number, received the schedule {schedule.Name}"));
        }

        return options;
    }

    private static T? Read<T>(YamlValue? yaml, string key, DiagnosticBag bag, Func<MapReader, T> read)
        where T : class
    {
        switch (yaml)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlMap map:
                var reader = new MapReader(map, key, bag);
                var options = read(reader);
                reader.ReportRest();
                return options;
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, key, "a mapping", yaml.Received));
                return null;
        }
    }
}
