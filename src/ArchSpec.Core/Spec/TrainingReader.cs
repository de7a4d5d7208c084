using ArchSpec.Diagnostics;
using ArchSpec.Layers;
using ArchSpec.Yaml;

namespace ArchSpec.Spec;

/// <summary>Reads <c>training:</c>.</summary>
public static class TrainingReader
{
    private static readonly TrainingOptions Defaults = new();

    private static readonly Argument<KerasObject> Loss =
        Argument.Object("loss", "the loss, by Keras's name", Losses.All, Defaults.Loss.Name);

    private static readonly Argument<int> BatchSize =
        Argument.Int("batch_size", "images for each step", defaultValue: Defaults.BatchSize);

    private static readonly Argument<int> Epochs = Argument.Int("epochs", "the most epochs", defaultValue: Defaults.Epochs);

    private static readonly Argument<double> ValidationSplit = Argument.Number(
        "validation_split", "share of the images kept for validation where there is no folder for it", 0.01, below: 0.99, defaultValue: 0.2);

    private static readonly Argument<int> Seed = Argument.Int("seed", "seed of all that is random", min: 0, defaultValue: 0);

    private static readonly Argument<string> Monitor = Argument.Choice(
        "monitor", "what must get better", ["val_loss", "val_accuracy", "loss", "accuracy"], "val_loss");

    private static readonly Argument<int> Patience =
        Argument.Int("patience", "epochs without a better one before training stops", min: 0, defaultValue: 0);

    private static readonly Argument<double> MinDelta = Argument.Number("min_delta", "the least that counts as better", 0, defaultValue: 0);

    private static readonly Argument<bool> RestoreBest =
        Argument.Flag("restore_best_weights", "whether the best epoch's weights come back at the end", false);

    /// <summary>The keys of <c>training:</c> but <c>optimizer</c> and <c>early_stopping</c>.</summary>
    public static IReadOnlyList<Argument> Arguments { get; } = [Loss, BatchSize, Epochs, ValidationSplit, Seed];

    /// <summary>The keys of <c>early_stopping:</c>.</summary>
    public static IReadOnlyList<Argument> EarlyStoppingArguments { get; } = [Monitor, Patience, MinDelta, RestoreBest];

    internal static TrainingOptions? Read(YamlValue? yaml, DiagnosticBag bag)
    {
        if (yaml is not YamlMap map)
        {
            if (yaml is not null)
            {
                bag.Add(SpecErrors.WrongType(yaml.Span, "training", "a mapping", yaml.Received));
            }

            return null;
        }

        var reader = new MapReader(map, "training", bag);
        var options = new TrainingOptions
        {
            Loss = reader.Take(Loss),
            BatchSize = reader.Take(BatchSize),
            Epochs = reader.Take(Epochs),
            ValidationSplit = reader.Take(ValidationSplit),
            Seed = reader.Take(Seed),
            Optimizer = ReadOptimizer(reader.Take("optimizer"), bag),
            EarlyStopping = ReadEarlyStopping(reader.Take("early_stopping"), bag),
            Span = map.Span,
        };
        reader.ReportRest();
        return options;
    }

    private static KerasObject ReadOptimizer(YamlValue? yaml, DiagnosticBag bag)
    {
        var (name, arguments) = yaml switch
        {
            null => (null, null),
            YamlScalar { IsNull: false } word => (word, null),
            YamlMap { Entries.Length: 1 } map => (map.Entries[0].Key, map.Entries[0].Value),
            _ => (new YamlScalar("", false, yaml.Span), null),
        };
        if (name is null)
        {
            return Defaults.Optimizer;
        }

        if (Optimizers.All.Find(name.Text) is not { } found)
        {
            bag.Add(SpecErrors.UnknownOptimizer(yaml!.Span, name.Text.Length > 0 ? name.Text : yaml.Received, Optimizers.All.All.Select(type => type.Name)));
            return Defaults.Optimizer;
        }

        var optimizer = new KerasObject(found, new ArgumentBinder(bag).Bind(found.Name, found.Arguments, arguments, name.Span) ?? LayerArguments.Defaults);
        if (OptimizerArguments.Fault(optimizer) is { } fault)
        {
            bag.Add(SpecErrors.BadCombination(yaml!.Span, found.Name, fault));
        }

        return optimizer;
    }

    private static EarlyStoppingOptions? ReadEarlyStopping(YamlValue? yaml, DiagnosticBag bag)
    {
        switch (yaml)
        {
            case null or YamlScalar { IsNull: true }:
                return null;
            case YamlMap map:
                var reader = new MapReader(map, "early_stopping", bag);
                var options = new EarlyStoppingOptions
                {
                    Monitor = reader.Take(Monitor),
                    Patience = reader.Take(Patience),
                    MinDelta = reader.Take(MinDelta),
                    RestoreBestWeights = reader.Take(RestoreBest),
                };
                reader.ReportRest();
                return options;
            default:
                bag.Add(SpecErrors.WrongType(yaml.Span, "early_stopping", "a mapping", yaml.Received));
                return null;
        }
    }
}
