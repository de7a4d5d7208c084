using System.Text.Encodings.Web;
using System.Text.Json;

namespace ArchSpec.Training.Sessions;

/// <summary>An image whose feature maps are drawn.</summary>
/// <param name="Name">Its class, or its file.</param>
/// <param name="Path">The file.</param>
public sealed record FeatureImage(string Name, string Path);

/// <summary>The picture of one layer.</summary>
/// <param name="Layer">The layer's path.</param>
/// <param name="After">The layer whose output is drawn: the last of the normalisations and activations right behind it, or the layer itself.</param>
/// <param name="File">The PNG file, in the folder.</param>
/// <param name="Height">Of a map.</param>
/// <param name="Width">Of a map.</param>
/// <param name="Sparsity">For each channel, the share of its values that are 0, over all images.</param>
public sealed record FeaturePicture(string Layer, string After, string File, int Height, int Width, IReadOnlyList<double> Sparsity)
{
    /// <summary>The channels that are 0 everywhere for each of the images.</summary>
    public IReadOnlyList<int> Silent { get; } = [.. Sparsity.Select((share, channel) => (share, channel)).Where(pair => pair.share == 1).Select(pair => pair.channel)];
}

/// <summary>What was drawn.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Folder">Where the pictures are.</param>
/// <param name="Images">The images, in the order of the maps of a channel.</param>
/// <param name="Layers">The pictures, in the network's order.</param>
public sealed record FeatureMapReport(string Model, string Folder, IReadOnlyList<FeatureImage> Images, IReadOnlyList<FeaturePicture> Layers)
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All of it, for programs.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable) + "\n";
}
