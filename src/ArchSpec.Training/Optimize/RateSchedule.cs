using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Training.Optimize;

/// <summary>A learning rate as it follows from the number of steps so far, with the formulas of <c>keras.optimizers.schedules</c>.</summary>
internal sealed class RateSchedule(LearningRate rate)
{
    /// <summary>The rate of the step that follows a number of steps.</summary>
    public double At(long step) => rate.Schedule is not { } schedule ? rate.Value : schedule.Name switch
    {
        "ExponentialDecay" => schedule.Get(Schedules.Initial) * Math.Pow(schedule.Get(Schedules.DecayRate), Progress(schedule, step)),
        "InverseTimeDecay" => schedule.Get(Schedules.Initial) / (1 + (schedule.Get(Schedules.DecayRate) * Progress(schedule, step))),
        "PiecewiseConstantDecay" => Piecewise(schedule.Get(Schedules.Boundaries), schedule.Get(Schedules.Values), step),
        "PolynomialDecay" => Polynomial(schedule, step),
        "CosineDecay" => Cosine(schedule, step),
        "CosineDecayRestarts" => Restarts(schedule, step),
        _ => throw new ArgumentOutOfRangeException(nameof(step), schedule.Name, "no such schedule"),
    };

    private static double Progress(KerasObject schedule, long step)
    {
        var progress = step / schedule.Get(Schedules.DecaySteps);
        return schedule.Get(Schedules.Staircase) ? Math.Floor(progress) : progress;
    }

    private static double Piecewise(IReadOnlyList<int> boundaries, IReadOnlyList<double> values, long step)
    {
        var piece = 0;
        while (piece < boundaries.Count && step > boundaries[piece])
        {
            piece++;
        }

        return values[piece];
    }

    private static double Polynomial(KerasObject schedule, long step)
    {
        var (first, last, steps) = (schedule.Get(Schedules.Initial), schedule.Get(Schedules.End), schedule.Get(Schedules.DecaySteps));
        var cycled = step == 0 ? steps : steps * Math.Ceiling(step / steps);
        var left = schedule.Get(Schedules.Cycle) ? 1 - (step / cycled) : 1 - (Math.Min(step, steps) / steps);
        return ((first - last) * Math.Pow(left, schedule.Get(Schedules.Power))) + last;
    }

    private static double Cosine(KerasObject schedule, long step)
    {
        var (first, steps, alpha) = (schedule.Get(Schedules.Initial), schedule.Get(Schedules.DecaySteps), schedule.Get(Schedules.Alpha));
        if (schedule.Get(Schedules.WarmupTarget) is not { } target)
        {
            return first * Falling(Math.Min(step, steps) / steps, alpha, 1);
        }

        var warmup = schedule.Get(Schedules.WarmupSteps);
        return step < warmup ? ((target - first) * (step / warmup)) + first : target * Falling(Math.Min(step - warmup, steps) / steps, alpha, 1);
    }

    private static double Restarts(KerasObject schedule, long step)
    {
        var progress = step / schedule.Get(Schedules.FirstDecaySteps);
        var (longer, lower) = (schedule.Get(Schedules.PeriodFactor), schedule.Get(Schedules.RateFactor));
        var (period, share) = longer == 1 ? (Math.Floor(progress), progress - Math.Floor(progress)) : PeriodOf(progress, longer);
        return schedule.Get(Schedules.Initial) * Falling(share, schedule.Get(Schedules.Alpha), Math.Pow(lower, period));
    }

    // In single precision as Keras computes it: at the very step of a restart the logarithm's rounding decides.
    private static (double Period, double Share) PeriodOf(double progress, double longer)
    {
        double period = MathF.Floor(MathF.Log((float)(1 - ((float)progress * (1 - longer)))) / MathF.Log((float)longer));
        var length = Math.Pow(longer, period);
        return (period, (progress - ((1 - length) / (1 - longer))) / length);
    }

    private static double Falling(double share, double alpha, double factor) =>
        ((1 - alpha) * 0.5 * factor * (1 + Math.Cos(Math.PI * share))) + alpha;
}
