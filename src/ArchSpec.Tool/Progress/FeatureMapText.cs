using System.Globalization;
using System.Text;
using ArchSpec.Diagnostics;
using ArchSpec.Training.Sessions;

namespace ArchSpec.Tool.Progress;

/// <summary>What <c>feature-maps</c> prints for a person.</summary>
internal static class FeatureMapText
{
    private const int MostChannels = 12;

    /// <summary>A line for each layer, and where the pictures are.</summary>
    public static string Of(FeatureMapReport report)
    {
        var text = new StringBuilder();
        var width = report.Layers.Max(layer => layer.File.Length);
        foreach (var layer in report.Layers)
        {
            var size = $"{layer.Height} x {layer.Width}";
            var line = string.Create(CultureInfo.InvariantCulture, $"{layer.File.PadRight(width)}  {layer.Sparsity.Count,5:N0} maps of {size,-11}{layer.Sparsity.Average() * 100,6:F1}% zeros  {Silent(layer.Silent)}");
            text.AppendLine(line.TrimEnd());
        }

        text.AppendLine(report.Images.Count == 1
            ? $"The maps of {Printable.Name(report.Images[0].Path)} are in {Printable.Name(report.Folder)}"
            : $"The maps of one image for each of {report.Images.Count} classes are in {Printable.Name(report.Folder)}");
        return text.ToString();
    }

    private static string Silent(IReadOnlyList<int> channels) => channels.Count == 0
        ? ""
        : $"0 everywhere: {channels.Count} ({string.Join(", ", channels.Take(MostChannels))}{(channels.Count > MostChannels ? ", …" : "")})";
}
