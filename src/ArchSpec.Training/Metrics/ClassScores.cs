namespace ArchSpec.Training.Metrics;

/// <summary>How well one class is told from the others; each figure is 0 to 1, and 0 where it would divide by 0.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Of the images taken for this class, the share that are of it.</param>
/// <param name="Recall">Of the images of this class, the share that were taken for it.</param>
/// <param name="F1">The harmonic mean of both: 2 P R / (P + R).</param>
/// <param name="Support">Images of this class.</param>
public sealed record ClassScores(string Name, double Precision, double Recall, double F1, int Support);
