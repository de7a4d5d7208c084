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

    private static readonly Argument<string> Precision = Argument.Choice(
        "precision", "in which numbers the network computes", ["float32", "bf16"], Defaults.Precision);

    private static readonly Argument<int?> SplitSeed = Argument.OptionalInt("split_seed", "seed of the split alone", min: 0);

    /// <summary>The keys of <c>training:</c> that are plain values.</summary>
    public static IReadOnlyList<Argument> Arguments { get; } = [Loss, BatchSize, Epochs, ValidationSplit, Seed, SplitSeed, Precision];

    internal static TrainingOptions? Read(YamlValue? yaml, DiagnosticBag bag)
    {
        if (yaml is not YamlMap map)
        {
            if (yaml is not null)
            {
                bag.Add(SpecErrors.WrongType(yaml.Span, "training", "a mapping", yaml.Received + MeantMapping.Suggest(yaml)));
            }

            return null;
        }

        var reader = new MapReader(map, "training", bag);
        var optimizer = ReadOptimizer(reader.Take("optimizer"), bag);
        var options = new TrainingOptions
        {
            Loss = reader.Take(Loss),
            BatchSize = reader.Take(BatchSize),
            Epochs = reader.Take(Epochs),
            ValidationSplit = reader.Take(ValidationSplit),
            Seed = reader.Take(Seed),
            Precision = reader.Take(Precision),
            SplitSeed = reader.Take(SplitSeed),
            Fold = ReadFold(reader.TakeWord("fold"), bag),
            Optimizer = optimizer,
            EarlyStopping = StoppingReader.ReadStopping(reader.Take("early_stopping"), bag),
            ReduceRateOnPlateau = StoppingReader.ReadPlateau(reader.Take("reduce_lr_on_plateau"), optimizer, bag),
            ClassWeight = ShareReader.ReadClassWeight(reader.Take("class_weight"), bag),
            RateMultipliers = ShareReader.ReadMultipliers(reader.Take("learning_rate_multipliers"), bag),
            Span = map.Span,
        };
        reader.ReportRest(entry => OfOptimizer(entry, optimizer));
        return options;
    }

    private static string? OfOptimizer(YamlEntry entry, KerasObject optimizer) => optimizer.Type.Arguments.Any(argument => argument.Name == entry.Key.Text)
        ? $", which is the optimizer's; write 'optimizer: {{ {optimizer.Name}: {{ {entry.Key.Text}: {YamlText.Of(entry.Value)} }} }}'"
        : null;

    private static Fold? ReadFold(YamlScalar? yaml, DiagnosticBag bag)
    {
        if (yaml is not null && Fold.Parse(yaml.Text) is null)
        {
            bag.Add(SpecErrors.WrongType(yaml.Span, "fold", "a part of a number of parts, such as 2/5", yaml.Received));
        }

        return yaml is null ? null : Fold.Parse(yaml.Text);
    }

    private static KerasObject ReadOptimizer(YamlValue? yaml, DiagnosticBag bag)
    {
        if (yaml is null)
        {
            return Defaults.Optimizer;
        }

        var (name, arguments) = yaml switch
        {
            YamlScalar { IsNull: false } word => (word, null),
            YamlMap { Entries.Length: 1 } map => (map.Entries[0].Key, map.Entries[0].Value),
            _ => (null, null),
        };
        if (name is null || Optimizers.All.Find(name.Text) is not { } found)
        {
            string[] known = [.. Optimizers.All.All.Select(type => type.Name)];
            var meant = MeantValue.Suggest(yaml, value => ArgumentKinds.ReadObject(Optimizers.All, value, new DiagnosticBag()) is not null, known, Optimizers.All);
            bag.Add(name is null ? SpecErrors.NoOptimizer(yaml.Span, yaml.Received, meant) : SpecErrors.UnknownOptimizer(yaml.Span, name.Text, meant, known));
            return Defaults.Optimizer;
        }

        var optimizer = new KerasObject(found, new ArgumentBinder(bag).Bind(found.Name, found.Arguments, arguments, name.Span) ?? LayerArguments.Defaults);
        if (OptimizerArguments.Fault(optimizer) is { } fault)
        {
            bag.Add(SpecErrors.BadCombination(yaml.Span, found.Name, fault));
        }

        return optimizer;
    }
}
