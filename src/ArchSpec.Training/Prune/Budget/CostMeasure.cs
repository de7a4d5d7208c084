namespace ArchSpec.Training.Prune.Budget;

/// <summary>One number for what a network costs.</summary>
/// <param name="Unit">How messages name it.</param>
/// <param name="Of">The number.</param>
internal sealed record CostMeasure(string Unit, Func<Cost, double> Of)
{
    /// <summary>The measure of a kind of cost; a latency is judged by its FLOPs until it is measured.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="whole">What a <see cref="CostKind.Size"/> of 1 is.</param>
    public static CostMeasure For(CostKind kind, Cost whole) => kind switch
    {
        CostKind.Parameters => new CostMeasure("parameters", cost => cost.Parameters),
        CostKind.Size => new CostMeasure("size", cost => (Share(cost.Parameters, whole.Parameters) + Share(cost.Flops, whole.Flops)) / 2),
        _ => new CostMeasure("FLOPs", cost => cost.Flops),
    };

    private static double Share(long now, long whole) => whole == 0 ? 0 : (double)now / whole;
}
