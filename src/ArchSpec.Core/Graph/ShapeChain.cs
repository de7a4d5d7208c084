namespace ArchSpec.Graph;

/// <summary>The way that the data took to a layer, for messages about shapes.</summary>
internal static class ShapeChain
{
    private const int Shown = 8;

    /// <summary><c>input_layer 8 × 8 × 3 → conv2d 8 × 8 × 16</c>: the last few layers up to a connection.</summary>
    public static string To(Connection end)
    {
        var names = new Stack<string>();
        for (Connection? at = end; at is { } here; at = here.Source.Inputs is [var first, ..] ? first : null)
        {
            names.Push($"{here.Source.Layer.Name} {here.Shape}");
        }

        var shown = names.Skip(Math.Max(0, names.Count - Shown));
        return (names.Count > Shown ? "… → " : "") + string.Join(" → ", shown);
    }
}
