using ArchSpec.Layers;
using ArchSpec.Spec;

namespace ArchSpec.Training.Tests.Optimize;

/// <summary>
/// Keras's optimizers once more, slowly and with plain numbers, written from the formulas in <c>keras/src/optimizers</c>: one array
/// for each weight.
/// </summary>
internal sealed class PlainOptimizer(KerasObject options, double[][] weights, Func<int, double> rateOf)
{
    private readonly Dictionary<string, double[][]> _state = [];
    private int _calls;
    private double _product = 1;

    private int Every => options.Get(OptimizerArguments.GradientAccumulationSteps) ?? 1;

    private int Iterations => _calls / Every;

    public void Apply(double[][] given)
    {
        var gradients = given.Select(gradient => gradient.Select(g => g / (options.Get(OptimizerArguments.LossScaleFactor) ?? 1)).ToArray()).ToArray();
        if (Accumulated(gradients))
        {
            Clip(gradients);
            _product *= options.Name == "Nadam" ? Momentum(Iterations + 1) : 1;
            for (var k = 0; k < weights.Length; k++)
            {
                Update(k, gradients[k], rateOf(_calls));
            }
        }

        Average();
        _calls++;
    }

    private bool Accumulated(double[][] gradients)
    {
        var sums = State("sums", 0);
        var complete = (_calls + 1) % Every == 0;
        for (var k = 0; k < gradients.Length; k++)
        {
            for (var i = 0; i < gradients[k].Length; i++)
            {
                sums[k][i] += gradients[k][i];
                gradients[k][i] = sums[k][i] / Every;
                sums[k][i] = complete ? 0 : sums[k][i];
            }
        }

        return complete;
    }

    private void Clip(double[][] gradients)
    {
        var all = Math.Sqrt(gradients.Sum(gradient => gradient.Sum(g => g * g)));
        foreach (var gradient in gradients)
        {
            var own = Math.Sqrt(gradient.Sum(g => g * g));
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] = options.Get(OptimizerArguments.ClipNorm) is { } norm and > 0 ? gradient[i] * norm / Math.Max(own, norm)
                    : options.Get(OptimizerArguments.GlobalClipNorm) is { } global ? gradient[i] * global * Math.Min(1 / all, 1 / global)
                    : options.Get(OptimizerArguments.ClipValue) is { } most ? Math.Min(Math.Max(gradient[i], -most), most)
                    : gradient[i];
            }
        }
    }

    private void Update(int k, double[] gradient, double rate)
    {
        var w = weights[k];
        var decay = Optimizers.WeightDecayOf(options) ?? 0;
        for (var i = 0; i < w.Length; i++)
        {
            w[i] -= w[i] * decay * rate;
        }

        var norm = Math.Sqrt(w.Sum(value => value * value));
        var steps = gradient.Select((g, i) => StepOf(k, i, g, w[i], rate)).ToArray();
        var length = Math.Sqrt(steps.Sum(step => step * step));
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = options.Name == "Ftrl" ? steps[i] : w[i] - (options.Name == "Lamb" ? rate * (norm > 0 && length > 0 ? norm / length : 1) * steps[i] : steps[i]);
        }
    }

    private double StepOf(int k, int i, double g, double w, double rate)
    {
        var t = Iterations + 1;
        switch (options.Name)
        {
            case "SGD":
                var momentum = options.Get(Optimizers.Momentum);
                ref var velocity = ref State("velocity", 0)[k][i];
                velocity = (momentum * velocity) - (rate * g);
                return options.Get(Optimizers.Nesterov) ? (rate * g) - (momentum * velocity) : -velocity;
            case "Adam" or "AdamW":
                var (m, v) = Moments(k, i, g);
                ref var largest = ref State("largest", 0)[k][i];
                largest = Math.Max(largest, v);
                return rate * Math.Sqrt(1 - Math.Pow(Beta2, t)) / (1 - Math.Pow(Beta1, t)) * m / (Math.Sqrt(options.Get(Optimizers.AmsGrad) ? largest : v) + Epsilon);
            case "Nadam":
                (m, v) = Moments(k, i, g);
                var hat = (Momentum(t + 1) * m / (1 - (_product * Momentum(t + 1)))) + ((1 - Momentum(t)) * g / (1 - _product));
                return hat * rate / (Math.Sqrt(v / (1 - Math.Pow(Beta2, t))) + Epsilon);
            case "Lamb":
                (m, v) = Moments(k, i, g);
                return m / (1 - Math.Pow(Beta1, t)) / (Math.Sqrt(v / (1 - Math.Pow(Beta2, t))) + Epsilon);
            case "Adamax":
                (m, _) = Moments(k, i, g);
                ref var norm = ref State("norm", 0)[k][i];
                norm = Math.Max(Beta2 * norm, Math.Abs(g));
                return rate * m / ((1 - Math.Pow(Beta1, t)) * (norm + Epsilon));
            case "RMSprop":
                return RmsStep(k, i, g, rate);
            case "Adagrad":
                ref var sum = ref State("sum", options.Get(Optimizers.InitialAccumulator))[k][i];
                sum += g * g;
                return rate * g / Math.Sqrt(sum + Epsilon);
            case "Adadelta":
                return AdadeltaStep(k, i, g, rate);
            case "Lion":
                ref var mean = ref State("mean", 0)[k][i];
                var sign = Math.Sign((Beta1 * mean) + ((1 - Beta1) * g));
                mean = (options.Get(Optimizers.LionBeta2) * mean) + ((1 - options.Get(Optimizers.LionBeta2)) * g);
                return rate * sign;
            default:
                return FtrlWeight(k, i, g, w, rate);
        }
    }

    private double RmsStep(int k, int i, double g, double rate)
    {
        var (rho, momentum) = (options.Get(Optimizers.Rho), options.Get(Optimizers.Momentum));
        ref var v = ref State("velocity", 0)[k][i];
        ref var mean = ref State("mean", 0)[k][i];
        ref var step = ref State("step", 0)[k][i];
        v = (rho * v) + ((1 - rho) * g * g);
        mean = (rho * mean) + ((1 - rho) * g);
        step = (momentum * step) + (rate * g / Math.Sqrt(v - (options.Get(Optimizers.Centered) ? mean * mean : 0) + Epsilon));
        return step;
    }

    private double AdadeltaStep(int k, int i, double g, double rate)
    {
        var rho = options.Get(Optimizers.AdadeltaRho);
        ref var v = ref State("gradients", 0)[k][i];
        ref var u = ref State("deltas", 0)[k][i];
        v = (rho * v) + ((1 - rho) * g * g);
        var delta = -Math.Sqrt(u + Epsilon) * g / Math.Sqrt(v + Epsilon);
        u = (rho * u) + ((1 - rho) * delta * delta);
        return -rate * delta;
    }

    private double FtrlWeight(int k, int i, double g, double w, double rate)
    {
        var (power, l1) = (-options.Get(Optimizers.FtrlPower), options.Get(Optimizers.FtrlL1));
        ref var n = ref State("sum", options.Get(Optimizers.InitialAccumulator))[k][i];
        ref var z = ref State("linear", 0)[k][i];
        var after = n + (g * g);
        z += g + (2 * options.Get(Optimizers.FtrlShrinkage) * w) - ((Math.Pow(after, power) - Math.Pow(n, power)) / rate * w);
        n = after;
        var l2 = options.Get(Optimizers.FtrlL2) + (options.Get(Optimizers.FtrlBeta) / (2 * rate));
        return (Math.Clamp(z, -l1, l1) - z) / ((Math.Pow(n, power) / rate) + (2 * l2));
    }

    private (double Mean, double Square) Moments(int k, int i, double g)
    {
        ref var m = ref State("m", 0)[k][i];
        ref var v = ref State("v", 0)[k][i];
        m += (g - m) * (1 - Beta1);
        v += ((g * g) - v) * (1 - Beta2);
        return (m, v);
    }

    private void Average()
    {
        var averages = State("average", 0);
        var momentum = Iterations == 0 ? 0 : options.Get(OptimizerArguments.EmaMomentum);
        var overwrite = options.Get(OptimizerArguments.UseEma) && options.Get(OptimizerArguments.EmaOverwriteFrequency) is { } every && (Iterations + 1) % every == 0;
        for (var k = 0; k < weights.Length; k++)
        {
            for (var i = 0; i < weights[k].Length; i++)
            {
                averages[k][i] = (momentum * averages[k][i]) + ((1 - momentum) * weights[k][i]);
                weights[k][i] = overwrite ? averages[k][i] : weights[k][i];
            }
        }
    }

    /// <summary>The moving averages that training ends with.</summary>
    public double[][] Averages => State("average", 0);

    private double Beta1 => options.Get(Optimizers.Beta1);

    private double Beta2 => options.Get(Optimizers.Beta2);

    private double Epsilon => options.Get(Optimizers.Epsilon);

    private double Momentum(int t) => Beta1 * (1 - (0.5 * Math.Pow(0.96, t)));

    private double[][] State(string name, double first)
    {
        if (!_state.TryGetValue(name, out var state))
        {
            _state[name] = state = [.. weights.Select(weight => Enumerable.Repeat(first, weight.Length).ToArray())];
        }

        return state;
    }
}
