using System.Globalization;
using ArchSpec.Training.Loop;

namespace ArchSpec.Training.Sessions;

/// <summary>Names of classes that somebody gives.</summary>
internal static class ClassNames
{
    private const int MostNamed = 10;

    /// <summary>Refuses names that are not one for each class, or not different.</summary>
    /// <param name="model">Its name, for the message.</param>
    /// <param name="outputs">The outputs of the model; one output tells two classes apart.</param>
    /// <param name="names">The names.</param>
    /// <param name="from">Who gives them: a file, or an option.</param>
    /// <exception cref="TrainingException">They are.</exception>
    public static void Check(string model, int outputs, IReadOnlyList<string> names, string from)
    {
        var classes = outputs == 1 ? 2 : outputs;
        if (names.Count != classes)
        {
            throw new TrainingException(string.Create(
                CultureInfo.InvariantCulture,
                $"'{model}' has {outputs} {(outputs == 1 ? "output" : "outputs")}, for {classes} classes; received {names.Count} names of classes from {from}: {Some(names)}"));
        }

        if (names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw new TrainingException($"each class has a name of its own; received from {from}: {Some(names)}");
        }
    }

    /// <summary>The first of them, in words.</summary>
    public static string Some(IReadOnlyList<string> names) => string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? ", …" : "");
}
