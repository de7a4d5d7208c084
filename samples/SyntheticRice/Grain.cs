namespace SyntheticRice;

/// <summary>What the grains of one variety look like, as shares of the picture's side; each grain varies around it.</summary>
/// <param name="Name">The variety, and the name of its folder.</param>
/// <param name="Length">From tip to tip.</param>
/// <param name="Width">At the thickest place.</param>
/// <param name="Blunt">How blunt the tips are: 0 is an ellipse, 1 nearly a box.</param>
/// <param name="Brightness">Of the grain, 0 to 255.</param>
/// <param name="Blue">Its blue as a share of its red: rice is white, and slightly yellow or blue under a lamp.</param>
public sealed record Grain(string Name, float Length, float Width, float Blunt, float Brightness, float Blue)
{
    /// <summary>The five varieties of the Rice Image Dataset (Koklu, Cinar, Taspinar, 2021), after its photographs.</summary>
    public static IReadOnlyList<Grain> Varieties { get; } =
    [
        new("Arborio", 0.54f, 0.30f, 0.5f, 155, 1.00f),
        new("Basmati", 0.80f, 0.17f, 0.7f, 210, 1.16f),
        new("Ipsala", 0.74f, 0.36f, 0.6f, 240, 0.93f),
        new("Jasmine", 0.56f, 0.18f, 0.6f, 200, 1.08f),
        new("Karacadag", 0.38f, 0.30f, 0.1f, 205, 1.17f),
    ];
}
