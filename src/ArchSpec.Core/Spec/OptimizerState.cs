using ArchSpec.Layers;

namespace ArchSpec.Spec;

/// <summary>What an optimizer of Keras keeps between steps: the last line of a compiled model's summary.</summary>
public static class OptimizerState
{
    /// <summary>All values: the number of steps, the learning rate where no schedule makes it, and what is kept for each weight.</summary>
    /// <param name="optimizer">One of <see cref="Optimizers"/>.</param>
    /// <param name="trainable">The values of all trainable weights.</param>
    public static long Count(KerasObject optimizer, long trainable)
    {
        var alone = 1 + (Optimizers.RateOf(optimizer).Schedule is null ? 1 : 0) + (optimizer.Type == Optimizers.Nadam ? 1 : 0);
        var each = Own(optimizer)
            + (optimizer.Get(OptimizerArguments.UseEma) ? 1 : 0)
            + (optimizer.Get(OptimizerArguments.GradientAccumulationSteps) is null ? 0 : 1);
        return alone + (each * trainable);
    }

    private static long Own(KerasObject optimizer) => optimizer.Name switch
    {
        "SGD" => optimizer.Get(Optimizers.Momentum) > 0 ? 1 : 0,
        "Adam" or "AdamW" => optimizer.Get(Optimizers.AmsGrad) ? 3 : 2,
        "RMSprop" => 1 + (optimizer.Get(Optimizers.Momentum) > 0 ? 1 : 0) + (optimizer.Get(Optimizers.Centered) ? 1 : 0),
        "Adagrad" or "Lion" => 1,
        _ => 2,
    };
}
