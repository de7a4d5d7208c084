using ArchSpec.Training.Data;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Metrics;

/// <summary>Every figure of a model on a set of images, computed from one evaluation: the network is not run again.</summary>
public sealed record Assessment
{
    /// <summary>The most mistakes that are kept.</summary>
    public const int MostMistakes = 25;

    /// <summary>So many classes, and the accuracy of the first five is of interest.</summary>
    private const int ManyClasses = 10;

    /// <summary>Mean over the images.</summary>
    public required double Loss { get; init; }

    /// <summary>The true against the predicted classes, with accuracy, precision, recall and F1.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>The share of images whose class is among the five most probable; null below 10 classes.</summary>
    public required double? Top5Accuracy { get; init; }

    /// <summary>The receiver operating characteristics.</summary>
    public required Roc Roc { get; init; }

    /// <summary>Whether the model is right as often as it says.</summary>
    public required Calibration Calibration { get; init; }

    /// <summary>The mistakes that the model was surest of, the surest first, at most <see cref="MostMistakes"/>.</summary>
    public required IReadOnlyList<Mistake> Mistakes { get; init; }

    /// <summary>False where probabilities only follow from what the model gives; see <see cref="Probabilities.AreTrained"/>.</summary>
    public required bool HasProbabilities { get; init; }

    /// <summary>The order of the classes in which the model would be right, where it is clearly another than this one; else null.</summary>
    public IReadOnlyList<string>? BetterOrder => ClassPermutation.Of(Confusion);

    /// <summary>In the order of the labels.</summary>
    public IReadOnlyList<string> ClassNames => Confusion.ClassNames;

    /// <summary>All figures of an evaluation.</summary>
    /// <param name="evaluation">With probabilities.</param>
    /// <param name="images">What was evaluated.</param>
    /// <exception cref="ArgumentException">The evaluation kept no probabilities.</exception>
    public static Assessment Of(Evaluation evaluation, ImageSet images)
    {
        var probabilities = evaluation.Probabilities ?? throw new ArgumentException("an evaluation without scores", nameof(evaluation));
        var names = images.Split.ClassNames;
        var confusion = new ConfusionMatrix(names);
        confusion.Add([.. evaluation.Labels], [.. evaluation.Predictions]);
        return new Assessment
        {
            Loss = evaluation.Loss,
            Confusion = confusion,
            Top5Accuracy = names.Count < ManyClasses ? null : Ranking.TopAccuracy(probabilities, evaluation.Labels, 5),
            Roc = Roc.Of(probabilities, evaluation.Labels, names),
            Calibration = Calibration.Of(probabilities, evaluation.Predictions, evaluation.Labels),
            Mistakes = Mistake.MostConfident(probabilities, evaluation.Predictions, images.Split, MostMistakes),
            HasProbabilities = probabilities.AreTrained,
        };
    }
}
