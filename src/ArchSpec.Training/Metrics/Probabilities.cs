using System.Globalization;

namespace ArchSpec.Training.Metrics;

/// <summary>How sure a model is of each class, for each image: each row is from 0 to 1 and adds up to 1.</summary>
/// <param name="values">Images × classes, a row for each image.</param>
/// <param name="classes">At least 1.</param>
/// <param name="areTrained">False where the model was trained to give something else, from which these only follow.</param>
public sealed class Probabilities(float[] values, int classes, bool areTrained = true)
{
    /// <summary>Images.</summary>
    public int Count => values.Length / Classes;

    /// <summary>Classes.</summary>
    public int Classes { get; } = classes > 0 && values.Length % classes == 0
        ? classes
        : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{values.Length} values are no rows of {classes}"), nameof(classes));

    /// <summary>
    /// False where the model was trained to give something else, such as the margins of a hinge loss: these values then rank
    /// images and classes, and do not say how often the model is right.
    /// </summary>
    public bool AreTrained => areTrained;

    /// <summary>How sure the model is that an image is of a class.</summary>
    public float this[int image, int label] => values[(image * Classes) + label];

    /// <summary>One image's values, by class.</summary>
    public ReadOnlySpan<float> Of(int image) => values.AsSpan(image * Classes, Classes);
}
