using System.Text;

namespace ArchSpec.Training.Data;

/// <summary>
/// The names of classes, in Unicode's composed form (NFC): macOS and some archives write the é of <c>café</c> as two signs, and it
/// is the same name.
/// </summary>
internal static class ClassName
{
    internal static string Of(DirectoryInfo folder) => Composed(folder.Name);

    /// <summary>A name with every sign composed; one that is no Unicode stays as it is.</summary>
    internal static string Composed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
